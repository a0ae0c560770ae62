"""Votes, coalitions and chances of victory, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from plain_spatial_model import chances, coalition_matrix

from suzerain.strategy.classics.spatial_model.rules import CHOICES
from suzerain.strategy.classics.spatial_model.voting import (
    coalitions,
    response,
    victory,
)

BY_HAND = {
    "Binary": (1.0, -1.0),
    "PropBin": (0.8 * 0.3 + 0.2, -0.8 * 0.6 - 0.2),
    "Prop": (0.3, -0.6),
    "PropCbc": (0.15 + 0.0135, -0.3 - 0.108),
    "Cubic": (0.027, -0.216),
    "ASymProsp": (0.2, -0.6),
}


@pytest.mark.parametrize("rule", CHOICES["voting_rule"])
def test_votes_for_a_gain_and_a_loss(rule):
    assert response(np.array([0.3, -0.6]), rule) == pytest.approx(BY_HAND[rule])


def test_a_binary_vote_is_in_proportion_near_nothing():
    assert response(np.array([4e-9, 0.0]), "Binary") == pytest.approx([0.4, 0.0])


def test_under_prospect_theory_the_earlier_option_gains_from_losses_in_full():
    worth = np.array([[0.9, 0.3]])
    swapped = worth[:, ::-1].copy()
    assert coalitions(np.array([1.0]), worth, "ASymProsp")[0, 1] == pytest.approx(0.6)
    assert coalitions(np.array([1.0]), swapped, "ASymProsp")[1, 0] == pytest.approx(0.4)


@pytest.mark.parametrize("rule", CHOICES["voting_rule"])
def test_coalitions_are_those_of_the_plain_loops(rule):
    rng = np.random.default_rng(3)
    weight, worth = rng.uniform(1, 9, 6), rng.uniform(0, 1, (6, 5))
    plain = coalition_matrix(rule, weight.tolist(), worth.tolist())
    assert coalitions(weight, worth, rule) == pytest.approx(np.array(plain))


@pytest.mark.parametrize(
    ("model", "chance"),
    [("Linear", 2 / 3), ("Square", 4 / 5), ("Quartic", 16 / 17), ("Octic", 256 / 257)],
)
def test_an_advantage_of_two_to_one(model, chance):
    found = victory(np.array([[1e-8, 2.0], [1.0, 1e-8]]), model)
    assert found == pytest.approx(np.array([[0.5, chance], [1 - chance, 0.5]]))


@pytest.mark.parametrize(
    ("ratio", "chance"),
    [(1.2, 1 / (1 + 1e-6)), (1.1, 1 / (1 + 1e-6)), (1.0, 0.5), (1.05, 0.7560975609756)],
)
def test_a_tenth_more_is_sure_under_the_binary_model(ratio, chance):
    found = victory(np.array([[1.0, ratio], [1.0, 1.0]]), "Binary")
    assert found[0, 1] == pytest.approx(chance)
    assert found[1, 0] == pytest.approx(1 - chance)


@pytest.mark.parametrize("model", CHOICES["victory_model"])
def test_chances_are_those_of_the_plain_loops(model):
    strength = np.random.default_rng(4).uniform(1, 1.5, (6, 6))
    plain = chances(model, strength.tolist())
    assert victory(strength, model) == pytest.approx(np.array(plain))
