"""Challenges: third parties' votes, chances and gains, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.classics.spatial_model.challenge import (
    best_target,
    expected_gain,
    winning_chance,
)

SEEN = np.array([[1.0, 0.4, 0.7], [0.2, 1.0, 0.5], [0.6, 0.8, 1.0]])
WEIGHT = np.array([2.0, 1.0, 10.0])


def chance(commitment, rule="Prop"):
    found = winning_chance(
        SEEN, WEIGHT, 0, np.array([1]), voting_rule=rule, commitment=commitment
    )
    return float(found[0])


@pytest.mark.parametrize("commitment", ["NoCommit", "FullCommit"])
def test_only_the_two_count_where_third_parties_stake_the_same_either_way(commitment):
    assert chance(commitment) == pytest.approx(1.2 / (1.2 + 0.8))


def test_a_third_party_weighs_what_it_keeps_by_the_odds_of_the_little_contest():
    """It leans 10 * -0.2 = -2 to the target, whose side then has 2.8 against 1.2.

    Helping the challenger: 0.3 (0.6 + 0.6 + 1) + 0.7 (3 * 0.8) = 2.34.
    Opposing it: 0.3 (3 * 0.6) + 0.7 (0.8 + 0.8 + 1) = 2.36. Votes: -0.2.
    """
    assert chance("SemiCommit") == pytest.approx(1.2 / (1.2 + 0.8 + 0.2))


def test_a_challenger_that_prefers_the_targets_position_votes_for_it():
    """Ideals may lag behind positions, so that own utility is not the highest."""
    seen = np.array([[0.5, 0.9], [0.2, 1.0]])
    found = winning_chance(
        seen,
        np.array([1.0, 1.0]),
        0,
        np.array([1]),
        voting_rule="Prop",
        commitment="NoCommit",
    )
    assert found == pytest.approx([1e-10 / (1.2 + 2e-10)])


def test_a_target_that_pays_no_attention_gives_in():
    gain = expected_gain(np.array([[1.0], [0.4]]), np.array([0.0]), np.array([0.1]))
    assert gain == pytest.approx([2 - 1.4])


def test_a_sure_defeat_costs_the_difference_times_attention():
    gain = expected_gain(np.array([[1.0], [0.4]]), np.array([1.0]), np.array([0.0]))
    assert gain == pytest.approx([0.8 - 1.4])


def test_the_first_of_equal_targets_is_taken():
    assert best_target(np.array([0.3, 0.0, 0.3, 0.2]), 3) == 0


@pytest.mark.parametrize("gain", [1e-5, 0.0, -1.0, np.nan])
def test_a_gain_below_the_threshold_is_no_challenge(gain):
    assert best_target(np.array([5.0, gain, -1.0]), 0) is None
