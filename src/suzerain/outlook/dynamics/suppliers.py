"""Who supplies whom as months pass: drift, cuts, ways round them, and substitutes.

With `q` what each supplier delivers and `q*` what it would without cuts and exits, a
need keeps the part `R = min(1, sum q / sum q*)` of its foreign supply. What it loses is
`measures.substitution.need_loss` with a `haste` of its own: a loss is short-run
(`haste = 1`) in the month in which it comes, and turns long-run at the rate
`adjustment`, so that `haste = A / (1 - R)` with `A` the part that is not yet replaced.
"""

from __future__ import annotations

import numpy as np

from suzerain.outlook.dynamics.clock import month_of_end
from suzerain.outlook.dynamics.noise import YEAR, Single
from suzerain.outlook.dynamics.rates import Rates
from suzerain.outlook.dynamics.start import Start

LEAST = np.finfo(np.float32).tiny


class Suppliers:
    """Move ties and needs of a block of worlds.

    Args:
        start: Where they start.
        exits: Uniform numbers that say when each supplier stops. `(tie, world)`.
        entries: The same for unnamed entrants. Shape `(cell, world)`.
    """

    def __init__(self, start: Start, exits: Single, entries: Single) -> None:
        self.start = start
        self.drift = np.zeros_like(start.share)
        self.need_drift = np.zeros_like(start.weight)
        self.unadjusted = np.zeros_like(start.weight)
        self.lost = np.zeros_like(start.weight)
        self.barred_for = np.zeros_like(start.share)
        self.month = 0
        self._exit = month_of_end(exits, start.exit)
        self._entry = month_of_end(entries, start.entry)
        cell, forms = start.tie_cell, start.forms()
        self._inner, self._outer, self._home = (
            one[cell] for one in (*forms, start.home)
        )
        self._reach = 1 - start.evasion[cell]
        self._ever = np.zeros(len(start.ties), dtype=bool)
        self.share = start.share * ~start.entering
        self.weight = start.weight.copy()
        self.shortfall = np.zeros_like(start.weight)
        self.pair_loss = self._pair_loss()

    def step(
        self,
        rates: Rates,
        shocks: tuple[Single, Single],
        *,
        growth: Single,
        barred: Single,
        need: Single,
        is_peace: Single,
    ) -> None:
        """Let a month pass.

        Args:
            rates: Of these worlds.
            shocks: Standard normal numbers for ties and for cells.
            growth: Factor of the plan on each tie's deliveries. Shape `(tie, world)`
                or `(1, 1)`.
            barred: Part of each tie that is barred this month. Shape `(tie, world)`.
            need: Factor of the plan on each need. Shape `(cell, world)`.
            is_peace: 1 where a war is over that was on at the start. `(world,)`.
        """
        start = self.start
        self.month += 1
        self._drift(rates, shocks)
        peace = 1 + is_peace * (start.peace - 1)
        self.weight = start.weight * np.exp(self.need_drift) * peace * need
        usual = np.exp(self.drift)
        usual *= start.share
        given = usual * (self._exit > self.month)
        if growth.size > 1:
            given *= growth
        self._bar(given, rates, barred)
        self._supply(usual, given)
        self.pair_loss = self._pair_loss()

    def _drift(self, rates: Rates, shocks: tuple[Single, Single]) -> None:
        start = self.start
        drift_on(
            self.drift, rates.of("share_return"), start.trend, start.noise * shocks[0]
        )
        drift_on(
            self.need_drift,
            rates.of("need_return"),
            start.need_trend,
            start.need_noise * shocks[1],
        )

    def _bar(self, given: Single, rates: Rates, barred: Single) -> None:
        """Leave of a barred flow what gets round it, more as ways are learned."""
        self._ever |= barred.any(axis=1)
        rows = np.flatnonzero(self._ever)
        if rows.size:
            part, lasted = barred[rows], self.barred_for[rows]
            learned = -np.expm1(-rates.of("evasion_speed") * lasted / YEAR)
            growth = 1 + (rates.of("evasion_ceiling") - 1) * learned
            evasion = np.minimum((1 - self._reach[rows]) * growth, 1)
            given[rows] *= 1 - part * (1 - evasion)
            self.barred_for[rows] = np.where(part > 0, lasted + 1, 0)

    def _supply(self, usual: Single, given: Single) -> None:
        """Reckon shares, what is lost, and what is not yet replaced."""
        start, many = self.start, self.start.supplied
        if not many:
            return
        rest = start.rest[:many]
        entrant = start.entrant[:many] * (self._entry[:many] <= self.month)
        if start.entering.any():
            usual *= ~start.entering
        whole = rest + start.cell_sums(usual)
        total = rest + entrant + start.cell_sums(given)
        total = np.maximum(total, LEAST)
        self.share = given / total[start.tie_cell]
        lost = 1 - np.minimum(total / np.maximum(whole, LEAST), 1)
        fresh = self.unadjusted[:many] + lost - self.lost[:many]
        fresh = np.clip(fresh, 0, lost)
        self.lost[:many] = lost
        haste = fresh / np.maximum(lost, LEAST)
        self.shortfall[:many] = lost_welfare(
            lost, start.home[:many], start.sigma[:many], start.varsigma[:many], haste
        )
        fade = np.exp(-start.adjustment[:many] / YEAR)
        self.unadjusted[:many] = fresh * fade

    def _pair_loss(self) -> Single:
        """Log loss of each recipient if the other cut it off, in the long run."""
        start = self.start
        if not len(start.ties):
            return np.zeros((0, start.rho.shape[-1]), dtype=np.float32)
        cell = start.tie_cell
        kept = 1 - self._reach * self.share
        loss = _index(kept, self._home, self._inner, self._outer)
        near = np.sqrt(np.finfo(np.float32).eps)
        gap = np.maximum(1 - start.rho, near)
        most = np.float32(np.log(np.finfo(np.float32).max) / 2)
        tilt = self.weight[cell] * np.expm1(np.minimum(gap * loss, most))
        total = start.pair_sums(tilt)
        return np.asarray(np.log1p(total) / gap)


def drift_on(drift: Single, back: Single, trend: Single, shock: Single) -> None:
    """Move logs by a month, in place: `x' = trend - back x + shock`.

    Args:
        drift: What moves. Shape `(row, world)`.
        back: Rate per year at which it returns. Shape `(world,)`.
        trend: Growth per year. Same shape as `drift`.
        shock: Unforeseen change, as large as in a whole year. Same shape; used up.

    Examples:
        >>> x, one = np.ones((1, 1)), np.ones((1, 1))
        >>> drift_on(x, 1.2 * one[0], 0.6 * one, 0 * one)
        >>> float(x[0, 0].round(3))
        0.95
    """
    drift *= 1 - back / YEAR
    drift += trend / YEAR
    shock *= np.float32(1 / np.sqrt(YEAR))
    drift += shock


def lost_welfare(
    lost: Single, home: Single, sigma: Single, varsigma: Single, haste: Single
) -> Single:
    """Measure the log loss of needs that lack a part of their foreign supply.

    `measures.substitution.need_loss` in single precision.

    Args:
        lost: Part of the foreign supply that is missing, 0 to 1.
        home: Own part of the supply.
        sigma: Elasticity between foreign suppliers.
        varsigma: Elasticity between home and foreign supply.
        haste: 1 in the short run, 0 in the long run.

    Returns:
        Log loss of each need, before its weight.

    Examples:
        >>> one = np.ones(1, dtype=np.float32)
        >>> loss = lost_welfare(0.8 * one, 0 * one, 4 * one, 4 * one, 0 * one)
        >>> float(1 - np.exp(-loss[0])).__round__(3)
        0.415
    """
    if not lost.any():
        return np.zeros_like(lost)
    near = np.finfo(np.float32).eps
    gap = np.maximum(varsigma - 1, near)
    inner = gap * (1 + haste * (sigma - 1)) / ((sigma - 1) * (1 + haste * gap))
    return _index(1 - lost, home, inner, 1 / gap + haste)


def _index(kept: Single, home: Single, inner: Single, outer: Single) -> Single:
    power = np.expm1(inner * np.log(np.maximum(kept, LEAST)))
    whole = np.maximum((1 - home) * power, np.finfo(np.float32).epsneg - 1)
    return np.asarray(-np.log1p(whole) * outer)
