"""KTAB's example with ideal adjustment and stochastic transitions, its first turn.

Input and expected numbers: `smpExample.xml` and `20170530_ref-smpExample.txt` of
github.com/KAPSARC/KTAB, examples/smp/doc (MIT licence). The rules are PropCbc,
MarkovIncentive, Stochastic. The program draws in the order in which its threads end, so
that only what does not hang on that order can be held against it: the first turn.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.classics.spatial_model.chance import Draws
from suzerain.strategy.classics.spatial_model.perception import perceived
from suzerain.strategy.classics.spatial_model.play import new_ideals
from suzerain.strategy.classics.spatial_model.rules import SpatialRules
from suzerain.strategy.classics.spatial_model.state import (
    Contestants,
    assess,
    bargains,
)

POSITION = np.array(
    [
        [52.8, 39.8, 39.6],
        [15.9, 61.4, 72.0],
        [61.1, 86.5, 44.5],
        [26.3, 16.5, 15.9],
        [73.3, 61.1, 26.3],
    ]
)
SALIENCE = np.array(
    [
        [32.3, 22.4, 13.4],
        [25.2, 34.5, 26.5],
        [28.8, 28.6, 18.2],
        [15.6, 42.0, 14.3],
        [39.7, 19.9, 15.8],
    ]
)
INFLUENCE = np.array([117.7, 93.2, 61.4, 135.4, 63.8])
RULES = {"voting_rule": "PropCbc", "election_model": "MarkovIncentive"}
SEED = 3507583219545544127


def first_turn(**more):
    who = Contestants(
        influence=INFLUENCE,
        salience=SALIENCE / 100,
        rules=SpatialRules(**RULES, **more),
    )
    return who, assess(POSITION / 100, POSITION / 100, who)


def test_risk_attitudes():
    _, state = first_turn()
    assert state.risk == pytest.approx([1, -0.387, -0.5, -0.001, -0.298], abs=5e-4)


def test_utilities_as_the_second_actor_sees_them():
    _, state = first_turn()
    seen = perceived(state.apart, state.risk, "OneThird")[1]
    printed = [
        [1.0000, 0.6896, 0.7540, 0.7610, 0.8109],
        [0.6278, 1.0000, 0.5964, 0.4748, 0.5340],
        [0.6041, 0.5504, 1.0000, 0.3772, 0.7369],
        [0.7162, 0.4993, 0.2990, 1.0000, 0.5078],
        [0.7431, 0.4035, 0.7912, 0.4721, 1.0000],
    ]
    assert seen == pytest.approx(np.array(printed), abs=5.1e-5)


def test_winning_probabilities():
    _, state = first_turn()
    printed = [0.3154, 0.1668, 0.1082, 0.2216, 0.1880]
    assert state.probability == pytest.approx(printed, abs=5.1e-5)


def test_who_challenges_whom():
    who, state = first_turn()
    pairs = [(one.challenger, one.target) for one in bargains(state, who)]
    assert pairs == [(0, 4), (1, 2), (2, 0), (3, 2), (4, 2)]


PRINTED = {
    "InitRcvrInterp": [
        ([70.060, 76.000, 34.980], [70.060, 76.010, 34.980]),
        ([61.210, 86.440, 44.430], [61.210, 86.440, 44.430]),
    ],
    "PWCompInterp": [([65.629, 81.227, 39.711], [65.629, 81.232, 39.711])],
}


@pytest.mark.parametrize("proposal", PRINTED)
def test_what_the_fifth_proposes_to_the_third(proposal):
    who, state = first_turn(proposal=proposal)
    made = [one for one in bargains(state, who) if one.challenger == 4]
    for one, (first, second) in zip(made, PRINTED[proposal], strict=True):
        assert one.first * 100 == pytest.approx(first, abs=6e-4)
        assert one.second * 100 == pytest.approx(second, abs=6e-4)


def test_the_first_draws_fall_where_the_program_chose():
    """Bounds: sums of the printed probabilities before and with the chosen bargain."""
    chosen = [
        (0.0054, 0.7556),
        (0.4205, 1.0),
        (0.1554, 0.5769),
        (0.0, 0.3948),
        (0.0514, 1.0),
    ]
    draws = Draws(SEED)
    for low, high in chosen:
        assert low <= draws.uniform() <= high


def test_ideals_after_the_first_turn():
    """Rates below 1 leave an ideal partly where it was; Ellie's, at 1, follows her."""
    rates = np.diag([0.87, 0.75, 0.65, 0.57, 1.0])
    rates[1, 0], rates[2, 3] = 0.07, 0.13
    positions = [
        [55.53, 63.19, 42.21],
        [23.48, 63.81, 70.13],
        [33.48, 18.89, 19.04],
        [26.30, 16.50, 15.90],
        [64.11, 48.13, 32.54],
    ]
    printed = [
        [55.1751, 60.1493, 41.8707],
        [24.3591, 63.3328, 68.5122],
        [38.6230, 33.4535, 24.2330],
        [26.3000, 16.5000, 15.9000],
        [64.1100, 48.1300, 32.5400],
    ]
    found = new_ideals(POSITION, np.array(positions), rates)
    assert found == pytest.approx(np.array(printed), abs=5.1e-5)
