"""Correlates of War alliances: one row for a pair and year, whatever binds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import DataMissing

HEADER = (
    "version4id,ccode1,state_name1,ccode2,state_name2,defense,neutrality,"
    "nonaggression,entente,year,version"
)
ROWS = (
    "1,710,China,731,North Korea,1,0,0,0,2012,4.1",
    "2,710,China,731,North Korea,0,0,1,0,2012,4.1",  # a second alliance
    "3,260,German Federal Republic,2,United States,1,0,0,0,2012,4.1",
    "4,255,Germany,2,United States,0,0,0,1,2012,4.1",
    "5,2,United States,20,Canada,0,0,0,0,2012,4.1",
)


def made(folder: Path, name: str = "alliance_v4.1_by_directed_yearly.csv") -> Path:
    (folder / name).write_text("\n".join([HEADER, *ROWS]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("cow-alliances")), "cow-alliances")


def test_the_alliances_of_a_pair_make_one_row(sample: Sample) -> None:
    found = sample.tables["dyads"]
    (row,) = [one for one in found if one["state1"] == "CHN"]
    assert (row["defense"], row["nonaggression"], row["entente"]) == (True, True, False)


def test_the_pacts_of_west_germany_are_germanys(sample: Sample) -> None:
    found = sample.tables["dyads"]
    (row,) = [one for one in found if one["state1"] == "DEU"]
    assert row["defense"]
    assert row["entente"]


def test_a_row_without_obligation_is_dropped_and_counted(sample: Sample) -> None:
    assert sample.drops == {"no obligation": 1}


def test_the_undirected_file_is_not_taken_for_the_directed_one(tmp_path: Path) -> None:
    folder = made(tmp_path, "alliance_v4.1_by_dyad_yearly.csv")
    with pytest.raises(DataMissing, match="by_directed_yearly"):
        read_back(folder, "cow-alliances")


def test_the_real_file_gives_north_koreas_partners_of_2012() -> None:
    tables = real_tables("cow_alliances_4.1", "cow-alliances")
    found = (
        tables["dyads"]
        .filter("year = 2012 AND state1 = 'PRK'")
        .project("state2, defense, nonaggression, entente")
        .order("state2")
        .fetchall()
    )
    assert found == [
        ("CHN", True, True, False),
        ("KOR", False, True, False),
        ("RUS", False, False, True),
    ]
