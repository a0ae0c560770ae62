"""The regression is held to closed forms and to plain steps up the slope."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.logit import base_rate, fit_logit, rates_by_kind


def made(seed, rows=200, width=3):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, width))
    y = (rng.uniform(size=rows) < 1 / (1 + np.exp(1 - x @ [1.0, -0.5, 0.0]))) * 1.0
    return x, y, rng.uniform(0.5, 3, rows)


def climbed(x, y, penalty, weight, steps=40_000):
    """The slow twin: plain steps up the slope of what is maximised."""
    design = np.column_stack([np.ones(len(y)), x])
    ridge = np.array([0.0] + [penalty] * x.shape[1])
    b = np.zeros(design.shape[1])
    rate = 1 / (
        np.linalg.eigvalsh(design.T @ (design * weight[:, None]))[-1] / 4 + penalty
    )
    for _ in range(steps):
        p = 1 / (1 + np.exp(-design @ b))
        slope = design.T @ (weight * (y - p)) - ridge * b
        b += rate * slope
        if np.abs(slope).max() < 1e-9:
            break
    return b


@pytest.mark.parametrize("penalty", [0.1, 1.0, 30.0])
def test_newton_ends_where_plain_steps_end(penalty):
    x, y, weight = made(3)
    fitted = fit_logit(x, y, penalty=penalty, weight=weight)
    slow = climbed(x, y, penalty, weight)
    assert np.allclose([fitted.intercept, *fitted.slopes], slow, atol=1e-6)


def test_one_yes_or_no_feature_gives_the_odds_of_the_four_cells():
    x = np.repeat([[0.0], [0.0], [1.0], [1.0]], [30, 10, 5, 25], axis=0)
    y = np.repeat([0.0, 1.0, 0.0, 1.0], [30, 10, 5, 25])
    fitted = fit_logit(x, y, penalty=1e-10)
    assert fitted.intercept == pytest.approx(np.log(10 / 30), abs=1e-6)
    assert fitted.slopes[0] == pytest.approx(np.log((25 / 5) / (10 / 30)), abs=1e-6)


def test_a_weight_counts_as_so_many_rows():
    x, y, _ = made(4, rows=60)
    twice = fit_logit(np.vstack([x, x]), np.append(y, y), penalty=2.0)
    heavy = fit_logit(x, y, penalty=2.0, weight=np.full(60, 2.0))
    assert np.allclose(twice.slopes, heavy.slopes)


def test_a_feature_that_tells_all_events_apart_gives_a_finite_slope():
    x = np.array([[-1.0], [-0.5], [0.5], [1.0]])
    fitted = fit_logit(x, np.array([0.0, 0, 1, 1]), penalty=0.01)
    chance = fitted.chance(x)
    assert np.isfinite(fitted.slopes).all()
    assert chance[1] < 0.5 < chance[2]
    assert ((chance > 0) & (chance < 1)).all()


@given(st.integers(0, 50))
def test_the_order_of_rows_changes_nothing(seed):
    x, y, weight = made(seed, rows=80)
    order = np.random.default_rng(seed).permutation(80)
    one = fit_logit(x, y, penalty=1.0, weight=weight)
    other = fit_logit(x[order], y[order], penalty=1.0, weight=weight[order])
    assert np.allclose(one.slopes, other.slopes, atol=1e-7)


def test_a_larger_penalty_never_makes_slopes_larger():
    x, y, _ = made(5)
    sizes = [
        float(np.linalg.norm(fit_logit(x, y, penalty=one).slopes))
        for one in (0.1, 1, 10, 100)
    ]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("x", "y", "penalty", "said"),
    [
        (np.zeros((2, 1)), np.zeros(2), 1.0, "of one class"),
        (np.zeros((0, 1)), np.zeros(0), 1.0, "0 rows"),
        (np.zeros((2, 1)), np.array([0.0, 1]), 0.0, "penalty"),
        (np.array([[np.nan], [1.0]]), np.array([0.0, 1]), 1.0, "no number"),
    ],
)
def test_what_cannot_be_fitted_is_refused(x, y, penalty, said):
    with pytest.raises(OutlookError, match=said):
        fit_logit(x, y, penalty=penalty)


def test_a_base_rate_without_rows_is_a_half():
    assert base_rate(np.array([]), smoothing=0.5) == 0.5


def test_an_unknown_kind_has_the_rate_of_all():
    kinds = np.array([[1.0], [np.nan], [np.nan]])
    y = np.array([1.0, 0.0, 0.0])
    asked = np.array([[7.0], [np.nan]])
    whole = base_rate(y, smoothing=0.5)
    found = rates_by_kind(kinds, y, asked, smoothing=0.5, pull=1.0)
    assert np.allclose(found, [whole, whole / 3])
