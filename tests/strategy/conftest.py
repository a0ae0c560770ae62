"""A small written case: two members, a power that one of them lives by, a rival."""

from __future__ import annotations

from typing import Any

import pytest

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance, Term, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.spread import Spread

TERMS = (
    Term(giver="AAA", taker="BBB", good="artillery", status="observed"),
    Term(giver="AAA", taker="BBB", good="troops", status="observed"),
    Term(giver="BBB", taker="AAA", good="missile_technology", status="doubted"),
    Term(giver="BBB", taker="AAA", good="oil", status="alleged"),
    Term(giver="BBB", taker="AAA", good="food", status="promised"),
    Term(giver="BBB", taker="AAA", good="sanctions_relief", status="alleged"),
)


def need(actor: str, good: str, weight: Any, home: Any) -> Need:
    return Need(actor=actor, good=good, weight=spread(weight), home=spread(home))


def tie(provider: str, recipient: str, good: str, share: Any) -> Tie:
    return Tie(provider=provider, recipient=recipient, good=good, share=spread(share))


def spread(value: Any) -> Spread:
    if isinstance(value, tuple):
        return Spread(low=value[0], high=value[1])
    return Spread.point(value)


def make_case(**changes: Any) -> Case:
    parts: dict[str, Any] = {
        "name": "small",
        "actors": tuple(
            Actor(code=code, name=code) for code in ("AAA", "BBB", "CCC", "DDD", "EEE")
        ),
        "needs": (
            need("BBB", "artillery", (0.02, 0.12), (0.3, 0.8)),
            need("BBB", "troops", (0.01, 0.08), (0.7, 0.95)),
            need("AAA", "missile_technology", (0.01, 0.1), (0.2, 0.7)),
            need("AAA", "oil", (0.03, 0.15), (0.0, 0.2)),
            need("AAA", "food", (0.03, 0.2), (0.5, 0.9)),
            need("AAA", "sanctions_relief", (0.01, 0.08), (0.0, 0.2)),
            need("AAA", "trade", (0.1, 0.4), (0.3, 0.8)),
            need("BBB", "exports", (0.05, 0.2), (0.3, 0.8)),
            need("CCC", "oil", (0.03, 0.1), (0.3, 0.5)),
        ),
        "ties": (
            tie("CCC", "AAA", "trade", (0.8, 1.0)),
            tie("CCC", "AAA", "oil", (0.4, 0.7)),
            tie("BBB", "AAA", "oil", (0.25, 0.5)),
            tie("CCC", "BBB", "exports", (0.2, 0.5)),
            tie("BBB", "CCC", "oil", (0.1, 0.2)),
            tie("DDD", "BBB", "exports", (0.05, 0.2)),
        ),
        "pacts": (Pact(id="pact", name="A pact", members=("AAA", "BBB"), terms=TERMS),),
        "powers": (
            ThirdPower(actor="CCC", role="third"),
            ThirdPower(actor="DDD", role="third"),
            ThirdPower(actor="EEE", role="rival"),
        ),
        "stances": (
            Stance(
                actor="CCC",
                speaker="CCC",
                target="pact",
                attitude="concerned",
                claim="c-x",
            ),
        ),
    }
    return Case(**{**parts, **changes})


@pytest.fixture
def case() -> Case:
    return make_case()
