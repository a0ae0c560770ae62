"""ICEWS: counts stay directed, and a code must be a country."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnexpectedData, UnreadableSource

HEADER = "i,j,i_iso3c,j_iso3c,year,verbCoop,matlCoop,verbConf,matlConf,i_polity2"
ROWS = (
    "China,North Korea,CHN,PRK,2010,3877,40,60,10,-7",
    "North Korea,China,PRK,CHN,2010,3000,41,61,11,-10",
)


def made(folder: Path, *more: str) -> Path:
    path = folder / "icews_directed_dyad_year_2002_2014.csv"
    path.write_text("\n".join([HEADER, *ROWS, *more]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("icews")), "icews")


def test_counts_are_of_the_sender_toward_the_target(sample: Sample) -> None:
    found = sample.tables["dyads"]
    counts = {(one["sender"], one["target"]): one["material_conflict"] for one in found}
    assert counts == {("CHN", "PRK"): 10, ("PRK", "CHN"): 11}


def test_an_unknown_country_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="XYZ"):
        read_back(made(tmp_path, "X,China,XYZ,CHN,2010,1,1,1,1,0"), "icews")


def test_a_negative_count_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedData, match="below 0"):
        read_back(made(tmp_path, "Japan,China,JPN,CHN,2010,-1,1,1,1,0"), "icews")


def test_the_real_file_holds_what_source_md_says() -> None:
    dyads = real_tables("icews_dyad_year", "icews")["dyads"]
    pair = dyads.filter("sender = 'CHN' AND target = 'PRK' AND year IN (2010, 2014)")
    assert dict(pair.project("year, verbal_cooperation").fetchall()) == {
        2010: 3877,
        2014: 700,
    }
    sums = dyads.aggregate(
        "sum(verbal_cooperation), sum(material_cooperation), "
        "sum(verbal_conflict), sum(material_conflict)"
    ).fetchall()[0]
    assert [round(number / 1e6, 2) for number in sums] == [5.70, 0.14, 0.45, 0.44]
