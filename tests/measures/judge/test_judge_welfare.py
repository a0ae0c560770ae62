"""Welfare is exact, the published number apart, and a coalition's burden shared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from small_worlds import made_world, worlds

from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.burden import share_burden
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.even import even_economy
from suzerain.measures.judge.shock import change, cut
from suzerain.measures.judge.welfare import first_order, welfare

LAWS = settings(max_examples=10, deadline=None)


@LAWS
@given(economy=worlds())
def test_a_small_change_is_worth_what_the_first_order_says(economy):
    baseline = prepare(economy, deficits="closed")
    tariff = economy.tariff * (1 + 1e-5)
    cost = 1 + 1e-5 * (1 - np.eye(len(economy.regions)))[:, :, None]
    shock = change(economy, tariff=tariff, cost=cost + 0 * tariff)
    after = equilibrium(baseline, shock, tolerance=1e-13)
    exact, first = welfare(after).real_income[0], first_order(after).welfare
    assert np.abs(exact).max() > 1e-7
    assert np.allclose(exact, first, atol=2e-8)


@LAWS
@given(economy=worlds())
def test_who_loses_a_supplier_both_ways_loses_income(economy):
    after = equilibrium(
        economy, cut(economy, "A", "B", part=0.9, both_ways=True), deficits="closed"
    )
    if len(economy.regions) == 2:
        assert (welfare(after).real_wage < 0).all()
    assert welfare(after).real_wage[0, :2].sum() < 0


def test_a_whole_cut_has_no_first_order():
    economy = made_world(1)
    after = equilibrium(economy, cut(economy, "A", "B"))
    with pytest.raises(SuzerainError, match="A <- B cuts a flow wholly"):
        first_order(after)


def test_a_failed_shock_has_no_first_order():
    economy = even_economy(("Land", "Isle"), ("Grain",), home=0.0)
    after = equilibrium(economy, cut(economy, "Land", "Isle"))
    with pytest.raises(SuzerainError, match="nobody is left"):
        first_order(after)


@LAWS
@given(economy=worlds())
def test_transfers_add_up_to_nothing_and_leave_all_alike(economy):
    members = economy.regions[1:]
    shock = cut(economy, "A", members, part=0.8, both_ways=True)
    after = equilibrium(economy, shock)
    burden = share_burden(after, members)
    assert burden.transfer.sum() == pytest.approx(0, abs=1e-9)
    places = [economy.regions.index(name) for name in members]
    kept = after.baseline.income[places] * after.price_index[0, places]
    evened = (after.income[0, places] + burden.transfer[0]) / kept - 1
    assert np.allclose(evened, burden.together[0])
    assert burden.alone.min() <= burden.together[0] <= burden.alone.max()


def test_real_income_of_members_alone_is_their_welfare():
    economy = made_world(7)
    after = equilibrium(economy, cut(economy, "A", ["B", "C"], part=0.5))
    burden = share_burden(after, ("B", "C"))
    assert np.allclose(burden.alone, welfare(after).real_income[:, 1:])
