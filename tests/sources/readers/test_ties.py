"""TIES: cases that had not ended are ongoing, and bodies are no states."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from read_back import Sample, read_once
from real_tables import real_tables

HEADER = (
    "caseid,sender,target,startyear,sancstartyear,endyear,primarysender,sender1,"
    "targetstate,finaloutcome,settlementnaturesender,success,success_min,prior,"
    "dependence,power_diff"
)
ROWS = (
    "1945121601,USA,CHN,1945,1946,1947,2,2,710,8,-9,0,1,0,,0.29",
    "1990010101,RUS,LIT,1990,1990,3000,365,2,368,,,0,0,1,0.8,0.1",
    "1975010101,EEC,AUS,1975,1976,1977,1000,1000,305,7,5,1,1,0,0.4,",
)


def made(folder: Path) -> Path:
    path = folder / "ties_imposed_with_covariates.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("ties")), "ties")


def cases(sample: Sample) -> dict[str, dict]:
    return {one["case_id"][:4]: one for one in sample.tables["cases"]}


def test_the_year_3000_means_ongoing(sample: Sample) -> None:
    found = cases(sample)
    assert (found["1990"]["end_year"], found["1990"]["ongoing"]) == (None, True)
    assert (found["1945"]["end_year"], found["1945"]["ongoing"]) == (1947, False)


def test_minus_nine_and_nothing_are_unobserved(sample: Sample) -> None:
    found = cases(sample)
    assert found["1945"]["settlement"] is None
    assert found["1990"]["outcome"] is None
    assert found["1945"]["dependence"] is None


def test_a_body_has_a_code_and_no_state(sample: Sample) -> None:
    found = cases(sample)["1975"]
    assert (found["sender"], found["sender_code"]) == (None, 1000)


def test_states_come_from_numbers_and_the_primary_sender(sample: Sample) -> None:
    found = cases(sample)
    assert found["1975"]["target"] == "AUT"  # AUS of the Correlates of War
    assert (found["1990"]["sender"], found["1990"]["target"]) == ("SUN", "LTU")


def area(score: np.ndarray, won: np.ndarray) -> float:
    """Chance that a success has the higher score, ties counted as half."""
    ahead = score[won][:, None] - score[~won][None, :]
    return float(((ahead > 0) + (ahead == 0) / 2).mean())


@pytest.mark.parametrize(
    ("column", "expected"), [("dependence", 0.534), ("power_difference", 0.647)]
)
def test_the_real_file_gives_the_areas_of_source_md(
    column: str, expected: float
) -> None:
    rows = real_tables("ties_v4_derived", "ties")["cases"]
    found = np.array(rows.project(f"{column}, success").fetchall(), dtype=float)
    found = found[~np.isnan(found[:, 0])]
    if column == "dependence":
        assert len(found) == 653
    assert area(found[:, 0], found[:, 1] == 1) == pytest.approx(expected, abs=1e-3)


def test_the_real_file_gives_the_shares_of_success() -> None:
    rows = real_tables("ties_v4_derived", "ties")["cases"]
    won, settled = rows.aggregate(
        "avg(success::INT), avg(success_or_settled::INT)"
    ).fetchall()[0]
    assert round(won, 2) == 0.20
    assert round(settled, 2) == 0.35
