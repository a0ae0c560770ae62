"""The best ultimatum is the best of all ultimata."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.fearon import crisis_offer, crisis_offer_among

part = st.floats(0, 1)
small = st.floats(0.01, 1)


def pays(demand, chance, own, refuses):
    war = refuses(demand - chance)
    return demand * (1 - war) + (chance - own) * war


@given(part, part, part, small)
def test_no_demand_on_a_grid_pays_more(chance, own, low, wide):
    offer = crisis_offer(chance, own_cost=own, cost_low=low, cost_high=low + wide)

    def refuses(over):
        return float(np.clip((over - low) / wide, 0, 1))

    best = max(pays(x, chance, own, refuses) for x in np.linspace(0, 1, 201))
    assert float(offer.value) >= best - 1e-9
    assert 0 <= float(offer.war) <= 1
    assert 0 <= float(offer.demand) <= 1 + 1e-12
    assert float(offer.value) == pytest.approx(
        pays(float(offer.demand), chance, own, refuses)
    )


@given(part, part, st.lists(part, min_size=1, max_size=6))
def test_among_types_no_demand_on_a_grid_pays_more(chance, own, costs):
    offer = crisis_offer_among(chance, own_cost=own, costs=costs)

    def refuses(over):
        return sum(cost < over for cost in costs) / len(costs)

    tried = [chance + cost for cost in costs if chance + cost <= 1]
    best = max(pays(x, chance, own, refuses) for x in [*np.linspace(0, 1, 41), *tried])
    assert float(offer.value[0]) >= best - 1e-9


def test_many_even_types_are_a_uniform_distribution():
    costs = (np.arange(20_000) + 0.5) / 20_000 * 0.4
    found = crisis_offer_among(0.5, own_cost=0.1, costs=costs)
    assert float(found.demand[0]) == pytest.approx(0.65, abs=1e-4)
    assert float(found.war[0]) == pytest.approx(0.375, abs=1e-4)


def test_a_side_that_fears_war_enough_never_risks_it():
    offer = crisis_offer(0.5, own_cost=0.5, cost_high=0.4)
    assert float(offer.war) == 0
    assert float(offer.demand) == 0.5


def test_war_without_uncertainty_never_comes():
    offer = crisis_offer_among(0.6, own_cost=0.1, costs=[0.2])
    assert float(offer.demand[0]) == pytest.approx(0.8)
    assert float(offer.war[0]) == 0


def test_draws_run_beside_each_other():
    offer = crisis_offer([0.5, 0.2], own_cost=[0.1, 0.0], cost_high=0.4)
    assert offer.demand == pytest.approx([0.65, 0.4])
    assert offer.war.shape == offer.value.shape == (2,)
    among = crisis_offer_among([0.5, 0.2], own_cost=0.1, costs=[[0.1, 0.3], [0.2, 0.2]])
    assert among.demand == pytest.approx([0.6, 0.4])


@pytest.mark.parametrize(
    "bad",
    [
        {"winning": 1.2},
        {"own_cost": -0.1},
        {"cost_high": 0},
        {"cost_low": 0.5},
        {"cost_high": np.inf},
        {"winning": "much"},
    ],
)
def test_bad_input_is_refused(bad):
    good = {"winning": 0.5, "own_cost": 0.1, "cost_high": 0.4}
    with pytest.raises(StrategyError):
        crisis_offer(**{**good, **bad})


def test_an_unknown_cost_is_refused():
    with pytest.raises(StrategyError, match="nan"):
        crisis_offer_among(0.5, own_cost=0.1, costs=[0.1, np.nan])
