"""Disputes by two sources, rivalries by year, scores without -9."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource

MID = (
    "dispnum,ccode1,ccode2,year,{0},sidea1,orig1,orig2,hostlev1,hostlev2,hiact1,"
    "hiact2,fatality1,fatality2\n"
    "57.0,731.0,732.0,1980.0,1.0,1.0,1.0,1.0,4.0,4.0,16.0,17.0,-9.0,1.0\n"
    "57.0,732.0,731.0,1980.0,1.0,0.0,1.0,1.0,4.0,4.0,17.0,16.0,1.0,-9.0\n"
)
RIVALS = (
    "tssr_id,rivalry,ccode1,ccode2,start,end,positional,spatial,ideological,"
    "interventionary,principal,aprin\n"
    "1,Britain-France 1,200.0,220.0,1494.0,1716.0,1.0,1.0,,,1.0,\n"
    "2,Russia-USA,2.0,365.0,1990.0,1992.0,1.0,,1.0,,1.0,\n"
    "3,China-Russia,365.0,710.0,1700.0,1817.0,,1.0,,,,\n"
)
DEMOCRACY = (
    "ccode,year,v2x_polyarchy,polity2,xm_qudsest\n"
    "260.0,1990.0,0.85,10.0,1.8\n"
    "255.0,1990.0,0.86,10.0,1.9\n"
    "731.0,1990.0,0.09,-9.0,\n"
)


def made(folder: Path, onset: str = "disponset") -> Path:
    for name, text in (
        ("cow_mid_5.0_directed_dispute_years.csv", MID.format(onset)),
        ("gml_mid_2.2.1_directed_dispute_years.csv", MID.format("midonset")),
        ("strategic_rivalries_tss.csv", RIVALS),
        ("democracy_ccode_year.csv", DEMOCRACY),
    ):
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("disputes")), "disputes")


def test_the_two_sources_stand_side_by_side(sample: Sample) -> None:
    found = sample.tables["disputes"]
    assert sorted((one["source"], one["state1"]) for one in found) == [
        ("cow", "KOR"),
        ("cow", "PRK"),
        ("gml", "KOR"),
        ("gml", "PRK"),
    ]


def test_what_one_side_did_stays_with_it(sample: Sample) -> None:
    found = sample.tables["disputes"]
    north = next(one for one in found if one["state1"] == "PRK")
    assert (north["side_a1"], north["action1"], north["action2"]) == (True, 16, 17)
    assert (north["fatality1"], north["fatality2"]) == (None, 1)


def test_a_rivalry_has_a_row_for_each_year_under_the_name_of_the_year(
    sample: Sample,
) -> None:
    found = sample.tables["rivalries"]
    american = {
        (one["year"], one["state2"]): one["over_position"]
        for one in found
        if one["state1"] == "USA"
    }
    assert american == {(1990, "SUN"): True, (1991, "SUN"): True, (1992, "RUS"): True}


def test_a_rivalry_begins_with_the_system_of_states(sample: Sample) -> None:
    found = sample.tables["rivalries"]
    assert {one["year"] for one in found if one["state1"] == "CHN"} == {1816, 1817}
    assert sample.drops["ended before 1816"] == 1


def test_a_polity_score_of_minus_nine_is_a_score(sample: Sample) -> None:
    found = sample.tables["democracy"]
    scores = {one["state"]: (one["polyarchy"], one["polity"]) for one in found}
    assert scores == {"DEU": (0.86, 10.0), "PRK": (0.09, -9.0)}


def test_columns_of_another_release_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="disponset"):
        read_back(made(tmp_path, onset="onset"), "disputes")


def test_the_real_files_hold_what_source_md_says() -> None:
    tables = real_tables("conflict_rivalry", "disputes")
    rows = tables["disputes"].aggregate("source, count(*)", "source").fetchall()
    assert dict(rows) == {"cow": 11390, "gml": 10276}
    korean = tables["rivalries"].filter("state1 = 'PRK' AND state2 = 'KOR'")
    years = [year for (year,) in korean.project("year").fetchall()]
    assert min(years) == 1948
