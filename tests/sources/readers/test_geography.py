"""Neighbours in their years, distances in the years observed, codes that are gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from read_back import Sample, read_once
from real_tables import real_tables

CONTDIR = (
    "dyad,statelno,statelab,statehno,statehab,conttype,begin,end,notes,version\n"
    "365731,365,RUS,731,PRK,1,194809,201612,,3.2\n"
    "365740,365,RUS,740,JPN,3,199001,199212,,3.2\n"
    "365740,365,RUS,740,JPN,2,199206,199212,,3.2\n"
    "2365,2,USA,365,RUS,0,181601,195812,,3.2\n"
)
CAPITALS = (
    "ccode,statenme,capital,stdate,enddate,lat,lng\n"
    "731,North Korea,Pyongyang,1948-09-09,2024-12-31,39.0,125.75\n"
)
GEODIST = (
    "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,col45,smctry,"
    "dist,distcap,distw,distwces\n"
    "ROM,ZAR,0,0,0,0,0,0,0,0,5000,5000,.,.\n"
)


def made(folder: Path) -> Path:
    (folder / "contdir.csv").write_text(CONTDIR)
    (folder / "cow_capitals.csv").write_text(CAPITALS)
    (folder / "dist_cepii.csv").write_text(GEODIST)
    with duckdb.connect() as sql:
        sql.sql(
            "SELECT * FROM (VALUES (710, 731, 1960, 0.0), (710, 732, 2019, 297.8)) "
            "AS v(ccode1, ccode2, year, mindist)"
        ).to_parquet(str(folder / "cow_mindist.parquet"))
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("geography")), "geography")


def test_a_spell_that_had_not_ended_has_no_end(sample: Sample) -> None:
    found = sample.tables["contiguity"]
    ends = {(one["state1"], one["state2"], one["type"]): one["until"] for one in found}
    assert ends["PRK", "SUN", 1] is None
    assert ends["JPN", "RUS", 2] == dt.date(1992, 12, 1)


def test_a_pair_has_one_row_a_year_with_the_closest_type(sample: Sample) -> None:
    found = sample.tables["neighbours"]
    japanese = {
        (one["year"], one["state2"]): one["type"]
        for one in found
        if one["state1"] == "JPN"
    }
    assert japanese == {(1990, "SUN"): 3, (1991, "SUN"): 3, (1992, "RUS"): 2}


def test_years_run_to_the_end_of_the_data_and_no_further(sample: Sample) -> None:
    found = sample.tables["neighbours"]
    korean = [one["year"] for one in found if one["state1"] == "PRK"]
    assert (min(korean), max(korean), len(korean)) == (1948, 2016, 69)


def test_type_0_is_no_contiguity(sample: Sample) -> None:
    assert sample.drops == {"type 0, not contiguous": 1}


def test_distances_are_only_of_the_years_in_the_file(sample: Sample) -> None:
    found = sample.tables["distances"]
    assert {
        (one["year"], one["state1"], one["state2"], one["km"]) for one in found
    } == {
        (1960, "CHN", "PRK", 0.0),
        (1960, "PRK", "CHN", 0.0),
        (2019, "CHN", "KOR", 297.8),
        (2019, "KOR", "CHN", 297.8),
    }


def test_codes_that_are_gone_are_renewed(sample: Sample) -> None:
    (found,) = sample.tables["geodist"]
    assert (found["state1"], found["state2"]) == ("ROU", "COD")
    assert found["distance_weighted"] is None


def test_the_real_files_give_north_koreas_neighbours() -> None:
    near = real_tables("geography", "geography")["neighbours"]
    found = near.filter("year = 2016 AND state1 = 'PRK' AND type = 1").project("state2")
    assert sorted(found.fetchall()) == [("CHN",), ("KOR",), ("RUS",)]


def test_the_real_distances_are_of_seven_years() -> None:
    far = real_tables("geography", "geography")["distances"]
    years = [year for (year,) in far.project("year").distinct().fetchall()]
    assert sorted(years) == [1946, 1960, 1975, 1992, 2000, 2010, 2019]
