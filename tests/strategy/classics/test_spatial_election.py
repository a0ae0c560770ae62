"""The probabilistic Condorcet election."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model import election
from suzerain.strategy.classics.spatial_model.election import elect
from suzerain.strategy.classics.spatial_model.rules import CHOICES
from suzerain.strategy.classics.spatial_model.voting import victory

THREE = np.array([[1e-8, 3.0, 1.0], [1.0, 1e-8, 2.0], [1.0, 2.0, 1e-8]])


def test_conditional_is_the_product_of_chances():
    """Chances in pairs: 3/4, 1/2; 1/4, 1/2; 1/2, 1/2."""
    products = np.array([0.5 * 0.75 * 0.5, 0.25 * 0.5 * 0.5, 0.5 * 0.5 * 0.5])
    found = elect(THREE, victory(THREE, "Linear"), "Conditional")
    assert found == pytest.approx(products / products.sum())


@pytest.mark.parametrize("model", CHOICES["election_model"])
def test_one_option_is_certain(model):
    assert elect(np.full((1, 1), 1e-8), np.full((1, 1), 0.5), model) == [1]


@pytest.mark.parametrize("model", CHOICES["election_model"])
def test_equal_options_are_equally_probable(model):
    even = np.full((4, 4), 2.0)
    assert elect(even, victory(even, "Linear"), model) == pytest.approx([0.25] * 4)


def test_uniform_challenges_rest_where_coming_and_going_balance():
    """Of two options, one that wins 0.7 of the contests is there 0.7 of the time."""
    chance = np.array([[0.5, 0.7], [0.3, 0.5]])
    found = elect(np.ones((2, 2)), chance, "MarkovUniform")
    assert found == pytest.approx([0.7, 0.3], abs=1e-5)


def test_with_incentives_the_favourite_is_hardly_challenged():
    strength = np.array([[1e-8, 9.0], [1.0, 1e-8]])
    chance = victory(strength, "Linear")
    found = elect(strength, chance, "MarkovIncentive")
    moved = found.copy()
    incentive = strength * chance + 1e-10 * np.eye(2)
    challenge = incentive / incentive.sum(axis=0)
    for i in range(2):
        moved[i] = sum(
            chance[i, j] * (found[i] * challenge[j, i] + found[j] * challenge[i, j])
            for j in range(2)
        )
    assert moved == pytest.approx(found, abs=1e-7)
    assert found.sum() == pytest.approx(1)


def test_products_too_small_for_a_float_still_add_up_to_one():
    options = 2000
    strength = np.full((options, options), 1.0)
    strength[0] = 1.5
    found = elect(strength, victory(strength, "Linear"), "Conditional")
    assert found.sum() == pytest.approx(1)
    assert found[0] == pytest.approx(1)


def test_a_markov_election_that_does_not_settle_is_refused(monkeypatch):
    monkeypatch.setattr(election, "MOST_PASSES", 1)
    with pytest.raises(StrategyError, match="has not settled"):
        elect(THREE, victory(THREE, "Linear"), "MarkovUniform")
