"""How good forecasts were, and how several become one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """A Brier score in parts: reliability, less resolution, plus uncertainty.

    Args:
        reliability: How far forecasts lie from what followed them; 0 is best.
        resolution: How far they tell occasions apart; more is better.
        uncertainty: What the base rate alone leaves open.
    """

    reliability: float
    resolution: float
    uncertainty: float

    @property
    def brier(self) -> float:
        """The Brier score that the parts make up."""
        return self.reliability - self.resolution + self.uncertainty


def brier(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Return the mean squared error of forecasts; 0 is best, 1 is worst.

    Args:
        probabilities: Forecasts, 0 to 1. Shape `(occasion,)`.
        outcomes: 1 where it happened, else 0. Shape `(occasion,)`.

    Raises:
        OutlookError: If the two differ in length, are empty or out of range.

    Examples:
        >>> round(brier([0.9, 0.2], [1, 0]), 3)
        0.025

    References:
        Brier 1950.
    """
    p, o = _paired(probabilities, outcomes)
    return float(np.mean((p - o) ** 2))


def log_score(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Return the mean surprise in nats; 0 is best, a sure miss is infinite.

    Args:
        probabilities: Forecasts, 0 to 1. Shape `(occasion,)`.
        outcomes: 1 where it happened, else 0. Shape `(occasion,)`.

    Examples:
        >>> round(log_score([0.5, 0.5], [1, 0]), 4)
        0.6931

    References:
        Good 1952.
    """
    p, o = _paired(probabilities, outcomes)
    given = np.where(o > 0, p, 1 - p)
    with np.errstate(divide="ignore"):
        return abs(float(-np.log(given).mean()))


def murphy_decomposition(probabilities: ArrayLike, outcomes: ArrayLike) -> Murphy:
    """Split a Brier score into reliability, resolution and uncertainty.

    Occasions with the same forecast form one bin, so the split is exact.

    Args:
        probabilities: Forecasts, 0 to 1. Shape `(occasion,)`.
        outcomes: 1 where it happened, else 0. Shape `(occasion,)`.

    Examples:
        >>> parts = murphy_decomposition([0.2, 0.2, 0.8, 0.8], [0, 0, 1, 0])
        >>> round(parts.brier, 4) == round(brier([0.2, 0.2, 0.8, 0.8], [0, 0, 1, 0]), 4)
        True

    References:
        Murphy 1973.
    """
    p, o = _paired(probabilities, outcomes)
    base = o.mean()
    reliability = resolution = 0.0
    for value in np.unique(p):
        bin_ = o[p == value]
        part = bin_.size / o.size
        reliability += part * (value - bin_.mean()) ** 2
        resolution += part * (bin_.mean() - base) ** 2
    return Murphy(
        reliability=float(reliability),
        resolution=float(resolution),
        uncertainty=float(base * (1 - base)),
    )


def pool(
    probabilities: Sequence[float] | NDArray[np.float64],
    *,
    weights: Sequence[float] | None = None,
    extremise: float = 1,
) -> float:
    """Make one probability of several: the mean of their log-odds, times `extremise`.

    The default does not extremise: that is right only when forecasters know
    different things, which must be shown first.

    Args:
        probabilities: Forecasts of one event, strictly between 0 and 1. Shape `(n,)`.
        weights: Weight of each; equal when left out.
        extremise: Factor on the mean log-odds, 1 or more to sharpen.

    Raises:
        OutlookError: If a forecast is certain or there is none.

    Examples:
        >>> round(pool([0.6, 0.7, 0.8]), 4)
        0.7068

    References:
        Satopää et al. 2014; Baron et al. 2014.
    """
    p = np.asarray(probabilities, dtype=np.float64)
    if p.size == 0 or not ((p > 0) & (p < 1)).all():
        raise OutlookError(
            f"cannot pool {list(p)}",
            "at least one probability strictly between 0 and 1",
            "leave certain forecasts out, or settle the question by them",
        )
    logit = np.average(np.log(p / (1 - p)), weights=weights)
    return float(1 / (1 + np.exp(-extremise * logit)))


def neyman_roughgarden(count: int) -> float:
    """Return how far the mean log-odds of `count` forecasters may be sharpened.

    `d(n) = n (sqrt(3n^2 - 3n + 1) - 2) / (n^2 - n - 1)`, which tends to the root of
    three. Under the root stands `n^2 + n (n - 1) + (n - 1)^2`, the same number.

    Args:
        count: How many forecasters, 2 or more.

    Raises:
        OutlookError: If there are fewer than two.

    Examples:
        >>> round(neyman_roughgarden(10), 3)
        1.625

    References:
        Neyman & Roughgarden 2022.
    """
    if count < 2:
        raise OutlookError(
            f"{count} forecaster(s)", "2 or more", "one forecast is not pooled"
        )
    n = count
    root = math.sqrt(n**2 + n * (n - 1) + (n - 1) ** 2)
    return n * (root - 2) / (n**2 - n - 1)


def sharpening(choice: str, count: int, register: Register) -> tuple[float, ...]:
    """Return by how much to sharpen a pool: a factor, or a range of factors.

    Args:
        choice: A number of 1 or more; `neyman-roughgarden` for the safe factor of so
            many forecasters; `satopaa` for the range of the factors that fitted best.
        count: How many forecasters are pooled.
        register: Holds `forecast.extremise.satopaa`.

    Returns:
        Low, middle and high factor on the mean log-odds.

    Raises:
        OutlookError: If the choice is none of these.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> sharpening("1", 3, load_register())
        (1.0, 1.0, 1.0)
        >>> round(sharpening("neyman-roughgarden", 3, load_register())[1], 4)
        1.4153

    References:
        Neyman & Roughgarden 2022; Satopää et al. 2014.
    """
    if choice == "satopaa":
        spread = register["forecast.extremise.satopaa"].spread
        return spread.low, spread.centre, spread.high
    if choice == "neyman-roughgarden":
        factor = neyman_roughgarden(count) if count > 1 else 1.0
        return factor, factor, factor
    try:
        factor = float(choice)
    except ValueError:
        factor = math.nan
    if not 1 <= factor < math.inf:
        raise OutlookError(
            f"cannot sharpen by {choice!r}",
            "a number of 1 or more, neyman-roughgarden, or satopaa",
            "leave it at 1 unless forecasters are shown to know different things",
        )
    return factor, factor, factor


def _paired(
    probabilities: ArrayLike, outcomes: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    p = np.asarray(probabilities, dtype=np.float64)
    o = np.asarray(outcomes, dtype=np.float64)
    fits = p.shape == o.shape and p.ndim == 1 and p.size > 0
    if not fits or not ((p >= 0) & (p <= 1) & ((o == 0) | (o == 1))).all():
        raise OutlookError(
            f"forecasts {p.tolist()} for outcomes {o.tolist()}",
            "as many probabilities (0 to 1) as outcomes (0 or 1), at least one",
            "leave out questions that have not resolved",
        )
    return p, o
