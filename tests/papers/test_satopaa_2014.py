"""Satopää et al. 2014 and its neighbours: pooling in log-odds, sharpened or not."""

from __future__ import annotations

import math

import pytest

from suzerain.core.errors import OutlookError
from suzerain.outlook.score import neyman_roughgarden, pool

THREE = (0.6, 0.7, 0.8)


@pytest.mark.parametrize(
    ("extremise", "expected"), [(1, 0.7068), (math.sqrt(3), 0.8211), (2.5, 0.9002)]
)
def test_three_forecasts_pool_to_the_published_form(extremise, expected):
    assert pool(THREE, extremise=extremise) == pytest.approx(expected, abs=5e-5)


def test_one_forecast_sharpened_by_two_and_a_half_as_in_baron_et_al():
    assert pool([0.7], extremise=2.5) == pytest.approx(0.8927, abs=5e-5)


def test_by_default_nothing_is_sharpened():
    assert pool([0.7, 0.7, 0.7]) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(2, 1.2915), (3, 1.4153), (5, 1.529), (10, 1.625), (50, 1.7096), (100, 1.7208)],
)
def test_the_safe_factor_of_neyman_and_roughgarden(count, expected):
    assert neyman_roughgarden(count) == pytest.approx(expected, abs=5e-5 + 5e-4)


def test_the_safe_factor_tends_to_the_root_of_three():
    assert neyman_roughgarden(10**6) == pytest.approx(math.sqrt(3), abs=1e-5)


def test_a_certain_forecast_is_not_pooled():
    with pytest.raises(OutlookError, match="strictly between"):
        pool([0.5, 1.0])


def test_a_single_forecaster_has_no_factor():
    with pytest.raises(OutlookError, match="2 or more"):
        neyman_roughgarden(1)
