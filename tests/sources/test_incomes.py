"""Products and totals from the shelf, and columns written back to Parquet."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from suzerain.core.errors import SourceError
from suzerain.sources.columns import write_columns
from suzerain.sources.incomes import NEIGHBOURS, read_incomes
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.totals import read_totals

# States with a number of the Correlates of War project, and their ISO codes.
KNOWN = {
    2: "USA", 20: "CAN", 70: "MEX", 90: "GTM", 91: "HND", 92: "SLV", 93: "NIC",
    94: "CRI", 95: "PAN", 100: "COL", 101: "VEN", 130: "ECU", 135: "PER", 140: "BRA",
    145: "BOL", 150: "PRY", 155: "CHL", 160: "ARG", 165: "URY", 200: "GBR", 210: "NLD",
    211: "BEL", 220: "FRA", 225: "CHE", 230: "ESP", 235: "PRT", 290: "POL", 305: "AUT",
    310: "HUN", 325: "ITA", 350: "GRC", 375: "FIN", 380: "SWE", 385: "NOR", 390: "DNK",
}  # fmt: skip


def put(shelf: Shelf, folder: Path, name: str, **files: str) -> None:
    folder.mkdir()
    for file, text in files.items():
        (folder / f"{file}.csv").write_text(text)
    shelf.add(folder, name, part=True)


def gdp_table(years: int = 1) -> str:
    heads = ",".join(str(2000 + k) for k in range(years))
    rows = [
        f"{iso},{iso},GDP (current US$),NY.GDP.MKTP.CD,{','.join(['2000000'] * years)}"
        for iso in KNOWN.values()
    ]
    return "\n".join(
        [f"Country Name,Country Code,Indicator Name,Indicator Code,{heads}", *rows, ""]
    )


def surplus_table(ratios: dict[int, float]) -> str:
    """Estimates of a million dollars times a ratio, and North Korea's of a million."""
    rows = [
        f"{code},2000,{math.log(1e6 * ratio)},10,5,{math.log(1000 + code)}"
        for code, ratio in ratios.items()
    ]
    rows.append(f"731,2000,{math.log(1e6)},10,5,{math.log(1200)}")
    head = "ccode,year,wbgdp2011est,wbpopest,sdpest,wbgdppc2011est"
    return "\n".join([head, *rows, ""])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def of(incomes, code: str) -> tuple[float, float]:
    (row,) = np.nonzero(incomes.actor == incomes.actors.index(code))[0]
    return float(incomes.low[row]), float(incomes.high[row])


def test_without_products_there_is_nothing(shelf: Shelf) -> None:
    assert read_incomes(shelf=shelf) is None


def test_a_reported_product_has_no_range(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path / "a", "gdp", wdi_gdp_current_usd_x=gdp_table())
    incomes = read_incomes(shelf=shelf)
    assert of(incomes, "CAN") == (2.0, 2.0)
    assert incomes.unit == "million current USD"


def test_a_product_only_estimated_has_the_range_of_its_neighbours(
    shelf: Shelf, tmp_path: Path
) -> None:
    put(shelf, tmp_path / "a", "gdp", wdi_gdp_current_usd_x=gdp_table())
    codes = list(KNOWN)
    ratios = {code: 1 + k % 2 for k, code in enumerate(codes)}
    put(shelf, tmp_path / "b", "surplus", cow_sdp_gdp=surplus_table(ratios))
    low, high = of(read_incomes(shelf=shelf), "PRK")
    # Two reported million over an estimate of one or of two million.
    assert (low, high) == (pytest.approx(1), pytest.approx(2))


def test_too_few_neighbours_infer_nothing(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path / "a", "gdp", wdi_gdp_current_usd_x=gdp_table())
    few = dict.fromkeys(list(KNOWN)[: NEIGHBOURS - 1], 1.0)
    put(shelf, tmp_path / "b", "surplus", cow_sdp_gdp=surplus_table(few))
    assert "PRK" not in read_incomes(shelf=shelf).actors


def test_only_years_asked_for_are_read(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path / "a", "gdp", wdi_gdp_current_usd_x=gdp_table(3))
    assert set(read_incomes([2001], shelf=shelf).year.tolist()) == {2001}


def test_totals_are_unknown_where_they_are_not_stated(
    shelf: Shelf, tmp_path: Path
) -> None:
    put(
        shelf,
        tmp_path / "a",
        "cow-trade",
        **{
            "Dyadic_COW_4.0": "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n"
            "710,731,2014,1,2,1,2\n",
            "National_COW_4.0": "ccode,year,imports,exports\n"
            "731,2013,90,80\n731,2014,100,-9\n",
        },
    )
    totals = read_totals("cow-trade", [2014], shelf=shelf)
    assert list(totals) == [(2014, "PRK")]
    assert totals[2014, "PRK"][0] == 100
    assert math.isnan(totals[2014, "PRK"][1])


def test_columns_come_back_as_they_were(tmp_path: Path) -> None:
    columns = {
        "year": np.array([2014, 2014], dtype=np.int32),
        "state": np.array(["PRK", "CHN"], dtype=object),
        "loss": np.array([0.25, 0.5], dtype=np.float32),
    }
    path = write_columns(columns, tmp_path / "atlas.parquet")
    with open_sql() as sql:
        found = sql.from_parquet(str(path)).fetchall()
    assert found == [(2014, "PRK", 0.25), (2014, "CHN", 0.5)]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        write_columns({"a": np.zeros(1)}, tmp_path / "gone" / "atlas.parquet")
