"""Items side by side, and how those that hang together are tempered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.question import Item


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """All items side by side, and the rule by which they hang together.

    An item's exponent is `1 / (1 + (s - 1) rho + (c - 1) shared)`: `s` items of its
    sort and `c` of its origin are on the board, itself included.

    Args:
        items: Distinct items.
        logs: Shape `(item, row, world)`, nats.
        rho: Correlation within a sort. Shape `(world,)`.
        shared: Correlation within an origin. Shape `(world,)`.
    """

    items: tuple[Item, ...]
    logs: NDArray[np.float64]
    rho: NDArray[np.float64]
    shared: NDArray[np.float64]

    def exponents(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return each item's exponent, 0 for those not kept. Shape `(item, world)`."""
        return self._exponents(self._counts(kept), np.arange(len(self.items)))

    def total(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Sum the tempered log-likelihoods of the kept items. Shape `(row, world)`."""
        return self._sum(self.exponents(kept), np.arange(len(self.items)))

    def without(
        self,
        kept: NDArray[np.bool_],
        other: NDArray[np.bool_],
        total: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Turn the total of one selection into that of another, touching what differs.

        Args:
            kept: The selection that `total` belongs to. Shape `(item,)`.
            other: The selection wanted. Shape `(item,)`.
            total: Shape `(row, world)`.
        """
        before, after = self._counts(kept), self._counts(other)
        moved = np.flatnonzero((before != after).any(axis=0))
        change = self._exponents(after, moved) - self._exponents(before, moved)
        return total + self._sum(change, moved)

    def _counts(self, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
        sorts = np.array([item.sort for item in self.items])
        origins = np.array([item.cluster for item in self.items])
        same_sort = (sorts[:, None] == sorts[None, :]) @ kept.astype(np.int64)
        same_origin = (origins[:, None] == origins[None, :]) @ kept.astype(np.int64)
        return np.stack([same_sort * kept, same_origin * kept])

    def _exponents(
        self, counts: NDArray[np.int64], spots: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        sort, origin = counts[:, spots, None]
        hanging = 1 + (sort - 1) * self.rho + (origin - 1) * self.shared
        return np.where(sort > 0, 1 / np.where(sort > 0, hanging, 1), 0)

    def _sum(
        self, exponents: NDArray[np.float64], spots: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        total = np.zeros(self.logs.shape[1:])
        for exponent, spot in zip(exponents, spots, strict=True):
            total += exponent * self.logs[spot]
        return total
