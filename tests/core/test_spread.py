"""A declared range of values and the shape of belief within it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread

CHANCES = np.linspace(0, 1, 41)
SHAPES = st.sampled_from(["uniform", "triangular", "loguniform", "point"])


@st.composite
def spreads(draw):
    numbers = sorted(draw(st.tuples(*[st.floats(1e-3, 1e3)] * 3)))
    low, mode, high = numbers
    shape = draw(SHAPES)
    if shape == "point":
        return Spread.point(mode)
    return Spread(low=low, mode=mode, high=high, shape=shape)


@given(spreads())
def test_quantiles_never_fall_and_stay_within_the_bounds(spread):
    values = spread.quantile(CHANCES)
    slack = 1e-9 * spread.high
    assert (np.diff(values) >= -slack).all()
    assert values.min() >= spread.low - slack
    assert values.max() <= spread.high + slack


@given(spreads())
def test_the_ends_of_the_chance_are_the_ends_of_the_range(spread):
    ends = spread.quantile(np.array([0.0, 1.0]))
    assert ends == pytest.approx([spread.low, spread.high])


@given(spreads())
def test_the_centre_is_the_median(spread):
    assert spread.centre == float(spread.quantile(np.array([0.5]))[0])


def test_a_triangular_spread_has_the_median_of_its_closed_form():
    spread = Spread(low=0, mode=1, high=4, shape="triangular")
    assert spread.centre == pytest.approx(4 - math.sqrt(4 * 3 / 2))
    even = Spread(low=0, high=4, shape="triangular")
    assert even.centre == pytest.approx(2)


def test_a_triangular_spread_draws_its_mean():
    chance = (np.arange(100_000) + 0.5) / 100_000
    values = Spread(low=0, mode=1, high=4, shape="triangular").quantile(chance)
    assert values.mean() == pytest.approx(5 / 3, abs=1e-3)


def test_a_loguniform_spread_is_centred_on_the_geometric_mean():
    assert Spread(low=1, high=100, shape="loguniform").centre == pytest.approx(10)


def test_a_mode_at_either_end_is_allowed():
    for mode in (0.0, 1.0):
        values = Spread(low=0, mode=mode, high=1, shape="triangular").quantile(CHANCES)
        assert values[0] == 0
        assert values[-1] == 1
        assert np.isfinite(values).all()


def test_a_point_with_a_range_is_refused():
    with pytest.raises(SuzerainError, match="cannot run from 1 to 2"):
        Spread(low=1, high=2, shape="point")


def test_a_point_is_one_number_in_every_world():
    assert (Spread.point(0.3).quantile(CHANCES) == 0.3).all()


def test_a_spread_prints_its_range():
    assert str(Spread(low=0.25, high=0.5)) == "0.25 to 0.5"
    assert str(Spread.point(0.8)) == "0.8"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"low": 0.5, "high": 0.2}, "out of order"),
        ({"low": 0.0, "high": 1.0, "mode": 2.0}, "out of order"),
        ({"low": math.nan, "high": 1.0}, "not finite"),
        ({"low": 0.0, "high": math.inf}, "not finite"),
        ({"low": 0.0, "high": 1.0, "shape": "loguniform"}, "loguniform"),
        ({"low": 0.0, "high": 1.0, "shape": "normal"}, "no shape 'normal'"),
    ],
)
def test_an_impossible_spread_says_what_is_wrong(numbers, words):
    with pytest.raises(SuzerainError, match=words):
        Spread(**numbers)
