from __future__ import annotations

import json

import numpy as np
import pytest
from standins import make

from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Scenario, compare

COUNT = 200


@pytest.fixture
def parts():
    """A solver whose power can stop the pact where its tie is strong."""

    def solver(case, worlds):
        strong = worlds.draw("tie.oil.CCC.BBB", Spread(low=0, high=1))
        can = strong > (0.9 if case.name == "squeezed" else 0.5)
        return make.deal(worlds.count, can=can, level=1.0 - can[:, None] / 2)

    def changer(case, changes):
        assert changes == {"tie.oil.CCC.BBB": "*0.5"}
        return make.case(
            name="squeezed", contests=case.contests, questions=case.questions
        )

    return {"solver": solver, "changer": changer, "worlds": Worlds(count=COUNT)}


@pytest.fixture
def case():
    return make.case(
        contests=make.contest(("silence", "a")).contests, questions=(make.question(),)
    )


SQUEEZE = Scenario(name="squeeze", changes={"tie.oil.CCC.BBB": "*0.5"})


def test_differences_are_taken_within_the_same_worlds(case, parts):
    found = compare(case, SQUEEZE, **parts)["solve.term.missile_technology.BBB.AAA"]
    np.testing.assert_array_equal(
        found.difference.values, found.changed.values - found.base.values
    )
    assert found.falls == 0
    assert found.rises == pytest.approx(0.4, abs=0.1)
    assert found.mean == pytest.approx(found.rises / 2)


def test_a_scenario_that_changes_nothing_moves_nothing(case, parts):
    parts["changer"] = lambda same, _: same
    found = compare(case, Scenario(name="nothing", changes={}), **parts)
    assert all(not one.difference.values.any() for one in found.differences.values())


def test_solution_weighing_and_forecast_are_all_compared(case, parts):
    found = compare(case, SQUEEZE, **parts)
    assert {
        "solve.p_pact",
        "weigh.contest.CCC.aaa-bbb.knew",
        "forecast.question.missile_technology.BBB.AAA",
    } <= set(found.differences)
    assert found.missing == ()


def test_a_result_that_only_one_case_has_is_listed(case, parts):
    parts["changer"] = lambda *_: make.case(questions=case.questions)
    found = compare(case, SQUEEZE, **parts)
    assert "weigh.contest.CCC.aaa-bbb.knew" in found.missing


def test_the_comparison_is_plain_json(case, parts):
    told = json.loads(json.dumps(compare(case, SQUEEZE, **parts).to_dict()))
    assert told["scenario"] == "squeeze"
    assert told["changes"] == {"tie.oil.CCC.BBB": "*0.5"}
    assert {"base", "changed", "difference", "rises", "falls"} <= set(
        told["differences"][0]
    )


def test_the_shipped_solver_and_changer_are_used_when_none_is_given(case):
    from dataclasses import replace

    from suzerain.case.actor import Actor, Need
    from suzerain.case.tie import Tie

    share = Spread(low=0.4, high=0.9)
    real = replace(
        case,
        actors=tuple(Actor(code=code, name=code) for code in ("AAA", "BBB", "CCC")),
        powers=case.powers[:1],
        needs=(
            Need(
                actor="BBB",
                good="oil",
                weight=Spread(low=0.05, high=0.2),
                home=Spread.point(0.1),
            ),
        ),
        ties=(Tie(provider="CCC", recipient="BBB", good="oil", share=share),),
    )
    halved = Scenario(name="half", changes={"tie.oil.CCC.BBB": "*0.5"})
    found = compare(real, halved, worlds=Worlds(count=50))
    assert "solve.term.oil.AAA.BBB" in found.differences
    assert found.missing == ()
