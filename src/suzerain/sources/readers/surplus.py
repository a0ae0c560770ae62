"""Surplus domestic product: estimates of GDP, population and surplus since 1800.

Surplus is what an economy makes beyond what its people need to live (Anders, Fariss &
Markowitz 2020). The table gives logarithms; here they are undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.tabular import read_columns
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

FILES = ("cow_sdp_gdp.csv*", "sdp_gdp_pop_*.csv*")
COLUMNS = {
    "ccode": "INTEGER",
    "year": "INTEGER",
    "wbgdp2011est": "DOUBLE",
    "wbpopest": "DOUBLE",
    "sdpest": "DOUBLE",
    "wbgdppc2011est": "DOUBLE",
}
STRAY = 708  # a number that no list of states has
NOBODY = f"the number {STRAY}, which no state bears"
OBSERVED = "coalesce(wbgdp2011est, wbpopest, sdpest, wbgdppc2011est) IS NOT NULL"


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `surplus`.

    Args:
        found: The table `cow_sdp_gdp` of the R package peacesciencer, as CSV.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If there is no such file.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    rows = read_columns(sql, found.file(*FILES), COLUMNS)
    found.drop("surplus", "no estimate at all", rows.filter(f"NOT ({OBSERVED})"))
    rows = rows.filter(OBSERVED)
    found.drop("surplus", NOBODY, rows.filter(f"ccode = {STRAY}"))
    rows = rows.filter(f"ccode <> {STRAY}")
    rows = translated(sql, rows, {"ccode": "state"}, system="gw")
    return {
        "surplus": rows.project(
            "state, year, exp(wbgdp2011est) AS gdp, exp(wbpopest) AS population, "
            "CASE WHEN sdpest = 0 THEN 0 ELSE exp(sdpest) END AS surplus, "
            "exp(wbgdppc2011est) AS gdp_a_head"
        )
    }
