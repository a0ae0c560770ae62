"""Games go to Gambit's format and come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_games import games

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import chance, decide, end
from suzerain.strategy.game.efg import parse_efg, read_efg
from suzerain.strategy.game.efg_text import format_efg
from suzerain.strategy.game.tree import make_game

POKER = """EFG 2 R "A \\"small\\" game" { "Ann" "Bob" }
"with a comment"

c "deal" 1 "cards" { "high" 1/3 "low" 2/3 } 0
p "" 1 1 "holds high" { "raise" "fold" } 0
p "" 2 1 "sees a raise" { "meet" "pass" } 0
t "" 1 "Ann wins" { 2, -2 }
t "" 2 "Bob passes" { 1.0 -1.0 }
t "" 3 "Ann folds" { -1, 1 }
p "" 1 2 "holds low" { "raise" "fold" } 0
p "" 2 1 0
t "" 4 "Bob wins" { -2, 2 }
t "" 2
t "" 3
"""


def test_numbers_refer_back_and_escapes_are_read():
    game = parse_efg(POKER)
    assert game.title == 'A "small" game'
    assert game.comment == "with a comment"
    assert [move.name for move in game.moves] == [
        "cards",
        "holds high",
        "sees a raise",
        "holds low",
    ]
    assert game.moves[2].nodes == (2, 7)
    assert game.payoffs[0, 4].tolist() == [1, -1]
    assert sum(game.moves[0].probabilities) == pytest.approx(1, abs=1e-15)


def test_payoffs_on_the_way_are_added():
    text = (
        'EFG 2 R "t" {"a"} p "" 1 1 "" {"x" "y"} 1 "toll" {-0.5} t "" 2 "" {3} t "" 0'
    )
    assert parse_efg(text).payoffs.tolist() == [[[2.5], [-0.5]]]


@settings(max_examples=50, deadline=None)
@given(game=games(perfect=False))
def test_a_game_comes_back_as_it_was(game):
    text = format_efg(game, draw=1)
    back = parse_efg(text)
    assert (back.payoffs[0] == game.payoffs[1]).all()
    assert back.moves == game.moves
    assert back.children == game.children
    assert format_efg(back) == text


@settings(max_examples=50, deadline=None)
@given(
    name=st.text(min_size=1).filter(lambda text: not text.endswith("\\")),
    odds=st.lists(st.integers(1, 97), min_size=2, max_size=5),
)
def test_any_names_and_probabilities_come_back(name, odds):
    shares = np.array(odds) / sum(odds)
    after = {f"{name}{k}": (p, end([k])) for k, p in enumerate(shares)}
    game = make_game(chance(after, move=name), players=(name,), title=name)
    back = parse_efg(format_efg(game))
    assert back.title == name
    assert back.moves[0].actions == game.moves[0].actions
    np.testing.assert_allclose(back.moves[0].probabilities, shares, rtol=0, atol=1e-15)


def test_a_name_that_the_format_cannot_hold_is_refused():
    root = decide("a", {"x\\": end([0])})
    with pytest.raises(StrategyError, match="backslash"):
        format_efg(make_game(root, players=("a",)))


HEAD = 'EFG 2 R "t" { "a" "b" }\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: it does not begin"),
        ("NFG 1 R", "line 1: it does not begin"),
        (HEAD, "line 2: 'the end of the text'"),
        (HEAD + 'x "" 1', "line 2: a node of kind 'x'"),
        (HEAD + 'p "" 3 1 "" { "l" } 0', "player 3 of 2"),
        (HEAD + 'p "" 1 1 0', "line 2: information set 1 of a has no actions"),
        (HEAD + 'p "" 1 1 "" { } 0', "without actions"),
        (HEAD + 't "" 1', "outcome 1 has no payoffs"),
        (HEAD + 't "" 1 "" { 1 }', "1 payoffs for 2 players"),
        (HEAD + 't "" 1 "" { 1 x }', "'x' where a payoff"),
        (HEAD + 't "" 1 "" { 1/0 2 }', "'1/0' where a payoff"),
        (HEAD + 't "" 0 t "" 0', "'t' after the last node"),
        (HEAD + 't "open 0', "cannot read"),
        (HEAD + 'c "" 1 "" { "x" 0.5 "y" 0.4 } 0', "probabilities add up to 0.9"),
        (
            HEAD + 'p "" 1 1 "" { "l" "r" } 0\np "" 2 1 "" { "x" } 0\nt "" 0\n'
            'p "" 2 1 "" { "y" } 0\nt "" 0',
            "line 5: the game is unbalanced",
        ),
        ('EFG 2 R "t" { "a" "a" } t "" 0', "named twice"),
        (HEAD + 't "" 1 "" { 1e999 2 }', "'1e999' where a payoff"),
        (HEAD + 't "" 1 "" { nan 2 }', "'nan' where a payoff"),
    ],
)  # fmt: skip
def test_a_broken_text_is_refused_with_its_line(text, told):
    with pytest.raises(StrategyError) as caught:
        parse_efg(text)
    assert told in caught.value.what


def test_sets_of_one_name_stay_apart():
    text = (
        HEAD + 'p "" 1 1 "" {"l" "r"} 0 p "" 2 1 "s" {"x"} 0 t "" 0 '
        'p "" 2 2 "s" {"x"} 0 t "" 0'
    )
    game = parse_efg(text)
    assert [move.name for move in game.moves] == ["a 1", "s", "s#2"]


def test_a_file_is_read_in_either_encoding(tmp_path):
    place = tmp_path / "game.efg"
    for encoding in ("utf-8", "latin-1"):
        place.write_bytes('EFG 2 R "Säbel" { "a" } t "" 0'.encode(encoding))
        assert read_efg(place).title == "Säbel"
