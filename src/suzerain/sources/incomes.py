"""Products of states from the shelf, in the money of their years.

The World Bank's series is in current dollars and begins in 1960. A state and year that
it lacks and that the surplus-product estimates have (closed states, states that are
gone) is given a range: the estimate times what current dollars were to estimated
dollars, that year, among the states nearest in product a head.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from suzerain.core.incomes import Incomes
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.tabular import select

UNIT = "million current USD"
NEIGHBOURS = 30
INNER = (0.1, 0.9)

Array = NDArray[np.float64]

_REPORTED = "SELECT year, state, gdp / 1e6 AS gdp, 0.0 AS head FROM r WHERE gdp > 0"
_ESTIMATED = (
    "SELECT year, state, gdp / 1e6 AS gdp, gdp_a_head AS head FROM r "
    "WHERE gdp > 0 AND gdp_a_head > 0"
)


def read_incomes(
    years: Iterable[int] | None = None, *, shelf: Shelf | None = None
) -> Incomes | None:
    """Read what is known of states' products.

    Args:
        years: Years wanted; all when None.
        shelf: Where the datasets `gdp` and `surplus` lie; the user's own when None.

    Returns:
        Products in million current USD; None when the shelf holds no `gdp`, without
        which nothing is in the money of its year.

    Raises:
        SourceError: If a dataset cannot be read.
    """
    shelf = shelf or Shelf()
    if not shelf.has("gdp"):
        return None
    wanted = None if years is None else set(years)
    reported = _reported(shelf, wanted)
    rows = {key: (gdp, gdp) for key, gdp in reported.items()}
    origin = "gdp"
    if shelf.has("surplus"):
        origin = "gdp, and surplus where gdp has nothing"
        for year, estimates in _estimated(shelf, wanted).items():
            rows |= _inferred(year, estimates, reported)
    return _columns(rows, origin)


_Key = tuple[int, str]


def _reported(shelf: Shelf, wanted: set[int] | None) -> dict[_Key, float]:
    rows = _rows(shelf, "gdp", "wdi", _REPORTED, wanted)
    return {(year, state): gdp for year, state, gdp, _ in rows}


def _estimated(
    shelf: Shelf, wanted: set[int] | None
) -> dict[int, dict[str, tuple[float, float]]]:
    found: dict[int, dict[str, tuple[float, float]]] = {}
    for year, state, gdp, head in _rows(
        shelf, "surplus", "surplus", _ESTIMATED, wanted
    ):
        found.setdefault(year, {})[state] = (gdp, head)
    return found


def _rows(
    shelf: Shelf, name: str, table: str, query: str, wanted: set[int] | None
) -> list[tuple[int, str, float, float]]:
    with open_sql() as sql:
        rows = select(shelf.table(sql, name, table), query)
        if wanted is not None:
            listed = ", ".join(map(str, sorted(wanted))) or "NULL"
            rows = rows.filter(f"year IN ({listed})")
        return list(rows.order("year, state").fetchall())


def _inferred(
    year: int,
    estimates: dict[str, tuple[float, float]],
    reported: dict[_Key, float],
) -> dict[_Key, tuple[float, float]]:
    """Give a range to the states of one year that report no product."""
    both = [state for state in estimates if (year, state) in reported]
    if len(both) < NEIGHBOURS:
        return {}
    head = np.log([estimates[state][1] for state in both])
    ratio = np.array([reported[year, state] / estimates[state][0] for state in both])
    found = {}
    for state, (gdp, own) in estimates.items():
        if (year, state) not in reported:
            near = np.argsort(np.abs(head - np.log(own)), kind="stable")[:NEIGHBOURS]
            low, high = np.quantile(ratio[near], INNER)
            found[year, state] = (float(gdp * low), float(gdp * high))
    return found


def _columns(rows: dict[_Key, tuple[float, float]], origin: str) -> Incomes:
    actors = tuple(sorted({state for _, state in rows}))
    place = {state: k for k, state in enumerate(actors)}
    keys = sorted(rows)
    return Incomes(
        actors=actors,
        year=np.array([year for year, _ in keys], dtype=np.int32),
        actor=np.array([place[state] for _, state in keys], dtype=np.int32),
        low=np.array([rows[key][0] for key in keys]),
        high=np.array([rows[key][1] for key in keys]),
        unit=UNIT,
        origin=origin,
    )
