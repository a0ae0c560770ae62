"""How much two states matter to each other's trade, and how evenly (Barbieri).

    share_i         = T_ij / T_i
    salience        = sqrt(share_i share_j)
    symmetry        = 1 - |share_i - share_j|
    interdependence = salience symmetry,

where `T_ij` is the trade between `i` and `j`, and `T_i` all trade of `i`. The last
three are the same for both states.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.measures.published.hirschman import shares
from suzerain.measures.published.portfolio import Array


def trade(imports: ArrayLike) -> Array:
    """Add what two states import from each other.

    Args:
        imports: What each recipient imports from each provider, NaN where it was not
            observed. Shape `(..., recipient, provider)`, both axes over the same
            states.

    Returns:
        Trade of each pair, symmetric; NaN where either direction was not observed.
        Same shape.

    Examples:
        >>> trade([[0.0, 3.0], [1.0, 0.0]])
        array([[0., 4.],
               [4., 0.]])
    """
    flow = np.asarray(imports, np.float64)
    return np.asarray(flow + flow.swapaxes(-1, -2))


def trade_share(pair_trade: ArrayLike, total: ArrayLike | None = None) -> Array:
    """Measure the part of a state's trade that is with each partner.

    Args:
        pair_trade: Trade of each pair, as `trade` returns it. Shape
            `(..., state, partner)`.
        total: All trade of each state, shape `(..., state)`; the sum over observed
            partners when left out.

    Returns:
        0 to 1, NaN where it was not observed. Same shape.

    Raises:
        SuzerainError: If an amount is negative or infinite.

    Examples:
        >>> trade_share([[0.0, 4.0, 1.0], [4.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
        array([[0. , 0.8, 0.2],
               [1. , 0. , 0. ],
               [1. , 0. , 0. ]])

    References:
        Barbieri 1996.
    """
    if total is None:
        return shares(pair_trade)
    whole = np.asarray(total, np.float64)[..., None]
    return np.asarray(
        np.asarray(pair_trade, np.float64) / np.where(whole > 0, whole, np.nan)
    )


def salience(share: ArrayLike, other: ArrayLike) -> Array:
    """Measure how much a pair's trade matters to both, by the geometric mean.

    Args:
        share: Part of one state's trade that is with the other, 0 to 1. Any shape.
        other: Part of the other's trade that is with it; broadcasts.

    Returns:
        0 to 1.

    Examples:
        A client has 95 % of its trade with a patron, the patron 0.05 % with it.

        >>> float(salience(0.95, 0.0005).round(5))
        0.02179

    References:
        Barbieri 1996.
    """
    return np.sqrt(np.asarray(share, np.float64) * np.asarray(other, np.float64))


def symmetry(share: ArrayLike, other: ArrayLike) -> Array:
    """Measure how equal the two shares of a pair are.

    Arguments are those of `salience`.

    Returns:
        1 for equal shares, 0 when one is all and the other nothing.

    Examples:
        >>> float(symmetry(0.95, 0.0005).round(4))
        0.0505

    References:
        Barbieri 1996.
    """
    gap = np.asarray(share, np.float64) - np.asarray(other, np.float64)
    return 1 - np.abs(gap)


def interdependence(share: ArrayLike, other: ArrayLike) -> Array:
    """Measure trade that matters to both and is even: salience times symmetry.

    Arguments are those of `salience`.

    Returns:
        0 to 1, the same for both states: it cannot say who holds the leverage.

    Examples:
        >>> float(interdependence(0.95, 0.0005).round(5))
        0.0011

    References:
        Barbieri 1996.
    """
    return salience(share, other) * symmetry(share, other)
