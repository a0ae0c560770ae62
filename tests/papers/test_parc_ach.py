"""PARC ACH 1.1: weights of the classic matrix (theory note E, after the manual)."""

from __future__ import annotations

import math

import pytest

from suzerain.outlook.ach import inconsistency

ROOT = math.sqrt(2)


@pytest.mark.parametrize(
    ("cell", "weight"),
    [
        (("II", "H", "H"), -4),
        (("I", "L", "L"), -0.5),
        (("II", "M", "M"), -2),
        (("I", "M", "M"), -1),
        (("I", "H", "L"), -1),
        (("II", "L", "M"), -2 / ROOT),
        (("I", "H", "M"), -ROOT),
    ],
)
def test_an_inconsistency_weighs_by_credibility_and_relevance(cell, weight):
    assert inconsistency(*cell) == pytest.approx(weight)


@pytest.mark.parametrize("code", ["C", "CC", "N", "NA", ""])
def test_all_else_counts_nothing(code):
    assert inconsistency(code, "H", "H") == 0
