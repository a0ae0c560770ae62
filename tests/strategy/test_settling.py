"""Where an exchange of answers settles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from suzerain.core.errors import StrategyError
from suzerain.strategy.settling import settle, settle_bounded, strongest_pair

SIDES = 4
answers_of_one = arrays(np.float64, (1, SIDES, SIDES), elements=st.floats(0, 0.6))
drives = arrays(np.float64, (1, SIDES), elements=st.floats(0, 2))


@given(*(st.floats(0.1, 3) for _ in range(6)))
def test_two_sides_rest_where_richardson_says(k, a, g, l, b, h):  # noqa: E741
    answers = np.array([[[0, k / a], [l / b, 0]]])
    found = settle(answers, np.array([[g / a, h / b]]))
    if abs(a * b - k * l) < 1e-6:
        return
    assert found.settles[0] == (a * b > k * l)
    if found.settles[0]:
        expected = np.array([k * h + b * g, l * g + a * h]) / (a * b - k * l)
        np.testing.assert_allclose(found.level[0], expected, rtol=1e-6)
    else:
        assert np.isnan(found.level).all()


@given(answers_of_one, drives)
def test_it_settles_where_the_largest_eigenvalue_is_below_one(answers, drive):
    found = settle(answers, drive)
    radius = np.abs(np.linalg.eigvals(answers)).max()
    if abs(radius - 1) < 1e-6:
        return
    assert found.settles[0] == (radius < 1)
    assert found.radius[0] >= radius - 1e-9
    assert (found.radius[0] < 1) == (radius < 1)


@given(answers_of_one, drives)
def test_the_fixed_point_is_what_answering_in_turn_comes_to(answers, drive):
    found = settle(answers, drive)
    if found.radius[0] > 0.9:
        return
    level = np.zeros(SIDES)
    for _ in range(600):
        level = drive[0] + answers[0] @ level
    np.testing.assert_allclose(found.level[0], level, atol=1e-8)


@given(answers_of_one, drives, st.floats(0.1, 5))
def test_bounded_answers_stay_below_the_limit_and_below_the_unbounded(
    answers, drive, limit
):
    bounded = settle_bounded(answers, drive, np.full(1, limit))
    assert (bounded <= limit).all()
    found = settle(answers, drive)
    if found.settles[0]:
        assert (bounded <= found.level + 1e-9).all()


@given(answers_of_one, drives, st.floats(0.1, 5), st.floats(1, 3))
def test_more_provocation_never_lowers_a_bounded_answer(answers, drive, limit, more):
    most = np.full(1, limit)
    before = settle_bounded(answers, drive, most)
    assert (settle_bounded(answers, more * drive, most) >= before - 1e-9).all()


def test_a_wide_limit_leaves_the_linear_answer():
    answers, drive = np.array([[[0.1, 0.3], [0.2, 0.0]]]), np.array([[0.5, 1.0]])
    wide = settle_bounded(answers, drive, np.full(1, 1e9))
    np.testing.assert_allclose(wide, settle(answers, drive).level, rtol=1e-6)


def test_worlds_without_rest_are_marked_and_the_others_solved():
    answers = np.array([[[0.5]], [[1.0]], [[2.0]]])
    found = settle(answers, np.ones((3, 1)))
    assert found.settles.tolist() == [True, False, False]
    assert found.level[0, 0] == pytest.approx(2)
    assert np.isnan(found.level[1:]).all()
    np.testing.assert_allclose(found.radius[1:,], [1, 2])


def test_negative_and_infinite_answers_are_refused():
    for bad in (-0.1, np.inf, np.nan):
        with pytest.raises(StrategyError, match="finite answers"):
            settle(np.full((1, 1, 1), bad), np.ones((1, 1)))


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(StrategyError, match="shape"):
        settle(np.zeros((1, 2, 2)), np.ones((1, 3)))


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(StrategyError, match="limits above 0"):
        settle_bounded(np.zeros((1, 1, 1)), np.ones((1, 1)), np.zeros(1))


def test_the_pair_that_drives_itself_most_is_named():
    answers = np.array([[[0.9, 0.1, 0], [0.2, 0, 0.3], [0, 0.2, 0]]])
    assert strongest_pair(answers) == (0, 0)
    assert strongest_pair(answers * [0.1, 1, 1]) == (1, 2)
