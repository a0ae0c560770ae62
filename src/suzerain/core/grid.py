"""A NumPy array whose axes and unit have names, over worlds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Arrays, Framed
from suzerain.core.notebook import html_table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid(Framed):
    """Hold one measure for all actors in all worlds.

    Args:
        name: What is measured, such as `dependence`.
        axes: Names of the axes after `world`, such as `("recipient", "provider")`.
        labels: The labels on each of these axes.
        values: Shape `(world, *axes)`.
        unit: Unit of every cell.
        basis: Finds the ids behind a cell, from its labels.

    Raises:
        SuzerainError: If the shape does not fit the labels.

    Examples:
        >>> g = Grid(
        ...     name="dependence",
        ...     axes=("recipient", "provider"),
        ...     labels=(("PRK",), ("CHN", "RUS")),
        ...     values=np.array([[[0.6, 0.1]]]),
        ...     unit="share",
        ... )
        >>> g["PRK", "CHN"].median
        0.6
        >>> [labels for labels, _ in g.top(1)]
        [('PRK', 'CHN')]
    """

    name: str
    axes: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    values: NDArray[np.float64]
    unit: str
    basis: Callable[..., tuple[str, ...]] | None = None

    def __post_init__(self) -> None:
        expected = tuple(len(labels) for labels in self.labels)
        if self.values.shape[1:] != expected or len(self.axes) != len(self.labels):
            raise SuzerainError(
                f"values of shape {self.values.shape} for axes {self.axes}",
                f"shape (worlds, {', '.join(map(str, expected))})",
                "put the world axis first",
            )

    def __getitem__(self, key: str | tuple[str, ...]) -> Estimate:
        labels = (key,) if isinstance(key, str) else key
        if len(labels) != len(self.axes):
            raise SuzerainError(
                f"{labels} names {len(labels)} axes of {self.name}",
                f"one label for each of {', '.join(self.axes)}",
                "give all labels",
            )
        spots: list[int] = []
        for axis, known, label in zip(self.axes, self.labels, labels, strict=True):
            if label not in known:
                raise UnknownName(label, known, f"the axis {axis} of {self.name}")
            spots.append(known.index(label))
        basis = self.basis(*labels) if self.basis else ()
        cell = self._cell(tuple(spots))
        return Estimate(values=cell, unit=self.unit, basis=basis)

    def _cell(self, spots: tuple[int, ...]) -> NDArray[np.float64]:
        cell: NDArray[np.float64] = self.values.transpose()[spots[::-1]]
        return cell

    def cells(self) -> Iterator[tuple[tuple[str, ...], Estimate]]:
        """Go through all cells that are known in some world, in label order."""
        for spots in np.ndindex(*self.values.shape[1:]):
            if np.isnan(self._cell(spots)).all():
                continue
            labels = tuple(self.labels[k][spot] for k, spot in enumerate(spots))
            yield labels, self[labels]

    def top(self, count: int = 5) -> list[tuple[tuple[str, ...], Estimate]]:
        """Return the cells with the largest medians, largest first."""
        return sorted(self.cells(), key=lambda cell: (-cell[1].median, cell[0]))[:count]

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a cell: labels, low, median, high, unit."""
        return [
            {
                **dict(zip(self.axes, labels, strict=True)),
                **estimate.to_dict(),
                "unit": self.unit,
            }
            for labels, estimate in self.cells()
        ]

    def to_numpy(self) -> NDArray[np.float64]:
        """Return the values, world axis first."""
        return self.values

    @property
    def column_units(self) -> dict[str, str]:
        """The unit of low, median and high."""
        return dict.fromkeys(("low", "median", "high"), self.unit)

    def _arrays(self) -> tuple[Arrays, dict[str, Sequence[Any]]]:
        arrays = {self.name: (("world", *self.axes), self.values, self.unit)}
        labels = dict(zip(self.axes, self.labels, strict=True))
        return arrays, {"world": range(len(self.values)), **labels}

    def __str__(self) -> str:
        head = f"{self.name} ({', '.join(self.axes)}), {self.unit}"
        rows = [
            f"  {' '.join(labels):<12} {estimate.median:8.3f} "
            f"[{estimate.low:.3f}, {estimate.high:.3f}]"
            for labels, estimate in self.top(12)
        ]
        return "\n".join([head, *rows])

    def _repr_html_(self) -> str:
        return html_table(
            f"{self.name}, {self.unit}",
            (*self.axes, "median", "range"),
            [
                (*labels, f"{e.median:.3f}", f"{e.low:.3f} to {e.high:.3f}")
                for labels, e in self.top(20)
            ],
        )
