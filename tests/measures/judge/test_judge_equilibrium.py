"""The judge solves the equations of its model, whatever the world and the shock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_worlds import gaps, made_world, plain_real_wage, reordered, worlds

from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.even import even_economy
from suzerain.measures.judge.shock import (
    autarky,
    change,
    cut,
    every_cut,
    no_shock,
    stack,
)
from suzerain.measures.judge.welfare import welfare

LAWS = settings(max_examples=15, deadline=None)
TIGHT = 1e-12


@LAWS
@given(economy=worlds())
def test_without_a_shock_nothing_changes(economy):
    baseline = prepare(economy)
    after = equilibrium(baseline, no_shock(economy), tolerance=TIGHT)
    assert np.allclose(after.wage, 1, atol=1e-10)
    assert np.allclose(after.price, 1, atol=1e-10)
    assert np.allclose(after.trade(), baseline.economy.trade, atol=1e-10)
    assert np.allclose(after.income, baseline.income, rtol=1e-10)


@LAWS
@given(economy=worlds(), part=st.floats(0.1, 1))
def test_every_market_clears_after_a_cut(economy, part):
    shock = cut(economy, "A", "B", part=part, both_ways=True)
    after = equilibrium(prepare(economy, deficits="closed"), shock, tolerance=TIGHT)
    assert after.converged.all()
    assert max(gaps(after).values()) < 1e-9, gaps(after)


@LAWS
@given(economy=worlds(), seed=st.integers(0, 1000))
def test_every_market_clears_after_tariffs_and_costs(economy, seed):
    draw = np.random.default_rng(seed)
    tariff = draw.uniform(0, 0.3, economy.tariff.shape)
    cost = draw.uniform(0.8, 1.5, economy.tariff.shape)
    after = equilibrium(economy, change(economy, tariff=tariff, cost=cost))
    assert max(gaps(after).values()) < 1e-6, gaps(after)


@LAWS
@given(economy=worlds())
def test_the_textbook_loop_comes_to_the_same_answer(economy):
    baseline = prepare(economy, deficits="closed")
    shock = cut(economy, "B", "A", part=0.8)
    after = equilibrium(baseline, shock, tolerance=TIGHT)
    slow = plain_real_wage(baseline.economy, after.weight(), baseline.economy.tariff)
    assert np.allclose(welfare(after).real_wage[0], slow, atol=1e-7)


def test_the_textbook_loop_agrees_on_tariffs_with_deficits():
    economy = made_world(5)
    baseline = prepare(economy)
    tariff = economy.tariff * 0.25
    after = equilibrium(baseline, change(economy, tariff=tariff), tolerance=TIGHT)
    slow = plain_real_wage(baseline.economy, np.ones((3, 3, 2)), tariff)
    assert np.allclose(welfare(after).real_wage[0], slow, atol=1e-7)


@LAWS
@given(economy=worlds(), scale=st.sampled_from((1e-6, 0.1, 1e9)))
def test_the_unit_of_money_changes_nothing(economy, scale):
    other = replace(
        economy, income=economy.income * scale, deficit=economy.deficit * scale
    )
    shock = cut(economy, "A", "B", part=0.5)
    one = equilibrium(economy, shock, tolerance=TIGHT)
    two = equilibrium(other, shock, tolerance=TIGHT)
    assert np.allclose(one.wage, two.wage, rtol=1e-9)
    assert np.allclose(one.spending * scale, two.spending, rtol=1e-9)


@LAWS
@given(economy=worlds(), order=st.randoms(use_true_random=False))
def test_the_order_of_regions_and_sectors_changes_nothing(economy, order):
    regions = list(range(len(economy.regions)))
    sectors = list(range(len(economy.sectors)))
    order.shuffle(regions)
    order.shuffle(sectors)
    other = reordered(economy, regions, sectors)
    one = equilibrium(
        economy, cut(economy, "A", "B", part=0.9), deficits="closed", tolerance=TIGHT
    )
    two = equilibrium(
        other, cut(other, "A", "B", part=0.9), deficits="closed", tolerance=TIGHT
    )
    assert np.allclose(one.wage[:, regions], two.wage, atol=1e-9)
    assert np.allclose(one.price[0][np.ix_(regions, sectors)], two.price[0], atol=1e-9)


def test_many_shocks_at_once_give_what_each_gives_alone():
    economy = made_world(11, regions=6)
    baseline = prepare(economy, deficits="closed")
    shocks = stack([every_cut(economy), every_cut(economy, both_ways=True)])
    assert len(shocks) == 45  # more than the solver holds at once
    together = equilibrium(baseline, shocks, tolerance=TIGHT)
    alone = equilibrium(baseline, cut(economy, "B", "D"), tolerance=TIGHT)
    assert together.converged.all()
    row = shocks.names.index("B <- D")
    assert np.allclose(together.wage[row], alone.wage[0], atol=1e-10)
    assert np.allclose(together.price[row], alone.price[0], atol=1e-10)


def test_what_is_cut_no_longer_flows_and_only_that():
    economy = made_world(3)
    after = equilibrium(economy, cut(economy, "A", "B", sectors=["v"]))
    assert after.trade()[0, 1, 1] == 0
    others = after.trade().copy()
    others[0, 1, 1] = 1
    assert (others > 0).all()


def test_autarky_is_solved_and_leaves_no_trade():
    economy = made_world(8, regions=4)
    after = equilibrium(economy, autarky(economy, "C"), deficits="closed")
    assert after.converged.all()
    share = after.trade()[2]
    assert np.allclose(share.sum(axis=0), share[2])


def test_an_infinite_cost_is_a_cut():
    economy = made_world(4)
    cost = np.ones(economy.tariff.shape)
    cost[0, 1] = np.inf
    one = equilibrium(economy, change(economy, cost=cost), tolerance=TIGHT)
    two = equilibrium(economy, cut(economy, "A", "B"), tolerance=TIGHT)
    assert np.allclose(one.wage, two.wage, atol=1e-10)


def test_tariffs_are_levied_in_a_world_that_had_none():
    economy = made_world(4, taxed=False)
    tariff = np.zeros(economy.tariff.shape)
    tariff[0, 1:] = 0.1
    after = equilibrium(economy, change(economy, tariff=tariff), tolerance=TIGHT)
    assert after.revenue[0, 0] > 0
    assert after.revenue[0, 1] == pytest.approx(0, abs=1e-12)
    assert max(gaps(after).values()) < 1e-9


def test_deficits_are_held_or_closed():
    economy = made_world(6)
    held, closed = prepare(economy), prepare(economy, deficits="closed")
    assert np.array_equal(held.economy.deficit, economy.deficit)
    assert not closed.economy.deficit.any()
    with pytest.raises(SuzerainError, match="deficits 'half'"):
        prepare(economy, deficits="half")


def test_a_region_without_supply_is_named_and_not_a_number():
    economy = even_economy(("Land", "Isle"), ("Grain", "Steel"), home=0.0)
    after = equilibrium(
        economy, stack([cut(economy, "Land", "Isle"), no_shock(economy)])
    )
    assert after.converged.tolist() == [False, True]
    assert after.reason[0] == "nobody is left to supply Land with Grain"
    assert np.isnan(after.wage[0]).all()
    assert np.isnan(welfare(after).real_income[0]).all()
    assert np.isfinite(after.wage[1]).all()


@pytest.mark.parametrize(
    ("deficits", "both_ways", "said"),
    [
        ("held", True, "can buy nothing abroad and sell nothing"),
        ("closed", False, "can buy nothing abroad and sell something"),
    ],
)
def test_a_shock_that_no_trade_balance_fits_says_so(deficits, both_ways, said):
    economy = made_world(9)
    shock = cut(economy, "A", ["B", "C"], both_ways=both_ways)
    after = equilibrium(economy, shock, deficits=deficits)
    assert not after.converged[0]
    assert said in after.reason[0]


def test_a_surplus_can_be_sold_by_who_buys_nothing():
    economy = made_world(9)
    seller = economy.regions[int(economy.deficit.argmin())]
    others = [name for name in economy.regions if name != seller]
    after = equilibrium(economy, cut(economy, seller, others), tolerance=1e-10)
    assert after.converged[0]
    assert max(gaps(after).values()) < 1e-7


def test_a_world_after_a_shock_can_be_shocked_again():
    economy = made_world(2)
    baseline = prepare(economy, deficits="closed")
    half, whole = (cut(economy, "A", "B", part=part) for part in (0.5, 0.75))
    first = equilibrium(baseline, half, tolerance=TIGHT)
    second = equilibrium(prepare(first.economy_after()), half, tolerance=TIGHT)
    once = equilibrium(baseline, whole, tolerance=TIGHT)
    assert np.allclose(first.wage * second.wage, once.wage, atol=1e-9)


def test_the_world_after_a_failed_shock_is_refused():
    economy = even_economy(("Land", "Isle"), ("Grain",), home=0.0)
    after = equilibrium(economy, cut(economy, "Land", "Isle"))
    with pytest.raises(SuzerainError, match="nobody is left"):
        after.economy_after()
