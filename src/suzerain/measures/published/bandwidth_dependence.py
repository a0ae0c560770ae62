"""How much influence a state has by the breadth of its ties and its hold on them.

    influence = bandwidth * dependence / max over the sample,

the form of the Formal Bilateral Influence Capacity index. Its weights are not public
in a form that could be checked, so what goes into bandwidth and dependence here is the
caller's choice, and the mean of what is given is this project's own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import Array


def indicator_mean(indicators: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Average indicators after each is divided by its largest value.

    Args:
        indicators: Amounts of 0 or more, such as trade, arms and aid, NaN where they
            were not observed. Shape `(indicator, ...)`.
        weights: Weight of each indicator, 0 or more; the same for all when left out.
            Shape `(indicator,)`.

    Returns:
        0 to 1; NaN where any indicator was not observed. Shape `(...)`.

    Raises:
        SuzerainError: If an amount or a weight is negative, or no weight is above 0.

    Examples:
        Trade and arms of two pairs.

        >>> indicator_mean([[50.0, 100.0], [4.0, 0.0]])
        array([0.75, 0.5 ])

    References:
        Moyer et al. 2018.
    """
    amount = _amounts(indicators)
    part = np.ones(len(amount)) if weights is None else _amounts(weights)
    if part.shape != amount.shape[:1] or not part.sum() > 0:
        raise SuzerainError(
            f"weights of shape {part.shape} for {len(amount)} indicators",
            "one weight an indicator, at least one of them above 0",
            "leave weights out to count all alike",
        )
    flat = amount.reshape(len(amount), -1)
    largest = np.nanmax(np.nan_to_num(flat), axis=1, initial=0)
    scaled = flat / np.where(largest > 0, largest, 1)[:, None]
    return np.asarray((part / part.sum() @ scaled).reshape(amount.shape[1:]))


def bandwidth_dependence(
    bandwidth: ArrayLike, dependence: ArrayLike, *, largest: float | None = None
) -> Array:
    """Measure the capacity to influence by breadth of ties times hold on them.

    Args:
        bandwidth: Breadth of the ties of each pair, 0 or more. Any shape.
        dependence: How much the target depends on the influencer, 0 or more; same
            shape.
        largest: The largest product of the sample that 1 stands for; that of these
            numbers when left out, so that results of two samples do not compare.

    Returns:
        0 to 1 within the sample; NaN where either is unknown, or no product is above
        0. Same shape.

    Raises:
        SuzerainError: If a number is negative, or `largest` is not above 0.

    Examples:
        >>> bandwidth_dependence([0.8, 0.5, 0.2], [0.5, 0.4, np.nan])
        array([1. , 0.5, nan])

    References:
        Moyer et al. 2018.
    """
    product = _amounts(bandwidth) * _amounts(dependence)
    if largest is None:
        largest = float(np.nanmax(np.nan_to_num(product), initial=0))
        return np.asarray(product / (largest or np.nan))
    if not largest > 0:
        raise SuzerainError(
            f"a largest product of {largest}",
            "a number above 0",
            "leave it out to take that of the sample",
        )
    return np.asarray(product / largest)


def largest_product_bound(influence: ArrayLike, bandwidth: ArrayLike) -> float:
    """Deduce from released figures how large the product behind 1 can be at most.

    `influence = bandwidth dependence / M` and `dependence <= 1` give
    `M <= bandwidth / influence` for every pair.

    Args:
        influence: Released index, 0 to 1, NaN where it is missing.
        bandwidth: Released bandwidth of the same pairs.

    Returns:
        The smallest of these bounds; infinity when none is known.

    Examples:
        >>> largest_product_bound([0.5, 0.2], [0.4, 0.4])
        0.8
    """
    index, breadth = _amounts(influence), _amounts(bandwidth)
    known = index > 0
    bounds = breadth[known] / index[known]
    return float(np.nanmin(np.where(np.isnan(bounds), np.inf, bounds), initial=np.inf))


def _amounts(values: ArrayLike) -> Array:
    amount = np.asarray(values, np.float64)
    if (amount < 0).any() or np.isinf(amount).any():
        raise SuzerainError(
            "an amount that is negative or infinite",
            "numbers of 0 or more",
            "put NaN where nothing was observed",
        )
    return amount
