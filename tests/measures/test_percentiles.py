"""Percentiles over worlds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from suzerain.measures.percentiles import percentiles


@given(st.integers(1, 60), st.integers(0, 4), st.integers(0, 1000))
def test_they_are_those_of_numpy(worlds, rows, seed):
    values = np.random.default_rng(seed).random((rows, worlds)).astype(np.float32)
    if rows:
        slow = np.quantile(values.astype(np.float64), (0.1, 0.5, 0.9), axis=-1)
        np.testing.assert_allclose(percentiles(values), slow, rtol=1e-4, atol=1e-6)
    assert percentiles(values).shape == (3, rows)
