"""The maximum of a smooth function of a few numbers, by Newton's method kept uphill.

    step = H+^-1 g,   H+ with the sizes |h| of the eigenvalues of minus the Hessian

Each step is halved until the function rises. With exact second derivatives the last
steps double the number of right digits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from suzerain.measures.exposure import Array

STEPS = 300
HALVINGS = 40
ENOUGH = 1e-9
FLOOR = 1e-10
LONGEST = 5.0

Surface = Callable[[Array], tuple[float, Array, Array]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summit:
    """Hold where a climb ended.

    Args:
        at: Shape `(parameter,)`.
        value: The function there.
        slope: Its gradient. Shape `(parameter,)`.
        curve: Its Hessian. Shape `(parameter, parameter)`.
        steps: Number of steps taken.
        converged: Whether no step can raise it by more than rounding.
    """

    at: Array
    value: float
    slope: Array
    curve: Array
    steps: int
    converged: bool


def climb(surface: Surface, start: Array) -> Summit:
    """Climb to a maximum near a start.

    Args:
        surface: Gives value, gradient and Hessian; parameters should be of like scale.
        start: Shape `(parameter,)`.

    Returns:
        Where the climb ended.

    Examples:
        >>> def hill(x):
        ...     return -float(x @ x), -2 * x, -2 * np.eye(len(x))
        >>> found = climb(hill, np.ones(2))
        >>> found.at.tolist(), found.converged
        ([0.0, 0.0], True)
    """
    at = np.asarray(start, float)
    found = surface(at)
    for taken in range(STEPS):
        step = _uphill(found[1], found[2])
        close = float(found[1] @ step) < ENOUGH and is_peak(found[2])
        next_ = (
            _whole(surface, at, step) if close else _search(surface, at, found, step)
        )
        if next_ is not None:
            at, found = next_
        if close or next_ is None:
            return _end(at, found, taken + 1)
    return _end(at, found, STEPS)


def _end(at: Array, found: tuple[float, Array, Array], steps: int) -> Summit:
    value, slope, curve = found
    settled = float(slope @ _uphill(slope, curve)) < ENOUGH and is_peak(curve)
    return Summit(
        at=at, value=value, slope=slope, curve=curve, steps=steps, converged=settled
    )


def _uphill(slope: Array, curve: Array) -> Array:
    values, vectors = np.linalg.eigh(-curve)
    bent = np.maximum(np.abs(values), FLOOR * max(1.0, np.abs(values).max()))
    step = vectors @ ((vectors.T @ slope) / bent)
    return np.asarray(
        step * min(1.0, LONGEST / max(float(np.linalg.norm(step)), FLOOR))
    )


def is_peak(curve: Array) -> bool:
    """Say whether no direction bends upwards, but for rounding.

    Args:
        curve: Hessian. Shape `(parameter, parameter)`.

    Returns:
        True at the top of a hill and on a level ridge.

    Examples:
        >>> is_peak(np.diag([-1.0, 0.0])), is_peak(np.diag([-1.0, 1.0]))
        (True, False)
    """
    values = np.linalg.eigvalsh(-curve)
    return bool((values > -FLOOR * max(1.0, np.abs(values).max(initial=0))).all())


def _whole(
    surface: Surface, at: Array, step: Array
) -> tuple[Array, tuple[float, Array, Array]] | None:
    """Take a last whole step, by which the function changes less than it is rounded."""
    found = surface(at + step)
    return (at + step, found) if is_finite(found) else None


def _search(
    surface: Surface, at: Array, here: tuple[float, Array, Array], step: Array
) -> tuple[Array, tuple[float, Array, Array]] | None:
    """Halve a step until the function is finite and rises; None if it never does."""
    length = np.float64(1)
    for _ in range(HALVINGS):
        there = at + length * step
        found = surface(there)
        if is_finite(found) and found[0] > here[0]:
            return there, found
        length /= 2
    return None


def is_finite(found: tuple[float, Array, Array]) -> bool:
    """Say whether a value and its derivatives are all finite.

    Args:
        found: Value, gradient and Hessian.

    Returns:
        False where one of them is infinite or no number.

    Examples:
        >>> is_finite((np.inf, np.zeros(1), np.zeros((1, 1))))
        False
    """
    value, slope, curve = found
    return bool(
        np.isfinite(value) and np.isfinite(slope).all() and np.isfinite(curve).all()
    )
