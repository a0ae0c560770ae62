"""CEPII's Gravity database is read from a made sample of its layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import drops, read_back

from suzerain.core.errors import UnexpectedData, UnreadableSource

NAMES = (
    "year,country_id_o,country_id_d,iso3_o,iso3_d,iso3num_o,country_exists_o,"
    "country_exists_d,distw_harmonic,dist,contig,comlang_off,col_dep_ever,pop_o,"
    "pop_d,gdp_o,gdp_d,fta_wto,tradeflow_comtrade_o,tradeflow_comtrade_d,"
    "tradeflow_baci,tradeflow_imf_o,tradeflow_imf_d"
)
OIL = (
    "2014,CHN,PRK,CHN,PRK,156,1,1,790.5,813,1,0,0,1364270,25058,10438529000,,0,"
    "3517000,NA,3623000,3520000,"
)
ITSELF = "2014,CHN,CHN,CHN,CHN,156,1,1,900,10,0,1,0,1364270,1364270,10438529000,,0,,,,,"
WEST = "1980,DEU.1,FRA,DEU,FRA,276,1,1,640,880,1,0,0,61000,54000,9e8,7e8,1,1,2,,3,4"
UNITED = "1980,DEU.2,FRA,DEU,FRA,276,0,1,640,880,1,0,0,,54000,,7e8,1,,,,,"


def gravity(folder: Path, *rows: str, names: str = NAMES) -> Path:
    text = "\n".join((names, *rows)) + "\n"
    (folder / "Gravity_V202211.csv").write_text(text, encoding="latin-1")
    return folder


def test_a_pair_has_its_flows_as_each_side_reports_them(tmp_path: Path) -> None:
    (row,) = read_back(gravity(tmp_path, OIL, ITSELF), "cepii-gravity")["pairs"]
    assert (row["exporter"], row["importer"], row["year"]) == ("CHN", "PRK", 2014)
    assert row["flow_comtrade_exporter"] == 3_517_000
    assert row["flow_comtrade_importer"] is None
    assert row["flow_baci"] == 3_623_000
    assert row["flow_imf_importer"] is None
    assert (row["distance"], row["weighted_distance"]) == (813, 790.5)


def test_flags_are_true_or_false(tmp_path: Path) -> None:
    (row,) = read_back(gravity(tmp_path, OIL, ITSELF), "cepii-gravity")["pairs"]
    flags = ("contiguous", "common_language", "colonial_ever", "agreement")
    assert [row[flag] for flag in flags] == [True, False, False, False]


def test_a_country_with_itself_gives_its_size(tmp_path: Path) -> None:
    (row,) = read_back(gravity(tmp_path, OIL, ITSELF), "cepii-gravity")["countries"]
    assert row == {
        "year": 2014,
        "state": "CHN",
        "gdp": 10_438_529_000,
        "population": 1_364_270,
    }


def test_identifiers_that_did_not_exist_are_dropped_and_counted(tmp_path: Path) -> None:
    folder = gravity(tmp_path, WEST, UNITED, ITSELF)
    (row,) = read_back(folder, "cepii-gravity")["pairs"]
    assert row["exporter"] == "DEU"
    assert drops(folder, "cepii-gravity") == {
        "a country that did not exist in that year": 1,
        "a country with itself, see `countries`": 1,
    }


def test_a_code_that_is_there_twice_is_named(tmp_path: Path) -> None:
    both = UNITED.replace("276,0,1", "276,1,1")
    with pytest.raises(UnexpectedData, match="exporter DEU, importer FRA, 2 times"):
        read_back(gravity(tmp_path, WEST, both, ITSELF), "cepii-gravity")


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="iso3_d QQQ"):
        read_back(gravity(tmp_path, OIL.replace("CHN,PRK", "CHN,QQQ")), "cepii-gravity")


def test_another_release_is_told_by_its_columns(tmp_path: Path) -> None:
    old = NAMES.replace("col_dep_ever", "colony")
    with pytest.raises(UnreadableSource, match=r"lacks the column\(s\) col_dep_ever"):
        read_back(gravity(tmp_path, OIL, names=old), "cepii-gravity")
