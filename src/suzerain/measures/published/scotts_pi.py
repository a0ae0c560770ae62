"""How far two portfolios agree beyond a chance that is the same for both (Scott's pi).

    pi = 1 - D_observed / D_chance = (p_o - p_e) / (1 - p_e) for nominal distance,

where chance gives both states the mean of their two habits.
"""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from suzerain.measures.published.portfolio import (
    Array,
    Distance,
    apartness,
    chance_distance,
    joint_table,
    observed_distance,
    pair,
)
from suzerain.measures.published.weighted_kappa import beyond_chance


def scotts_pi(
    first: ArrayLike,
    second: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "nominal",
) -> float:
    """Measure how far two portfolios agree beyond what their common habit explains.

    Args:
        first: Positions of one state, NaN where it is absent. Shape `(item,)`.
        second: Positions of the other on the same items.
        levels: All levels that could be taken; those seen when left out.
        weights: Weight of each item; all the same when left out.
        distance: `nominal` as in the paper, or `absolute` or `squared` for levels
            that have an order.

    Returns:
        1 for the same portfolio, 0 for what chance gives, below 0 for less; NaN
        without a common item, or when both only ever take the same one level.

    Raises:
        SuzerainError: If shapes, levels or weights do not fit.

    Examples:
        >>> round(scotts_pi([1, 1, 0, 0], [1, 1, 0, 1]), 4)
        0.4667

    References:
        Scott 1955; Häge 2011.
    """
    scores = scotts_pis(
        pair(first, second), levels=levels, weights=weights, distance=distance
    )
    return float(scores[0, 1])


def scotts_pis(
    positions: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "nominal",
) -> Array:
    """Measure the agreement beyond a common chance of all pairs of states.

    Arguments and errors are those of `scotts_pi`, with all portfolios in one matrix
    of shape `(state, item)`.

    Returns:
        Up to 1, symmetric. Shape `(state, state)`; NaN as in `scotts_pi`.

    Examples:
        >>> scotts_pis([[1, 0], [1, 0], [0, 1]]).round(2)
        array([[ 1.,  1., -1.],
               [ 1.,  1., -1.],
               [-1., -1.,  1.]])
    """
    scale, table = joint_table(positions, levels=levels, weights=weights)
    apart = apartness(scale, distance)
    chance = chance_distance(table, apart, pooled=True)
    return beyond_chance(observed_distance(table, apart), chance)
