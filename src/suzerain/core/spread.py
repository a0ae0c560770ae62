"""A declared range of values and the shape of belief within it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError

Shape = Literal["point", "uniform", "triangular", "loguniform"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """State what a number may be, before any world is drawn.

    Args:
        low: Smallest value believed possible.
        high: Largest value believed possible.
        mode: Most credible value; needed by `triangular` only.
        shape: `point`, `uniform`, `triangular` or `loguniform`.

    Raises:
        SuzerainError: If the bounds are not finite or not in order.

    Examples:
        "At least 80 %" of a share is a support, never the number 80.

        >>> Spread(low=0.8, high=1.0).quantile(np.array([0.0, 0.5, 1.0]))
        array([0.8, 0.9, 1. ])
    """

    low: float
    high: float
    mode: float | None = None
    shape: Shape = "uniform"

    def __post_init__(self) -> None:
        numbers = [self.low, self.high] + ([] if self.mode is None else [self.mode])
        if not all(math.isfinite(number) for number in numbers):
            raise SuzerainError(
                f"a spread of {self.low} to {self.high} is not finite",
                "finite numbers",
                "give both bounds",
            )
        if self.shape not in get_args(Shape):
            raise SuzerainError(
                f"no shape {self.shape!r}", ", ".join(get_args(Shape)), "use uniform"
            )
        if self.shape == "point" and self.low != self.high:
            raise SuzerainError(
                f"a point cannot run from {self.low} to {self.high}",
                "the same number as low and high",
                "use uniform for a range",
            )
        middle = self.low if self.mode is None else self.mode
        if not self.low <= middle <= self.high:
            raise SuzerainError(
                f"low {self.low}, mode {self.mode}, high {self.high} are out of order",
                "low <= mode <= high",
                "swap them",
            )
        if self.shape == "loguniform" and self.low <= 0:
            raise SuzerainError(
                f"a loguniform spread cannot start at {self.low}",
                "low above 0",
                "use uniform",
            )

    @classmethod
    def point(cls, value: float) -> Spread:
        """Return a spread that is one number in every world."""
        return cls(low=value, high=value, mode=value, shape="point")

    def quantile(self, chance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn chances between 0 and 1 into values (inverse distribution).

        Args:
            chance: Uniform numbers, any shape.

        Returns:
            Values, same shape.
        """
        span = self.high - self.low
        if self.shape == "point" or span == 0:
            return np.full_like(chance, self.low)
        if self.shape == "loguniform":
            return np.asarray(self.low * (self.high / self.low) ** chance)
        if self.shape == "triangular":
            middle = self.low + span / 2 if self.mode is None else self.mode
            left = middle - self.low
            rising = self.low + np.sqrt(chance * span * left)
            falling = self.high - np.sqrt((1 - chance) * span * (self.high - middle))
            return np.where(chance < left / span, rising, falling)
        return self.low + chance * span

    @property
    def centre(self) -> float:
        """The median, a value to show beside the range."""
        return float(self.quantile(np.array([0.5]))[0])

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:g}"
        return f"{self.low:g} to {self.high:g}"
