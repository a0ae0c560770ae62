"""A small case, made by hand, with a pact, a patron and rivals."""

from __future__ import annotations

from dataclasses import replace

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.spread import Spread

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def made(**changes) -> Case:
    pact = Pact(
        id="aaa-bbb",
        name="the pact",
        members=("AAA", "BBB"),
        terms=(
            Term(giver="AAA", taker="BBB", good="troops", status="observed"),
            Term(giver="BBB", taker="AAA", good="missile_technology"),
            Term(giver="BBB", taker="AAA", good="oil", status="promised"),
        ),
        during_war=True,
        temporary=True,
    )
    case = Case(
        name="made",
        actors=tuple(Actor(code=code, name=code) for code in CODES),
        needs=tuple(
            Need(
                actor=who,
                good=good,
                weight=Spread(low=0.05, high=0.15),
                home=Spread(low=0.2, high=0.6),
            )
            for who, good in (("AAA", "oil"), ("AAA", "trade"), ("BBB", "trade"))
        ),
        ties=(
            Tie(
                provider="CCC",
                recipient="AAA",
                good="trade",
                share=Spread(low=0.5, high=0.9),
            ),
            Tie(
                provider="BBB",
                recipient="AAA",
                good="oil",
                share=Spread(low=0.25, high=0.5),
            ),
            Tie(
                provider="CCC",
                recipient="BBB",
                good="trade",
                share=Spread(low=0.2, high=0.6),
            ),
            Tie(
                provider="DDD",
                recipient="AAA",
                good="oil",
                share=Spread(low=0.1, high=0.2),
            ),
        ),
        pacts=(pact,),
        powers=(
            ThirdPower(actor="CCC", role="third"),
            ThirdPower(actor="DDD", role="rival"),
            ThirdPower(actor="EEE", role="rival"),
        ),
    )
    return replace(case, **changes)


def setting(case: Case, **values: float) -> Case:
    """Set assumptions to one number each; dots stand for `__`."""
    register = load_register()
    rows = []
    for name, value in values.items():
        key = name.replace("__", ".")
        row = register[key]
        rows.append(
            Assumption(
                id=key,
                spread=Spread.point(value),
                unit=row.unit,
                reason="set by a test",
                citation="judgement",
            )
        )
    return replace(case, register=case.register.overrule(rows))
