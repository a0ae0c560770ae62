"""A quantity as a distribution over worlds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimate:
    """Hold one number in every world, with its unit and where it came from.

    Args:
        values: The number in each world. Shape `(world,)`.
        unit: Its unit, a row of the units table.
        basis: Ids of the claims, cells and assumptions behind it.

    Examples:
        >>> e = Estimate(values=np.linspace(0, 1, 11), unit="share")
        >>> print(e)
        0.50 [0.10, 0.90] share
    """

    values: NDArray[np.float64]
    unit: str
    basis: tuple[str, ...] = ()

    @property
    def median(self) -> float:
        """The middle world."""
        return float(np.quantile(self.values, 0.5))

    @property
    def low(self) -> float:
        """The 10th percentile over worlds."""
        return float(np.quantile(self.values, 0.1))

    @property
    def high(self) -> float:
        """The 90th percentile over worlds."""
        return float(np.quantile(self.values, 0.9))

    def to_dict(self) -> dict[str, float]:
        """Return low, median and high (10th, 50th, 90th percentile over worlds).

        Examples:
            >>> Estimate(values=np.linspace(0, 1, 11), unit="share").to_dict()
            {'low': 0.1, 'median': 0.5, 'high': 0.9}
        """
        return {"low": self.low, "median": self.median, "high": self.high}

    def __format__(self, spec: str) -> str:
        """Write median, low and high in one format, without the unit.

        Examples:
            >>> f"{Estimate(values=np.linspace(0, 1, 11), unit='share'):.0%}"
            '50% [10%, 90%]'
        """
        if not spec:
            return str(self)
        middle, low, high = (
            format(number, spec) for number in (self.median, self.low, self.high)
        )
        return f"{middle} [{low}, {high}]"

    def __str__(self) -> str:
        return f"{self.median:.2f} [{self.low:.2f}, {self.high:.2f}] {self.unit}"
