"""When a thing with a rate ends: one threshold a world, and hazards that add up.

With `E = -ln U`, what has rate `r(t)` ends in the first month in which the sum of
`r(t) / 12` reaches `E`. A lower rate never ends it sooner in the same world, and a rate
of zero never ends it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.noise import YEAR, Single


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
        least = np.finfo(np.float32).tiny
        self._left: Single = -np.log(np.maximum(chance, least)).astype(np.float32)

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
