"""A number that a dataset holds about two states, and the cells it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from suzerain.core.spread import Spread

Quantity = Literal["imports", "exports", "trade", "arms", "supply", "border"]

KILOMETRES = {
    "km": 1.0,
    "kilometres": 1.0,
    "miles": 1.609344,
    "nautical_miles": 1.852,
}
"""How many kilometres a unit of length has, by definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCell:
    """One number of a dataset, and where it stands there.

    Args:
        dataset: Name of the dataset, such as `cow-trade`.
        version: Its release.
        table: Table.
        key: What names the row, such as `2014.PRK.CHN`.
        column: Column.
        value: The number.
        unit: Its unit.

    Examples:
        >>> cell = DataCell(
        ...     dataset="cow-trade",
        ...     version="4.0",
        ...     table="dyads",
        ...     key="2014.PRK.CHN",
        ...     column="flow",
        ...     value=3883.0,
        ...     unit="million current USD",
        ... )
        >>> cell.id
        'cell.cow-trade.dyads.2014.PRK.CHN.flow'
    """

    dataset: str
    version: str
    table: str
    key: str
    column: str
    value: float
    unit: str

    @property
    def id(self) -> str:
        """`cell.<dataset>.<table>.<key>.<column>`."""
        return f"cell.{self.dataset}.{self.table}.{self.key}.{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Say what a dataset measures of a tie between two states in a year.

    Args:
        quantity: `imports`, `exports` or `trade` (part of the recipient's goods
            trade), `arms` (part of the arms it receives), `supply` (part of what it
            imports of one good), `border` (length).
        good: Code of the good, or empty.
        provider: Who provides; of `exports`, whose market it is.
        recipient: Who receives; of `exports`, who sells there.
        year: Year, or the last of several; None for what holds in every year.
        value: The measured value, in `unit`.
        spread: What it may be, given how it was measured.
        unit: `share` or `km`.
        cells: The numbers it was made from.
        basis: Ids of the assumptions behind the spread.
    """

    quantity: Quantity
    good: str
    provider: str
    recipient: str
    year: int | None
    value: float
    spread: Spread
    unit: str
    cells: tuple[DataCell, ...]
    basis: tuple[str, ...] = ()

    @property
    def dataset(self) -> str:
        """Name of the dataset."""
        return self.cells[0].dataset

    @property
    def version(self) -> str:
        """Release of the dataset."""
        return self.cells[0].version

    @property
    def id(self) -> str:
        """`observed.<dataset>.<quantity>[.<good>].<provider>.<recipient>[.<year>]`."""
        good = f".{self.good}" if self.quantity == "supply" else ""
        year = "" if self.year is None else f".{self.year}"
        return (
            f"observed.{self.dataset}.{self.quantity}{good}."
            f"{self.provider}.{self.recipient}{year}"
        )
