"""On which imports a bloc depends, by the Commission's three criteria."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.core.errors import SuzerainError
from suzerain.measures.published.european_commission import european_commission

BLOC = np.array([True, True, False, False, False])


def made(seed):
    return np.random.default_rng(seed).pareto(0.7, (4, 5, 5))


@given(st.integers(0, 2**32 - 1), st.sampled_from(["all", "outside"]))
def test_it_equals_sums_one_good_at_a_time(seed, exports):
    flow = made(seed)
    found = european_commission(flow, BLOC, exports=exports)
    for good, cell in enumerate(flow):
        outside = [cell[0, j] + cell[1, j] for j in (2, 3, 4)]
        within = cell[0, 1] + cell[1, 0]
        sold = cell[2:, :2].sum() + (within if exports == "all" else 0)
        extra = sum(outside)
        expected = [
            sum((part / extra) ** 2 for part in outside),
            extra / (extra + within),
            extra / sold,
        ]
        assert np.allclose(found.values[:, good], expected)
        held = [value > bar for value, bar in zip(expected, (0.4, 0.5, 1), strict=True)]
        assert found.critical[good] == all(held)


@given(st.integers(0, 2**32 - 1), st.permutations(range(5)))
def test_reordering_states_changes_nothing(seed, order):
    flow, order = made(seed), list(order)
    moved = european_commission(flow[:, order][:, :, order], BLOC[order])
    assert np.allclose(moved.values, european_commission(flow, BLOC).values)


@given(st.integers(0, 2**32 - 1))
def test_trade_within_the_bloc_never_makes_a_good_critical(seed):
    flow = made(seed)
    more = flow.copy()
    more[:, 0, 1] *= 3
    before, after = (european_commission(one, BLOC).critical for one in (flow, more))
    assert (after <= before).all()


def test_a_bloc_of_one_has_no_trade_within():
    flow = np.array([[[0.0, 3.0, 1.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.0]]])
    found = european_commission(flow, np.array([True, False, False]))
    assert np.allclose(found.values[:, 0], [0.625, 1.0, 2.0])


def test_what_nobody_observed_is_unknown_unless_another_test_fails():
    flow = np.full((1, 3, 3), np.nan)
    mask = np.array([True, True, False])
    assert np.isnan(european_commission(flow, mask).critical).all()
    flow[0, 0, 1], flow[0, 0, 2], flow[0, 1, 2] = 9.0, 1.0, 1.0
    assert european_commission(flow, mask).critical.tolist() == [0]


def test_numbers_that_were_not_checked_in_the_text_say_so():
    register = load_register()
    for name in ("concentration", "reliance"):
        assert "judgement" in register[f"published.commission.{name}"].citation


@pytest.mark.parametrize("mask", [[True] * 3, [False] * 3, [True, False]])
def test_a_bloc_without_members_or_outsiders_is_refused(mask):
    with pytest.raises(SuzerainError, match="a bloc of"):
        european_commission(np.ones((1, 3, 3)), np.array(mask))


def test_exports_are_all_or_to_the_outside():
    with pytest.raises(SuzerainError, match="no exports 'some'"):
        european_commission(np.ones((1, 2, 2)), np.array([True, False]), exports="some")
