"""Two sides make offers by turns over a pie that shrinks while they wait.

Who offers first gets, with patience `d_A` and `d_B` a turn and no last turn,

    (1 - d_B) / (1 - d_A d_B)

With a last turn, whose proposer takes all, shares follow by backward induction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.ranges import within

MOST_TURNS = 100_000


def first_share(
    first: ArrayLike, second: ArrayLike, *, turns: int | None = None
) -> Array:
    """Find the share of who makes the first offer.

    Args:
        first: Patience of who offers first: what a turn's delay leaves of its share,
            0 to 1. Shape `(draw,)` or one.
        second: Patience of the other. Likewise.
        turns: Number of offers that can be made, at least one; None for no end.

    Returns:
        Share of the pie. Shape `(draw,)`, or a number.

    Raises:
        StrategyError: If a patience is out of range, or both are 1 and there is no end.

    Examples:
        >>> (
        ...     round(float(first_share(0.9, 0.9)), 6),
        ...     round(float(first_share(0.9, 0.8)), 6),
        ... )
        (0.526316, 0.714286)
        >>> float(first_share(0.9, 0.8, turns=1))
        1.0

    References:
        Rubinstein 1982; Ståhl 1972.
    """
    one = within("the first side's patience", first, 0, 1)
    other = within("the second side's patience", second, 0, 1)
    if turns is not None:
        return _until(one, other, turns)
    lost = 1 - one * other
    if (lost <= 0).any():
        raise StrategyError(
            "both sides have a patience of 1, so that any split can be kept up",
            "at least one patience below 1, or a number of turns",
            "take a patience of 0.99",
        )
    return np.asarray((1 - other) / lost)


def _until(one: Array, other: Array, turns: int) -> Array:
    if not 1 <= turns <= MOST_TURNS:
        raise StrategyError(f"{turns} turns", f"1 to {MOST_TURNS} turns, or no end")
    share = np.ones(np.broadcast_shapes(one.shape, other.shape))
    for turn in range(turns - 1, 0, -1):
        waits = other if turn % 2 else one
        share = 1 - waits * share
    return np.asarray(share)
