"""ATOP: what each state promised another in a year, by kind of obligation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

KINDS = ("defense", "offense", "neutrality", "nonaggression", "consultation")
PUBLISHED = {
    "code1": "stateA",
    "code2": "stateB",
    "year": "year",
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
EXTRACT = {
    "code1": "ccode1",
    "code2": "ccode2",
    "year": "year",
    "defense": "atop_defense",
    "offense": "atop_offense",
    "neutrality": "atop_neutral",
    "nonaggression": "atop_nonagg",
    "consultation": "atop_consul",
}
LAYOUTS = {
    "atop5_1ddyr*.csv": PUBLISHED,
    "atop5_1_directed_dyad_year.parquet": EXTRACT,
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `dyads`.

    Args:
        found: The publisher's zip or folder, or the extract.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = dict.fromkeys(("year", "code1", "code2", *KINDS), "INTEGER")
    rows = read_layout(found, sql, LAYOUTS, types)
    some = " OR ".join(f"coalesce({kind}, 0) = 1" for kind in KINDS)
    found.drop("dyads", "no obligation", rows.filter(f"NOT ({some})"))
    named = translated(sql, rows.filter(some), {"code1": "state1", "code2": "state2"})
    promises = ", ".join(
        f"bool_or(coalesce({kind}, 0) = 1) AS {kind}" for kind in KINDS
    )
    return {
        "dyads": select(
            named,
            f"SELECT year, state1, state2, {promises} FROM r "
            "WHERE state1 <> state2 GROUP BY year, state1, state2",
        )
    }
