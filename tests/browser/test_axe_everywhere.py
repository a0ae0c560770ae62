"""What axe-core says of the pages that other tests do not show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from app_pages import Program, opened, running
from chromium import SCHEMES, axe

from suzerain.app.workplace import page_ways

pytestmark = [pytest.mark.browser, pytest.mark.long]
LONG = 25_000


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("empty")) as program:
        yield program


@pytest.fixture(params=SCHEMES, ids=[scheme for scheme, _ in SCHEMES])
def theme(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param


@pytest.fixture
def look(theme: tuple[str, str]) -> str:
    return theme[1]


@pytest.fixture
def page(browser: Any, served: Program, theme: tuple[str, str]) -> Iterator[Any]:
    page = opened(browser, served.address, color_scheme=theme[0])
    yield page
    page.context.close()


@pytest.mark.parametrize(("scheme", "look"), SCHEMES)
def test_the_first_page_without_a_case(
    browser: Any, empty: Program, scheme: str, look: str
):
    page = opened(browser, empty.address, color_scheme=scheme)
    page.get_by_role("button", name="Open the example").wait_for()
    assert axe(page, look) == []
    page.locator("input[type=file]").set_input_files(
        {"name": "a.exe", "mimeType": "text/plain", "buffer": b"MZ"}
    )
    page.locator(".upload.refused").wait_for()
    assert axe(page, look) == []
    page.context.close()


def test_the_list_of_routes(page: Any, served: Program, look: str):
    page.goto(f"{served.address}api")
    page.locator("main h1").wait_for()
    assert axe(page, look) == []


def test_the_page_that_says_where_trade_data_come_from(
    page: Any, served: Program, look: str
):
    page.goto(f"{served.address}atlas")
    page.get_by_text("suzerain data add").wait_for()
    assert axe(page, look) == []


def test_the_page_while_a_brief_is_written(page: Any, served: Program, look: str):
    sent: dict[str, str] = {}

    def shown(route: Any) -> None:
        words = page_ways.WAITING.format(
            title="The brief is being written", words="42 %"
        )
        route.fulfill(status=202, content_type="text/html", body=words, headers=sent)

    page.route("**/brief", shown)
    page.route("**/waiting.js", lambda route: route.abort())
    page.goto(f"{served.address}brief")
    page.locator("progress").wait_for()
    assert axe(page, look) == []


def test_the_review_within_the_app(page: Any, served: Program, look: str):
    page.goto(f"{served.address}review/")
    page.locator("li.card").first.wait_for()
    assert axe(page, look) == []


def test_two_scenarios_compared(page: Any, served: Program, look: str):
    page.goto(f"{served.address}#/scenarios")
    name = f"squeeze-{sum(1 for _ in served.workspace.glob('*/scenarios/*.toml'))}"
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Changes").fill("power.stake.CHN*=0.5")
    page.get_by_role("button", name="Save").click()
    page.locator(".card", has_text=name).wait_for()
    page.goto(f"{served.address}#/scenarios?a=base&b={name}")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".finding-line").wait_for(timeout=LONG)
    assert axe(page, look) == []


def test_the_brief_in_the_app_moved_compared_and_explained(
    page: Any, served: Program, look: str
):
    page.goto(f"{served.address}brief?worlds=60#what-if")
    slider = page.locator(".wi-slider input").first
    slider.wait_for(timeout=LONG)
    assert axe(page, look) == []
    slider.press("PageDown")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("new Promise(done => setTimeout(done, 100))")
    assert axe(page, look) == []
    page.locator("#bottom-line a.n").first.click()
    page.locator("#panel").wait_for()
    assert axe(page, look) == []
