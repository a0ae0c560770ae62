"""Datasets become observations with their cells and their own doubt."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_data import made_shelf
from real_tables import real_shelf

from suzerain.core.assumption import load_register
from suzerain.core.codes import goods, read_table
from suzerain.core.errors import DataMissing, SourceError, UnknownName
from suzerain.evidence.tabled import ASKING
from suzerain.evidence.tabulate import doubted, tabulate
from suzerain.sources.answers import opened
from suzerain.sources.dataset import dataset
from suzerain.sources.shelf import Shelf

REGISTER = load_register()
EAST = ("CHN", "PRK", "RUS")
shares = st.floats(0.001, 0.999)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return made_shelf(tmp_path_factory.mktemp("made"))


def seen(shelf, *names, **more):
    found = tabulate(EAST, names, REGISTER, shelf=shelf, **more)
    return {one.id: one for one in found}


def test_a_share_of_imports_is_the_flow_over_the_sum_of_flows(shelf):
    one = seen(shelf, "cow-trade")["observed.cow-trade.imports.CHN.PRK.2014"]
    assert one.value == pytest.approx(3883 / (3883 + 90 + 900))
    start = "cell.cow-trade.dyads.2014.importer PRK"
    assert {cell.id: cell.value for cell in one.cells} == {
        f"{start}.exporter CHN.smooth_flow": 3883.0,
        f"{start}.smooth_flow": 4873.0,
    }
    assert one.spread.low < one.value < one.spread.high
    assert one.basis == ("dataset.trade_reports",)


def test_a_share_of_exports_goes_to_the_market(shelf):
    one = seen(shelf, "cow-trade")["observed.cow-trade.exports.CHN.PRK.2014"]
    assert one.value == pytest.approx(2845 / (2845 + 10 + 430))
    assert one.good == "exports"


def test_a_share_of_trade_is_of_imports_and_exports(shelf):
    one = seen(shelf, "cow-trade")["observed.cow-trade.trade.CHN.PRK.2014"]
    assert one.value == pytest.approx((3883 + 2845) / (4873 + 3285))


def test_years_may_be_chosen_and_what_holds_always_stays(shelf):
    found = seen(shelf, "cow-trade", "factbook", years=range(2014, 2015))
    assert {one.year for one in found.values()} == {2014, None}


def test_a_factbook_share_is_good_to_half_a_per_cent(shelf):
    one = seen(shelf, "factbook")["observed.factbook.imports.CHN.PRK.2023"]
    assert (one.value, one.spread.low, one.spread.high) == (0.97, 0.965, 0.975)


def test_partners_that_are_likely_miscoded_are_left_out(shelf):
    found = tabulate(("PRK", "TGO"), ["factbook"], REGISTER, shelf=shelf)
    assert found == ()


def test_a_border_is_known_to_half_a_kilometre(shelf):
    one = seen(shelf, "factbook")["observed.factbook.border.CHN.PRK"]
    assert (one.value, one.unit) == (1352, "km")
    assert (one.spread.low, one.spread.high) == (1351.5, 1352.5)


def test_products_are_added_up_to_goods(shelf):
    found = seen(shelf, "baci")
    oil = found["observed.baci.supply.oil.RUS.PRK.2014"]
    assert oil.value == pytest.approx(400 / 1000)
    assert oil.cells[0].value == 400
    chips = found["observed.baci.supply.semiconductors.CHN.PRK.2014"]
    assert chips.value == 1
    whole = found["observed.baci.imports.CHN.PRK.2014"]
    assert whole.value == pytest.approx(9600 / 10000)


def test_states_and_groups_that_no_dataset_has_are_passed_over(shelf):
    assert tabulate(("NATO", "EU", "XAB"), ["factbook"], REGISTER, shelf=shelf) == ()


def test_a_dataset_without_shares_is_refused(shelf):
    with pytest.raises(SourceError, match="nmc holds no share"):
        tabulate(EAST, ["nmc"], REGISTER, shelf=shelf)


def test_an_unknown_dataset_proposes_the_nearest(shelf):
    with pytest.raises(UnknownName) as raised:
        tabulate(EAST, ["cow-trad"], REGISTER, shelf=shelf)
    assert "'cow-trade'" in raised.value.hint


def test_a_dataset_that_is_not_here_is_missing(tmp_path):
    with pytest.raises(DataMissing, match="factbook"):
        tabulate(EAST, ["factbook"], REGISTER, shelf=Shelf(tmp_path))


def test_every_question_names_tables_and_columns_of_its_dataset():
    for one in ASKING:
        for cell in one.cells:
            table = dataset(one.dataset).table(cell.table)
            assert cell.column in {column.name for column in table.columns}


def test_every_good_of_products_is_a_good_and_no_product_counts_twice():
    rows = [(row["good"], row["product"]) for row in read_table("goods_products.csv")]
    assert {good for good, _ in rows} <= set(goods())
    inside = [
        (one, other)
        for one in rows
        for other in rows
        if one != other and one[0] == other[0] and one[1].startswith(other[1])
    ]
    assert inside == []


@given(shares, st.floats(0, 3), st.floats(0, 3))
def test_more_doubt_never_narrows_a_share(value, one, other):
    narrow, wide = doubted(value, min(one, other)), doubted(value, max(one, other))
    assert wide.low <= narrow.low <= value <= narrow.high <= wide.high
    assert wide.low >= 0
    assert wide.high <= 1


@given(shares, st.floats(0, 3))
def test_doubt_is_the_same_for_a_share_and_for_the_rest(value, step):
    one, rest = doubted(value, step), doubted(1 - value, step)
    assert math.isclose(one.low, 1 - rest.high, abs_tol=1e-9)


def test_nothing_and_all_stay_what_they_are():
    assert doubted(0.0, 1.0).high == 0
    assert doubted(1.0, 1.0).low == 1


def test_the_doubts_about_trade_are_those_of_the_data():
    """Reasons of dataset.trade_reports and dataset.drift, on ../shared/data."""
    shelf = real_shelf(cow_trade="cow_trade_4.0")
    with opened() as sql:
        for table in ("dyads", "national"):
            shelf.table(sql, "cow-trade", table).create_view(table)
        mirror = sql.sql(
            "WITH z AS (SELECT exporter, year, sum(flow) AS x FROM dyads "
            "WHERE year >= 1992 GROUP BY ALL) "
            "SELECT quantile_cont(abs(ln(z.x / n.exports)), 0.8) FROM z "
            "JOIN national AS n ON n.state = z.exporter AND n.year = z.year "
            "WHERE n.exports > 0 AND z.x > 0"
        ).fetchall()[0][0]
        drift = sql.sql(
            "WITH s AS (SELECT d.year, d.importer, d.exporter, "
            "ln(d.flow / (n.imports - d.flow)) AS odds, row_number() OVER "
            "(PARTITION BY d.year, d.importer ORDER BY d.flow DESC) AS place "
            "FROM dyads AS d JOIN national AS n "
            "ON n.state = d.importer AND n.year = d.year "
            "WHERE d.flow > 0 AND d.flow < n.imports AND d.year >= 1992) "
            "SELECT quantile_cont(abs(b.odds - a.odds), 0.8) FROM s AS a JOIN s AS b "
            "ON b.importer = a.importer AND b.exporter = a.exporter "
            "AND b.year = a.year + 10 WHERE a.place = 1"
        ).fetchall()[0][0]
    declared = REGISTER["dataset.trade_reports"].spread.centre
    assert round(mirror, 2) == declared
    yearly = drift / np.sqrt(10)
    assert round(float(yearly), 2) == REGISTER["dataset.drift"].spread.centre
