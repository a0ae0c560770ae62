"""ATOP: promises stay directed, and both layouts give the same rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource
from suzerain.sources.dataset import dataset
from suzerain.sources.tabular import select

HEADER = "ddyad,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul"
ROWS = (
    "365731,365,731,1965,1,1,0,0,0,1",  # the Soviet Union defends North Korea
    "731365,731,365,1965,1,0,0,0,0,1",  # and not the other way round
    "260731,260,731,1990,1,0,0,0,1,0",  # West Germany, in the year it ended
    "255731,255,731,1990,1,0,0,0,0,1",
    "710731,710,731,2018,1,1,0,0,1,NA",
    "2731,2,731,2018,0,0,0,0,0,0",
)


def made(folder: Path, rows: tuple[str, ...] = ROWS, header: str = HEADER) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "atop5_1ddyr.csv").write_text("\n".join([header, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("atop")), "atop")


def test_a_promise_is_not_returned_by_being_made(sample: Sample) -> None:
    found = sample.tables["dyads"]
    defended = {(one["state1"], one["state2"]) for one in found if one["defense"]}
    assert defended == {("SUN", "PRK"), ("CHN", "PRK")}


def test_two_codes_of_one_state_in_a_year_make_one_row(sample: Sample) -> None:
    found = sample.tables["dyads"]
    (german,) = [one for one in found if one["state1"] == "DEU"]
    assert german["nonaggression"]
    assert german["consultation"]


def test_a_pair_without_obligation_is_dropped_and_counted(sample: Sample) -> None:
    assert sample.drops == {"no obligation": 1}


def test_the_extract_reads_as_the_publishers_file(tmp_path: Path) -> None:
    folder = made(tmp_path / "published")
    (tmp_path / "extract").mkdir()
    with duckdb.connect() as sql:
        sql.sql(
            "SELECT stateA AS ccode1, stateB AS ccode2, year, "  # noqa: S608
            "defense AS atop_defense, offense AS atop_offense, "
            "neutral AS atop_neutral, nonagg AS atop_nonagg, consul AS atop_consul "
            f"FROM read_csv('{folder / 'atop5_1ddyr.csv'}', nullstr='NA')"
        ).to_parquet(str(tmp_path / "extract/atop5_1_directed_dyad_year.parquet"))
    assert read_back(tmp_path / "extract", "atop") == read_back(folder, "atop")


def test_another_release_names_the_column_that_lacks(tmp_path: Path) -> None:
    folder = made(tmp_path, header=HEADER.replace("nonagg", "non_aggression"))
    with pytest.raises(UnreadableSource, match="nonagg"):
        read_back(folder, "atop")


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path, (*ROWS, "999731,999,731,2018,1,1,0,0,0,0"))
    with pytest.raises(UnreadableSource, match="code1 999"):
        read_back(folder, "atop")


def test_years_after_2018_are_unobserved_and_earlier_absence_is_none() -> None:
    rule = dataset("atop").table("dyads").join
    assert rule is not None
    assert (rule.zero, rule.observed) == (True, (1815, 2018))


def test_the_real_file_holds_what_source_md_says() -> None:
    tables = real_tables("atop_5.1", "atop")
    rows = tables["dyads"].filter("year = 2018")
    chinese = rows.filter("state1 = 'CHN' AND defense").project("state2").fetchall()
    korean = (
        rows.filter("state2 = 'PRK' AND state1 IN ('CHN', 'RUS')")
        .project("state1, defense, nonaggression, consultation")
        .order("state1")
        .fetchall()
    )
    assert chinese == [("PRK",)]
    assert korean == [("CHN", True, True, False), ("RUS", False, True, True)]


# SOURCE.md counts 1,824 onsets (two states allied that were not in the year before, of
# 1946 to 2018, so from 1947 on) and 929 since 1990, by the publisher's codes: with the
# Soviet Union as Russia, the Yugoslavias as one and West Germany apart.
BY_CODE = (
    "CASE {0} WHEN 'SUN' THEN 'RUS' WHEN 'SCG' THEN 'SRB' WHEN 'YUG' THEN 'SRB' "
    "WHEN 'DEU' THEN CASE WHEN year BETWEEN 1946 AND 1989 THEN 'GFR' ELSE 'DEU' END "
    "ELSE {0} END"
)


def test_defence_pacts_begin_as_often_as_in_the_publishers_codes() -> None:
    tables = real_tables("atop_5.1", "atop")
    first, second = BY_CODE.format("state1"), BY_CODE.format("state2")
    pacts = (
        tables["dyads"]
        .filter("defense")
        .project(
            f"year, least({first}, {second}) AS a, greatest({first}, {second}) AS b"
        )
    )
    begun = select(
        pacts.distinct(),
        "SELECT count(*) FILTER (u.year >= 1947), "
        "count(*) FILTER (u.year >= 1990) FROM r AS u ANTI JOIN r AS p "
        "ON p.a = u.a AND p.b = u.b AND p.year = u.year - 1",
    ).fetchall()
    assert begun == [(1824, 929)]
