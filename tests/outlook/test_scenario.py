"""One outcome before and after a change."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.outlook.scenario import Difference, Spanned, resampled


def pair(base, changed, *, share=True) -> Difference:
    return Difference(
        id="solve.p_pact",
        title="the pact is struck",
        share=share,
        unit="share",
        base=np.asarray(base, dtype=float),
        changed=np.asarray(changed, dtype=float),
        resamples=500,
    )


def test_a_share_is_told_with_the_worlds_in_which_it_rises_and_falls():
    one = pair([1, 1, 0, 0, 1], [1, 0, 1, 0, 0])
    assert (one.before.value, one.after.value) == (0.6, 0.4)
    assert one.difference.value == one.mean == pytest.approx(-0.2)
    assert (one.rises, one.falls) == (0.2, 0.4)


def test_worlds_in_which_an_outcome_is_not_asked_are_left_out():
    one = pair([1, np.nan, 0, np.nan], [0, 1, np.nan, np.nan])
    assert (one.before.value, one.after.value) == (0.5, 0.5)
    assert (one.falls, one.rises) == (1.0, 0.0)
    assert len(one.by_world) == 1


def test_an_outcome_asked_nowhere_is_null_in_json_and_moves_nothing():
    one = pair([np.nan, np.nan], [np.nan, np.nan])
    assert not one.moves
    told = json.loads(json.dumps(one.to_dict(), allow_nan=False))
    assert told["base"] == {"value": None, "low": None, "high": None}
    assert told["rises"] == told["falls"] == told["mean_difference"] == 0


def test_the_interval_of_an_amount_runs_over_worlds():
    one = pair(np.zeros(11), np.linspace(0, 1, 11), share=False)
    assert one.difference == Spanned(value=0.5, low=0.1, high=0.9)


def test_the_interval_of_a_share_is_that_of_the_binomial():
    """10th and 90th percentile of a mean of n draws: p -/+ 1.2816 sqrt(p (1 - p)/n)."""
    truth = np.arange(1000) < 300
    again = np.quantile(resampled(truth.astype(float), 4000), [0.1, 0.9])
    half = 1.2816 * np.sqrt(0.3 * 0.7 / 1000)
    np.testing.assert_allclose(again, [0.3 - half, 0.3 + half], atol=0.002)


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=30))
def test_samples_drawn_again_stay_within_what_they_are_drawn_from(values):
    means = resampled(np.array(values), 50)
    assert means.shape == (50,)
    assert min(values) - 1e-12 <= means.min() <= means.max() <= max(values) + 1e-12
