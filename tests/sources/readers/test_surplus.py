"""Estimates of GDP, population and surplus are read with their logarithms undone."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from read_back import drops, read_back, real

from suzerain.core.errors import UnreadableSource

HEAD = "ccode,year,wbgdp2011est,wbpopest,sdpest,wbgdppc2011est\n"


def written(folder: Path, rows: str) -> Path:
    (folder / "cow_sdp_gdp.csv").write_text(HEAD + rows)
    return folder


def test_logarithms_are_undone_and_a_floor_of_0_is_no_dollar(tmp_path: Path) -> None:
    folder = written(tmp_path, "731,1990,24.5,16.9,23.1,7.6\n731,1800,20,15,0,6\n")
    late, early = read_back(folder, "surplus")["surplus"][::-1]
    assert late["state"] == "PRK"
    assert late["gdp"] == pytest.approx(math.exp(24.5))
    assert late["population"] == pytest.approx(math.exp(16.9))
    assert late["surplus"] == pytest.approx(math.exp(23.1))
    assert late["gdp_a_head"] == pytest.approx(math.exp(7.6))
    assert early["surplus"] == 0


def test_numbers_are_those_of_gleditsch_and_ward(tmp_path: Path) -> None:
    rows = "".join(f"{code},2000,1,1,1,1\n" for code in (260, 678, 340, 970))
    found = read_back(written(tmp_path, rows), "surplus")["surplus"]
    assert {row["state"] for row in found} == {"DEU", "YEM", "SRB", "KIR"}


def test_rows_without_a_value_or_a_state_are_counted(tmp_path: Path) -> None:
    rows = "2,2000,1,1,1,1\n2,2016,NA,NA,NA,NA\n708,2000,1,1,1,1\n"
    folder = written(tmp_path, rows)
    assert len(read_back(folder, "surplus")["surplus"]) == 1
    assert sorted(drops(folder, "surplus").values()) == [1, 1]


def test_a_number_of_no_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="ccode 9"):
        read_back(written(tmp_path, "9,2000,1,1,1,1\n"), "surplus")


def test_the_real_file_has_north_korea_and_plausible_magnitudes() -> None:
    found = read_back(real("gdp_population"), "surplus")["surplus"]
    by_key = {(row["state"], row["year"]): row for row in found}
    assert by_key["USA", 2011]["gdp"] == pytest.approx(17.7e12, rel=0.01)
    assert by_key["PRK", 2011]["population"] == pytest.approx(23.3e6, rel=0.01)
    assert by_key["KIR", 2010]["population"] == pytest.approx(1e5, rel=0.1)
    assert {state for state, year in by_key if year == 2000} >= {"DEU", "YEM", "SRB"}
