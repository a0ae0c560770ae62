"""The OECD's tables are read from a made sample in their layout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from read_back import read_back

from suzerain.core.errors import DataMissing, SuzerainError, UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.readers.icio import USES, arrays

COUNTRIES, INDUSTRIES = ("AUS", "CHN", "ROW"), ("A01_02", "C29")
SELLERS = [f"{c}_{i}" for c in COUNTRIES for i in INDUSTRIES]
BUYERS = [f"{c}_{u}" for c in COUNTRIES for u in USES]


def table(year: int = 2020) -> tuple[list[str], np.ndarray]:
    """Lines of a small world in which every row adds up, and its cells."""
    rng = np.random.default_rng(year)
    cells = rng.integers(0, 900, (len(SELLERS), len(SELLERS) + len(BUYERS))) / 8
    cells[0, 1] = 0
    cells[1, len(SELLERS) + 4] = -2.5
    whole = np.column_stack([cells, cells.sum(axis=1)])
    lines = [",".join(["V1", *SELLERS, *BUYERS, "OUT"])]
    for name, row in zip(SELLERS, whole, strict=True):
        lines.append(",".join([name, *map(str, row.tolist())]))
    zeros = ",".join(["0"] * whole.shape[1])
    lines += [f"{name},{zeros}" for name in ("TLS", "VA", "OUT")]
    return lines, whole


def written(folder: Path, lines: list[str], year: int = 2020) -> Path:
    (folder / f"{year}_SML.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_matrices_are_what_the_file_holds(tmp_path: Path) -> None:
    lines, whole = table()
    flows, final, output, countries, industries = arrays(written(tmp_path, lines), 2020)
    assert np.array_equal(flows, whole[:, :6])
    assert np.array_equal(final, whole[:, 6:-1])
    assert np.array_equal(output, whole[:, -1])
    assert (countries, industries) == (COUNTRIES, INDUSTRIES)


def test_rows_name_seller_buyer_and_use(tmp_path: Path) -> None:
    lines, whole = table()
    found = read_back(written(tmp_path, lines), "icio")
    cells = {tuple(r.values())[1:5]: r["value"] for r in found["intermediate"]}
    assert ("AUS", "A01_02", "AUS", "C29") not in cells
    assert cells["CHN", "C29", "AUS", "A01_02"] == whole[3, 0]
    uses = {tuple(r.values())[1:5]: r["value"] for r in found["final"]}
    assert uses["AUS", "C29", "AUS", "INVNT"] == -2.5
    assert sum(r["value"] for r in found["output"]) == whole[:, -1].sum()


def test_quoted_names_and_several_years_are_read(tmp_path: Path) -> None:
    for year in (2019, 2020):
        lines, _ = table(year)
        names = ",".join(f'"{name}"' for name in lines[0].split(","))
        rows = [
            f'"{line.partition(",")[0]}",{line.partition(",")[2]}' for line in lines
        ]
        written(tmp_path, [names, *rows[1:]], year)
    found = read_back(tmp_path, "icio")["output"]
    assert {row["year"] for row in found} == {2019, 2020}


def test_a_year_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match=r"2018_SML\.csv"):
        arrays(written(tmp_path, table()[0]), 2018)


def test_a_file_that_names_no_year_is_refused(tmp_path: Path) -> None:
    written(tmp_path, table()[0]).joinpath("2020_SML.csv").rename(
        tmp_path / "last_SML.csv"
    )
    with pytest.raises(UnreadableSource, match="no year in its name"):
        read_back(tmp_path, "icio")


def test_matrices_come_from_files_already_found(tmp_path: Path) -> None:
    with Found(written(tmp_path, table()[0])) as found:
        assert np.array_equal(arrays(found, 2020)[2], arrays(tmp_path, 2020)[2])


def test_a_file_in_the_wrong_encoding_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, table()[0]) / "2020_SML.csv"
    path.write_bytes(path.read_bytes() + "Côte".encode("latin-1"))
    with pytest.raises(UnreadableSource, match="no text"):
        arrays(tmp_path, 2020)


def test_a_table_cut_at_its_end_is_refused(tmp_path: Path) -> None:
    lines, _ = table()
    with pytest.raises(UnreadableSource, match="below the sellers"):
        arrays(written(tmp_path, lines[:-1]), 2020)
    with pytest.raises(UnreadableSource, match="no row in the place of ROW_C29"):
        arrays(written(tmp_path, lines[:6]), 2020)
    with pytest.raises(UnreadableSource, match="cells in the row CHN_A01_02"):
        arrays(written(tmp_path, [*lines[:3], lines[3][:40]]), 2020)


def test_an_empty_cell_is_refused_for_it_is_not_zero(tmp_path: Path) -> None:
    lines, _ = table()
    name, first, *rest = lines[2].split(",")
    lines[2] = ",".join([name, first, "", *rest[1:]])
    with pytest.raises(UnreadableSource, match="row AUS_C29"):
        arrays(written(tmp_path, lines), 2020)


def test_columns_of_the_extended_tables_are_refused(tmp_path: Path) -> None:
    lines, _ = table()
    lines[0] = lines[0].replace("CHN_DPABR", "CHN_EXTRA")
    with pytest.raises(UnreadableSource, match="COUNTRY_USE"):
        arrays(written(tmp_path, lines), 2020)


def test_a_table_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    lines, _ = table()
    *rest, total = lines[1].split(",")
    lines[1] = ",".join([*rest, str(float(total) + 5000)])
    with pytest.raises(UnreadableSource, match=r"AUS A01_02 .* miss its output"):
        arrays(written(tmp_path, lines), 2020)


def test_a_country_of_no_code_is_refused(tmp_path: Path) -> None:
    lines = [line.replace("CHN_", "CN1_") for line in table()[0]]
    with pytest.raises(SuzerainError, match="CN1"):
        read_back(written(tmp_path, lines), "icio")
