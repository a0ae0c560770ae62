"""What a third power uses against a member: cuts within its stake, and a gift."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.inducement import offer_menu
from suzerain.strategy.instruments import Menu, Mix
from suzerain.strategy.threat import Threat, expose_around

RUIN = float(np.log(np.finfo(np.float64).max))
"""A log loss of which nothing is left; larger ones are not told apart."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arms:
    """Hold the best mix of cuts and gifts toward one member.

    Args:
        cuts: What can be cut.
        cut: The mix that hurts most within the stake.
        offers: What can be given; None where nothing is offered.
        gift: The mix that pays most within the budget; None likewise.
        trust: How far the threat is believed. Shape `(world,)`.
    """

    cuts: Menu
    cut: Mix
    trust: Array
    offers: Menu | None = None
    gift: Mix | None = None

    @property
    def pull(self) -> Array:
        """What it moves the member by, as believed. Shape `(world,)`."""
        return self.stick if self.gift is None else self.stick + self.gift.effect

    @property
    def stick(self) -> Array:
        """What its cuts move the member by, as believed. Shape `(world,)`."""
        return np.asarray(self.trust * np.minimum(self.cut.effect, RUIN))


def arm(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    threat: Threat,
    *,
    offering: bool = True,
) -> tuple[Arms, ...]:
    """Find what a power would use against each member.

    It bears the cost of cuts up to its stake (`power.stake`), as they are dear only if
    they fail, and pays for a gift up to a part of it (`power.inducement`).

    Args:
        case: The case.
        pact: The pact.
        worlds: Where assumptions are drawn.
        threat: What the power can cut.
        offering: Whether it may offer anything.

    Returns:
        One for each member, in the pact's order.
    """
    draw, power = case.register.draw, threat.actor
    stake = draw(worlds, "power.stake", power)
    trust = draw(worlds, "power.credibility", power)
    menus = [threat.menu(m) for m in range(len(pact.members))]
    if not offering or not threat.cuts:
        return tuple(Arms(cuts=m, cut=m.press(stake), trust=trust) for m in menus)
    budget = stake * draw(worlds, "power.inducement", power)
    exposure = threat.exposure
    if exposure is None:
        exposure = expose_around(case, worlds, (*pact.members, power))
    found = []
    for member, menu in zip(pact.members, menus, strict=True):
        offers = offer_menu(case, worlds, exposure, power=power, member=member)
        found.append(
            Arms(
                cuts=menu,
                cut=menu.press(stake),
                offers=offers,
                gift=offers.press(budget),
                trust=trust,
            )
        )
    return tuple(found)
