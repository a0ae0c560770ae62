"""UN votes: three ballots, seats by number and year, and how pairs voted together."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource
from suzerain.sources.ballots import BALLOTS, joint_votes
from suzerain.sources.tabular import select

VOTES = (
    "1,Russia,RU,yes",
    "1,German Democratic Republic,DD,yes",
    "1,Federal Republic of Germany,,abstain",
    "1,Czechoslovakia,CS,yes",
    "1,United States,US,no",
    "2,Russia,RU,no",
    "2,Yugoslavia,YU,abstain",
    "2,United States,US,yes",
    "2,Namibia,NA,yes",
)
CALLS = (
    "1,40,0,1985-10-06,R/40/1,NA,0,SHORT,LONG",
    "2,73,1,2018-11-01,R/73/1,0,0,,NA",
)
POINTS = (
    (
        "678,30,60,-0.5,-1,-0.9,-0.8,-0.5,-0.2,-0.1,0,YAR,Yemen Arab Republic,"
        "0.2,0.8,0.7,0.6,0.8,0.1"
    ),
    (
        "680,30,60,-1.5,-2,-1.9,-1.8,-1.5,-1.2,-1.1,-1,YAR,Yemen People's Republic,"
        "0.1,0.9,0.7,NA,0.8,0.1"
    ),
    (
        "260,30,60,1.5,1,1.1,1.2,1.5,1.7,1.8,2,DEU,German Federal Republic,"
        "0.9,0.2,0.5,0.3,0.4,0.8"
    ),
)


def made(folder: Path, votes: tuple[str, ...] = VOTES) -> Path:
    for name, header, rows in (
        ("unvotes.csv", "rcid,country,country_code,vote", votes),
        (
            "roll_calls.csv",
            "rcid,session,importantvote,date,unres,amend,para,short,descr",
            CALLS,
        ),
        ("issues.csv", "rcid,short_name,issue", ("1,me,Palestinian conflict",)),
        (
            "IdealpointestimatesAll_Jun2024.csv",
            (
                "ccode,session,NVotesAll,IdealPointAll,QO%All,Q5%All,Q10%All,Q50%All,"
                "Q90%All,Q95%All,Q100%All,iso3c,Countryname,USAgree,RUSSAgree,"
                "BrazilAgree,ChinaAgree,IndiaAgree,IsraelAgree"
            ),
            POINTS,
        ),
    ):
        (folder / name).write_text("\n".join([header, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("unga")), "unga")


def test_a_seat_is_read_by_its_number_and_year(sample: Sample) -> None:
    found = sample.tables["votes"]
    assert {(one["year"], one["state"]) for one in found} == {
        (1985, "SUN"),
        (1985, "DDR"),
        (1985, "DEU"),
        (1985, "CSK"),
        (1985, "USA"),
        (2018, "RUS"),
        (2018, "SRB"),
        (2018, "USA"),
        (2018, "NAM"),
    }


def test_an_absence_has_no_row_and_joins_no_pair(sample: Sample) -> None:
    found = sample.tables["agreement"]
    met = {(one["year"], one["state1"], one["state2"]) for one in found}
    assert (1985, "SUN", "DDR") in met
    assert not any("SRB" in pair and "SUN" in pair for pair in met)


def test_a_vote_without_a_code_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (*VOTES, "2,Atlantis,,yes"))
    with pytest.raises(UnreadableSource, match="Atlantis"):
        read_back(folder, "unga")


def test_an_unknown_ballot_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (*VOTES, "2,Canada,CA,8"))
    with pytest.raises(UnreadableSource, match="'8'"):
        read_back(folder, "unga")


def test_dates_before_session_52_are_unobserved(sample: Sample) -> None:
    calls = sample.tables["roll_calls"]
    assert [one["date"] is None for one in calls] == [True, False]
    assert [one["amendment"] for one in calls] == [None, False]


def test_the_two_yemens_are_told_apart(sample: Sample) -> None:
    found = sample.tables["ideal_points"]
    assert {one["state"]: one["ideal_point"] for one in found} == {
        "YAR": -0.5,
        "YMD": -1.5,
        "DEU": 1.5,
    }


PUBLISHED = (
    "1,365,40,1,1985-10-06,R/40/1,,0,SHORT,LONG,NA,1,0,0,0,0,0",
    "1,2,40,3,1985-10-06,R/40/1,,0,SHORT,LONG,NA,1,0,0,0,0,0",
    "1,20,40,8,1985-10-06,R/40/1,,0,SHORT,LONG,NA,1,0,0,0,0,0",
    "2,345,73,2,2018-11-01,R/73/1,0,0,,,1,0,1,0,1,0,0",
    "2,626,73,9,2018-11-01,R/73/1,0,0,,,1,0,1,0,1,0,0",
    "2,NA,73,1,2018-11-01,R/73/1,0,0,,,1,0,1,0,1,0,0",
)
PUBLISHED_HEADER = (
    "rcid,ccode,session,vote,date,unres,amend,para,short,descr,importantvote,"
    "me,nu,di,hr,co,ec"
)


def published(folder: Path, rows: tuple[str, ...] = PUBLISHED) -> Path:
    made(folder)
    for name in ("unvotes.csv", "roll_calls.csv", "issues.csv"):
        (folder / name).unlink()
    (folder / "UNVotes.csv").write_text("\n".join([PUBLISHED_HEADER, *rows]) + "\n")
    return folder


def test_the_publishers_file_is_read_without_absences(tmp_path: Path) -> None:
    found = read_once(published(tmp_path), "unga")
    assert [
        (one["rcid"], one["state"], one["vote"]) for one in found.tables["votes"]
    ] == [(1, "SUN", 1), (1, "USA", 3), (2, "SRB", 2)]
    assert found.drops == {"absent, or not a member": 2, "a voter without a code": 1}


def test_the_publishers_file_gives_roll_calls_and_issues(tmp_path: Path) -> None:
    tables = read_once(published(tmp_path), "unga").tables
    assert [
        (one["rcid"], one["important"], one["title"]) for one in tables["roll_calls"]
    ] == [(1, None, "SHORT"), (2, True, None)]
    assert sorted((one["rcid"], one["code"]) for one in tables["issues"]) == [
        (1, "me"),
        (2, "hr"),
        (2, "nu"),
    ]


def test_an_unknown_number_of_a_ballot_is_refused(tmp_path: Path) -> None:
    odd = PUBLISHED[0].replace("1,365,40,1", "1,365,40,5")
    with pytest.raises(UnreadableSource, match="ballot 5"):
        read_back(published(tmp_path, (odd,)), "unga")


def test_a_vote_on_no_roll_call_is_dropped_and_counted(tmp_path: Path) -> None:
    found = read_once(made(tmp_path, (*VOTES, "9,Canada,CA,yes")), "unga")
    assert found.drops == {"the roll call is not in its list": 1}


CAST = st.dictionaries(
    st.tuples(
        st.integers(1, 6), st.sampled_from([2001, 2002]), st.sampled_from("ABCD")
    ),
    st.integers(1, 3),
    min_size=1,
    max_size=40,
)


def counted(cast: dict[tuple[int, int, str], int]) -> dict[tuple, dict[str, int]]:
    """Count the cells of every pair as a textbook would, one roll call at a time."""
    cells: dict[tuple, Counter] = {}
    calls = {(rcid, year) for rcid, year, _ in cast}
    for rcid, year in calls:
        there = [state for r, y, state in cast if (r, y) == (rcid, year)]
        for one, other in permutations(there, 2):
            first = BALLOTS[cast[rcid, year, one] - 1]
            second = BALLOTS[cast[rcid, year, other] - 1]
            cells.setdefault((year, one, other), Counter())[f"{first}_{second}"] += 1
    return {pair: dict(found) for pair, found in cells.items()}


@settings(max_examples=12, deadline=None)
@given(cast=CAST)
def test_cells_are_those_of_a_plain_count(cast) -> None:
    with duckdb.connect() as sql:
        values = ", ".join(f"({r}, {y}, '{s}', {v})" for (r, y, s), v in cast.items())
        votes = sql.sql(f"VALUES {values}").project(
            "col0 AS rcid, col1 AS year, col2 AS state, col3 AS vote"
        )
        rows = joint_votes(votes)
        names = rows.columns
        found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    told = {
        (one["year"], one["state1"], one["state2"]): {
            f"{a}_{b}": one[f"{a}_{b}"]
            for a, b in product(BALLOTS, repeat=2)
            if one[f"{a}_{b}"]
        }
        for one in found
    }
    assert told == counted(cast)
    for one in found:
        assert one["joint"] == sum(
            one[f"{a}_{b}"] for a, b in product(BALLOTS, BALLOTS)
        )
        assert one["agree"] == sum(one[f"{a}_{a}"] for a in BALLOTS)
        opposed = one["yes_no"] + one["no_yes"]
        assert one["half"] == one["joint"] - one["agree"] - opposed


def test_agreement_is_counted_for_the_years_asked() -> None:
    with duckdb.connect() as sql:
        votes = sql.sql(
            "SELECT year AS rcid, year, unnest(['A', 'B']) AS state, 1 AS vote "
            "FROM range(2001, 2006) AS t(year)"
        )
        years = joint_votes(votes, (2002, 2003)).project("year").distinct().fetchall()
    assert sorted(years) == [(2002,), (2003,)]


def test_a_year_of_too_many_roll_calls_is_refused() -> None:
    with duckdb.connect() as sql:
        votes = sql.sql(
            "SELECT r AS rcid, 2001 AS year, 'A' AS state, 1 AS vote "
            "FROM range(600) AS t(r)"
        )
        with pytest.raises(UnreadableSource, match="512"):
            joint_votes(votes)


def test_the_real_files_give_agreement_with_china_of_2023() -> None:
    points = real_tables("unga_votes", "unga")["ideal_points"]
    found = points.filter("year = 2023 AND state IN ('RUS', 'PRK', 'KOR')").project(
        "state, round(agree_china, 2), round(agree_usa, 2)"
    )
    chinese = {state: (china, usa) for state, china, usa in found.fetchall()}
    assert chinese["RUS"][0] == 0.68
    assert chinese["PRK"][0] == 0.78
    assert chinese["KOR"][1] == 0.57


def test_agreement_from_votes_is_the_publishers_where_the_roll_calls_are_the_same() -> (
    None
):
    """In 2015, 2018 and 2019 both count the same votes; agreement is likeness there."""
    tables = real_tables("unga_votes", "unga")
    votes = tables["votes"].filter("year IN (2015, 2018, 2019)")
    made_here = joint_votes(votes).filter("state2 IN ('USA', 'CHN')").fetchall()
    points = tables["ideal_points"].filter("year IN (2015, 2018, 2019)")
    published = {
        (year, state): {"USA": usa, "CHN": china}
        for year, state, usa, china in points.project(
            "year, state, agree_usa, agree_china"
        ).fetchall()
    }
    assert len(made_here) > 1000
    for year, state, other, joint, agree, *_ in made_here:
        assert agree / joint == pytest.approx(published[year, state][other], abs=1e-6)


def test_the_real_votes_have_no_seat_twice() -> None:
    votes = real_tables("unga_votes", "unga")["votes"]
    rows, seats = select(
        votes, "SELECT count(*), count(DISTINCT (rcid, state)) FROM r"
    ).fetchall()[0]
    assert rows == seats == 870_109
