"""One pass over all equations of the model, for many shocks at once.

Arrays have the shape `(sector, region, slot)`; a slot holds one shock at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array
from suzerain.measures.judge.baseline import Baseline, Single, TradeTable

Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edits:
    """Shares that differ from the baseline's, one entry a pair and slot.

    Args:
        slot: Slot of each entry. Shape `(entry,)`.
        importer: Place of the importer. Same shape.
        exporter: Place of the exporter. Same shape.
        shares: What is added to the trade shares. Shape `(sector, entry)`.
        net: What is added to the shares after tariffs. Same shape.
    """

    slot: Index
    importer: Index
    exporter: Index
    shares: Array
    net: Array

    @classmethod
    def none(cls, sectors: int) -> Edits:
        """No edits."""
        empty, flat = np.zeros(0, dtype=np.intp), np.zeros((sectors, 0))
        return cls(slot=empty, importer=empty, exporter=empty, shares=flat, net=flat)


class Sweep:
    """Hold the state of every slot and pass over the equations.

    Args:
        baseline: The economy laid out.
        slots: How many shocks are held at once.
        trade: TradeTable shares, when they differ from the baseline's throughout.
    """

    def __init__(
        self, baseline: Baseline, slots: int, trade: TradeTable | None = None
    ) -> None:
        economy = baseline.economy
        regions, sectors = economy.value_added.shape
        self.baseline = baseline
        self.trade = trade or baseline.trade
        self.slots = slots
        self.labour = economy.income[:, None]
        self.deficit = economy.deficit[:, None]
        self.theta = economy.elasticity[:, None]
        self.per_theta = 1 / self.theta[:, :, None]
        self.world = economy.income / economy.income.sum()
        self.log_price = np.zeros((sectors + 1, regions, slots))
        self.spending = np.repeat(
            np.ascontiguousarray(baseline.spending.T)[:, :, None], slots, axis=2
        )
        shape = (sectors, regions, slots)
        self.cost, self.index, self.kept = (np.empty(shape) for _ in "cik")
        self.ratio, self.spare = np.empty(shape), np.empty(shape)
        self.sold = np.empty((sectors + 1, regions, slots))
        self.used = np.empty((sectors + 1, regions, slots))
        self.gap = np.empty(shape, dtype=np.float32)
        self.step = np.empty(shape, dtype=np.float32)
        self.revenue = np.zeros((regions, slots))
        self.excess = np.zeros((regions, slots))
        self.edits = Edits.none(sectors)
        self._importers: list[Index] = []
        self._exporters: list[Index] = []

    @property
    def log_wage(self) -> Array:
        """Log change of wages. Shape `(region, slot)`."""
        wage: Array = self.log_price[-1]
        return wage

    def edit(self, edits: Edits) -> None:
        """Put other edits in place."""
        self.edits = edits
        self._importers = _rounds(edits.importer * self.slots + edits.slot)
        self._exporters = _rounds(edits.exporter * self.slots + edits.slot)

    def reset(self, slots: Index) -> None:
        """Put these slots back to the baseline."""
        self.log_price[:, :, slots] = 0
        self.spending[:, :, slots] = self.baseline.spending.T[:, :, None]

    def keep(self, slots: Index) -> None:
        """Drop all slots but these."""
        names = ("cost", "index", "kept", "ratio", "sold", "spare", "gap", "step")
        for name in (*names, "used", "revenue", "excess", "log_price", "spending"):
            setattr(self, name, np.ascontiguousarray(getattr(self, name)[..., slots]))
        self.slots = len(slots)

    def look(self) -> Array:
        """Reckon every equation where the slots stand.

        Returns:
            The largest residual of each slot: of log prices, of spending and of
            labour income, both as parts of the region's income. Shape `(slot,)`.
        """
        with np.errstate(all="ignore"):  # a slot that diverges is seen by its residual
            return self._look()

    def _look(self) -> Array:
        self._prices()
        self._revenue()
        wage = np.exp(self.log_wage)
        wage *= self.labour
        income = self.sold[-1]
        np.add(wage, self.revenue, out=income)
        income += self.deficit
        self._sales()
        used = self.used
        used[:-1] -= self.spending
        np.divide(used[-1], wage, out=self.excess)
        self.excess -= 1
        return self._residual()

    def _prices(self) -> None:
        base, trade = self.baseline, self.trade
        _per_region(base.cost_links, self.log_price, self.cost)
        np.exp(self.cost, out=self.cost)
        np.matmul(trade.shares, self.cost, out=self.index)
        entries, cost = self.edits, None
        if self._importers:
            cost = self.cost[:, entries.exporter, entries.slot]
            self._add(
                self.index, self._importers, entries.importer, entries.shares * cost
            )
        np.divide(self.spending, self.index, out=self.ratio)
        if trade.taxed:
            np.matmul(trade.net, self.cost, out=self.kept)
            if cost is not None:
                self._add(
                    self.kept, self._importers, entries.importer, entries.net * cost
                )
        np.log(self.index, out=self.spare)
        np.subtract(self.spare, self.log_price[:-1], out=self.index)

    def _revenue(self) -> None:
        if self.trade.taxed:
            np.einsum("jns,jns->ns", self.ratio, self.kept, out=self.revenue)
            np.subtract(self.spending.sum(axis=0), self.revenue, out=self.revenue)

    def _sales(self) -> None:
        sold = self.sold[:-1]
        np.matmul(self.trade.net.transpose(0, 2, 1), self.ratio, out=sold)
        if self._exporters:
            entries = self.edits
            ratio = self.ratio[:, entries.importer, entries.slot]
            self._add(sold, self._exporters, entries.exporter, entries.net * ratio)
        sold *= self.cost
        _per_region(self.baseline.use_links, self.sold, self.used)

    def _add(self, to: Array, rounds: list[Index], region: Index, what: Array) -> None:
        for entry in rounds:
            to[:, region[entry], self.edits.slot[entry]] += what[:, entry]

    def _residual(self) -> Array:
        np.multiply(self.index, self.per_theta, out=self.spare)
        prices = np.maximum(self.spare.max(axis=0), -self.spare.min(axis=0))
        gap = self.used[:-1]
        spending = np.maximum(gap.max(axis=0), -gap.min(axis=0))
        spending /= self.labour
        parts = (prices, spending, np.abs(self.excess))
        worst: Array = np.max([part.max(axis=0) for part in parts], axis=0)
        return worst

    def settle(self) -> None:
        """Move prices and spending towards their values at these wages."""
        with np.errstate(all="ignore"):
            self._settle()

    def _settle(self) -> None:
        base, gap, step = self.baseline, self.gap, self.step
        np.copyto(gap, self.index, casting="same_kind")
        _per_region(base.price_block, gap, step)
        self.log_price[:-1] += step
        np.copyto(gap, self.used[:-1], casting="same_kind")
        _per_region(base.spend_block, gap, step)
        self.spending += step

    def move(self, longest: float) -> None:
        """Move wages towards clearing, and all else with them.

        Args:
            longest: The largest step of a log wage.
        """
        self.settle()
        with np.errstate(all="ignore"):
            step = self.baseline.wage_step @ self.excess
            size = np.abs(step).max(axis=0)
            step *= longest / np.maximum(size, longest)
            self.step_wages(step)

    def step_wages(self, step: Array) -> None:
        """Change log wages, keep world income, and let prices and spending follow."""
        base = self.baseline
        step = step - np.log(self.world @ np.exp(self.log_wage + step))
        self.log_wage[...] += step
        small = step.astype(np.float32)
        np.matmul(base.price_wage, small, out=self.step)
        self.log_price[:-1] += self.step
        np.matmul(base.spend_wage, small, out=self.step)
        self.spending += self.step


def _per_region(
    links: Array | Single, what: Array | Single, out: Array | Single
) -> None:
    """Multiply each region's links with its own column of every slot."""
    np.matmul(links, what.transpose(1, 0, 2), out=out.transpose(1, 0, 2))


def _rounds(key: Index) -> list[Index]:
    """Split entries into rounds in which no key stands twice."""
    if not len(key):
        return []
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    first = np.concatenate([[True], ranked[1:] != ranked[:-1]])
    start = np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    rank = np.arange(len(key)) - start
    return [order[rank == turn] for turn in range(int(rank.max()) + 1)]
