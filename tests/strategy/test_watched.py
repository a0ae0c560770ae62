"""How many third powers are watched, and which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_case, tie

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.pact import ThirdPower
from suzerain.core.worlds import Worlds
from suzerain.strategy.solution import solve


def crowd(count: int) -> Case:
    case = make_case()
    more = [f"X{number:02d}" for number in range(count)]
    return replace(
        case,
        actors=(*case.actors, *(Actor(code=code, name=code) for code in more)),
        ties=(*case.ties, *(tie(code, "AAA", "food", (0.001, 0.002)) for code in more)),
        powers=(*case.powers, *(ThirdPower(actor=c, role="third") for c in more)),
    )


@pytest.fixture(scope="module")
def crowded():
    return solve(crowd(20), Worlds(count=20))


def test_of_many_third_powers_those_with_the_largest_hold_are_watched(crowded):
    assert len(crowded.powers) == 8
    assert {"CCC", "DDD"} <= set(crowded.powers)
    assert crowded.patron == "CCC"


def test_the_notes_say_how_many_were_left_out(crowded):
    (note,) = (one for one in crowded.notes if "watched" in one)
    assert note.startswith("of 22 third powers the 8 ")
    assert "14 are taken to stop nothing" in note


def test_a_power_that_is_asked_about_is_watched_whatever_its_hold():
    solution = solve(crowd(10), Worlds(count=10), refusing=("X09",))
    assert "X09" in solution.powers


def test_few_third_powers_are_all_watched_and_nothing_is_said():
    solution = solve(make_case(), Worlds(count=10))
    assert not any("watched" in note for note in solution.notes)
