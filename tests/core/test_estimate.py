"""A quantity as a distribution over worlds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.estimate import Estimate

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(VALUES)
def test_low_median_and_high_are_in_order_and_within_the_values(values):
    estimate = Estimate(values=np.array(values), unit="share")
    ordered = [min(values), estimate.low, estimate.median, estimate.high, max(values)]
    assert all(b >= a - 1e-6 for a, b in pairwise(ordered))


@given(VALUES, st.randoms())
def test_the_order_of_worlds_plays_no_part(values, random):
    shuffled = list(values)
    random.shuffle(shuffled)
    one = Estimate(values=np.array(values), unit="share")
    two = Estimate(values=np.array(shuffled), unit="share")
    assert (one.low, one.median, one.high) == (two.low, two.median, two.high)


def test_an_estimate_prints_median_range_and_unit():
    estimate = Estimate(values=np.linspace(0, 100, 101), unit="per cent")
    assert str(estimate) == "50.00 [10.00, 90.00] per cent"
