"""What a seller loses when a buyer stops buying."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_economy import make_economy

from suzerain.measures.extraction import circulate, extraction_losses, own_content
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.even import even_economy
from suzerain.measures.judge.shock import cut, every_cut, no_shock, stack
from suzerain.measures.judge.welfare import welfare
from suzerain.measures.judged import fast_losses
from suzerain.measures.sales import sales_losses

economies = st.builds(
    make_economy, st.integers(0, 2**32), home=st.sampled_from([0.5, 5, 100])
)


@given(economies)
def test_with_one_elasticity_the_loss_is_that_of_extraction_over_1_plus_theta(economy):
    object.__setattr__(economy, "elasticity", np.full(3, 4.0))
    shocks = every_cut(economy)
    found = sales_losses(economy, shocks)
    sellers, _ = extraction_losses(circulate(economy))
    each = np.arange(len(shocks))
    lost = sellers[shocks.exporter, shocks.importer]
    assert np.allclose(found[each, shocks.exporter], -np.log1p(-lost) / 5)


def test_by_hand_without_links():
    """A tenth of what Isle makes goes to Land; theta is 2."""
    world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
    found = sales_losses(world, cut(world, "Land", "Isle"))[0]
    assert found == pytest.approx([0, -math.log(0.9) / 3, 0])


@given(economies)
def test_only_sellers_lose(economy):
    found = sales_losses(economy, cut(economy, ["R0", "R1"], "R2"))[0]
    assert found[2] > 0
    assert not found[[0, 1, 3]].any()


@given(economies, st.floats(0, 1), st.floats(0, 1))
def test_a_harder_cut_never_costs_less(economy, one, two):
    soft, hard = sorted((one, two))
    less, more = (
        sales_losses(economy, cut(economy, "R0", "R1", part=part))[0, 1]
        for part in (soft, hard)
    )
    assert less <= more * (1 + 1e-9) + 1e-15


@given(economies)
def test_shocks_behind_one_another_do_not_touch(economy):
    one, two = cut(economy, "R0", "R1"), cut(economy, "R2", "R3", both_ways=True)
    found = sales_losses(economy, stack([one, no_shock(economy), two]))
    assert np.allclose(found[0], sales_losses(economy, one)[0])
    assert not found[1].any()
    assert np.allclose(found[2], sales_losses(economy, two)[0])


@given(economies)
def test_a_delivery_holds_at_most_its_worth_in_own_value_added(economy):
    content = own_content(circulate(economy))
    assert ((content > 0) & (content <= 1 + 1e-9)).all()


@pytest.mark.parametrize("theta", [2.0, 6.0])
@pytest.mark.parametrize("home", [0.5, 0.9])
def test_wages_temper_both_sides_by_the_same_factor_where_all_are_alike(theta, home):
    """Without links the judge's loss is (1 + theta)/(1 + theta(1 + home)) of the fast.

    A region that loses the part e of its exports lets its wage fall until trade
    balances: w^-theta (1 - e) = w w^(theta home); prices follow wages by `home`.
    """
    names = tuple(f"R{k}" for k in range(60))
    world = prepare(even_economy(names, ("Grain",), home=home, elasticity=theta))
    economy = world.economy
    one, two = (
        cut(economy, "R0", "R1", both_ways=both_ways) for both_ways in (False, True)
    )
    after = equilibrium(world, stack([one, two]))
    exact = -np.log1p(welfare(after).real_income)
    bought = fast_losses(economy, one)[0, 0]
    sold = sales_losses(economy, one)[0, 1]
    factor = (1 + theta) / (1 + theta * (1 + home))
    assert exact[0, 0] == pytest.approx(factor * bought, rel=0.02)
    assert exact[0, 1] == pytest.approx(factor * sold, rel=0.02)
    assert exact[1, 0] == pytest.approx(factor * (bought + sold), rel=0.02)
