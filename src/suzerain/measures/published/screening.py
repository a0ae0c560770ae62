"""Which goods pass all tests of a published list of critical imports."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Screening:
    """Hold the tests of a list of critical imports, and what passes them all.

    Args:
        criteria: Name of each test.
        values: What each test looks at; NaN where it is unknown. All tests have the
            same shape. Shape `(criterion, ...)`.
        thresholds: What a value must exceed. Shape `(criterion,)`.
        passed: 1 where a test holds, 0 where it does not, NaN where it is unknown.
            Shape `(criterion, ...)`.
        critical: 1 where all tests hold, 0 where one does not, NaN where one is
            unknown and none fails. Shape `(...)`.
    """

    criteria: tuple[str, ...]
    values: Array
    thresholds: Array
    passed: Array
    critical: Array


def screen(
    values: dict[str, Array],
    thresholds: dict[str, float],
    at_least: frozenset[str] = frozenset(),
) -> Screening:
    """Hold values against thresholds.

    Args:
        values: What each test looks at; the shapes broadcast.
        thresholds: What each must exceed.
        at_least: Tests that the threshold itself passes too.

    Returns:
        The screening.

    Examples:
        >>> found = screen({"hhi": np.array([0.5, 0.3])}, {"hhi": 0.4})
        >>> found.critical
        array([1., 0.])
    """
    names = tuple(values)
    stacked = np.stack(np.broadcast_arrays(*values.values())).astype(np.float64)
    bars = np.array([thresholds[name] for name in names])
    wide = bars.reshape(-1, *[1] * (stacked.ndim - 1))
    equal = np.array([name in at_least for name in names]).reshape(wide.shape)
    held = (stacked > wide) | (equal & (stacked == wide))
    passed = np.where(np.isnan(stacked), np.nan, held)
    return Screening(
        criteria=names,
        values=stacked,
        thresholds=bars,
        passed=passed,
        critical=all_hold(passed),
    )


def all_hold(passed: Array) -> Array:
    """Say where all tests hold; one that fails settles it, an unknown one does not.

    Args:
        passed: 1, 0 or NaN. Shape `(criterion, ...)`.

    Returns:
        1, 0 or NaN. Shape `(...)`.

    Examples:
        >>> all_hold(np.array([[1, 1, np.nan, np.nan], [1, 0, 0, 1]]))
        array([ 1.,  0.,  0., nan])
    """
    fails, unknown = (passed == 0).any(axis=0), np.isnan(passed).any(axis=0)
    return np.where(fails, 0.0, np.where(unknown, np.nan, 1.0))


def ratio(part: Array, whole: Array) -> Array:
    """Divide amounts; something over nothing is infinite, nothing over nothing unknown.

    Examples:
        >>> ratio(np.array([4.0, 4.0, 0.0]), np.array([2.0, 0.0, 0.0]))
        array([ 2., inf, nan])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / whole)


def observed_sum(flow: Array, axis: int | tuple[int, ...]) -> Array:
    """Add what was observed; NaN where nothing was.

    Examples:
        >>> observed_sum(np.array([[1.0, np.nan], [np.nan, np.nan]]), -1)
        array([ 1., nan])
    """
    known = ~np.isnan(flow).all(axis=axis)
    return np.where(known, np.nansum(flow, axis=axis), np.nan)


def centre(register: Register | None, key: str) -> float:
    """Read the centre of a row of the register, the shipped one when none is given.

    Examples:
        >>> centre(None, "published.geodep.concentration")
        0.4
    """
    return (register or load_register())[key].spread.centre


def flows_between(flow: NDArray[np.float64]) -> Array:
    """Check flows between the same states, and forget what a state sells to itself.

    Args:
        flow: Shape `(..., good, recipient, provider)`.

    Returns:
        The flows, NaN on the diagonal. Same shape.

    Raises:
        SuzerainError: If the shape does not fit or an amount is negative.

    Examples:
        >>> flows_between(np.ones((1, 2, 2)))
        array([[[nan,  1.],
                [ 1., nan]]])
    """
    amount = np.asarray(flow, np.float64)
    if amount.ndim <= 2 or amount.shape[-1] != amount.shape[-2]:
        raise SuzerainError(
            f"flows of shape {amount.shape}",
            "an axis of goods, then two axes over the same states",
            "order the axes (..., good, recipient, provider)",
        )
    if (amount < 0).any() or np.isinf(amount).any():
        raise SuzerainError(
            "a flow that is negative or infinite",
            "amounts of 0 or more",
            "put NaN where nothing was observed",
        )
    return np.where(np.eye(amount.shape[-1], dtype=bool), np.nan, amount)
