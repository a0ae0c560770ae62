"""National Material Capabilities: arms, industry and people of states by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import MISSING, read_layout
from suzerain.sources.tabular import numbers, select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

PARTS = {
    "military_spending": "milex",
    "military_personnel": "milper",
    "iron_and_steel": "irst",
    "energy": "pec",
    "population": "tpop",
    "urban_population": "upop",
    "cinc": "cinc",
}
COLUMNS = {"code": "ccode", "year": "year"} | PARTS
LAYOUTS = {
    "NMC-70-abridged.csv": COLUMNS,
    "NMC-70-wsupplementary.csv": COLUMNS,
    "nmc_7.0_abridged.csv*": COLUMNS,
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `states`.

    Args:
        found: The publisher's inner zip or folder, or the extract.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = dict.fromkeys(("code", "year"), "INTEGER")
    rows = read_layout(
        found,
        sql,
        LAYOUTS,
        types | dict.fromkeys(PARTS, "DOUBLE"),
        empty=(*MISSING, "-9", "-9.0"),
    )
    rows = rows.project(f"code, year, {numbers(tuple(PARTS), missing=-9)}")
    named = translated(sql, rows, {"code": "state"})
    ranked = select(
        named,
        "SELECT r.*, row_number() OVER (PARTITION BY r.year, state "
        "ORDER BY s.iso3 IS NULL, code) AS place FROM r "
        "LEFT JOIN states AS s ON s.cow = r.code AND s.iso3 = r.state "
        "AND r.year BETWEEN s.first AND s.last",
    )
    found.drop(
        "states", "a second code of one state in a year", ranked.filter("place > 1")
    )
    kept = ranked.filter("place = 1")
    return {"states": kept.project(f"year, state, {', '.join(PARTS)}")}
