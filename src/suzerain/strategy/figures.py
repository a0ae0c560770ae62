"""Figures over worlds as they are printed: ranges, shares and means, 0 for no world."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.measures.exposure import Array

Truth = NDArray[np.bool_]


def range_over(values: Array) -> dict[str, float]:
    """Return low, median and high (10th, 50th, 90th percentile).

    Args:
        values: A quantity in the worlds it is asked of. Shape `(world,)`.

    Examples:
        >>> range_over(np.linspace(0, 1, 11))
        {'low': 0.1, 'median': 0.5, 'high': 0.9}
        >>> range_over(np.zeros(0))
        {'low': 0.0, 'median': 0.0, 'high': 0.0}
    """
    some = values if values.size else np.zeros(1)
    return Estimate(values=some, unit="").to_dict()


def share_of(truth: Truth) -> float:
    """Return the share of worlds in which something is so.

    Args:
        truth: Whether it is. Any shape.

    Examples:
        >>> share_of(np.array([True, False])), share_of(np.zeros(0, dtype=bool))
        (0.5, 0.0)
    """
    return float(truth.mean()) if truth.size else 0.0


def mean_of(values: Array) -> float:
    """Return the mean.

    Args:
        values: A quantity in the worlds it is asked of. Any shape.

    Examples:
        >>> mean_of(np.array([1.0, 2.0])), mean_of(np.zeros(0))
        (1.5, 0.0)
    """
    return float(values.mean()) if values.size else 0.0
