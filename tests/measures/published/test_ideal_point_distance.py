"""How far apart two states stand on one line of opinion."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from suzerain.measures.published.ideal_point_distance import (
    ideal_point_distance,
    ideal_point_distances,
)

POINTS = st.lists(
    st.one_of(st.floats(-4, 4), st.just(math.nan)), min_size=1, max_size=6
)


@given(POINTS)
def test_all_pairs_equal_one_pair_at_a_time(points):
    found = ideal_point_distances(points)
    plain = [[abs(a - b) for b in points] for a in points]
    assert np.array_equal(found, plain, equal_nan=True)
    assert np.array_equal(found, found.T, equal_nan=True)


@given(POINTS, st.floats(-3, 3))
def test_moving_the_whole_line_changes_nothing(points, shift):
    moved = ideal_point_distances(np.array(points) + shift)
    assert np.allclose(ideal_point_distances(points), moved, atol=1e-12, equal_nan=True)


def test_years_stay_apart():
    years = ideal_point_distances([[0.0, 1.0], [0.0, 3.0]])
    assert years[:, 0, 1].tolist() == [1, 3]


def test_numbers_and_lists_broadcast():
    assert ideal_point_distance(1.0, [0.0, np.nan]).tolist()[0] == 1.0
