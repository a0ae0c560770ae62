"""Small cases and solved pacts, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term, ThirdPower
from suzerain.case.question import Contest, Item, Question
from suzerain.core.assumption import Assumption, Register, load_register
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

OIL = Term(giver="AAA", taker="BBB", good="oil")
MISSILES = Term(giver="BBB", taker="AAA", good="missile_technology")
PACT = Pact(
    id="aaa-bbb", name="the pact", members=("AAA", "BBB"), terms=(OIL, MISSILES)
)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """Stands in for a solved pact with one third power, CCC."""

    pact: Pact = PACT
    powers: tuple[str, ...] = ("CCC",)
    exists: np.ndarray
    exists_without_consent: np.ndarray
    watched: np.ndarray
    level: np.ndarray
    level_without_patron: np.ndarray
    can: np.ndarray
    wants: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Make:
    """Makes cases, deals, claims and registers."""

    pact: Pact = PACT
    oil: Term = OIL
    missiles: Term = MISSILES
    rows: tuple[str, ...] = field(default=Contest.__dataclass_fields__["rows"].default)

    def deal(
        self, count: int, *, can=0.0, wants=0.0, level=1.0, alone=None, watched=True
    ) -> Deal:
        whole = np.ones((count, 1))
        alone = level if alone is None else alone
        return Deal(
            exists=np.ones(count, dtype=bool),
            exists_without_consent=np.ones(count, dtype=bool),
            watched=np.ones(count, dtype=bool) & watched,
            level=whole * np.atleast_1d(level) * np.ones(2),
            level_without_patron=whole * np.atleast_1d(alone) * np.ones(2),
            can=whole * np.reshape(can, (-1, 1)),
            wants=whole * np.reshape(wants, (-1, 1)),
        )

    def claim(self, key: str, **values: object) -> Claim:
        given = {"kind": "forecast", "subject": "BBB", "relation": "SUPPLIES_ARMS"}
        given |= {"doc": "doc-1", "quote": "x", "object": "AAA", **values}
        return Claim(id=key, start=0, end=1, **given)

    def register(self, values: Mapping[str, float | Spread]) -> Register:
        shipped = load_register()
        return shipped.overrule(
            Assumption(
                id=key,
                spread=new if isinstance(new, Spread) else Spread.point(new),
                unit=shipped[key].unit,
                reason="a test",
                citation="judgement",
            )
            for key, new in values.items()
        )

    def contest(self, *evidence: tuple[str, str], claims: Sequence[str] = ()) -> Case:
        """A case whose one contest has items of these sorts and clusters."""
        items = tuple(
            Item(
                claims=tuple(claims) or (f"c-{sort}-{cluster}",),
                sort=sort,
                cluster=cluster,
            )
            for sort, cluster in evidence
        )
        return self.case(
            contests=(
                Contest(
                    id="contest.CCC.aaa-bbb",
                    question="Did CCC know?",
                    actor="CCC",
                    pact=PACT.id,
                    evidence=items,
                ),
            )
        )

    def case(self, **values: object) -> Case:
        powers = (
            ThirdPower(actor="CCC", role="third"),
            ThirdPower(actor="DDD", role="rival"),
        )
        contests = values.get("contests", ())
        named = {
            key for one in contests for item in one.evidence for key in item.claims
        }
        given = tuple(values.pop("claims", ()))
        known = {claim.id for claim in given}
        made = tuple(self.claim(key) for key in sorted(named - known))
        return Case(
            **{
                "name": "hand-made",
                "pacts": (PACT,),
                "powers": powers,
                "claims": (*given, *made),
                **values,
            }
        )

    def question(self, **values: object) -> Question:
        given = {"id": "question.missile_technology.BBB.AAA", "text": "Will it move?"}
        given |= {"term": MISSILES.id, "by": "", "rule": "Yes, if reported.", **values}
        return Question(**given)

    @property
    def document(self) -> Document:
        """Any document: with one, what is absent from it can count."""
        return Document(id="doc-1", name="a.txt", text="A text.")


make = Make()
