"""Evidence whose items hang on the truthfulness of a shared source.

Each origin is an unknown of its own: with chance `r` it tells what is so, and otherwise
all that it says tells nothing. Its items are then independent given that:

    P(items | row) = r prod_i L_i(row) + (1 - r) prod_i mean of L_i
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.question import Item
from suzerain.outlook.net import EvidenceNet, Unknown, log_likelihood

Array = NDArray[np.float64]
TRUE = ("true", "idle")
SHOWN = ("shown", "not")
ROW = "the rows"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SourceBoard:
    """All items side by side, each under its source: a board like the tempered one.

    Args:
        items: Distinct items; those of one cluster hang on one source.
        shown: How likely each item is if its source tells what is so, at most 1.
            Shape `(item, row, world)`.
        trust: Chance that each item's source tells what is so; items of one source
            take that of the first. Shape `(item, world)`.
    """

    items: tuple[Item, ...]
    shown: Array
    trust: Array

    @property
    def logs(self) -> Array:
        """Log-likelihood of each item by itself. Shape `(item, row, world)`."""
        trust = self.trust[:, None]
        alone = trust * self.shown + (1 - trust) * self.shown.mean(axis=1)[:, None]
        return np.asarray(np.log(np.maximum(alone, np.finfo(np.float64).tiny)))

    def exponents(self, kept: NDArray[np.bool_]) -> Array:
        """Return one for items that are kept: nothing is tempered. `(item, world)`."""
        return np.asarray(kept[:, None] * np.ones_like(self.trust))

    def total(self, kept: NDArray[np.bool_]) -> Array:
        """Reckon the log-likelihood of the kept items. Shape `(row, world)`."""
        spots = np.flatnonzero(kept)
        if not spots.size:
            return np.zeros(self.shown.shape[1:])
        seen = {_item(int(spot)): SHOWN[0] for spot in spots}
        logs = log_likelihood(self._net([int(spot) for spot in spots]), ROW, seen)
        tiny = np.log(np.finfo(np.float64).tiny)
        return np.asarray(np.maximum(logs, tiny).T)

    def without(
        self, kept: NDArray[np.bool_], other: NDArray[np.bool_], total: Array
    ) -> Array:
        """Turn the total of one selection into that of another.

        Only sources that lose or gain an item are reckoned anew.

        Args:
            kept: The selection that `total` belongs to. Shape `(item,)`.
            other: The selection wanted. Shape `(item,)`.
            total: Shape `(row, world)`.
        """
        moved = {self.items[spot].cluster for spot in np.flatnonzero(kept != other)}
        near = np.array([item.cluster in moved for item in self.items], dtype=np.bool_)
        return total - self.total(kept & near) + self.total(other & near)

    def _net(self, spots: list[int]) -> EvidenceNet:
        rows = self.shown.shape[1]
        states = tuple(map(str, range(rows)))
        even = np.full((1, rows), 1 / rows)
        nodes = [Unknown(name=ROW, states=states, chances=even)]
        known: set[str] = set()
        for spot in spots:
            source = f"source {self.items[spot].cluster}"
            if source not in known:
                known.add(source)
                true = self.trust[spot]
                table = np.stack([true, 1 - true], axis=1)
                nodes.append(Unknown(name=source, states=TRUE, chances=table))
            nodes.append(
                Unknown(
                    name=_item(spot),
                    states=SHOWN,
                    parents=(ROW, source),
                    chances=self._table(spot),
                )
            )
        return EvidenceNet(nodes=tuple(nodes))

    def _table(self, spot: int) -> Array:
        """Lay out `(world, row, source, shown)`."""
        shown = self.shown[spot].T
        idle = np.broadcast_to(shown.mean(axis=1, keepdims=True), shown.shape)
        chance = np.stack([shown, idle], axis=2)
        return np.stack([chance, 1 - chance], axis=3)


def _item(spot: int) -> str:
    return f"item {spot}"
