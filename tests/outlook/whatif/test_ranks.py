"""Rank correlations, plain and partial."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from suzerain.core.driver import drivers
from suzerain.outlook.whatif.ranks import (
    partial_rank_correlation,
    rank_correlation,
    ranks,
)

CHANCE = np.random.default_rng(7)
INPUTS = CHANCE.random((400, 3))


def test_equal_values_share_their_mean_rank():
    assert ranks(np.array([5.0, 1.0, 5.0, 5.0])).tolist() == [2, 0, 2, 2]


@given(arrays.arrays(float, 12, elements=st.floats(-5, 5)))
def test_ranks_are_those_of_a_count(values):
    """Those below, and half of the others that are equal."""
    slow = [(values < v).sum() + ((values == v).sum() - 1) / 2 for v in values]
    np.testing.assert_array_equal(ranks(values), slow)


def test_a_monotone_outcome_correlates_fully():
    outcome = np.exp(INPUTS[:, 1])
    found = rank_correlation(INPUTS, outcome)
    assert found[1] == pytest.approx(1)
    assert rank_correlation(INPUTS, -outcome)[1] == pytest.approx(-1)


def test_the_plain_one_is_that_of_the_drivers_of_a_brief():
    outcome = (INPUTS[:, 0] + INPUTS[:, 2] > 1.1).astype(float)
    named = {str(k): INPUTS[:, k] for k in range(3)}
    theirs = {one.id: one.correlation for one in drivers(outcome, named)}
    for k, mine in enumerate(rank_correlation(INPUTS, outcome)):
        assert mine == pytest.approx(theirs[str(k)])


def test_the_partial_one_is_the_correlation_of_residuals():
    """What is left of both once the other inputs' ranks are regressed out."""
    outcome = INPUTS @ [1.0, -2.0, 0.5] + 0.1 * CHANCE.random(400)
    table = np.column_stack([ranks(c) for c in INPUTS.T])
    told = ranks(outcome)
    for k in range(3):
        others = np.column_stack([np.ones(400), np.delete(table, k, axis=1)])
        left = [
            v - others @ np.linalg.lstsq(others, v, rcond=None)[0]
            for v in (table[:, k], told)
        ]
        slow = np.corrcoef(*left)[0, 1]
        mine = partial_rank_correlation(INPUTS, outcome)[k]
        assert mine == pytest.approx(slow, abs=1e-9)


def test_an_input_that_never_varies_goes_with_nothing():
    constant = np.column_stack([INPUTS[:, 0], np.ones(400)])
    assert rank_correlation(constant, INPUTS[:, 0])[1] == 0
    assert partial_rank_correlation(constant, INPUTS[:, 1])[1] == 0


def test_with_too_few_worlds_the_partial_one_is_unknown():
    assert np.isnan(partial_rank_correlation(INPUTS[:4], INPUTS[:4, 0])).all()
