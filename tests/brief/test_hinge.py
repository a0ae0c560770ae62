"""What would have to hold for the sources' word on a veto to follow, or to fail."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import sample
from places import EXAMPLES

from suzerain.brief.brief import compose
from suzerain.brief.further import Further
from suzerain.case.change import change
from suzerain.cli.load import load_case
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.solution import solve


def lever(name: str = "power.credibility", *, flips: bool = True) -> dict:
    now = {"low": 0.05, "mode": None, "high": 0.8, "shape": "uniform", "median": 0.4}
    moved = {"id": name, "now": now, "needed": {**now, "low": 0.5}}
    return {
        "flips": flips,
        "part": 0.6,
        "outcome": 0.4,
        "levers": [{**moved, "direction": "up", "place": 0.8}],
    }


def told(**changes: object) -> str:
    record = {
        "outcome": "p_pact_without_consent",
        "already": False,
        "side": "below",
        "levers": [lever()],
        **changes,
    }
    nothing = dict.fromkeys(("permitted", "simulated", "asked", "turns"))
    further = SimpleNamespace(hinge=record, **nothing)
    brief = compose(replace(sample.results(), further=further))
    found = [str(one) for one in brief.findings if one.id == "hinge"]
    return found[0] if found else ""


def test_a_veto_that_does_not_follow_names_what_would_have_to_hold():
    text = told()
    assert text.startswith("It would follow that the pact hangs on Corvia if ")
    assert "0.5-0.8" in text
    assert "(taken as 0.05-0.8)" in text


def test_one_that_follows_names_what_would_undo_it():
    assert "no longer follow" in told(side="above")


def test_where_no_number_turns_it_the_brief_says_so():
    text = told(levers=[lever(flips=False)])
    assert text.startswith("No single number")
    assert "does not follow" in text


def test_nothing_is_said_where_few_worlds_already_turn_it():
    assert not told(already=True)


def test_the_range_that_is_named_moves_other_worlds_the_same_way():
    case = load_case((str(EXAMPLES),))
    worlds = Worlds(count=1500, seed=7)
    solution = solve(case, worlds)
    found = Further(
        case=case,
        patron=solution.patron,
        p_pact=solution.p_pact,
        p_pact_without_consent=solution.p_pact_without_consent,
        worlds=300,
        seed=1,
    ).hinge
    assert found is not None
    (first,) = min(found["levers"], key=lambda one: not one["flips"])["levers"]
    names = ("low", "mode", "high", "shape")
    spread = Spread(**{name: first["needed"][name] for name in names})
    moved = solve(change(case, {first["id"]: spread}), worlds)
    rise = moved.p_pact_without_consent - solution.p_pact_without_consent
    assert rise < 0 if found["side"] == "below" else rise > 0
