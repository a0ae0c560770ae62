"""How concentrated a state's trade is (Hirschman's index and the HHI).

    HHI_i = sum_j s_ij^2,    Hirschman's index = 100 sqrt(HHI_i),

where `s_ij` is the share of partner `j` in the trade of `i`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import Array


def shares(flow: ArrayLike, *, axis: int = -1) -> Array:
    """Turn flows into parts of their sum.

    Args:
        flow: Amounts of 0 or more, NaN where nothing was observed. Any shape.
        axis: The axis of the partners.

    Returns:
        0 to 1, over the observed partners 1; NaN where nothing was observed, and
        everywhere when the sum is 0. Same shape.

    Raises:
        SuzerainError: If an amount is negative or infinite.

    Examples:
        >>> shares([30.0, 10.0, np.nan])
        array([0.75, 0.25,  nan])
    """
    amount = np.asarray(flow, np.float64)
    if (amount < 0).any() or np.isinf(amount).any():
        raise SuzerainError(
            "a flow that is negative or infinite",
            "amounts of 0 or more",
            "put NaN where nothing was observed",
        )
    total = np.nansum(amount, axis=axis, keepdims=True)
    return np.asarray(amount / np.where(total > 0, total, np.nan))


def hhi(flow: ArrayLike, *, axis: int = -1) -> Array:
    """Measure how concentrated flows are on few partners.

    Args:
        flow: Amounts of 0 or more, NaN where nothing was observed. Any shape.
        axis: The axis of the partners, which disappears.

    Returns:
        From `1/n` for `n` equal partners to 1 for a single one; NaN without any
        trade.

    Raises:
        SuzerainError: If an amount is negative or infinite.

    Examples:
        >>> float(hhi([80.0, 10.0, 10.0]).round(2))
        0.66

    References:
        Hirschman 1945; Hirschman 1964.
    """
    part = shares(flow, axis=axis)
    known = ~np.isnan(part).all(axis=axis)
    return np.where(known, np.nansum(part**2, axis=axis), np.nan)


def hirschman_index(flow: ArrayLike, *, axis: int = -1) -> Array:
    """Measure concentration as Hirschman did, on a scale that ends at 100.

    Arguments and errors are those of `hhi`.

    Returns:
        `100 sqrt(HHI)`: 100 for a single partner; NaN without any trade.

    Examples:
        >>> float(hirschman_index([80.0, 10.0, 10.0]).round(1))
        81.2

    References:
        Hirschman 1945.
    """
    return np.asarray(100 * np.sqrt(hhi(flow, axis=axis)))
