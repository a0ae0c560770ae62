"""The toolkit's random numbers, so that the same seed draws the same bargains.

The generator is the 64-bit Mersenne twister (Nishimura 2000); its outputs i are then
scrambled as (i + a)(2 i + 3) modulo 2^64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.classics.spatial_model.twister import MASK, words

ADDEND = 0xE08C1D668B756F83
TRIPLE = 3


class Draws:
    """Draw numbers from 0 to 1, one after another.

    Args:
        seed: Any whole number from 0 to 2^64 - 1.
    """

    def __init__(self, seed: int) -> None:
        self._words = words(seed)

    def uniform(self) -> float:
        """Draw a number from 0 to 1.

        Examples:
            >>> Draws(1).uniform() == Draws(1).uniform()
            True
        """
        word = next(self._words)
        return float((word + ADDEND) * (2 * word + TRIPLE) & MASK) / float(MASK)

    def choose(self, probability: NDArray[np.float64]) -> int:
        """Draw an option by its probability.

        Args:
            probability: Of each option, 1 in all. Shape `(option,)`.

        Returns:
            Place of the option.

        Examples:
            >>> Draws(1).choose(np.array([0.0, 1.0]))
            1
        """
        reached = np.cumsum(probability) >= self.uniform()
        return int(reached.argmax()) if reached.any() else len(probability) - 1
