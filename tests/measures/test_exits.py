"""The cheapest diversification that makes a cut-off bearable."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss, dependence
from suzerain.measures.exits import cheapest_exit
from suzerain.measures.exposure import expose

ONE, FEW = Worlds(count=1), Worlds(count=25)
STEPS = 8


def buyer(oil, food, *, rho=1.0, dear=0.5, home=0.2, steps=STEPS, **more):
    """AAA buys oil and food from BBB; another source of oil is dearer or cheaper."""
    return make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (0.3, home), ("AAA", "food"): (0.2, home)},
        {("oil", "BBB", "AAA"): oil, ("food", "BBB", "AAA"): food},
        {
            "measure.rho": rho,
            "group.energy.premium": dear,
            "group.food.premium": 0.1,
            "measure.exit_steps": steps,
            **more,
        },
    )


def by_trying_all(case, threshold):
    """The cheapest of all ways to move supplies in whole steps, in one world."""
    exposure = expose(case, ONE)
    oil, food = exposure.goods.index("oil"), exposure.goods.index("food")
    held = exposure.share[0, :, 0, 1].copy()
    best = np.inf
    for moved in product(range(STEPS + 1), repeat=2):
        part = np.zeros(2)
        part[[oil, food]] = np.array(moved) / STEPS
        share = exposure.share.copy()
        share[0, :, 0, 1] = held * (1 - part)
        loss = cut_off_loss(replace(exposure, share=share), ["BBB"])[0, 0]
        if 1 - np.exp(-loss) > threshold + 1e-12:
            continue
        premium = np.array(
            [case.register[f"good.{g}.premium"].spread.low for g in exposure.goods]
        )
        weight = exposure.weight[0, :, 0] * (1 - exposure.home[0, :, 0])
        best = min(best, float((weight * premium * part * held).sum()))
    return best


@given(st.floats(0.2, 0.95), st.floats(0.2, 0.95), st.floats(0.005, 0.1))
@settings(max_examples=40)
def test_no_other_way_is_cheaper_by_more_than_a_step(oil, food, threshold):
    case = buyer(oil, food)
    found = cheapest_exit(case, "AAA", ["BBB"], threshold, ONE).cost.values[0]
    best = by_trying_all(case, threshold)
    dearest = max(0.3 * 0.5 * oil, 0.2 * 0.1 * food) * 0.8 / STEPS
    assert best - 1e-12 <= found <= best + dearest + 1e-12


@given(
    st.floats(0.05, 0.95),
    st.floats(0.05, 0.95),
    st.floats(0, 0.1),
    st.sampled_from([0.4, 0.9, 1.0, 1.5]),
)
def test_afterwards_a_cut_off_is_bearable(oil, food, threshold, rho):
    found = cheapest_exit(buyer(oil, food, rho=rho), "AAA", ["BBB"], threshold, FEW)
    assert (found.after.values <= threshold + 1e-12).all()
    assert (found.after.values <= found.before.values + 1e-12).all()


def test_what_moves_is_put_in_and_gives_the_dependence_afterwards():
    case = buyer(0.8, 0.6)
    found = cheapest_exit(case, "AAA", ["BBB"], 0.02, ONE)
    moved = {row["good"]: row["median"] for row in found.moved.to_rows()}
    left = buyer(0.8 - moved["oil"], 0.6 - moved["food"])
    assert np.isclose(
        dependence(left, ONE)["AAA", "BBB"].values[0], found.after.values[0]
    )


def test_a_bearable_dependence_costs_nothing():
    found = cheapest_exit(buyer(0.05, 0.05), "AAA", ["BBB"], 0.5, FEW)
    assert found.p_needed == 0
    assert (found.cost.values == 0).all()
    assert (found.moved.values == 0).all()


def test_a_stricter_threshold_never_costs_less():
    case = buyer(0.9, 0.7)
    costs = [
        cheapest_exit(case, "AAA", ["BBB"], threshold, FEW).cost.values
        for threshold in (0.08, 0.04, 0.02, 0.0)
    ]
    assert all((a <= b).all() for a, b in pairwise(costs))


def test_a_free_way_out_is_taken_first():
    found = cheapest_exit(buyer(0.8, 0.8, dear=0.0), "AAA", ["BBB"], 0.03, ONE)
    assert found.moved["oil"].values[0] > 0


def test_later_steps_that_save_more_are_reached_through_the_first():
    early_useless = {"good.oil.sigma": 3.0, "good.oil.varsigma": 30.0}
    case = buyer(0.95, 0.0, **early_useless)
    found = cheapest_exit(case, "AAA", ["BBB"], 0.0005, ONE)
    assert found.after.values[0] <= 0.0005 < found.before.values[0]


def test_a_coalition_is_escaped_together():
    case = make_case(
        ("AAA", "BBB", "CCC"),
        {("AAA", "oil"): (0.3, 0.1)},
        {("oil", "BBB", "AAA"): 0.45, ("oil", "CCC", "AAA"): 0.45},
    )
    both = cheapest_exit(case, "AAA", ["BBB", "CCC"], 0.02, FEW)
    one = cheapest_exit(case, "AAA", ["BBB"], 0.02, FEW)
    assert (both.cost.values >= one.cost.values).all()
    assert both.cost.median > one.cost.median


def test_the_premium_stands_among_what_made_the_cost():
    found = cheapest_exit(buyer(0.9, 0.7), "AAA", ["BBB"], 0.02, FEW)
    assert {"good.oil.premium", "tie.oil.BBB.AAA"} <= set(found.cost.basis)
    assert "good.food.premium" in found.moved["food"].basis


def test_the_record_names_what_moves():
    record = cheapest_exit(buyer(0.9, 0.0), "AAA", ["BBB"], 0.02, FEW).to_dict()
    assert [row["good"] for row in record["moved"]] == ["oil"]
    assert record["p_needed"] == 1


@pytest.mark.parametrize("threshold", [-0.1, 1.5, float("nan")])
def test_an_impossible_threshold_is_refused(threshold):
    with pytest.raises(SuzerainError, match="threshold"):
        cheapest_exit(buyer(0.5, 0.5), "AAA", ["BBB"], threshold, FEW)


def test_a_recipient_without_needs_and_a_stranger_are_refused():
    case = buyer(0.5, 0.5)
    with pytest.raises(SuzerainError, match="nothing is known"):
        cheapest_exit(case, "BBB", ["AAA"], 0.1, FEW)
    with pytest.raises(UnknownActor):
        cheapest_exit(case, "AAA", ["ZZZ"], 0.1, FEW)
