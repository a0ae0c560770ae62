"""What the page takes to move assumptions."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from made_pact import made_pact

from suzerain.brief.brief import compose, write_brief
from suzerain.brief.reckon import reckon
from suzerain.brief.what_if import LIMIT, Movable, movable
from suzerain.case.case import Case
from suzerain.case.change import change
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.settings import read_settings, texts_of
from suzerain.outlook.whatif.what_if import what_if

CASE = made_pact()
WORLDS = 200


def of(case: Case, **options: object) -> Movable:
    return movable(compose(reckon(case, worlds=WORLDS, **options)))


@pytest.fixture(scope="module")
def made() -> Movable:
    return of(CASE)


def test_it_is_plain_json(made: Movable):
    assert json.loads(json.dumps([made.problem, made.context]))


def test_its_figures_are_those_of_a_what_if_of_nothing(made: Movable):
    found = what_if(CASE, {}, Worlds(count=WORLDS))
    for key, value in made.context["figures"].items():
        assert value == pytest.approx(found[key].before.value, abs=1e-12)
    assert "solve.p_pact" in made.context["figures"]


def test_the_patrons_tolerance_multiplies_both_parts_of_its_limit(made: Movable):
    (joint,) = made.context["joint"]
    assert [part["id"] for part in joint["parts"]] == [f"{key}.CCC" for key in LIMIT]
    lead = CASE.register["power.keep"].spread
    assert joint["low"] * lead.centre == pytest.approx(lead.low)
    assert joint["high"] * lead.centre == pytest.approx(lead.high)


def test_more_tolerance_never_loses_a_pact():
    worlds = Worlds(count=WORLDS)
    for factor in (2, 5):
        more = {f"{key}.CCC": f"*{factor}" for key in LIMIT}
        assert what_if(CASE, more, worlds)["solve.p_pact"].falls == 0


def test_every_number_that_moves_has_a_step_to_its_source(made: Movable):
    page = write_brief(CASE, worlds=WORLDS).html()
    moved = [one["id"] for one in made.problem["inputs"]]
    moved += [part["id"] for one in made.context["joint"] for part in one["parts"]]
    for key in moved:
        assert f'id="why-{key.replace("_", "_5f_")}"' in page


def test_rows_that_an_analyst_set_travel_with_it():
    own = change(CASE, {"power.credibility": "0.4..0.5"})
    (row,) = of(own).context["overruled"]
    assert row[:4] == ["power.credibility", "0.4", "", "0.5"]


def test_under_a_scenario_it_begins_with_it_and_moves_from_the_case_as_it_is():
    scenario = Scenario(name="squeeze", changes={"power.keep.CCC": "*0.5"})
    found = of(CASE, scenario=scenario)
    assert found.context["start"] == {"name": "squeeze", "set": ["power.keep.CCC*=0.5"]}
    assert found.context["figures"] == of(CASE).context["figures"]


def test_a_case_without_a_pact_says_why_nothing_moves():
    found = of(replace(CASE, pacts=(), contests=(), questions=()))
    assert found.problem is None
    assert "no pact" in found.why


def test_what_cannot_be_moved_says_so_on_the_page():
    page = write_brief(replace(CASE, pacts=(), contests=(), questions=())).html()
    assert "Nothing can be moved here" in page
    assert 'id="problem"' not in page


def test_changes_are_written_as_they_are_read():
    typed = ["aid:AAA=0.01", "consent:CCC=refuse", "no:oil", "power.keep.CCC*=0.5"]
    assert texts_of(read_settings(CASE, typed)) == typed
