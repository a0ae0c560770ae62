r"""Chances from features: a penalised logistic regression, and rates of kinds.

The regression maximises

    sum over rows of w [y ln p + (1 - y) ln(1 - p)] - (penalty / 2) |b|^2,
    p = 1 / (1 + exp(-a - x b))

by Newton's steps, halved while they do not climb; the intercept `a` is not penalised.
The penalty makes the answer unique and finite, also where a feature tells all events
from all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError

Array = NDArray[np.float64]

STEPS: Final = 60
HALVINGS: Final = 30
NEAR: Final = 1e-9
"""Newton's steps end when no coefficient moves by more than this."""
STEEPEST: Final = 30.0
"""Log-odds beyond which a chance counts as this far from sure."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Logit:
    """A fitted logistic regression.

    Args:
        intercept: Log-odds where all features are 0.
        slopes: Log-odds a unit of each feature. Shape `(feature,)`.
    """

    intercept: float
    slopes: Array

    def chance(self, x: Array) -> Array:
        """Return the chance of each row.

        Args:
            x: Features. Shape `(row, feature)`.

        Returns:
            Chances, strictly between 0 and 1. Shape `(row,)`.
        """
        return _chance(self.intercept + x @ self.slopes)


def fit_logit(
    x: Array, y: Array, *, penalty: float, weight: Array | None = None
) -> Logit:
    """Fit a logistic regression.

    Args:
        x: Features, of about unit spread. Shape `(row, feature)`.
        y: 1 for an event, else 0. Shape `(row,)`.
        penalty: On squared slopes, above 0.
        weight: How many rows each stands for; one when None. Shape `(row,)`.

    Raises:
        OutlookError: If there is no row, all rows are of one class, the penalty is
            not above 0, or a feature is no number.

    Examples:
        Of four rows with the feature three are events, of four without it one is:
        log-odds of ln 3 and -ln 3, all but for the penalty.

        >>> x = np.array([[0.0], [0], [0], [0], [1], [1], [1], [1]])
        >>> y = np.array([0.0, 0, 0, 1, 0, 1, 1, 1])
        >>> fitted = fit_logit(x, y, penalty=1e-9)
        >>> fitted.chance(np.array([[0.0], [1.0]])).round(6)
        array([0.25, 0.75])

    References:
        Hoerl & Kennard 1970.
    """
    w = np.ones(len(y)) if weight is None else weight
    _refuse(x, y, penalty)
    design = np.column_stack([np.ones(len(y)), x])
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 0
    mean = float(w @ y / w.sum())
    b = np.zeros(design.shape[1])
    b[0] = np.log(mean / (1 - mean))
    here = _height(design @ b, y, w, b, ridge)
    for _ in range(STEPS):
        p = _chance(design @ b)
        slope = design.T @ (w * (y - p)) - ridge * b
        bend = (design * (w * p * (1 - p))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        for _ in range(HALVINGS):
            there = _height(design @ (b + step), y, w, b + step, ridge)
            if there >= here or np.abs(step).max() < NEAR:
                break
            step /= 2
        b, here = b + step, there
        if np.abs(step).max() < NEAR:
            break
    return Logit(intercept=float(b[0]), slopes=b[1:])


def base_rate(y: Array, *, smoothing: float) -> float:
    """Return the part of rows that are events, drawn towards a half.

    Args:
        y: 1 for an event, else 0; may be empty. Shape `(row,)`.
        smoothing: Events, and as many others, added to what was seen: a half is the
            prior of Jeffreys.

    Examples:
        >>> base_rate(np.array([1.0, 0, 0, 0]), smoothing=0.5)
        0.3

    References:
        Jeffreys 1946.
    """
    return float((y.sum() + smoothing) / (len(y) + 2 * smoothing))


def rates_by_kind(
    kinds: Array, y: Array, asked: Array, *, smoothing: float, pull: float
) -> Array:
    """Return each kind's own rate, drawn towards the rate of all.

    Args:
        kinds: Kind of each row, as numbers. Shape `(row, by)`.
        y: 1 for an event, else 0. Shape `(row,)`.
        asked: Kinds of the rows to forecast. Shape `(asked, by)`.
        smoothing: As for `base_rate`, for the rate of all.
        pull: Rows at the rate of all that are added to each kind.

    Returns:
        Rates, that of all for a kind never seen. Shape `(asked,)`.

    Examples:
        >>> kinds = np.array([[1.0], [1.0], [2.0], [2.0]])
        >>> y = np.array([1.0, 1.0, 0.0, 0.0])
        >>> asked = np.array([[1.0], [2.0], [3.0]])
        >>> rates_by_kind(kinds, y, asked, smoothing=0.5, pull=2.0)
        array([0.75, 0.25, 0.5 ])
    """
    whole = base_rate(y, smoothing=smoothing)
    both, place = np.unique(
        np.nan_to_num(np.concatenate([kinds, asked]), nan=-np.inf),
        axis=0,
        return_inverse=True,
    )
    place = place.ravel()
    seen, wanted = place[: len(y)], place[len(y) :]
    count = np.bincount(seen, minlength=len(both))
    events = np.bincount(seen, y, minlength=len(both))
    rate = (events + pull * whole) / (count + pull)
    return np.asarray(rate[wanted], dtype=np.float64)


def _chance(log_odds: Array) -> Array:
    """Turn log-odds into chances that are never quite sure."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -STEEPEST, STEEPEST))))


def _height(odds: Array, y: Array, w: Array, b: Array, ridge: Array) -> float:
    """Return what is maximised."""
    fit = y * odds - np.logaddexp(0, odds)
    return float(w @ fit - (ridge * b) @ b / 2)


def _refuse(x: Array, y: Array, penalty: float) -> None:
    if not len(y) or (y == y[0]).all():
        raise OutlookError(
            f"{len(y)} rows, all of one class",
            "rows with events and rows without",
            "take more years",
        )
    if not penalty > 0:
        raise OutlookError(f"a penalty of {penalty}", "a number above 0")
    if not np.isfinite(x).all():
        raise OutlookError("a feature is no number", "features without gaps")
