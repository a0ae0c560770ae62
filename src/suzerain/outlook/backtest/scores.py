"""How well forecasts of rare events did: discrimination, error, and their doubt.

The area under the curve is the chance that an event stands above a row without one,
a tie counting half. Intervals come from drawing whole units, with all their years, so
that what a pair repeats every year is not counted as evidence every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ordered:
    """Forecasts in rising order, ready for many weightings.

    Args:
        order: Places of the rows in rising order of forecasts. Shape `(row,)`.
        events: Where in that order the events stand. Shape `(event,)`.
        low: How many rows were forecast lower than each event. Same shape.
        high: How many were forecast lower or the same. Same shape.
    """

    order: Whole
    events: Whole
    low: Whole
    high: Whole

    def area(self) -> float:
        """Return the area under the curve; NaN when one class is missing."""
        one = np.ones((1, 1))
        return float(self.areas(np.zeros(len(self.order), dtype=np.int64), one)[0])

    def areas(self, unit: Whole, draws: NDArray[Any]) -> Array:
        """Return the area in each draw of units; NaN when one class is missing.

        Args:
            unit: Unit of each row. Shape `(row,)`.
            draws: How often each unit counts. Shape `(draw, unit)`.

        Returns:
            Shape `(draw,)`.
        """
        place = unit[self.order]
        out = np.full(len(draws), np.nan)
        below = np.zeros(len(place) + 1)
        for k, draw in enumerate(draws):
            weight = draw[place].astype(np.float64)
            events = weight[self.events]
            weight[self.events] = 0
            np.cumsum(weight, out=below[1:])
            pairs = events.sum() * below[-1]
            if pairs:
                out[k] = events @ (below[self.low] + below[self.high]) / (2 * pairs)
        return out


def in_order(forecast: Array, outcome: Array) -> Ordered:
    """Sort forecasts once.

    Args:
        forecast: Chances or any score. Shape `(row,)`.
        outcome: 1 for an event, else 0. Same shape.
    """
    order = np.argsort(forecast, kind="stable")
    rising = forecast[order]
    events = np.flatnonzero(outcome[order] > 0)
    return Ordered(
        order=order,
        events=events,
        low=np.searchsorted(rising, rising[events], side="left"),
        high=np.searchsorted(rising, rising[events], side="right"),
    )


def area_under_curve(forecast: Array, outcome: Array) -> float:
    """Return the chance that an event was forecast higher than a row without one.

    Args:
        forecast: Chances or any score. Shape `(row,)`.
        outcome: 1 for an event, else 0. Same shape.

    Returns:
        From 0 to 1, a half for no skill; NaN when one class is missing.

    Examples:
        >>> area_under_curve(np.array([0.1, 0.4, 0.4, 0.8]), np.array([0.0, 0, 1, 1]))
        0.875

    References:
        Hanley & McNeil 1982.
    """
    return in_order(forecast, outcome).area()


def area_within(forecast: Array, outcome: Array, origin: Whole) -> float:
    """Return the area within each year, averaged over its pairs of rows.

    It does not count telling years with many events from years with few.

    Args:
        forecast: Chances. Shape `(row,)`.
        outcome: 1 for an event, else 0. Same shape.
        origin: Year of each. Same shape.

    Examples:
        Years are told apart, and nothing within them.

        >>> years = np.array([1, 1, 2, 2])
        >>> area_within(np.array([0.1, 0.1, 0.9, 0.9]), np.array([0.0, 0, 0, 1]), years)
        0.5
    """
    areas, pairs = [0.0], [0.0]
    for year in np.unique(origin):
        here = origin == year
        events = outcome[here].sum()
        if 0 < events < here.sum():
            areas.append(area_under_curve(forecast[here], outcome[here]))
            pairs.append(events * (here.sum() - events))
    whole = sum(pairs)
    return float(np.dot(areas, pairs) / whole) if whole else float("nan")


def resamples(unit: Whole, count: int, seed: int) -> NDArray[np.int32]:
    """Draw units with replacement; return how often each was drawn.

    Args:
        unit: Unit of each row. Shape `(row,)`.
        count: Number of draws.
        seed: Of the draws.

    Returns:
        Shape `(draw, unit)`, 0 for units without a row.

    References:
        Davison & Hinkley 1997.
    """
    rng = np.random.default_rng(seed)
    there = np.unique(unit)
    out = np.zeros((count, int(unit.max()) + 1), dtype=np.int32)
    for draw in out:
        drawn = rng.integers(len(there), size=len(there))
        draw[there] = np.bincount(drawn, minlength=len(there))
    return out


def mean_by_draw(values: Array, unit: Whole, draws: NDArray[np.int32]) -> Array:
    """Average what is added up over rows, in each draw of units.

    Args:
        values: One for each row. Shape `(row,)`.
        unit: Unit of each. Same shape.
        draws: As `resamples` gives them. Shape `(draw, unit)`.

    Returns:
        Shape `(draw,)`.
    """
    size = draws.shape[1]
    sums = np.bincount(unit, values, size)
    rows = np.bincount(unit, minlength=size)
    return np.asarray((draws @ sums) / (draws @ rows), dtype=np.float64)


def interval(values: Array, register: Register) -> tuple[float, float] | None:
    """Return the inner part of draws; None when none of them could be reckoned."""
    values = values[~np.isnan(values)]
    if not len(values):
        return None
    out = (1 - register["backtest.confidence"].spread.centre) / 2
    low, high = np.quantile(values, [out, 1 - out])
    return float(low), float(high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One point of a reliability diagram.

    Args:
        low: Lowest forecast in it.
        high: Highest forecast.
        forecast: Mean forecast.
        observed: Part that were events.
        n: Rows.
    """

    low: float
    high: float
    forecast: float
    observed: float
    n: int


def reliability(forecast: Array, outcome: Array, count: int) -> tuple[Bin, ...]:
    """Group forecasts, lowest first, into groups of about equal size.

    Rows with one forecast are never parted, so there may be fewer groups.

    Args:
        forecast: Chances. Shape `(row,)`.
        outcome: 1 for an event, else 0. Same shape.
        count: Most groups.

    Examples:
        >>> p, happened = np.array([0.1, 0.1, 0.1, 0.6]), np.array([0.0, 1, 0, 1])
        >>> [(one.n, one.observed) for one in reliability(p, happened, 4)]
        [(3, 0.3333333333333333), (1, 1.0)]
    """
    order = np.argsort(forecast, kind="stable")
    p, o = forecast[order], outcome[order]
    cuts = np.searchsorted(p, p[(np.arange(count) * len(p)) // count], side="left")
    edges = np.unique(np.append(cuts, len(p)))
    return tuple(
        Bin(
            low=float(p[a]),
            high=float(p[b - 1]),
            forecast=float(p[a:b].mean()),
            observed=float(o[a:b].mean()),
            n=int(b - a),
        )
        for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    )


def highest(forecast: Array, outcome: Array, origin: Whole, top: int) -> float:
    """Return what part of each year's highest forecasts came true.

    Rows that tie at the edge count in parts.

    Args:
        forecast: Chances. Shape `(row,)`.
        outcome: 1 for an event, else 0. Same shape.
        origin: Year of each. Same shape.
        top: How many of each year.

    Examples:
        >>> years = np.array([1, 1, 1, 1])
        >>> highest(np.array([0.9, 0.5, 0.5, 0.1]), np.array([1.0, 1, 0, 0]), years, 2)
        0.75
    """
    hits = looked = 0.0
    for year in np.unique(origin):
        p, o = forecast[origin == year], outcome[origin == year]
        size = min(top, len(p))
        edge = np.partition(p, len(p) - size)[len(p) - size]
        above, tied = p > edge, p == edge
        hits += o[above].sum() + o[tied].mean() * (size - above.sum())
        looked += size
    return float(hits / looked)


def rank_of(forecast: Array, place: int) -> float:
    """Return the rank of one forecast, 1 for the highest, ties at their middle.

    Args:
        forecast: Chances of all candidates. Shape `(candidate,)`.
        place: Whose rank.

    Raises:
        OutlookError: If it has no forecast.

    Examples:
        >>> rank_of(np.array([0.2, 0.9, 0.2]), 0)
        2.5
    """
    own = forecast[place]
    if np.isnan(own):
        raise OutlookError("a candidate without a forecast", "a chance for each")
    return float((forecast > own).sum() + ((forecast == own).sum() + 1) / 2)
