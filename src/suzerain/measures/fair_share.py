"""A joint worth shared fairly among those who make it (Shapley 1953)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import factorial

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, blank

Worth = Callable[[NDArray[np.bool_]], Array]
"""What a set of players makes in each world, from a mask over the players."""


def fair_shares(
    worth: Worth, size: int, worlds: Worlds, register: Register
) -> tuple[Array, bool]:
    """Share what all players make among them.

    The mean, over all orders in which players may arrive, of what each adds. Exact up
    to `measure.shapley_exact` players; beyond, the mean of `measure.shapley_orders`
    orders drawn with the seed of the worlds. The shares add up to what all make.

    Args:
        worth: What a set of players makes; shape `(world,)` from a mask `(player,)`.
        size: Number of players.
        worlds: Their count is the number of worlds, their seed that of the orders.
        register: Where the two limits stand.

    Returns:
        Shares, shape `(world, player)`, and whether they are exact.

    Examples:
        Two players are worth 1 alone and 4 together.

        >>> from suzerain.core.assumption import load_register
        >>> def worth(players):
        ...     return np.array([float(players.sum() ** 2)])
        >>> fair_shares(worth, 2, Worlds(count=1), load_register())
        (array([[2., 2.]]), True)
    """
    if size <= register["measure.shapley_exact"].spread.centre:
        return _exact(worth, size, worlds.count), True
    orders = round(register["measure.shapley_orders"].spread.centre)
    return _sampled(worth, size, worlds, orders), False


def _exact(worth: Worth, size: int, count: int) -> Array:
    shares = blank(count, (size,), 0)
    for members in product((False, True), repeat=size):
        mask = np.array(members, dtype=bool)
        made, many = worth(mask), sum(members)
        joined = factorial(max(many - 1, 0)) * factorial(size - many)
        waiting = factorial(many) * factorial(max(size - many - 1, 0))
        part = np.where(mask, joined, -waiting) / factorial(size)
        shares += made[:, None] * part
    return shares


def _sampled(worth: Worth, size: int, worlds: Worlds, orders: int) -> Array:
    shares = blank(worlds.count, (size,), 0)
    chance = Worlds(count=size, seed=worlds.seed).chance
    for order in range(orders):
        mask = np.zeros(size, dtype=bool)
        before = worth(mask)
        for k in np.argsort(chance(f"shapley.{order}")):
            mask[k] = True
            after = worth(mask)
            shares[:, k] += (after - before) / orders
            before = after
    return shares
