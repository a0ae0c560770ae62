"""The World Bank's gross domestic product in current dollars, a row a state and year.

The publisher writes a column for each year, below lines of prose; here a year is a row.
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

FILES = ("API_NY.GDP.MKTP.CD_*.csv*", "wdi_gdp_current_usd_*.csv*")
INDICATOR = "NY.GDP.MKTP.CD"
NAMES = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
AGGREGATES = (
    *("AFE", "AFW", "ARB", "CEB", "CSS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU"),
    *("EUU", "FCS", "HIC", "HPC", "IBD", "IBT", "IDA", "IDB", "IDX", "INX", "LAC"),
    *("LCN", "LDC", "LIC", "LMC", "LMY", "LTE", "MEA", "MIC", "MNA", "NAC", "OED"),
    *("OSS", "PRE", "PSS", "PST", "SAS", "SSA", "SSF", "SST", "TEA", "TEC", "TLA"),
    *("TMN", "TSA", "TSS", "UMC", "WLD", "CHI"),
)
SHOWN = 8  # codes shown in a message


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `wdi`.

    Args:
        found: The World Bank's zip or CSV of the indicator NY.GDP.MKTP.CD, with or
            without its lines of prose.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If there is no such file.
        UnreadableSource: If columns lack, the indicator is another, or a code is that
            of no state and no aggregate.
    """
    path = found.file(*FILES)
    rows = _lines(sql, path)
    _check(rows, path)
    groups = rows.filter(f'"Country Code" IN {AGGREGATES}')
    found.drop("wdi", "sums over groups of states", _long(groups))
    return {"wdi": _long(rows.filter(f'"Country Code" NOT IN {AGGREGATES}'))}


def _lines(sql: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """Read the lines below the heading as text; a last column without name goes."""
    skip, names = heading(path, NAMES[:1])
    years = [name for name in names if name.strip().isdigit()]
    lacking = [name for name in NAMES if name not in names]
    if lacking or not years:
        raise UnreadableSource(
            f"{path.name!r} lacks the column(s) {', '.join(lacking or ['1960, ...'])}",
            f"the columns {', '.join(NAMES)} and one for each year",
            "download the indicator as CSV from data.worldbank.org",
        )
    given = [name or f"column{place}" for place, name in enumerate(names)]
    rows = rows_below(sql, path, "gdp_lines", skip=skip, names=given)
    return rows.project(", ".join(f'"{name}"' for name in (*NAMES, *years)))


def _check(rows: duckdb.DuckDBPyRelation, path: Path) -> None:
    """Refuse another indicator and codes of neither states nor aggregates."""
    others = select(
        rows,
        'SELECT DISTINCT "Indicator Code" FROM r '
        f"WHERE \"Indicator Code\" IS DISTINCT FROM '{INDICATOR}'",
    ).fetchall()
    if others:
        raise UnreadableSource(
            f"{path.name!r} holds the indicator {others[0][0]!r}",
            f"{INDICATOR}, gross domestic product in current dollars",
            "download that indicator",
        )
    strangers = select(
        rows,
        'SELECT "Country Code" FROM r WHERE "Country Code" IS NULL OR '
        f'("Country Code" NOT IN {AGGREGATES} '
        'AND "Country Code" NOT IN (SELECT iso3 FROM states)) ORDER BY 1',
    ).fetchall()
    if strangers:
        shown = ", ".join(str(code) for (code,) in strangers[:SHOWN])
        raise UnreadableSource(
            f"{len(strangers)} code(s) in {path.name!r} name no state and no group of "
            f"states: {shown}",
            "ISO 3166 codes of three letters, and the World Bank's groups",
            "check the release",
        )


def _long(rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Make a row of each year; a year without a value has none."""
    return select(
        rows,
        """
        SELECT "Country Code" AS state, CAST(year AS INTEGER) AS year,
               CAST(gdp AS DOUBLE) AS gdp
        FROM (UNPIVOT r ON COLUMNS(* EXCLUDE ("Country Name", "Country Code",
              "Indicator Name", "Indicator Code")) INTO NAME year VALUE gdp)
        """,
    )
