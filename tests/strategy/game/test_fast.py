"""Machine code gives what NumPy gives."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_games import games

from suzerain.strategy.game import agents, fast, kernels, tracing
from suzerain.strategy.game import subgame_perfect as perfect
from suzerain.strategy.game.branch import chance, decide, end
from suzerain.strategy.game.normal_form import normal_form
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import make_game

needs_numba = pytest.mark.skipif(
    importlib.util.find_spec("numba") is None, reason="the extra `fast` is missing"
)


def both(monkeypatch, work):
    """What work gives with machine code, and without."""
    monkeypatch.setenv("SUZERAIN_FAST", "1")
    swift = work()
    monkeypatch.setenv("SUZERAIN_FAST", "0")
    return swift, work()


@needs_numba
@settings(max_examples=25, deadline=None)
@given(game=games(perfect=True))
def test_backward_induction_is_the_same_with_machine_code(game):
    with pytest.MonkeyPatch.context() as patch:
        rounded = game.with_payoffs(np.round(game.payoffs))  # with ties
        for one in (game, rounded):
            swift, plain = both(patch, lambda one=one: subgame_perfect(one))
            np.testing.assert_array_equal(swift.choice, plain.choice)
            np.testing.assert_array_equal(swift.tied, plain.tied)
            np.testing.assert_allclose(swift.value, plain.value, rtol=0, atol=1e-12)


@needs_numba
@settings(max_examples=25, deadline=None)
@given(game=games(perfect=False), lam=st.sampled_from([0.0, 0.3, 1.0, 4.0]))
def test_quantal_response_is_the_same_with_machine_code(game, lam):
    with pytest.MonkeyPatch.context() as patch:
        swift, plain = both(patch, lambda: quantal(game, lam))
        np.testing.assert_array_equal(swift.settled, plain.settled)
        np.testing.assert_allclose(
            swift.probability, plain.probability, rtol=0, atol=1e-12
        )


@needs_numba
def test_the_branch_is_the_same_with_machine_code(monkeypatch):
    tables = np.random.default_rng(3).normal(size=(2, 150, 3, 3))
    game = normal_form(*tables)
    swift, plain = both(monkeypatch, lambda: quantal(game, 6.0, trace=True))
    np.testing.assert_array_equal(swift.settled, plain.settled)
    np.testing.assert_allclose(swift.probability, plain.probability, atol=1e-12)


@needs_numba
def test_a_game_without_decisions_and_one_of_chance_alone_are_solved_by_machine_code():
    luck = chance({"x": (0.25, end([4.0])), "y": (0.75, end([8.0]))})
    assert subgame_perfect(make_game(end([3.0]), players=("a",))).value == [[3]]
    assert subgame_perfect(make_game(luck, players=("a",))).value == [[7]]


def test_the_variable_turns_machine_code_off(monkeypatch):
    monkeypatch.setenv("SUZERAIN_FAST", "0")
    assert fast.kernels() is None


def test_without_numba_numpy_reckons_the_same(monkeypatch):
    monkeypatch.setenv("SUZERAIN_FAST", "1")
    monkeypatch.setattr(fast, "find_spec", lambda _: None)
    fast.load.cache_clear()
    try:
        assert fast.kernels() is None
        game = make_game(decide("a", {"l": end([0]), "r": end([2])}), players=("a",))
        assert subgame_perfect(game).value.tolist() == [[2]]
    finally:
        fast.load.cache_clear()


@pytest.mark.skipif(
    importlib.util.find_spec("numba") is not None, reason="the loops are compiled"
)
def test_the_loops_read_as_plain_python_give_the_same(monkeypatch):
    later = decide("b", {"l": end([2.0, 1.0]), "r": end([0.0, 3.0])}, move="m")
    other = decide("b", {"l": end([1.0, 2.0]), "r": end([4.0, 0.0])}, move="m")
    hidden = make_game(decide("a", {"x": later, "y": other}), players=("a", "b"))
    seen = normal_form([[2.0, 0.0, 5.0]], [[1.0, 3.0, 2.0]])
    plain = [quantal(hidden, 1.0), quantal(hidden, 3.0, trace=True)]
    for where in (agents, tracing, perfect):
        monkeypatch.setattr(where, "kernels", lambda: kernels)
    swift = [quantal(hidden, 1.0), quantal(hidden, 3.0, trace=True)]
    for one, two in zip(plain, swift, strict=True):
        np.testing.assert_allclose(one.probability, two.probability, atol=1e-12)
    assert subgame_perfect(seen).value.tolist() == [[0, 3]]
