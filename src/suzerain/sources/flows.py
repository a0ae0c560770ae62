"""Tables of the shelf become flows between states, the form that measures take."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.core.flows import Flows
from suzerain.sources.dataset import dataset
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

SHOWN = 6  # years shown in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSource:
    """Say how the rows of a table are flows between states.

    Args:
        dataset: Name of the dataset, such as `cow-trade`.
        table: Its table.
        query: SQL over rows named `r` that gives `year`, `recipient`, `provider`,
            `good` and `amount`; what was not observed gives no row.
        unit: Of the amounts.
        meaning: What they are, in a line.
    """

    dataset: str
    table: str
    query: str
    unit: str
    meaning: str


_TRADE = (
    "SELECT year, importer AS recipient, exporter AS provider, 'trade' AS good, "
    "{flow} AS amount FROM r WHERE {flow} IS NOT NULL"
)
_PRODUCTS = (
    "SELECT year, importer AS recipient, exporter AS provider, "
    "{good} AS good, sum(value) AS amount FROM r GROUP BY 1, 2, 3, 4"
)
_ARMS = (
    "SELECT year, recipient, supplier AS provider, 'arms' AS good, sum(tiv) AS amount "
    "FROM r WHERE recipient_kind = 'state' AND supplier_kind = 'state' "
    "AND tiv IS NOT NULL GROUP BY 1, 2, 3"
)
_SOURCES = {
    "cow-trade": FlowSource(
        dataset="cow-trade",
        table="dyads",
        query=_TRADE.format(flow="smooth_flow"),
        unit="million current USD",
        meaning="imports, as the publisher smoothed them",
    ),
    "cow-trade-reported": FlowSource(
        dataset="cow-trade",
        table="dyads",
        query=_TRADE.format(flow="flow"),
        unit="million current USD",
        meaning="imports, as states reported them",
    ),
    "sipri": FlowSource(
        dataset="sipri",
        table="deliveries",
        query=_ARMS,
        unit="million TIV",
        meaning="deliveries of arms between states, by military worth",
    ),
    "baci": FlowSource(
        dataset="baci",
        table="flows",
        query=_PRODUCTS.format(good="product"),
        unit="thousand current USD",
        meaning="imports by product of six digits",
    ),
    "baci-hs4": FlowSource(
        dataset="baci",
        table="flows",
        query=_PRODUCTS.format(good="left(product, 4)"),
        unit="thousand current USD",
        meaning="imports by heading of four digits",
    ),
    "baci-hs2": FlowSource(
        dataset="baci",
        table="flows",
        query=_PRODUCTS.format(good="left(product, 2)"),
        unit="thousand current USD",
        meaning="imports by chapter of two digits",
    ),
    "agtpa": FlowSource(
        dataset="agtpa",
        table="flows",
        query="SELECT year, importer AS recipient, exporter AS provider, "
        "'manufactures' AS good, trade AS amount FROM r WHERE importer <> exporter",
        unit="million current USD",
        meaning="imports of manufactures",
    ),
}
_SHARES = {
    "factbook": "the Factbook gives shares of the five largest partners, no amounts",
}


def flow_sources() -> tuple[str, ...]:
    """Name the datasets that hold flows between states.

    `cow-trade` takes the flows that the publisher smoothed, `cow-trade-reported` those
    that states reported; `baci-hs4` and `baci-hs2` are the products of `baci` added up
    by heading and by chapter.

    Examples:
        >>> "cow-trade" in flow_sources()
        True
    """
    return tuple(_SOURCES)


def flow_source(name: str) -> FlowSource:
    """Say which table holds the flows of a source, and in what unit.

    Raises:
        UnknownName: If the name is no source of flows.
        SuzerainError: If the dataset is known and gives no amounts.
    """
    if name in _SHARES:
        raise SuzerainError(
            f"{name!r} holds no flows: {_SHARES[name]}",
            ", ".join(_SOURCES),
            "take flows from cow-trade or baci, and compare the shares with them",
        )
    if name not in _SOURCES:
        raise UnknownName(name, _SOURCES, "the sources of flows")
    return _SOURCES[name]


def read_flows(
    name: str, years: Iterable[int] | None = None, *, shelf: Shelf | None = None
) -> Flows:
    """Read the flows of a dataset on the shelf.

    What was not observed has no row; an observed 0 has one. Trade of a state with
    itself, parties that are no states, and rows without an amount are left out.

    Args:
        name: One of `flow_sources`.
        years: Years wanted; all when None.
        shelf: Where the dataset lies; the user's own shelf when None.

    Returns:
        Flows sorted by year, recipient, provider and good; states and goods in
        alphabetical order.

    Raises:
        UnknownName: If the name is no source of flows.
        DataMissing: If the dataset was not added to the shelf.
        SuzerainError: If a year wanted has no flow.
    """
    source = flow_source(name)
    wanted = None if years is None else sorted({int(year) for year in years})
    with (
        tempfile.TemporaryDirectory(prefix="suzerain-") as spill,
        open_sql(temporary=spill) as sql,
    ):
        data = (shelf or Shelf()).table(sql, source.dataset, source.table)
        chosen = data
        if wanted is not None:
            chosen = data.filter(f"year IN ({', '.join(map(str, wanted)) or 'NULL'})")
        select(chosen, source.query).to_table("flow")
        _check(sql, data, wanted, name)
        return _flows(sql, source)


def _check(
    sql: duckdb.DuckDBPyConnection,
    data: duckdb.DuckDBPyRelation,
    wanted: list[int] | None,
    name: str,
) -> None:
    """Refuse years without any flow."""
    there = {year for (year,) in sql.sql("SELECT DISTINCT year FROM flow").fetchall()}
    lacking = [year for year in wanted or () if year not in there]
    if lacking or not there:
        first, last = data.aggregate("min(year), max(year)").fetchall()[0]
        shown = ", ".join(map(str, lacking[:SHOWN])) or "any year"
        more = ", ..." if len(lacking) > SHOWN else ""
        raise SuzerainError(
            f"{name!r} has no flow in {shown}{more}",
            f"years from {first} to {last}",
            "ask for years that the dataset covers",
        )


def _flows(sql: duckdb.DuckDBPyConnection, source: FlowSource) -> Flows:
    """Write states and goods as places in alphabetical lists."""
    lists: list[tuple[str, ...]] = []
    for table, column in (
        ("actor", "SELECT recipient FROM flow UNION SELECT provider FROM flow"),
        ("ware", "SELECT DISTINCT good FROM flow"),
    ):
        sql.execute(
            f"CREATE TEMP TABLE {table} AS SELECT code, "
            "CAST(row_number() OVER (ORDER BY code) - 1 AS INTEGER) AS place "
            f"FROM ({column}) AS found(code)"
        )
        codes = sql.execute(f"SELECT code FROM {table} ORDER BY place").fetchall()
        lists.append(tuple(str(code) for (code,) in codes))
    found = sql.sql(
        "SELECT CAST(f.year AS INTEGER) AS year, a.place AS recipient, "
        "b.place AS provider, w.place AS good, CAST(f.amount AS DOUBLE) AS amount "
        "FROM flow AS f JOIN actor AS a ON a.code = f.recipient "
        "JOIN actor AS b ON b.code = f.provider JOIN ware AS w ON w.code = f.good "
        "ORDER BY 1, 2, 3, 4"
    ).fetchnumpy()
    known = dataset(source.dataset)
    return Flows(
        actors=lists[0],
        goods=lists[1],
        year=found["year"].astype(np.int32, copy=False),
        recipient=found["recipient"].astype(np.int32, copy=False),
        provider=found["provider"].astype(np.int32, copy=False),
        good=found["good"].astype(np.int32, copy=False),
        amount=found["amount"].astype(np.float64, copy=False),
        unit=source.unit,
        origin=f"{known.name} {known.version}",
    )
