"""An ultimatum before war, when only one side knows what war would cost it.

`A` demands the share `x` of a prize of 1. `B` accepts if it gets at least what war
would leave it, `1 - x >= 1 - p - c_B`, so whoever has a cost of `x - p` or more. `A`
knows only how `c_B` is distributed, and trades a larger share against more war:

    x* = argmax  x (1 - F(x - p)) + (p - c_A) F(x - p)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.ranges import within

DUST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CrisisOffer:
    """Hold the best demand and what follows from it. All of shape `(draw,)`.

    Args:
        demand: Share of the prize that the proposer demands.
        war: Chance that the demand is refused.
        value: What the proposer expects, in shares of the prize.
    """

    demand: Array
    war: Array
    value: Array


def crisis_offer(
    winning: ArrayLike,
    *,
    own_cost: ArrayLike,
    cost_high: ArrayLike,
    cost_low: ArrayLike = 0,
) -> CrisisOffer:
    """Find the best demand when the other's cost of war is uniform between two bounds.

    With bounds 0 and `c`, and nothing cut off at the ends, it is `p + (c - c_A) / 2`,
    and war comes with chance `(c - c_A) / (2 c)`.

    Args:
        winning: Chance that the proposer wins a war, 0 to 1. Shape `(draw,)` or one.
        own_cost: Its own cost of war, in shares of the prize, zero or more.
        cost_high: Largest cost of the other.
        cost_low: Smallest cost of the other, below the largest.

    Returns:
        The demand, the chance of war, and what the proposer expects.

    Raises:
        StrategyError: If a number is out of range.

    Examples:
        >>> offer = crisis_offer(0.5, own_cost=0.1, cost_high=0.4)
        >>> round(float(offer.demand), 3), round(float(offer.war), 3)
        (0.65, 0.375)

    References:
        Fearon 1995.
    """
    chance = within("the chance of winning", winning, 0, 1)
    own = within("the proposer's cost of war", own_cost, 0)
    low = within("the smallest cost of the other", cost_low, 0)
    high = within("the largest cost of the other", cost_high, 0)
    if (high <= low).any():
        raise StrategyError(
            "the largest cost of the other is not above the smallest",
            "two bounds with room between them",
            "where the cost is known, the demand is the chance of winning plus it",
        )
    room = 1 - chance
    over = np.minimum(np.clip((high - own) / 2, low, high), room)
    war = np.clip((over - low) / (high - low), 0, 1)
    return _offer(chance, own, over, war)


def crisis_offer_among(
    winning: ArrayLike, *, own_cost: ArrayLike, costs: ArrayLike
) -> CrisisOffer:
    """Find the best demand when the other is one of many types, all equally likely.

    Any distribution can be given so: as a sample, or as its quantiles. The best demand
    leaves some type barely willing to accept, so all types are tried; a tie goes to the
    smaller demand.

    Args:
        winning: Chance that the proposer wins a war, 0 to 1. Shape `(draw,)` or one.
        own_cost: Its own cost of war, in shares of the prize, zero or more.
        costs: Cost of war to each type. Shape `(draw, type)` or `(type,)`.

    Returns:
        The demand, the chance of war, and what the proposer expects. Shape `(draw,)`.

    Raises:
        StrategyError: If a number is out of range.

    Examples:
        Half of the others could bear war at 0.1, half at 0.5; the bold demand pays.

        >>> offer = crisis_offer_among(0.4, own_cost=0.05, costs=[0.1, 0.5])
        >>> round(float(offer.demand[0]), 3), float(offer.war[0])
        (0.9, 0.5)

    References:
        Fearon 1995.
    """
    chance = within("the chance of winning", np.atleast_1d(winning), 0, 1)
    own = within("the proposer's cost of war", np.atleast_1d(own_cost), 0)
    types = np.sort(np.atleast_2d(within("a cost of the other", costs, 0)), axis=1)
    draws = max(len(chance), len(own), len(types))
    chance, own = np.broadcast_to(chance, draws), np.broadcast_to(own, draws)
    room = (1 - chance)[:, None]
    tried = np.concatenate([np.broadcast_to(types, (draws, types.shape[1])), room], 1)
    tried = np.minimum(tried, room)
    share = _refusing(types, tried)
    pays = (chance[:, None] + tried) * (1 - share) + (chance - own)[:, None] * share
    best = (pays >= pays.max(axis=1, keepdims=True) - DUST).argmax(axis=1)[:, None]
    over, war = (np.take_along_axis(one, best, axis=1)[:, 0] for one in (tried, share))
    return _offer(chance, own, over, war)


def _refusing(types: Array, tried: Array) -> Array:
    """Share of types with a cost below each of some amounts."""
    rows = np.broadcast_to(types, (len(tried), types.shape[1]))
    found = [np.searchsorted(*pair) for pair in zip(rows, tried, strict=True)]
    return np.asarray(np.stack(found) / types.shape[1])


def _offer(chance: Array, own: Array, over: Array, war: Array) -> CrisisOffer:
    value = (chance + over) * (1 - war) + (chance - own) * war
    demand, risk, value = np.broadcast_arrays(chance + over, war, value)
    return CrisisOffer(demand=demand, war=risk, value=value)
