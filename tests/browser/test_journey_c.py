"""Journey C: a sanctions desk asks what if, by mouse and by keys, on one server."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from app_pages import Program, opened

pytestmark = pytest.mark.browser
LONG = 60_000
STAKE = "own loss"


@pytest.fixture
def page(browser: Any, served: Program) -> Iterator[Any]:
    page = opened(browser, served.address)
    yield page
    page.context.close()


def words_of(data: bytes) -> str:
    """The text of a Word document."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def is_told(page: Any) -> None:
    """The flip, the tornado and the register tell what a desk must know."""
    assert page.faults == []
    assert all(one.startswith(("http://127.0.0.1:", "data:")) for one in page.asked)


def first_turn(page: Any) -> dict[str, str]:
    """The first row of the smallest changes, by the heads of its columns."""
    table = page.locator("figure", has_text="The smallest changes").locator("table")
    table.wait_for(timeout=LONG)
    heads = table.locator("thead th").all_inner_texts()
    cells = table.locator("tbody tr").first.locator("th, td").all_inner_texts()
    return dict(zip(heads, cells, strict=True))


def flips(turn: dict[str, str], who: str) -> None:
    """The smallest change says who must act, what he pays, and what then holds."""
    assert turn["Lever"]
    assert turn["Now"] != turn["Needed"]
    assert who in turn["Who can move it"]
    assert float(turn["Then it holds in"].split()[0]) < 50
    assert "%" in turn["What members gain or lose"]
    assert f"{who} " in turn["What it costs whoever moves it"]
    assert "%" in turn["What it costs whoever moves it"]


def squeezed_by_mouse(page: Any) -> None:
    """Halve a supply, save it, and compare it with the case in the same worlds."""
    page.get_by_role("link", name="Scenarios").click()
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name", exact=True).fill("squeeze")
    page.get_by_label("Which").locator("option").first.wait_for(state="attached")
    page.get_by_role("button", name="Add", exact=True).click()
    typed = page.get_by_label("Changes").input_value()
    assert typed.startswith("tie.")
    assert typed.endswith("*=0.5")
    page.get_by_role("button", name="Save").click()
    page.locator(".card", has_text=typed).wait_for()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".finding-line").wait_for(timeout=LONG)
    assert page.locator("td.up, td.down").count() > 0


def turned_by_mouse(page: Any) -> None:
    """Ask for the smallest change, and what the outcome is sensitive to."""
    page.get_by_role("link", name="Solve", exact=True).first.click()
    page.get_by_role("link", name="What turns it").click()
    page.get_by_label("Outcome").select_option("fuel")
    page.get_by_label("Threshold in per cent").fill("50")
    page.get_by_label("moved by").select_option("CHN")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("button", name="Find out").click()
    flips(first_turn(page), "China")


def explained_by_mouse(page: Any) -> None:
    """Click the top bar, and read its assumption with source and range."""
    bar = page.locator(".tornado .row").first
    bar.wait_for(timeout=LONG)
    lever = bar.locator("a").first.inner_text()
    row, line = bar.bounding_box(), bar.locator("svg").bounding_box()
    bar.click(position={"x": line["x"] - row["x"] + line["width"] / 3, "y": 8})
    found = page.locator("article.assumption").first
    found.wait_for()
    assert found.locator("h2 bdi").inner_text().split(" · ")[0] in lever
    assert any(sign.isdigit() for sign in found.locator(".range-words").inner_text())
    assert found.locator(".assumption-why").inner_text().strip()


def listed_by_mouse(page: Any) -> None:
    """List the assumptions that rest on judgement alone."""
    page.get_by_role("link", name="Assumptions").click()
    page.get_by_label("Search").fill("")
    page.get_by_label("Show").select_option("unsourced")
    page.wait_for_url("**only=unsourced*")
    page.locator("article.assumption .tag.mild").first.wait_for()
    shown = page.locator("article.assumption")
    assert shown.count() == page.locator("article.assumption .tag.mild").count()


def written_by_mouse(page: Any) -> None:
    """Take the brief under the scenario away as a Word document."""
    page.get_by_role("link", name="Brief", exact=True).click()
    page.get_by_label("Scenario").select_option("squeeze")
    with page.expect_download(timeout=LONG) as made:
        page.locator(".downloads").get_by_text("Word", exact=True).click()
    assert made.value.suggested_filename.endswith(".docx")
    assert "squeeze" in words_of(Path(made.value.path()).read_bytes())


def test_the_desk_finds_what_moves_the_pact_by_mouse(page: Any):
    squeezed_by_mouse(page)
    turned_by_mouse(page)
    explained_by_mouse(page)
    listed_by_mouse(page)
    written_by_mouse(page)
    is_told(page)


def by_tab(page: Any, wanted: Any, most: int = 120) -> None:
    """Press Tab until it has the focus; no mouse is used."""
    wanted.wait_for(timeout=LONG)
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def chosen(page: Any, label: str, word: str) -> None:
    """Choose in a list by typing how the choice begins."""
    choice = page.get_by_role("combobox", name=label, exact=True)
    by_tab(page, choice)
    page.keyboard.type(word)
    page.keyboard.press("Tab")
    shown = choice.evaluate("e => e.selectedOptions[0].innerText")
    assert shown.startswith(word), (label, shown)


def letters(page: Any, keys: str, title: str) -> None:
    """Go to a place by its letters."""
    page.keyboard.type(keys)
    page.get_by_role("heading", name=title, exact=True).wait_for()


def squeezed_by_keys(page: Any) -> None:
    """Halve an assumption, save it, and compare it with the case in the same worlds."""
    press, type_ = page.keyboard.press, page.keyboard.type
    letters(page, "gn", "Scenarios")
    by_tab(page, page.get_by_role("button", name="New scenario"))
    press("Enter")
    by_tab(page, page.get_by_label("Name", exact=True))
    type_("tight")
    chosen(page, "Of", "an assumption")
    offered = page.get_by_label("Which").locator("option", has_text=STAKE)
    offered.first.wait_for(state="attached")
    chosen(page, "Which", STAKE)
    by_tab(page, page.get_by_role("button", name="Add", exact=True))
    press("Enter")
    typed = page.get_by_label("Changes").input_value()
    assert typed.startswith("power.stake")
    assert typed.endswith("*=0.5")
    by_tab(page, page.get_by_role("button", name="Save"))
    press("Enter")
    page.locator(".card", has_text=typed).wait_for()
    by_tab(page, page.get_by_role("button", name="Compare", exact=True))
    press("Enter")
    page.locator(".finding-line").wait_for(timeout=LONG)
    assert page.get_by_label("with this").input_value() == "tight"


def turned_by_keys(page: Any) -> None:
    """Ask for the smallest change, and follow the top bar to its assumption."""
    press, type_ = page.keyboard.press, page.keyboard.type
    letters(page, "gs", "Solve")
    by_tab(page, page.get_by_role("link", name="What turns it"))
    press("Enter")
    chosen(page, "Outcome", "refined fuel")
    by_tab(page, page.get_by_role("button", name="Find out"))
    press("Enter")
    by_tab(page, page.get_by_label("Threshold in per cent"))
    press("Control+a")
    type_("50")
    chosen(page, "moved by", "China")
    by_tab(page, page.get_by_role("button", name="Search", exact=True))
    press("Enter")
    flips(first_turn(page), "China")
    bar = page.locator(".tornado a").first
    by_tab(page, bar)
    lever = bar.inner_text()
    press("Enter")
    found = page.locator("article.assumption").first
    found.wait_for()
    assert found.locator("h2 bdi").inner_text().split(" · ")[0] in lever


def listed_and_written_by_keys(page: Any) -> None:
    """List what rests on judgement, and take the brief under the scenario away."""
    press = page.keyboard.press
    by_tab(page, page.get_by_label("Search"))
    press("Control+a")
    press("Delete")
    chosen(page, "Show", "that rest on judgement")
    page.wait_for_url("**only=unsourced*")
    page.locator("article.assumption .tag.mild").first.wait_for()
    letters(page, "gb", "Brief")
    chosen(page, "Scenario", "tight")
    by_tab(page, page.locator(".downloads a", has_text="Word"))
    with page.expect_download(timeout=LONG) as made:
        press("Enter")
    assert "tight" in words_of(Path(made.value.path()).read_bytes())


def test_the_desk_finds_what_moves_the_pact_by_keys_alone(page: Any):
    squeezed_by_keys(page)
    turned_by_keys(page)
    listed_and_written_by_keys(page)
    is_told(page)
