"""The World Factbook: borders, largest trade partners and goods, totals of trade.

Read are the profiles themselves, one JSON a country, or tables taken from them: one row
a profile and neighbour, partner, good or year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.profiles import Tables, read_profiles
from suzerain.sources.tabular import read_columns, select

if TYPE_CHECKING:
    import duckdb

OWN = {"gec": "VARCHAR", "iso3": "VARCHAR"}
PROFILES = "??.json"
BORDERS = OWN | {"neighbour_iso3": "VARCHAR", "border_km": "DOUBLE"}
PARTNER = OWN | {
    "direction": "VARCHAR",
    "partner": "VARCHAR",
    "partner_iso3": "VARCHAR",
    "share_pct": "DOUBLE",
    "year": "DOUBLE",
}
GOODS = OWN | {
    "direction": "VARCHAR",
    "rank": "INTEGER",
    "commodity": "VARCHAR",
    "year": "DOUBLE",
}
TOTALS = OWN | {"direction": "VARCHAR", "year": "DOUBLE", "usd": "DOUBLE"}
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
        found: The profiles, or the tables taken from them, which go before.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code is that of no state.
    """
    if not found.holds("trade_partner_shares.csv"):
        _take(sql, read_profiles(found.files(PROFILES)))
    return {
        "borders": _borders(found, sql),
        "partners": _partners(found, sql),
        "commodities": _commodities(found, sql),
        "totals": _totals(found, sql),
    }


def _take(sql: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Put rows taken from profiles on the connection, in the columns of the tables."""
    for table, columns in (
        ("borders", BORDERS),
        ("partners", PARTNER),
        ("commodities", GOODS),
        ("totals", TOTALS),
    ):
        sql.execute(
            f"CREATE OR REPLACE TEMP TABLE factbook_{table} "
            f"({', '.join(f'{name} {type_}' for name, type_ in columns.items())})"
        )
        cells = [list(column) for column in zip(*tables[table], strict=True)]
        if cells:
            parts = ", ".join("unnest(?)" for _ in columns)
            sql.execute(f"INSERT INTO factbook_{table} SELECT {parts}", cells)


def _profiles(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    file: str,
    columns: Mapping[str, str],
    table: str,
) -> duckdb.DuckDBPyRelation:
    """Read rows of profiles of states; others are left out and counted."""
    path = found.maybe(file)
    raw = f"factbook_{table}"
    given = sql.table(raw) if path is None else read_columns(sql, path, columns)
    codes = " ".join(f"WHEN '{gec}' THEN '{iso3}'" for gec, iso3 in CODES.items())
    rows = given.project(f"* REPLACE (coalesce(iso3, CASE gec {codes} END) AS iso3)")
    reason = "profiles of no state: the European Union, bases, places without people"
    found.drop(table, reason, rows.filter("iso3 IS NULL"))
    rows = rows.filter("iso3 IS NOT NULL")
    _refuse_strangers(rows, ("iso3",), file)
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
    rows = _profiles(found, sql, file, BORDERS, "borders")
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
    rows = _trade(found, sql, file, PARTNER, "partners")
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
    rows = _trade(found, sql, "trade_top_commodities.csv", GOODS, "commodities")
    return rows.project(
        "iso3 AS state, direction, rank, commodity, CAST(year AS INTEGER) AS year"
    )


def _totals(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    rows = _trade(found, sql, "trade_totals_usd.csv", TOTALS, "totals")
    return rows.project(
        "iso3 AS state, direction, CAST(year AS INTEGER) AS year, usd AS value"
    )
