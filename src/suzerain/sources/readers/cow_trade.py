"""Correlates of War trade: directed flows of pairs and national totals.

The publisher writes one row for a pair: `flow1` is what state 1 imports from state 2,
`flow2` what state 2 imports from state 1. Here each direction is a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.tabular import numbers, read_columns
from suzerain.sources.translate import in_their_years, translated

if TYPE_CHECKING:
    import duckdb

DYADIC = ("Dyadic_COW_4.0.csv", "dyadic_cow_trade_4.0*.parquet")
NATIONAL = ("National_COW_4.0.csv", "national_cow_trade_4.0.csv*")
FLOWS = ("flow1", "flow2", "smoothflow1", "smoothflow2")
MISSING = ("NA", "-9", "-9.0")
ENCODING = "latin-1"  # of the publisher; the numbers read are the same in any


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `dyads` and `national`.

    Args:
        found: The publisher's zip or folder, or the rounded extract.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    return {"dyads": _dyads(found, sql), "national": _national(found, sql)}


def _dyads(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    path = found.file(*DYADIC)
    columns = {"ccode1": "INTEGER", "ccode2": "INTEGER", "year": "INTEGER"}
    rows = read_columns(
        sql,
        path,
        columns | dict.fromkeys(FLOWS, "DOUBLE"),
        empty=MISSING,
        encoding=ENCODING,
    )
    rows = rows.project(f"ccode1, ccode2, year, {numbers(FLOWS, missing=-9)}")
    observed = f"coalesce({', '.join(FLOWS)}) IS NOT NULL"
    found.drop("dyads", "neither direction observed", rows.filter(f"NOT ({observed})"))
    codes = {"ccode1": "first_state", "ccode2": "second_state"}
    pairs = translated(sql, rows.filter(observed), codes)
    one = pairs.project(
        "year, first_state AS importer, second_state AS exporter, "
        "flow1 AS flow, smoothflow1 AS smooth_flow"
    )
    other = pairs.project(
        "year, second_state AS importer, first_state AS exporter, "
        "flow2 AS flow, smoothflow2 AS smooth_flow"
    )
    return one.union(other)


def _national(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    columns = {
        "ccode": "INTEGER",
        "year": "INTEGER",
        "imports": "DOUBLE",
        "exports": "DOUBLE",
    }
    rows = read_columns(
        sql, found.file(*NATIONAL), columns, empty=MISSING, encoding=ENCODING
    )
    rows = rows.project(f"ccode, year, {numbers(('imports', 'exports'), missing=-9)}")
    observed = "coalesce(imports, exports) IS NOT NULL"
    found.drop("national", "nothing observed", rows.filter(f"NOT ({observed})"))
    kept, early = in_their_years(rows.filter(observed), "ccode")
    found.drop("national", "a territory that is no state in that year", early)
    return translated(sql, kept, {"ccode": "state"}).project(
        "year, state, imports, exports"
    )
