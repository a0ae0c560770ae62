"""The page of a brief in French: its scripts speak French and find its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from chromium import axe
from places import EXAMPLES

from suzerain.brief.brief import write_brief
from suzerain.cli.load import load_case

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    case = load_case(tuple(map(str, sorted(EXAMPLES.glob("*.txt")))))
    path = tmp_path_factory.mktemp("french") / "note.html"
    return write_brief(case, worlds=500, language="fr").save(path).as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(address)
    yield page
    context.close()


def test_the_first_screen_holds_all_answers_in_french_too(page: Any):
    for answer in page.locator(".answer").all():
        box = answer.bounding_box()
        assert box["y"] + box["height"] <= 768
    assert page.locator("html").get_attribute("lang") == "fr"


def test_the_panel_of_a_figure_speaks_french(page: Any):
    page.locator(".answers a.n").first.click()
    panel = page.locator("#panel")
    panel.wait_for(state="visible")
    assert "La phrase la plus proche" in panel.inner_text()
    assert "The nearest sentence" not in panel.inner_text()
    assert page.faults == []


def test_the_sliders_and_their_outcomes_speak_french(page: Any):
    page.evaluate("location.hash = '#what-if'")
    page.locator(".wi-results, .wi-wrong").first.wait_for(timeout=30000)
    said = page.locator("#what-if-place").inner_text()
    expected = (
        "Le pacte est conclu" if page.locator(".wi-results").count() else "éteints"
    )
    assert expected in said
    assert "The pact is struck" not in said
    assert "The sliders" not in said


def test_axe_finds_nothing(page: Any):
    assert axe(page) == []
