"""Forecasts from rolling origins: each from the rows that had settled by then.

For origin `t`, predictors are fitted to rows with `settled <= t` and `origin < t`. All
events stand in the fit; of the others a part may stand for all, each with the weight
of those it stands for, and which ones hangs on their own unit and year only.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.logit import base_rate, fit_logit, rates_by_kind
from suzerain.outlook.backtest.rows import Array, Rows
from suzerain.outlook.backtest.study import Predictor

Chosen = NDArray[np.bool_]
Forecast = Callable[[Chosen], Array]

MIXER = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio in 64 bits, as Fibonacci hashing has it."""
HALF_WORD = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rolled:
    """Hold the forecasts of every predictor.

    Args:
        chance: Chance of each row, by predictor; NaN where no forecast was asked.
            Each of shape `(row,)`.
        origins: Years from which forecasts were made.
        unfitted: Years by which too few outcomes had settled to fit a regression; the
            base rate speaks in its place, and they are not scored.
    """

    chance: dict[str, Array]
    origins: tuple[int, ...]
    unfitted: tuple[int, ...]


def roll(
    rows: Rows,
    predictors: Sequence[Predictor],
    origins: Iterable[int],
    register: Register,
    tell: Callable[[], None] | None = None,
) -> Rolled:
    """Forecast every row of the years asked for, from what had settled by then.

    Args:
        rows: All rows, those before the first origin too.
        predictors: Who forecasts.
        origins: Years of forecasts; those without rows are passed over.
        register: The assumptions.
        tell: Called when a year is done.

    Returns:
        The forecasts.

    Raises:
        OutlookError: If no row is of the years asked for, or a feature is not there.
    """
    wanted = sorted(set(origins) & set(np.unique(rows.origin).tolist()))
    if not wanted:
        raise OutlookError(
            "no question was open in the years asked for",
            f"years from {rows.origin.min()} to {rows.origin.max()}"
            if len(rows)
            else "rows",
            "ask for other years",
        )
    for one in predictors:
        for name in set(one.features) - set(rows.features):
            raise OutlookError(
                f"{one.name} goes by {name!r}", f"one of {', '.join(rows.features)}"
            )
    chance = {one.name: np.full(len(rows), np.nan) for one in predictors}
    desk = _Desk(rows=rows, key=_keys(rows), register=register)
    for year in wanted:
        asked = rows.origin == year
        for one in predictors:
            cut = year if one.rate else desk.cut(year)
            chance[one.name][asked] = desk.fit(one, cut)(asked)
        if tell is not None:
            tell()
    return Rolled(
        chance=chance,
        origins=tuple(wanted),
        unfitted=tuple(year for year in wanted if not desk.enough(desk.known(year))),
    )


def _keys(rows: Rows) -> Array:
    """Give each row a number from 0 to 1 that hangs on its unit and year only."""
    codes = ["|".join(unit).encode() for unit in rows.units]
    units = np.array([zlib.crc32(code) for code in codes], dtype=np.uint64)
    mixed = (units[rows.unit] << HALF_WORD) ^ (rows.origin.astype(np.uint64) * MIXER)
    mixed ^= mixed >> HALF_WORD
    mixed *= MIXER
    mixed ^= mixed >> HALF_WORD
    mixed *= MIXER
    return np.asarray((mixed >> HALF_WORD).astype(np.float64) / 2.0 ** float(HALF_WORD))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Desk:
    """Where predictors are fitted; the last fit of each is kept."""

    rows: Rows
    key: Array
    register: Register
    kept: dict[str, tuple[int, Forecast]] = field(default_factory=dict)

    def cut(self, year: int) -> int:
        """Year by whose end a regression's rows have settled.

        It does not hang on which years are asked for: regressions are fitted every
        few years, and every year at first.
        """
        common = year - year % int(self._number("refit"))
        return common if self.enough(self.known(common)) else year

    def fit(self, predictor: Predictor, cut: int) -> Forecast:
        """Fit a predictor to what had settled by the end of a year."""
        found = self.kept.get(predictor.name)
        if found is None or found[0] != cut:
            found = cut, self._fitted(predictor, self.known(cut))
            self.kept[predictor.name] = found
        return found[1]

    def known(self, cut: int) -> Chosen:
        rows = self.rows
        settled = (rows.settled <= cut) & (rows.origin < cut)
        return np.asarray(settled & ~np.isnan(rows.outcome))

    def enough(self, known: Chosen) -> bool:
        """Whether a regression can be fitted to these rows."""
        seen = self.rows.outcome[known]
        least = self._number("least_events")
        return bool(min(seen.sum(), (1 - seen).sum()) >= least)

    def _fitted(self, predictor: Predictor, known: Chosen) -> Forecast:
        rows, y = self.rows, self.rows.outcome[known]
        smoothing = self._number("smoothing")
        if predictor.rate and predictor.features:
            kinds, pull = _stack(rows, predictor, known), self._number("kind_pull")
            return lambda asked: rates_by_kind(
                kinds, y, _stack(rows, predictor, asked), smoothing=smoothing, pull=pull
            )
        if predictor.rate or not self.enough(known):
            plain = base_rate(y, smoothing=smoothing)
            return lambda asked: np.full(int(asked.sum()), plain)
        chosen, weight = self._thinned(known)
        x = _stack(rows, predictor, chosen)
        scale = _Scale.of(x, weight, self._number("reach"))
        fitted = fit_logit(
            scale.apply(x),
            rows.outcome[chosen],
            penalty=self._number("penalty"),
            weight=weight,
        )
        return lambda asked: fitted.chance(scale.apply(_stack(rows, predictor, asked)))

    def _thinned(self, known: Chosen) -> tuple[Chosen, Array]:
        """Keep all events and a part of the others; return which, and weights."""
        event = known & (self.rows.outcome == 1)
        other = known & (self.rows.outcome == 0)
        most = max(
            self._number("controls") * event.sum(), self._number("least_controls")
        )
        kept = other & (self.key < min(1.0, most / other.sum()))
        chosen = event | kept
        stands = other.sum() / max(kept.sum(), 1)
        return chosen, np.where(event[chosen], 1.0, stands)

    def _number(self, name: str) -> float:
        return self.register[f"backtest.{name}"].spread.centre


def _stack(rows: Rows, predictor: Predictor, chosen: Chosen) -> Array:
    return np.column_stack([rows.features[name][chosen] for name in predictor.features])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Scale:
    """What features are measured by: mean and spread of the rows fitted to.

    A feature that was not observed takes the mean, and a column of its own says so.
    """

    mean: Array
    spread: Array
    gaps: Chosen
    reach: float

    @classmethod
    def of(cls, x: Array, weight: Array, reach: float) -> _Scale:
        seen = ~np.isnan(x)
        share = seen * weight[:, None]
        whole = np.maximum(share.sum(axis=0), 1)
        mean = np.where(seen, x, 0).T @ weight / whole
        off = np.where(seen, x - mean, 0)
        spread = np.sqrt((off**2).T @ weight / whole)
        return cls(
            mean=mean,
            spread=np.where(spread > 0, spread, 1),
            gaps=np.asarray(~seen.all(axis=0) & seen.any(axis=0)),
            reach=reach,
        )

    def apply(self, x: Array) -> Array:
        seen = ~np.isnan(x)
        scaled = np.where(seen, (x - self.mean) / self.spread, 0)
        scaled = np.clip(scaled, -self.reach, self.reach)
        return np.column_stack([scaled, ~seen[:, self.gaps]])
