"""What a power could give a member for staying out of a pact."""

from __future__ import annotations

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Term
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Exposure
from suzerain.strategy.instruments import Instrument, Menu
from suzerain.strategy.menus import limits
from suzerain.strategy.payoff import giver_cost
from suzerain.strategy.supply import supply_of

MONEY, RELIEF = "money", "sanctions_relief"
SANCTION = "SANCTION"
"""The relation of an event by which one actor sanctions another."""


def offer_menu(
    case: Case,
    worlds: Worlds,
    exposure: Exposure,
    *,
    power: str,
    member: str,
) -> Menu:
    """List what a power could give a member for staying out, with its worth and cost.

    Money, relief from the power's own sanctions where an event reports them, and
    whatever a row `power.offer.<good>.<power>.<member>` puts on the table: each as much
    as a full term of a pact would bring, as far as a promise is believed
    (`pact.delivery.promised`). Nothing else is taken to be for sale: what costs little
    and is worth much is given already.

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
        exposure: Needs and suppliers of both, at least.
        power: Code of the power.
        member: Code of the member.

    Returns:
        The menu; its effects add up.
    """
    names = _offered(case, power, member)
    draw, grid = case.register.draw, np.ones(1)
    gifts, costs = [], []
    for good in names:
        term = Term(giver=power, taker=member, good=good, status="promised")
        supply = supply_of(case, exposure, worlds, good, member)
        size = draw(worlds, f"good.{good}.term_size")
        foreign = 1 + size[:, None] * grid
        value = supply.welfare(foreign, added=True)
        given = value - supply.welfare(foreign)
        kept = draw(worlds, "pact.delivery.promised", f"{good}.{power}.{member}")
        gifts.append(kept * value[:, 0])
        cost = giver_cost(case, exposure, worlds, term, given, grid)
        costs.append(np.maximum(cost[:, 0], 0))
    shape = (len(names), worlds.count)
    gift, cost = (np.array(rows).reshape(shape) for rows in (gifts, costs))
    limit = limits(case.register, worlds, names, (power, member), "offer")
    return Menu(
        instruments=tuple(
            Instrument(sort="offer", good=good, power=power, member=member)
            for good in names
        ),
        weight=np.ones(shape),
        loss=gift,
        cost=cost,
        rho=np.ones(worlds.count),
        full=gift.sum(axis=0),
        limit=limit,
    )


def _offered(case: Case, power: str, member: str) -> tuple[str, ...]:
    stated = {
        need.good for need in case.needs if need.actor == member and _is_aid(need.good)
    }
    own = frozenset(case.register)
    named = {good for good in goods() if f"power.offer.{good}.{power}.{member}" in own}
    relief = {
        RELIEF
        for event in case.events
        if event.relation == SANCTION
        and event.actor == power
        and member in event.target.split("+")
    }
    return tuple(sorted((stated or {MONEY}) | named | relief))


def _is_aid(good: str) -> bool:
    return goods()[good].group == "money" and goods()[good].delivery == "flow"
