"""The asymmetry of dependence."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.worlds import Worlds
from suzerain.measures.catalogue import MEASURES
from suzerain.measures.dependence import dependence
from suzerain.measures.leverage import leverage

UNIT = st.floats(0, 1)


@given(UNIT, UNIT, st.floats(0, 0.5), st.floats(0, 0.5))
def test_leverage_is_antisymmetric(one, two, first, second):
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (first, 0.1), ("BBB", "food"): (second, 0.1)},
        {("oil", "BBB", "AAA"): one, ("food", "AAA", "BBB"): two},
    )
    grid = leverage(case, Worlds(count=30))
    assert np.array_equal(grid["AAA", "BBB"].values, -grid["BBB", "AAA"].values)
    assert (np.abs(grid["AAA", "BBB"].values) <= 1).all()


def test_leverage_is_the_difference_of_two_dependences():
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (0.3, 0.1), ("BBB", "food"): (0.1, 0.1)},
        {("oil", "BBB", "AAA"): 0.8, ("food", "AAA", "BBB"): 0.2},
    )
    worlds = Worlds(count=30)
    grid, base = leverage(case, worlds), dependence(case, worlds)
    gap = base["AAA", "BBB"].values - base["BBB", "AAA"].values
    assert np.array_equal(grid["BBB", "AAA"].values, gap)
    assert set(base["AAA", "BBB"].basis) | set(base["BBB", "AAA"].basis) == set(
        grid["BBB", "AAA"].basis
    )


def test_an_unknown_side_counts_as_none_and_two_unknown_sides_are_unknown():
    case = make_case(
        ("AAA", "BBB", "CCC"),
        {("AAA", "oil"): (0.3, 0.1)},
        {("oil", "BBB", "AAA"): 0.8},
    )
    grid = leverage(case, Worlds(count=30))
    assert (grid["BBB", "AAA"].values > 0).all()
    assert np.isnan(grid["BBB", "CCC"].values).all()
    assert np.isnan(grid["AAA", "AAA"].values).all()


def test_the_catalogue_names_every_measure():
    assert set(MEASURES) == {
        "dependence",
        "leverage",
        "credibility",
        "joint_loss",
        "loss_by_good",
        "excess",
        "shapley",
        "compelling",
    }
    assert MEASURES["leverage"] is leverage
