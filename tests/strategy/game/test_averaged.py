"""A game in many draws as one tree."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.averaged import Ply, averaged, play_of
from suzerain.strategy.game.branch import chance, decide, end
from suzerain.strategy.game.permission import permission_game
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import Game, make_game

DRAWS = 30


def asked(kinds: int = 3) -> Game:
    random = np.random.default_rng(2)
    names = ("full", "lean")
    return permission_game(
        ("A", "B"),
        "P",
        gain={name: random.uniform(0.1, 1, (DRAWS, 2)) for name in names},
        harm={name: random.normal(0, 1, (DRAWS, kinds)) for name in names},
        loss=random.uniform(0, 1, (DRAWS, 2)),
        own_loss=np.full((DRAWS, 2), 0.01),
        kinds={f"kind {k}": 1 / kinds for k in range(kinds)},
    )


def ends(ply: Ply) -> list[Ply]:
    return [one for k in ply.plies for one in ends(k)] if ply.plies else [ply]


def test_chances_add_up_at_every_node_and_ends_add_up_to_one() -> None:
    game = asked()
    root = averaged(game, quantal(game, 3.0), unseen="kind")
    waiting = [root]
    while waiting:
        ply = waiting.pop()
        if ply.plies:
            assert sum(p.chance or 0 for p in ply.plies) == pytest.approx(1)
            waiting += ply.plies
    assert sum(one.reached or 0 for one in ends(root)) == pytest.approx(1)


def test_what_the_ends_bring_on_average_is_what_players_expect() -> None:
    game = asked()
    solved = quantal(game, 3.0)
    root = averaged(game, solved, unseen="kind")
    mean = sum(np.array(one.gains) * (one.reached or 0) for one in ends(root))
    np.testing.assert_allclose(mean, solved.value.mean(axis=0), atol=1e-9)


def test_an_unseen_move_is_averaged_over_as_a_plain_loop_would() -> None:
    game = asked(2)
    solved = quantal(game, 3.0)
    offered = solved.of("A", "offer")[:, 0]
    borne = sum(
        (offered * solved.of("P", f"kind {k} P on full")[:, 0] / 2).sum()
        for k in range(2)
    )
    full = averaged(game, solved, unseen="kind").plies[0]
    assert full.chance == pytest.approx(float(offered.mean()))
    assert full.plies[0].chance == pytest.approx(borne / offered.sum())


def test_payoffs_are_scaled_draw_by_draw() -> None:
    pay = {"a": end([[1.0], [3.0]]), "b": end([[0.0], [0.0]])}
    game = make_game(decide("one", pay), players=("one",))
    scaled = averaged(game, quantal(game, 0.0), scale=np.array([2.0, 1.0]))
    assert scaled.plies[0].gains == (2.5,)


def test_an_end_that_nobody_reaches_still_says_what_it_would_bring() -> None:
    pay = {"a": end([5.0]), "b": end([0.0])}
    game = make_game(decide("one", pay), players=("one",))
    found = play_of(game, subgame_perfect(game))
    assert [(p.chance, p.gains) for p in found.plies] == [(1.0, (5.0,)), (0.0, (0.0,))]


def test_an_unsolved_game_has_chances_at_moves_of_chance_alone() -> None:
    pick = decide("one", {"a": end([1.0]), "b": end([0.0])})
    game = make_game(
        chance({"war": (0.25, pick), "peace": (0.75, end([2.0]))}), players=("one",)
    )
    root = play_of(game, None)
    assert [ply.chance for ply in root.plies] == [0.25, 0.75]
    assert [ply.chance for ply in root.plies[0].plies] == [None, None]
    assert root.who == "chance"


def test_nodes_that_look_alike_share_the_number_of_their_move() -> None:
    inner = {"x": end([0.0, 1.0]), "y": end([1.0, 0.0])}
    first = decide(
        "one",
        {k: decide("two", inner, move="blind") for k in ("left", "right")},
    )
    root = play_of(make_game(first, players=("one", "two")), None)
    assert root.move == -1
    assert root.plies[0].move == root.plies[1].move >= 0


def test_branches_of_different_shape_are_not_averaged() -> None:
    small = decide("one", {"a": end([1.0]), "b": end([0.0])})
    game = make_game(
        chance({"p": (0.5, small), "q": (0.5, end([0.0]))}, move="kind"),
        players=("one",),
    )
    with pytest.raises(StrategyError):
        averaged(game, unseen="kind")
