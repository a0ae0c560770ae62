"""A brief under a scenario."""

from __future__ import annotations

import json
import re

import numbers_on_page
import pytest
from made_pact import made_pact

from suzerain.brief.brief import Brief, write_brief
from suzerain.core.errors import UnknownReference
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.what_if import what_if
from suzerain.strategy.lever import Push
from suzerain.strategy.solution import solve

CASE = made_pact()
WORLDS = 200
SQUEEZE = {
    "consent.CCC": "refuse",
    "power.keep.CCC": "*0.5",
    "aid.AAA": 0.01,
    "term.oil.BBB.AAA": 0.5,
}


def brief_under(changes: dict[str, object], name: str = "squeeze") -> Brief:
    scenario = Scenario(name=name, changes=changes)
    return write_brief(CASE, worlds=WORLDS, scenario=scenario)


@pytest.fixture(scope="module")
def squeezed() -> Brief:
    return brief_under(SQUEEZE)


@pytest.fixture(scope="module")
def plain() -> Brief:
    return write_brief(CASE, worlds=WORLDS)


def test_it_says_first_that_it_is_under_a_scenario_and_what_that_sets(squeezed: Brief):
    first = squeezed.bottom_line[0]
    assert first.head == "Scenario"
    for words in ("squeeze", "CCC stops whatever it can", "up to 0.5", "0.01"):
        assert words in str(first)


def test_each_answer_is_followed_by_that_of_the_case_as_it_is(
    squeezed: Brief, plain: Brief
):
    before = {finding.id: str(finding) for finding in plain.bottom_line}
    own, base = squeezed.bottom_line[1::2], squeezed.bottom_line[2::2]
    assert len(own) == len(base) == len(before)
    for one, other in zip(own, base, strict=True):
        assert other.id == f"{one.id}.base"
        same = str(one) == before[one.id]
        assert str(other) == ("The same." if same else before[one.id])


def test_a_figure_of_the_base_leads_to_steps_of_the_base(squeezed: Brief, plain: Brief):
    refs = [n.ref for f in squeezed.bottom_line for n in f.numbers]
    of_base = [ref for ref in refs if ref.startswith("base.")]
    assert "base.solve.p_pact" in of_base
    steps, alone = squeezed.traces, plain.traces
    for ref in (ref for ref in of_base if ref.removeprefix("base.") in alone):
        assert steps[ref]["label"] == alone[ref.removeprefix("base.")]["label"]
        assert steps[ref].get("value") == alone[ref.removeprefix("base.")].get("value")
    assert steps["solve.p_pact"]["value"] != steps["base.solve.p_pact"]["value"]


def test_every_step_leads_to_steps_that_are_there(squeezed: Brief):
    steps = squeezed.traces
    assert all(
        one in steps for step in steps.values() for one in step.get("parents", ())
    )


def test_its_table_tells_what_the_what_if_tells(squeezed: Brief):
    found = what_if(CASE, SQUEEZE, Worlds(count=WORLDS))
    table = squeezed.sections[0].blocks[0]
    row = next(r for r in table.rows if str(r[0][0]) == "the pact is struck")
    struck = found["solve.p_pact"]
    told = [f"{100 * v:.0f} %" for v in (struck.before.value, struck.after.value)]
    assert [str(cell[0]) for cell in row[1:3]] == told


def test_what_moves_nothing_is_said_to_move_nothing():
    brief = brief_under({"whatif.resamples": 50})
    assert "No outcome differs in any world." in str(brief.sections[0].findings[0])


def test_what_is_reckoned_for_powers_that_judge_is_left_out_and_said_so(
    squeezed: Brief,
):
    assert squeezed.results.simulated is None
    assert "left out" in str(squeezed.sections[0].findings[1])


def test_a_scenario_of_numbers_alone_keeps_the_months():
    brief = brief_under({"power.keep.CCC": "*0.5"})
    assert brief.results.simulated is not None
    assert len(brief.sections[0].findings) == 1


def test_no_figure_of_its_page_leads_nowhere(squeezed: Brief):
    assert numbers_on_page.naked(squeezed.html()) == []


def test_its_name_stands_at_the_top_of_the_page(squeezed: Brief):
    top = squeezed.html().partition("<h1")[0]
    assert re.search(r"scenario <strong><bdi>squeeze</bdi>", top)


def test_every_form_says_so(squeezed: Brief):
    assert "under the scenario squeeze" in squeezed.markdown()
    told = squeezed.to_dict()
    assert told["scenario"]["scenario"] == "squeeze"
    json.dumps(told)


def test_a_brief_of_the_case_as_it_is_names_no_scenario(plain: Brief):
    assert plain.to_dict()["scenario"] is None
    assert "scenario <strong>" not in plain.html()


def test_no_changes_make_the_brief_of_the_case_as_it_is(plain: Brief):
    assert brief_under({}).markdown() == plain.markdown()


def test_a_change_of_nothing_known_is_refused():
    with pytest.raises(UnknownReference):
        brief_under({"power.kepe": "*2"})


def test_a_cap_is_kept_by_the_solution():
    capped = Push(caps={"term.oil.BBB.AAA": 0.5})
    levels = solve(CASE, Worlds(count=WORLDS), push=capped).level
    spot = [term.id for term in CASE.pacts[0].terms].index("term.oil.BBB.AAA")
    free = solve(CASE, Worlds(count=WORLDS)).level
    assert free[:, spot].max() == 1
    assert levels[:, spot].max() == 0.5


def test_payment_for_joining_moves_the_solution():
    paid = solve(CASE, Worlds(count=WORLDS), push=Push(gifts={"AAA": 1.0, "BBB": 1.0}))
    assert paid.p_pact > solve(CASE, Worlds(count=WORLDS)).p_pact
