"""A quantity as a distribution over worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.frame import Arrays, Framed, Row, library
from suzerain.core.notebook import html_table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimate(Framed):
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

    def to_rows(self) -> list[Row]:
        """Return one row a world: the world and its value."""
        return [
            {"world": world, "value": value}
            for world, value in enumerate(self.values.tolist())
        ]

    @property
    def column_units(self) -> dict[str, str]:
        """The unit of the values."""
        return {"value": self.unit}

    def _arrays(self) -> tuple[Arrays, dict[str, range]]:
        arrays = {"value": (("world",), self.values, self.unit)}
        return arrays, {"world": range(self.values.size)}

    def plot(self, axes: Any = None) -> Any:
        """Draw the values of all worlds as a histogram, with low, median and high.

        Args:
            axes: Matplotlib axes to draw on; new ones when left out.

        Returns:
            The axes.

        Raises:
            SuzerainError: If matplotlib is not installed (extra `plot`).
        """
        axes = library("matplotlib.pyplot").subplots()[1] if axes is None else axes
        axes.hist(self.values[~np.isnan(self.values)], bins="auto")
        for number in (self.low, self.median, self.high):
            axes.axvline(number, color="black", linestyle="--")
        axes.set_xlabel(self.unit)
        axes.set_ylabel("worlds")
        return axes

    def _repr_html_(self) -> str:
        cells = [f"{number:.3g}" for number in (self.low, self.median, self.high)]
        return html_table(self.unit, ("", "low", "median", "high"), [("", *cells)])

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
