"""Bargains between positions, and utilities behind them, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_spatial_model import bargain_between

from suzerain.strategy.classics.spatial_model.bargaining import interpolate
from suzerain.strategy.classics.spatial_model.perception import (
    distance,
    perceived,
    risk_attitudes,
    utility,
)
from suzerain.strategy.classics.spatial_model.rules import CHOICES

UNIT = st.floats(0, 1)
CARE = st.floats(0.01, 1)


def between(rule, places, cares, chance):
    position, salience = np.array(places)[:, None], np.array(cares)[:, None]
    odds = np.array([chance, 1 - chance])
    return interpolate(position, salience, odds, rule)[:, 0]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("S1P1", 0.25), ("S2P2", 0.1)],  # 0.6 to 0.2; 0.36 to 0.04
)
def test_each_side_pulls_with_salience_and_chance(rule, expected):
    assert between(rule, (0, 1), (0.8, 0.8), 0.75) == pytest.approx([expected] * 2)


def test_only_the_likelier_winner_pulls_under_s2pmax():
    first, second = between("S2PMax", (0.0, 1.0), (0.5, 0.5), 0.75)
    assert first == 0
    assert second == pytest.approx(1 - 0.5 * 0.25 / (0.25 + 1e-6))


@pytest.mark.parametrize("rule", ["S1P1", "S2P2"])
def test_nobody_moves_where_neither_cares(rule):
    assert between(rule, (0.2, 0.7), (0.0, 0.0), 0.5) == pytest.approx([0.2, 0.7])


@given(places=st.tuples(UNIT, UNIT), cares=st.tuples(CARE, CARE), chance=UNIT)
@pytest.mark.parametrize("rule", CHOICES["interpolation"])
def test_a_bargain_is_that_of_the_plain_formula(rule, places, cares, chance):
    found = between(rule, places, cares, chance)
    plain = bargain_between(rule, places, cares, chance)
    assert found == pytest.approx(plain, abs=1.0001e-4 if rule != "S2PMax" else 1e-12)


@given(places=st.tuples(UNIT, UNIT), cares=st.tuples(CARE, CARE), chance=UNIT)
@pytest.mark.parametrize("rule", CHOICES["interpolation"])
def test_a_bargain_lies_between_both_positions(rule, places, cares, chance):
    found = between(rule, places, cares, chance)
    assert (found >= min(places) - 1e-4).all()
    assert (found <= max(places) + 1e-4).all()


def test_distance_weighs_each_question_by_salience():
    """sqrt((0.6 * 0.3)^2 + (0.2 * 0.4)^2) / sqrt(0.6^2 + 0.2^2)."""
    found = distance(
        np.array([[0.1, 0.5]]), np.array([[0.6, 0.2]]), np.array([[0.4, 0.9]])
    )
    assert found == pytest.approx(np.sqrt((0.18**2 + 0.08**2) / 0.4))


def test_utility_falls_on_beyond_the_scale():
    assert utility(np.array([1.5]), np.array([0.4])) == pytest.approx([-0.5 * 1.4])


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("Min", [0, 0.4, 1]), ("Mid", [-0.5, 0.1, 1]), ("Max", [-1, -0.2, 1])],
)
def test_risk_attitudes_run_from_the_least_to_the_most_probable(scale, expected):
    found = risk_attitudes(np.array([0.1, 0.3, 0.6]), scale)
    assert found == pytest.approx(expected)


def test_even_odds_tell_no_risk_attitude():
    assert risk_attitudes(np.array([0.2, 0.2 + 1e-13, 0.2]), "Mid") is None


@pytest.mark.parametrize(
    ("adjust", "expected"),
    [
        ("None", 0.9),
        ("OneThird", 0.5),
        ("Half", 0.3),
        ("TwoThirds", 0.1),
        ("Full", -0.3),
    ],
)
def test_another_is_taken_to_be_partly_like_oneself(adjust, expected):
    apart = np.full((2, 2), 0.5)
    seen = perceived(apart, np.array([0.9, -0.3]), adjust)
    assert seen[0, 1] == pytest.approx([0.5 * (1 + 0.5 * expected)] * 2)
    assert seen[0, 0] == pytest.approx([0.5 * (1 + 0.5 * 0.9)] * 2)
