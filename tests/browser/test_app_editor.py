"""The case editor: typing, undo, two tabs at once, and a server that dies meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_pages import Program, opened, running, tab

from suzerain.case.files import read_case

pytestmark = pytest.mark.browser
TIES = "#/case/ties"


@pytest.fixture
def served(case_folder: Path, tmp_path: Path) -> Iterator[Program]:
    shutil.copytree(case_folder, tmp_path / "pact")
    with running(tmp_path, tmp_path / "pact") as program:
        yield program


@pytest.fixture
def page(browser: Any, served: Program) -> Iterator[Any]:
    page = opened(browser, served.address + TIES)
    page.locator(".g-row .g-cell").first.wait_for()
    yield page
    page.context.close()


def cell(page: Any, column: str, row: int = 0) -> Any:
    """One cell of the table, by its place."""
    return page.locator(f'.g-row[aria-rowindex="{row + 2}"] [data-column={column}]')


def write(page: Any, column: str, text: str, row: int = 0) -> None:
    """Type into a cell, and go on."""
    cell(page, column, row).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def shares(served: Program, row: int = 0) -> tuple[float, float]:
    """What the case folder holds now, read as any other program would."""
    assert served.case is not None
    share = read_case(served.case).ties[row].share
    return share.low, share.high


def reads(page: Any, column: str, text: str, row: int = 0) -> None:
    """Wait until a cell reads so."""
    cell(page, column, row).get_by_text(text, exact=True).wait_for()


def saved(page: Any) -> None:
    page.locator(".title-line .save-state.saved").wait_for()


def test_what_is_typed_is_in_the_case_folder_at_once(page: Any, served: Program):
    write(page, "share_low", "0.03")
    reads(page, "share_low", "0.03")
    saved(page)
    assert shares(served)[0] == 0.03


def test_per_cent_and_a_decimal_comma_are_understood(page: Any, served: Program):
    write(page, "share_low", "4 %")
    reads(page, "share_low", "0.04")
    write(page, "share_high", "0,45")
    reads(page, "share_high", "0.45")
    saved(page)
    assert shares(served) == (0.04, 0.45)


def test_what_is_no_number_stays_in_its_cell_with_the_reason(page: Any):
    before = cell(page, "share_low").inner_text()
    write(page, "share_low", "often")
    assert "“often” is no number." in page.locator(".g-wrong").inner_text()
    page.keyboard.press("Escape")
    assert cell(page, "share_low").inner_text() == before


def test_what_is_wrong_is_told_while_one_types_and_leads_to_its_row(page: Any):
    page.locator(".check .good").wait_for()
    write(page, "share_high", "7", row=1)
    page.locator(".check .problem").wait_for()
    assert "is outside 0 to 1" in page.locator(".check").inner_text()
    page.get_by_role("link", name="Actors").first.click()
    page.locator(".check .problem a").first.click()
    page.locator('.g-row[aria-rowindex="3"].here').wait_for()
    assert "is outside 0 to 1" in page.locator("#cell-bar").inner_text()


def test_a_change_is_undone_and_done_again_by_keys_and_by_buttons(
    page: Any, served: Program
):
    before = shares(served)
    old = cell(page, "share_low").inner_text()
    write(page, "share_low", "0.03")
    reads(page, "share_low", "0.03")
    saved(page)
    page.keyboard.press("Control+z")
    reads(page, "share_low", old)
    assert shares(served) == before
    page.keyboard.press("Control+Shift+Z")
    reads(page, "share_low", "0.03")
    page.get_by_role("button", name="Undo").click()
    reads(page, "share_low", old)
    page.get_by_role("button", name="Redo").click()
    reads(page, "share_low", "0.03")
    page.locator(".history summary").click()
    assert page.locator(".history-list li").count() == 5


def test_a_row_is_added_and_deleted_by_keyboard(page: Any, served: Program):
    count = page.locator(".g-row").count()
    page.get_by_role("button", name="Add a row").focus()
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    for words in ("CHN", "PRK", "gas", "0.1"):
        if words in ("CHN", "PRK"):
            page.locator(":focus").select_option(words)
        else:
            page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("0.2")
    page.keyboard.press("Enter")
    page.locator('.g-row:has-text("natural gas")').wait_for()
    saved(page)
    assert page.locator(".g-row").count() == count + 1
    page.locator('.g-row:has-text("natural gas") [data-column=good]').click()
    page.get_by_role("button", name="Delete row").focus()
    page.keyboard.press("Enter")
    page.locator('.g-row:has-text("natural gas")').wait_for(state="detached")
    assert page.locator(".g-row").count() == count


def test_arrows_move_through_the_table_and_enter_edits(page: Any):
    cell(page, "provider").click()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    here = page.locator(":focus")
    assert here.get_attribute("data-column") == "share_low"
    page.keyboard.press("End")
    assert page.locator(":focus").get_attribute("data-column") == "notes"
    page.keyboard.press("Control+Home")
    assert page.locator(":focus").get_attribute("data-column") == "provider"
    page.keyboard.press("Enter")
    assert page.locator(":focus").evaluate("e => e.tagName") in ("INPUT", "SELECT")
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("data-column") == "provider"


def test_two_tabs_that_edit_other_cells_both_count(page: Any, served: Program):
    other = tab(page.context, served.address + TIES)
    other.locator(".g-row .g-cell").first.wait_for()
    write(page, "share_low", "0.03", row=0)
    write(other, "share_low", "0.04", row=1)
    saved(page)
    saved(other)
    reads(other, "share_low", "0.03", row=0)
    reads(page, "share_low", "0.04", row=1)
    assert page.locator(".helds").count() == other.locator(".helds").count() == 0


def test_two_tabs_that_edit_one_cell_are_shown_both_and_one_chooses(
    page: Any, served: Program
):
    other = tab(page.context, served.address + TIES)
    other.locator(".g-row .g-cell").first.wait_for()
    cell(other, "share_low").click()
    other.keyboard.type("0.04")  # half typed, when the other tab saves
    write(page, "share_low", "0.03")
    reads(page, "share_low", "0.03")
    saved(page)
    other.keyboard.press("Enter")
    conflict = other.locator(".held.conflict")
    conflict.wait_for()
    assert "0.04" in conflict.locator(".mine").inner_text()
    assert "0.03" in conflict.locator(".theirs").inner_text()
    assert shares(served)[0] == 0.03
    other.get_by_role("button", name="Keep mine").click()
    reads(other, "share_low", "0.04")
    saved(other)
    assert shares(served)[0] == 0.04
    reads(page, "share_low", "0.04")


def test_what_is_half_typed_when_another_tab_saves_is_never_written_over_it(
    page: Any, served: Program
):
    other = tab(page.context, served.address + TIES)
    other.locator(".g-row .g-cell").first.wait_for()
    cell(other, "share_low").click()
    other.keyboard.type("0.04")
    write(page, "share_low", "0.03")
    saved(page)
    other.locator(".history summary", has_text="(1)").wait_for()
    other.wait_for_load_state("networkidle")  # by now this tab knows the new row
    other.keyboard.press("Enter")
    conflict = other.locator(".held.conflict")
    conflict.wait_for()
    assert "0.03" in conflict.locator(".theirs").inner_text()
    assert shares(served)[0] == 0.03
    other.get_by_role("button", name="Take what is saved").click()
    reads(other, "share_low", "0.03")
    assert other.locator(".helds").count() == 0


def test_what_is_typed_while_the_server_is_dead_is_saved_when_it_is_back(
    page: Any, served: Program
):
    served.kill()
    write(page, "share_low", "0.03")
    page.locator(".title-line .save-state.lost").wait_for()
    page.get_by_text("The server does not answer. It is asked again").wait_for()
    served.start()
    saved(page)
    assert shares(served)[0] == 0.03
    assert page.get_by_text("The server does not answer").count() == 0


def test_a_page_that_dies_with_the_server_offers_again_what_was_not_saved(
    page: Any, served: Program
):
    served.kill()
    write(page, "share_low", "0.03")
    page.locator(".title-line .save-state.lost").wait_for()
    cell(page, "share_high", 1).click()
    page.keyboard.type("0.66")  # and this is never finished
    context = page.context
    page.close(run_before_unload=False)
    served.start()
    again = tab(context, served.address + TIES)
    again.locator(".held").nth(1).wait_for()
    told = again.locator(".helds").inner_text()
    assert "share low: 0.03" in told
    assert "share high: 0.66" in told
    again.locator(".held.lost").get_by_role("button", name="Save it now").first.click()
    reads(again, "share_low", "0.03")
    again.locator(".held.draft").get_by_role("button", name="Throw away").click()
    again.locator(".helds").wait_for(state="detached")
    saved(again)
    assert shares(served)[0] == 0.03
    assert shares(served, 1)[1] != 0.66


def test_markup_in_a_case_is_shown_as_it_is_written(page: Any, served: Program):
    page.get_by_role("link", name="Actors").first.click()
    cell(page, "name").wait_for()
    write(page, "name", "<img src=x onerror=alert(1)>")
    reads(page, "name", "<img src=x onerror=alert(1)>")
    saved(page)
    page.goto(served.address + "#/overview")
    page.locator(".steps-line").wait_for()
    assert page.locator("main img").count() == 0
    assert page.faults == []


def test_what_a_living_tab_has_still_to_save_is_not_taken_by_another(
    page: Any, served: Program
):
    waits = []
    page.route("**/rows/**", lambda route: waits.append(route))  # noqa: PLW0108
    write(page, "share_low", "0.03")
    page.locator(".title-line .save-state.saving").wait_for()
    other = tab(page.context, served.address + TIES)
    other.locator(".g-row .g-cell").first.wait_for()
    assert other.locator(".helds").count() == 0
    waits[0].continue_()
    saved(page)
    reads(other, "share_low", "0.03")
    assert other.locator(".helds").count() == 0
