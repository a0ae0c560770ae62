"""App, review and atlas in French: no English chrome, and axe finds nothing.

What sources and analysts wrote stays; so it is taken away before words are looked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_pages import Program
from chromium import axe
from places import ROOT
from test_app_for_everyone import PLACES, visit

pytestmark = pytest.mark.browser
# English words of our own that French writes otherwise, whole as they stand.
CHROME = frozenset(
    text
    for part in ("app", "review", "atlas", "shared")
    for text in json.loads(
        (ROOT / "page" / "src" / part / "words.json").read_text(encoding="utf-8")
    ).values()
    if "{" not in text and " " in text
)
SMALL = re.compile(r"(?<![\w.])(?:the|of|and|which|with|its|whose|would|that)(?![\w.])")
# What is shown of sources, cases and commands.
OTHERS = (
    "code, pre, q, blockquote, bdi, .case-name, .quote, .claim, .passage, mark,"
    " [lang=en], .g-cell, #text, .card, .paper, .document, li.doc, title, .made,"
    " option, [role=gridcell]"
)
# Places whose words are sentences of the engine or of the register that stay English.
LOOSE = frozenset({"assumptions", "backtests", "documents"})
SHOWN = """(others) => {
  const copy = document.body.cloneNode(true);
  for (const one of copy.querySelectorAll(others + ', script, style')) one.remove();
  document.documentElement.append(copy);
  const told = copy.innerText;
  copy.remove();
  return told;
}"""


@pytest.fixture
def page(browser: Any, served: Program) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(f"{served.address}?language=fr")
    page.locator("h1").first.wait_for()
    yield page
    context.close()


def english_on(page: Any) -> list[str]:
    """Lines that are words of our own in English."""
    lines = [one.strip() for one in page.evaluate(SHOWN, OTHERS).split("\n")]
    return [one for one in lines if one in CHROME]


@pytest.mark.parametrize("place", PLACES)
def test_no_place_of_the_app_shows_english_chrome(page: Any, place: str):
    shows = (
        "h1" if place in ("solve", "solve/measure", "weigh", "weigh/forecast") else None
    )
    visit(page, place, shows or PLACES[place])
    assert page.locator("html").get_attribute("lang") == "fr"
    assert english_on(page) == []
    if place not in LOOSE:
        text = page.locator("main").evaluate(
            "(main, others) => { const copy = main.cloneNode(true);"
            " for (const one of copy.querySelectorAll(others)) one.remove();"
            " return copy.textContent; }",
            OTHERS,
        )
        lines = re.sub("The pact of North Korea and Russia", "", text)
        assert SMALL.findall(lines) == []
    assert axe(page) == []
    assert page.faults == []


def test_figures_of_the_app_have_a_comma(page: Any):
    visit(page, "solve", ".run-form")
    page.get_by_role("button", name="Résoudre", exact=True).click()
    page.locator("main .answers").first.wait_for(timeout=60_000)
    told = page.locator("main").inner_text()
    assert re.search(r"\d,\d+\s%", told)
    assert not re.search(r"\d\.\d+\s%", told)
    assert "Est-il conclu" in told


def test_the_switch_is_kept_by_the_browser(browser: Any, served: Program):
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address)
    page.locator("h1").first.wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    with page.expect_navigation():
        page.locator("#tongue").select_option("fr")
    page.get_by_role("link", name="Aperçu").wait_for()
    other = context.new_page()
    other.goto(served.address)
    other.get_by_role("link", name="Aperçu").wait_for()
    with other.expect_navigation():
        other.locator("#tongue").select_option("en")
    other.get_by_role("link", name="Overview").wait_for()
    context.close()


def test_the_review_speaks_french(page: Any, served: Program):
    page.goto(f"{served.address}review/")
    page.locator(".card").first.wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title().startswith("Révision")
    assert english_on(page) == []
    card = page.locator(".card[aria-current]").inner_text()
    assert "Accepter" in card
    assert "Corée du Nord" in page.locator("#claims").inner_text()
    assert axe(page) == []
    page.locator("#help-open").click()
    assert "énoncé suivant" in page.locator("#help").inner_text()
    assert SMALL.findall(page.locator("#help").inner_text()) == []


def test_the_atlas_without_data_speaks_french(page: Any, served: Program):
    page.goto(f"{served.address}atlas")
    told = page.locator("main").inner_text()
    assert "atlas a besoin de données" in told
    assert "Retour au dossier" in told
    assert SMALL.findall(told) == []


def test_the_atlas_speaks_french(browser: Any, tmp_path: Path):
    import sys

    sys.path.insert(0, str(ROOT / "tests" / "brief"))
    import atlas_sample

    from suzerain.brief.atlas import compose_atlas

    atlas = atlas_sample.sample_atlas()
    made = compose_atlas(
        atlas, atlas_sample.trade(), atlas_sample.arms(), language="fr"
    )
    path = tmp_path / "atlas.html"
    path.write_text(made.html(), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator("#controls:not([hidden])").wait_for()
    page.locator("#state").fill("Japon")
    page.locator("#state").press("Enter")
    page.get_by_text("Qui pourrait lui nuire").wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert english_on(page) == []
    told = page.evaluate(SHOWN, OTHERS)
    assert SMALL.findall(told) == []
    assert re.search(r"\d,\d\s%", told)
    assert not re.search(r"\d\.\d+\s%", told)
    assert axe(page) == []
    context.close()
