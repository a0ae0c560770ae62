"""A game reads as text."""

from __future__ import annotations

from suzerain.strategy.game.branch import chance, decide, end
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.transcript import transcript
from suzerain.strategy.game.tree import make_game


def game():
    answer = {"bear": end([1, 2], label="pact"), "block": end([0, 0])}
    root = chance(
        {
            "weak": (0.25, decide("patron", answer, move="sees nothing")),
            "strong": (0.75, decide("patron", answer, move="sees nothing")),
        },
        move="nature",
    )
    return make_game(root, players=("client", "patron"), title="veto")


def test_a_game_that_is_not_solved_has_one_line_a_node():
    assert transcript(game()).splitlines() == [
        "veto: 2 players, 2 decisions, 4 ends, 1 draw",
        "chance (nature)",
        "  weak 0.2500: patron decides (sees nothing *)",
        "    bear: client 1, patron 2: [pact]",
        "    block: client 0, patron 0",
        "  strong 0.7500: patron decides (sees nothing *)",
        "    bear: client 1, patron 2: [pact]",
        "    block: client 0, patron 0",
    ]


def test_a_solved_game_shows_probabilities_and_what_is_expected():
    lines = transcript(game(), quantal(game(), 1.0)).splitlines()
    assert lines[1] == "chance (nature): client 0.880797, patron 1.76159"
    assert lines[3] == "    bear 0.8808: client 1, patron 2: [pact]"


def test_a_line_break_in_a_name_does_not_break_a_line():
    broken = make_game(decide("a", {"x\ny": end([0])}), players=("a",))
    assert len(transcript(broken).splitlines()) == 3
