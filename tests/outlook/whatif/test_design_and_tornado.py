"""Worlds laid out so that one input moves, and the tornado drawn from them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.design import moved_alone, swapped
from suzerain.outlook.whatif.tornado import tornado

NAMES = ("a", "b", "c")
SPREADS = {
    "a": Spread(low=0, high=2),
    "b": Spread(low=1, high=100, shape="loguniform"),
    "c": Spread(low=-1, mode=0, high=4, shape="triangular"),
}


def linear(weights):
    def model(worlds: Worlds) -> np.ndarray:
        return sum(
            weight * worlds.draw(name, SPREADS[name])
            for name, weight in zip(NAMES, weights, strict=True)
        )

    return model


@given(
    st.tuples(*[st.floats(-5, 5).filter(lambda x: abs(x) > 1e-3)] * 3),
    st.sampled_from([0.0, 0.1, 0.25]),
)
def test_the_tornado_of_a_linear_function_is_exact(weights, tail):
    """Each swing is its weight times what its input moves; all else cancels."""
    bars = tornado(linear(weights), NAMES, Worlds(count=30), tail=tail)
    for bar in bars:
        ends = SPREADS[bar.id].quantile(np.array([tail, 1 - tail]))
        weight = weights[NAMES.index(bar.id)]
        assert bar.swing == pytest.approx(weight * (ends[1] - ends[0]), abs=1e-9)
        assert (bar.input_low, bar.input_high) == pytest.approx(tuple(ends))
    swings = [abs(bar.swing) for bar in bars]
    assert swings == sorted(swings, reverse=True)


def test_all_others_are_drawn_as_in_the_worlds_given():
    worlds = Worlds(count=5, seed=3)
    laid = moved_alone(["a"], worlds, 0.1).chance("b").reshape(3, 5)
    np.testing.assert_array_equal(laid, np.tile(worlds.chance("b"), (3, 1)))


def test_a_design_changes_one_input_a_block():
    laid = {
        name: swapped(["a", "b"], 4, 1).chance(name).reshape(5, 4) for name in "abc"
    }
    first, second, own_a, own_b, rest = range(5)
    for name, own in (("a", own_a), ("b", own_b), ("c", rest)):
        for block in (own_a, own_b, rest):
            source = second if block == own else first
            np.testing.assert_array_equal(laid[name][block], laid[name][source])
        assert not (laid[name][first] == laid[name][second]).any()


def test_worlds_apart_keep_their_plan():
    laid = swapped(["a"], 4, 1)
    np.testing.assert_array_equal(laid.apart().chance("a"), laid.chance("a"))
    drawn = laid.apart()
    drawn.draw("a", SPREADS["a"])
    assert laid.drawn == {}


def test_a_tail_beyond_the_middle_and_an_unknown_input_are_refused():
    with pytest.raises(OutlookError, match="tail"):
        tornado(linear((1, 1, 1)), NAMES, Worlds(count=3), tail=0.5)
    with pytest.raises(OutlookError, match="'d'"):
        tornado(linear((1, 1, 1)), ["d"], Worlds(count=3), tail=0.1)
