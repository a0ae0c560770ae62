"""A made pact of two members, the power that one lives by, a rival, a doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term, ThirdPower
from suzerain.case.question import Contest, Item, Question
from suzerain.case.tie import Tie
from suzerain.core.assumption import load_register
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
TERMS = (
    Term(giver="AAA", taker="BBB", good="artillery", status="observed"),
    Term(giver="BBB", taker="AAA", good="missile_technology", status="doubted"),
    Term(giver="BBB", taker="AAA", good="oil", status="alleged"),
    Term(giver="AAA", taker="BBB", good="troops", status="observed"),
)
NEEDS = {
    ("BBB", "artillery"): ((0.02, 0.12), (0.3, 0.8)),
    ("BBB", "troops"): ((0.01, 0.08), (0.7, 0.95)),
    ("AAA", "missile_technology"): ((0.01, 0.1), (0.2, 0.7)),
    ("AAA", "oil"): ((0.03, 0.15), (0.0, 0.2)),
    ("AAA", "trade"): ((0.1, 0.4), (0.3, 0.8)),
    ("BBB", "exports"): ((0.05, 0.2), (0.3, 0.8)),
}
TIES = {
    ("CCC", "AAA", "trade"): (0.8, 1.0),
    ("CCC", "AAA", "oil"): (0.4, 0.5),
    ("BBB", "AAA", "oil"): (0.25, 0.5),
    ("CCC", "BBB", "exports"): (0.2, 0.4),
}


def between(bounds: tuple[float, float]) -> Spread:
    return Spread(low=bounds[0], high=bounds[1])


def made_pact(names: dict[str, str] | None = None) -> Case:
    """The case, its actors under other names where some are given."""
    own = {code: code for code in CODES} | (names or {})
    terms = tuple(replace(t, giver=own[t.giver], taker=own[t.taker]) for t in TERMS)
    pact = Pact(id="pact", name="A pact", members=(own["AAA"], own["BBB"]), terms=terms)
    return Case(
        name="made",
        as_of="2024-01-01",
        actors=tuple(Actor(code=own[code], name=own[code]) for code in CODES),
        needs=tuple(
            Need(actor=own[a], good=good, weight=between(weight), home=between(home))
            for (a, good), (weight, home) in NEEDS.items()
        ),
        ties=tuple(
            Tie(provider=own[a], recipient=own[b], good=good, share=between(share))
            for (a, b, good), share in TIES.items()
        ),
        pacts=(pact,),
        powers=(
            ThirdPower(actor=own["CCC"], role="third"),
            ThirdPower(actor=own["EEE"], role="rival"),
        ),
        contests=(
            Contest(
                id=f"contest.{own['CCC']}.pact",
                question="Did the power know?",
                actor=own["CCC"],
                pact="pact",
                evidence=(Item(claims=("c-x",), sort="silence", cluster="one"),),
            ),
        ),
        claims=(
            Claim(
                id="c-x",
                doc="doc-1",
                start=0,
                end=8,
                quote="reserved",
                kind="stance",
                subject=own["CCC"],
                relation="RESERVED",
                object="pact",
            ),
        ),
        questions=(
            Question(
                id="question.missiles",
                text="Will missile technology move?",
                term=terms[1].id,
                by="2026-01-01",
                rule="Yes, if two independent sources report it.",
            ),
        ),
    )


def certain(case: Case, position: float) -> Case:
    """The case in one world: every range at one position between its bounds."""

    def fix(spread: Spread) -> Spread:
        return Spread.point(float(spread.quantile(np.array([position]))[0]))

    register = load_register()
    drawn = [e for e in register.values() if e.spread.low != e.spread.high]
    return replace(
        case,
        needs=tuple(
            replace(n, weight=fix(n.weight), home=fix(n.home)) for n in case.needs
        ),
        ties=tuple(replace(t, share=fix(t.share)) for t in case.ties),
        register=register.overrule(replace(e, spread=fix(e.spread)) for e in drawn),
    )


def any_of(values: Any, random: Any) -> tuple[Any, ...]:
    """The same values in another order."""
    rows = list(values)
    random.shuffle(rows)
    return tuple(rows)
