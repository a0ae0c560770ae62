"""Backward induction, against its plain twin and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_games import games, plain_value

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Node, chance, decide, end
from suzerain.strategy.game.normal_form import normal_form
from suzerain.strategy.game.subgame_perfect import (
    every_subgame_perfect,
    subgame_perfect,
)
from suzerain.strategy.game.tree import make_game


@settings(max_examples=60, deadline=None)
@given(game=games(perfect=True))
def test_all_draws_at_once_equal_one_node_at_a_time(game):
    solved = subgame_perfect(game)
    for draw in range(game.draws):
        twin = plain_value(game, draw)
        np.testing.assert_allclose(solved.value[draw], twin, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=True), extra=st.integers(-50, 50))
def test_a_constant_for_a_player_changes_no_choice(game, extra):
    moved = game.payoffs.copy()
    moved[:, :, 0] += extra
    again = subgame_perfect(game.with_payoffs(moved))
    assert (again.choice == subgame_perfect(game).choice).all()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_actions_changes_no_value(seed):
    rng = np.random.default_rng(seed)
    gains = rng.permutation(16).reshape(8, 2).astype(float)

    def tree(order):
        low = [
            decide("b", {str(k): end(gains[2 * n + k]) for k in order})
            for n in range(4)
        ]
        return decide("a", {str(n): low[n] for n in (range(4), (3, 1, 0, 2))[order[0]]})

    one, other = (make_game(tree(o), players=("a", "b")) for o in ((0, 1), (1, 0)))
    np.testing.assert_array_equal(
        subgame_perfect(one).value, subgame_perfect(other).value
    )


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=True))
def test_the_listed_plays_hold_the_selected_one_and_are_several_where_tied(game):
    rounded = game.with_payoffs(np.round(game.payoffs))
    solved = subgame_perfect(rounded)
    for draw in range(game.draws):
        plays = every_subgame_perfect(rounded, draw, most=100_000)
        assert tuple(solved.choice[draw].tolist()) in plays
        assert (len(plays) > 1) == bool(solved.tied[draw])


def test_a_better_third_action_unties_the_first_two():
    gains = np.array(
        [[[1.0], [1.0], [2.0]], [[2.0], [1.0], [2.0]], [[1.0], [2.0], [2.0]]]
    )
    root = decide("a", {str(k): end([0]) for k in range(3)})
    game = make_game(root, players=("a",)).with_payoffs(gains)
    solved = subgame_perfect(game)
    assert solved.tied.tolist() == [False, True, True]
    assert solved.choice[:, 0].tolist() == [2, 0, 1]
    assert solved.ties == 2


def test_chance_is_weighed():
    luck = chance({"war": (0.25, end([-4])), "peace": (0.75, end([4]))})
    game = make_game(decide("a", {"risk": luck, "wait": end([1])}), players=("a",))
    solved = subgame_perfect(game)
    assert solved.value.tolist() == [[2]]
    assert [w.tolist() for w in solved.weights()] == [[1, 0], [0.25, 0.75]]


def test_imperfect_information_is_refused_with_its_reason():
    with pytest.raises(StrategyError, match="cannot tell 2 nodes apart"):
        subgame_perfect(normal_form([[1, 0], [0, 1]], [[0, 1], [1, 0]]))


def test_too_many_plays_are_refused():
    branch: Node = end([0])
    for _ in range(4):
        branch = decide("a", {"l": branch, "r": branch})
    with pytest.raises(StrategyError, match="more than 5"):
        every_subgame_perfect(make_game(branch, players=("a",)), most=5)


@settings(max_examples=40, deadline=None)
@given(game=games(perfect=True), factor=st.floats(0.01, 100), extra=st.floats(-50, 50))
def test_a_players_unit_and_zero_of_payoff_change_no_play(game, factor, extra):
    moved = np.round(game.payoffs, 3)
    usual = subgame_perfect(game.with_payoffs(moved))
    scaled = moved.copy()
    scaled[:, :, 0] = factor * scaled[:, :, 0] + extra
    again = subgame_perfect(game.with_payoffs(scaled))
    untied = ~usual.tied & ~again.tied
    np.testing.assert_array_equal(usual.choice[untied], again.choice[untied])
    np.testing.assert_allclose(
        usual.value[untied, 1:], again.value[untied, 1:], atol=1e-12
    )


def _written(rng, names, depth, width=2):
    """A random tree whose payoffs are all different."""
    if depth == 0:
        return end(rng.normal(size=len(names)))
    kids = {str(k): _written(rng, names, depth - 1) for k in range(width)}
    return decide(names[int(rng.integers(len(names)))], kids)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), players=st.integers(2, 4))
def test_the_names_and_order_of_players_change_no_outcome(seed, players):
    names = [f"p{k}" for k in range(players)]
    root = _written(np.random.default_rng(seed), names, 3)
    order = np.random.default_rng(seed + 1).permutation(players)

    def turned(node):
        if node.payoffs is not None:
            return end(node.payoffs[order])
        after = dict(zip(node.actions, map(turned, node.branches), strict=True))
        return decide("new " + node.player, after)

    usual = subgame_perfect(make_game(root, players=names))
    other = subgame_perfect(
        make_game(turned(root), players=[f"new p{k}" for k in order])
    )
    np.testing.assert_array_equal(usual.value[:, order], other.value)
    np.testing.assert_array_equal(usual.choice, other.choice)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_an_action_that_is_worse_than_all_changes_no_outcome(seed):
    rng = np.random.default_rng(seed)
    names = ["p0", "p1", "p2"]

    def widened(node, here):
        if node.payoffs is not None:
            return node
        after = dict(zip(node.actions, node.branches, strict=True))
        after = {k: widened(v, f"{here}{k}") for k, v in after.items()}
        own = names.index(node.player)
        bad = rng.normal(size=3)
        bad[own] = -100  # whatever else happens, worse for who decides
        return decide(node.player, {**after, "worse": end(bad)})

    root = _written(rng, names, 3)
    usual = subgame_perfect(make_game(root, players=names))
    wider = subgame_perfect(make_game(widened(root, ""), players=names))
    np.testing.assert_array_equal(usual.value, wider.value)


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_an_infinite_payoff_is_refused_wherever_it_comes_in(bad):
    game = make_game(decide("a", {"l": end([0]), "r": end([1])}), players=("a",))
    with pytest.raises(StrategyError, match="finite payoffs"):
        game.with_payoffs(np.array([[bad], [0.0]]))
    with pytest.raises(StrategyError, match="finite payoffs"):
        normal_form([[0.0, bad]], [[0.0, 1.0]])


def test_the_selection_among_several_plays_is_named():
    tie = make_game(decide("a", {"l": end([1]), "r": end([1])}), players=("a",))
    solved = subgame_perfect(tie)
    assert solved.tied.tolist() == [True]
    assert solved.selection == "the first of the best actions"
