"""A case written by hand, for tests of the measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.spread import Spread

Number = float | tuple[float, float]


def spread(number: Number) -> Spread:
    if isinstance(number, tuple):
        return Spread(low=number[0], high=number[1])
    return Spread.point(number)


def make_case(
    actors: Iterable[str],
    needs: Mapping[tuple[str, str], tuple[Number, Number]],
    ties: Mapping[tuple[str, str, str], Number],
    assumed: Mapping[str, float] | None = None,
) -> Case:
    """Needs by (actor, good) -> (weight, home); ties by (good, from, to) -> share."""
    entries = [
        Assumption(
            id=name, spread=Spread.point(number), unit="ratio", reason="", citation=""
        )
        for name, number in (assumed or {}).items()
    ]
    register = load_register()
    mine = {entry.id: entry for entry in entries}
    return Case(
        name="small",
        actors=tuple(Actor(code=code, name=code) for code in actors),
        needs=tuple(
            Need(actor=actor, good=good, weight=spread(weight), home=spread(home))
            for (actor, good), (weight, home) in needs.items()
        ),
        ties=tuple(
            Tie(provider=giver, recipient=taker, good=good, share=spread(share))
            for (good, giver, taker), share in ties.items()
        ),
        register=type(register)({**dict(register.items()), **mine}.values()),
    )
