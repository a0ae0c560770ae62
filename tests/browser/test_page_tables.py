"""Tables of the brief: sorted by their heads, filtered, paged, walked by arrows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import VIEWS, axe

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "brief"))

import sample

from suzerain.brief.brief import Brief, compose
from suzerain.brief.finding import Name, number
from suzerain.brief.section import Section, cell, table

pytestmark = pytest.mark.browser
ROWS = 260


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A brief with a table of many rows; its shares fall, then run out."""
    made = compose(sample.results())
    ref = made.bottom_line[0].numbers[0].ref
    rows = [
        (
            cell(Name(text=f"Éland {chr(97 + k % 26)}{k}")),
            cell(
                number(ref, f"{(k * 37) % 100}.{k % 10} % (1-2 %)" if k % 9 else "no")
            ),
            cell(Name(text="reason 7 of old" if k == 200 else "other")),
        )
        for k in range(ROWS)
    ]
    long = table("long", "Many rows", ("Who", "Share", "Why"), rows, key="wide")
    few = table("few", "Few rows", ("Who", "Share", "Why"), rows[:6])
    added = Section(id="tables", title="Tables", blocks=(long, few))
    brief = Brief(
        results=made.results,
        title=made.title,
        bottom_line=made.bottom_line,
        sections=(added, *made.sections),
    )
    folder = tmp_path_factory.mktemp("tables")
    return brief.save(folder / "b.html").as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.goto(address)
    opened.wait_for_selector("html[data-ready]")
    yield opened
    context.close()


def column(page: Any, which: int, name: str = "#table-long") -> list[str]:
    return page.evaluate(
        """([name, which]) => [...document.querySelector(name).tBodies[0].rows]
          .filter((row) => !row.hidden).map((row) => row.cells[which].innerText)""",
        [name, which],
    )


def test_a_head_sorts_by_number_and_back(page: Any):
    before = column(page, 1)
    head = page.locator("#table-long th").nth(1)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rising = [float(text.split(" ")[0]) for text in column(page, 1)]
    assert rising == sorted(rising)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    falling = [float(text.split(" ")[0]) for text in column(page, 1)]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] > rising[-1]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "none"
    assert column(page, 1) == before


def test_rows_without_a_number_come_last_both_ways(page: Any):
    head = page.locator("#table-few th").nth(1).get_by_role("button")
    for _ in range(2):
        head.click()
        assert column(page, 1, "#table-few")[-1] == "no"


def test_only_one_head_is_sorted_at_a_time(page: Any):
    for which in (0, 1):
        page.locator("#table-few th").nth(which).get_by_role("button").click()
    sorts = page.locator("#table-few th").evaluate_all(
        "heads => heads.map((head) => head.getAttribute('aria-sort'))"
    )
    assert sorts == ["none", "ascending", "none"]


def test_a_filter_finds_rows_whatever_their_accents(page: Any):
    tools = page.locator("#tables .tools").first
    tools.get_by_role("searchbox").fill("eland OLD")
    assert column(page, 0) == ["Éland s200"]
    assert "1 of 260" in tools.inner_text()
    tools.get_by_role("searchbox").fill("no such thing")
    assert column(page, 0) == []
    tools.get_by_role("searchbox").fill("")
    assert len(column(page, 0)) == 100


def test_a_short_table_has_no_filter(page: Any):
    assert page.locator("#tables .tools").count() == 1


def test_very_many_rows_turn_pages(page: Any):
    tools = page.locator("#tables .tools").first
    seen = column(page, 0)
    assert "Rows 1-100 of 260" in tools.inner_text()
    assert tools.get_by_role("button", name="Previous").is_disabled()
    for _ in range(2):
        tools.get_by_role("button", name="Next").click()
        seen += column(page, 0)
    assert tools.get_by_role("button", name="Next").is_disabled()
    assert len(seen) == len(set(seen)) == ROWS


def test_all_rows_are_printed(page: Any):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(column(page, 0)) == ROWS
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(column(page, 0)) == 100


def test_arrows_walk_the_figures_of_a_long_table(page: Any):
    stops = "#table-long a.n[tabindex='0']"
    assert page.locator(stops).count() == 1
    page.locator(stops).focus()
    active = "document.activeElement.closest('tr').cells[0].innerText"
    names = column(page, 0)
    for key, where in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", 99)):
        page.keyboard.press(key)
        assert page.evaluate(active) == names[where]
    assert page.locator(stops).count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_axe_finds_nothing_in_long_tables(
    browser: Any, address: str, width: int, scheme: str, look: str
):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.locator("#tables th").first.get_by_role("button").click()
    assert axe(page, look) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_on_a_phone_rows_are_sorted_too(browser: Any, address: str):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.locator("#table-long th").nth(1).get_by_role("button").click()
    rising = [float(text.split(" ")[0]) for text in column(page, 1)]
    assert rising == sorted(rising)
    context.close()
