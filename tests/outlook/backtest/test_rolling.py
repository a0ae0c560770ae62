"""No forecast knows what had not settled by its origin."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.rolling import roll
from suzerain.outlook.backtest.rows import Rows
from suzerain.outlook.backtest.study import Predictor

REGISTER = load_register()
BASE = Predictor(name="base", meaning="", kind="base", rate=True)
KIND = Predictor(name="kind", meaning="", kind="base", features=("kind",), rate=True)
LOGIT = Predictor(name="logit", meaning="", kind="ours", features=("x", "gappy"))
ALL = (BASE, KIND, LOGIT)


def made(seed=1, years=12, units=60, wait=1):
    rng = np.random.default_rng(seed)
    origin = np.repeat(np.arange(1980, 1980 + years), units)
    unit = np.tile(np.arange(units), years)
    x = rng.normal(size=len(origin))
    gappy = np.where(rng.uniform(size=len(x)) < 0.2, np.nan, rng.normal(size=len(x)))
    outcome = (rng.uniform(size=len(x)) < 1 / (1 + np.exp(1 - 2 * x))) * 1.0
    return Rows(
        origin=origin,
        unit=unit,
        units=tuple((f"U{k}",) for k in range(units)),
        features={"x": x, "gappy": gappy, "kind": (unit % 3).astype(float)},
        outcome=outcome,
        settled=origin + wait,
    )


def chances(rows, years=range(1982, 1992)):
    return roll(rows, ALL, years, REGISTER).chance


@given(st.integers(1982, 1990), st.integers(0, 5), st.integers(1, 3))
@settings(max_examples=15)
def test_changing_all_that_came_later_changes_no_forecast(year, seed, wait):
    rows = made(seed, wait=wait)
    late = rows.settled > year
    changed = replace(
        rows,
        outcome=np.where(late, 1 - rows.outcome, rows.outcome),
        features={
            name: np.where(rows.origin > year, one * 9 + 1, one)
            for name, one in rows.features.items()
        },
    )
    before, after = chances(rows), chances(changed)
    upto = rows.origin <= year
    for name in before:
        assert np.array_equal(before[name][upto], after[name][upto], equal_nan=True)
    assert not np.allclose(
        before["logit"][~upto], after["logit"][~upto], equal_nan=True
    )


@given(st.integers(0, 20))
@settings(max_examples=10)
def test_the_order_of_rows_changes_no_forecast(seed):
    rows = made(2)
    order = np.random.default_rng(seed).permutation(len(rows))
    mixed = Rows(
        origin=rows.origin[order],
        unit=rows.unit[order],
        units=rows.units,
        features={name: one[order] for name, one in rows.features.items()},
        outcome=rows.outcome[order],
        settled=rows.settled[order],
    )
    one, other = chances(rows), chances(mixed)
    for name in one:
        assert np.allclose(one[name][order], other[name], equal_nan=True, atol=1e-9)


def test_a_forecast_does_not_hang_on_which_years_are_asked():
    rows = made()
    whole, few = chances(rows), chances(rows, range(1988, 1990))
    asked = (rows.origin == 1988) | (rows.origin == 1989)
    for name in whole:
        assert np.array_equal(whole[name][asked], few[name][asked])
        assert np.isnan(few[name][~asked]).all()


def test_a_unit_of_measure_changes_no_forecast():
    rows = made()
    scaled = replace(rows, features={**rows.features, "x": rows.features["x"] * 1000})
    one, other = chances(rows)["logit"], chances(scaled)["logit"]
    assert np.allclose(one, other, equal_nan=True)


def test_an_outcome_settled_in_the_year_of_its_own_forecast_does_not_train_it():
    rows = made(wait=0)
    year = rows.origin == 1990
    changed = replace(rows, outcome=np.where(year, 1 - rows.outcome, rows.outcome))
    assert np.array_equal(chances(rows)["kind"][year], chances(changed)["kind"][year])


def test_a_base_rate_is_that_of_what_had_settled():
    rows = made()
    found = roll(rows, ALL, [1985], REGISTER).chance["base"][rows.origin == 1985][0]
    seen = rows.outcome[rows.origin < 1985]
    assert found == pytest.approx((seen.sum() + 0.5) / (len(seen) + 1))


def test_too_few_events_are_told_and_the_base_rate_speaks():
    rows = made(units=4)
    rolled = roll(rows, ALL, range(1981, 1984), REGISTER)
    assert rolled.unfitted == (1981, 1982, 1983)
    assert np.array_equal(rolled.chance["logit"], rolled.chance["base"], equal_nan=True)


def test_one_class_only_does_not_break_it():
    rows = replace(made(), outcome=np.zeros(12 * 60))
    rolled = roll(rows, ALL, range(1985, 1988), REGISTER)
    assert rolled.unfitted == (1985, 1986, 1987)
    assert np.nanmax(rolled.chance["logit"]) < 0.01


def test_rows_kept_stand_for_those_left_out():
    rows = made(units=500)
    entries = [
        replace(
            REGISTER[name],
            spread=replace(REGISTER[name].spread, low=n, high=n, mode=None),
        )
        for name, n in (("backtest.controls", 1.0), ("backtest.least_controls", 100.0))
    ]
    thin = roll(rows, ALL, [1990], REGISTER.overrule(entries)).chance["logit"]
    full = roll(rows, ALL, [1990], REGISTER).chance["logit"]
    asked = rows.origin == 1990
    assert np.abs(thin[asked] - full[asked]).max() < 0.12
    assert thin[asked].mean() == pytest.approx(full[asked].mean(), abs=0.02)
    assert not np.array_equal(thin[asked], full[asked])


def test_a_year_without_questions_is_an_error():
    with pytest.raises(OutlookError, match="no question was open"):
        roll(made(), ALL, [2050], REGISTER)


def test_a_feature_that_is_not_there_is_named():
    strange = replace(LOGIT, features=("moon",))
    with pytest.raises(OutlookError, match="'moon'"):
        roll(made(), (strange,), [1990], REGISTER)
