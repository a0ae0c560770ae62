"""The gravity panel of the Advanced Guide to Trade Policy Analysis.

Manufactures between 69 countries and within each of them, with what gravity equations
explain them by. It serves known-answer tests of estimators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.tabular import read_columns, select

if TYPE_CHECKING:
    import duckdb

FILES = ("agtpa_applications.parquet", "agtpa_applications.csv*")
CODES = {"ROM": "ROU"}  # theirs to ours
COLUMNS = {
    "exporter": "VARCHAR",
    "importer": "VARCHAR",
    "year": "INTEGER",
    "trade": "DOUBLE",
    "dist": "DOUBLE",
    "cntg": "INTEGER",
    "lang": "INTEGER",
    "clny": "INTEGER",
    "rta": "INTEGER",
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `flows`.

    Args:
        found: The table `agtpa_applications`.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If the file is not there.
        UnreadableSource: If columns lack, or a code is that of no state.
    """
    path = found.file(*FILES)
    rows = read_columns(sql, path, COLUMNS)
    old = " ".join(f"WHEN '{theirs}' THEN '{ours}'" for theirs, ours in CODES.items())
    rows = rows.project(
        f"* REPLACE (CASE exporter {old} ELSE exporter END AS exporter, "
        f"CASE importer {old} ELSE importer END AS importer)"
    )
    strangers = select(
        rows,
        "SELECT code FROM (SELECT DISTINCT exporter AS code FROM r "
        "UNION SELECT importer FROM r) "
        "WHERE code NOT IN (SELECT iso3 FROM states) ORDER BY 1",
    ).fetchall()
    if strangers:
        raise UnreadableSource(
            f"{path.name!r} has codes of no state: "
            f"{', '.join(code for (code,) in strangers)}",
            "ISO 3166 codes of three letters",
            "check the file",
        )
    return {
        "flows": rows.project(
            "year, exporter, importer, trade, dist AS distance, cntg = 1 AS borders, "
            "lang = 1 AS common_language, clny = 1 AS colony, rta = 1 AS agreement"
        )
    }
