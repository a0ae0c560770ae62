"""National Material Capabilities: what is missing stays missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnexpectedData

HEADER = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version"
ROWS = (
    "PRK,731,2022,-9,1280,1100,24000,26069,3900,0.014094,2025",
    "GFR,260,1990,42320000,545,38434,350000,63254,20000,0.02,2025",
    "GMY,255,1990,0,0,38000,340000,79000,25000,0.01,2025",
    "RUS,365,1980,201000000,3900,147941,1600000,265000,60000,0.17,2025",
)


def made(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    (folder / "NMC-70-abridged.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("nmc")), "nmc")


def test_minus_nine_is_unobserved(sample: Sample) -> None:
    found = sample.tables["states"]
    (korean,) = [one for one in found if one["state"] == "PRK"]
    assert korean["military_spending"] is None
    assert korean["military_personnel"] == 1280


def test_the_state_that_stands_at_the_end_of_the_year_is_kept(sample: Sample) -> None:
    found = sample.tables["states"]
    (german,) = [one for one in found if one["state"] == "DEU"]
    assert german["population"] == 79000
    assert sample.drops == {"a second code of one state in a year": 1}


def test_365_is_the_soviet_union_in_1980(sample: Sample) -> None:
    found = sample.tables["states"]
    assert {(one["state"], one["year"]) for one in found} >= {("SUN", 1980)}


def test_notes_in_another_encoding_do_not_matter(tmp_path: Path) -> None:
    rows = f"{HEADER}\nCDI,437,2022,1,1,1,1,1,1,0.1,Côte d'Ivoire"
    (tmp_path / "NMC-70-abridged.csv").write_bytes(rows.encode("latin-1"))
    assert read_back(tmp_path, "nmc")["states"][0]["state"] == "CIV"


def test_an_index_above_one_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, ("PRK,731,2022,1,1,1,1,1,1,1.4,2025",))
    with pytest.raises(UnexpectedData, match="above 1"):
        read_back(folder, "nmc")


@pytest.mark.parametrize(
    ("state", "cinc"),
    [("CHN", 0.234), ("USA", 0.124), ("RUS", 0.038), ("JPN", 0.025), ("KOR", 0.020)],
)
def test_the_real_file_gives_the_index_of_2022(state: str, cinc: float) -> None:
    tables = real_tables("cow_nmc_7.0", "nmc")
    found = (
        tables["states"]
        .filter(f"year = 2022 AND state = '{state}'")
        .project("cinc")
        .fetchall()
    )
    assert found[0][0] == pytest.approx(cinc, abs=5e-4)


def test_the_real_file_lacks_north_koreas_spending() -> None:
    tables = real_tables("cow_nmc_7.0", "nmc")
    found = (
        tables["states"]
        .filter("year = 2022 AND state = 'PRK'")
        .project("military_spending, round(cinc, 3)")
        .fetchall()
    )
    assert found == [(None, 0.014)]
