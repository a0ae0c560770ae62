"""What a brief is written from: a case and all that was reckoned on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from suzerain.brief.finding import Name, Quote
from suzerain.case.case import Case
from suzerain.core.codes import actor_name, good_name
from suzerain.core.grid import Grid
from suzerain.evidence.claim import Claim

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Results:
    """Hold a case and its results as plain records.

    Args:
        case: The case.
        solution: `Solution.to_dict()`, or None when there is no pact.
        weighings: `Weighing.to_dict()` of each contested question.
        forecasts: `Forecast.to_dict()` of each question.
        dependence: Axes `(recipient, provider)`.
        leverage: Axes `(leverer, target)`.
        worlds: How many worlds were drawn.
        seed: The seed.
        unsolved: Why the pact could not be solved, or empty.
        by_good: Dependence with the axes `(recipient, provider, good)`, when asked for.
    """

    case: Case
    solution: Record | None = None
    weighings: tuple[Record, ...] = ()
    forecasts: tuple[Record, ...] = ()
    dependence: Grid | None = None
    leverage: Grid | None = None
    worlds: int = 4000
    seed: int = 1
    unsolved: str = ""
    by_good: Grid | None = None

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The measures at hand."""
        known = (self.dependence, self.leverage, self.by_good)
        return tuple(grid for grid in known if grid)

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the pact's members, or nothing."""
        pact = self.case.pact
        return pact.members if pact else ()

    @property
    def patron(self) -> str:
        """Code of the computed patron, or empty."""
        return (self.solution or {}).get("patron") or ""

    @property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.case.claims}

    def word_for(self, code: str) -> str:
        """Name an actor or speaker for a reader, as plain text."""
        known = {actor.code: actor.name for actor in self.case.actors}
        if code in known:
            return known[code]
        state, slash, person = code.partition("/")
        if slash and person:
            return f"{person} ({known.get(state) or actor_name(state)})"
        return " and ".join(
            known.get(part) or actor_name(part) for part in code.split("+")
        )

    def name(self, code: str) -> Name:
        """Name an actor or speaker, as a piece of a sentence."""
        return Name(text=self.word_for(code))

    def pair(self, codes: tuple[str, ...]) -> Name:
        """Name several actors in a row."""
        words = [self.word_for(code) for code in codes]
        return Name(
            text=" and ".join([", ".join(words[:-1]), words[-1]])
            if len(words) > 1
            else "".join(words)
        )

    def document_name(self, document: str) -> str:
        """The name under which the user knows a document."""
        names = {doc.id: doc.title or doc.name for doc in self.case.documents}
        return names.get(document, document)

    def quote(self, claim: str) -> Quote | None:
        """The words of a claim, or None when there is no such claim."""
        found = self.claims.get(claim)
        if found is None:
            return None
        return Quote(
            text=found.quote,
            claim=found.id,
            source=self.document_name(found.doc),
            speaker=self.word_for(found.attributed_to) if found.attributed_to else "",
        )

    def first_quote(self, basis: tuple[str, ...]) -> Quote | None:
        """The words of the first claim among these ids."""
        return next((q for q in map(self.quote, basis) if q is not None), None)


def good(code: str) -> Name:
    """Name a good, as a piece of a sentence."""
    return Name(text=good_name(code))
