"""The chain behind a number: walked up and down, cited, linked to, by keyboard."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "brief"))

import sample

from suzerain.brief.brief import compose

pytestmark = pytest.mark.browser
TITLE = r"100 % {of} it_all & more: $5, C:\new ~ #1 ^up"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    results = sample.results()
    first, *others = results.case.documents
    named = replace(
        first, title=TITLE, publisher="The Velm & Harbour Post", published="2031-03-04"
    )
    case = replace(results.case, documents=(named, *others))
    folder = tmp_path_factory.mktemp("trace")
    return compose(replace(results, case=case)).save(folder / "b.html").as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened = context.new_page()
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda said: opened.faults.append(said.text))
    opened.goto(address)
    opened.wait_for_selector("html[data-ready]")
    yield opened
    assert opened.faults == []
    context.close()


def ask(page: Any, words: str) -> Any:
    page.locator("main a.n", has_text=words).first.click()
    return page.locator("#panel")


def title(page: Any) -> str:
    return page.locator("#panel-title").inner_text()


def titled(page: Any, words: str) -> None:
    """Wait until the panel tells of this."""
    told = "words => document.querySelector('#panel-title').innerText === words"
    page.wait_for_function(told, arg=words, timeout=10_000)


def copied(page: Any, form: str) -> str:
    page.locator(form).click()
    page.locator("#said:not(:empty)").wait_for()
    assert "Copied" in page.locator("#said").inner_text()
    return page.evaluate("navigator.clipboard.readText()")


def down(page: Any) -> list[str]:
    """Follow the first step below, then a sentence; the titles on the way."""
    way = [title(page)]
    for link in ("#panel section ul .linkish", "#panel .reads .linkish"):
        page.locator(link).first.click()
        other = "was => document.querySelector('#panel-title').innerText !== was"
        page.wait_for_function(other, arg=way[-1], timeout=10_000)
        way.append(title(page))
    return way


def test_a_chain_is_walked_down_and_back_by_keyboard(page: Any):
    page.locator(".answers a.n").first.click()
    way = down(page)
    assert len(set(way)) == 3
    page.keyboard.press("Backspace")
    titled(page, way[1])
    page.keyboard.press("Alt+ArrowLeft")
    titled(page, way[0])
    page.keyboard.press("Backspace")
    titled(page, way[0])
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()


def test_the_path_leads_back_to_any_step(page: Any):
    page.locator(".answers a.n").first.click()
    way = down(page)
    path = page.get_by_role("navigation", name="Path to this step")
    assert path.get_by_role("listitem").count() == 2
    path.get_by_role("listitem").first.get_by_role("button").click()
    assert title(page) == way[0]
    assert path.count() == 0


def test_a_sentence_lists_the_figures_that_rest_on_it(page: Any):
    panel = ask(page, "at least 60 %")
    also = panel.locator(".also li .linkish")
    assert also.count() >= 1
    name = also.first.inner_text()
    also.first.click()
    assert title(page) == name
    said = panel.locator("blockquote.said").all_inner_texts()
    assert any("Corvia buys at least 60 %" in words for words in said)


def test_the_range_of_an_assumption_is_drawn_with_its_ends(page: Any):
    row = page.locator("#assumptions tbody tr").first
    low, _, high, _ = row.get_attribute("data-spread").split(" ")
    row.locator("a.n").click()
    drawn = page.locator("#panel svg.spread")
    assert low in drawn.get_attribute("aria-label")
    assert drawn.locator("text").all_text_contents()[-1].startswith(f"{float(high):g}")
    reason = row.locator("td").nth(2).inner_text()
    assert reason in page.locator("#panel").inner_text()


def test_a_plain_footnote_names_source_place_checksum_and_words(page: Any):
    ask(page, "at least 60 %")
    note = copied(page, "#copy")
    for part in ("The Velm & Harbour Post", "2031-03-04", "harbour-0304.txt"):
        assert part in note
    assert "“Corvia buys at least 60 % of what Arvania exports" in note
    assert re.search(r"[Cc]haracters \d+-\d+", note)
    assert re.search(r"[0-9a-f]{64}", note)


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX by its grammar: entries of fields in balanced braces."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while (start := text.find("@", at)) >= 0:
        head = re.compile(r"@(\w+)\{([^\s,{}%#\"]+),").match(text, start)
        assert head, text[start : start + 80]
        at = head.end()
        fields: dict[str, str] = {}
        while field := re.compile(r"\s*(\w+) = \{").match(text, at):
            depth, at = 1, field.end()
            begin = at
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[begin : at - 1]
            at += text[at] == ","
        closing = re.compile(r"\s*\}").match(text, at)
        assert closing, text[at : at + 40]
        at = closing.end()
        found[head[2]] = fields
    return found


def test_bibtex_is_valid_and_its_special_letters_are_escaped(page: Any):
    ask(page, "at least 60 %")
    (entry,) = entries(copied(page, "#copy-bibtex")).values()
    assert entry["title"] == (
        r"{100 \% \textbraceleft{}of\textbraceright{} it\_all \& more: \$5, "
        r"C:\textbackslash{}new \textasciitilde{} \#1 \textasciicircum{}up}"
    )
    assert entry["publisher"] == r"The Velm \& Harbour Post"
    assert (entry["date"], entry["year"]) == ("2031-03-04", "2031")
    assert r"at least 60 \% of what Arvania exports" in entry["note"]


def test_bibtex_of_a_figure_holds_it_and_each_ground(page: Any):
    page.locator(".answers a.n").first.click()
    found = entries(copied(page, "#copy-bibtex"))
    first, *grounds = found
    assert "Suzerain" in found[first]["howpublished"]
    assert any(key.startswith("c-") for key in grounds)
    assumed = [e for e in found.values() if e["title"].startswith("{Assumption")]
    assert assumed
    assert all("Source of the range" in entry["note"] for entry in assumed)


def test_csl_json_holds_passage_and_checksum(page: Any):
    ask(page, "at least 60 %")
    (item,) = json.loads(copied(page, "#copy-csl"))
    assert item["title"] == TITLE
    assert item["issued"] == {"date-parts": [[2031, 3, 4]]}
    assert item["publisher"] == "The Velm & Harbour Post"
    words = item["custom"]
    assert words["end"] - words["start"] == len(words["quote"])
    assert words["quote"].startswith("Corvia buys at least 60 %")
    assert len(words["sha256"]) == 64


def test_where_the_clipboard_is_shut_the_footnote_is_shown(browser: Any, address: str):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    page = context.new_page()
    page.goto(address)
    ask(page, "at least 60 %")
    page.locator("#copy-csl").click()
    area = page.locator("#panel textarea")
    area.wait_for()
    assert json.loads(area.input_value())[0]["title"] == TITLE
    context.close()


def test_a_link_to_a_step_opens_it(browser: Any, address: str):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}#why-count.documents")
    assert page.locator("#panel").is_visible()
    assert title(page) == "documents read"
    context.close()


def test_every_figure_of_the_page_opens_its_chain(page: Any):
    dead = page.evaluate(
        """() => [...document.querySelectorAll('main a.n')].filter((link) => {
          const click = new MouseEvent('click', {bubbles: true, cancelable: true});
          link.dispatchEvent(click);
          const open = document.querySelector('#panel').open;
          const said = document.querySelector('#panel-title')?.textContent;
          document.querySelector('#close')?.click();
          return !open || !said;
        }).map((link) => link.outerHTML)"""
    )
    assert dead == []
