"""Offers by turns, with and without a last one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.rubinstein import first_share

patience = st.floats(0, 0.95)


def plain(one, other, turns):
    """Who offers keeps what the other would not wait for."""
    if turns == 1:
        return 1.0
    return 1 - other * plain(other, one, turns - 1)


@given(patience, patience, st.integers(1, 12))
def test_a_last_turn_is_solved_backwards(one, other, turns):
    assert float(first_share(one, other, turns=turns)) == pytest.approx(
        plain(one, other, turns)
    )


@given(patience, patience)
def test_many_turns_tend_to_no_end(one, other):
    many = float(first_share(one, other, turns=2_000))
    assert many == pytest.approx(float(first_share(one, other)))


@given(patience, patience, st.floats(0, 0.04))
def test_patience_pays(one, other, more):
    assert first_share(one + more, other) >= first_share(one, other) - 1e-12
    assert first_share(one, other + more) <= first_share(one, other) + 1e-12


@given(patience, patience)
def test_each_side_is_just_willing_to_accept(one, other):
    offered = 1 - float(first_share(one, other))
    assert offered == pytest.approx(other * float(first_share(other, one)), abs=1e-12)


def test_draws_run_beside_each_other():
    assert first_share([0.9, 0.5], 0.9).shape == (2,)
    assert first_share([0.9, 0.5], [0.9, 0.8], turns=7).shape == (2,)


@pytest.mark.parametrize(
    ("one", "other", "turns"),
    [
        (1, 1, None),
        (1.1, 0.5, None),
        (-0.1, 0.5, 3),
        (np.nan, 0.5, None),
        (0.5, 0.5, 0),
    ],
)
def test_bad_input_is_refused(one, other, turns):
    with pytest.raises(StrategyError):
        first_share(one, other, turns=turns)
