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


COUNT, RHO, MEAN = 4, 0.6, 0.8  # four signals, normal around plus or minus 0.8
NAIVE = (0.1354, 0.5625, 0.908)  # theory note E: Brier, log score, hits above 95 %
TEMPERED = (0.1195, 0.3764, 0.978)


def _surprise(logit, truth):
    """Nats of surprise at what is so, exact where belief is as good as certain."""
    return np.logaddexp(0, np.where(truth, -logit, logit))


def _scores(logit, truth, weight):
    """Mean Brier and log score, and how often what is above 95 % is true."""
    belief = 1 / (1 + np.exp(-logit))
    sure = weight * (belief > 0.95)
    hits = (sure * truth).sum() / sure.sum()
    return (
        (weight * (belief - truth) ** 2).sum(),
        (weight * _surprise(logit, truth)).sum(),
        hits,
    )


def _logit(total, exponent):
    """Even prior; the log-likelihood ratio of one signal is twice its mean times it."""
    return 2 * MEAN * total * exponent


@pytest.mark.parametrize(
    ("exponent", "published"), [(1, NAIVE), (tempering(COUNT, RHO), TEMPERED)]
)
def test_correlated_sources_score_as_in_the_note(exponent, published):
    """By integration: the sum of the signals is all that counts, and it is normal."""
    spread = np.sqrt(COUNT + COUNT * (COUNT - 1) * RHO)
    grid = np.linspace(-9, 9, 200_001)
    weight = np.exp(-(grid**2) / 2)
    weight /= weight.sum()
    total = COUNT * MEAN + spread * grid
    whole = np.concatenate([total, -total])
    truth = np.repeat([1, 0], grid.size)
    found = _scores(_logit(whole, exponent), truth, np.tile(weight / 2, 2))
    np.testing.assert_allclose(found, published, atol=1.5e-3)


def test_a_simulation_of_correlated_sources_agrees_within_its_error():
    rng = np.random.default_rng(7)
    size = 200_000
    truth = (rng.random(size) < 0.5).astype(float)
    common = rng.normal(size=(size, 1)) * np.sqrt(RHO)
    signal = common + rng.normal(size=(size, COUNT)) * np.sqrt(1 - RHO)
    total = (signal + MEAN * (2 * truth - 1)[:, None]).sum(axis=1)
    weight = np.full(size, 1 / size)
    for exponent, published in ((1, NAIVE), (tempering(COUNT, RHO), TEMPERED)):
        logit = _logit(total, exponent)
        belief = 1 / (1 + np.exp(-logit))
        sure = (belief > 0.95).sum()
        errors = (
            ((belief - truth) ** 2).std() / np.sqrt(size),
            _surprise(logit, truth).std() / np.sqrt(size),
            np.sqrt(published[2] * (1 - published[2]) / sure),
        )
        gaps = np.abs(np.subtract(_scores(logit, truth, weight), published))
        assert (gaps < 4 * np.array(errors) + 5e-4).all()
