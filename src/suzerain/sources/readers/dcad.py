"""DCAD: bilateral defence cooperation agreements, and pairs that have some in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import both_ways, read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

WHOLE = (
    "code1",
    "code2",
    "day",
    "month",
    "year",
    "in_force_year",
    "span",
    "terminated",
    "end_year",
)
TEXTS = ("agreement", "type", "category1", "category2", "category3", "confidence")
COLUMNS = {
    "agreement": "DCAid",
    "code1": "ccode1",
    "code2": "ccode2",
    "day": "signDay",
    "month": "signMonth",
    "year": "signYear",
    "in_force_year": "EIFYear",
    "type": "type",
    "category1": "category1",
    "category2": "category2",
    "category3": "category3",
    "span": "span",
    "terminated": "terminated",
    "end_year": "endYearEstimate",
    "confidence": "categoryConf",
}
LAYOUTS = {"DCAD-v1.0-main.csv*": COLUMNS}
LAST_YEAR = 2010


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `agreements` and `dyads`.

    Args:
        found: The publisher's zip or folder.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = dict.fromkeys(WHOLE, "INTEGER") | dict.fromkeys(TEXTS, "VARCHAR")
    rows = read_layout(found, sql, LAYOUTS, types)
    observed = rows.project(
        ", ".join(f"CASE WHEN {name} >= 0 THEN {name} END AS {name}" for name in WHOLE)
        + ", "
        + ", ".join(TEXTS)
    )
    rows = translated(sql, observed, {"code1": "state1", "code2": "state2"})
    agreements = rows.project(
        "agreement, state1, state2, year, "
        "try_cast(year || '-' || month || '-' || day AS DATE) AS signed, "
        "in_force_year, type, category1, category2, category3, span, "
        "terminated = 1 AS terminated, end_year, confidence"
    )
    return {"agreements": agreements, "dyads": _dyads(sql, observed)}


def _dyads(
    sql: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Count agreements of each pair: those signed in a year and those in force."""
    years = select(
        rows,
        "SELECT code1, code2, year AS signed_year, "
        "unnest(generate_series(year, "
        f"greatest(year, least(coalesce(end_year, year), {LAST_YEAR})))) AS year "
        "FROM r",
    )
    whole = years.project("code1, code2, signed_year, year::INTEGER AS year")
    named = translated(sql, whole, {"code1": "state1", "code2": "state2"})
    pairs = select(
        named,
        "SELECT year, least(state1, state2) AS state1, "
        "greatest(state1, state2) AS state2, "
        "(count(*) FILTER (signed_year = year))::INTEGER AS signed, "
        "count(*)::INTEGER AS in_force FROM r "
        "WHERE state1 <> state2 GROUP BY ALL",
    )
    return both_ways(pairs, {"state1": "state2"})
