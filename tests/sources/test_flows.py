"""Datasets on a shelf become flows between states."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from real_tables import real_shelf

from suzerain.core.errors import DataMissing, SuzerainError, UnknownName
from suzerain.core.flows import Flows
from suzerain.sources.dataset import dataset
from suzerain.sources.flows import flow_source, flow_sources, read_flows
from suzerain.sources.shelf import Shelf

DYADS = """\
ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2
710,731,2013,20,40,20,40
710,731,2014,25,50,25,60
365,731,2014,0,-9,0,-9
"""
NATIONAL = "ccode,year,imports,exports\n731,2014,100,90\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("files")
    (folder / "Dyadic_COW_4.0.csv").write_text(DYADS)
    (folder / "National_COW_4.0.csv").write_text(NATIONAL)
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    shelf.add(folder, "cow-trade", part=True)
    return shelf


def listed(flows: Flows) -> list[tuple[int, str, str, float]]:
    return [
        (int(year), flows.actors[i], flows.actors[j], float(amount))
        for year, i, j, amount in zip(
            flows.year, flows.recipient, flows.provider, flows.amount, strict=True
        )
    ]


def test_what_was_not_observed_has_no_row_and_a_zero_has_one(shelf: Shelf) -> None:
    assert listed(read_flows("cow-trade", shelf=shelf)) == [
        (2013, "CHN", "PRK", 20.0),
        (2013, "PRK", "CHN", 40.0),
        (2014, "CHN", "PRK", 25.0),
        (2014, "PRK", "CHN", 60.0),
        (2014, "RUS", "PRK", 0.0),
    ]


def test_reported_flows_are_a_source_of_their_own(shelf: Shelf) -> None:
    flows = read_flows("cow-trade-reported", [2014], shelf=shelf)
    assert (2014, "PRK", "CHN", 50.0) in listed(flows)
    assert flows.origin == "cow-trade 4.0"


def test_only_the_years_asked_for_come(shelf: Shelf) -> None:
    flows = read_flows("cow-trade", iter([2013]), shelf=shelf)
    assert set(flows.year.tolist()) == {2013}
    assert flows.actors == ("CHN", "PRK")


@pytest.mark.parametrize("years", [[2015], [2014, 2015], []])
def test_a_year_without_any_flow_is_refused(shelf: Shelf, years: list[int]) -> None:
    with pytest.raises(SuzerainError, match="has no flow") as told:
        read_flows("cow-trade", years, shelf=shelf)
    assert told.value.accepted == "years from 2013 to 2014"


def test_a_dataset_that_was_not_added_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="cow-trade"):
        read_flows("cow-trade", shelf=Shelf(tmp_path))


def test_shares_are_no_flows(shelf: Shelf) -> None:
    with pytest.raises(SuzerainError, match="five largest partners"):
        read_flows("factbook", shelf=shelf)


def test_an_unknown_source_is_told_with_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(UnknownName, match="cow-trad'"):
        read_flows("cow-trad", shelf=shelf)


@pytest.mark.parametrize("name", flow_sources())
def test_every_source_names_a_table_that_is_declared(name: str) -> None:
    source = flow_source(name)
    table = dataset(source.dataset).table(source.table)
    assert "year" in {column.name for column in table.columns}
    units = {column.unit for column in table.columns}
    assert source.unit in units


@pytest.mark.parametrize(("year", "percent"), [(2000, 28), (2010, 66), (2014, 80)])
def test_north_korea_buys_from_china_what_is_published(year: int, percent: int) -> None:
    shelf = real_shelf(cow_trade="cow_trade_4.0")
    flows = read_flows("cow-trade", [year], shelf=shelf)
    bought = flows.recipient == flows.actors.index("PRK")
    chinese = flows.provider == flows.actors.index("CHN")
    share = flows.amount[bought & chinese].sum() / flows.amount[bought].sum()
    assert np.round(100 * share) == percent
