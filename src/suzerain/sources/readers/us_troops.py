"""American active-duty troops by country and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

BRANCHES = {
    "troops": "troops_ad",
    "army": "army_ad",
    "navy": "navy_ad",
    "air_force": "air_force_ad",
    "marines": "marine_corps_ad",
}
COLUMNS = {"year": "year", "code": "ccode"} | BRANCHES
LAYOUTS = {
    "troopdata-rebuild-country-year.csv": COLUMNS,
    "us_troops_country_year_*.csv*": COLUMNS,
}
DOUBLED = "year = 2008"
TREBLED = "code = 645 AND year IN (2006, 2007)"
COPIED = "year = 1952"


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `hosts`.

    Args:
        found: The package's file, or the same under the name of the extract.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack.
    """
    types = dict.fromkeys(("year", "code", *BRANCHES), "INTEGER")
    rows = read_layout(found, sql, LAYOUTS, types)
    counts = ", ".join(
        f"CASE WHEN {one} >= 0 THEN {one} END AS {one}" for one in BRANCHES
    )
    rows = rows.project(f"year, code, {counts}")
    for wrong, reason in (
        (DOUBLED, "2008 is doubled for many countries"),
        (TREBLED, "Iraq 2006 and 2007 are about three times the true number"),
        (COPIED, "1952 repeats 1951 in every row"),
    ):
        found.drop("hosts", reason, rows.filter(wrong))
        rows = rows.filter(f"NOT ({wrong})")
    coded_state = (
        "code IN (SELECT CAST(code AS INTEGER) FROM state_codes WHERE scheme = 'cow')"
    )
    found.drop(
        "hosts", "a territory without a code", rows.filter(f"NOT ({coded_state})")
    )
    states = rows.filter(coded_state)
    seen = select(
        states, "SELECT *, count(*) OVER (PARTITION BY code, year) AS spelt FROM r"
    )
    found.drop(
        "hosts", "a second spelling, with 0", seen.filter("spelt > 1 AND troops = 0")
    )
    kept = seen.filter("spelt = 1 OR troops > 0")
    named = translated(sql, kept, {"code": "state"})
    return {"hosts": named.project(f"year, state, {', '.join(BRANCHES)}")}
