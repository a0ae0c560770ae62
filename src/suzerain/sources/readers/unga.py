"""UN General Assembly: votes, roll calls, agreement of pairs and ideal points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.ballots import BALLOTS, joint_votes
from suzerain.sources.found import Found
from suzerain.sources.layouts import coded, read_layout
from suzerain.sources.states import ALWAYS
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

FIRST_YEAR = 1945  # session 1 is of 1946
DAYS_FROM = 52  # session; before it days never pass 7
BALLOT = {"rcid": "rcid", "name": "country", "iso2": "country_code", "vote": "vote"}
VOTES = {"unvotes_votes.parquet": BALLOT, "unvotes.csv*": BALLOT}
CALL = {
    "rcid": "INTEGER",
    "session": "INTEGER",
    "importantvote": "INTEGER",
    "date": "DATE",
    "unres": "VARCHAR",
    "amend": "INTEGER",
    "para": "INTEGER",
    "short": "VARCHAR",
    "descr": "VARCHAR",
}
CALLS = {
    name: {one: one for one in CALL}
    for name in ("unvotes_roll_calls.parquet", "roll_calls.csv*")
}
ISSUE = {"rcid": "INTEGER", "short_name": "VARCHAR", "issue": "VARCHAR"}
ISSUES = {
    name: {one: one for one in ISSUE}
    for name in ("unvotes_roll_call_issues.csv*", "issues.csv*")
}
AGREEING = {
    "agree_usa": "USAgree",
    "agree_russia": "RUSSAgree",
    "agree_brazil": "BrazilAgree",
    "agree_china": "ChinaAgree",
    "agree_india": "IndiaAgree",
    "agree_israel": "IsraelAgree",
}
POINTS = {
    "ideal_point": "IdealPointAll",
    "low": "Q5%All",
    "low_tenth": "Q10%All",
    "median": "Q50%All",
    "high_tenth": "Q90%All",
    "high": "Q95%All",
} | AGREEING
IDEAL = {
    "IdealpointestimatesAll_*.csv*": {
        "code": "ccode",
        "session": "session",
        "votes": "NVotesAll",
    }
    | POINTS
}
GONE = {"CS": 315, "DD": 265, "YD": 680, "YU": 345}  # ISO2 of the package to COW
NAMED = {
    "Federal Republic of Germany": "DEU",
    "Namibia": "NAM",  # its code reads as "not available" in a CSV written by R
    "Yemen Arab Republic": "YAR",
    "Zanzibar": "ZAN",
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read `votes`, `roll_calls`, `issues`, `agreement` and `ideal_points`.

    Args:
        found: Files of the R package unvotes, with the file of ideal points.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code or ballot is unknown.
    """
    calls = _calls(found, sql)
    votes = _votes(found, sql, calls)
    return {
        "votes": votes,
        "roll_calls": calls,
        "issues": _issues(found, sql),
        "agreement": joint_votes(votes),
        "ideal_points": _ideal_points(found, sql),
    }


def _calls(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    rows = read_layout(found, sql, CALLS, CALL)
    return rows.project(
        f"rcid, session, (session + {FIRST_YEAR})::INTEGER AS year, "
        f"CASE WHEN session >= {DAYS_FROM} THEN date END AS date, "
        "importantvote = 1 AS important, nullif(trim(unres), '') AS resolution, "
        "amend = 1 AS amendment, para = 1 AS paragraph, "
        "nullif(trim(short), '') AS title, nullif(trim(descr), '') AS description"
    )


def _votes(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    calls: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    types = {"rcid": "INTEGER", "name": "VARCHAR", "iso2": "VARCHAR", "vote": "VARCHAR"}
    rows = read_layout(found, sql, VOTES, types)
    _refuse_ballots(rows)
    years = rows.set_alias("v").join(
        calls.project("rcid, year").set_alias("c"), "v.rcid = c.rcid"
    )
    dated = years.project("v.rcid AS rcid, year, name, iso2, vote")
    named = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in NAMED.items())
    with_code = dated.filter("iso2 IS NOT NULL")
    states = coded(sql, _seats(sql, with_code), {"seat": "state"}).project(
        "rcid, year, state, vote"
    )
    others = dated.filter("iso2 IS NULL")
    _refuse_names(others)
    rest = others.project(f"rcid, year, CASE name {named} END AS state, vote")
    numbered = " ".join(
        f"WHEN '{name}' THEN {number}" for number, name in enumerate(BALLOTS, start=1)
    )
    return states.union(rest).project(
        f"rcid, year, state, (CASE vote {numbered} END)::INTEGER AS vote"
    )


def _seats(
    sql: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Give votes the number of their seat, which the package had before ISO2.

    `RU` stands for the Soviet Union too, `YU` for Serbia and `CS` for Czechoslovakia
    alone: the package made its codes from the numbers of the Correlates of War.
    """
    gone = ", ".join(f"('{code}', {seat})" for code, seat in GONE.items())
    seats = select(
        sql.table("states"),
        f"SELECT * FROM (VALUES {gone}) AS g(iso2, seat) UNION ALL "
        f"SELECT iso2, cow FROM r WHERE last = {ALWAYS} AND iso2 IS NOT NULL "
        "AND cow IS NOT NULL",
    )
    joined = rows.set_alias("v").join(seats.set_alias("s"), "v.iso2 = s.iso2", "left")
    seated = joined.project(
        "v.rcid AS rcid, v.year AS year, v.iso2 AS iso2, s.seat AS seat, v.vote AS vote"
    )
    odd = seated.filter("seat IS NULL").project("iso2").distinct().limit(5).fetchall()
    if odd:
        raise UnreadableSource(
            f"votes have the ISO2 code(s) {', '.join(row[0] for row in odd)}",
            "ISO2 codes of states",
            "check the release of the votes",
        )
    return seated


def _refuse_ballots(rows: duckdb.DuckDBPyRelation) -> None:
    said = ", ".join(f"'{name}'" for name in BALLOTS)
    odd = select(
        rows,
        "SELECT DISTINCT vote FROM r "
        f"WHERE vote IS NULL OR vote NOT IN ({said}) LIMIT 5",
    ).fetchall()
    if odd:
        raise UnreadableSource(
            f"ballots are written {', '.join(repr(row[0]) for row in odd)}",
            ", ".join(BALLOTS),
            "give the votes of the R package unvotes",
        )


def _refuse_names(rows: duckdb.DuckDBPyRelation) -> None:
    known = ", ".join(f"'{name}'" for name in NAMED)
    odd = select(
        rows,
        "SELECT DISTINCT name FROM r "
        f"WHERE name IS NULL OR name NOT IN ({known}) ORDER BY 1 LIMIT 5",
    ).fetchall()
    if odd:
        raise UnreadableSource(
            f"votes without a code are of {', '.join(str(row[0]) for row in odd)}",
            f"votes with an ISO2 code, or of {', '.join(NAMED)}",
            "check the release of the votes",
        )


def _issues(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    return read_layout(found, sql, ISSUES, ISSUE).project(
        "rcid, short_name AS code, issue"
    )


def _ideal_points(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> duckdb.DuckDBPyRelation:
    types = dict.fromkeys(("code", "session", "votes"), "INTEGER")
    rows = read_layout(found, sql, IDEAL, types | dict.fromkeys(POINTS, "DOUBLE"))
    dated = rows.project(f"*, (session + {FIRST_YEAR})::INTEGER AS year")
    named = coded(sql, dated, {"code": "state"})
    return named.project(f"year, state, session, votes, {', '.join(POINTS)}")
