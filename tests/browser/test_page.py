"""The page in Chromium: opened from disk, asked by mouse and by keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import VIEWS, axe

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "brief"))

import sample

from suzerain.brief.brief import compose

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("brief")
    return compose(sample.results()).save(folder / "brief.html").as_uri()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    contexts = []

    def go(width: int = 1440, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text))
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


def test_it_opens_from_disk_without_any_other_request(visit: Any, address: str):
    page = visit()
    page.locator(".answers a.n").first.click()
    assert page.asked == [address]
    assert page.faults == []


def test_a_click_on_a_number_shows_its_sentence_in_its_document(visit: Any):
    page = visit()
    page.locator("a.n", has_text="at least 60 %").first.click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert "Corvia buys at least 60 %" in panel.locator("blockquote.said").inner_text()
    lit = panel.locator("mark.on")
    assert lit.inner_text() == "Corvia buys at least 60 % of what Arvania exports"
    box, frame = lit.bounding_box(), panel.locator(".text").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]


def test_a_click_on_an_assumed_number_shows_range_and_reason(visit: Any):
    page = visit()
    page.locator("#tornado a.n, #picture-tornado a.n").first.click()
    assert "covers what comparable cases show" in page.locator("#panel").inner_text()


def test_the_keyboard_opens_closes_and_returns(visit: Any):
    page = visit()
    first = page.locator(".answers a.n").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert first.evaluate("link => link === document.activeElement")


def test_steps_lead_on_within_the_panel(visit: Any):
    page = visit()
    page.locator(".answers a.n").first.click()
    title = page.locator("#panel-title")
    before = title.inner_text()
    page.locator("#panel ul .linkish").first.click()
    assert title.inner_text() != before


def test_a_footnote_can_be_copied(visit: Any):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.locator("a.n", has_text="at least 60 %").first.click()
    page.locator("#copy").click()
    page.locator("#said:not(:empty)").wait_for(state="attached")
    assert "Copied" in page.locator("#said").inner_text()
    assert "harbour" in page.evaluate("navigator.clipboard.readText()")


def test_numbers_lead_on_without_a_script(visit: Any):
    page = visit(java_script_enabled=False)
    page.locator(".answers a.n").first.click()
    assert "#why-" in page.url
    assert page.locator("#why li:target").is_visible()


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_axe_finds_nothing(visit: Any, width: int, scheme: str, look: str):
    page = visit(width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert axe(page, look) == []
    page.locator(".answers a.n").first.click()
    assert axe(page, look) == []


@pytest.mark.parametrize("width", [360, 390, 1024, 1440])
def test_nothing_makes_the_page_scroll_sideways(visit: Any, width: int):
    page = visit(width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_colours_can_be_turned(visit: Any):
    page = visit()
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != before


def test_on_paper_tables_are_open_and_controls_are_gone(visit: Any):
    page = visit()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#table-deal-table").is_visible()
    assert not page.locator("#theme").is_visible()
    assert len(page.pdf()) > 10_000


def test_a_dark_page_prints_dark_on_white(visit: Any):
    page = visit(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = "(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))"
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The brief of the example articles, as it stands on the front page."""
    import suzerain as sz

    articles = Path(__file__).resolve().parents[2] / "examples" / "articles"
    documents = sz.read_documents([articles])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    folder = tmp_path_factory.mktemp("example")
    return sz.write_brief(case, worlds=400).save(folder / "brief.html").as_uri()


def test_the_answers_fit_on_the_first_screen(visit: Any, example: str):
    page = visit(1440)
    page.goto(example)
    box = page.locator("#bottom-line").bounding_box()
    assert box["y"] + box["height"] <= 900


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_a_brief_of_real_articles_is_accessible_and_stays_in_its_width(
    visit: Any, example: str, width: int, scheme: str, look: str
):
    page = visit(width, color_scheme=scheme)
    page.goto(example)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page, look) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_words_of_a_curve_stay_legible_and_apart(visit: Any, example: str, width: int):
    page = visit(width)
    page.goto(example)
    texts = page.locator("#picture-survival svg.curves text")
    boxes = [texts.nth(k).bounding_box() for k in range(texts.count())]
    assert all(box["height"] >= 10 for box in boxes)
    for k, one in enumerate(boxes):
        for other in boxes[k + 1 :]:
            beside = one["x"] + one["width"] <= other["x"]
            beside |= other["x"] + other["width"] <= one["x"]
            above = one["y"] + 0.7 * one["height"] <= other["y"]
            above |= other["y"] + 0.7 * other["height"] <= one["y"]
            assert beside or above


def test_words_to_the_same_effect_unfold(visit: Any, example: str):
    page = visit(1440)
    page.goto(example)
    more = page.locator("#table-stances details.more").first
    assert not more.locator("q").first.is_visible()
    more.locator("summary").click()
    assert more.locator("q").first.is_visible()
