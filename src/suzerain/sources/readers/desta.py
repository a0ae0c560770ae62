"""DESTA: trade agreements by pair of states, those in force, and withdrawals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.layouts import both_ways
from suzerain.sources.tabular import read_columns, select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

TREATIES = ("desta_treaties_dyads.csv*", "treaties_dyads.csv*")
IN_FORCE = ("desta_in_force_ftas_dyads.*", "in_force_ftas_dyads.csv*")
WITHDRAWALS = ("desta_withdrawals_dyads.csv*", "withdrawals_dyads.csv*")
COLUMNS = {
    "iso1": "INTEGER",
    "iso2": "INTEGER",
    "number": "VARCHAR",
    "base_treaty": "INTEGER",
    "name": "VARCHAR",
    "entry_type": "VARCHAR",
    "year": "INTEGER",
    "entryforceyear": "INTEGER",
    "wto_listed": "INTEGER",
}
SHOWN = 8  # names shown in a message


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `treaties`, `in_force` and `withdrawals`.

    Args:
        found: The tables of pairs, as the R package `desta` carries them.
        sql: Connection with the tables of states.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code or name is that of no state.
    """
    return {
        "treaties": _treaties(found, sql),
        "in_force": _in_force(found, sql),
        "withdrawals": _withdrawals(found, sql),
    }


def _treaties(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Read one row a treaty and pair, the two states in the order of their codes."""
    return _coded(found, sql, TREATIES).project(
        "number AS treaty, least(one, other) AS state1, greatest(one, other) AS state2,"
        " base_treaty, name, entry_type AS entry, year, entryforceyear AS force_year,"
        " wto_listed = 1 AS wto_listed"
    )


def _withdrawals(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> duckdb.DuckDBPyRelation:
    """Read one row a withdrawal and partner; the first state is the one that leaves."""
    return _coded(found, sql, WITHDRAWALS).project(
        "number AS treaty, one AS sender, other AS target, base_treaty, name, year, "
        "entryforceyear AS force_year"
    )


def _coded(
    found: Found, sql: duckdb.DuckDBPyConnection, files: tuple[str, ...]
) -> duckdb.DuckDBPyRelation:
    """Read a table of treaties and pairs, and translate its numbers."""
    rows = read_columns(sql, found.file(*files), COLUMNS)
    return translated(sql, rows, {"iso1": "one", "iso2": "other"}, system="cepii")


def _in_force(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Read one row a pair and year, in both directions; names become codes."""
    columns = {
        "year": "INTEGER",
        "country1": "VARCHAR",
        "country2": "VARCHAR",
        "in_force_fta": "INTEGER",
    }
    path = found.file(*IN_FORCE)
    rows = read_columns(sql, path, columns)
    named = select(
        rows,
        """
        SELECT r.*, a.iso3 AS state1, b.iso3 AS state2 FROM r
        LEFT JOIN state_names AS a ON a.key = state_key(r.country1)
            AND r.year BETWEEN a.first AND a.last
        LEFT JOIN state_names AS b ON b.key = state_key(r.country2)
            AND r.year BETWEEN b.first AND b.last
        """,
    )
    strangers = select(
        named,
        "SELECT country1 FROM r WHERE state1 IS NULL "
        "UNION SELECT country2 FROM r WHERE state2 IS NULL ORDER BY 1",
    ).fetchall()
    if strangers:
        shown = ", ".join(repr(name) for (name,) in strangers[:SHOWN])
        raise UnreadableSource(
            f"{len(strangers)} name(s) in {path.name!r} are of no state known: {shown}",
            "names of states in English",
            "check the encoding (UTF-8) and the release",
        )
    pairs = named.project("year, state1, state2, in_force_fta = 1 AS in_force")
    return both_ways(pairs, {"state1": "state2"})
