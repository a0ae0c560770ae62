"""Neighbours, capitals and distances of states, dated where the sources date them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import both_ways, read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

LAST = "2016-12"  # month with which spells end that had not ended
CONTIGUITY = {
    "contdir.csv": {
        "code1": "statelno",
        "code2": "statehno",
        "type": "conttype",
        "since": "begin",
        "until": "end",
    },
    "cow_direct_contiguity_3.2.csv*": {
        "code1": "ccode1",
        "code2": "ccode2",
        "type": "conttype",
        "since": "stdate",
        "until": "enddate",
    },
}
CAPITALS = {
    "cow_capitals.csv*": {
        "code": "ccode",
        "capital": "capital",
        "since": "stdate",
        "until": "enddate",
        "latitude": "lat",
        "longitude": "lng",
    },
}
NEAREST = {
    "cow_mindist*.parquet": {
        "code1": "ccode1",
        "code2": "ccode2",
        "year": "year",
        "km": "mindist",
    },
}
FLAGS = {
    "contiguous": "contig",
    "official_language": "comlang_off",
    "spoken_language": "comlang_ethno",
    "colony": "colony",
    "common_coloniser": "comcol",
    "colony_now": "curcol",
    "colony_after_1945": "col45",
    "one_country": "smctry",
}
LENGTHS = {
    "distance": "dist",
    "distance_capitals": "distcap",
    "distance_weighted": "distw",
    "distance_weighted_ces": "distwces",
}
GEODIST = {
    name: {"code1": "iso_o", "code2": "iso_d"} | FLAGS | LENGTHS
    for name in ("cepii_geodist_dyads.csv*", "dist_cepii.csv*")
}
OLD_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "YUG": "SRB"}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read `contiguity`, `neighbours`, `capitals`, `distances` and `geodist`.

    Args:
        found: A folder with the files of the Correlates of War, of the R package
            peacesciencer and of CEPII.
        sql: Connection with the table `state_codes`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code names no state.
    """
    spells = _spells(found, sql)
    return {
        "contiguity": _contiguity(sql, spells),
        "neighbours": _neighbours(sql, spells),
        "capitals": _capitals(found, sql),
        "distances": _distances(found, sql),
        "geodist": _geodist(found, sql),
    }


def _spells(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Read spells in both directions, with months as first days."""
    types = dict.fromkeys(("code1", "code2", "type"), "INTEGER")
    rows = read_layout(
        found, sql, CONTIGUITY, types | {"since": "VARCHAR", "until": "VARCHAR"}
    )
    found.drop("contiguity", "type 0, not contiguous", rows.filter("type = 0"))
    rows = rows.filter("type <> 0")
    months = ", ".join(
        f"strptime(substr(replace(\"{name}\", '-', ''), 1, 6) || '01', '%Y%m%d')"
        f'::DATE AS "{name}"'
        for name in ("since", "until")
    )
    dated = rows.project(f"code1, code2, type, {months}")
    return both_ways(dated, {"code1": "code2"}).distinct()


def _contiguity(
    sql: duckdb.DuckDBPyConnection, spells: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    dated = spells.project("*, year(since)::INTEGER AS year")
    named = translated(sql, dated, {"code1": "state1", "code2": "state2"})
    ended = f"strftime(until, '%Y-%m') < '{LAST}'"
    return named.project(
        f"state1, state2, type, since, CASE WHEN {ended} THEN until END AS until"
    )


def _neighbours(
    sql: duckdb.DuckDBPyConnection, spells: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Give each year of a spell a row; the closest type counts when two meet."""
    years = select(
        spells,
        "SELECT code1, code2, type, unnest(generate_series(year(since), "
        "year(until)))::INTEGER AS year FROM r",
    )
    named = translated(sql, years, {"code1": "state1", "code2": "state2"})
    return select(
        named,
        "SELECT year, state1, state2, min(type) AS type FROM r "
        "WHERE state1 <> state2 GROUP BY year, state1, state2",
    )


def _capitals(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    types = {
        "code": "INTEGER",
        "capital": "VARCHAR",
        "since": "DATE",
        "until": "DATE",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
    }
    rows = read_layout(found, sql, CAPITALS, types)
    # The state is the one that had the capital last: Moscow's spell outlives the USSR.
    dated = rows.project("*, year(until)::INTEGER AS year")
    named = translated(sql, dated, {"code": "state"})
    return named.project("state, capital, since, until, latitude, longitude")


def _distances(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    types = dict.fromkeys(("code1", "code2", "year"), "INTEGER") | {"km": "DOUBLE"}
    rows = read_layout(found, sql, NEAREST, types)
    named = translated(sql, rows, {"code1": "state1", "code2": "state2"})
    pairs = select(
        named,
        "SELECT year, least(state1, state2) AS state1, "
        "greatest(state1, state2) AS state2, min(km) AS km FROM r "
        "WHERE state1 <> state2 GROUP BY ALL",
    )
    return both_ways(pairs, {"state1": "state2"})


def _geodist(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    types = {"code1": "VARCHAR", "code2": "VARCHAR"}
    types |= dict.fromkeys(FLAGS, "INTEGER") | dict.fromkeys(LENGTHS, "DOUBLE")
    rows = read_layout(found, sql, GEODIST, types)
    renamed = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in OLD_CODES.items())
    flags = ", ".join(f"{name} = 1 AS {name}" for name in FLAGS)
    return rows.project(
        ", ".join(
            f"CASE {code} {renamed} ELSE {code} END AS {state}"
            for code, state in (("code1", "state1"), ("code2", "state2"))
        )
        + f", {flags}, {', '.join(LENGTHS)}"
    )
