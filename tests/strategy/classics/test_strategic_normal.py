"""The normal distribution, its logarithm and its hazard."""

from __future__ import annotations

import math

import numpy as np
import pytest

from suzerain.strategy.classics.strategic_models.normal import (
    bell,
    log_normal_cdf,
    normal_cdf,
    normal_hazard,
    scaled_erfc,
)

POINTS = np.linspace(-36, 9, 4001)


def test_the_distribution_is_that_of_the_standard_library():
    expected = [math.erfc(-x / math.sqrt(2)) / 2 for x in POINTS]
    assert normal_cdf(POINTS) == pytest.approx(expected, rel=5e-13, abs=0)


def test_the_logarithm_is_right_to_fourteen_digits_in_both_tails():
    special = pytest.importorskip("scipy.special", reason="scipy is an oracle only")
    far = np.concatenate([POINTS, -np.geomspace(36, 1e9, 500)])
    expected = special.log_ndtr(far)
    assert np.abs(log_normal_cdf(far) / expected - 1).max() < 1e-14 * 3
    assert (
        np.abs(scaled_erfc(-POINTS[:3000]) / special.erfcx(-POINTS[:3000]) - 1).max()
        < 3e-15
    )


def test_both_tails_add_up_to_one():
    assert normal_cdf(POINTS) + normal_cdf(-POINTS) == pytest.approx(1, abs=1e-15)


def test_the_hazard_is_the_slope_of_the_logarithm():
    step = 1e-5
    slope = (log_normal_cdf(POINTS + step) - log_normal_cdf(POINTS - step)) / (2 * step)
    assert normal_hazard(POINTS) == pytest.approx(slope, rel=2e-8, abs=1e-9)


@pytest.mark.parametrize("x", [-50.0, -1e3, -1e6])
def test_far_out_the_hazard_follows_the_asymptotic_series(x):
    assert normal_hazard(x) == pytest.approx(-x - 1 / x + 2 / x**3, rel=1e-8)


def test_infinity_gives_limits_and_nan_stays_nan():
    assert normal_cdf([-np.inf, np.inf]).tolist() == [0, 1]
    assert log_normal_cdf([-np.inf, np.inf]).tolist() == [-np.inf, 0]
    assert np.isnan(normal_cdf(np.nan))
    assert np.isnan(log_normal_cdf(np.nan))


def test_the_bell_has_no_rounding_of_large_squares():
    assert bell(37.3) == pytest.approx(math.exp(-(37.3**2) / 2), rel=1e-12)
    assert bell(-1.25) == bell(1.25)
