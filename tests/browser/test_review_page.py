"""The review page in Chromium: by keys, by mouse, in two tabs, with a hostile text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import VIEWS, axe

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))

from pages import case_of, served

from suzerain.app.review import Review
from suzerain.case.files import read_case
from suzerain.case.review import FILE

pytestmark = pytest.mark.browser
TEXT = """Grain for guns \U0001f33e: a pact in Sucre

Peru and Bolivia signed a pact in Sucre in April 2031. Peru will send grain to Bolivia.
Bolivia supplies Peru with drones. Brazil buys at least 60 % of Bolivia's gas exports.

Peru also zwicked Bolivia, a word that no table holds.
"""
OTHER = "Chile criticised Peru. Chile warned Bolivia of consequences."
HOSTILE = """<img src=x onerror="document.title='hacked'"> Peru and Bolivia: a pact

Peru and Bolivia signed a <script>document.title='hacked'</script> pact in Sucre.
Peru will send grain to Bolivia</mark><b onclick=alert(1)>. "><svg onload=alert(2)>
Bolivia supplies Peru with drones {{constructor}} ${document.title='hacked'}.
Chile criticised Peru \u202egnirts ni.
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return case_of(tmp_path / "case", TEXT, OTHER)


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Any]:
    contexts = []
    with served(folder, "Ada") as address:

        def go(width: int = 1440, **options: Any) -> Any:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, **options
            )
            contexts.append(context)
            return opened(context, address)

        go.address = address
        yield go
        for context in contexts:
            context.close()


def opened(context: Any, address: str) -> Any:
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text))
    page.goto(address)
    page.wait_for_selector("li.card")
    return page


def press(page: Any, *keys: str) -> None:
    """Press keys, waiting for what each sets off."""
    for key in keys:
        words = page.locator("#said").inner_text()
        page.keyboard.press(key)
        if key in "axu":
            page.wait_for_function(
                "old => document.getElementById('said').textContent !== old",
                arg=words,
            )


def progress(page: Any) -> str:
    return page.locator("#progress-words").inner_text()


def decisions(folder: Path) -> list[dict[str, Any]]:
    log = folder / FILE
    return [json.loads(line) for line in log.read_text().splitlines()]


def current(page: Any) -> Any:
    return page.locator("li.card[aria-current]")


def test_keys_accept_reject_and_undo_and_each_is_kept_at_once(visit: Any, folder: Path):
    page = visit()
    total = page.locator("li.card").count()
    assert progress(page) == f"0 of {total} reviewed"
    press(page, "a", "x")
    assert [one["action"] for one in decisions(folder)] == ["accept", "reject"]
    assert {one["reviewer"] for one in decisions(folder)} == {"Ada"}
    assert progress(page) == f"2 of {total} reviewed"
    press(page, "u")
    assert progress(page) == f"1 of {total} reviewed"
    assert decisions(folder)[-1]["undoes"] == decisions(folder)[1]["id"]
    assert current(page).get_attribute("id") == decisions(folder)[1]["claim"]
    assert page.faults == []


def test_everything_works_from_the_keyboard_alone(visit: Any, folder: Path):
    page = visit()
    press(page, "n", "ArrowDown", "p")
    second = page.locator("li.card").nth(1)
    assert second.get_attribute("aria-current") == "true"
    assert second.locator(".pick").evaluate("one => one === document.activeElement")
    press(page, "Tab")
    focused = page.evaluate("document.activeElement.textContent")
    assert focused.startswith("Accept")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.accepted")
    assert decisions(folder)[0]["claim"] == second.get_attribute("id")


def test_jump_moves_to_the_passage_in_its_document(visit: Any):
    page = visit()
    press(page, "n", "j")
    lit = page.locator("#text mark.on").first
    assert lit.evaluate("one => one === document.activeElement")
    box, frame = lit.bounding_box(), page.locator("#text").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    quote = current(page).locator("blockquote").inner_text()
    assert "".join(page.locator("#text mark.on").all_inner_texts()) == quote


def test_a_click_on_a_passage_shows_its_claim(visit: Any):
    page = visit()
    page.locator("#text mark", has_text="supplies Peru with drones").first.click()
    assert "drones" in current(page).inner_text()


def test_a_claim_of_another_document_shows_that_document(visit: Any):
    page = visit()
    page.select_option("#document", label=page.evaluate(
        "document.querySelector('#document').options[2].textContent"))  # fmt: skip
    assert "Chile criticised Peru" in page.locator("#text").inner_text()
    assert "Chile" in current(page).inner_text()


def test_an_edit_is_checked_field_by_field_and_then_kept(visit: Any, folder: Path):
    page = visit()
    claim = current(page).get_attribute("id")
    press(page, "e")
    page.fill("#field-subject", "PERU")
    page.fill("#field-low", "many")
    page.click("#form-save")
    page.wait_for_selector("#field-subject[aria-invalid]")
    assert "is no actor" in page.locator("#wrong-subject").inner_text()
    assert "is no number" in page.locator("#wrong-low").inner_text()
    told = page.locator("#field-subject").get_attribute("aria-describedby")
    assert "wrong-subject" in told
    assert not (folder / FILE).exists()
    page.fill("#field-subject", "PER")
    page.fill("#field-low", "")
    page.select_option("#field-relation", "THREATEN")
    page.select_option("#field-certainty", "hedged")
    page.click("#form-save")
    page.wait_for_selector(".card.edited")
    (kept,) = decisions(folder)
    assert kept["claim"] == claim
    assert kept["fields"]["relation"] == "THREATEN"
    assert "good" not in kept["fields"]
    made = next(one for one in read_case(folder).claims if one.id == claim)
    assert (made.relation, made.certainty) == ("THREATEN", "hedged")
    press(page, "p")
    assert "RELATION WAS" in current(page).inner_text().upper()


def test_the_form_offers_what_the_tables_hold(visit: Any):
    page = visit()
    press(page, "e")
    actors = page.locator("#actors option")
    assert actors.count() > 200
    assert page.locator("#field-relation option").count() > 60
    assert page.locator("#field-good option", has_text="natural gas").count() == 1
    page.keyboard.press("Escape")
    assert not page.locator("#form").is_visible()


def test_selected_words_become_a_claim_with_exact_offsets(visit: Any, folder: Path):
    page = visit()
    page.evaluate(
        """() => {
          const text = document.getElementById("text");
          const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf("zwicked");
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 15);
          }
        }"""
    )
    press(page, "m")
    assert page.locator("#form-words").input_value() == "zwicked Bolivia"
    page.fill("#field-subject", "PER")
    page.select_option("#field-relation", "THREATEN")
    page.fill("#field-object", "BOL")
    page.click("#form-save")
    page.wait_for_selector(".card.added")
    claim = next(
        one for one in read_case(folder).claims if "added by reviewer" in one.notes
    )
    assert claim.quote == "zwicked Bolivia"
    assert read_case(folder).documents[0].text[claim.start : claim.end] == claim.quote
    total = progress(page)
    press(page, "u")
    page.wait_for_selector(".card.added", state="detached")
    assert progress(page) != total


def test_words_can_be_typed_where_none_can_be_selected(visit: Any, folder: Path):
    page = visit()
    press(page, "m")
    page.fill("#form-words", "words that are not there")
    page.fill("#field-subject", "PER")
    page.click("#form-save")
    page.wait_for_selector("#form-words[aria-invalid]")
    assert "do not stand so" in page.locator("#wrong-quote").inner_text()
    page.fill("#form-words", "Peru also zwicked Bolivia")
    page.click("#form-save")
    page.wait_for_selector("#field-relation[aria-invalid]")
    assert "choose a relation" in page.locator("#wrong-relation").inner_text()
    page.select_option("#field-relation", "THREATEN")
    page.click("#form-save")
    page.wait_for_selector(".card.added")
    assert decisions(folder)[0]["fields"]["quote"] == "Peru also zwicked Bolivia"


def test_a_second_tab_overwrites_nothing_and_catches_up(visit: Any, folder: Path):
    page = visit()
    other = opened(page.context, visit.address)
    other.evaluate("for (let i = 1; i < 99999; i++) clearInterval(i)")  # no catching up
    press(page, "x")
    press(other, "a")
    assert [one["action"] for one in decisions(folder)] == ["reject"]
    assert "Somebody else has decided" in other.locator("#said").inner_text()
    assert other.locator("li.card").first.get_attribute("class") == "card rejected"
    press(other, "a")
    assert [one["action"] for one in decisions(folder)] == ["reject", "accept"]
    page.bring_to_front()
    page.wait_for_selector("li.card.accepted", timeout=8000)


def test_what_the_terminal_decides_is_taken_in(visit: Any, folder: Path):
    page = visit()
    review = Review(folder)
    review.decide("accept", review.claims[2].id)
    page.wait_for_selector("li.card.accepted", timeout=8000)
    assert progress(page).startswith("1 of ")


def test_filters_narrow_the_list(visit: Any):
    page = visit()
    press(page, "a", "a")
    total = page.locator("li.card").count()
    page.select_option("#show", "unreviewed")
    assert page.locator("li.card").count() == total - 2
    page.select_option("#show", "decided")
    assert page.locator("li.card").count() == 2
    page.select_option("#show", "all")
    page.select_option("#relation", "SUPPLIES_ARMS")
    assert page.locator("li.card").count() == 1
    page.select_option("#relation", "")
    page.select_option("#order", "doubt")
    flagged = page.locator("li.card").evaluate_all(
        "cards => cards.map(card => card.querySelectorAll('.flags li').length > 0)"
    )
    assert flagged == sorted(flagged, reverse=True)


def test_help_lists_the_keys_and_single_keys_can_be_turned_off(
    visit: Any, folder: Path
):
    page = visit()
    press(page, "?")
    assert "undo the last decision" in page.locator("#help").inner_text()
    page.uncheck("#keys")
    page.click("#help-close")
    press(page, "n")
    page.keyboard.press("j")
    assert page.locator("li.card").first.get_attribute("aria-current") == "true"
    assert not (folder / FILE).exists()


def test_typing_in_a_field_decides_nothing(visit: Any, folder: Path):
    page = visit()
    press(page, "e")
    page.locator("#field-place").press_sequentially("axu")
    assert page.locator("#field-place").input_value() == "axu"
    assert not (folder / FILE).exists()


def test_a_stopped_program_is_told_and_nothing_is_lost(browser: Any, folder: Path):
    with served(folder) as address:
        page = opened(browser.new_context(), address)
    page.keyboard.press("a")
    page.wait_for_selector("#said:not(:empty)")
    assert "no longer answers" in page.locator("#said").inner_text()
    assert progress(page).startswith("0 of ")
    page.context.close()


def test_no_request_leaves_this_machine(visit: Any):
    page = visit()
    press(page, "a", "e")
    assert all(url.startswith(visit.address) for url in page.asked)
    assert page.faults == []


def test_a_hostile_article_is_text_and_nothing_else(browser: Any, tmp_path: Path):
    folder = case_of(tmp_path / "case", HOSTILE)
    with served(folder) as address:
        page = opened(browser.new_context(), address)
        dialogs = []
        page.on("dialog", lambda dialog: (dialogs.append(1), dialog.dismiss()))
        for _ in range(page.locator("li.card").count()):
            page.keyboard.press("n")
        page.keyboard.press("e")
        assert page.locator("#text").evaluate("one => one.textContent") == HOSTILE
        assert page.locator("#text img, #text script, #text svg, #text b").count() == 0
        assert page.locator(".card img, .card script, dialog script").count() == 0
        assert "hacked" not in page.title()
        assert dialogs == []
        assert page.faults == []
        page.context.close()


def test_a_script_put_into_the_page_does_not_run(visit: Any):
    page = visit()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        "'<img src=x onerror=\"document.title=1\">')"
    )
    page.wait_for_timeout(100)
    assert page.title() != "1"
    assert any("Content Security Policy" in fault for fault in page.faults)


@pytest.mark.parametrize(("width", "scheme", "look"), VIEWS)
def test_axe_finds_nothing(visit: Any, width: int, scheme: str, look: str):
    page = visit(width, color_scheme=scheme)
    press(page, "a", "x")
    assert axe(page, look) == []
    press(page, "e")
    page.fill("#field-low", "many")
    page.click("#form-save")
    page.wait_for_selector("#field-low[aria-invalid]")
    assert axe(page, look) == []
    page.keyboard.press("Escape")
    press(page, "?")
    assert axe(page, look) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440])
def test_nothing_makes_the_page_scroll_sideways(visit: Any, width: int):
    page = visit(width)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= width
    press(page, "e")
    assert page.evaluate(wide) <= width
    inside = (
        "(one => one.scrollWidth - one.clientWidth)(document.getElementById('form'))"
    )
    assert page.evaluate(inside) <= 0


@pytest.mark.parametrize("width", [360, 1440])
def test_the_passage_is_in_view_whatever_claim_is_chosen(visit: Any, width: int):
    page = visit(width)
    for _ in range(page.locator("li.card").count() - 1):
        press(page, "n")
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    lit = page.locator("#text mark.on").first.bounding_box()
    frame = page.locator("#text").bounding_box()
    assert frame["y"] <= lit["y"] <= frame["y"] + frame["height"]
    card = current(page).locator(".pick").bounding_box()
    assert 0 <= card["y"] <= 900


def test_every_control_has_a_name_for_a_screen_reader(visit: Any):
    page = visit()
    names = page.locator("li.card .pick").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    assert names[0].startswith("Claim 1 of ")
    assert names[0].endswith("unreviewed")
    assert page.get_by_role("progressbar").get_attribute("aria-labelledby")
    assert page.get_by_role("button", name="Accept").count() == 1
    assert page.get_by_role("region", name="Grain for guns").count() == 1


def test_colours_can_be_turned(visit: Any):
    page = visit()
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) != before


def test_without_a_script_the_page_says_what_to_do(browser: Any, folder: Path):
    with served(folder) as address:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        assert "--terminal" in page.locator("noscript").inner_text()
        page.context.close()
