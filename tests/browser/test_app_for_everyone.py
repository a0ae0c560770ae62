"""The app for everyone: axe finds nothing, titles tell, phones fit, keys lead on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from app_pages import Program, opened, running, tab_to
from chromium import SCHEMES, axe

from suzerain.case.build import build_case
from suzerain.case.files import save_case
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents

pytestmark = [pytest.mark.browser, pytest.mark.long]
WORK = {"solve": "Solve", "solve/measure": "Measure", "weigh": "Weigh"}
PLACES = {
    "overview": ".steps-line",
    "documents": ".claim",
    "case/needs": ".g-row .g-cell",
    "solve": ".answers",
    "solve/measure": "figure .row",
    "solve/simulate": ".run-form",
    "solve/turns": ".run-form",
    "weigh": ".grid-of-evidence",
    "weigh/forecast": "figure .dots",
    "scenarios": ".empty, .cards",
    "assumptions": "article.assumption",
    "backtests": "table",
    "atlas": ".open-brief",
    "brief": ".downloads",
    "help": ".keys",
    "start": ".drop",
}


@pytest.fixture(scope="module")
def results(browser: Any, served: Program) -> None:
    """Results that the pages show: asked for at once, and waited for."""
    page = opened(browser, served.address)
    for place, button in {**WORK, "weigh/forecast": "Forecast"}.items():
        visit(page, place, ".run-form")
        page.get_by_role("button", name=button, exact=True).click()
    for place in (*WORK, "weigh/forecast"):
        visit(page, place, ".made")
    page.context.close()


def visit(page: Any, place: str, shows: str) -> None:
    """Go to a place of the app and wait until it shows what it has."""
    page.evaluate("hash => { location.hash = hash }", f"#/{place}")
    page.locator(f"main {shows}").first.wait_for(timeout=60_000)


@pytest.mark.parametrize(("scheme", "look"), SCHEMES)
def test_axe_finds_nothing_on_any_page(
    browser: Any, served: Program, results: None, scheme: str, look: str
):
    page = opened(browser, served.address, color_scheme=scheme)
    found = {}
    for place, shows in PLACES.items():
        visit(page, place, shows)
        found[place] = axe(page, look)
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert page.faults == []
    assert all(one.startswith((served.address, "data:")) for one in page.asked)
    page.context.close()


def test_axe_finds_nothing_in_dialogs_and_panels(
    browser: Any, served: Program, results: None
):
    page = opened(browser, served.address)
    page.keyboard.press("?")
    page.locator("dialog .keys").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    visit(page, "case/needs", ".g-row .g-cell")
    page.get_by_role("button", name="Edit row").click()
    page.locator("dialog .fields").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    visit(page, "solve", ".answers a.n")
    page.locator(".answers a.n").first.click()
    page.locator("#panel .panel-value").wait_for(timeout=30_000)
    assert axe(page) == []
    page.keyboard.press("Escape")
    visit(page, "scenarios", ".empty, .cards")
    page.get_by_role("button", name="New scenario").click()
    page.locator("dialog textarea").wait_for()
    assert axe(page) == []
    page.context.close()


@pytest.mark.parametrize("width", [360, 390, 1024])
def test_no_page_is_wider_than_the_screen(
    browser: Any, served: Program, results: None, width: int
):
    page = opened(browser, served.address, width)
    wide = []
    for place, shows in PLACES.items():
        visit(page, place, shows)
        if page.evaluate("() => document.documentElement.scrollWidth") > width:
            wide.append(place)
    assert wide == []
    page.context.close()


def test_on_a_phone_the_menu_opens_and_closes_after_a_choice(
    browser: Any, served: Program
):
    page = opened(browser, served.address, 390)
    menu = page.get_by_role("button", name="Menu")
    assert not page.locator("#places").is_visible()
    menu.click()
    page.get_by_role("link", name="Assumptions").click()
    page.locator("article.assumption").first.wait_for()
    assert not page.locator("#places").is_visible()
    page.context.close()


def test_titles_follow_and_the_back_button_goes_back(browser: Any, served: Program):
    page = opened(browser, served.address)
    visit(page, "assumptions", "article.assumption")
    assert page.title().startswith("Assumptions · ")
    assert page.locator(":focus").inner_text() == "Assumptions"
    visit(page, "help", ".keys")
    page.go_back()
    page.locator("article.assumption").first.wait_for()
    assert page.title().startswith("Assumptions · ")
    page.context.close()


def test_the_skip_link_leads_past_the_header(browser: Any, served: Program):
    page = opened(browser, served.address)
    tab_to(page, "To the content")
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"
    assert page.locator(".steps-line").is_visible()
    page.context.close()


def test_letters_lead_to_places_unless_one_writes_or_has_turned_them_off(
    browser: Any, served: Program
):
    page = opened(browser, served.address)
    page.keyboard.type("ga")
    page.locator("article.assumption").first.wait_for()
    page.keyboard.press("/")
    page.keyboard.type("gs")
    assert page.get_by_label("Search").input_value() == "gs"
    assert "#/assumptions" in page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.type("gh")
    assert "#/assumptions" in page.url
    page.context.close()


def test_a_claim_that_is_chosen_lights_up_in_its_document(
    browser: Any, served: Program
):
    page = opened(browser, served.address)
    visit(page, "documents", ".claim")
    claim = page.locator(".claim").nth(3)
    quote = claim.locator("q").inner_text()
    claim.click()
    page.locator("mark.on").first.wait_for()
    lit = "".join(page.locator("mark.on").all_inner_texts())
    assert lit == quote.strip("“”")
    page.get_by_label("Search").fill(quote[:40])
    page.locator(".claim", has_text=quote[:40]).first.wait_for()
    page.context.close()


def test_of_thousands_of_claims_only_those_in_sight_are_drawn(
    browser: Any, tmp_path: Path
):
    lines = [f"Peru sent {n} tonnes of grain to Bolivia." for n in range(1001, 1801)]
    text = "Peru and Bolivia signed a pact. " + " ".join(lines)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    documents = read_documents([tmp_path / "long.txt"])
    claims = extract(documents)
    save_case(build_case(documents, claims, name="long"), tmp_path / "long")
    assert len(claims) > 500
    with running(tmp_path, tmp_path / "long") as program:
        page = opened(browser, f"{program.address}#/documents")
        page.locator(".claim").first.wait_for()
        assert page.locator(".claim").count() < 60
        page.locator(".v-box").evaluate("box => { box.scrollTop = box.scrollHeight }")
        last = page.locator(f'[aria-posinset="{len(claims)}"] .claim')
        last.wait_for()
        last.click()
        page.locator("mark.on").first.wait_for()
        page.context.close()
