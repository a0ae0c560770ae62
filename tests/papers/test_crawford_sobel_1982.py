"""Crawford & Sobel 1982: what an interested speaker can tell (uniform-quadratic)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.outlook.cheap_talk import (
    bits_told,
    message_ratios,
    most_intervals,
    partition,
    told_part,
)


def test_a_bias_of_a_twentieth_leaves_three_intervals():
    expected = [0, 0.1333, 0.4667, 1]
    np.testing.assert_allclose(partition(1 / 20), expected, atol=5e-5)


@pytest.mark.parametrize("bias", [0.25, 0.3, 1.0, 50.0])
def test_from_a_bias_of_a_quarter_on_talk_is_babbling(bias):
    assert most_intervals(bias) == 1
    assert bits_told(bias) == 0


def test_just_below_a_quarter_something_is_told():
    assert most_intervals(0.249) == 2
    assert bits_told(0.2) > 0


@given(st.floats(0.002, 0.5))
def test_each_border_leaves_the_speaker_indifferent(bias):
    borders = partition(bias)
    before, here, after = borders[:-2], borders[1:-1], borders[2:]
    np.testing.assert_allclose(after - here, here - before + 4 * bias, atol=1e-9)
    assert (np.diff(borders) > -1e-12).all()


def test_a_speaker_without_bias_is_refused():
    with pytest.raises(OutlookError, match="bias of 0"):
        most_intervals(0)


@given(st.floats(0.002, 0.6))
def test_the_part_told_is_what_the_partition_removes_of_the_error(bias):
    width = np.diff(partition(bias))
    left = (width**3).sum() / 12
    np.testing.assert_allclose(told_part(np.array([bias])), [1 - 12 * left], atol=1e-9)


def test_an_unbiased_speaker_tells_all_and_one_of_a_quarter_nothing():
    told = told_part(np.array([0, 1e-6, 1 / 20, 1 / 4, 2]))
    np.testing.assert_allclose(told, [1, 1, 0.80889, 0, 0], atol=2e-5)
    with pytest.raises(OutlookError, match="bias of -1"):
        told_part(np.array([-1]))


@pytest.mark.parametrize("bias", [0.25, 0.4])
def test_a_denial_that_is_babbling_has_a_ratio_of_one(bias):
    np.testing.assert_array_equal(message_ratios(bias, 0.5), [1])


@given(st.floats(0.002, 0.24), st.floats(0.05, 0.95))
def test_messages_leave_belief_where_it_was_on_average(bias, border):
    ratios, width = message_ratios(bias, border), np.diff(partition(bias))
    ends = partition(bias)
    above = np.clip(ends[1:] - np.maximum(ends[:-1], border), 0, None)
    np.testing.assert_allclose(above.sum(), 1 - border)
    finite = np.isfinite(ratios)
    belief = np.where(
        finite,
        ratios * (1 - border) / (np.where(finite, ratios, 0) * (1 - border) + border),
        1,
    )
    np.testing.assert_allclose((belief * width).sum(), 1 - border, atol=1e-9)


def test_a_border_outside_is_refused():
    with pytest.raises(OutlookError, match="border of 1"):
        message_ratios(0.1, 1)
