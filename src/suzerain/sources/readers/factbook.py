"""The World Factbook: borders, largest trade partners and goods, totals of trade.

Read are tables taken from the profiles: one row a profile and neighbour, partner, good
or year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.tabular import read_columns, select

if TYPE_CHECKING:
    import duckdb

OWN = {"gec": "VARCHAR", "iso3": "VARCHAR"}
DIRECTED = OWN | {"direction": "VARCHAR", "year": "DOUBLE"}
CODES = {"vq": "VIR"}  # profiles whose code the extract lacks
PARTNERS = {
    "Republic of the": "COG",  # cut from `Congo, Republic of the`
    "DRC": "COD",
}
SECOND = "gz"  # Gaza's profile repeats the trade of the West Bank's
TOLERANCE_KM = 5.0  # by which two sides of one border may differ
DOUBTED = ("PRK", 0.05)  # partners with no more than this share are doubted


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `borders`, `partners`, `commodities` and `totals`.

    Args:
        found: The tables taken from the profiles.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code is that of no state.
    """
    return {
        "borders": _borders(found, sql),
        "partners": _partners(found, sql),
        "commodities": _commodities(found, sql),
        "totals": _totals(found, sql),
    }


def _profiles(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    file: str,
    columns: Mapping[str, str],
    table: str,
) -> duckdb.DuckDBPyRelation:
    """Read rows of profiles of states; others are left out and counted."""
    path = found.file(file)
    given = read_columns(sql, path, columns)
    codes = " ".join(f"WHEN '{gec}' THEN '{iso3}'" for gec, iso3 in CODES.items())
    rows = given.project(f"* REPLACE (coalesce(iso3, CASE gec {codes} END) AS iso3)")
    reason = "profiles of no state: the European Union, bases, places without people"
    found.drop(table, reason, rows.filter("iso3 IS NULL"))
    rows = rows.filter("iso3 IS NOT NULL")
    _refuse_strangers(rows, ("iso3",), path.name)
    return rows


def _refuse_strangers(
    rows: duckdb.DuckDBPyRelation, columns: tuple[str, ...], file: str
) -> None:
    """Refuse codes that no state bears."""
    for column in columns:
        strangers = select(
            rows,
            f'SELECT DISTINCT "{column}" FROM r WHERE "{column}" IS NOT NULL '
            f'AND "{column}" NOT IN (SELECT iso3 FROM states) ORDER BY 1',
        ).fetchall()
        if strangers:
            raise UnreadableSource(
                f"{file!r} has codes of no state in {column}: "
                f"{', '.join(str(code) for (code,) in strangers)}",
                "ISO 3166 codes of three letters",
                "check the file",
            )


def _borders(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Add up the parts of each border, and set the other side's length beside it."""
    file = "land_borders_km.csv"
    columns = OWN | {"neighbour_iso3": "VARCHAR", "border_km": "DOUBLE"}
    rows = _profiles(found, sql, file, columns, "borders")
    _refuse_strangers(rows, ("neighbour_iso3",), file)
    return select(
        rows,
        f"""
        WITH side AS (
            SELECT iso3 AS state1, neighbour_iso3 AS state2, sum(border_km) AS km
            FROM r GROUP BY 1, 2)
        SELECT a.state1, a.state2, a.km, b.km AS other_km,
               b.km IS NULL OR abs(a.km - b.km) > {TOLERANCE_KM} AS differs
        FROM side AS a LEFT JOIN side AS b
            ON b.state1 = a.state2 AND b.state2 = a.state1
        """,
    )


def _trade(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    file: str,
    columns: Mapping[str, str],
    table: str,
) -> duckdb.DuckDBPyRelation:
    """Read rows about trade; what Gaza's profile repeats is left out and counted."""
    rows = _profiles(found, sql, file, columns, table)
    reason = "Gaza's profile repeats the trade of the West Bank's"
    found.drop(table, reason, rows.filter(f"gec = '{SECOND}'"))
    return rows.filter(f"gec <> '{SECOND}'")


def _partners(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    file = "trade_partner_shares.csv"
    columns = DIRECTED | {
        "partner": "VARCHAR",
        "partner_iso3": "VARCHAR",
        "share_pct": "DOUBLE",
    }
    rows = _trade(found, sql, file, columns, "partners")
    names = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in PARTNERS.items())
    rows = rows.project(
        f"* REPLACE (CASE partner {names} ELSE partner_iso3 END AS partner_iso3)"
    )
    _refuse_strangers(rows, ("partner_iso3",), file)
    state, most = DOUBTED
    return rows.project(
        "iso3 AS state, direction, partner_iso3 AS partner, "
        "share_pct / 100 AS share, CAST(year AS INTEGER) AS year, "
        f"(iso3 = '{state}' OR partner_iso3 = '{state}') "
        f"AND share_pct / 100 <= {most} AS doubtful"
    )


def _commodities(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> duckdb.DuckDBPyRelation:
    columns = DIRECTED | {"rank": "INTEGER", "commodity": "VARCHAR"}
    rows = _trade(found, sql, "trade_top_commodities.csv", columns, "commodities")
    return rows.project(
        "iso3 AS state, direction, rank, commodity, CAST(year AS INTEGER) AS year"
    )


def _totals(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    rows = _trade(
        found, sql, "trade_totals_usd.csv", DIRECTED | {"usd": "DOUBLE"}, "totals"
    )
    return rows.project(
        "iso3 AS state, direction, CAST(year AS INTEGER) AS year, usd AS value"
    )
