"""Promises that a threat keeps, and what a pact is worth while a war lasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.folk import (
    durability_value,
    least_patience,
    tit_for_tat_patience,
)

step = st.floats(0.1, 5)
chance = st.floats(0.01, 0.9)


@given(step, step, st.floats(-5, 5), chance)
def test_at_the_threshold_breaking_pays_as_much_as_keeping(up, down, base, hazard):
    payoffs = {
        "temptation": base + up + down,
        "reward": base + down,
        "punishment": base,
    }
    needed = float(least_patience(**payoffs, hazard=hazard)) * (1 - hazard)
    keeps = payoffs["reward"] / (1 - needed)
    breaks = payoffs["temptation"] + needed * payoffs["punishment"] / (1 - needed)
    assert keeps == pytest.approx(breaks, rel=1e-6, abs=1e-6)


def test_a_hazard_can_make_every_patience_too_little():
    assert float(least_patience(temptation=9, reward=2, punishment=1, hazard=0.5)) > 1


@given(st.floats(-3, 3), st.floats(-3, 3), chance, st.floats(0, 1))
def test_the_value_is_what_two_states_solve(now, after, patience, hazard):
    """V = now + d ((1 - h) V + h W), with W = max(after, 0) / (1 - d)."""
    value = float(
        durability_value(now=now, after=after, patience=patience, hazard=hazard)
    )
    later = max(after, 0) / (1 - patience)
    assert value == pytest.approx(
        now + patience * ((1 - hazard) * value + hazard * later), abs=1e-9
    )


def test_a_state_without_end_is_a_perpetuity():
    value = durability_value(now=3, after=9, patience=0.5, hazard=0)
    assert float(value) == pytest.approx(6)


def test_draws_run_beside_each_other():
    value = durability_value(now=[1, 2], after=0, patience=0.9, hazard=[0.1, 0.2])
    assert value.shape == (2,)


BAD = [
    (least_patience, {"temptation": 1, "reward": 2, "punishment": 0}),
    (least_patience, {"temptation": 3, "reward": 2, "punishment": 2}),
    (least_patience, {"temptation": 3, "reward": 2, "punishment": 1, "hazard": 1}),
    (
        tit_for_tat_patience,
        {"temptation": 5, "reward": 3, "punishment": 1, "sucker": 1},
    ),
    (durability_value, {"now": 1, "after": 1, "patience": 1, "hazard": 0.1}),
    (durability_value, {"now": np.inf, "after": 1, "patience": 0.5, "hazard": 0.1}),
]


@pytest.mark.parametrize(("rule", "values"), BAD)
def test_bad_input_is_refused(rule, values):
    with pytest.raises(StrategyError):
        rule(**values)
