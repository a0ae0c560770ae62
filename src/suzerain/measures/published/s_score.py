"""How close two portfolios of positions lie (Signorino and Ritter's S).

    S = 1 - 2 sum_k w_k d_k / sum_k w_k,

where `d_k` is the distance of the two positions on item `k` as a part of the largest
possible distance: 1 for the same portfolio, -1 for opposite ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from suzerain.measures.published.portfolio import (
    Array,
    Distance,
    apartness,
    joint_table,
    observed_distance,
    pair,
)


def s_score(
    first: ArrayLike,
    second: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "absolute",
) -> float:
    """Measure how alike two portfolios are.

    Args:
        first: Positions of one state, NaN where it is absent. Shape `(item,)`.
        second: Positions of the other on the same items.
        levels: All levels that could be taken; those seen when left out. The range
            between the lowest and the highest is the largest distance.
        weights: Weight of each item, such as the capabilities of the third state.
        distance: `absolute` as in the paper, `squared`, or `nominal`.

    Returns:
        -1 to 1; NaN without a common item.

    Raises:
        SuzerainError: If shapes, levels or weights do not fit.

    Examples:
        Two states that are both allied with two of four others, with one in common.

        >>> s_score([1, 1, 0, 0], [1, 0, 1, 0])
        0.0

    References:
        Signorino & Ritter 1999.
    """
    scores = s_scores(
        pair(first, second), levels=levels, weights=weights, distance=distance
    )
    return float(scores[0, 1])


def s_scores(
    positions: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
    distance: Distance = "absolute",
) -> Array:
    """Measure how alike the portfolios of all pairs of states are.

    Arguments and errors are those of `s_score`, with all portfolios in one matrix of
    shape `(state, item)`; levels that are left out are those seen in any of them.

    Returns:
        -1 to 1, symmetric; NaN for a pair without a common item. Shape
        `(state, state)`.

    Examples:
        >>> s_scores([[1, 0], [1, 0], [0, 1]])
        array([[ 1.,  1., -1.],
               [ 1.,  1., -1.],
               [-1., -1.,  1.]])
    """
    scale, table = joint_table(positions, levels=levels, weights=weights)
    return 1 - 2 * observed_distance(table, apartness(scale, distance))
