from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.outlook.score import brier, log_score, murphy_decomposition

SCORED = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), st.sampled_from([0, 1])),
    min_size=1,
    max_size=30,
)


@given(SCORED)
def test_the_parts_of_murphy_always_add_up(scored):
    p, o = zip(*scored, strict=True)
    assert murphy_decomposition(p, o).brier == pytest.approx(brier(p, o), abs=1e-12)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_honesty_is_best_under_both_scores(truth, told):
    for score in (brier, log_score):
        said = truth * score([told], [1]) + (1 - truth) * score([told], [0])
        honest = truth * score([truth], [1]) + (1 - truth) * score([truth], [0])
        assert honest <= said + 1e-12


def test_a_sure_miss_is_infinitely_surprising():
    assert log_score([0.0], [1]) == math.inf


def test_a_sure_hit_costs_nothing():
    assert log_score([1.0, 0.0], [1, 0]) == 0


@pytest.mark.parametrize(
    ("p", "o"), [([], []), ([0.5], [0, 1]), ([1.2], [1]), ([0.5], [0.5])]
)
def test_what_cannot_be_scored_is_refused(p, o):
    with pytest.raises(OutlookError, match="as many probabilities"):
        brier(p, o)


def test_an_outcome_that_is_missing_is_refused():
    with pytest.raises(OutlookError):
        brier([0.5], [np.nan])
