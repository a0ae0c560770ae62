"""The study's matrices become rows with names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_study import write_study
from read_back import Rows, read_back, real

from suzerain.core.errors import DataMissing, SuzerainError, UnreadableSource
from suzerain.sources.shelf import read_dataset


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, Rows]:
    return read_back(folder, "caliendo-parro")


def test_a_flow_is_found_under_its_importer_exporter_and_sector(
    folder: Path, tables: dict[str, Rows]
) -> None:
    rows = tables["flows"]
    cells = {(r["importer"], r["exporter"], r["sector"]): r["flow"] for r in rows}
    given = np.loadtxt(folder / "xbilat1993.txt")
    assert cells["ARG", "AUS", "Agriculture"] == given[0, 1]
    assert cells["AUS", "ARG", "Mining"] == given[31 + 1, 0]
    assert cells["ROW", "USA", "Other"] == given[19 * 31 + 30, 29]


def test_tariffs_are_parts_and_keep_their_year(
    folder: Path, tables: dict[str, Rows]
) -> None:
    rows = tables["tariffs"]
    cells = {tuple(row.values())[:4]: row["tariff"] for row in rows}
    for year in (1993, 2005):
        given = np.loadtxt(folder / f"tariffs{year}.txt")
        assert cells[year, "CAN", "MEX", "Food"] == given[2 * 31 + 4, 19] / 100


def test_output_is_in_the_unit_of_trade(folder: Path, tables: dict[str, Rows]) -> None:
    rows = tables["output"]
    cells = {(row["state"], row["sector"]): row for row in rows}
    given = np.loadtxt(folder / "GO.txt")
    assert cells["BRA", "Textile"]["output"] == given[3, 3] / 1000
    assert cells["BRA", "Textile"]["value_added"] == np.loadtxt(folder / "B.txt")[3, 3]


def test_inputs_name_what_is_used_and_by_whom(
    folder: Path, tables: dict[str, Rows]
) -> None:
    rows = tables["inputs"]
    cells = {(row["state"], row["input"], row["sector"]): row["share"] for row in rows}
    given = np.loadtxt(folder / "IO.txt")
    assert cells["AUS", "Mining", "Food"] == given[40 + 1, 2]


def test_what_is_not_traded_has_the_authors_elasticity(
    folder: Path, tables: dict[str, Rows]
) -> None:
    rows = tables["sectors"]
    untraded = {row["elasticity"] for row in rows if not row["tradable"]}
    assert untraded == {8.22}
    assert sum(row["tradable"] for row in rows) == 20


def test_a_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    write_study(tmp_path)
    lines = (tmp_path / "IO.txt").read_text().splitlines()
    (tmp_path / "IO.txt").write_text("\n".join(lines[:-1]))
    with pytest.raises(UnreadableSource, match=r"'IO.txt' holds 1239 x 40 values"):
        read_back(tmp_path, "caliendo-parro")


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    output = np.ones((40, 31))
    output[2, 3] = np.nan
    with pytest.raises(UnreadableSource, match="1 of them NaN"):
        read_back(write_study(tmp_path, GO=output), "caliendo-parro")


def test_words_among_the_numbers_are_refused(tmp_path: Path) -> None:
    write_study(tmp_path)
    (tmp_path / "T.txt").write_text("9.11\nmany\n")
    with pytest.raises(UnreadableSource, match="no matrix of numbers"):
        read_back(tmp_path, "caliendo-parro")


def test_a_negative_flow_is_refused(tmp_path: Path) -> None:
    trade = np.zeros((620, 31))
    trade[3, 4] = -1
    with pytest.raises(SuzerainError, match="flow"):
        read_back(write_study(tmp_path, xbilat1993=trade), "caliendo-parro")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write_study(tmp_path)
    (tmp_path / "B.txt").unlink()
    with pytest.raises(DataMissing, match=r"B\.txt"):
        read_back(tmp_path, "caliendo-parro")


def test_the_real_files_hold_the_authors_world() -> None:
    with read_dataset(real("caliendo_parro_2015")) as tables:
        (row,) = tables["flows"].aggregate("sum(flow)").fetchall()
        names = dict(tables["regions"].project("name, state").fetchall())
    assert row[0] / 1e6 == pytest.approx(3146, abs=1)  # billion dollars, SOURCE.md
    assert names["Korea"] == "KOR"
    assert (names["USA"], names["UK"], names["ROW"]) == ("USA", "GBR", "ROW")
