"""Low, median and high of many numbers at once, in single precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.float32]

LEVELS = (0.1, 0.5, 0.9)


def percentiles(values: Small) -> Small:
    """Find the 10th percentile, the median and the 90th, as `np.quantile` does.

    Sorting whole rows of single precision is faster than three partitions.

    Args:
        values: Numbers with worlds along the last axis, at least one.

    Returns:
        Shape `(3, ...)`.

    Examples:
        >>> percentiles(np.arange(11, dtype=np.float32))
        array([1., 5., 9.], dtype=float32)
    """
    ordered = np.sort(values, axis=-1)
    last = values.shape[-1] - 1
    found = []
    for level in LEVELS:
        below = int(level * last)
        step = np.float32(level * last - below)
        low, high = ordered[..., below], ordered[..., min(below + 1, last)]
        found.append(low + (high - low) * step)
    return np.stack(found)
