"""Murphy 1973: the Brier score in three parts, an example worked by hand."""

from __future__ import annotations

import pytest

from suzerain.outlook.score import brier, murphy_decomposition

FORECASTS = (0.1, 0.1, 0.4, 0.4, 0.8, 0.8, 0.8)
OUTCOMES = (0, 0, 0, 1, 1, 1, 0)


def test_the_three_parts_have_the_values_worked_by_hand():
    parts = murphy_decomposition(FORECASTS, OUTCOMES)
    assert parts.reliability == pytest.approx(0.013333, abs=1e-6)
    assert parts.resolution == pytest.approx(0.078231, abs=1e-6)
    assert parts.uncertainty == pytest.approx(0.244898, abs=1e-6)


def test_the_parts_add_up_to_the_score():
    assert brier(FORECASTS, OUTCOMES) == pytest.approx(0.18)
    assert murphy_decomposition(FORECASTS, OUTCOMES).brier == pytest.approx(0.18)
