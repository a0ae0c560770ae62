# ruff: noqa: RUF001 - Arabic letters are what is tested
"""The brief for everyone: right to left, phones, paper, no script, and very large."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chromium import VIEWS, axe
from large_case import large_case

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "brief"))

import sample
from pages import served

from suzerain.brief.brief import compose
from suzerain.case.case import Case
from suzerain.case.files import save_case
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document, document_id

pytestmark = pytest.mark.browser
ARABIC = "ميناء فيلم\n\nقالت الحكومة إن بريستيا أرسلت 4000 طائرة مسيرة إلى أرفانيا.\n"
HEBREW = "נמל ולם\n\nהממשלה אמרה כי ברסטיה שלחה 4000 מזלט אל ארווניה.\n"
SENT = {"ar": "بريستيا أرسلت 4000 طائرة", "he": "ברסטיה שלחה 4000 מזלט"}


def with_foreign_papers(case: Case) -> Case:
    """Add an Arabic and a Hebrew document, each with a claim behind the first term."""
    papers, said = [], []
    for language, text in (("ar", ARABIC), ("he", HEBREW)):
        title = text.splitlines()[0]
        paper = Document(
            id=document_id(text),
            name=f"paper.{language}.txt",
            text=text,
            title=title,
            language=language,
        )
        start = text.index(SENT[language])
        end = start + len(SENT[language])
        claim = Claim(
            id=f"c-{paper.id.removeprefix('doc-')}-{start}-{end}-0",
            doc=paper.id,
            start=start,
            end=end,
            quote=SENT[language],
            kind="tie",
            subject="XBE",
            relation="SUPPLIES_ARMS",
            object="XAR",
            value=4000.0,
            unit="drones",
            good="drones",
            extractor="sample 1",
        )
        papers.append(paper)
        said.append(claim)
    (pact,) = case.pacts
    first, *others = pact.terms
    basis = (*(claim.id for claim in said), *first.basis)
    terms = (replace(first, basis=basis), *others)
    return replace(
        case,
        documents=(*case.documents, *papers),
        claims=(*case.claims, *said),
        pacts=(replace(pact, terms=terms),),
    )


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> str:
    results = sample.results()
    made = compose(replace(results, case=with_foreign_papers(results.case)))
    return made.save(tmp_path_factory.mktemp("foreign") / "b.html").as_uri()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = compose(replace(sample.results(), case=large_case()))
    return made.save(tmp_path_factory.mktemp("large") / "b.html")


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    contexts = []

    def go(address: str, width: int = 1440, **options: Any) -> Any:
        viewport = {"width": width, "height": 800}
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_document_is_written_its_own_way(visit: Any, foreign: str, language: str):
    page = visit(foreign)
    text = page.locator(f"#sources .text[lang={language}]")
    assert text.get_attribute("dir") == "rtl"
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    first = text.evaluate(
        """(element) => {
          const range = document.createRange();
          range.selectNodeContents(element.firstChild);
          return range.getClientRects()[0].right;
        }"""
    )
    assert first > box["x"] + 0.9 * box["width"]
    english = page.locator("#sources .text").first
    assert english.evaluate("(element) => getComputedStyle(element).direction") == "ltr"


@pytest.mark.parametrize("language", ["ar", "he"])
def test_the_panel_quotes_it_its_own_way(visit: Any, foreign: str, language: str):
    page = visit(foreign)
    page.locator("#table-terms q", has_text=SENT["ar"]).first.wait_for()
    page.evaluate(
        """(words) => {
          const mark = [...document.querySelectorAll('#sources mark')]
            .find((one) => one.textContent === words);
          location.hash = `#why-${mark.dataset.claims}`;
        }""",
        SENT[language],
    )
    said = page.locator("#panel blockquote.said span[dir=auto]").first
    said.wait_for()
    assert SENT[language] in said.inner_text()
    assert said.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    lit = page.locator("#panel .text mark.on")
    assert lit.inner_text() == SENT[language]


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_axe_finds_nothing_with_the_panel_open_and_shut(
    visit: Any, foreign: str, width: int, scheme: str, look: str
):
    page = visit(foreign, width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert axe(page, look) == []
    page.locator("#pact a.n").first.click()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert axe(page, look) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_can_be_written_from_right_to_left(visit: Any, foreign: str):
    page = visit(foreign)
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.locator(".answers a.n").first.click()
    panel = page.locator("#panel").bounding_box()
    assert panel["x"] < 1
    close = page.locator("#close").bounding_box()
    assert close["x"] < panel["x"] + panel["width"] / 2
    title = page.locator("#title").bounding_box()
    assert title["x"] > panel["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_style_knows_no_left_and_no_right():
    folder = Path(__file__).resolve().parents[2] / "src/suzerain/brief/page"
    style = (folder / "style.css").read_text(encoding="utf-8")
    for words in ("-left:", "-right:", " left:", " right:", "text-align: left"):
        assert words not in style


def test_whatever_can_be_focused_shows_it(visit: Any, foreign: str):
    page = visit(foreign)
    page.locator(".answers a.n").first.click()
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return document.activeElement === document.body
                || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1)
                || document.activeElement.innerHTML;
            }"""
        )
        assert shown is True


def test_all_is_reached_and_asked_by_keyboard_alone(visit: Any, foreign: str):
    page = visit(foreign)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.answers a.n')"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "copy-bibtex":
            break
        assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.answers a.n')")


def test_without_a_script_every_figure_still_leads_to_its_ground(
    visit: Any, foreign: str
):
    page = visit(foreign, java_script_enabled=False)
    page.locator("#pact a.n").first.click()
    assert page.locator("mark", has_text="4,000 drones").first.is_visible() or (
        page.locator("mark", has_text="4000").first.is_visible()
    )
    assert page.locator("#assumptions tr[id^=why-]").count() > 0


def test_nothing_is_requested_and_nothing_runs_from_strings(visit: Any, foreign: str):
    page = visit(foreign)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#pact a.n").first.click()
    page.locator("#copy-csl").click()
    ran = page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p>');
          const colour = getComputedStyle(document.body.lastElementChild).color;
          return [window.ran ?? null, colour];
        }"""
    )
    assert ran[0] is None
    assert ran[1] != "rgb(255, 0, 0)"
    assert asked == []


def test_a_very_large_brief_stays_in_size_and_answers(visit: Any, large: Path):
    assert large.stat().st_size < 12_000_000
    page = visit(large.as_uri())
    page.locator(".answers a.n").first.click()
    assert page.locator("#panel-title").inner_text()
    assert page.locator("#panel blockquote.said").count() < 10
    page.keyboard.press("Escape")
    assert page.evaluate(
        """() => [...document.querySelectorAll('#table-ties tbody tr')]
          .filter((row) => !row.hidden).length"""
    ) == (100)


def test_a_count_of_very_many_sentences_names_them_by_one_link(visit: Any, large: Path):
    page = visit(f"{large.as_uri()}#why-count.documents")
    assert page.locator("#panel").is_visible()
    text = large.read_text(encoding="utf-8")
    assert text.count("data-at=") < 15_000


def test_of_many_claims_a_review_draws_those_in_view(browser: Any, tmp_path: Path):
    folder = tmp_path / "case"
    save_case(large_case(actors=20, claims=400, documents=4), folder)
    with served(folder, "Ada") as address:
        page = browser.new_context(viewport={"width": 1440, "height": 800}).new_page()
        page.goto(address)
        page.wait_for_selector("li.card .pick")
        listed = page.locator("li.card").count()
        assert listed == 412
        assert page.locator("li.card .pick").count() < listed / 2
        last = page.locator("li.card").last
        last.scroll_into_view_if_needed()
        last.locator(".pick").wait_for()
        assert last.locator(".pick").inner_text()
        page.context.close()
