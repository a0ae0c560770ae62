"""Challenges and offers on a line, held against the equations in plain loops."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_expected_utility import Plain

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics import challenges
from suzerain.strategy.classics.challenges import ChallengeRules, count_below
from suzerain.strategy.classics.expected_utility import (
    challenge_rounds,
    weighted_median,
)

FORMS = list(product(("all votes", "this vote"), (False, True), ("lowest", "nearest")))


def made(seed, size, draws=3):
    chance = np.random.default_rng(seed)
    return {
        "capability": chance.uniform(0.1, 1, (draws, size)),
        "position": chance.uniform(0, 100, (draws, size)),
        "salience": chance.uniform(0.05, 1, (draws, size)),
    }


@pytest.mark.parametrize(("odds", "capitulates", "compromise"), FORMS)
def test_every_form_moves_as_the_equations_in_plain_loops(
    odds, capitulates, compromise
):
    rules = ChallengeRules(odds=odds, capitulates=capitulates, compromise=compromise)
    for seed, size in ((1, 3), (2, 5), (3, 7)):
        given_ = made(seed, size)
        run = challenge_rounds(**given_, rounds=6, rules=rules)
        for draw in range(3):
            twin = Plain(
                *(one[draw].tolist() for one in given_.values()),
                odds=odds,
                capitulates=capitulates,
                nearest=compromise == "nearest",
            )
            for turn in range(7):
                assert run.positions[draw, turn] == pytest.approx(twin.x, abs=1e-8)
                assert run.median[draw, turn] == pytest.approx(twin.median(), abs=1e-8)
                if turn < 6:
                    twin.round()


def test_draws_do_not_touch_each_other():
    given_ = made(5, 6, draws=40)
    together = challenge_rounds(**given_, rounds=8).positions
    alone = [
        challenge_rounds(**{key: one[k] for key, one in given_.items()}, rounds=8)
        for k in range(40)
    ]
    assert np.array_equal(together, np.concatenate([one.positions for one in alone]))


@given(st.integers(0, 10_000), st.integers(2, 8), st.floats(0.01, 100))
def test_a_unit_of_positions_or_of_capability_moves_nothing(seed, size, unit):
    given_ = made(seed, size, draws=1)
    base = challenge_rounds(**given_, rounds=1).positions
    moved = {**given_, "position": given_["position"] * unit}
    assert challenge_rounds(**moved, rounds=1).positions == pytest.approx(
        base * unit, rel=1e-6
    )
    stronger = {**given_, "capability": given_["capability"] * unit}
    assert challenge_rounds(**stronger, rounds=1).positions == pytest.approx(
        base, rel=1e-6
    )


@given(st.integers(0, 10_000), st.randoms())
def test_the_order_of_actors_moves_nothing(seed, chance):
    given_ = made(seed, 6, draws=1)
    order = list(range(6))
    chance.shuffle(order)
    base = challenge_rounds(**given_, rounds=1).positions
    other = {key: one[:, order] for key, one in given_.items()}
    assert challenge_rounds(**other, rounds=1).positions == pytest.approx(
        base[..., order], rel=1e-6
    )


@given(st.integers(0, 10_000), st.integers(2, 8))
def test_nobody_leaves_the_range_of_positions(seed, size):
    path = challenge_rounds(**made(seed, size), rounds=5).positions
    first = path[:, 0]
    assert (path >= first.min(axis=1)[:, None, None] - 1e-9).all()
    assert (path <= first.max(axis=1)[:, None, None] + 1e-9).all()


def test_actors_at_one_position_and_alike_stay_together():
    run = challenge_rounds(
        capability=[1, 1, 2, 3],
        position=[4, 4, 0, 10],
        salience=[0.5, 0.5, 0.7, 0.2],
        rounds=12,
    )
    assert np.array_equal(run.positions[0, :, 0], run.positions[0, :, 1])


def test_a_draw_in_which_all_agree_at_last_stays_there():
    pair = {"capability": [2, 1], "position": [0, 1], "salience": [0.5, 0.5]}
    run = challenge_rounds(**pair, rounds=5)
    assert run.positions[0].tolist() == [[0, 1], *[[0, 0]] * 5]
    assert run.settled().tolist() == [True]
    assert challenge_rounds(**pair, rounds=1).settled().tolist() == [False]


def test_two_that_are_alike_are_in_equal_danger_and_take_no_risk():
    run = challenge_rounds(
        capability=[1, 1], position=[0, 1], salience=[1, 1], rounds=3
    )
    assert np.isfinite(run.positions).all()
    assert run.positions[0, 1].tolist() in ([0, 1], [1, 0])


def test_many_actors_are_counted_as_few_are(monkeypatch):
    given_ = made(9, 12)
    few = challenge_rounds(**given_, rounds=4).positions
    monkeypatch.setattr(challenges, "SMALL", 1)
    assert np.array_equal(few, challenge_rounds(**given_, rounds=4).positions)


def test_counting_below_is_strict():
    ordered = np.array([[0.0, 1.0, 2.0]])
    limit = np.array([[[1.0, 1.5, 0.0], [3.0, 2.0, -1.0], [0.5, 0.5, 0.5]]])
    assert count_below(ordered, limit).tolist() == [[[1, 2, 0], [3, 2, 0], [1, 1, 1]]]


def test_the_lower_of_two_medians_is_taken():
    assert float(weighted_median(np.array([10.0, 4.0]), np.array([1.0, 1.0]))) == 4


def test_a_large_number_of_actors_runs():
    run = challenge_rounds(**made(11, 300, draws=1), rounds=1)
    assert np.isfinite(run.positions).all()


BAD = [
    ({"salience": [0.5, 40]}, "saliences from 0 to 1"),
    ({"capability": [-1, 1]}, "capabilities of 0 or more"),
    ({"position": [np.nan, 1]}, "finite"),
    ({"position": [3, 3]}, "one position"),
    ({"capability": [0, 0]}, "capability and salience"),
    ({"capability": [1, 2, 3]}, "fit each other"),
    ({"rounds": -1}, "rounds"),
    ({"position": [-1.7e308, 1.7e308]}, "too large"),
    ({"capability": [1.7e308, 1.7e308], "salience": [1, 1]}, "too large"),
    (dict.fromkeys(("capability", "position", "salience"), [1] * 2001), "2 to 2000"),
    ({"capability": [1], "position": [1], "salience": [1]}, "2 to"),
]


@pytest.mark.parametrize(("change", "told"), BAD)
def test_bad_input_is_refused(change, told):
    good = {"capability": [1, 2], "position": [0, 1], "salience": [0.5, 0.5]}
    with pytest.raises(StrategyError) as caught:
        challenge_rounds(**{**good, **change})
    assert told in str(caught.value)
