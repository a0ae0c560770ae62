"""Militarised disputes, strategic rivalries and scores of democracy, by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import both_ways, read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

FIRST_YEAR = 1816  # of the system of states
PAIR = {"dispute": "dispnum", "code1": "ccode1", "code2": "ccode2", "year": "year"}
ACTS = {
    "originator1": "orig1",
    "originator2": "orig2",
    "side_a1": "sidea1",
    "hostility1": "hostlev1",
    "hostility2": "hostlev2",
    "action1": "hiact1",
    "action2": "hiact2",
    "fatality1": "fatality1",
    "fatality2": "fatality2",
}
COW = {"cow_mid_5.0_directed_dispute_years.csv*": PAIR | ACTS | {"onset": "disponset"}}
GML = {"gml_mid_2.2.1_directed_dispute_years.csv*": PAIR | ACTS | {"onset": "midonset"}}
TYPES = {
    "over_position": "positional",
    "over_space": "spatial",
    "over_ideology": "ideological",
    "intervention": "interventionary",
}
KINDS = ", ".join(TYPES)
RIVALRIES = {
    "strategic_rivalries_tss.csv": {
        "rivalry": "tssr_id",
        "code1": "ccode1",
        "code2": "ccode2",
        "since": "start",
        "until": "end",
    }
    | TYPES
}
SCORES = {"polyarchy": "v2x_polyarchy", "polity": "polity2", "latent": "xm_qudsest"}
DEMOCRACY = {
    "democracy_ccode_year.csv*": {"code": "ccode", "year": "year"} | SCORES,
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `disputes`, `rivalries` and `democracy`.

    Args:
        found: A folder with the files of the R package peacesciencer.
        sql: Connection with the table `state_codes`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code names no state.
    """
    return {
        "disputes": _disputes(found, sql, COW, "cow").union(
            _disputes(found, sql, GML, "gml")
        ),
        "rivalries": _rivalries(found, sql),
        "democracy": _democracy(found, sql),
    }


def _disputes(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    layouts: dict[str, dict[str, str]],
    source: str,
) -> duckdb.DuckDBPyRelation:
    types = dict.fromkeys((*PAIR, "onset", *ACTS), "INTEGER")
    rows = read_layout(found, sql, layouts, types)
    named = translated(sql, rows, {"code1": "state1", "code2": "state2"})
    flags = ", ".join(
        f"{name} = 1 AS {name}" for name in ("originator1", "originator2", "side_a1")
    )
    levels = ", ".join(
        f"CASE WHEN {name} >= 0 THEN {name} END AS {name}" for name in list(ACTS)[3:]
    )
    return named.project(
        f"'{source}' AS source, dispute, year, state1, state2, "
        f"onset = 1 AS onset, {flags}, {levels}"
    )


def _rivalries(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    whole = ("rivalry", "code1", "code2", "since", "until", *TYPES)
    rows = read_layout(found, sql, RIVALRIES, dict.fromkeys(whole, "INTEGER"))
    before = f"until < {FIRST_YEAR}"
    found.drop("rivalries", f"ended before {FIRST_YEAR}", rows.filter(before))
    kinds = ", ".join(f"coalesce({one}, 0) = 1 AS {one}" for one in TYPES)
    years = rows.filter(f"NOT ({before})").project(
        f"rivalry, code1, code2, {kinds}, unnest(generate_series("
        f"greatest(since, {FIRST_YEAR}), until))::INTEGER AS year"
    )
    named = translated(sql, years, {"code1": "state1", "code2": "state2"})
    pairs = named.project(f"rivalry, year, state1, state2, {KINDS}")
    return both_ways(pairs, {"state1": "state2"})


def _democracy(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    types = dict.fromkeys(("code", "year"), "INTEGER")
    rows = read_layout(found, sql, DEMOCRACY, types | dict.fromkeys(SCORES, "DOUBLE"))
    named = translated(sql, rows, {"code": "state"})
    ranked = select(
        named,
        "SELECT r.*, row_number() OVER (PARTITION BY r.year, state "
        "ORDER BY s.iso3 IS NULL, code) AS place FROM r "
        "LEFT JOIN states AS s ON s.cow = r.code AND s.iso3 = r.state "
        "AND r.year BETWEEN s.first AND s.last",
    )
    found.drop(
        "democracy", "a second code of one state in a year", ranked.filter("place > 1")
    )
    kept = ranked.filter("place = 1")
    return kept.project(f"year, state, {', '.join(SCORES)}")
