"""BACI: trade of each product between each pair of states, both reports reconciled.

One file a year, eleven million rows; each is read once and never held whole.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.headings import heading
from suzerain.sources.tabular import read_columns, select

if TYPE_CHECKING:
    import duckdb

FLOWS = "BACI_HS??_Y????_V*.csv*"
NAMED = re.compile(r"baci_(hs\d\d)_y(\d{4})_v(\w+)\.csv(\.gz)?", re.IGNORECASE)
COUNTRIES = ("country_codes_V*.csv*", "country_codes*.csv*")
PRODUCTS = "product_codes_{revision}*.csv*"
RESTS = "a party that is a rest and no state, such as `Europe EFTA, nes`"
SHOWN = 8  # codes shown in a message
COLUMNS = ("t", "i", "j", "k", "v", "q")


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `flows` and `products`.

    Args:
        found: The publisher's zip or folder of one revision of the Harmonised System.
        sql: Connection with the table `state_codes`.

    Raises:
        DataMissing: If there is no year, or the codes of products lack.
        UnreadableSource: If columns lack, revisions are mixed, or a code is that of no
            country in the publisher's list.
    """
    paths = found.files(FLOWS)
    revision, years = _named(paths)
    _codes(found, sql, years)
    rows = _lines(sql, paths)
    found.drop("flows", RESTS, _left_out(sql, rows))
    coded = select(
        rows,
        """
        SELECT r.t AS year, p.exporter, p.importer, r.k AS product, r.v AS value,
               CAST(nullif(trim(r.q), 'NA') AS DOUBLE) AS quantity
        FROM r JOIN baci_pairs AS p USING (t, i, j)
        WHERE p.exporter <> '' AND p.importer <> ''
        """,
    )
    columns = {"code": "VARCHAR", "description": "VARCHAR"}
    path = found.file(PRODUCTS.format(revision=revision))
    return {
        "flows": coded,
        "products": read_columns(sql, path, columns, encoding="latin-1"),
    }


def _left_out(sql: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation) -> int:
    """Name both parties of each pair in a pass of its own; count rows of rests."""
    sql.execute("DROP TABLE IF EXISTS baci_pairs")
    select(
        rows,
        "SELECT t, i, j, n, a.iso3 AS exporter, b.iso3 AS importer "
        "FROM (SELECT t, i, j, count(*) AS n FROM r GROUP BY ALL) "
        "LEFT JOIN baci_codes AS a ON a.year = t AND a.code = i "
        "LEFT JOIN baci_codes AS b ON b.year = t AND b.code = j",
    ).to_table("baci_pairs")
    strangers = sql.execute(
        "SELECT code, min(t), max(t), sum(n) FROM ("
        "SELECT t, i AS code, n FROM baci_pairs WHERE exporter IS NULL UNION ALL "
        "SELECT t, j, n FROM baci_pairs WHERE importer IS NULL) "
        "GROUP BY 1 ORDER BY 4 DESC"
    ).fetchall()
    if strangers:
        shown = "; ".join(
            f"{code} ({first} to {last}, {count} rows)"
            for code, first, last, count in strangers[:SHOWN]
        )
        raise UnreadableSource(
            f"{len(strangers)} country code(s) are in no list: {shown}",
            "codes of Comtrade, or of the file country_codes_*.csv of the release",
            "put the release's file of country codes beside the flows",
        )
    counted = sql.execute(
        "SELECT coalesce(sum(n), 0) FROM baci_pairs "
        "WHERE exporter = '' OR importer = ''"
    ).fetchall()
    return int(counted[0][0])


def _named(paths: list[Path]) -> tuple[str, list[int]]:
    """Tell the revision and the years by the names of the files."""
    names = [NAMED.fullmatch(path.name) for path in paths]
    kinds = {(name[1].upper(), name[3]) for name in names if name}
    years = [int(name[2]) for name in names if name]
    if None in names or len(kinds) > 1 or len(set(years)) < len(years):
        raise UnreadableSource(
            f"files of several releases: {', '.join(path.name for path in paths[:6])}",
            "one revision of the Harmonised System, one release, one file a year",
            "put each release into a folder of its own",
        )
    return kinds.pop()[0], years


def _codes(found: Found, sql: duckdb.DuckDBPyConnection, years: list[int]) -> None:
    """Make the table of codes: ISO3 by year and number, '' for what is no state."""
    sql.execute(
        "CREATE OR REPLACE TEMP TABLE baci_codes AS "
        "SELECT y.year, CAST(s.code AS INTEGER) AS code, s.iso3 "
        "FROM (SELECT unnest(?) AS year) AS y JOIN state_codes AS s "
        "ON s.scheme = 'cepii' AND y.year BETWEEN s.first AND s.last",
        [sorted(set(years))],
    )
    path = found.maybe(*COUNTRIES)
    if path is None:
        return
    columns = {"country_code": "INTEGER", "country_iso3": "VARCHAR"}
    listed = read_columns(sql, path, columns, encoding="latin-1", empty=())
    select(
        listed,
        "SELECT y.year, r.country_code AS code, "
        "CASE WHEN r.country_iso3 IN (SELECT iso3 FROM states) THEN r.country_iso3 "
        "ELSE '' END AS iso3 FROM r, (SELECT DISTINCT year FROM baci_codes) AS y "
        "WHERE NOT EXISTS (SELECT 1 FROM baci_codes AS c WHERE c.year = y.year "
        "AND c.code = r.country_code)",
    ).insert_into("baci_codes")


def _lines(
    sql: duckdb.DuckDBPyConnection, paths: list[Path]
) -> duckdb.DuckDBPyRelation:
    """Read the lines of all years, by type."""
    for path in paths:
        names = heading(path, COLUMNS[:1], encoding="latin-1")[1]
        if tuple(name.strip().lower() for name in names) != COLUMNS:
            raise UnreadableSource(
                f"{path.name!r} has the columns {', '.join(names)}",
                f"the columns {', '.join(COLUMNS)}",
                "check that it is the release that `suzerain data show baci` names",
            )
    types = ("INTEGER", "INTEGER", "INTEGER", "VARCHAR", "DOUBLE", "VARCHAR")
    return sql.read_csv(
        [str(path) for path in paths],  # type: ignore[arg-type] # several are accepted
        header=True,
        delimiter=",",
        quotechar='"',
        escapechar='"',
        columns=dict(zip(COLUMNS, types, strict=True)),
        auto_detect=False,
        na_values=[""],
    )
