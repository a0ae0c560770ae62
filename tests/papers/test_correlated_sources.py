"""Correlated sources (theory note E): how many reports a heap of reports is worth."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.outlook.hypothesis import update
from suzerain.outlook.likelihood import tempering


@pytest.mark.parametrize(
    ("count", "correlation", "worth"),
    [(5, 0.5, 1.667), (10, 0.8, 1.22), (100, 0.5, 1.98)],
)
def test_reports_are_worth_fewer_independent_ones(count, correlation, worth):
    assert count * tempering(count, correlation) == pytest.approx(worth, abs=5e-3)


def test_tempering_is_exact_for_equally_correlated_normal_signals():
    rng = np.random.default_rng(7)
    count, rho, mean = 6, 0.4, 0.8
    covariance = np.full((count, count), rho) + (1 - rho) * np.eye(count)
    inverse = np.linalg.inv(covariance)
    for signal in rng.normal(size=(20, count)):
        shift = signal - mean
        exact = 0.5 * (signal @ inverse @ signal - shift @ inverse @ shift)
        single = mean * signal - mean**2 / 2
        assert single.sum() * tempering(count, rho) == pytest.approx(exact)


@pytest.mark.parametrize(
    ("if_knew", "if_not", "after"),
    [(0.95, 1, 0.689), (0.90, 0.98, 0.682), (0.60, 0.95, 0.596), (0.20, 0.95, 0.329)],
)
def test_a_denial_moves_seventy_per_cent_as_in_the_note(if_knew, if_not, after):
    assert update(0.7, if_knew / if_not) == pytest.approx(after, abs=1e-3)


def test_an_ordinary_denial_weighs_seven_hundredths_of_a_bit():
    assert -np.log2(0.95 / 1) == pytest.approx(0.07, abs=5e-3)


def test_tempered_sources_score_better_than_naive_ones():
    rng = np.random.default_rng(3)
    truth = rng.random(20_000) < 0.5
    common = rng.normal(size=truth.size)[:, None] * np.sqrt(0.6)
    own = rng.normal(size=(truth.size, 4)) * np.sqrt(0.4)
    signal = np.where(truth, 0.5, -0.5)[:, None] + common + own
    ratios = signal.sum(axis=1)  # log-likelihood ratio of means at plus/minus a half
    naive = 1 / (1 + np.exp(-ratios))
    tempered = 1 / (1 + np.exp(-ratios * tempering(4, 0.6)))
    assert ((tempered - truth) ** 2).mean() < ((naive - truth) ** 2).mean()
