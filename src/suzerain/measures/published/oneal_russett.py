"""How much of its economy a state trades with another (Oneal and Russett).

    dep_i = T_ij / GDP_i,    weak link = min(dep_i, dep_j),

where `T_ij` is the trade between `i` and `j`. The weak link is the smaller of the two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import Array


def trade_dependence(pair_trade: ArrayLike, gdp: ArrayLike) -> Array:
    """Measure trade with each partner as a part of a state's own product.

    Args:
        pair_trade: Imports and exports of each pair together, NaN where they were
            not observed. Shape `(..., state, partner)`.
        gdp: Product of each state in the same money of the same year, above 0, NaN
            where it is unknown. Shape `(..., state)`.

    Returns:
        0 or more, and above 1 where a state trades more than it produces; NaN where
        either number is unknown. Same shape as `pair_trade`.

    Raises:
        SuzerainError: If a product is not above 0.

    Examples:
        A state of 200 trades 40 with one of 4,000.

        >>> trade_dependence([[0.0, 40.0], [40.0, 0.0]], [200.0, 4000.0])
        array([[0.  , 0.2 ],
               [0.01, 0.  ]])

    References:
        Oneal & Russett 1997.
    """
    product = np.asarray(gdp, np.float64)
    if (product <= 0).any():
        raise SuzerainError(
            f"a gross domestic product of {product[product <= 0][0]:g}",
            "numbers above 0",
            "put NaN where the product is unknown",
        )
    return np.asarray(np.asarray(pair_trade, np.float64) / product[..., None])


def weak_link(dependence: ArrayLike) -> Array:
    """Measure the dependence of the less dependent side of each pair.

    Args:
        dependence: Dependence of each state on each partner. Shape
            `(..., state, partner)`, both axes over the same states.

    Returns:
        The smaller of the two, symmetric; NaN where either is unknown. Same shape.

    Examples:
        >>> weak_link([[0.0, 0.2], [0.01, 0.0]])
        array([[0.  , 0.01],
               [0.01, 0.  ]])

    References:
        Oneal & Russett 1997.
    """
    one_way = np.asarray(dependence, np.float64)
    return np.minimum(one_way, one_way.swapaxes(-1, -2))
