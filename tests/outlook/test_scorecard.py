from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.core.assumption import load_register
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.base_rate import base_rate, forecast_asked
from suzerain.outlook.forecast_log import ForecastLog
from suzerain.outlook.logged import AskedQuestion, DatedForecast, Settlement
from suzerain.outlook.score import pool, sharpening
from suzerain.outlook.scorecard import calibrate, scorecard

TODAY = date(2026, 1, 1)
TIME = "2025-01-01T00:00:00Z"


def asked(key, until="2026-12-31", **values):
    return AskedQuestion(
        id=key, time=TIME, text=key, until=until, rule="If seen.", **values
    )


def told(key, p, by="Ann"):
    return DatedForecast(question=key, time=TIME, by=by, p=p, low=p, high=p)


def ended(key, outcome):
    return Settlement(question=key, time=TIME, outcome=outcome, note="seen")


def card(*entries, **options):
    log = ForecastLog(entries=entries)
    return scorecard(log, TODAY, load_register(), **options)


def test_the_murphy_example_comes_out_of_a_log():
    p = (0.1, 0.1, 0.4, 0.4, 0.8, 0.8, 0.8)
    o = ("no", "no", "no", "yes", "yes", "yes", "no")
    entries = [
        entry
        for k, (x, y) in enumerate(zip(p, o, strict=True))
        for entry in (asked(f"q{k}"), told(f"q{k}", x), ended(f"q{k}", y))
    ]
    (track,) = card(*entries).tracks
    assert (track.name, track.count) == ("Ann", 7)
    assert track.brier == pytest.approx(0.18)
    assert track.parts.reliability == pytest.approx(0.013333, abs=1e-6)
    assert track.skill == pytest.approx(1 - 0.18 / 0.244898, abs=1e-5)


def test_the_last_forecast_counts_and_the_first_is_kept_as_superseded():
    found = card(asked("q"), told("q", 0.9), told("q", 0.2), ended("q", "no"))
    (track,) = found.tracks
    assert track.brier == pytest.approx(0.04)
    assert found.superseded == 1


def test_void_questions_are_counted_and_scored_for_nobody():
    found = card(asked("q"), told("q", 0.9), ended("q", "void"))
    assert (found.void, found.resolved, found.tracks) == (1, 0, ())
    assert not found.open


def test_a_later_resolution_supersedes():
    found = card(asked("q"), told("q", 0.9), ended("q", "void"), ended("q", "yes"))
    assert (found.void, found.resolved) == (0, 1)


def test_what_resolved_without_a_forecast_is_counted():
    assert card(asked("q"), ended("q", "yes")).unforecast == 1


def test_several_forecasters_are_pooled_and_the_pool_is_scored():
    entries = [asked("q"), told("q", 0.6), told("q", 0.7, "Bob"), told("q", 0.8, "Cy")]
    (still,) = card(*entries).open
    assert still.pooled == pytest.approx((0.7068,) * 3, abs=5e-5)
    (sharp,) = card(*entries, extremise="2.5").open
    assert sharp.pooled == pytest.approx((0.9002,) * 3, abs=5e-5)
    tracks = {one.name: one for one in card(*entries, ended("q", "yes")).tracks}
    assert tracks["pool"].brier == pytest.approx((1 - 0.7068) ** 2, abs=1e-4)
    assert sum(one.count for one in card(*entries, ended("q", "yes")).calibration) == 3


def test_a_single_forecast_is_never_sharpened():
    (still,) = card(asked("q"), told("q", 0.7), extremise="satopaa").open
    assert still.pooled == pytest.approx((0.7,) * 3)


def test_the_published_range_of_factors_gives_a_range():
    entries = [asked("q"), told("q", 0.2), told("q", 0.3, "Bob")]
    (still,) = card(*entries, extremise="satopaa").open
    low, middle, high = still.pooled
    assert low < middle < high < 0.25
    assert high == pytest.approx(pool([0.2, 0.3], extremise=1.161))
    assert low == pytest.approx(pool([0.2, 0.3], extremise=3.921))


@pytest.mark.parametrize("choice", ["0.5", "-1", "lots", "nan", "inf", ""])
def test_what_is_no_way_to_sharpen_is_refused(choice):
    with pytest.raises(OutlookError, match="cannot sharpen"):
        card(extremise=choice)


def test_the_safe_factor_grows_to_the_root_of_three():
    register = load_register()
    assert sharpening("neyman-roughgarden", 1, register) == (1, 1, 1)
    factor = sharpening("neyman-roughgarden", 10**6, register)[1]
    assert factor == pytest.approx(math.sqrt(3), abs=1e-5)


def test_open_questions_whose_day_has_passed_are_overdue():
    late, ahead = card(asked("a", "2025-12-31"), asked("b", "2026-01-01")).open
    assert late.overdue
    assert not ahead.overdue
    assert late.to_dict()["pool"] is None


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.integers(0, 1)), max_size=30))
def test_every_forecast_lies_in_one_bin(pairs):
    bins = calibrate(pairs, 10)
    assert sum(one.count for one in bins) == len(pairs)
    for one in bins:
        if one.count:
            assert one.low - 1e-12 <= one.forecast <= one.high + 1e-12
            assert 0 <= one.happened <= 1


def test_no_bins_are_refused():
    with pytest.raises(OutlookError, match="0 bins"):
        calibrate([], 0)


# base rates -----------------------------------------------------------------------


def test_a_base_rate_has_the_mean_of_its_beta_distribution():
    rate = base_rate(3, 20, Worlds(count=20_000), load_register())
    assert rate.values.mean() == pytest.approx(3.5 / 21, abs=4 * 0.08 / 141)
    assert (
        rate.values == base_rate(3, 20, Worlds(count=20_000), load_register()).values
    ).all()


def test_more_occasions_make_a_base_rate_narrower():
    few, many = (
        base_rate(k, n, Worlds(), load_register()) for k, n in ((1, 5), (20, 100))
    )
    assert many.high - many.low < few.high - few.low


def test_a_base_rate_without_occasions_is_refused():
    with pytest.raises(OutlookError, match="base rate of 0 in 0"):
        base_rate(0, 0, Worlds(count=2), load_register())


def test_a_question_of_ones_own_is_forecast_from_its_term_or_its_base_rate():
    worlds, deal = Worlds(count=50), make.deal(50, level=1.0)
    case = make.case(as_of="2025-01-01")
    plain = forecast_asked(case, asked("q"), None, worlds)
    assert plain is None
    rate = forecast_asked(case, asked("q", happened=1, occasions=50), None, worlds)
    assert rate.probability.median < 0.1
    assert "base rate alone" in rate.notes[0]
    term = forecast_asked(case, asked("q", term=make.missiles.id), deal, worlds)
    seldom = forecast_asked(
        case, asked("q", term=make.missiles.id, happened=0, occasions=50), deal, worlds
    )
    assert seldom.probability.median < term.probability.median
