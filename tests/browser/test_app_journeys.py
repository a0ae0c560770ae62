"""The app from two dropped articles to the brief: by mouse, by keys, and what if."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_pages import ARTICLES, Program, opened, run_job, running, tab_to

pytestmark = pytest.mark.browser
DROPPED = """(texts) => {
  const data = new DataTransfer();
  for (const [name, text] of texts) data.items.add(new File([text], name));
  const box = document.querySelector('.drop');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    box.dispatchEvent(new DragEvent(kind,
      {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path) as program:
        yield program


def steps(page: Any) -> dict[str, str]:
    """Name and state of each step of the overview."""
    found = page.locator(".steps-line .step")
    return {
        one.locator("strong").inner_text(): one.get_attribute("class").split()[1]
        for one in found.all()
    }


def test_two_dropped_articles_become_a_brief_by_mouse(browser: Any, empty: Program):
    page = opened(browser, empty.address)
    texts = [[one.name, one.read_text(encoding="utf-8")] for one in ARTICLES]
    page.evaluate(DROPPED, texts)
    page.locator(".upload.taken").nth(1).wait_for(timeout=60_000)
    page.get_by_label("Name of the case").fill("pact")
    page.get_by_role("button", name="Make a case of 2 articles").click()
    page.locator(".steps-line").wait_for(timeout=60_000)
    assert (empty.workspace / "pact" / "case.toml").is_file()
    assert steps(page)["Read"] == "done"
    assert steps(page)["Solve"] == "open"

    page.get_by_role("link", name="Review", exact=False).first.click()
    page.locator("li.card").first.wait_for()
    page.keyboard.press("a")
    page.locator("li.card.accepted").first.wait_for()
    page.go_back()
    page.locator(".step.part").wait_for()
    assert "1 of" in page.locator(".step.part").inner_text()

    for step in ("Measure", "Solve", "Weigh"):
        page.locator(".steps-line").get_by_text(step, exact=True).click()
        run_job(page, step)
        page.get_by_role("link", name="Overview").click()
        page.locator(".steps-line").wait_for()
    assert [steps(page)[one] for one in ("Measure", "Solve", "Weigh")] == ["done"] * 3

    page.locator(".steps-line").get_by_text("Solve", exact=True).click()
    page.locator(".answers a.n").first.click()
    page.locator("#panel .panel-value").wait_for(timeout=30_000)
    page.locator("#panel blockquote a").first.click()
    page.locator("mark.on").first.wait_for()
    assert page.locator("#panel").count() == 0

    page.get_by_role("link", name="Brief", exact=True).click()
    run_job(page, "Make the brief")
    page.get_by_role("link", name="Open the brief").click()
    page.locator("#bottom-line dt").first.wait_for(timeout=60_000)
    assert all(one.startswith((empty.address, "data:")) for one in page.asked)
    assert page.faults == []


def test_two_chosen_articles_become_a_brief_by_keyboard_alone(
    browser: Any, empty: Program
):
    page = opened(browser, empty.address)
    press = page.keyboard.press
    page.on("filechooser", lambda chooser: chooser.set_files(ARTICLES))
    tab_to(page, "Choose files")
    press("Enter")
    page.locator(".upload.taken").nth(1).wait_for(timeout=60_000)
    tab_to(page, "Make a case of 2 articles")
    press("Enter")
    page.locator(".steps-line").wait_for(timeout=60_000)

    tab_to(page, "Review")
    press("Enter")
    page.locator("li.card").first.wait_for()
    press("a")
    page.locator("li.card.accepted").first.wait_for()
    page.go_back()  # a headless browser has no key for it
    page.locator(".step.part").wait_for()

    for letter, button in (("s", "Solve"), ("w", "Weigh"), ("b", "Make the brief")):
        press("g")
        press(letter)
        page.locator(".run-form").first.wait_for()
        tab_to(page, button, "BUTTON")
        press("Enter")
        page.locator(".made").first.wait_for(timeout=60_000)
    tab_to(page, "Open the brief")
    press("Enter")
    page.locator("#bottom-line dt").first.wait_for(timeout=60_000)
    assert page.faults == []


def test_what_is_no_article_is_refused_in_the_servers_words(
    browser: Any, empty: Program, tmp_path: Path
):
    page = opened(browser, empty.address)
    wrong = tmp_path / "<img src=x onerror=alert(1)>.exe"
    wrong.write_bytes(b"MZ")
    page.locator("input[type=file]").set_input_files(wrong)
    told = page.locator(".upload.refused")
    told.wait_for()
    assert "of a kind that is not read here" in told.inner_text()
    assert ".docx" in told.inner_text()
    assert page.get_by_role("button", name="Make a case").is_disabled()
    assert page.locator(".upload img").count() == 0
    assert page.faults == []


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A served example, for journeys that change nothing of it for long."""
    with running(tmp_path_factory.mktemp("worked")) as program:
        yield program


@pytest.fixture
def example(browser: Any, worked: Program) -> Any:
    """The example, opened as a newcomer opens it."""
    page = opened(browser, worked.address)
    if page.get_by_role("button", name="Open the example").count():
        page.get_by_role("button", name="Open the example").click()
    page.locator(".steps-line").wait_for(timeout=60_000)
    return page


def test_a_scenario_is_made_by_form_and_compared_in_the_same_worlds(example: Any):
    page = example
    page.get_by_role("link", name="Scenarios").click()
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name", exact=True).fill("squeeze")
    page.get_by_label("Which").locator("option").first.wait_for(state="attached")
    page.get_by_role("button", name="Add", exact=True).click()
    typed = page.get_by_label("Changes").input_value()
    assert typed.startswith("tie.")
    assert typed.endswith("*=0.5")
    page.get_by_role("button", name="Save").click()
    page.locator(".card", has_text="squeeze").wait_for()
    run_job(page, "Compare")
    page.locator(".finding-line").wait_for()
    page.reload()
    page.locator(".card", has_text=typed).wait_for()


def test_what_is_saved_beside_the_sliders_is_a_scenario_of_the_case(
    example: Any, worked: Program
):
    page = example
    page.get_by_role("link", name="Scenarios").click()
    page.get_by_role("link", name="Move sliders").click()
    page.get_by_label("Name", exact=True).wait_for(timeout=60_000)
    slider = page.locator(".wi-controls input[type=range]").first
    slider.focus()
    page.keyboard.press("End")
    page.get_by_label("Name", exact=True).fill("slid")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved in the case as slid.").wait_for()
    (kept,) = worked.workspace.glob("*/scenarios/slid.toml")
    typed = page.locator(".wi-kept li", has_text="slid").locator("code").inner_text()
    assert page.faults == []

    page.get_by_role("link", name="Back to the case").click()
    page.locator(".steps-line").wait_for()
    page.get_by_role("link", name="Scenarios").click()
    titled = page.get_by_role("heading", name="slid", exact=True)
    card = page.locator(".card").filter(has=titled)
    card.locator(".changes code").first.wait_for()
    assert typed.split() == card.locator(".changes code").all_inner_texts()
    card.get_by_role("link", name="Go on with sliders").click()
    page.locator(".wi.changed").wait_for(timeout=60_000)
    page.get_by_role("button", name="Delete slid").click()
    page.locator(".wi-kept li", has_text="slid").wait_for(state="detached")
    assert not kept.exists()


def test_a_change_that_cannot_be_made_is_refused_beside_the_form(example: Any):
    page = example
    page.goto(f"{page.url.split('#')[0]}#/scenarios")
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name", exact=True).fill("nonsense")
    page.get_by_label("Changes").fill("tie.nothing.AAA.BBB*=0.5")
    page.get_by_role("button", name="Save").click()
    assert "tie.nothing" in page.locator("dialog .told").inner_text()
    assert page.get_by_label("Changes").input_value() == "tie.nothing.AAA.BBB*=0.5"


def test_what_a_simulation_tells_leads_to_what_it_rests_on(example: Any):
    page = example
    page.goto(f"{page.url.split('#')[0]}#/solve/simulate")
    run_job(page, "Simulate")
    told = page.locator(".findings li")
    told.first.wait_for()
    assert told.count() == page.locator(".findings li a.n").count()
    figure = page.locator("table a[data-why='simulate.in_force']").first
    share = figure.inner_text()
    figure.click()
    page.locator("#panel .panel-value").wait_for(timeout=60_000)
    value = page.locator("#panel .panel-value").inner_text()
    assert value.split() == share.split()
    assert page.locator("#panel .trace-part").count() > 0
    page.keyboard.press("Escape")
    page.locator(".findings li a.n").last.click()
    page.locator("#panel .panel-value").wait_for(timeout=60_000)


def test_the_top_bar_of_the_tornado_leads_to_its_assumption(example: Any):
    page = example
    page.get_by_role("link", name="Solve", exact=True).first.click()
    page.get_by_role("link", name="What turns it").click()
    page.get_by_label("Outcome").select_option("p_pact_without_consent")
    run_job(page, "Find out")
    page.get_by_role("button", name="Search", exact=True).click()
    turns = page.locator("figure", has_text="The smallest changes").locator("tbody tr")
    turns.first.wait_for(timeout=60_000)
    for row in turns.all():
        assert row.locator("a.n").count() >= 3
    turns.first.locator("a.n").first.click()
    page.locator("#panel .panel-value").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    page.locator(".tornado a").first.click()
    page.locator("article.assumption").first.wait_for()
    assert page.locator(".range-words").first.inner_text()
    assert page.locator(".assumption-why").first.inner_text()


def test_only_unsourced_assumptions_are_listed_and_one_is_set_and_taken_back(
    example: Any,
):
    page = example
    page.get_by_role("link", name="Assumptions").click()
    page.locator("article.assumption").first.wait_for()
    count = page.locator(".tools [role=status]")
    everything = count.inner_text()
    page.get_by_label("Show").select_option("unsourced")
    page.locator(".tools [role=status]", has_not_text=everything).wait_for()
    page.get_by_label("Show").select_option("")
    page.get_by_label("Search").fill("power.stake")
    row = page.locator("article.assumption", has_text="power.stake").first
    row.wait_for()
    before = row.locator(".range-words").inner_text()
    row.get_by_role("button").click()
    page.get_by_label("Low").fill("0.001")
    page.get_by_label("High").fill("0.003")
    page.get_by_label("Shape").select_option("uniform")
    page.get_by_label("Most credible").fill("")
    page.get_by_label("Your reason").fill("A test of ours")
    page.get_by_role("button", name="Save").click()
    mine = page.locator("article.assumption.own")
    mine.wait_for()
    assert mine.locator(".range-words").inner_text().startswith("0.001 ")
    mine.get_by_role("button").click()
    page.get_by_role("button", name="Back to the register's").click()
    mine.wait_for(state="detached")
    assert row.locator(".range-words").inner_text() == before


def test_the_brief_comes_as_a_word_document(example: Any):
    page = example
    page.get_by_role("link", name="Brief", exact=True).click()
    with page.expect_download(timeout=60_000) as made:
        page.locator(".downloads").get_by_text("Word", exact=True).click()
    assert made.value.suggested_filename.endswith(".docx")
    assert Path(made.value.path()).read_bytes().startswith(b"PK")


def test_a_result_of_an_older_case_says_so(example: Any):
    page = example
    page.get_by_role("link", name="Solve", exact=True).first.click()
    run_job(page, "Solve")
    assert page.locator(".badge-old").count() == 0
    page.get_by_role("link", name="Case editor").click()
    page.locator(".g-row .g-cell").first.wait_for()
    page.get_by_role("link", name="Ties").click()
    cell = page.locator(".g-row").first.locator("[data-column=share_low]")
    cell.click()
    page.keyboard.type("0.01")
    page.keyboard.press("Enter")
    page.locator(".save-state.saved").first.wait_for()
    page.get_by_role("link", name="Solve", exact=True).first.click()
    page.locator(".badge-old").wait_for()
    page.get_by_role("link", name="Overview").click()
    page.locator(".step.old").first.wait_for()
    page.keyboard.press("Control+z")
    page.locator("#passing", has_text="Undone").wait_for()


def test_work_can_be_cancelled(example: Any):
    page = example
    page.get_by_role("link", name="Solve", exact=True).first.click()
    page.get_by_label("Worlds").fill("100000")
    page.get_by_role("button", name="Solve", exact=True).click()
    page.get_by_role("button", name="Cancel").click(timeout=20_000)
    page.get_by_text("Cancelled; nothing was changed.").wait_for()


def test_a_document_is_added_to_the_open_case(example: Any, tmp_path: Path):
    page = example
    more = tmp_path / "more.txt"
    more.write_text("Chile supplies about a third of Peru's coal.", encoding="utf-8")
    page.get_by_role("link", name="Documents").first.click()
    page.locator(".papers li").first.wait_for()
    before = page.locator(".papers li").count()
    page.locator("input[type=file]").set_input_files(more)
    page.get_by_text("Added 1 document with 1 claim.").wait_for(timeout=60_000)
    page.locator(".papers li").nth(before).wait_for()
    page.locator(".text mark", has_text="Chile").wait_for()
    page.locator("input[type=file]").set_input_files(more)
    page.get_by_text("There already: more.txt.").wait_for(timeout=60_000)
    assert page.locator(".papers li").count() == before + 1
    assert page.faults == []
