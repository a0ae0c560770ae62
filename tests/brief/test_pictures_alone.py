"""Any result as a picture that stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from made_pact import made_pact

import suzerain as sz
from suzerain.brief.picture import names
from suzerain.core.errors import SuzerainError

WORLDS = sz.Worlds(count=40, seed=2)


@pytest.fixture(scope="module")
def solution() -> sz.Solution:
    return sz.solve(made_pact(), WORLDS)


@pytest.mark.parametrize("name", ["", "exchange", "deal"])
def test_a_solution_draws_what_it_holds(solution: sz.Solution, name: str) -> None:
    drawn = sz.picture(solution, name)
    root = etree.fromstring(drawn.svg.encode())
    assert root[0].text == drawn.title
    assert root[1].text == drawn.reading
    assert "class=" not in drawn.svg


def test_other_results_draw_themselves(solution: sz.Solution) -> None:
    case = made_pact()
    assert sz.picture(sz.dependence(case, WORLDS)).title.startswith("Who would lose")
    (weighing,) = sz.weigh(case, solution, WORLDS)
    assert names(weighing) == ("grid", "beliefs")
    assert "explanation" in sz.picture(weighing, "beliefs").reading
    asked = sz.permission(case, WORLDS)
    assert names(asked.game) == ("tree",)


def test_a_picture_is_saved_whole(solution: sz.Solution, tmp_path: Path) -> None:
    drawn = sz.picture(solution)
    path = drawn.save(tmp_path / "exchange.svg")
    assert path.read_text(encoding="utf-8") == drawn.svg


def test_the_same_seed_draws_the_same_picture() -> None:
    first, second = (sz.picture(sz.solve(made_pact(), WORLDS)).svg for _ in range(2))
    assert first == second


def test_what_cannot_be_drawn_says_what_can(solution: sz.Solution) -> None:
    with pytest.raises(SuzerainError, match="no picture 'map' of a Solution"):
        sz.picture(solution, "map")
    with pytest.raises(SuzerainError, match="nothing to draw of this dict"):
        sz.picture({})
