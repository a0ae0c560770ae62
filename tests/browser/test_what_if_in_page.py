"""Assumptions moved in the brief's page: what follows is what Python reckons."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chromium import axe
from cli.command import suzerain
from made_pact import made_pact

from suzerain.brief.brief import write_brief
from suzerain.brief.figures import percent
from suzerain.case.case import Case
from suzerain.case.files import read_case, save_case
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.kept import read_scenario, save_scenario
from suzerain.outlook.whatif.settings import read_settings
from suzerain.outlook.whatif.what_if import WhatIf, what_if
from suzerain.sources.document import Document, document_id

pytestmark = pytest.mark.browser
WORLDS = 200
MANY = 1200  # more than the page solves while a hand moves
NAME = "pact-of-two"
LEAST = 24  # pixels that a finger hits
TABLE = """() => Object.fromEntries(
  [...document.querySelectorAll('.wi-results .wi-table tbody tr')].map(row => [
    row.dataset.outcome, [...row.querySelectorAll('td')].map(td => td.textContent)]))"""
ALONE = """() => {
  const others = 'main > section:not(#what-if, #bottom-line)';
  document.querySelectorAll(others).forEach(one => one.remove());
  document.querySelectorAll('details').forEach(one => { one.open = true; });
}"""
NO_STORE = """Object.defineProperty(
  window, 'localStorage', {get() { throw new Error('no') }})"""


def told_by_a_paper() -> Case:
    """The made pact, its claim in a document, so that a folder can keep it."""
    case, text = made_pact(), "It has never said a word against it."
    paper = Document(id=document_id(text), name="paper.txt", text=text)
    said = {"doc": paper.id, "start": 0, "end": len(text), "quote": text}
    claims = tuple(replace(claim, **said) for claim in case.claims)
    return replace(case, name=NAME, documents=(paper,), claims=claims)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases") / NAME
    save_case(told_by_a_paper(), made)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> str:
    brief = write_brief(read_case(folder), worlds=WORLDS)
    return brief.save(folder.parent / "brief.html").as_uri()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    contexts = []

    def go(width: int = 1440, at: str = "#what-if", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text))
        page.goto(at if at.startswith("file:") else address + at)
        if options.get("java_script_enabled", True):
            page.locator(".wi-slider").first.wait_for()
        return page

    yield go
    for context in contexts:
        context.close()


def settings_of(page: Any) -> list[str]:
    """What the page's command sets."""
    words = shlex.split(page.locator(".wi-command").inner_text())
    return [words[k + 1] for k, word in enumerate(words) if word == "--set"]


def reckoned(folder: Path, page: Any, worlds: int = WORLDS) -> WhatIf:
    case = read_case(folder)
    changes = read_settings(case, settings_of(page))
    return what_if(case, changes, Worlds(count=worlds))


def settled(page: Any) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def told(page: Any) -> dict[str, list[str]]:
    """Figures of all outcomes, as the tables under the pictures tell them."""
    page.evaluate(
        "document.querySelectorAll('.wi-results details').forEach(d => d.open = true)"
    )
    page.locator(".wi-results .wi-table").nth(4).wait_for()
    return page.evaluate(TABLE)


def agrees(page: Any, found: WhatIf) -> int:
    """Check every share, chance and gain that the page tells; count those that move."""
    rows, moving = told(page), 0
    for key, one in found.differences.items():
        if key.endswith(".level"):
            continue
        before, after, _, up, down = rows[key]
        moving += one.moves
        if not one.by_world.size:
            assert "asked in no world" in {before, after}
            continue
        assert spaced(up) == percent(one.rises), key
        assert spaced(down) == percent(one.falls), key
        if one.unit in {"share", "probability", "log welfare"}:
            assert spaced(before).split(" (")[0] == percent(one.before.value), key
            assert spaced(after).split(" (")[0] == percent(one.after.value), key
    return moving


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_nothing_moves_before_something_is_moved(visit: Any):
    page = visit()
    assert "figures of the brief" in page.locator(".wi-reading").inner_text()
    assert page.locator(".wi-pair", has_text="→").count() == 0


def test_the_first_slider_is_the_patrons_tolerance_and_names_what_it_moves(visit: Any):
    first = visit().locator(".wi-slider").first
    assert "CCC's tolerance" in first.locator("label").inner_text()
    links = first.locator(".wi-basis a.n")
    places = [links.nth(k).get_attribute("data-ref") for k in range(links.count())]
    assert places == ["power.keep.CCC", "power.kappa.CCC"]


def test_a_slider_dragged_by_mouse_gives_what_python_reckons(visit: Any, folder: Path):
    page = visit()
    box = page.locator(".wi-slider input").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.03 * step), middle)
    page.mouse.up()
    settled(page)
    assert agrees(page, reckoned(folder, page)) > 0


def test_a_slider_is_found_and_moved_by_the_keyboard_alone(visit: Any, folder: Path):
    page = visit(at="")
    page.locator(".wi-slider").first.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "range":
            break
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    settled(page)
    places = page.evaluate("document.activeElement.value")
    assert places == "112"
    assert "as declared" in page.evaluate("document.activeElement.ariaValueText")
    assert agrees(page, reckoned(folder, page)) > 0


def test_powers_and_terms_give_what_python_reckons(visit: Any, folder: Path):
    page = visit()
    page.locator("input[type=radio][value=refuse]").first.check(force=True)
    page.get_by_role("radio", name=re.compile("oil.*at most half")).check(force=True)
    page.get_by_role("radio", name=re.compile("troops.*ruled out")).check(force=True)
    settled(page)
    assert settings_of(page) == [
        "consent:CCC=refuse",
        "no:AAA.troops.BBB",
        "term.oil.BBB.AAA=0.5",
    ]
    assert agrees(page, reckoned(folder, page)) > 0


def test_what_is_typed_is_taken_as_after_set(visit: Any, folder: Path):
    page = visit()
    page.locator(".wi-more summary").click()
    field = page.locator(".wi-typed input").first
    field.fill("power.credibility.CCC=0.5..0.9")
    field.press("Enter")
    field.fill("aid:AAA=0.02")
    field.press("Enter")
    settled(page)
    assert len(settings_of(page)) == 2
    assert agrees(page, reckoned(folder, page)) > 0


def test_what_cannot_be_set_is_refused_in_words(visit: Any):
    page = visit()
    page.locator(".wi-more summary").click()
    field = page.locator(".wi-typed input").first
    for typed in ("power.credibility", "nothing=0.5", "power.keep=x", "consent:C=sulk"):
        field.fill(typed)
        field.press("Enter")
        assert page.locator("[role=alert]").first.inner_text(), typed
        assert settings_of(page) == []


def test_all_inputs_are_searched(visit: Any):
    page = visit()
    page.locator(".wi-more summary").click()
    labels = page.locator(".wi-more .wi-slider label")
    labels.nth(5).wait_for()
    every, wanted = labels.count(), labels.nth(5).inner_text()
    page.locator(".wi-more input[type=search]").fill(wanted.upper())
    settled(page)
    assert 0 < labels.count() < every
    assert wanted in labels.all_inner_texts()
    page.locator(".wi-more input[type=search]").fill("nothing is called so")
    page.get_by_text("No input is called like that.").wait_for()


def test_a_declared_range_leads_to_its_source(visit: Any):
    page = visit()
    page.locator(".wi-slider").nth(1).locator("a.n").click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert "judgement" in panel.inner_text()


def test_each_slider_leads_to_a_source_that_is_there(visit: Any):
    page = visit()
    page.locator(".wi-more summary").click()
    links = page.locator(".wi-basis a.n")
    places = [links.nth(k).get_attribute("href") for k in range(links.count())]
    assert len(places) > 4
    for place in places:
        assert page.evaluate("id => document.getElementById(id) !== null", place[1:])


def test_steps_are_undone_redone_and_reset(visit: Any):
    page = visit()
    slider, command = page.locator(".wi-slider input").first, ".wi-command"
    none = page.locator(command).inner_text()
    slider.press("ArrowLeft")
    one = page.locator(command).inner_text()
    slider.press("ArrowLeft")
    two = page.locator(command).inner_text()
    assert len({none, one, two}) == 3
    page.keyboard.press("Control+z")
    assert page.locator(command).inner_text() == one
    page.get_by_role("button", name="Undo").click()
    assert page.locator(command).inner_text() == none
    page.get_by_role("button", name="Redo").click()
    page.keyboard.press("Control+Shift+z")
    assert page.locator(command).inner_text() == two
    page.get_by_role("button", name="Reset").click()
    assert page.locator(command).inner_text() == none


def refuse(page: Any) -> None:
    page.locator("input[type=radio][value=refuse]").first.check(force=True)
    settled(page)


def saved(page: Any, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_saved_scenario_is_there_after_a_reload_and_can_be_deleted(visit: Any):
    page = visit()
    refuse(page)
    saved(page, "squeeze")
    page.get_by_role("button", name="Reset").click()
    page.reload()
    page.get_by_role("button", name="Load squeeze").click()
    assert settings_of(page) == ["consent:CCC=refuse"]
    page.get_by_role("button", name="Delete squeeze").click()
    page.reload()
    page.locator(".wi-slider").first.wait_for()
    assert page.get_by_role("button", name="Load squeeze").count() == 0


def test_a_scenario_is_kept_for_the_page_where_the_browser_keeps_nothing(visit: Any):
    page = visit(at="#bottom-line")
    page.add_init_script(NO_STORE)
    page.reload()
    page.evaluate("location.hash = '#what-if'")
    page.locator(".wi-slider").first.wait_for()
    refuse(page)
    saved(page, "squeeze")
    assert page.get_by_role("button", name="Load squeeze").is_visible()
    assert "until the page closes" in page.locator(".wi-box").first.inner_text()


def test_a_name_that_is_no_file_name_is_refused(visit: Any):
    page = visit()
    refuse(page)
    for name in ("base", "two words", "../up", ""):
        saved(page, name)
        assert "is no name" in page.locator(".wi-box").first.inner_text(), name
        assert page.get_by_role("button", name=re.compile("^Load")).count() == 0


def test_two_scenarios_stand_side_by_side(visit: Any, folder: Path):
    page = visit()
    refuse(page)
    saved(page, "squeeze")
    page.get_by_role("radio", name=re.compile("stops nothing")).first.check(force=True)
    settled(page)
    page.locator(".wi-compare summary").click()
    page.locator(".wi-compare select").first.select_option("squeeze")
    settled(page)
    row = page.locator(".wi-compare tr[data-outcome='solve.p_pact'] td")
    case = read_case(folder)
    worlds = Worlds(count=WORLDS)
    first = what_if(case, {"consent.CCC": "refuse"}, worlds)["solve.p_pact"].changed
    second = what_if(case, {"consent.CCC": "absent"}, worlds)["solve.p_pact"].changed
    assert [spaced(row.nth(k).inner_text()) for k in (0, 1, 3, 4)] == [
        percent(first.mean()),
        percent(second.mean()),
        percent((second > first).mean()),
        percent((second < first).mean()),
    ]


def test_a_link_carries_the_scenario(visit: Any):
    page = visit()
    refuse(page)
    saved(page, "squeeze")
    page.wait_for_url("**name=squeeze**")
    other = visit(at="#" + page.url.partition("#")[2])
    assert settings_of(other) == ["consent:CCC=refuse"]
    assert other.get_by_label("Name").input_value() == "squeeze"


def test_the_copied_command_gives_the_numbers_of_the_page(visit: Any, folder: Path):
    page = visit()
    for _ in range(3):
        page.locator(".wi-slider input").nth(1).press("PageDown")
    page.get_by_role("radio", name=re.compile("oil.*at most half")).check(force=True)
    settled(page)
    _, *words = shlex.split(page.locator(".wi-command").inner_text())
    done = suzerain(*words, "--json", where=folder.parent)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "scenarios" / "what-if.toml").unlink()
    found, rows = json.loads(done.stdout), told(page)
    assert any(one["rises"] or one["falls"] for one in found["differences"])
    for one in found["differences"]:
        if one["kind"] == "share":
            before, after, _, up, down = map(spaced, rows[one["id"]])
            assert before == percent(one["base"]["value"])
            assert after == percent(one["changed"]["value"])
            assert [up, down] == [percent(one["rises"]), percent(one["falls"])]


HOSTILE = (
    "set=<img src=x onerror=alert(1)>=1",
    "set=power.keep=1;alert(1)",
    "set=consent:CCC=%3Cscript%3E",
    "set=__proto__.x=0.5",
)


def test_a_link_that_cannot_be_read_is_refused_in_words(visit: Any):
    page = visit()
    for link in HOSTILE:
        page.evaluate("link => { location.hash = 'what-if?' + link }", link)
        page.locator("[role=alert]").first.wait_for()
        assert settings_of(page) == []
        refuse(page)
        assert not page.locator("[role=alert]").count()
        page.get_by_role("button", name="Reset").click()
    assert page.faults == []


def test_the_copied_command_is_what_stands_there(visit: Any):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    refuse(page)
    page.get_by_role("button", name="Copy command").click()
    page.get_by_text("Copied.").wait_for()
    line = page.evaluate("navigator.clipboard.readText()")
    assert line == page.locator(".wi-command").inner_text()
    assert f"--worlds {WORLDS}" in line


NAMES = (
    "it's",
    'a "b" $HOME `id` \\ !',
    "new line; rm -rf *",
    "-rf",
    "naïve 日本",
    "&|<>()#~*?[]{}=",
)


def test_of_many_worlds_the_first_answer_a_drag_and_all_follow(
    visit: Any, folder: Path, tmp_path: Path
):
    brief = write_brief(read_case(folder), worlds=MANY)
    page = visit(at=brief.save(tmp_path / "many.html").as_uri() + "#what-if")
    page.evaluate(
        """() => {
      const line = document.querySelector('.wi-reading');
      window.read = [];
      new MutationObserver(() => window.read.push(line.textContent))
        .observe(line, { childList: true, characterData: true, subtree: true });
    }"""
    )
    for _ in range(3):
        page.locator(".wi-slider input").first.press("PageDown")
    settled(page)
    page.locator(".wi-reading small").wait_for(state="detached")
    said = "First 1,000 of 1,200 worlds while you drag."
    assert any(said in one for one in page.evaluate("read"))
    assert agrees(page, reckoned(folder, page, MANY)) > 0


def test_any_name_of_a_case_is_one_word_of_the_command(visit: Any):
    page = visit()
    refuse(page)
    for name in NAMES:
        page.get_by_label("Case folder").fill(name)
        settled(page)
        words = shlex.split(page.locator(".wi-command").inner_text())
        assert words[2] in {name, f"./{name}"}
        assert not words[2].startswith("-")
        assert words[3] == "--set"


def test_the_scenario_file_is_the_one_that_save_writes(visit: Any, folder: Path):
    page = visit()
    page.locator(".wi-slider input").first.press("PageUp")
    refuse(page)
    saved(page, "squeeze")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download scenario").click()
    found = reckoned(folder, page)
    scenario = type(found.scenario)(name="squeeze", changes=found.scenario.changes)
    kept = save_scenario(folder, scenario)
    assert download.value.suggested_filename == "squeeze.toml"
    assert download.value.path().read_bytes() == kept.read_bytes()
    assert read_scenario(folder, "squeeze").changes == scenario.changes
    kept.unlink()


def test_its_assumptions_become_the_cases_own(visit: Any, folder: Path, tmp_path: Path):
    page = visit()
    for _ in range(3):
        page.locator(".wi-slider input").first.press("PageDown")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download assumptions.csv").click()
    copy = tmp_path / "copy"
    save_case(read_case(folder), copy)
    (copy / "assumptions.csv").write_bytes(download.value.path().read_bytes())
    after = reckoned(folder, page)["solve.p_pact"].after.value
    now = what_if(read_case(copy), {}, Worlds(count=WORLDS))["solve.p_pact"]
    assert now.before.value == pytest.approx(after, abs=1e-3)
    assert (
        now.before.value
        != what_if(read_case(folder), {}, Worlds(count=WORLDS))[
            "solve.p_pact"
        ].before.value
    )


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_while_something_is_moved(
    visit: Any, scheme: str, width: int
):
    page = visit(width, color_scheme=scheme)
    page.locator(".wi-slider input").first.press("PageDown")
    refuse(page)
    saved(page, "squeeze")
    told(page)
    page.evaluate(ALONE)
    settled(page)
    assert axe(page) == []


def test_nothing_makes_it_scroll_sideways(visit: Any):
    page = visit(360)
    refuse(page)
    saved(page, "a-name-that-goes-on-and-on-and-on-for-no-good-reason-at-all")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (360, 390, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sliders_are_large_enough_for_a_finger(visit: Any):
    page = visit(390)
    box = page.locator(".wi-slider input").first.bounding_box()
    assert box["height"] >= LEAST
    assert page.locator(".wi-segments label").first.bounding_box()["height"] >= LEAST


def test_no_request_is_made(visit: Any, address: str):
    page = visit()
    page.locator(".wi-slider input").first.press("PageDown")
    refuse(page)
    saved(page, "squeeze")
    assert [url for url in page.asked if not url.startswith(address)] == []
    assert page.faults == []


def test_a_move_is_measured_up_to_its_picture(visit: Any):
    page = visit()
    page.locator(".wi-slider input").first.press("ArrowLeft")
    settled(page)
    settled(page)
    took = page.evaluate(
        "performance.getEntriesByName('what-if').map(entry => entry.duration)"
    )
    assert len(took) == 1
    assert took[0] > 0


def test_what_follows_is_spoken_when_the_hand_rests(visit: Any):
    page = visit()
    refuse(page)
    spoken = page.locator(".wi-hidden[aria-live=polite]")
    page.locator(".wi-hidden[aria-live=polite]:not(:empty)").wait_for(state="attached")
    assert "of worlds" in spoken.inner_text()


def test_without_a_script_it_says_what_to_type(visit: Any):
    page = visit(java_script_enabled=False)
    words = page.locator("#what-if").inner_text()
    assert f"suzerain what-if {NAME} --set 'power.keep.CCC*=0.5'" in words
    assert not page.locator(".wi-slider").count()


def test_on_paper_the_present_what_if_is_a_table(visit: Any):
    page = visit()
    refuse(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    settled(page)
    assert page.locator(".wi-printed").is_visible()
    assert "consent:CCC=refuse" in page.locator(".wi-printed").inner_text()
    assert not page.locator(".wi-controls").is_visible()


def test_on_paper_there_is_no_what_if_where_nothing_is_moved(visit: Any):
    page = visit()
    page.emulate_media(media="print")
    assert not page.locator("#what-if").is_visible()


def test_a_page_whose_figures_the_engine_does_not_find_shows_none(
    browser: Any, address: str, tmp_path: Path
):
    text = Path(address.removeprefix("file://")).read_text(encoding="utf-8")
    changed = re.sub(r'("figures":\{"solve\.p_pact":)[\d.]+', r"\g<1>0.123", text)
    assert changed != text
    other = tmp_path / "changed.html"
    other.write_text(changed, encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{other.as_uri()}#what-if")
    page.locator(".wi-wrong").wait_for()
    assert "does not find the figures" in page.locator("#what-if").inner_text()
    assert "suzerain what-if" in page.locator("#what-if").inner_text()
    assert page.locator(".wi-slider").count() == 0
    page.close()


def test_the_page_of_a_scenario_begins_with_it(browser: Any, folder: Path):
    from suzerain.outlook.scenario import Scenario

    scenario = Scenario(name="squeeze", changes={"consent.CCC": "refuse"})
    brief = write_brief(read_case(folder), worlds=WORLDS, scenario=scenario)
    page = browser.new_page()
    page.goto(f"{brief.save(folder.parent / 'under.html').as_uri()}#what-if")
    page.locator(".wi-slider").first.wait_for()
    assert settings_of(page) == ["consent:CCC=refuse"]
    struck = page.locator("[data-outcome='solve.p_pact'] .wi-pair").inner_text()
    found = what_if(read_case(folder), scenario.changes, Worlds(count=WORLDS))
    one = found["solve.p_pact"]
    for value in (one.before.value, one.after.value):
        assert percent(value) in spaced(struck)
    page.close()
