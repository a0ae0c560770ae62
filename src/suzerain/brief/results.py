"""What a brief is written from: a case and all that was reckoned on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from suzerain.brief.english import articled, joined, with_article
from suzerain.brief.figures import capital
from suzerain.brief.finding import Name, Quote
from suzerain.brief.further import Further
from suzerain.case.case import Case
from suzerain.core.codes import actor_name, actors, good_name
from suzerain.core.grid import Grid
from suzerain.evidence.claim import Claim
from suzerain.outlook.whatif.what_if import WhatIf
from suzerain.sources.signs import without_turns

Record = Mapping[str, Any]
UNNAMED = " (unnamed)"


def weighed_items(weighing: Record) -> list[Record]:
    """List what weighs on a contested question: what claims state, then what is absent.

    Args:
        weighing: `Weighing.to_dict()`.
    """
    return [*weighing["evidence"], *weighing.get("absences", ())]


def distance(step: str, labels: list[str]) -> int:
    """Order what a dependence rests on: its own ties, other ties, needs, the rest.

    Args:
        step: Id of a tie, need, claim or assumption.
        labels: Codes of recipient and provider.

    Examples:
        >>> distance("tie.oil.BBB.AAA", ["AAA", "BBB"])
        0
    """
    kind, *parts = step.split(".")
    if kind == "tie":
        return 0 if parts[1:3] == labels[1::-1] else 2
    return 1 if kind == "need" and parts[1:2] == labels[:1] else 3


@dataclass(frozen=True, kw_only=True, eq=False)
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
        further: What is reckoned when asked for: leave, and the months ahead.
        exchange: `Exchange.to_dict()`, or None when there is no pact.
        scene: The scenario that all of it is reckoned under, if there is one.
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
    further: Further | None = None
    exchange: Record | None = None
    scene: Supposition | None = None

    @property
    def permitted(self) -> Record | None:
        """`Permitted.to_dict()`, or None when there is nobody to ask."""
        return self.further.permitted if self.further else None

    @property
    def simulated(self) -> Record | None:
        """`Run.to_dict()`, or None without a pact to follow."""
        return self.further.simulated if self.further else None

    @property
    def hinge(self) -> Record | None:
        """What would turn the verdict on a veto: `Flip.to_dict()`."""
        return self.further.hinge if self.further else None

    @property
    def turns(self) -> Record | None:
        """What would make a pact no longer likelier than not: `Flip.to_dict()`."""
        return self.further.turns if self.further else None

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

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def _actor_names(self) -> dict[str, str]:
        return {one.code: without_turns(one.name) for one in self.case.actors}

    @cached_property
    def _document_names(self) -> dict[str, str]:
        return {doc.id: doc.title or doc.name for doc in self.case.documents}

    def word_for(self, code: str) -> str:
        """Name an actor or speaker as tables list it, as plain text."""
        known = self._actor_names
        if code in known:
            return known[code]
        code = without_turns(code)
        state, slash, person = code.partition("/")
        if slash and person:
            said = person.removesuffix(UNNAMED)
            given = said if said == person else f"unnamed {said}"
            return f"{given} ({known.get(state) or actor_name(state)})"
        if code.endswith(UNNAMED):
            return f"unnamed {code.removesuffix(UNNAMED)}"
        parts = code.split("+")
        words = [known.get(part) or actor_name(part) for part in parts]
        return joined(words if len(parts) == 1 else list(map(with_article, words)))

    def phrase(self, code: str) -> str:
        """Name an actor as it stands within a sentence, as plain text."""
        words = self.word_for(code)
        return words if "/" in code or "+" in code else with_article(words)

    def listed(self, code: str) -> Name:
        """Name an actor or speaker, for a table."""
        return Name(text=self.word_for(code))

    def name(self, code: str, *, first: bool = False) -> Name:
        """Name an actor or speaker, as a piece of a sentence or its beginning."""
        words = self.phrase(code)
        return Name(text=capital(words) if first else words)

    def pair(self, codes: Sequence[str]) -> Name:
        """Name several actors in a row."""
        return Name(text=joined(list(map(self.phrase, codes))))

    def spoken(self, text: str) -> str:
        """Put a sentence that the case made into good English.

        Articles are set, several members are listed with commas, and ids left out.

        Args:
            text: Words of the case, such as a question; no words of a source.
        """
        known, text = list(self._actor_names.values()), without_turns(text)
        text = text.replace(f"transfer {good_name('exports')} to", "open its market to")
        text = re.sub(r" \((?:term|tie|need)\.[^()\s]+\)", "", text)
        for pact in self.case.pacts:
            row = [self.word_for(member) for member in pact.members]
            text = text.replace(" and ".join(row), joined(row))
        return articled(text, known)

    def document_name(self, document: str) -> str:
        """The name under which the user knows a document."""
        return self._document_names.get(document, document)

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

    def clearest(self, basis: tuple[str, ...]) -> Quote | None:
        """The clearest words among these claims: affirmed, flat, naming their subject.

        Args:
            basis: Ids of claims.
        """
        found = [self.claims[key] for key in basis if key in self.claims]
        if not found:
            return None
        return self.quote(min(found, key=self._unclear).id)

    def quotes(self, basis: tuple[str, ...]) -> Quote | None:
        """The clearest words among these claims, the others folded under them."""
        first = self.clearest(basis)
        if first is None:
            return None
        others = {q.text: q for q in map(self.quote, basis) if q is not None}
        others.pop(first.text, None)
        return replace(first, more=tuple(others.values()))

    def _unclear(self, claim: Claim) -> tuple[bool, bool, bool, int]:
        state, _, person = claim.subject.partition("/")
        names = {person, self.word_for(state), *adjectives(state)} - {""}
        return (
            claim.polarity == "negative" and claim.kind != "denial",
            claim.certainty in ("hedged", "conditional"),
            not any(name in claim.quote for name in names),
            -len(claim.quote),
        )

    def first_quote(self, basis: tuple[str, ...]) -> Quote | None:
        """The words of the first claim among these ids."""
        return next((q for q in map(self.quote, basis) if q is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supposition:
    """Hold the scenario that a brief is written under.

    Args:
        before: The results without it.
        found: What it changes, paired in the same worlds.
        policies: True when somebody's choice or a payment is set, and not only numbers.
        refusing: Outsiders that are told to refuse.
    """

    before: Results
    found: WhatIf
    policies: bool
    refusing: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.found.scenario.name


def good(code: str) -> Name:
    """Name a good, as a piece of a sentence."""
    return Name(text=good_name(code))


def adjectives(state: str) -> tuple[str, ...]:
    """Words that belong to a state, such as "Chinese"."""
    known = actors().get(state)
    return (known.adjective,) if known and known.adjective else ()
