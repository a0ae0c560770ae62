"""World input-output tables become rows and matrices without losing a dollar."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from read_back import read_back, real

from suzerain.core.errors import DataMissing, SuzerainError, UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.readers.wiod import USES, arrays

COUNTRIES, INDUSTRIES = ("CHN", "ROM", "RoW"), ("c1", "c2")


def written(folder: Path, named: int = 2011, **changed: object) -> Path:
    """Write a small world in which every row adds up."""
    rng = np.random.default_rng(named)
    size = len(COUNTRIES) * len(INDUSTRIES)
    flows = rng.integers(0, 9, (size, size)).astype(np.int32)
    flows[0, 1] = 0
    final = rng.integers(0, 9, (size, len(COUNTRIES) * len(USES))).astype(np.int32)
    final[2, 4] = -3
    held = {
        "Z": flows,
        "F": final,
        "x": flows.sum(1) + final.sum(1),
        "countries": np.array(COUNTRIES),
        "industries": np.array(INDUSTRIES),
        "year": np.int64(named),
    }
    np.savez_compressed(folder / f"wiot_{named}.npz", **{**held, **changed})
    return folder


def test_rows_name_seller_and_buyer_and_zeros_have_none(tmp_path: Path) -> None:
    written(tmp_path)
    flows = arrays(tmp_path, 2011)[0]
    found = read_back(tmp_path, "wiod")["intermediate"]
    cells = {tuple(row.values())[1:5]: row["value"] for row in found}
    assert len(cells) == np.count_nonzero(flows)
    assert ("CHN", "c1", "CHN", "c2") not in cells
    assert cells["CHN", "c2", "ROW", "c1"] == flows[1, 4]
    assert cells["ROU", "c1", "CHN", "c1"] == flows[2, 0]


def test_final_use_names_the_use_and_may_be_negative(tmp_path: Path) -> None:
    found = read_back(written(tmp_path), "wiod")["final"]
    cells = {tuple(row.values())[1:5]: row["value"] for row in found}
    assert cells["ROU", "c1", "CHN", "inventories"] == -3


def test_rows_of_several_years_stand_side_by_side(tmp_path: Path) -> None:
    written(tmp_path, 2010)
    found = read_back(written(tmp_path, 2011), "wiod")
    assert {row["year"] for row in found["output"]} == {2010, 2011}
    for year in (2010, 2011):
        used = sum(
            row["value"]
            for table in ("intermediate", "final")
            for row in found[table]
            if row["year"] == year
        )
        made = sum(row["value"] for row in found["output"] if row["year"] == year)
        assert used == made


def test_matrices_have_codes_of_ours(tmp_path: Path) -> None:
    *_, countries, industries = arrays(written(tmp_path), 2011)
    assert countries == ("CHN", "ROU", "ROW")
    assert industries == INDUSTRIES


def test_a_year_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match=r"wiot_1999\.npz"):
        arrays(written(tmp_path), 1999)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"x": np.arange(6) * 1000}, "miss its output"),
        ({"Z": np.zeros((6, 5))}, "shapes"),
        ({"Z": np.full((6, 6), -1)}, "negative"),
        ({"Z": np.full((6, 6), np.nan)}, "no number"),
        ({"year": 2010}, "holds the year 2010"),
        ({"countries": np.array(["CHN", "XXQ", "RoW"])}, "XXQ"),
    ],
)
def test_a_broken_table_is_refused(
    tmp_path: Path, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(SuzerainError, match=told):
        read_back(written(tmp_path, **changed), "wiod")


def test_a_file_that_names_no_year_is_refused(tmp_path: Path) -> None:
    written(tmp_path).joinpath("wiot_2011.npz").rename(tmp_path / "wiot_last.npz")
    with pytest.raises(UnreadableSource, match="names no year"):
        read_back(tmp_path, "wiod")


def test_matrices_come_from_files_already_found(tmp_path: Path) -> None:
    with Found(written(tmp_path)) as found:
        assert np.array_equal(arrays(found, 2011)[2], arrays(tmp_path, 2011)[2])


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path) / "wiot_2011.npz"
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnreadableSource, match="holds no input-output table"):
        arrays(tmp_path, 2011)


@pytest.mark.parametrize(("year", "trillion"), [(1995, 29.2), (2011, 69.3)])
def test_value_added_of_the_real_world_is_what_is_published(
    year: int, trillion: float
) -> None:
    """Totals as recorded with the data; rounding hides nothing at this scale."""
    flows, final, output, countries, industries = arrays(real("wiod2013_release"), year)
    assert flows.shape == (1435, 1435)
    assert final.shape == (1435, 205)
    assert (len(countries), len(industries)) == (41, 35)
    assert (output - flows.sum(axis=0)).sum() / 1e6 == pytest.approx(trillion, abs=0.05)
