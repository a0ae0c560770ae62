"""The publisher's state codes become ISO3 in SQL, each by the year of its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

SHOWN = 8  # codes shown in a message


def translated(
    sql: duckdb.DuckDBPyConnection,
    rows: duckdb.DuckDBPyRelation,
    codes: Mapping[str, str],
    *,
    system: str = "cow",
) -> duckdb.DuckDBPyRelation:
    """Add ISO3 columns beside columns of codes.

    A code means the state that bore it in the year of the row: 365 is the Soviet Union
    in 1970. A code that never meant another state is accepted in any year, such as 260
    (West Germany) in 1990. An empty code stays empty.

    Args:
        sql: Connection that the rows belong to, with the tables of states.
        rows: Rows with a column `year`.
        codes: Column of codes to the name of the ISO3 column that is added.
        system: Scheme that the codes are of: `cow`, `gw`, `cepii`, `iso2`, ...

    Returns:
        The rows, in no given order, with the columns added.

    Raises:
        UnreadableSource: If a code names no state in its year; all such codes are
            counted and some named.

    Examples:
        >>> import duckdb
        >>> from suzerain.sources.states import register_states
        >>> sql = duckdb.connect()
        >>> register_states(sql)
        >>> rows = sql.sql("SELECT 1990 AS year, 260 AS code")
        >>> translated(sql, rows, {"code": "state"}).fetchall()
        [(1990, 260, 'DEU')]
    """
    sql.table("state_codes")  # fails here, and not amid a query, when it is not there
    checked = unknown(rows, tuple(codes), system=system)
    if checked:
        shown = "; ".join(
            f"{column} {code} ({first} to {last}, {count} rows)"
            for column, code, first, last, count in checked[:SHOWN]
        )
        raise UnreadableSource(
            f"{len(checked)} {system} code(s) name no state in their years: {shown}",
            f"codes of the {system} system",
            "check the release; a row with such a code is never guessed",
        )
    joins = " ".join(
        f"LEFT JOIN state_codes AS s{k} ON s{k}.scheme = '{system}' "
        f'AND s{k}.code = CAST(r."{code}" AS VARCHAR) '
        f"AND r.year BETWEEN s{k}.first AND s{k}.last"
        for k, code in enumerate(codes)
    )
    added = ", ".join(f's{k}.iso3 AS "{name}"' for k, name in enumerate(codes.values()))
    return select(rows, f"SELECT r.*, {added} FROM r {joins}")


def in_their_years(
    rows: duckdb.DuckDBPyRelation, code: str, *, system: str = "cow"
) -> tuple[duckdb.DuckDBPyRelation, duckdb.DuckDBPyRelation]:
    """Part rows of states from rows of territories that are no state in that year.

    A code that no member of the system ever bore stays among the first, so that
    `translated` complains of it.

    Args:
        rows: Rows with a column `year`.
        code: Column of codes.
        system: System whose members count: `cow`, `gw` or `gw-micro`.

    Returns:
        Rows to keep, and rows that come before or after the state.
    """
    ever = (
        f"EXISTS (SELECT 1 FROM state_systems AS s WHERE s.system = '{system}' "
        f'AND s.code = r."{code}"'
    )  # a state that was occupied for some years stays a state
    then = f"({ever} AND s.first <= r.year) AND {ever} AND s.last >= r.year))"
    kept = f"SELECT * FROM r WHERE {then} OR NOT {ever})"
    left = f"SELECT * FROM r WHERE {ever}) AND NOT {then}"
    return select(rows, kept), select(rows, left)


def unknown(
    rows: duckdb.DuckDBPyRelation,
    columns: tuple[str, ...],
    *,
    system: str = "cow",
) -> list[tuple[str, object, int, int, int]]:
    """List codes that name no state in the year of their row.

    Args:
        rows: Rows with a column `year`.
        columns: Columns of codes.
        system: Scheme that the codes are of.

    Returns:
        Column, code, first and last year, number of rows; most rows first.
    """
    found: list[tuple[str, object, int, int, int]] = []
    for column in columns:
        found += [
            (column, *row)
            for row in select(
                rows,
                f'SELECT r."{column}", min(r.year), max(r.year), count(*) '
                f'FROM r WHERE r."{column}" IS NOT NULL AND NOT EXISTS '
                f"(SELECT 1 FROM state_codes AS s WHERE s.scheme = '{system}' "
                f'AND s.code = CAST(r."{column}" AS VARCHAR) '
                "AND r.year BETWEEN s.first AND s.last) GROUP BY 1",
            ).fetchall()
        ]
    return sorted(found, key=lambda one: (-one[4], one[0], str(one[1])))
