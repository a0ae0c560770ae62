"""Promises kept because the future counts: grim trigger under a hazard.

A side that breaks a promise gains once and loses what keeping it would have brought
from then on. With temptation `T`, reward `R` and punishment `P` a period, patience `d`
and a chance `h` that the game ends after any period, keeping pays if

    d (1 - h) >= (T - R) / (T - P)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.ranges import within


def least_patience(
    *,
    temptation: ArrayLike,
    reward: ArrayLike,
    punishment: ArrayLike,
    hazard: ArrayLike = 0,
) -> Array:
    """Find the least patience at which a threat of no more dealings keeps a promise.

    Args:
        temptation: What breaking it brings once. Shape `(draw,)` or one.
        reward: What keeping it brings each period, below the temptation.
        punishment: What each period brings once trust is gone, below the reward.
        hazard: Chance that the game ends after a period, from 0 to below 1.

    Returns:
        The least patience; above 1 where no patience is enough.

    Raises:
        StrategyError: If the three payoffs are not in that order.

    Examples:
        >>> float(least_patience(temptation=4, reward=3, punishment=2))
        0.5
        >>> round(
        ...     float(least_patience(temptation=4, reward=3, punishment=2, hazard=0.1)),
        ...     4,
        ... )
        0.5556

    References:
        Friedman 1971.
    """
    breaks, keeps, alone = _ordered(temptation, reward, punishment)
    ends = within("the hazard", hazard, 0, 1, ends="low")
    return np.asarray((breaks - keeps) / (breaks - alone) / (1 - ends))


def tit_for_tat_patience(
    *,
    temptation: ArrayLike,
    reward: ArrayLike,
    punishment: ArrayLike,
    sucker: ArrayLike,
) -> Array:
    """Find the least weight of the future at which tit for tat is stable.

    It must pay neither to defect for ever nor to defect every other time:
    `max((T - R) / (T - P), (T - R) / (R - S))`.

    Args:
        temptation: What defecting on a cooperator brings. Shape `(draw,)` or one.
        reward: What both get by cooperating, below the temptation.
        punishment: What both get by defecting, below the reward.
        sucker: What cooperating with a defector brings, below the punishment.

    Raises:
        StrategyError: If the four payoffs are not in that order.

    Examples:
        >>> round(
        ...     float(
        ...         tit_for_tat_patience(temptation=5, reward=3, punishment=1, sucker=0)
        ...     ),
        ...     4,
        ... )
        0.6667

    References:
        Axelrod 1984.
    """
    breaks, keeps, alone = _ordered(temptation, reward, punishment)
    least = within("the sucker's payoff", sucker)
    if (least >= alone).any():
        raise StrategyError(
            "the sucker's payoff is not below the punishment",
            "temptation > reward > punishment > sucker's payoff",
        )
    gain = breaks - keeps
    return np.asarray(np.maximum(gain / (breaks - alone), gain / (keeps - least)))


def durability_value(
    *, now: ArrayLike, after: ArrayLike, patience: ArrayLike, hazard: ArrayLike
) -> Array:
    """Find what a pact is worth that lives through a state of affairs that may end.

    Each period brings `now` until the state ends, with chance `hazard` after each; from
    then on `after` a period, or nothing where that is negative, since a pact that no
    longer pays is left.

    Args:
        now: Surplus a period while it lasts. Shape `(draw,)` or one.
        after: Surplus a period afterwards.
        patience: What next period's value is worth today, from 0 to below 1.
        hazard: Chance that the state ends after a period, 0 to 1.

    Returns:
        Present value, in the unit of the surplus.

    Raises:
        StrategyError: If a number is out of range.

    Examples:
        >>> float(durability_value(now=1, after=0, patience=0.5, hazard=0.5))
        1.3333333333333333

    References:
        Friedman 1971.
    """
    first, then = within("the surplus now", now), within("the surplus after", after)
    waits = within("the patience", patience, 0, 1, ends="low")
    ends = within("the hazard", hazard, 0, 1)
    lasting = 1 - waits * (1 - ends)
    later = np.maximum(then, 0) / (1 - waits)
    return np.asarray((first + waits * ends * later) / lasting)


def _ordered(
    temptation: ArrayLike, reward: ArrayLike, punishment: ArrayLike
) -> tuple[Array, Array, Array]:
    breaks = within("the temptation", temptation)
    keeps = within("the reward", reward)
    alone = within("the punishment", punishment)
    if (breaks <= keeps).any() or (keeps <= alone).any():
        raise StrategyError(
            "the payoffs are not in order",
            "temptation > reward > punishment",
            "where breaking brings no more than keeping, any patience is enough",
        )
    return breaks, keeps, alone
