"""Gambit agrees: frozen answers everywhere, living ones where pygambit is installed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest

from suzerain.strategy.game.efg import parse_efg
from suzerain.strategy.game.efg_text import format_efg
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.subgame_perfect import subgame_perfect

FROZEN = json.loads(Path(__file__).with_name("gambit.json").read_text("utf-8"))
GAMES = FROZEN["games"]
PERFECT = [game for game in GAMES if game["perfect"]]
IMPERFECT = [game for game in GAMES if not game["perfect"]]


def furthest(record, *, trace: bool = False) -> float:
    """The largest difference between our probabilities and Gambit's."""
    game, worst = parse_efg(record["efg"]), 0.0
    for lam, moves in record["qre"].items():
        solved = quantal(game, float(lam), trace=trace)
        assert solved.settled.all()
        for player, move, odds in moves:
            apart = np.abs(solved.of(player, move)[0] - odds).max()
            worst = max(worst, float(apart))
    return worst


def test_the_frozen_answers_are_from_a_named_version_and_plenty():
    assert FROZEN["pygambit"] == "16.7.0"
    assert len(PERFECT) >= 16
    assert len(IMPERFECT) >= 16
    several = [not parse_efg(game["efg"]).is_perfect for game in IMPERFECT]
    assert sum(several) >= 12


@pytest.mark.parametrize("record", PERFECT, ids=range(len(PERFECT)))
def test_backward_induction_equals_a_walk_through_gambits_tree(record):
    solved = subgame_perfect(parse_efg(record["efg"]))
    np.testing.assert_allclose(solved.value[0], record["value"], atol=1e-12)
    assert bool(solved.tied[0]) == record["tied"]


@pytest.mark.parametrize("record", PERFECT, ids=range(len(PERFECT)))
def test_quantal_response_with_perfect_information_equals_gambits(record):
    assert furthest(record) < 1e-6


@pytest.mark.parametrize("record", IMPERFECT, ids=range(len(IMPERFECT)))
def test_quantal_response_with_imperfect_information_equals_gambits(record):
    assert furthest(record) < 1e-6


@pytest.mark.parametrize("record", IMPERFECT[::3], ids=range(len(IMPERFECT[::3])))
def test_the_branch_that_is_followed_is_gambits(record):
    assert furthest(record, trace=True) < 1e-6


@pytest.mark.parametrize("record", GAMES[::5], ids=range(len(GAMES[::5])))
def test_gambit_reads_what_is_written_and_answers_the_same(record):
    pygambit = pytest.importorskip(
        "pygambit", reason="pygambit is not installed; its frozen answers are tested"
    )
    game = parse_efg(record["efg"])
    theirs = pygambit.read_efg(io.StringIO(format_efg(game)))
    assert theirs.is_perfect_recall
    (found,) = pygambit.qre.logit_solve_lambda(theirs, [1.0])
    flat = iter([found[k] for k in range(len(found))])
    solved = quantal(game, 1.0)
    for player in theirs.players:
        for one in player.infosets:
            odds = [next(flat) for _ in one.actions]
            ours = solved.of(player.label, one.label)[0]
            np.testing.assert_allclose(ours, odds, atol=1e-6)
