"""The rows of a back-test: what was known when, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Hold one row for each unit and year in which a forecast is made.

    A row whose outcome is not known is forecast and not scored. What is no question at
    all (a pair that has the pact already) has no row; `void` counts what was left out
    though it could be asked.

    Args:
        origin: Year at whose end the forecast is made. Shape `(row,)`.
        unit: Place in `units`. Same shape.
        units: Who a row is about, such as `("RUS", "PRK")`.
        features: What was observable by then, NaN where it was not. Each of shape
            `(row,)`.
        outcome: 1 where it happened, 0 where not, NaN where that is not known.
            Shape `(row,)`.
        settled: Year at whose end the outcome is known, for rows that have one.
            Shape `(row,)`.
        void: Rows left out, by reason.

    Raises:
        OutlookError: If columns differ in length, an outcome is neither 0 nor 1, or
            an outcome was known before the forecast is made.

    Examples:
        >>> rows = Rows(
        ...     origin=np.array([1990, 1991]),
        ...     unit=np.array([0, 0]),
        ...     units=(("RUS", "PRK"),),
        ...     features={"distance": np.array([6.4, 6.4])},
        ...     outcome=np.array([0.0, 1.0]),
        ...     settled=np.array([1991, 1992]),
        ... )
        >>> len(rows), rows.events
        (2, 1)
    """

    origin: Whole
    unit: Whole
    units: tuple[tuple[str, ...], ...]
    features: Mapping[str, Array]
    outcome: Array
    settled: Whole
    void: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = (self.unit, self.outcome, self.settled, *self.features.values())
        if {one.shape for one in columns} != {(len(self.origin),)}:
            raise OutlookError(
                f"columns of shapes {sorted({one.shape for one in columns})} for "
                f"{len(self.origin)} rows",
                "one entry a row in every column",
            )
        known = ~np.isnan(self.outcome)
        odd = known & (self.outcome != 0) & (self.outcome != 1)
        if odd.any():
            row = int(np.argmax(odd))
            raise OutlookError(
                f"the outcome of {self._name(row)} is {self.outcome[row]}",
                "1 where it happened, 0 where not, NaN where that is not known",
            )
        early = known & (self.settled < self.origin)
        if early.any():
            row = int(np.argmax(early))
            raise OutlookError(
                f"the outcome of {self._name(row)} was settled in "
                f"{self.settled[row]}, before its cut-off",
                f"outcomes that settle in {self.origin[row]} or later",
                "date the forecast before what it is about, or leave the row out",
            )

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def events(self) -> int:
        """How many outcomes are 1."""
        return int(np.nansum(self.outcome))

    def select(self, chosen: NDArray[np.bool_]) -> Rows:
        """Return some of the rows.

        Args:
            chosen: Which. Shape `(row,)`.
        """
        return Rows(
            origin=self.origin[chosen],
            unit=self.unit[chosen],
            units=self.units,
            features={name: one[chosen] for name, one in self.features.items()},
            outcome=self.outcome[chosen],
            settled=self.settled[chosen],
            void=self.void,
        )

    def _name(self, row: int) -> str:
        return f"{'-'.join(self.units[self.unit[row]])} asked in {self.origin[row]}"
