"""DCAD: special numbers are unobserved, and agreements run to their estimated end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnexpectedData, UnreadableSource

HEADER = (
    "ccode1,cowName1,ccode2,cowName2,signDay,signMonth,signYear,EIFDay,EIFMonth,"
    "EIFYear,type,category1,category2,category3,span,renewType,terminated,"
    "endYearEstimate,categoryConf,DCAid"
)
ROWS = (
    "365,RUS,731,PRK,27,4,2001,,,,general,DIC,PROCUREMENT,,,,-88,2007,low,D-1",
    "365,RUS,731,PRK,,,2005,,,,sector,TREX,,,-77,-77,0,2010,low,D-2",
    "365,RUS,710,CHN,31,2,1985,,,1986,sector,DCA,,,5,,1,1991,high,D-3",
)


def made(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    (folder / "DCAD-v1.0-main.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("dcad")), "dcad")


def test_special_numbers_are_unobserved(sample: Sample) -> None:
    found = sample.tables["agreements"]
    by_name = {one["agreement"]: one for one in found}
    assert by_name["D-1"]["terminated"] is None
    assert by_name["D-2"]["span"] is None
    assert by_name["D-2"]["terminated"] is False
    assert by_name["D-3"]["terminated"] is True


def test_a_day_that_is_missing_or_impossible_leaves_the_year(sample: Sample) -> None:
    found = sample.tables["agreements"]
    assert {one["agreement"]: (one["signed"], one["year"]) for one in found} == {
        "D-1": (dt.date(2001, 4, 27), 2001),
        "D-2": (None, 2005),
        "D-3": (None, 1985),
    }


def test_a_pair_counts_agreements_until_their_last_year(sample: Sample) -> None:
    found = sample.tables["dyads"]
    counts = {
        one["year"]: (one["signed"], one["in_force"])
        for one in found
        if (one["state1"], one["state2"]) == ("PRK", "RUS")
    }
    assert counts[2001] == (1, 1)
    assert counts[2005] == (1, 2)
    assert counts[2008] == (0, 1)
    assert 2000 not in counts
    assert max(counts) == 2010


def test_a_state_changes_its_name_while_an_agreement_runs(sample: Sample) -> None:
    found = sample.tables["dyads"]
    chinese = {one["year"]: one["state2"] for one in found if one["state1"] == "CHN"}
    assert (chinese[1990], chinese[1991]) == ("SUN", "SUN")
    assert {one["year"] for one in found if one["state1"] == "SUN"} == set(
        range(1985, 1992)
    )


def test_an_agreement_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedData, match="D-1"):
        read_back(made(tmp_path, (*ROWS, ROWS[0])), "dcad")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (*ROWS, "365,RUS,73"))
    with pytest.raises(UnreadableSource):
        read_back(folder, "dcad")


def test_the_real_file_holds_what_source_md_says() -> None:
    tables = real_tables("dcad_1.0", "dcad")
    rows = tables["agreements"]
    russian = rows.filter("'RUS' IN (state1, state2) OR 'SUN' IN (state1, state2)")
    chinese = rows.filter(
        "state1 IN ('RUS', 'CHN') AND state2 IN ('RUS', 'CHN')"
    ).project("min(year), max(year), count(*)")
    korean = rows.filter(
        "state1 IN ('RUS', 'PRK') AND state2 IN ('RUS', 'PRK')"
    ).project("year, type, category1")
    counted = len(russian.fetchall())
    assert counted == 171
    assert chinese.fetchall() == [(1992, 2010, 10)]
    assert korean.fetchall() == [(2001, "general", "DIC")]
