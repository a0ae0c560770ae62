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
from suzerain.measures.judged import fast_losses, judge, made_dearer
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


def test_what_is_made_dearer_is_a_tariff_equivalent():
    shock = cut(WORLD, "R0", "R1", sectors=["s1"])
    dear = fast_losses(WORLD, made_dearer(WORLD, shock, 1.4))[0, 0]
    assert dear == pytest.approx(pair_losses(WORLD, sectors=["s1"], tariff=1.4)[0, 1])
    with pytest.raises(SuzerainError, match=r"a factor of 0\.9"):
        made_dearer(WORLD, shock, 0.9)
