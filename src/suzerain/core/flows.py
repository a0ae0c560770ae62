"""What flowed from providers to recipients, year by year, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError

Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flows:
    """Hold observed flows of goods between states, one row a flow.

    Unknown is not zero: what was not observed has no row, and a row of 0 says that
    nothing flowed.

    Args:
        actors: Codes of states; ISO 3166 alpha-3, and dated codes such as `SUN`.
        goods: Codes of goods or products.
        year: Year of each flow. Shape `(row,)`.
        recipient: Place in `actors` of who received. Same shape.
        provider: Place in `actors` of who provided. Same shape.
        good: Place in `goods`. Same shape.
        amount: How much, 0 or more, in `unit`. Same shape.
        unit: Such as `million current USD`.
        origin: Dataset and version, such as `cow-trade 4.0`.

    Raises:
        SuzerainError: If the columns differ in length, or an amount is negative or
            no number.

    Examples:
        >>> flows = Flows(
        ...     actors=("CHN", "PRK"),
        ...     goods=("trade",),
        ...     year=np.array([2014], dtype=np.int32),
        ...     recipient=np.array([1], dtype=np.int32),
        ...     provider=np.array([0], dtype=np.int32),
        ...     good=np.array([0], dtype=np.int32),
        ...     amount=np.array([4022.0]),
        ...     unit="million current USD",
        ...     origin="an example",
        ... )
        >>> len(flows)
        1
    """

    actors: tuple[str, ...]
    goods: tuple[str, ...]
    year: Index
    recipient: Index
    provider: Index
    good: Index
    amount: NDArray[np.float64]
    unit: str
    origin: str

    def __post_init__(self) -> None:
        columns = (self.year, self.recipient, self.provider, self.good, self.amount)
        sizes = {column.shape for column in columns}
        if len(sizes) != 1 or len(next(iter(sizes))) != 1:
            raise SuzerainError(
                f"columns of shapes {sorted(sizes)}",
                "five columns of one length",
                "give one entry a flow in each column",
            )
        if not (self.amount >= 0).all():
            bad = float(self.amount[~(self.amount >= 0)][0])
            raise SuzerainError(
                f"a flow of {bad}",
                "amounts of 0 or more",
                "leave out what was not observed",
            )

    def __len__(self) -> int:
        return len(self.amount)

    def __str__(self) -> str:
        span = f"{self.year.min()} to {self.year.max()}" if len(self) else "no year"
        return (
            f"{len(self):,} flows of {len(self.goods)} goods between "
            f"{len(self.actors)} states, {span}, {self.unit} ({self.origin})"
        )
