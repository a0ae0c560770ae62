"""What states produce in a year, each as a range, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incomes:
    """Hold products of states, one row a state and year.

    A product that is reported has equal bounds; one that is inferred from another
    series has the range that the inference leaves. What is unknown has no row.

    Args:
        actors: Codes of states.
        year: Year of each row. Shape `(row,)`.
        actor: Place in `actors`. Same shape.
        low: Smallest product that is credible, above 0, in `unit`. Same shape.
        high: Largest. Same shape.
        unit: That of the flows it is held against, such as `million current USD`.
        origin: Datasets and how they were joined.

    Raises:
        SuzerainError: If the columns differ in length, or a bound is not above 0 or
            out of order.

    Examples:
        >>> one = np.array([0], dtype=np.int32)
        >>> incomes = Incomes(
        ...     actors=("PRK",),
        ...     year=np.array([2014], dtype=np.int32),
        ...     actor=one,
        ...     low=np.array([15e3]),
        ...     high=np.array([40e3]),
        ...     unit="million current USD",
        ...     origin="an example",
        ... )
        >>> len(incomes)
        1
    """

    actors: tuple[str, ...]
    year: NDArray[np.int32]
    actor: NDArray[np.int32]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    unit: str
    origin: str

    def __post_init__(self) -> None:
        sizes = {column.shape for column in (self.year, self.actor, self.low)}
        if len(sizes | {self.high.shape}) != 1 or self.low.ndim != 1:
            raise SuzerainError(
                f"columns of shapes {sorted(sizes | {self.high.shape})}",
                "four columns of one length",
                "give one entry a state and year in each column",
            )
        sound = (self.low > 0) & (self.low <= self.high) & np.isfinite(self.high)
        if not sound.all():
            row = int(np.argmin(sound))
            raise SuzerainError(
                f"a product from {self.low[row]} to {self.high[row]}",
                "bounds above 0 and in order",
                "leave out what is not known",
            )

    def __len__(self) -> int:
        return len(self.low)
