"""Correlates of War formal alliances: what binds a pair of states in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

KINDS = ("defense", "neutrality", "nonaggression", "entente")
PUBLISHED = {"code1": "ccode1", "code2": "ccode2", "year": "year"}
LAYOUTS = {
    "alliance_v4.1_by_directed_yearly.csv": PUBLISHED | {one: one for one in KINDS},
    "cow_alliance_4.1_directed_dyad_year.parquet": PUBLISHED
    | {
        "defense": "cow_defense",
        "neutrality": "cow_neutral",
        "nonaggression": "cow_nonagg",
        "entente": "cow_entente",
    },
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `dyads`.

    The publisher writes a row for each alliance; here a pair has one row a year, with
    all that its alliances hold.

    Args:
        found: The publisher's zip or folder, or the extract.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = dict.fromkeys(("year", "code1", "code2", *KINDS), "INTEGER")
    rows = read_layout(found, sql, LAYOUTS, types)
    bonds = ", ".join(f"max(coalesce({one}, 0)) = 1 AS {one}" for one in KINDS)
    named = translated(sql, rows, {"code1": "state1", "code2": "state2"})
    pairs = select(
        named,
        f"SELECT year, state1, state2, {bonds} FROM r "
        "WHERE state1 <> state2 GROUP BY year, state1, state2",
    )
    some = " OR ".join(KINDS)
    found.drop("dyads", "no obligation", pairs.filter(f"NOT ({some})"))
    return {"dyads": pairs.filter(some)}
