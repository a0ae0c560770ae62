"""When a thing with a rate ends: one threshold a world, and hazards that add up.

With `E = -ln U`, what has rate `r(t)` ends in the first month in which the sum of
`r(t) / 12` reaches `E`. A lower rate never ends it sooner in the same world, and a rate
of zero never ends it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.noise import YEAR, Single


def month_of_end(chance: NDArray[np.floating], rate: Single) -> Single:
    """Return the month in which a thing with a steady rate ends; inf for never.

    Args:
        chance: Uniform numbers. Shape `(..., world)`.
        rate: Rate per year, zero or more. Same shape.

    Examples:
        >>> chance, rate = np.array([0.5, 0.5]), np.array([0.36, 0.0])
        >>> month_of_end(chance, rate)
        array([24., inf], dtype=float32)
    """
    most = np.float32(np.finfo(np.float32).max)
    with np.errstate(divide="ignore", over="ignore"):
        month = np.ceil(_threshold(chance) * YEAR / rate.astype(np.float32))
    return np.asarray(np.where(month < most, month, np.inf), dtype=np.float32)


def _threshold(chance: NDArray[np.floating]) -> Single:
    least = np.finfo(np.float32).tiny
    return np.asarray(-np.log(np.maximum(chance, least)), dtype=np.float32)


class Clock:
    """Add up hazards until they reach each world's threshold.

    Args:
        chance: Uniform numbers, one for each world. Shape `(..., world)`.

    Examples:
        >>> clock = Clock(np.array([0.5, 0.99]))
        >>> [bool(clock.strikes(np.full(2, 0.36))[1]) for _ in range(2)]
        [True, False]
    """

    __slots__ = ("_left",)

    def __init__(self, chance: NDArray[np.floating]) -> None:
        self._left: Single = _threshold(chance)

    def strikes(self, rate: Single | float) -> NDArray[np.bool_]:
        """Let a month pass and say where it ends in this month.

        Args:
            rate: Rate per year, zero or more. Broadcasts to the thresholds.

        Returns:
            True in the month of the end, and in no later one.
        """
        before = self._left > 0
        self._left = self._left - np.asarray(rate, dtype=np.float32) / YEAR
        return np.asarray(before & (self._left <= 0))
