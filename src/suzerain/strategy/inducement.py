"""What a power could give a member for staying out of a pact."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Term
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Exposure
from suzerain.strategy.instruments import Instrument, Menu
from suzerain.strategy.menus import BOUGHT, SOFT, limits
from suzerain.strategy.payoff import giver_cost
from suzerain.strategy.supply import supply_of


def offer_menu(
    case: Case,
    worlds: Worlds,
    exposure: Exposure,
    *,
    power: str,
    member: str,
    supplied: Sequence[str],
) -> Menu:
    """List what a power could give a member for staying out, with its worth and cost.

    Money and diplomatic goods that the member is known to need, and more of what the
    power supplies already: each as much as a full term of a pact would bring, as far
    as a promise is believed (`pact.delivery.promised`).

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
        exposure: Needs and suppliers of both, at least.
        power: Code of the power.
        member: Code of the member.
        supplied: Goods that the power supplies to the member.

    Returns:
        The menu; its effects add up.
    """
    names = _offered(case, member, supplied)
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


def _offered(case: Case, member: str, supplied: Sequence[str]) -> tuple[str, ...]:
    stated = {need.good for need in case.needs if need.actor == member}
    soft = {
        good
        for good in stated
        if goods()[good].group in SOFT and goods()[good].delivery == "flow"
    }
    more = {good for good in supplied if good in stated and good not in BOUGHT}
    return tuple(sorted(soft | more))
