"""How well the fast measure foretells the judge."""

from __future__ import annotations

import numpy as np
import pytest
from small_economy import make_economy

from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import cut
from suzerain.measures.judged import judge
from suzerain.measures.trials import Trials, slopes, try_every_cut

WORLD = make_economy(11)


def test_every_cut_is_tried_both_ways():
    baseline = prepare(WORLD, deficits="closed")
    trials = try_every_cut(baseline)
    assert len(trials.target) == len(trials.two_way) == 12
    for k in (0, 5, 11):
        one, two = trials.target[k], trials.cutter[k]
        for way, losses in ((False, trials.one_way), (True, trials.two_way)):
            shock = cut(baseline.economy, one, two, both_ways=way)
            found = judge(equilibrium(baseline, shock), [one])[0]
            assert losses[k] == pytest.approx(-found.real_income, abs=1e-7)
        shock = cut(baseline.economy, one, two)
        found, cutter = judge(equilibrium(baseline, shock), [one, two])
        assert trials.cutter_one_way[k] == pytest.approx(-cutter.real_income, abs=1e-7)
        assert trials.fast[k] == pytest.approx(-found.fast)
        assert trials.fast_with_links[k] == pytest.approx(-found.fast_with_links)


def made_trials(fast, exact):
    count = len(fast)
    return Trials(
        target=("A",) * count,
        cutter=("B",) * count,
        fast=np.array(fast) / 2,
        fast_with_links=np.array(fast),
        one_way=np.array(exact),
        two_way=2 * np.array(exact),
        fast_both_sides=2 * np.array(fast),
        cutter_fast=np.array(fast),
        cutter_one_way=np.array(exact) / 4,
    )


def test_slopes_go_through_0_and_leave_out_what_is_unsolved_or_stops_nothing():
    trials = made_trials([0.1, 0.2, 0.4, 0.3, 0.0], [0.1, 0.3, 0.4, np.nan, 0.0])
    plain, _, linked, twice, whole, sold = slopes(trials)
    expected = (0.01 + 0.06 + 0.16) / (0.01 + 0.04 + 0.16)
    assert linked.slope == pytest.approx(expected)
    assert plain.slope == pytest.approx(2 * expected)
    assert twice.slope == pytest.approx(2 * expected)
    assert whole.slope == pytest.approx(expected)
    assert sold.slope == pytest.approx(expected / 4)
    assert (linked.cuts, linked.unsolved) == (3, 1)
    assert linked.rank_correlation == pytest.approx(1)
    assert linked.correlation == pytest.approx(
        np.corrcoef([0.1, 0.2, 0.4], [0.1, 0.3, 0.4])[0, 1]
    )
    assert linked.relative_error == pytest.approx((0 + 1 / 3 + 0) / 3)
    assert [one.judged for one in (plain, twice, whole, sold)] == [
        "target, one-way",
        "target, two-way",
        "target, two-way",
        "cutter, one-way",
    ]


def test_only_the_largest_are_taken_when_asked():
    trials = made_trials([0.1, 0.2, 0.4], [0.9, 0.2, 0.4])
    assert slopes(trials, largest=2)[2].slope == pytest.approx(1)


def test_where_nothing_differs_there_is_no_correlation():
    one = slopes(made_trials([0.1, 0.1], [0.2, 0.2]))[2]
    assert one.slope == pytest.approx(2)
    assert np.isnan([one.correlation, one.rank_correlation]).all()


def test_a_slope_needs_two_cuts():
    with pytest.raises(SuzerainError, match="1 cut-offs of target, one-way"):
        slopes(made_trials([0.1], [0.1]))


def test_both_sides_are_those_of_a_cut_both_ways():
    baseline = prepare(WORLD, deficits="closed")
    trials = try_every_cut(baseline)
    for k in (1, 7):
        one, two = trials.target[k], trials.cutter[k]
        shock = cut(baseline.economy, one, two, both_ways=True)
        target, _ = judge(equilibrium(baseline, shock), [one, two])
        assert trials.fast_both_sides[k] == pytest.approx(-target.fast_both_sides)
        shock = cut(baseline.economy, one, two)
        _, cutter = judge(equilibrium(baseline, shock), [one, two])
        assert trials.cutter_fast[k] == pytest.approx(-cutter.fast_both_sides)
