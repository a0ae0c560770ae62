"""The first screen answers the five questions of a reader, without scrolling."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from places import EXAMPLES, SHARED

from suzerain.brief.brief import write_brief
from suzerain.brief.words import mixes
from suzerain.cli.load import load_case

pytestmark = pytest.mark.browser
SEEDS = SHARED / "seeds"
# Head of each answer, and a word that its answer must hold.
ASKED = {
    "Who holds the leverage?": "leverage",
    "Does the pact need consent?": "consent",
    "What comes next?": "Will ",
    "How sure?": "Confidence is",
    "Why?": "hangs on",
}


@pytest.fixture(scope="module", params=["seeds", "examples"])
def address(request: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = SEEDS if request.param == "seeds" else EXAMPLES
    if not folder.is_dir():
        pytest.skip(f"{folder.name} are not on this machine")
    case = load_case(tuple(map(str, sorted(folder.glob("*.txt")))))
    path = tmp_path_factory.mktemp("first") / "brief.html"
    return write_brief(case, worlds=1000).save(path).as_uri()


@pytest.fixture
def shown(browser: Any, address: str) -> Any:
    opened = []

    def at(wide: int, tall: int) -> Any:
        context = browser.new_context(viewport={"width": wide, "height": tall})
        opened.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield at
    for context in opened:
        context.close()


@pytest.mark.parametrize(("wide", "tall"), [(1440, 900), (1024, 768)])
def test_all_answers_stand_on_the_first_screen(
    shown: Callable[[int, int], Any], wide: int, tall: int
):
    page = shown(wide, tall)
    heads = [head.inner_text() for head in page.locator(".answer dt").all()]
    assert [head for head in heads if head in ASKED] == list(ASKED)
    for answer in page.locator(".answer").all():
        box = answer.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= wide
        assert box["y"] + box["height"] <= tall


def test_on_a_phone_they_stand_in_order_and_nothing_runs_off(
    shown: Callable[[int, int], Any],
):
    page = shown(390, 844)
    boxes = [one.bounding_box() for one in page.locator(".answer").all()]
    assert all(a["y"] + a["height"] <= b["y"] + 1 for a, b in pairwise(boxes))
    assert all(box["x"] + box["width"] <= 390 for box in boxes)
    assert boxes[0]["y"] < 844 / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_each_question_has_its_answer_and_likelihood_stays_apart_from_confidence(
    shown: Callable[[int, int], Any],
):
    page = shown(1024, 768)
    said = dict(
        zip(
            page.locator(".answer dt").all_inner_texts(),
            page.locator(".answer dd").all_inner_texts(),
            strict=True,
        )
    )
    for head, word in ASKED.items():
        assert word in said[head]
    assert not any(mixes(text) for text in said.values())
