"""Scholz, Calbert & Smith 2011: Bueno de Mesquita's emission standards.

The input is Table 1 of the paper, after Bueno de Mesquita 1994; medians and means are
those that the public code jmckib/bdm-scholz-expected-utility-model prints, whose author
states that rounds 0 to 10 are those of the paper (theory/D_strategy.md, D1).
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.classics.expected_utility import (
    AS_PUBLISHED,
    challenge_rounds,
)

ACTORS = {
    "Netherlands": (0.08, 4, 0.8),
    "Belgium": (0.08, 7, 0.4),
    "Luxembourg": (0.03, 4, 0.2),
    "Germany": (0.16, 4, 0.8),
    "France": (0.16, 10, 0.6),
    "Italy": (0.16, 10, 0.6),
    "UK": (0.16, 10, 0.9),
    "Ireland": (0.05, 7, 0.1),
    "Denmark": (0.05, 4, 1.0),
    "Greece": (0.08, 7, 0.7),
}
MEDIANS = [
    7.0, 8.415932315426764, 9.610859134120188, 9.961979590401311, 9.961979590401311,
    9.961979590401311, 7.47204636191629, 8.824593855262423, 9.671129769802048,
    9.671129769802048, 7.0,
]  # fmt: skip
MEANS = [
    7.389955686853767, 7.461314378277189, 7.552500865855845, 7.590144997451547,
    7.358130531334201, 7.3491739896752115, 7.414877545372958, 7.510457183677219,
    7.5724470975503, 7.324989065683666, 7.242130958473938,
]  # fmt: skip
LATER = {15: 8.53158048139, 18: 9.93589073135, 22: 9.40055459438, 25: 7.0}
CAPABILITY, POSITION, SALIENCE = np.array(list(ACTORS.values())).T


def run(**options):
    return challenge_rounds(
        capability=CAPABILITY, position=POSITION, salience=SALIENCE, **options
    )


def test_medians_of_the_emission_standards_are_those_of_the_public_code():
    assert run(rounds=10).median[0] == pytest.approx(MEDIANS, abs=1e-9)


def test_means_of_the_emission_standards_are_those_of_the_public_code():
    assert run(rounds=10).mean[0] == pytest.approx(MEANS, abs=1e-9)


def test_later_rounds_are_those_that_the_public_code_prints():
    median = run(rounds=25).median[0]
    for turn, value in LATER.items():
        assert median[turn] == pytest.approx(value, abs=1e-10)


def test_belgium_moves_to_an_extreme_in_round_four_as_the_code_has_it():
    belgium = list(ACTORS).index("Belgium")
    path = run(rounds=4).positions[0, :, belgium]
    assert path[3] > 9
    assert path[4] < 5


def test_the_method_as_described_gives_another_path():
    described = run(rounds=10, rules=AS_PUBLISHED).median[0]
    assert described[0] == 7
    assert not np.allclose(described, MEDIANS, atol=0.1)


def test_the_median_still_swings_after_a_thousand_rounds():
    last = run(rounds=1000).median[0, -100:]
    assert last.min() == 7
    assert last.max() > 9.5


def test_a_hundredth_more_or_less_salience_may_move_the_median_by_half_the_scale():
    part = np.random.default_rng(1).uniform(0.99, 1.01, (500, len(ACTORS)))
    care = np.minimum(SALIENCE * part, 1)
    found = challenge_rounds(
        capability=CAPABILITY, position=POSITION, salience=care, rounds=10
    ).median[:, 10]
    assert found.min() == 7
    assert found.max() > 9.5


def test_another_input_moves_as_the_public_program_prints_it():
    """Five made actors, run with that program under Python 2.7; it prints 12 digits."""
    found = challenge_rounds(
        capability=[0.62, 0.2, 0.95, 0.41, 0.77],
        position=[3, 8, 5, 0, 10],
        salience=[0.35, 0.9, 0.55, 0.7, 0.15],
        rounds=8,
    )
    printed = [
        4.43154311649, 4.06876837013, 3.52903118504, 3.97242376343, 3.77126147761,
        3.49054482409, 3.21860225617, 3.88781055273, 3.7446333151,
    ]  # fmt: skip
    assert found.mean[0] == pytest.approx(printed, abs=1e-11)
    assert (found.median == 5).all()
