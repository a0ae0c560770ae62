"""Leverage held jointly."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.coalition import excess, joint_loss, shapley
from suzerain.measures.dependence import cut_off_loss
from suzerain.measures.exposure import expose

FEW = 25


def supplied(shares, assumed=None):
    codes = ["AAA", *(f"S{k}" for k in range(len(shares)))]
    needs = {("AAA", "oil"): ((0.1, 0.3), 0.2), ("AAA", "food"): (0.2, 0.4)}
    ties = {("oil", f"S{k}", "AAA"): share for k, share in enumerate(shares)}
    ties["food", "S0", "AAA"] = 0.5
    return make_case(codes, needs, ties, assumed)


SHARES = st.lists(st.floats(0.01, 1), min_size=1, max_size=4).map(
    lambda shares: [share / max(1, sum(shares)) for share in shares]
)


def plain_shares(case, names):
    """The mean of what each adds, over all orders, as Shapley defines it."""
    exposure = expose(case, Worlds(count=FEW))
    orders = list(permutations(names))
    shares = {name: np.zeros(FEW) for name in names}
    for order in orders:
        for k, name in enumerate(order):
            after = cut_off_loss(exposure, order[: k + 1])[:, 0]
            before = cut_off_loss(exposure, order[:k])[:, 0]
            shares[name] += (after - before) / len(orders)
    return shares


@given(SHARES)
def test_shapley_shares_equal_the_mean_over_all_orders(shares):
    case = supplied(shares)
    found = shapley(case, "AAA", worlds=Worlds(count=FEW))
    for name, expected in plain_shares(case, found.labels[0]).items():
        assert np.allclose(found[name].values, expected, atol=1e-12)


@given(SHARES)
def test_shapley_shares_add_up_to_the_joint_loss(shares):
    case, worlds = supplied(shares), Worlds(count=FEW)
    grid = shapley(case, "AAA", worlds=worlds)
    joint = joint_loss(case, grid.labels[0], worlds)
    assert np.allclose(grid.values.sum(axis=1), joint["AAA"].values)


def test_sampled_shares_are_named_so_and_add_up():
    shares = [0.07] * 13
    case, worlds = supplied(shares), Worlds(count=5)
    grid = shapley(case, "AAA", worlds=worlds)
    assert grid.name == "shapley (sampled)"
    joint = joint_loss(case, grid.labels[0], worlds)
    assert np.allclose(grid.values.sum(axis=1), joint["AAA"].values)
    again = shapley(case, "AAA", worlds=Worlds(count=5))
    assert np.array_equal(again.values, grid.values)


def test_sampled_shares_come_near_the_exact_ones():
    case = supplied([0.4, 0.3, 0.2], {"measure.shapley_exact": 2})
    worlds = Worlds(count=5)
    sampled = shapley(case, "AAA", worlds=worlds)
    exact = shapley(supplied([0.4, 0.3, 0.2]), "AAA", worlds=worlds)
    assert (sampled.name, exact.name) == ("shapley (sampled)", "shapley")
    assert np.allclose(sampled.values, exact.values, rtol=0.15)


def test_suppliers_of_one_need_hold_more_together_than_apart():
    case = supplied([0.5, 0.4])
    assert (excess(case, ["S0", "S1"], Worlds(count=FEW))["AAA"].values > 0).all()


def test_suppliers_of_complementary_needs_hold_less_together_than_apart():
    case = make_case(
        ("AAA", "BBB", "CCC"),
        {("AAA", "oil"): (0.3, 0.1), ("AAA", "food"): (0.3, 0.1)},
        {("oil", "BBB", "AAA"): 0.9, ("food", "CCC", "AAA"): 0.9},
        {"measure.rho": 0.4},
    )
    gap = excess(case, ["BBB", "CCC"], Worlds(count=FEW))
    assert (gap["AAA"].values < 0).all()
    assert np.isnan(gap["BBB"].values).all()


def test_a_recipient_without_needs_has_unknown_shares():
    case = make_case(("AAA", "BBB"), {}, {("oil", "BBB", "AAA"): 0.5})
    assert np.isnan(shapley(case, "AAA", worlds=Worlds(count=2)).values).all()


def test_a_result_knows_what_made_it():
    grid = joint_loss(supplied([0.5, 0.4]), ["S0", "S1"], Worlds(count=2))
    assert {"tie.oil.S0.AAA", "tie.oil.S1.AAA", "tie.food.S0.AAA"} <= set(
        grid["AAA"].basis
    )
    shares = shapley(supplied([0.5, 0.4]), "AAA", worlds=Worlds(count=2))
    assert set(shares["S1"].basis) == set(grid["AAA"].basis)


def test_unknown_and_repeated_names_are_refused():
    case = supplied([0.5, 0.4])
    with pytest.raises(UnknownActor):
        shapley(case, "ZZZ")
    with pytest.raises(UnknownActor):
        shapley(case, "AAA", ["ZZZ"])
    with pytest.raises(SuzerainError, match=r"repeat"):
        shapley(case, "AAA", ["S0", "S0"])
