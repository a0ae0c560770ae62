"""A game drawn as a tree: order, room for words, chances, hostile names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from made_pact import made_pact

from suzerain.brief.alone import alone
from suzerain.brief.brief import reckon
from suzerain.brief.charts.asked import asked
from suzerain.brief.charts.game import game_picture
from suzerain.brief.charts.tree import (
    ROW,
    STEP,
    WIDEST,
    Wording,
    lay_out,
    refuse_large,
    steps_of,
    tree,
)
from suzerain.brief.results import Results
from suzerain.brief.why import Tracer
from suzerain.core.errors import SuzerainError
from suzerain.strategy.game.averaged import Ply
from suzerain.strategy.game.branch import decide, end
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import Game, make_game

PLIES: st.SearchStrategy[Ply] = st.recursive(
    st.builds(Ply, action=st.text(max_size=9), gains=st.just((1.0, 2.0))),
    lambda inner: st.builds(
        Ply,
        who=st.sampled_from(("A", "B", "chance")),
        action=st.text(max_size=40),
        plies=st.lists(inner, min_size=1, max_size=4).map(tuple),
    ),
    max_leaves=14,
)


def small(name: str = "patron", words: str = "bear") -> Game:
    answer = decide(name, {words: end([3.0, 1.0]), "block": end([0.0, 0.0])})
    first = decide("client", {"offer": answer, "wait": end([1.0, 2.0])})
    return make_game(first, players=("client", name), title="permission")


@given(PLIES)
def test_ends_stand_in_rows_and_nodes_between_what_follows(root: Ply) -> None:
    forks = list(lay_out(root).walk())
    ends = sorted(fork.y for fork in forks if not fork.forks)
    assert all(b - a == pytest.approx(ROW) for a, b in pairwise(ends))
    for fork in forks:
        if fork.forks:
            assert fork.forks[0].y <= fork.y <= fork.forks[-1].y
            assert all(after.x > fork.x for after in fork.forks)


@given(PLIES)
def test_branches_never_cross(root: Ply) -> None:
    forks = list(lay_out(root).walk())
    for one, other in combinations(forks, 2):
        if one.depth == other.depth and one.y < other.y and one.forks and other.forks:
            lowest = max(fork.y for fork in one.walk())
            assert lowest < min(fork.y for fork in other.walk())


@given(PLIES)
def test_a_move_is_as_wide_as_its_words_within_bounds(root: Ply) -> None:
    steps = steps_of(root, Wording())
    assert len(steps) == max(fork.depth for fork in lay_out(root).walk())
    assert all(STEP <= step <= WIDEST for step in steps)


@given(PLIES)
def test_any_tree_is_well_formed_whatever_its_names(root: Ply) -> None:
    drawn = tree(root, ("A", "B"), Wording(), "A game")
    html.fragment_fromstring(str(drawn))
    assert "<script" not in drawn


def test_the_likeliest_branch_is_marked_and_chances_are_written() -> None:
    game = small()
    drawn = game_picture(game, subgame_perfect(game))
    tall = html.fragment_fromstring(drawn.svg)
    assert len(tall.xpath(".//path[@class='branch played']")) == 2
    assert "offer 100 %" in tall.text_content()
    bare = html.fragment_fromstring(game_picture(game).svg)
    assert not bare.xpath(".//path[@class='branch played']")
    assert "%" not in bare.text_content()


def test_nodes_that_look_alike_are_tied() -> None:
    inner = {"x": end([0.0, 1.0]), "y": end([1.0, 0.0])}
    sides = {k: decide("two", inner, move="blind") for k in ("left", "right")}
    game = make_game(decide("one", sides), players=("one", "two"))
    assert game_picture(game).svg.count('class="alike"') == 1
    assert "alike" not in game_picture(small()).svg


def test_a_tree_that_nobody_could_read_is_refused() -> None:
    with pytest.raises(SuzerainError, match="60 ends"):
        refuse_large(61, 2)
    with pytest.raises(SuzerainError):
        refuse_large(4, 9)
    many = decide("one", {f"a{k}": end([0.0]) for k in range(100)})
    with pytest.raises(SuzerainError):
        game_picture(make_game(many, players=("one",)))


def test_a_picture_that_stands_alone_has_a_name_and_no_style_sheet() -> None:
    figure = alone(game_picture(small("<b>&", "<script>alert(1)</script>")))
    root = etree.fromstring(figure.svg.encode())
    names = [part.tag.rpartition("}")[2] for part in root]
    assert names[:2] == ["title", "desc"]
    assert root.get("role") == "img"
    assert "class=" not in figure.svg
    assert "<script" not in figure.svg
    assert figure._repr_svg_() == figure.svg


@pytest.fixture(scope="module")
def reckoned() -> Results:
    return reckon(made_pact(), worlds=40)


def test_asking_leave_shows_every_way_to_play(reckoned: Results) -> None:
    drawn = asked(reckoned)
    assert drawn is not None
    tree_ = html.fragment_fromstring(drawn.svg)
    assert len(drawn.table.rows) == 13
    assert {a.get("data-ref") for a in tree_.xpath(".//a")} == {"permission.tree"}
    assert "what they want" in drawn.svg
    assert len(tree_.xpath(".//a[not(@tabindex)]")) == 1
    step = Tracer(reckoned).trace("permission.tree")
    assert step.parents[0].id == "permission.quantal"


def test_what_the_tree_says_of_pacts_is_what_the_game_says(reckoned: Results) -> None:
    further, found = reckoned.further, reckoned.permitted
    assert further is not None
    assert further.asked is not None
    assert found is not None

    def stands(ply: Ply, pick: Callable[[Ply], bool]) -> float:
        own = (ply.reached or 0.0) if not ply.plies and pick(ply) else 0.0
        return own + sum(stands(one, pick) for one in ply.plies)

    pact = stands(further.asked, lambda ply: ply.label != "no pact")
    assert pact == pytest.approx(found["plays"]["quantal"]["p_pact"], abs=1e-9)


def test_where_there_is_nobody_to_ask_there_is_no_picture() -> None:
    assert asked(sample.results()) is None
    assert asked(replace(sample.results(), further=None)) is None
