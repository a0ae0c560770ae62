"""How concentrated a state's trade is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.hirschman import hhi, hirschman_index, shares

FLOWS = st.lists(st.floats(0, 1e6), min_size=1, max_size=12)


@given(FLOWS)
def test_it_equals_the_sum_of_squared_shares(flows):
    total = sum(flows)
    plain = sum((flow / total) ** 2 for flow in flows) if total else np.nan
    assert float(hhi(flows)) == pytest.approx(plain, nan_ok=True)


@given(FLOWS, st.floats(0.01, 1e4))
def test_rescaling_the_unit_changes_nothing(flows, factor):
    scaled = np.array(flows) * factor
    if sum(flows) > 1e-9:
        assert np.allclose(hhi(scaled), hhi(flows))


@given(FLOWS, st.randoms(use_true_random=False))
def test_reordering_partners_changes_nothing(flows, chance):
    other = list(flows)
    chance.shuffle(other)
    assert np.allclose(hhi(other), hhi(flows), equal_nan=True)


@given(st.integers(1, 40))
def test_equal_partners_give_one_over_their_number(count):
    assert float(hhi(np.full(count, 7.0))) == pytest.approx(1 / count)


def test_one_partner_is_the_end_of_both_scales():
    assert (float(hhi([3.0, 0.0])), float(hirschman_index([3.0, 0.0]))) == (1, 100)


def test_what_was_not_observed_is_left_out_and_not_nought():
    assert float(hhi([3.0, 1.0, np.nan])) == float(hhi([3.0, 1.0]))
    assert np.isnan(shares([3.0, np.nan])[1])


def test_no_trade_has_no_concentration():
    assert np.isnan(hhi([[0.0, 0.0], [np.nan, np.nan]])).all()


def test_years_and_recipients_stay_apart():
    flow = np.array([[[9.0, 1.0], [5.0, 5.0]], [[0.0, 2.0], [1.0, 3.0]]])
    assert np.allclose(hhi(flow), [[0.82, 0.5], [1.0, 0.625]])
    assert np.allclose(hhi(flow, axis=0)[0], [1.0, 5 / 9])


@pytest.mark.parametrize("bad", [-1.0, np.inf])
def test_a_flow_below_nought_or_without_end_is_refused(bad):
    with pytest.raises(SuzerainError, match="negative or infinite"):
        hhi([1.0, bad])
