"""SIPRI's register of arms transfers: orders, and what they delivered by year.

Two exports are read: 16 columns with one row an order (until 2025), where the value of
deliveries is split equally over their years, and 17 columns with one row an order and
year, where each year has its own value.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.headings import heading, rows_below
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

FILES = ("sipri_trade_register_*.csv*", "trade*register*.csv*")
BY_ORDER = (
    "recipient",
    "supplier",
    "order_year",
    "order_year_estimated",
    "ordered",
    "ordered_estimated",
    "weapon",
    "description",
    "delivered",
    "delivered_estimated",
    "years",
    "status",
    "comments",
    "tiv_unit",
    "tiv_ordered",
    "tiv_delivered",
)
BY_YEAR = (
    "id",
    "supplier",
    "recipient",
    "weapon",
    "description",
    "category",
    "order_year",
    "order_year_estimated",
    "delivered",
    "delivered_estimated",
    "years",
    "years_estimated",
    "status",
    "estimated",
    "tiv_unit",
    "tiv_delivered",
    "produced_locally",
)
SPELLINGS = {
    "East Germany (GDR)": "DDR",
    "Yemen Arab Republic (North Yemen)": "YAR",
}
UNRECOGNISED = ("Biafra", "Katanga", "Northern Cyprus")
DATED = """
SELECT * EXCLUDE (years, order_year), CAST(order_year AS INTEGER) AS order_year,
       CAST(unnest(coalesce(years, [order_year])) AS INTEGER) AS year,
       unnest(range(len(coalesce(years, [order_year])))) AS place,
       years IS NOT NULL AS came, len(coalesce(years, [order_year])) AS parts
FROM r
"""  # a row each year of delivery, or one of the year of the order
PARTIES = """
SELECT r.* EXCLUDE (recipient, supplier), a.code AS recipient,
       a.kind AS recipient_kind, b.code AS supplier, b.kind AS supplier_kind
FROM r JOIN sipri_parties AS a ON a.name = r.recipient AND a.year = r.year
JOIN sipri_parties AS b ON b.name = r.supplier AND b.year = r.year
"""
ORDERS = """
SELECT "order", arg_max(recipient, year) AS recipient,
       any_value(recipient_kind) AS recipient_kind,
       arg_max(supplier, year) AS supplier, any_value(supplier_kind) AS supplier_kind,
       any_value(order_year) AS order_year, any_value(weapon) AS weapon,
       any_value(description) AS description,
       max(CAST(ordered AS DOUBLE)) AS ordered,
       sum(CAST(delivered AS DOUBLE)) FILTER (WHERE place = 0) AS delivered,
       any_value(status) AS status,
       max(CAST(tiv_ordered AS DOUBLE)) AS tiv_ordered,
       sum(CAST(tiv_delivered AS DOUBLE)) FILTER (WHERE place = 0) AS tiv_delivered
FROM r GROUP BY "order"
"""
DELIVERIES = """
SELECT "order", year, any_value(recipient) AS recipient,
       any_value(recipient_kind) AS recipient_kind, any_value(supplier) AS supplier,
       any_value(supplier_kind) AS supplier_kind,
       any_value(description) AS description,
       sum(CAST(tiv_delivered AS DOUBLE) / parts) AS tiv, bool_or(parts > 1) AS spread
FROM r WHERE came GROUP BY "order", year
"""
SHOWN = 8  # names shown in a message


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `orders` and `deliveries`.

    Args:
        found: SIPRI's export of the register, or the same with names in snake case.
        sql: Connection with the table `state_names`.

    Raises:
        DataMissing: If there is no register.
        UnreadableSource: If the columns are of another release, a record is torn, or
            a name stands for no party known.
    """
    path = found.file(*FILES)
    skip, given = heading(path, ("Recipient", "SIPRI AT Database ID"))
    by_year = len(given) == len(BY_YEAR)
    names = BY_YEAR if by_year else BY_ORDER
    if len(given) != len(names):
        raise UnreadableSource(
            f"{path.name!r} has {len(given)} columns",
            f"SIPRI's register with {len(BY_ORDER)} or {len(BY_YEAR)} columns",
            "download the `Trade register`, not the table of values, as CSV",
        )
    rows = rows_below(sql, path, "sipri_lines", skip=skip, names=names)
    rows = _by_year(rows) if by_year else _by_order(rows, path)
    dated = select(rows, DATED)
    _name_parties(sql, dated, path)
    return {
        "orders": select(select(dated, PARTIES), ORDERS),
        "deliveries": select(select(dated, PARTIES), DELIVERIES),
    }


def _by_order(rows: duckdb.DuckDBPyRelation, path: Path) -> duckdb.DuckDBPyRelation:
    """Mend torn records; one row an order, with the list of its years."""
    torn = select(
        rows,
        "SELECT count(*) FROM (SELECT recipient, lag(recipient) OVER w AS above, "
        "lag(tiv_unit) OVER w AS value FROM r WINDOW w AS (ORDER BY line)) "
        "WHERE recipient IS NULL AND (above IS NULL OR value IS NOT NULL)",
    ).fetchall()[0][0]
    if torn:
        raise UnreadableSource(
            f"{torn} line(s) of {path.name!r} have no recipient",
            "records that begin with a recipient",
            "download the register again",
        )
    return select(
        rows,
        """
        SELECT row_number() OVER (ORDER BY line) - 1 AS "order", recipient, supplier,
               order_year, weapon, description, ordered, delivered, status,
               CASE WHEN torn THEN next_order ELSE tiv_ordered END AS tiv_ordered,
               CASE WHEN torn THEN next_delivered ELSE tiv_delivered END
                   AS tiv_delivered,
               string_split(years, '; ') AS years
        FROM (SELECT *, lead(order_year) OVER w AS next_order,
                     lead(order_year_estimated) OVER w AS next_delivered,
                     lead(line) OVER w IS NOT NULL AND lead(recipient) OVER w IS NULL
                         AS torn
              FROM r WINDOW w AS (ORDER BY line))
        WHERE recipient IS NOT NULL
        """,
    )


def _by_year(rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Give the newer export the same columns; one row an order and year."""
    return rows.project(
        """
        CAST(id AS BIGINT) AS "order", recipient, supplier, order_year, weapon,
        description, NULL AS ordered, delivered, status, NULL AS tiv_ordered,
        tiv_delivered, CASE WHEN years IS NULL THEN NULL ELSE [years] END AS years
        """
    )


def _name_parties(
    sql: duckdb.DuckDBPyConnection, dated: duckdb.DuckDBPyRelation, path: Path
) -> None:
    """Make the table of parties: code and kind of each name in each year."""
    sql.execute(
        "CREATE OR REPLACE TEMP TABLE sipri_spellings AS SELECT unnest(?) AS name, "
        "unnest(?) AS iso3",
        [list(SPELLINGS), list(SPELLINGS.values())],
    )
    parties = select(
        dated,
        f"""
        WITH named AS (
            SELECT recipient AS name, year FROM r UNION SELECT supplier, year FROM r),
        coded AS (
            SELECT n.name, n.year, coalesce(p.iso3, s.iso3) AS iso3
            FROM named AS n LEFT JOIN sipri_spellings AS p USING (name)
            LEFT JOIN state_names AS s ON s.key = state_key(n.name)
            QUALIFY row_number() OVER (PARTITION BY n.name, n.year ORDER BY
                greatest(s.first - n.year, n.year - s.last, 0), s.first DESC) = 1)
        SELECT name, year, coalesce(iso3, name) AS code, CASE
            WHEN name LIKE '%**' THEN 'body' WHEN name LIKE '%*' THEN 'group'
            WHEN name LIKE 'unknown %' THEN 'unknown'
            WHEN iso3 IS NOT NULL THEN 'state'
            WHEN name IN {UNRECOGNISED} THEN 'unrecognised' END AS kind
        FROM coded
        """,
    )
    sql.execute("DROP TABLE IF EXISTS sipri_parties")
    parties.to_table("sipri_parties")
    _refuse_strangers(sql, path)


def _refuse_strangers(sql: duckdb.DuckDBPyConnection, path: Path) -> None:
    strangers = sql.execute(
        "SELECT DISTINCT name FROM sipri_parties WHERE kind IS NULL ORDER BY 1"
    ).fetchall()
    if strangers:
        shown = ", ".join(repr(name) for (name,) in strangers[:SHOWN])
        raise UnreadableSource(
            f"{len(strangers)} name(s) in {path.name!r} stand for no party known: "
            f"{shown}",
            "names of states as SIPRI writes them; others end with * or **",
            "check the encoding (UTF-8) and the release",
        )
