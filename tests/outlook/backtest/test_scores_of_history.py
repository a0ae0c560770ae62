"""Areas under the curve, intervals and ranks, against plain twins."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.scores import (
    area_under_curve,
    area_within,
    highest,
    in_order,
    interval,
    mean_by_draw,
    rank_of,
    reliability,
    resamples,
)

FEW = st.lists(
    st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.sampled_from([0.0, 1.0])),
    min_size=2,
    max_size=30,
)


def slow_area(p, o, w=None):
    w = np.ones(len(p)) if w is None else w
    won = whole = 0.0
    for i in range(len(p)):
        for j in range(len(p)):
            if o[i] == 1 and o[j] == 0:
                whole += w[i] * w[j]
                won += w[i] * w[j] * ((p[i] > p[j]) + 0.5 * (p[i] == p[j]))
    return won / whole if whole else np.nan


@given(FEW)
def test_the_area_counts_pairs_and_half_of_ties(cells):
    p, o = np.array(cells).T
    assert np.isclose(area_under_curve(p, o), slow_area(p, o), equal_nan=True)


@given(FEW, st.integers(0, 9))
def test_a_draw_of_units_counts_their_rows_so_often(cells, seed):
    p, o = np.array(cells).T
    unit = np.arange(len(p)) % 4
    draws = resamples(unit, 5, seed)
    found = in_order(p, o).areas(unit, draws)
    slow = [slow_area(p, o, draw[unit].astype(float)) for draw in draws]
    assert np.allclose(found, slow, equal_nan=True)


@given(FEW)
def test_a_rising_change_of_forecasts_keeps_the_area(cells):
    p, o = np.array(cells).T
    one, other = area_under_curve(p, o), area_under_curve(p**3, o)
    assert np.isclose(one, other, equal_nan=True)


def test_one_class_has_no_area():
    assert np.isnan(area_under_curve(np.array([0.1, 0.2]), np.zeros(2)))
    assert np.isnan(area_within(np.array([0.1, 0.2]), np.zeros(2), np.array([1, 1])))


def test_every_draw_holds_as_many_units_as_there_are():
    unit = np.array([0, 0, 3, 5])
    draws = resamples(unit, 50, 1)
    assert (draws.sum(axis=1) == 3).all()
    assert not draws[:, [1, 2, 4]].any()


def test_the_same_seed_draws_the_same_and_another_seed_does_not():
    unit = np.arange(30)
    one, again, other = (resamples(unit, 4, seed) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_mean_by_draw_is_that_of_the_rows_drawn():
    values, unit = np.array([1.0, 2.0, 6.0]), np.array([0, 0, 1])
    draws = np.array([[1, 1], [2, 0]], dtype=np.int32)
    assert mean_by_draw(values, unit, draws).tolist() == [3.0, 1.5]


def test_clustered_intervals_are_wider_when_units_repeat_themselves():
    rng = np.random.default_rng(1)
    p = rng.uniform(size=100)
    o = (rng.uniform(size=100) < p) * 1.0
    many_p, many_o = np.tile(p, 9), np.tile(o, 9)
    same, own = np.tile(np.arange(100), 9), np.arange(900)

    def width(unit):
        areas = in_order(many_p, many_o).areas(unit, resamples(unit, 200, 1))
        low, high = interval(areas, load_register())
        return high - low

    assert width(same) > 2 * width(own)


def test_no_draw_that_can_be_reckoned_leaves_no_interval():
    assert interval(np.array([np.nan]), load_register()) is None


@given(FEW, st.integers(1, 6))
def test_reliability_groups_hold_every_row_once_and_never_part_a_tie(cells, count):
    p, o = np.array(cells).T
    bins = reliability(p, o, count)
    assert sum(one.n for one in bins) == len(p)
    assert sum(one.n * one.observed for one in bins) == pytest.approx(o.sum())
    assert all(a.high < b.low for a, b in itertools.pairwise(bins))
    assert len(bins) <= count


def test_all_of_a_year_are_looked_at_when_there_are_few():
    years = np.array([1, 1, 2])
    found = highest(np.array([0.1, 0.2, 0.3]), np.array([1.0, 0, 1]), years, 20)
    assert found == pytest.approx(2 / 3)


def test_a_candidate_without_a_forecast_has_no_rank():
    with pytest.raises(OutlookError, match="without a forecast"):
        rank_of(np.array([np.nan, 0.3]), 0)


def test_an_interval_leaves_as_much_out_above_as_below():
    low, high = interval(np.arange(1001.0), load_register())
    assert (low, high) == pytest.approx((50, 950))


@given(FEW, FEW)
def test_the_area_within_years_is_that_of_all_pairs_of_one_year(one, other):
    p, o = np.array([*one, *other]).T
    year = np.repeat([1990, 1991], [len(one), len(other)])
    won = whole = 0.0
    for here in (year == 1990, year == 1991):
        pairs = o[here].sum() * (1 - o[here]).sum()
        whole += pairs
        won += pairs * slow_area(p[here], o[here]) if pairs else 0
    found = area_within(p, o, year)
    assert found == pytest.approx(won / whole) if whole else np.isnan(found)


def test_the_highest_forecast_has_the_first_rank_and_ties_share_theirs():
    p = np.array([0.1, 0.9, 0.5, 0.5])
    assert [rank_of(p, k) for k in range(4)] == [4, 1, 2.5, 2.5]
