"""Import flows that fall by half: outcomes, voids, and nothing known too early."""

import made_history as made
import numpy as np
import pytest
from real_tables import real_shelf

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.annals import QUERIES
from suzerain.outlook.backtest.studies.imports_halved import (
    BREAK,
    GONE,
    UNSEEN,
    rows_of,
)
from suzerain.outlook.backtest.tables import read_tables, until

REGISTER = load_register()


def row_of(rows, year, importer, exporter):
    """The row of a flow of a year; it is asked about when it is on record."""
    year += 1
    unit = rows.units.index((importer, exporter))
    found = np.flatnonzero((rows.origin == year) & (rows.unit == unit))
    return int(found[0]) if len(found) else None


def with_fall(factor):
    """The flow from B to A changes by a factor between 1993 and 1996."""
    flow = made.flows_of(1996)
    flow[0, 1] = made.flows_of(1993)[0, 1] * factor
    return rows_of(made.tables(flows={1996: flow}), REGISTER)


@pytest.mark.parametrize(("factor", "halved"), [(0.5, 1), (0.51, 0), (0, 1), (2, 0)])
def test_half_or_less_is_halved(factor, halved):
    rows = with_fall(factor)
    row = row_of(rows, 1993, "AAA", "BBB")
    assert rows.outcome[row] == halved
    assert rows.settled[row] == 1997


def test_a_flow_unobserved_at_the_end_is_void_and_not_a_fall():
    flow = made.flows_of(1996)
    flow[0, 1] = np.nan
    rows = rows_of(made.tables(flows={1996: flow}), REGISTER)
    assert row_of(rows, 1993, "AAA", "BBB") is None
    assert rows.void == {UNSEEN: 1}


def test_a_state_that_is_gone_at_the_end_is_void_and_not_a_fall():
    flow = made.flows_of(1996)
    flow[5], flow[:, 5] = np.nan, np.nan
    rows = rows_of(made.tables(flows={1996: flow}), REGISTER)
    assert rows.void[GONE] == 10
    assert row_of(rows, 1993, "FFF", "AAA") is None
    assert row_of(rows, 1992, "FFF", "AAA") is not None


def test_a_population_that_jumps_within_the_window_is_void():
    tables = made.tables()
    power = tables["power"]
    power["population"][(power["state"] == "CCC") & (power["year"] >= 1995)] = 700.0
    rows = rows_of(tables, REGISTER)
    assert {int(year) for year in range(1992, 1995)} == {
        year for year in made.YEARS[:7] if row_of(rows, year, "CCC", "AAA") is None
    }
    assert rows.void == {BREAK: 3 * 10}


def test_after_the_last_year_the_outcome_is_not_known():
    rows = rows_of(made.tables(), REGISTER)
    late = rows.origin > made.YEARS[-1] - 2
    assert np.isnan(rows.outcome[late]).all()
    assert not np.isnan(rows.outcome[~late]).any()


def test_small_flows_are_not_asked_about():
    flow = made.flows_of(1993)
    flow[0, 1] = 9.9
    rows = rows_of(made.tables(flows={1993: flow}), REGISTER)
    assert row_of(rows, 1993, "AAA", "BBB") is None
    assert row_of(rows, 1994, "AAA", "BBB") is not None


def test_nothing_of_a_later_year_is_known():
    whole = made.tables()
    cut = rows_of(until(whole, 1995), REGISTER)
    made.assert_nothing_is_known_before_its_time(rows_of(whole, REGISTER), cut, 1995)


def test_growth_is_over_the_years_before():
    rows = rows_of(made.tables(), REGISTER)
    row = row_of(rows, 1995, "AAA", "BBB")
    now, before = made.flows_of(1995)[0, 1], made.flows_of(1992)[0, 1]
    assert rows.features["growth"][row] == pytest.approx(
        np.log1p(now) - np.log1p(before)
    )


def test_the_break_up_of_a_union_and_the_isolation_of_a_buyer_read_as_they_were():
    shelf = real_shelf(cow_trade="cow_trade_4.0", nmc="cow_nmc_7.0")
    real = [one for one in QUERIES if one.dataset in ("cow-trade", "nmc")]
    rows = rows_of({**made.tables(), **read_tables(real, shelf)}, REGISTER)
    pairs = [rows.units[unit] for unit in rows.unit]
    union = [row for row, pair in enumerate(pairs) if "SUN" in pair]
    # flows of 1987; from 1988 on the window holds the year in which it shrank
    assert rows.origin[union].max() == 1988
    buyer = [
        row
        for row, pair in enumerate(pairs)
        if pair[0] == "IRQ" and rows.origin[row] == 1990
    ]
    assert len(buyer) > 15
    assert np.nanmean(rows.outcome[buyer]) > 0.9
