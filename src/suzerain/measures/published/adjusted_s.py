"""By how much S exceeds what chance gives (Benati and Capurri's alignment index).

    A = S - S_chance = 2 (D_chance - D_observed),

where `D` is the mean distance of the two positions as a part of the largest one, and
chance leaves each state its own habit of taking each level.
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


def adjusted_s(
    first: ArrayLike,
    second: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "absolute",
) -> float:
    """Measure by how much two portfolios are more alike than chance makes them.

    Args:
        first: Positions of one state, NaN where it is absent. Shape `(item,)`.
        second: Positions of the other on the same items.
        levels: All levels that could be taken; those seen when left out.
        weights: Weight of each item; all the same when left out.
        distance: `absolute`, `squared` or `nominal`.

    Returns:
        0 for what chance gives; at most 1 and at least -1 when the extreme levels
        are taken as often as can be. NaN without a common item. The same portfolio
        does not always give 1: who always takes one level is fully explained by it.

    Raises:
        SuzerainError: If shapes, levels or weights do not fit.

    Examples:
        >>> adjusted_s([1, 1, 0, 0], [1, 1, 0, 1])
        0.5

    References:
        Benati & Capurri 2026.
    """
    scores = adjusted_ss(
        pair(first, second), levels=levels, weights=weights, distance=distance
    )
    return float(scores[0, 1])


def adjusted_ss(
    positions: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "absolute",
) -> Array:
    """Measure the chance-corrected S of all pairs of states.

    Arguments and errors are those of `adjusted_s`, with all portfolios in one matrix
    of shape `(state, item)`.

    Returns:
        -1 to 1, symmetric. Shape `(state, state)`; NaN as in `adjusted_s`.

    Examples:
        >>> adjusted_ss([[1, 0], [1, 0], [0, 1]])
        array([[ 1.,  1., -1.],
               [ 1.,  1., -1.],
               [-1., -1.,  1.]])
    """
    scale, table = joint_table(positions, levels=levels, weights=weights)
    apart = apartness(scale, distance)
    return 2 * (chance_distance(table, apart) - observed_distance(table, apart))
