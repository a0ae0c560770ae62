"""How far apart two states stand on one line of opinion.

distance = |x_i - x_j|, where `x` is a state's estimated ideal point in a year.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.measures.published.portfolio import Array


def ideal_point_distance(first: ArrayLike, second: ArrayLike) -> Array:
    """Measure how far apart ideal points are.

    Args:
        first: Ideal points, NaN where a state has none. Any shape.
        second: Ideal points of the others; broadcasts against `first`.

    Returns:
        0 or more, in the unit of the estimates; NaN where one is unknown.

    Examples:
        >>> float(ideal_point_distance(1.5, -0.5))
        2.0

    References:
        Bailey, Strezhnev & Voeten 2017.
    """
    return np.abs(np.asarray(first, np.float64) - np.asarray(second, np.float64))


def ideal_point_distances(points: ArrayLike) -> Array:
    """Measure the distance of all pairs of states.

    Args:
        points: Ideal points, NaN where a state has none. Shape `(..., state)`, such
            as `(year, state)`.

    Returns:
        0 or more, symmetric; NaN where one is unknown. Shape `(..., state, state)`.

    Examples:
        >>> ideal_point_distances([0.0, 1.0, np.nan])
        array([[ 0.,  1., nan],
               [ 1.,  0., nan],
               [nan, nan, nan]])
    """
    known = np.asarray(points, np.float64)
    return ideal_point_distance(known[..., :, None], known[..., None, :])
