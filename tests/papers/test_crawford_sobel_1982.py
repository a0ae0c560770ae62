"""Crawford & Sobel 1982: what an interested speaker can tell (uniform-quadratic)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.outlook.cheap_talk import bits_told, most_intervals, partition


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
