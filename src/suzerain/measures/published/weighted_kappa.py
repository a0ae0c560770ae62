"""How far two portfolios agree beyond chance (Cohen's weighted kappa).

    kappa = 1 - D_observed / D_chance,

where `D` is the mean distance of the two positions, and chance leaves each state its
own habit of taking each level.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
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


def weighted_kappa(
    first: ArrayLike,
    second: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "squared",
) -> float:
    """Measure how far two portfolios agree beyond what their habits explain.

    Args:
        first: Positions of one state, NaN where it is absent. Shape `(item,)`.
        second: Positions of the other on the same items.
        levels: All levels that could be taken; those seen when left out.
        weights: Weight of each item; all the same when left out.
        distance: `squared`, `absolute`, or `nominal`, which is the unweighted kappa
            of 1960.

    Returns:
        1 for the same portfolio, 0 for what chance gives, below 0 for less; NaN
        without a common item, or when both only ever take the same one level, so
        that chance explains all.

    Raises:
        SuzerainError: If shapes, levels or weights do not fit.

    Examples:
        >>> weighted_kappa([1, 1, 0, 0], [1, 1, 0, 1])
        0.5

    References:
        Cohen 1960; Cohen 1968; Häge 2011.
    """
    scores = weighted_kappas(
        pair(first, second), levels=levels, weights=weights, distance=distance
    )
    return float(scores[0, 1])


def weighted_kappas(
    positions: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "squared",
) -> Array:
    """Measure the agreement beyond chance of all pairs of states.

    Arguments and errors are those of `weighted_kappa`, with all portfolios in one
    matrix of shape `(state, item)`.

    Returns:
        Up to 1, symmetric. Shape `(state, state)`; NaN as in `weighted_kappa`.

    Examples:
        >>> weighted_kappas([[1, 0], [1, 0], [0, 1]]).round(2)
        array([[ 1.,  1., -1.],
               [ 1.,  1., -1.],
               [-1., -1.,  1.]])
    """
    scale, table = joint_table(positions, levels=levels, weights=weights)
    apart = apartness(scale, distance)
    return beyond_chance(observed_distance(table, apart), chance_distance(table, apart))


def beyond_chance(observed: Array, chance: Array) -> Array:
    """Compare an observed distance with that of chance, `1 - observed / chance`.

    Returns:
        NaN where chance alone gives no distance. Same shape.

    Examples:
        >>> beyond_chance(np.array([0.1, 0.0]), np.array([0.4, 0.0]))
        array([0.75,  nan])
    """
    return 1 - observed / np.where(chance > 0, chance, np.nan)
