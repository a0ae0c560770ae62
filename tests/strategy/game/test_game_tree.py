"""A game is made, checked and read."""

from __future__ import annotations

import math

import numpy as np
import pytest

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Node, chance, decide, end
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.recall import is_absent_minded, recall_faults
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import make_game

PLAYERS = ("entrant", "incumbent")


def entry(fight=(-1, -1)) -> Node:
    answer = decide("incumbent", {"fight": end(fight), "share": end([1, 1])})
    return decide("entrant", {"out": end([0, 2]), "in": answer})


def test_ends_may_have_draws_and_single_payoffs_are_the_same_in_all():
    game = make_game(entry(np.array([[-1, -1], [3, 3]])), players=PLAYERS)
    assert game.draws == 2
    assert game.payoffs[:, 0].tolist() == [[0, 2], [0, 2]]
    assert subgame_perfect(game).value.tolist() == [[1, 1], [3, 3]]


def test_payoffs_in_any_memory_order_give_the_same():
    game = make_game(entry(), players=PLAYERS)
    table = np.random.default_rng(1).normal(size=(5000, 3, 2))
    usual = subgame_perfect(game.with_payoffs(table))
    swift = np.ascontiguousarray(table.transpose(1, 2, 0)).transpose(2, 0, 1)
    assert (usual.value == subgame_perfect(game.with_payoffs(swift)).value).all()


@pytest.mark.parametrize(
    ("root", "told"),
    [
        (decide("nobody", {"a": end([0, 0])}), "no player"),
        (decide("entrant", {}), "no action"),
        (Node(player="entrant", actions=("a", "a"), branches=(end([0, 0]),) * 2),
         "an action twice"),
        (chance({"a": (0.5, end([0, 0])), "b": (0.4, end([0, 0]))}), "add up to 0.9"),
        (chance({"a": (1.5, end([0, 0])), "b": (-0.5, end([0, 0]))}), "probabilities"),
        (chance({"a": (math.nan, end([0, 0]))}), "probabilities"),
        (end([0, 0, 0]), "for 2 players"),
        (end([0, math.inf]), "incumbent gets inf at end 0, draw 0"),
        (end([math.nan, 0]), "entrant gets nan"),
        (decide("entrant", {"a": end([[0, 0]] * 2), "b": end([[0, 0]] * 3)}),
         "2, 3 draws"),
        (end(np.zeros((0, 2))), "0 draws"),
    ],
)  # fmt: skip
def test_a_senseless_game_is_refused(root, told):
    with pytest.raises(StrategyError, match=told):
        make_game(root, players=PLAYERS)


def test_players_have_names_of_their_own():
    with pytest.raises(StrategyError, match="named twice"):
        make_game(end([0, 0]), players=("a", "a"))
    with pytest.raises(StrategyError, match="no name"):
        make_game(end([]), players=())


def test_an_unbalanced_information_set_is_refused():
    left = decide("incumbent", {"fight": end([0, 0]), "share": end([1, 1])}, move="m")
    right = decide("incumbent", {"fight": end([0, 0])}, move="m")
    with pytest.raises(StrategyError, match=r"unbalanced.*'m' of incumbent"):
        make_game(decide("entrant", {"a": left, "b": right}), players=PLAYERS)


def test_new_payoffs_must_fit():
    game = make_game(entry(), players=PLAYERS)
    with pytest.raises(StrategyError, match="shape"):
        game.with_payoffs(np.zeros((4, 2, 2)))
    with pytest.raises(StrategyError, match="nan"):
        game.with_payoffs(np.full((1, 3, 2), math.nan))
    with pytest.raises(StrategyError, match="draw 1 of 1"):
        game.at_draw(1)


def test_a_game_without_decisions_is_its_payoffs():
    game = make_game(end([3.0]), players=("one",))
    assert subgame_perfect(game).value.tolist() == [[3]]
    assert quantal(game, 2.0).value.tolist() == [[3]]


def test_forgetting_is_named_and_solved_as_agents():
    def later(a, b):
        return decide("one", {"l": end([a]), "r": end([b])}, move="later")

    root = decide("one", {"l": later(3, 0), "r": later(0, 1)}, move="first")
    game = make_game(root, players=("one",))
    assert recall_faults(game) == ("one forgets at 'later' what it did before",)
    solved = quantal(game, 1.0)
    assert solved.settled.all()
    assert any("imperfect recall" in note for note in solved.notes)


def test_meeting_one_information_set_twice_is_refused():
    again = decide("one", {"on": end([4]), "off": end([1])}, move="exit")
    root = decide("one", {"on": again, "off": end([0])}, move="exit")
    game = make_game(root, players=("one",))
    assert is_absent_minded(game)
    with pytest.raises(StrategyError, match="twice in one play"):
        quantal(game, 1.0)


def test_a_move_is_found_by_name_and_others_are_told():
    game = make_game(entry(), players=PLAYERS)
    assert game.find("incumbent", "incumbent 1") == 1
    with pytest.raises(StrategyError, match="no move 'x'"):
        game.find("incumbent", "x")


def test_thousands_of_players_in_a_deep_tree_are_solved():
    count = 1500
    names = [f"p{k}" for k in range(count)]
    branch = end(np.ones(count))
    for k in reversed(range(count)):
        branch = decide(names[k], {"stop": end(np.zeros(count)), "go": branch})
    game = make_game(branch, players=names)
    assert subgame_perfect(game).value.tolist() == [[1.0] * count]
    assert quantal(game, 1.0).settled.all()
