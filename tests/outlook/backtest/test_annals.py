"""What was on record at the end of a year, and nothing later."""

import made_history as made
import numpy as np
import pytest

from suzerain.outlook.backtest.annals import NAMES, Annals, packed, unpacked
from suzerain.outlook.backtest.tables import until
from suzerain.sources.sql import open_sql

YEARS = np.array([1993, 1995, 1993])
OF, TO = ["AAA", "BBB", "CCC"], ["BBB", "CCC", "AAA"]


def test_a_code_travels_as_a_number_and_comes_back():
    with open_sql() as sql:
        codes = sql.sql("FROM (VALUES ('PRK'), ('SUN')) v(code)")
        found = codes.project(packed("code"))
        assert unpacked(one for (one,) in found.fetchall()) == ("PRK", "SUN")


def test_every_column_is_there_and_of_what_was_published_by_then():
    columns = Annals(made.tables()).columns(YEARS, OF, TO)
    assert set(columns) == set(NAMES)
    flow = made.flows_of(1994)
    np.fill_diagonal(flow, 0)
    assert columns["import_share"][1] == pytest.approx(flow[1, 2] / flow[1].sum())
    assert columns["power_gap"][1] == pytest.approx(0.01)
    assert columns["log_product"][0] == pytest.approx(np.log(1e4))


def test_later_years_change_nothing_that_was_on_record():
    whole = made.tables()
    early = Annals(until(whole, 1995)).columns(YEARS, OF, TO)
    late = Annals(whole).columns(YEARS, OF, TO)
    assert not np.isnan(early["dependence"]).any()
    for name in NAMES:
        assert np.array_equal(early[name], late[name], equal_nan=True), name


def test_a_year_without_flows_is_unobserved_and_not_zero():
    columns = Annals(made.tables()).columns(np.array([2005]), ["AAA"], ["BBB"])
    assert np.isnan(columns["dependence"][0])
    assert np.isnan(columns["import_share"][0])


def test_an_unobserved_flow_is_unobserved_for_that_pair_only():
    flow = made.flows_of(1993)
    flow[0, 1] = np.nan
    annals = Annals(made.tables(flows={1993: flow}))
    columns = annals.columns(YEARS + 1, OF, TO)
    assert np.isnan(columns["dependence"][0])
    assert not np.isnan(columns["dependence"][2])
    assert np.isnan(annals.amounts(YEARS, OF, TO)[0])


def test_a_distance_is_that_of_the_nearest_year_that_lists_the_pair():
    tables = made.tables()
    near = {
        name: np.append(values, values[:1])
        for name, values in tables["distances"].items()
    }
    near["listed"][-1], near["km"][-1] = 1994, 7.0
    annals = Annals({**tables, "distances": near})
    found = annals.columns(np.array([1990, 1996]), ["AAA"] * 2, ["BBB"] * 2)
    assert np.expm1(found["log_distance"]) == pytest.approx([100.0, 7.0])


def test_trade_of_the_year_itself_is_not_known_yet_and_its_votes_are():
    tables = made.tables()
    annals = Annals(tables)
    changed = made.tables(flows={1995: made.flows_of(1995)[::-1]})
    changed["votes"]["agreement"] = np.where(
        changed["votes"]["year"] == 1995, 0.25, changed["votes"]["agreement"]
    )
    one, other = (
        two.columns(np.array([1995]), ["AAA"], ["BBB"])
        for two in (annals, Annals(changed))
    )
    assert one["dependence"][0] == other["dependence"][0]
    assert other["apart"][0] == 0.75 != one["apart"][0]


@pytest.mark.parametrize(
    ("table", "column", "feature"),
    [
        ("products", "product", "log_product"),
        ("products", "product", "log_other_product"),
        ("power", "cinc", "power_gap"),
    ],
)
def test_a_statistic_of_the_year_itself_is_known_a_year_later(table, column, feature):
    tables = made.tables()
    old = tables[table]
    grown = np.where(old["year"] == 1995, old[column] * 3, old[column])
    changed = {**tables, table: {**old, column: grown}}
    asked = np.array([1995, 1996]), ["AAA"] * 2, ["BBB"] * 2
    before, after = (Annals(one).columns(*asked)[feature] for one in (tables, changed))
    assert (before == after).tolist() == [True, False]


def test_votes_count_both_ways():
    codes, apart = Annals(made.tables()).apart(1991)
    assert codes == made.CODES
    assert np.array_equal(apart, apart.T, equal_nan=True)
