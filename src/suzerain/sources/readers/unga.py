"""UN General Assembly: votes, roll calls, agreement of pairs and ideal points."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.ballots import BALLOTS, joint_votes
from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.states import ALWAYS
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

FIRST_YEAR = 1945  # session 1 is of 1946
ABSENT = "8, 9"  # absent, not a member
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
TOPICS = {
    "me": "Palestinian conflict",
    "nu": "Nuclear weapons and nuclear material",
    "di": "Arms control and disarmament",
    "hr": "Human rights",
    "co": "Colonialism",
    "ec": "Economic development",
}
WHOLE = {
    "UNVotes*.csv*": {"seat": "ccode", "vote": "vote"}
    | {one: one for one in (*CALL, *TOPICS)}
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
        found: The publisher's files of votes and of ideal points; or files of the R
            package unvotes in place of the votes.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If columns lack, or a code or ballot is unknown.
    """
    if _is_whole(found):
        votes, calls, issues = _published(found, sql)
    else:
        calls = _calls(read_layout(found, sql, CALLS, CALL))
        votes = _votes(found, sql, calls)
        issues = _issues(found, sql)
    return {
        "votes": votes,
        "roll_calls": calls,
        "issues": issues,
        "agreement": joint_votes(votes),
        "ideal_points": _ideal_points(found, sql),
    }


def _is_whole(found: Found) -> bool:
    """Tell the publisher's UNVotes.csv from unvotes.csv of the package."""
    path = found.maybe(*WHOLE)
    if path is None:
        return False
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path) if packed else path.open("rb") as file:
        return b"ccode" in file.readline()


def _published(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> tuple[duckdb.DuckDBPyRelation, duckdb.DuckDBPyRelation, duckdb.DuckDBPyRelation]:
    """Read votes, roll calls and issues from the publisher's one file."""
    types = CALL | dict.fromkeys(("seat", "vote", *TOPICS), "INTEGER")
    rows = read_layout(found, sql, WHOLE, types)
    odd = rows.filter(f"vote NOT IN (1, 2, 3, {ABSENT}) OR vote IS NULL").limit(1)
    if shown := odd.project("rcid, vote").fetchall():
        raise UnreadableSource(
            f"roll call {shown[0][0]} has the ballot {shown[0][1]}",
            "1 yes, 2 abstain, 3 no, 8 absent, 9 not a member",
            "check the release of the votes",
        )
    found.drop("votes", "absent, or not a member", rows.filter(f"vote IN ({ABSENT})"))
    cast = rows.filter("vote <= 3")
    found.drop("votes", "a voter without a code", cast.filter("seat IS NULL"))
    dated = cast.filter("seat IS NOT NULL").project(
        f"rcid, (session + {FIRST_YEAR})::INTEGER AS year, seat, vote"
    )
    votes = translated(sql, dated, {"seat": "state"}).project("rcid, year, state, vote")
    first = ", ".join(f"any_value({one}) AS {one}" for one in (*CALL, *TOPICS)[1:])
    calls = select(rows, f"SELECT rcid, {first} FROM r GROUP BY rcid")
    named = " ".join(f"WHEN '{code}' THEN '{said}'" for code, said in TOPICS.items())
    issues = select(
        calls.project(f"rcid, {', '.join(TOPICS)}"),
        f"SELECT rcid, code, CASE code {named} END AS issue FROM (UNPIVOT r ON "
        f"{', '.join(TOPICS)} INTO NAME code VALUE told) WHERE told = 1",
    )
    return votes, _calls(calls), issues


def _calls(rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
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
    lost = rows.set_alias("v").join(
        calls.project("rcid").set_alias("c"), "v.rcid = c.rcid", how="anti"
    )
    found.drop("votes", "the roll call is not in its list", lost)
    years = rows.set_alias("v").join(
        calls.project("rcid, year").set_alias("c"), "v.rcid = c.rcid"
    )
    dated = years.project("v.rcid AS rcid, year, name, iso2, vote")
    named = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in NAMED.items())
    with_code = dated.filter("iso2 IS NOT NULL")
    states = translated(sql, _seats(sql, with_code), {"seat": "state"}).project(
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
    named = translated(sql, dated, {"code": "state"})
    return named.project(f"year, state, session, votes, {', '.join(POINTS)}")
