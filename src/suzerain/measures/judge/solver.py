"""Solve many shocks at once: slots that are filled anew when a shock is solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.baseline import Baseline, TradeTable
from suzerain.measures.judge.hopeless import hopeless
from suzerain.measures.judge.shock import Shocks
from suzerain.measures.judge.sweep import Edits, Index, Sweep

SLOTS = 40
LONGEST = 0.25
PASSES = 120


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reached:
    """What the solver found for each shock; NaN where it did not converge.

    Args:
        log_wage: Log change of wages. Shape `(shock, region)`.
        log_price: Log change of prices. Shape `(shock, region, sector)`.
        spending: New spending. Shape `(shock, region, sector)`.
        revenue: New tariff revenue. Shape `(shock, region)`.
        residual: Largest residual. Shape `(shock,)`.
        passes: Passes over the equations. Shape `(shock,)`.
    """

    log_wage: Array
    log_price: Array
    spending: Array
    revenue: Array
    residual: Array
    passes: NDArray[np.int64]

    @classmethod
    def empty(cls, baseline: Baseline, count: int) -> Reached:
        """Make room for so many shocks."""
        regions, sectors = baseline.spending.shape
        flat, full = (count, regions), (count, regions, sectors)
        return cls(
            log_wage=np.empty(flat),
            log_price=np.empty(full),
            spending=np.empty(full),
            revenue=np.empty(flat),
            residual=np.full(count, np.inf),
            passes=np.zeros(count, dtype=np.int64),
        )

    def lose(self, shocks: Index) -> None:
        """Put NaN where shocks did not converge."""
        for values in (self.log_wage, self.log_price, self.spending, self.revenue):
            values[shocks] = np.nan

    def store(self, shocks: Index, sweep: Sweep, slots: Index) -> None:
        """Keep where these slots stand."""
        theta = sweep.theta[:, :, None]
        self.log_wage[shocks] = sweep.log_wage[:, slots].T
        price = sweep.log_price[:-1, :, slots] / -theta
        self.log_price[shocks] = price.transpose(2, 1, 0)
        self.spending[shocks] = sweep.spending[:, :, slots].transpose(2, 1, 0)
        self.revenue[shocks] = sweep.revenue[:, slots].T


class Queue:
    """Hand out the edits of shocks.

    Args:
        baseline: The economy.
        shocks: All shocks.
    """

    def __init__(self, baseline: Baseline, shocks: Shocks) -> None:
        economy = baseline.economy
        _check_fit(economy, shocks)
        pair = shocks.importer, shocks.exporter
        old, theta = economy.tariff[pair], economy.elasticity
        share = economy.trade[pair]
        weight = share * shocks.weight * ((1 + shocks.tariff) / (1 + old)) ** -theta
        self.baseline = baseline
        self.shocks = shocks
        self.shares = np.ascontiguousarray((weight - share).T)
        net = weight / (1 + shocks.tariff) - share / (1 + old)
        self.net = np.ascontiguousarray(net.T)
        count = np.bincount(shocks.shock, minlength=len(shocks))
        self.start = np.concatenate([[0], np.cumsum(count)])
        order = np.argsort(shocks.shock, kind="stable")
        self.order = order
        self.taxed = bool(shocks.tariff.any())

    def trade(self, baseline: Baseline) -> TradeTable:
        """Return the baseline's trade, taxed when a shock brings tariffs."""
        return replace(baseline.trade, taxed=self.taxed or baseline.trade.taxed)

    def hopeless(self) -> Iterator[tuple[int, str]]:
        """Yield the shocks that have no equilibrium, and why."""
        return hopeless(self.baseline.economy, self.shocks, self.shares.T)

    def edits(self, held: Index) -> Edits:
        """Return the edits of the shocks that the slots hold."""
        parts = [
            self.order[self.start[shock] : self.start[shock + 1]] for shock in held
        ]
        entry = np.concatenate(parts)
        return Edits(
            slot=np.repeat(np.arange(len(held)), [len(part) for part in parts]),
            importer=self.shocks.importer[entry],
            exporter=self.shocks.exporter[entry],
            shares=self.shares[:, entry],
            net=self.net[:, entry],
        )


def solve(
    baseline: Baseline, queue: Queue, chosen: Index, reached: Reached, tolerance: float
) -> None:
    """Solve these shocks; what does not converge keeps an infinite residual."""
    slots = min(SLOTS, len(chosen))
    if not slots:
        return
    sweep = Sweep(baseline, slots, queue.trade(baseline))
    held, waiting = chosen[:slots].copy(), chosen[slots:]
    age = np.zeros(slots, dtype=np.int64)
    sweep.edit(queue.edits(held))
    while len(held):
        residual = sweep.look()
        age += 1
        done = residual <= tolerance
        over = done | (age >= PASSES) | ~np.isfinite(residual)
        if over.any():
            good = np.flatnonzero(done)
            reached.store(held[good], sweep, good)
            reached.residual[held[good]] = residual[good]
            reached.passes[held[over]] = age[over]
            sweep.move(LONGEST)
            held, age, waiting = _refill(
                sweep, held, age, waiting, np.flatnonzero(over)
            )
            if len(held):
                sweep.edit(queue.edits(held))
        else:
            sweep.move(LONGEST)


def _refill(
    sweep: Sweep, held: Index, age: Index, waiting: Index, free: Index
) -> tuple[Index, Index, Index]:
    """Put waiting shocks into free slots; drop the slots that stay free."""
    taken = free[: len(waiting)]
    held[taken] = waiting[: len(taken)]
    age[taken] = 0
    sweep.reset(taken)
    left = free[len(taken) :]
    if len(left):
        kept = np.setdiff1d(np.arange(len(held)), left)
        sweep.keep(kept)
        held, age = held[kept], age[kept]
    return held, age, waiting[len(taken) :]


def _check_fit(economy: Economy, shocks: Shocks) -> None:
    """Refuse shocks that were made for a world of another size."""
    sectors = shocks.weight.shape[1]
    places = [part.max(initial=0) for part in (shocks.importer, shocks.exporter)]
    if sectors != len(economy.sectors) or max(places) >= len(economy.regions):
        raise SuzerainError(
            f"shocks to {sectors} sectors and {int(max(places)) + 1} regions or more",
            f"shocks made for this economy: {economy}",
            "make the shocks with the economy that is solved",
        )
