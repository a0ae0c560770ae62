"""How good a log's forecasts were, forecaster by forecaster, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.outlook.forecast_log import ForecastLog
from suzerain.outlook.score import (
    Murphy,
    brier,
    log_score,
    murphy_decomposition,
    pool,
    sharpening,
)

POOL = "pool"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """One forecaster's scores on questions that resolved yes or no.

    Args:
        name: Who; `pool` for all together.
        count: How many of his forecasts were scored.
        brier: Mean squared error; 0 is best.
        log_score: Mean surprise in nats; 0 is best.
        parts: The Brier score's three parts.
        skill: Part of the base rate's error that he removed; None when all questions
            resolved alike.
    """

    name: str
    count: int
    brier: float
    log_score: float
    parts: Murphy
    skill: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "name": self.name,
            "n": self.count,
            "brier": self.brier,
            "log_score": self.log_score,
            "reliability": self.parts.reliability,
            "resolution": self.parts.resolution,
            "uncertainty": self.parts.uncertainty,
            "skill": self.skill,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBin:
    """Forecasts of about one size, and how often what they spoke of came about.

    Args:
        low: Lower border, 0 to 1.
        high: Upper border, 0 to 1.
        count: How many forecasts lie in it.
        forecast: Their mean; None of none.
        happened: Share that resolved yes; None of none.
    """

    low: float
    high: float
    count: int
    forecast: float | None
    happened: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "low": self.low,
            "high": self.high,
            "n": self.count,
            "forecast": self.forecast,
            "happened": self.happened,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question that has not resolved, and what forecasters say of it now.

    Args:
        id: Its id.
        text: In words.
        until: ISO date by which it resolves.
        overdue: True when that day has passed.
        forecasts: Latest probability by forecaster.
        pooled: Low, middle and high of the pool; None when nobody has forecast.
    """

    id: str
    text: str
    until: str
    overdue: bool
    forecasts: Mapping[str, float]
    pooled: tuple[float, ...] | None

    def to_dict(self) -> dict[str, Any]:
        """Return all fields; the pool with low, median and high."""
        names = ("low", "median", "high")
        pooled = self.pooled and dict(zip(names, self.pooled, strict=True))
        return {
            "id": self.id,
            "text": self.text,
            "until": self.until,
            "overdue": self.overdue,
            "forecasts": dict(self.forecasts),
            "pool": pooled,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """All that a log of forecasts comes to.

    Args:
        tracks: One record a forecaster, best Brier score first.
        calibration: All scored forecasts but the pool's, in bins.
        open: Questions that have not resolved.
        resolved: How many resolved yes or no.
        void: How many were declared void: counted, and scored for nobody.
        unforecast: How many resolved without any forecast before.
        superseded: How many forecasts were replaced by a later one.
        altered: How many lines were changed after they were written.
    """

    tracks: tuple[TrackRecord, ...]
    calibration: tuple[CalibrationBin, ...]
    open: tuple[OpenQuestion, ...]
    resolved: int
    void: int
    unforecast: int
    superseded: int
    altered: int

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain score --json` prints."""
        return {
            "forecasters": [track.to_dict() for track in self.tracks],
            "calibration": [one.to_dict() for one in self.calibration],
            "open": [one.to_dict() for one in self.open],
            "resolved": self.resolved,
            "void": self.void,
            "unforecast": self.unforecast,
            "superseded": self.superseded,
            "altered": self.altered,
        }


def scorecard(
    log: ForecastLog, today: date, register: Register, *, extremise: str = "1"
) -> Scorecard:
    """Score each forecaster's last forecast of every question that resolved.

    Args:
        log: The log.
        today: To tell which open questions are overdue.
        register: Holds `forecast.bins` and `forecast.extremise.satopaa`.
        extremise: How to sharpen the pool; see `sharpening`.

    Raises:
        OutlookError: If `extremise` is no way to sharpen.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> scorecard(ForecastLog(), date(2025, 1, 1), load_register()).resolved
        0
    """
    sharpening(extremise, 1, register)
    settled = {k: v for k, v in log.settled.items() if k in log.questions}
    scored: dict[str, list[tuple[float, int]]] = {}
    unforecast = 0
    for key, end in settled.items():
        if end.outcome == "void":
            continue
        given = {by: one.p for by, one in log.standing(key).items()}
        unforecast += not given
        if len(given) > 1:
            given[POOL] = _pooled(given, register, extremise)[1]
        for name, p in given.items():
            scored.setdefault(name, []).append((p, int(end.outcome == "yes")))
    kept = {(one.question, one.by) for one in log.forecasts}
    void = sum(end.outcome == "void" for end in settled.values())
    return Scorecard(
        tracks=_tracks(scored),
        calibration=calibrate(
            [pair for name, pairs in scored.items() if name != POOL for pair in pairs],
            round(register["forecast.bins"].spread.centre),
        ),
        open=tuple(
            _open(log, key, today, register, extremise)
            for key in log.questions
            if key not in settled
        ),
        resolved=len(settled) - void,
        void=void,
        unforecast=unforecast,
        superseded=len(log.forecasts) - len(kept),
        altered=log.altered,
    )


def calibrate(
    pairs: Sequence[tuple[float, int]], count: int
) -> tuple[CalibrationBin, ...]:
    """Gather forecasts in bins of equal width; the last one holds its upper border.

    Args:
        pairs: Probability and outcome, 1 or 0, of each forecast.
        count: How many bins.

    Raises:
        OutlookError: If there is no bin.

    Examples:
        >>> bins = calibrate([(0.1, 0), (0.2, 1), (0.9, 1)], 2)
        >>> [(one.count, one.happened) for one in bins]
        [(2, 0.5), (1, 1.0)]
    """
    if count < 1:
        raise OutlookError(f"{count} bins", "1 or more", "set forecast.bins to 10")
    table = np.asarray(pairs, dtype=np.float64).reshape(-1, 2)
    spots = np.minimum((table[:, 0] * count).astype(np.int64), count - 1)
    found = []
    for k in range(count):
        part = table[spots == k]
        mean = part.mean(axis=0) if part.size else None
        found.append(
            CalibrationBin(
                low=k / count,
                high=(k + 1) / count,
                count=len(part),
                forecast=None if mean is None else float(mean[0]),
                happened=None if mean is None else float(mean[1]),
            )
        )
    return tuple(found)


def _tracks(
    scored: Mapping[str, Sequence[tuple[float, int]]],
) -> tuple[TrackRecord, ...]:
    found = []
    for name, pairs in scored.items():
        p, o = zip(*pairs, strict=True)
        parts = murphy_decomposition(p, o)
        score = brier(p, o)
        found.append(
            TrackRecord(
                name=name,
                count=len(pairs),
                brier=score,
                log_score=log_score(p, o),
                parts=parts,
                skill=1 - score / parts.uncertainty if parts.uncertainty else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.brier, one.name)))


def _open(
    log: ForecastLog, key: str, today: date, register: Register, extremise: str
) -> OpenQuestion:
    asked = log.questions[key]
    given = {by: one.p for by, one in log.standing(key).items()}
    return OpenQuestion(
        id=key,
        text=asked.text,
        until=asked.until,
        overdue=date.fromisoformat(asked.until) < today,
        forecasts=given,
        pooled=_pooled(given, register, extremise) if given else None,
    )


def _pooled(
    given: Mapping[str, float], register: Register, extremise: str
) -> tuple[float, ...]:
    """Pool forecasts with each factor, from the lowest result to the highest."""
    alone = len(given) < 2  # one forecast is not pooled, so it is not sharpened
    factors = sharpening("1" if alone else extremise, len(given), register)
    low, middle, high = (pool(list(given.values()), extremise=d) for d in factors)
    return min(low, high), middle, max(low, high)
