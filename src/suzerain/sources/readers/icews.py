"""ICEWS: news events of one country toward another, counted in four kinds by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

KINDS = {
    "verbal_cooperation": "verbCoop",
    "material_cooperation": "matlCoop",
    "verbal_conflict": "verbConf",
    "material_conflict": "matlConf",
}
COLUMNS = {"from_code": "i_iso3c", "to_code": "j_iso3c", "year": "year"} | KINDS
LAYOUTS = {
    "icews_directed_dyad_year_*.parquet": COLUMNS,
    "icews_directed_dyad_year*.csv*": COLUMNS,
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `dyads`.

    Args:
        found: The counts of the R package netify, as Parquet or CSV.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = {"from_code": "VARCHAR", "to_code": "VARCHAR", "year": "INTEGER"}
    rows = read_layout(found, sql, LAYOUTS, types | dict.fromkeys(KINDS, "INTEGER"))
    named = translated(
        sql, rows, {"from_code": "sender", "to_code": "target"}, system="iso3"
    )
    return {"dyads": named.project(f"year, sender, target, {', '.join(KINDS)}")}
