"""Agent quantal response, against its definition and its laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_games import games, plain_residual

from suzerain.core.errors import StrategyError
from suzerain.strategy.game import walk
from suzerain.strategy.game.branch import chance, decide, end
from suzerain.strategy.game.layout import lay_out
from suzerain.strategy.game.normal_form import normal_form
from suzerain.strategy.game.play import Play, assess
from suzerain.strategy.game.quantal import quantal, spans
from suzerain.strategy.game.scratch import Scratch
from suzerain.strategy.game.slopes import find_slopes, jacobian
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import CHANCE, make_game

PRECISIONS = st.sampled_from([0.0, 0.2, 1.0, 4.0])


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=True), lam=PRECISIONS)
def test_play_with_perfect_information_is_its_own_answer(game, lam):
    solved = quantal(game, lam)
    assert max(plain_residual(game, solved, d) for d in range(game.draws)) < 1e-9


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=False), lam=PRECISIONS)
def test_play_with_imperfect_information_is_its_own_answer(game, lam):
    solved = quantal(game, lam)
    assert solved.settled.all()
    assert max(plain_residual(game, solved, d) for d in range(game.draws)) < 1e-8


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=False), lam=st.sampled_from([0.3, 1.0, 1.5]))
def test_iterating_and_following_the_branch_find_the_same(game, lam):
    one, other = quantal(game, lam), quantal(game, lam, trace=True)
    np.testing.assert_allclose(one.probability, other.probability, atol=1e-8)


@settings(max_examples=20, deadline=None)
@given(game=games(perfect=False))
def test_play_at_lambda_zero_is_uniform(game):
    solved = quantal(game, 0.0)
    for move, span in zip(game.moves, spans(game), strict=True):
        if move.player != CHANCE:
            even = 1 / len(move.actions)
            np.testing.assert_allclose(solved.probability[:, span], even)


@settings(max_examples=30, deadline=None)
@given(game=games(perfect=False), extra=st.integers(-50, 50))
def test_a_constant_for_a_player_changes_no_probability(game, extra):
    moved = game.payoffs.copy()
    moved[:, :, 0] += extra
    again = quantal(game.with_payoffs(moved), 1.0)
    np.testing.assert_allclose(
        again.probability, quantal(game, 1.0).probability, atol=1e-8
    )


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), lam=st.sampled_from([0.5, 2.0, 8.0]))
def test_the_order_of_players_and_actions_changes_nothing(seed, lam):
    one, two = np.random.default_rng(seed).normal(size=(2, 2, 3))
    usual = quantal(normal_form(one, two), lam)
    turned = quantal(normal_form(two.T[::-1], one.T[::-1]), lam)
    np.testing.assert_allclose(
        usual.of("1", "choice"), turned.of("2", "choice"), atol=1e-8
    )
    np.testing.assert_allclose(
        usual.of("2", "choice"), turned.of("1", "choice")[:, ::-1], atol=1e-8
    )


@settings(max_examples=30, deadline=None)
@given(game=games(perfect=True))
def test_play_tends_to_subgame_perfection_as_lambda_grows(game):
    goal = subgame_perfect(game)
    apart = [
        np.abs(quantal(game, lam).value - goal.value).max() for lam in (1e2, 1e6, 1e12)
    ]
    assert apart[-1] < 1e-6
    assert apart[-1] <= apart[0] + 1e-12


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), players=st.integers(2, 4))
def test_every_move_tends_to_its_best_action_where_payoffs_are_all_different(
    seed, players
):
    rng = np.random.default_rng(seed)
    names = [f"p{k}" for k in range(players)]

    def grown(depth):
        if depth == 0:
            return end(rng.permutation(99)[:players].astype(float))
        kids = {str(k): grown(depth - 1) for k in range(int(rng.integers(2, 4)))}
        return decide(names[int(rng.integers(players))], kids)

    game = make_game(grown(3), players=names)
    goal = subgame_perfect(game)
    if goal.tied.any():
        return
    near = [quantal(game, lam) for lam in (1.0, 10.0, 100.0)]
    chosen = [
        [solved.probability[0, span][goal.choice[0, k]] for solved in near]
        for k, span in enumerate(spans(game))
    ]
    assert min(row[-1] for row in chosen) > 1 - 1e-6
    apart = [np.abs(solved.value - goal.value).max() for solved in near]
    assert apart[2] < 1e-6


def test_a_dominated_action_off_the_path_is_solved_however_rare():
    root = decide(
        "a",
        {
            "out": end([50, 0]),
            "l": decide("b", {"x": end([0, 1]), "y": end([0, 0])}, move="m"),
            "r": decide("b", {"x": end([-40, 0]), "y": end([0, 2])}, move="m"),
        },
    )
    game = make_game(root, players=("a", "b"))
    solved = quantal(game, 30.0)  # reach of the information set: exp(-1500)
    assert solved.settled.all()
    assert solved.of("b", "m")[0].tolist() == pytest.approx([1, 0], abs=1e-6)


def test_the_jacobian_is_the_slope_of_the_scores():
    rng = np.random.default_rng(4)
    gains = rng.normal(size=(2, 3, 2, 2))
    game = normal_form(*gains[:, :, :, 0])
    layout = lay_out(game)
    slopes = find_slopes(game, layout)
    course = walk.Course(layout=layout, slopes=slopes)
    ends = game.payoffs.transpose(1, 2, 0)
    at = walk.begin(course, ends, np.array([0]))
    point = rng.normal(size=(slopes.size, 1))

    def odds(y):
        at.trial[:-1] = y
        walk.settle(at)
        assess(layout, at.play)
        return walk.advantage(slopes, at.play)[:, 0]

    step = 1e-6
    rough = np.stack(
        [
            (odds(point + step * unit) - odds(point - step * unit)) / (2 * step)
            for unit in np.eye(slopes.size)[:, :, None]
        ],
        axis=1,
    )
    odds(point)
    exact = jacobian(slopes, at.play, Scratch())[:, :, 0]
    np.testing.assert_allclose(exact, rough, atol=1e-8)
    assert isinstance(at.play, Play)


@pytest.mark.parametrize("lam", [-1.0, math.nan, math.inf])
def test_a_senseless_lambda_is_refused(lam):
    game = make_game(end([0]), players=("a",))
    with pytest.raises(StrategyError, match="lambda"):
        quantal(game, lam)


def test_a_branch_of_chance_that_never_comes_is_refused_where_beliefs_matter():
    after = {
        name: (p, decide("a", {"l": end([0]), "r": end([1])}, move="m"))
        for name, p in (("x", 0.0), ("y", 1.0))
    }
    with pytest.raises(StrategyError, match="probability 0"):
        quantal(make_game(chance(after), players=("a",)), 1.0)


def test_a_draw_that_does_not_settle_is_marked(monkeypatch):
    monkeypatch.setattr(walk, "ROUNDS", 0)
    game = normal_form([[9, 0], [0, 1]], [[0, 1], [1, 0]])
    solved = quantal(game, 2.0)
    assert not solved.settled.any()
    assert np.isnan(solved.probability).all()
    assert np.isnan(solved.value).all()
    assert any("1 of 1 draws did not settle" in note for note in solved.notes)


def test_tables_must_fit_each_other():
    with pytest.raises(StrategyError, match="tables of shapes"):
        normal_form([[1, 0]], [[1], [0]])
    with pytest.raises(StrategyError, match="names"):
        normal_form([[1, 0]], [[1, 0]], players=("a",))


def test_tables_may_have_draws():
    tables = np.random.default_rng(2).normal(size=(2, 7, 2, 3))
    together = quantal(normal_form(*tables), 1.0)
    alone = quantal(normal_form(*tables[:, 4]), 1.0)
    np.testing.assert_allclose(together.probability[4], alone.probability[0], atol=1e-9)
