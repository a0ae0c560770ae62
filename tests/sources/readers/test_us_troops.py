"""American troops: years that are wrong in the file are unobserved, not mended."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnexpectedData

HEADER = (
    "countryname,year,ccode,iso3c,region,troops_ad,army_ad,navy_ad,air_force_ad,"
    "marine_corps_ad"
)
ROWS = (
    "South Korea,2007,732,KOR,East Asia & Pacific,27014,18366,244,8369,135",
    "South Korea,2008,732,KOR,East Asia & Pacific,50975,35000,500,15000,475",
    "Iraq,2007,645,IRQ,Middle East,510000,1,1,1,1",
    "Japan,1952,740,JPN,East Asia & Pacific,1,1,0,0,0",
    "Greece,1959,350,GRC,Europe,1592,85,6428,1458,-322",
    "Guam,2007,1008,,East Asia & Pacific,2838,31,1000,1800,7",
    "Czech Republic,2013,316,CZE,Europe,0,0,0,0,0",
    "Czechia,2013,316,CZE,Europe,17,4,0,4,9",
    "Yugoslavia,2013,345,,Europe,9,1,0,1,7",
    "Germany,1970,255,DEU,Europe,214000,1,1,1,1",
)


def made(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    path = folder / "troopdata-rebuild-country-year.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("us-troops")), "us-troops")


def test_wrong_rows_are_dropped_and_counted(sample: Sample) -> None:
    assert sample.drops == {
        "2008 is doubled for many countries": 1,
        "Iraq 2006 and 2007 are about three times the true number": 1,
        "1952 repeats 1951 in every row": 1,
        "a territory without a code": 1,
        "a second spelling, with 0": 1,
    }


def test_what_is_left_is_under_the_state_of_its_year(sample: Sample) -> None:
    found = sample.tables["hosts"]
    assert {(one["year"], one["state"], one["troops"]) for one in found} == {
        (2007, "KOR", 27014),
        (1959, "GRC", 1592),
        (2013, "CZE", 17),
        (2013, "SRB", 9),
        (1970, "DEU", 214000),
    }


def test_a_negative_count_is_unobserved(sample: Sample) -> None:
    found = sample.tables["hosts"]
    (greek,) = [one for one in found if one["state"] == "GRC"]
    assert (greek["marines"], greek["army"]) == (None, 85)


def test_two_rows_with_troops_are_refused(tmp_path: Path) -> None:
    twin = ROWS[7].replace(",17,", ",18,")
    with pytest.raises(UnexpectedData, match="CZE"):
        read_back(made(tmp_path, (*ROWS, twin)), "us-troops")


def test_the_real_file_gives_troops_in_south_korea() -> None:
    hosts = real_tables("us_troops", "us-troops")["hosts"]
    found = hosts.filter("state = 'KOR' AND year IN (2005, 2008, 2010, 2018, 2024)")
    assert dict(found.project("year, troops").fetchall()) == {
        2005: 31283,
        2010: 27912,
        2018: 26372,
        2024: 24515,
    }


def test_no_year_of_the_real_file_doubles_its_neighbours() -> None:
    """The sum over hosts outside the United States: 2008 would stand out."""
    hosts = real_tables("us_troops", "us-troops")["hosts"]
    sums = dict(
        hosts.filter("state <> 'USA' AND year BETWEEN 2003 AND 2024")
        .aggregate("year, sum(troops)", "year")
        .fetchall()
    )
    years = sorted(sums)
    assert 2008 not in years
    for before, after in pairwise(years):
        assert sums[after] < 2 * sums[before]
