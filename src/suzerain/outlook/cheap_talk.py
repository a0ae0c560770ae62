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


def told_part(bias: NDArray[np.float64]) -> NDArray[np.float64]:
    """Reckon what part of the listener's doubt an interested speaker can remove.

    In the most informative equilibrium the listener's error is
    `1 / (12 N^2) + b^2 (N^2 - 1) / 3` (Crawford & Sobel 1982), and `1/12` without any
    word. The part removed, one less their quotient, is `1 - 1/N^2 - 4 b^2 (N^2 - 1)`:
    one for a speaker without bias, nothing from a bias of a quarter on.

    Args:
        bias: 0 or more. Any shape.

    Returns:
        0 to 1. Same shape.

    Raises:
        OutlookError: If a bias is below 0.

    Examples:
        >>> told_part(np.array([0, 1 / 20, 1 / 4, 3])).round(3)
        array([1.   , 0.809, 0.   , 0.   ])

    References:
        Crawford & Sobel 1982; to use the part as a reliability is a choice made here.
    """
    lean = np.asarray(bias, dtype=np.float64)
    if not (lean >= 0).all():
        raise OutlookError(f"a bias of {lean.min()}", "0 or more", "write its size")
    safe = np.where(lean > 0, lean, 1)
    count = np.maximum(np.ceil((np.sqrt(1 + 2 / safe) - 1) / 2), 1)
    part = 1 - 1 / count**2 - (2 * safe) ** 2 * (count**2 - 1)
    return np.where(lean > 0, part, 1)


def message_ratios(bias: float, border: float) -> NDArray[np.float64]:
    """Tell what each message is worth for "the state lies above the border".

    Args:
        bias: How far the speaker's wish lies from the listener's, above 0.
        border: Between 0 and 1.

    Returns:
        Likelihood ratio of each message, lowest interval first: all ones when the talk
        is babbling. Shape `(N,)`.

    Raises:
        OutlookError: If the bias is not above 0, or the border not inside.

    Examples:
        >>> message_ratios(1 / 20, 0.5).round(1)
        array([ 0.,  0., 15.])
        >>> message_ratios(1 / 3, 0.5)
        array([1.])

    References:
        Crawford & Sobel 1982.
    """
    if not 0 < border < 1:
        raise OutlookError(f"a border of {border}", "between 0 and 1", "use 0.5")
    ends = partition(bias)
    low, high = ends[:-1], ends[1:]
    above = np.clip(high - np.maximum(low, border), 0, None) / (1 - border)
    below = np.clip(np.minimum(high, border) - low, 0, None) / border
    with np.errstate(divide="ignore"):
        return np.asarray(above / below)
