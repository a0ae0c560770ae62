"""The fast measure held against the judge."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_economy import make_economy

from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import autarky, cut, every_cut, no_shock, stack
from suzerain.measures.judged import (
    Trials,
    fast_losses,
    judge,
    slopes,
    try_every_cut,
)
from suzerain.measures.links import coalition_losses, pair_losses

WORLD = make_economy(11)


@given(st.integers(0, 2**32), st.booleans())
def test_losses_of_shocks_are_those_of_pairs_and_coalitions(seed, links):
    economy = make_economy(seed)
    pairs = pair_losses(economy, links=links)
    shocks = every_cut(economy)
    found = fast_losses(economy, shocks, links=links)
    each = np.arange(len(shocks))
    expected = pairs[shocks.importer, shocks.exporter]
    assert np.allclose(found[each, shocks.importer], expected, rtol=1e-9)
    joint = cut(economy, "R0", ["R1", "R2"], sectors=["s1"], part=0.5)
    together = coalition_losses(
        economy, ["R1", "R2"], sectors=["s1"], part=0.5, links=links
    )
    assert fast_losses(economy, joint, links=links)[0, 0] == pytest.approx(together[0])


def test_shocks_behind_one_another_do_not_touch():
    one, two = cut(WORLD, "R0", "R1"), cut(WORLD, "R2", "R3", both_ways=True)
    both = fast_losses(WORLD, stack([one, no_shock(WORLD), two]))
    assert np.allclose(both[0], fast_losses(WORLD, one)[0])
    assert np.allclose(both[1], 0, atol=1e-12)
    assert np.allclose(both[2], fast_losses(WORLD, two)[0])


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_with_nobody_else_to_move_the_real_wage_is_the_fast_measure(seed):
    """In autarky no foreign cost is left to hold, and wages drop out of w/P."""
    baseline = prepare(make_economy(seed), deficits="closed")
    after = equilibrium(baseline, autarky(baseline.economy, "R1"))
    found = judge(after, ["R1"])[0]
    assert found.real_wage == pytest.approx(found.fast_with_links, rel=1e-6)


def test_a_region_that_only_cuts_one_way_loses_nothing_fast_and_something_judged():
    baseline = prepare(WORLD, deficits="closed")
    after = equilibrium(baseline, cut(baseline.economy, "R0", "R1"))
    target, cutter = judge(after, ["R0", "R1"])
    assert cutter.fast == cutter.fast_with_links == 0
    assert cutter.real_income < 0
    assert target.fast_with_links < target.fast < 0
    assert target.region == "R0"


def test_a_shock_that_is_not_solved_is_no_number():
    baseline = prepare(WORLD, deficits="closed")
    after = equilibrium(baseline, cut(baseline.economy, "R0", "R1"))
    unsolved = replace(
        after, converged=np.array([False]), reason=("no world clears its markets",)
    )
    with pytest.raises(SuzerainError, match="is not solved: no world clears"):
        judge(unsolved, ["R0"])


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
    )


def test_slopes_go_through_nothing_and_leave_out_what_is_unsolved():
    trials = made_trials([0.1, 0.2, 0.4, 0.3], [0.1, 0.3, 0.4, np.nan])
    plain, _, linked, twice = slopes(trials)
    expected = (0.01 + 0.06 + 0.16) / (0.01 + 0.04 + 0.16)
    assert linked.slope == pytest.approx(expected)
    assert plain.slope == pytest.approx(2 * expected)
    assert twice.slope == pytest.approx(2 * expected)
    assert (linked.cuts, linked.unsolved) == (3, 1)
    assert linked.rank_correlation == pytest.approx(1)
    assert linked.correlation == pytest.approx(
        np.corrcoef([0.1, 0.2, 0.4], [0.1, 0.3, 0.4])[0, 1]
    )
    assert linked.relative_error == pytest.approx((0 + 1 / 3 + 0) / 3)
    assert [one.judged for one in (plain, twice)] == ["one-way", "two-way"]


def test_only_the_largest_are_taken_when_asked():
    trials = made_trials([0.1, 0.2, 0.4], [0.9, 0.2, 0.4])
    assert slopes(trials, largest=2)[2].slope == pytest.approx(1)


def test_a_slope_needs_two_cuts():
    with pytest.raises(SuzerainError, match="1 one-way cut-offs are solved"):
        slopes(made_trials([0.1], [0.1]))
