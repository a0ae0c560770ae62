"""What carrying out a threat costs the one who makes it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.credibility import credibility, threat_cost
from suzerain.measures.dependence import dependence

FEW = Worlds(count=40)


def pair(there: float, back: float | None):
    """AAA buys oil from BBB, and BBB buys food from AAA, or needs nothing known."""
    needs = {("AAA", "oil"): (0.2, 0.2)}
    ties = {("oil", "BBB", "AAA"): there}
    if back is not None:
        needs["BBB", "food"] = (0.2, 0.2)
        ties["food", "AAA", "BBB"] = back
    return make_case(("AAA", "BBB"), needs, ties)


def test_a_threat_that_costs_nothing_falls_on_the_target_alone():
    assert (credibility(pair(0.5, 0.0), FEW)["BBB", "AAA"].values == 1).all()


def test_a_cutter_whose_needs_are_unknown_has_no_known_credibility():
    assert np.isnan(credibility(pair(0.5, None), FEW)["BBB", "AAA"].values).all()


def test_two_who_would_lose_nothing_have_no_credibility():
    assert np.isnan(credibility(pair(0.0, 0.0), FEW)["BBB", "AAA"].values).all()


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_parts_of_both_sides_add_up_to_the_whole(there, back):
    grid = credibility(pair(there, back), FEW)
    both = grid["AAA", "BBB"].values + grid["BBB", "AAA"].values
    assert np.allclose(both, 1)


@given(st.floats(0.01, 0.5), st.floats(0.01, 0.4), st.floats(0.01, 0.99))
def test_buying_more_from_the_target_never_makes_a_threat_more_credible(
    less, more, there
):
    weak = credibility(pair(there, less + more), FEW)["BBB", "AAA"].values
    strong = credibility(pair(there, less), FEW)["BBB", "AAA"].values
    assert (weak <= strong).all()


def test_the_cost_of_a_threat_is_what_the_cutter_loses_without_the_target():
    case = pair(0.5, 0.7)
    cost = threat_cost(case, ["BBB"], "AAA", FEW)["BBB"].values
    lost = dependence(case, FEW)["BBB", "AAA"].values
    assert np.allclose(1 - np.exp(-cost), lost)
    assert (cost > 0).all()


def test_a_lost_buyer_is_a_cost_of_the_threat():
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (0.2, 0.2), ("BBB", "exports"): (0.3, 0.4)},
        {("oil", "BBB", "AAA"): 0.5, ("exports", "AAA", "BBB"): 0.6},
    )
    assert (threat_cost(case, ["BBB"], "AAA", FEW)["BBB"].values > 0).all()


@pytest.mark.parametrize(
    ("members", "target", "message"),
    [
        (["BBB", "BBB"], "AAA", "once"),
        ([], "AAA", "one member"),
        (["AAA"], "AAA", "against itself"),
    ],
)
def test_an_impossible_coalition_is_refused(members, target, message):
    with pytest.raises(SuzerainError, match=message):
        threat_cost(pair(0.5, 0.5), members, target, FEW)


def test_somebody_unknown_is_refused():
    with pytest.raises(UnknownActor):
        threat_cost(pair(0.5, 0.5), ["ZZZ"], "AAA", FEW)


def test_a_cell_knows_the_ties_of_both_directions():
    grid = credibility(pair(0.5, 0.5), FEW)
    assert {"tie.oil.BBB.AAA", "tie.food.AAA.BBB"} <= set(grid["BBB", "AAA"].basis)
