"""What states bought and sold abroad in all, where a dataset of flows says so too."""

from __future__ import annotations

import math
from collections.abc import Iterable

from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql

_NATIONAL = ("cow-trade", "national")
_TABLES = {"cow-trade": _NATIONAL, "cow-trade-reported": _NATIONAL}


def read_totals(
    name: str, years: Iterable[int] | None = None, *, shelf: Shelf | None = None
) -> dict[tuple[int, str], tuple[float, float]]:
    """Read the imports and exports that states report as a whole.

    Args:
        name: A source of flows.
        years: Years wanted; all when None.
        shelf: Where it lies; the user's own shelf when None.

    Returns:
        Imports and exports by year and state, in the unit of the source's flows, NaN
        where one is not known; empty when the dataset has no such table.

    Raises:
        DataMissing: If the dataset was not added to the shelf.

    Examples:
        >>> read_totals("sipri")
        {}
    """
    if name not in _TABLES:
        return {}
    with open_sql() as sql:
        known, table = _TABLES[name]
        rows = (shelf or Shelf()).table(sql, known, table)
        if years is not None:
            listed = ", ".join(str(int(year)) for year in sorted(set(years)))
            rows = rows.filter(f"year IN ({listed or 'NULL'})")
        found = rows.project("year, state, imports, exports").fetchall()
    return {
        (int(year), str(state)): (_number(imports), _number(exports))
        for year, state, imports, exports in found
    }


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
