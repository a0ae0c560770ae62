"""The normal distribution far into its tails, in NumPy alone.

    Phi(-x) = exp(-x^2 / 2) scaled(x / sqrt(2)) / 2,   scaled(x) = exp(x^2) erfc(x)

`scaled` is the midpoint rule for its integral (Hunter & Regan 1972): all its terms are
positive, so nothing cancels, and steps of a half leave an error of exp(-4 pi^2).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from suzerain.measures.exposure import Array

STEP = 0.5
TERMS = 13
GRID = 16
LARGEST = 1e150


def scaled_erfc(x: ArrayLike) -> Array:
    """Reckon exp(x^2) erfc(x) for x of zero or more.

    Args:
        x: Zero or more, without unit. Any shape.

    Returns:
        Values between 0 and 1 to some 15 digits. Same shape.

    Examples:
        >>> scaled_erfc([0.0, 1.0, 1e6]).round(8).tolist()
        [1.0, 0.42758358, 5.6e-07]
    """
    given = np.asarray(x, float)
    at = np.minimum(given, LARGEST)
    nodes = (np.arange(TERMS) + 1 / np.float64(2)) ** 2 * STEP**2
    with np.errstate(over="ignore", under="ignore"):
        square = at**2
        total = np.zeros_like(at)
        for node in nodes:  # thirteen terms, each for all values at once
            total += np.exp(-node) / (square + node)
        pole = math.pi / STEP
        near = np.minimum(at, pole)
        beyond = 2 * np.exp(near * (near - 2 * pole)) / (1 + np.exp(-2 * pole * near))
        found = 2 * STEP * at / math.pi * total + np.where(at < pole, beyond, 0)
    return np.asarray(np.where(np.isposinf(given), 0.0, found))


def bell(x: ArrayLike) -> Array:
    """Reckon exp(-x^2 / 2) without the rounding of a large square.

    Args:
        x: In standard deviations. Any shape.

    Returns:
        Values between 0 and 1. Same shape.

    Examples:
        >>> float(bell(0.0))
        1.0
    """
    far = np.minimum(np.abs(np.asarray(x, float)), LARGEST)
    coarse = np.floor(far * GRID) / GRID  # its square has no rounding
    with np.errstate(under="ignore"):
        rest = np.exp(-(far - coarse) * (far + coarse) / 2)
        return np.asarray(np.exp(-(coarse**2) / 2) * rest)


def log_normal_cdf(x: ArrayLike) -> Array:
    """Reckon the logarithm of the normal distribution function.

    Args:
        x: In standard deviations. Any shape.

    Returns:
        Logarithms, zero or less, to 14 digits in either tail. Same shape.

    Examples:
        >>> log_normal_cdf([-40.0, 0.0]).round(6).tolist()
        [-804.608442, -0.693147]
    """
    at = np.asarray(x, float)
    far = np.abs(at)
    scaled = scaled_erfc(far / math.sqrt(2)) / 2
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        below = np.log(scaled) - far**2 / 2
        above = np.log1p(-scaled * bell(far))
    return np.asarray(np.where(at < 0, below, above))


def normal_cdf(x: ArrayLike) -> Array:
    """Reckon the normal distribution function.

    Args:
        x: In standard deviations. Any shape.

    Returns:
        Probabilities, to 14 digits also where they are tiny. Same shape.

    Examples:
        >>> normal_cdf([0.0, 1.959963984540054]).round(12).tolist()
        [0.5, 0.975]
    """
    at = np.asarray(x, float)
    with np.errstate(under="ignore"):
        tail = scaled_erfc(np.abs(at) / math.sqrt(2)) * bell(at) / 2
    return np.asarray(np.where(at < 0, tail, 1 - tail))


def normal_hazard(x: ArrayLike) -> Array:
    """Reckon phi(x) / Phi(x), the slope of the logarithm of the distribution function.

    Args:
        x: In standard deviations. Any shape.

    Returns:
        Ratios, zero or more; close to -x far below zero. Same shape.

    Examples:
        >>> normal_hazard([-30.0, 0.0]).round(6).tolist()
        [30.03326, 0.797885]
    """
    at = np.asarray(x, float)
    dense = bell(at)
    with np.errstate(under="ignore", divide="ignore"):
        scaled = scaled_erfc(np.abs(at) / math.sqrt(2))
        below = math.sqrt(2 / math.pi) / scaled
        above = dense / math.sqrt(2 * math.pi) / (1 - scaled * dense / 2)
    return np.asarray(np.where(at < 0, below, above))
