"""The atlas's page in Chromium: search a state, walk the map, read by keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import VIEWS, axe

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "brief"))

import atlas_sample

from suzerain.brief.atlas import compose_atlas
from suzerain.brief.atlas_figures import percent_range

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def atlas() -> Any:
    return atlas_sample.sample_atlas()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, atlas: Any) -> str:
    page = compose_atlas(atlas, atlas_sample.trade(), atlas_sample.arms())
    path = tmp_path_factory.mktemp("atlas") / "atlas.html"
    path.write_text(page.html(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    contexts = []

    def go(width: int = 1440, place: str = "", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text))
        page.goto(address + place)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page

    yield go
    for context in contexts:
        context.close()


def search(page: Any, state: str) -> None:
    page.locator("#state").fill(state)
    page.locator("#state").press("Enter")


def test_it_opens_from_disk_without_any_other_request(visit: Any, address: str):
    page = visit()
    search(page, "Mexico")
    page.locator("#year").press("Home")
    assert page.asked == [address]
    assert page.faults == []


def test_a_search_shows_a_states_patrons_by_decade(visit: Any):
    page = visit()
    search(page, "mex")
    assert page.locator("#who").inner_text() == "Mexico"
    rows = page.locator("#profile table").first.locator("tbody tr")
    told = [row.inner_text() for row in rows.all()]
    assert len(told) == 3
    assert "United States" in told[0]
    assert "China" in told[2]


def test_a_code_finds_a_state_too(visit: Any):
    page = visit()
    search(page, "prk")
    assert page.locator("#who").inner_text() == "North Korea"
    assert "doubtful" in page.locator("#profile table").first.inner_text()


def test_an_unknown_state_is_said_to_be_unknown(visit: Any):
    page = visit()
    search(page, "Atlantis")
    assert "No one state of that name" in page.locator("#asked").inner_text()


def test_the_page_shows_the_numbers_of_the_atlas(visit: Any, atlas: Any):
    page = visit()
    search(page, "Mexico")
    to, by = atlas.actors.index("MEX"), atlas.actors.index("CHN")
    row = (atlas.year == 2005) & (atlas.recipient == to) & (atlas.provider == by)
    shown = page.locator(".bars").first.locator("li").nth(1).inner_text()
    assert "China" in shown
    assert percent_range(atlas.loss[:, row][:, 0].tolist()) in shown


def test_a_pair_is_shown_through_time(visit: Any):
    page = visit()
    search(page, "Mexico")
    page.locator("#partner").fill("China")
    page.locator("#partner").press("Enter")
    told = page.locator("#profile").inner_text()
    assert "Mexico and China" in told
    assert "of what Mexico bought abroad; its cut would cost" in told


def test_an_address_names_a_state_or_a_pair(visit: Any):
    assert visit(place="#PRK").locator("#who").inner_text() == "North Korea"
    page = visit(place="#MEX-USA")
    assert "Mexico and United States" in page.locator("#profile").inner_text()


def test_the_year_moves_all_that_depends_on_it(visit: Any):
    page = visit()
    assert page.locator("#year-said").inner_text() == "2005"
    page.locator("#year").press("Home")
    assert page.locator("#year-said").inner_text() == "1984"
    decade = page.locator("#holders-caption", has_text="1984-1989")
    decade.wait_for(state="attached")
    assert "United States" in page.locator("#holders tbody tr").first.inner_text()
    assert page.locator("#spheres-list h3").first.inner_text() == "United States 6"


def test_the_map_is_walked_by_keys_and_opens_a_pair(visit: Any):
    page = visit()
    page.locator("#map").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    said = page.locator("#cell").inner_text()
    assert said.startswith("A cut by China would cost")
    page.keyboard.press("Enter")
    assert "China" in page.locator("#partner").input_value()
    assert page.evaluate("document.activeElement.id") == "who"


def test_the_map_says_what_the_pointer_is_on(visit: Any):
    page = visit()
    page.locator("#map").hover(position={"x": 50, "y": 62})
    assert "China" in page.locator("#cell").inner_text()


def test_the_map_has_a_table_for_those_who_do_not_see_it(visit: Any):
    page = visit()
    page.locator(".map summary").click()
    first = page.locator("#map-table tr").first.inner_text()
    assert "China" in first
    assert "%" in first


def test_regions_narrow_the_map(visit: Any):
    page = visit()
    page.locator("#rows").select_option("Americas")
    page.locator("#map").focus()
    page.keyboard.press("ArrowDown")
    names = {"United States", "Mexico", "Canada"}
    assert any(name in page.locator("#cell").inner_text() for name in names)


def test_a_state_is_found_and_left_by_keyboard_alone(visit: Any):
    page = visit()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "state":
            break
    page.keyboard.type("Canada")
    page.keyboard.press("Enter")
    assert page.locator("#who").inner_text() == "Canada"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#profile') !== null")


def test_findings_ranking_and_spheres_stand_without_a_script(visit: Any):
    page = visit(java_script_enabled=False)
    told = page.locator("main").inner_text()
    assert "the largest leverage over another state" in told
    assert "China" in page.locator("#holders").inner_text()
    assert "Mexico" in page.locator("#spheres-list").inner_text()


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_axe_finds_nothing(visit: Any, width: int, scheme: str, look: str):
    page = visit(width, "#MEX-CHN", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_timeout(100)
    assert axe(page, look) == []
    search(page, "Atlantis")
    assert axe(page, look) == []
    search(page, "North Korea")
    assert page.locator(".doubtful").first.is_visible()
    assert axe(page, look) == []


@pytest.mark.parametrize("width", [360, 390, 1024, 1440])
def test_nothing_makes_the_page_scroll_sideways(visit: Any, width: int):
    page = visit(width, "#MEX-CHN")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_colours_can_be_turned(visit: Any):
    page = visit()
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != before
