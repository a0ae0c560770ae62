"""BACI is read from a made sample in the publisher's layout; each fault is met."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import drops, read_back

from suzerain.core.errors import DataMissing, SuzerainError, UnreadableSource
from suzerain.sources.flows import read_flows
from suzerain.sources.shelf import Shelf

HEAD = "t,i,j,k,v,q\n"
ROWS = """\
2014,842,156,010121,12.5,        1.25
2014,842,408,270900,1.0,           NA
2014,156,408,270900,500.0,      900.5
2014,156,408,271019,100.0,       90.5
2014,490,156,854231,80.0,        0.5
2014,697,156,999999,3.0,         0.1
"""
COUNTRIES = """\
country_code,country_name,country_iso2,country_iso3
156,China,CN,CHN
384,Côte d'Ivoire,CI,CIV
408,"Dem. People's Rep. of Korea",KP,PRK
490,"Other Asia, nes",,S19
697,"Europe EFTA, nes",,R20
842,USA,US,USA
"""
PRODUCTS = """\
code,description
010121,"Horses: live, pure-bred"
270900,"Oils: petroleum, crude"
"""


def written(
    folder: Path, rows: str = ROWS, name: str = "BACI_HS92_Y2014_V202401b.csv"
) -> Path:
    (folder / name).write_text(HEAD + rows)
    codes = folder / "country_codes_V202401b.csv"
    codes.write_text(COUNTRIES, encoding="latin-1")
    (folder / "product_codes_HS92_V202401b.csv").write_text(PRODUCTS)
    return folder


def test_numbers_become_codes_and_products_keep_their_zeros(tmp_path: Path) -> None:
    found = read_back(written(tmp_path), "baci")
    rows = {
        (row["exporter"], row["importer"], row["product"]): row["value"]
        for row in found["flows"]
    }
    assert rows == {
        ("USA", "CHN", "010121"): 12.5,
        ("USA", "PRK", "270900"): 1.0,
        ("CHN", "PRK", "270900"): 500.0,
        ("CHN", "PRK", "271019"): 100.0,
        ("TWN", "CHN", "854231"): 80.0,
    }
    assert found["products"][0]["code"] == "010121"


def test_a_quantity_that_is_not_known_is_empty(tmp_path: Path) -> None:
    found = read_back(written(tmp_path), "baci")["flows"]
    by_pair = {(row["exporter"], row["importer"]): row["quantity"] for row in found}
    assert by_pair["USA", "PRK"] is None
    assert by_pair["USA", "CHN"] == 1.25


def test_rests_are_left_out_and_counted(tmp_path: Path) -> None:
    (count,) = drops(written(tmp_path), "baci").values()
    assert count == 1


def test_numbers_mean_the_state_of_their_year(tmp_path: Path) -> None:
    meant = {
        1996: {58: "BEL", 711: "ZAF"},
        2004: {56: "BEL", 891: "SCG"},
        2014: {710: "ZAF", 251: "FRA", 699: "IND", 757: "CHE", 579: "NOR"},
    }
    for year, numbers in meant.items():
        rows = "".join(f"{year},{number},156,270900,1,2\n" for number in numbers)
        written(tmp_path, rows, f"BACI_HS92_Y{year}_V202401b.csv")
    found = read_back(tmp_path, "baci")["flows"]
    for year, numbers in meant.items():
        told = {row["exporter"] for row in found if row["year"] == year}
        assert told == set(numbers.values())


def test_a_number_of_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"999 \(2014 to 2014, 2 rows\)"):
        read_back(
            written(tmp_path, ROWS + "2014,999,156,1,1,1\n2014,156,999,1,1,1\n"), "baci"
        )


def test_without_the_publishers_codes_a_rest_is_a_stranger(tmp_path: Path) -> None:
    (written(tmp_path) / "country_codes_V202401b.csv").unlink()
    with pytest.raises(UnreadableSource, match=r"697 \(2014 to 2014, 1 rows\)"):
        read_back(tmp_path, "baci")


def test_revisions_in_one_place_are_refused(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, name="BACI_HS96_Y2014_V202401b.csv")
    with pytest.raises(UnreadableSource, match="several releases"):
        read_back(tmp_path, "baci")


def test_columns_of_another_release_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path) / "BACI_HS92_Y2014_V202401b.csv"
    path.write_text("t,hs6,i,j,v,q\n2014,1,156,408,1,1\n")
    with pytest.raises(UnreadableSource, match="hs6"):
        read_back(tmp_path, "baci")


def test_a_file_cut_in_the_middle_of_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        read_back(written(tmp_path, ROWS + "2014,156,4"), "baci")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2014,156,408,270900,-5,1\n", "below 0"),
        ("2014,156,408,270900,500,1\n", "more than one row"),
        ("2014,156,408,010121,many,1\n", "many"),
    ],
)
def test_negative_and_doubled_and_wordy_flows_are_refused(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(SuzerainError, match=told):
        read_back(written(tmp_path, ROWS + row), "baci")


def test_flows_can_be_added_up_by_heading_and_chapter(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(written(tmp_path / "files"), "baci", part=True)
    fine = read_flows("baci", [2014], shelf=shelf)
    assert fine.goods == ("010121", "270900", "271019", "854231")
    headings = read_flows("baci-hs4", shelf=shelf)
    assert headings.goods == ("0101", "2709", "2710", "8542")
    chapters = read_flows("baci-hs2", shelf=shelf)
    assert chapters.goods == ("01", "27", "85")
    oil = chapters.good == chapters.goods.index("27")
    assert sorted(chapters.amount[oil].tolist()) == [1.0, 600.0]
    assert fine.amount.sum() == headings.amount.sum() == chapters.amount.sum()
    with pytest.raises(DataMissing):
        read_flows("baci", shelf=Shelf(tmp_path / "none"))
