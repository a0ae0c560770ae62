"""How much an interested speaker can say at all.

A speaker who wants the listener to lean by `bias` (the state of the world is uniform
on 0 to 1, both dislike squared error) can at best tell which of `N` intervals holds
the truth. At a bias of a quarter nothing is left: the talk is babbling, and a denial
carries no information. That is why denials stand near a ratio of one in the register.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError


def most_intervals(bias: float) -> int:
    """Count the intervals of the most informative equilibrium of cheap talk.

    `N(b)` is the smallest integer not below `-1/2 + 1/2 sqrt(1 + 2/b)`
    (Crawford & Sobel 1982, the uniform-quadratic example).

    Args:
        bias: How far the speaker's wish lies from the listener's, above 0.

    Raises:
        OutlookError: If the bias is not above 0.

    Examples:
        >>> most_intervals(1 / 20)
        3
        >>> most_intervals(1 / 4)
        1

    References:
        Crawford & Sobel 1982.
    """
    if not bias > 0:
        raise OutlookError(
            f"a bias of {bias}", "a number above 0", "an honest speaker needs no model"
        )
    return max(1, math.ceil((math.sqrt(1 + 2 / bias) - 1) / 2))


def partition(bias: float) -> NDArray[np.float64]:
    """Return the borders of what an interested speaker can tell apart.

    `a_i = i / N + 2 b i (i - N)` (Crawford & Sobel 1982).

    Args:
        bias: How far the speaker's wish lies from the listener's, above 0.

    Returns:
        Borders from 0 to 1. Shape `(N + 1,)`.

    Examples:
        >>> partition(1 / 20).round(4)
        array([0.    , 0.1333, 0.4667, 1.    ])

    References:
        Crawford & Sobel 1982.
    """
    count = most_intervals(bias)
    i = np.arange(count + 1)
    return np.asarray(i / count + 2 * bias * i * (i - count), dtype=np.float64)


def bits_told(bias: float) -> float:
    """Measure in bits what an interested speaker tells: the partition's entropy.

    Args:
        bias: How far the speaker's wish lies from the listener's, above 0.

    Examples:
        >>> bits_told(0.3)
        0.0
    """
    width = np.diff(partition(bias))
    return abs(float(-(width * np.log2(width)).sum()))
