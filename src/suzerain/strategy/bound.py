"""Which bundles cannot be the bargain, so that they need not be tried.

All that a bundle must meet is a sum over terms: that each member gains, that a refusal
is outweighed, that harm stays within a limit, and that it beats the best bundle known
(the tangent of the product of gains lies above it, so a bundle below the tangent
cannot be better). A level of a term goes when, with the best of all other terms, it
still misses a weighted mean of these (Lagrange's bound). What is left is tried in full,
so the result is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.tolerance import Veto, pick

Choice = NDArray[np.intp]
Truth = NDArray[np.bool_]
SLACK = float(np.sqrt(np.finfo(np.float64).eps))


def score_of(gains: Sequence[Array], weight: Sequence[Array]) -> Array:
    """Return the log of the weighted product of gains; minus infinity without one.

    Args:
        gains: Gain of each member, any one shape.
        weight: Weight of each member, broadcast against its gain.

    Examples:
        >>> half = np.full(1, 0.5)
        >>> float(np.exp(score_of([np.array([4.0]), np.array([9.0])], [half, half]))[0])
        6.0
    """
    total = np.zeros_like(gains[0])
    with np.errstate(divide="ignore"):
        for gain, part in zip(gains, weight, strict=True):
            logs = np.log(np.maximum(gain, 0))
            logs *= part
            total += logs
    return total


class Search:
    """Find the best bundle in some worlds, exactly.

    Args:
        gain: Surplus. Shape `(member, world, term, level)`.
        weight: Bargaining weights. Shape `(member, world)`.
        vetoes: Third powers that may stop a bundle.
        rows: The worlds to search. Shape `(row,)`.
    """

    def __init__(
        self,
        gain: Array,
        weight: Array,
        vetoes: Sequence[Veto],
        rows: NDArray[np.intp],
    ) -> None:
        self.gain = np.ascontiguousarray(gain[:, rows])
        self.weight = weight[:, rows]
        self.rows = rows
        self.vetoes = [veto for veto in vetoes if (veto.pull[:, rows] > 0).any()]
        self.harms = [
            [one.harm(rows) for one in (veto, *veto.beside)] for veto in self.vetoes
        ]
        self.holds = [
            [veto.hold(m, rows) for m in range(len(gain))] for veto in self.vetoes
        ]
        self.keep = np.ones(self.gain.shape[1:], dtype=bool)
        self.best = np.full(len(rows), -np.inf)
        self.choice = np.zeros(self.gain.shape[1:-1], dtype=np.intp)

    def run(self, known: Choice, *, rounds: int, cells: int = 0) -> None:
        """Leave out what cannot be best, and try the rest.

        Args:
            known: Bundles to begin with, where acceptable. Shape `(row, term)`.
            rounds: Number of weighted means tried.
            cells: Bundles tried at once; 0 tries none of the rest, and improves the
                best known one term at a time instead.
        """
        self._try(known)
        tables, spare = self._musts()
        scale = tables.max(axis=3).sum(axis=2) + spare
        scale = np.where(scale > 0, scale, 1)
        tables = tables / scale[:, :, None, None]
        spare = spare / scale
        load = np.ones_like(spare)
        for _ in range(rounds):
            tangent, offset = self._tangent()
            load /= load.sum(axis=0)
            mean = np.einsum("kw,kwtl->wtl", load, tables) + tangent
            level = (load * spare).sum(axis=0) + offset
            chosen = self._drop(mean, level)
            self._try(chosen)
            reached = np.stack([pick(table, chosen) for table in tables]) + spare
            load *= np.exp2(-np.clip(reached, -1, 1) * 2)
        for _ in range(1 if cells else rounds):
            self._ascend()
        if cells:
            self._drop(*self._tangent())
            alive = np.logical_and.reduce(self.keep.any(axis=2), axis=1)
            shared = list(zip(tables, spare, strict=True))
            self._enumerate(np.flatnonzero(alive), shared, cells)

    def _musts(self) -> tuple[Array, Array]:
        """What every acceptable bundle must meet: sums plus what is to spare >= 0."""
        tables = list(self.gain)
        spare = [np.zeros(len(self.rows)) for _ in tables]
        for veto, harms, holds in zip(self.vetoes, self.harms, self.holds, strict=True):
            pull = veto.pull[:, self.rows]
            most = np.stack([hold.max(axis=2).sum(axis=1) for hold in holds])
            if veto.refuses:
                for hold, threat in zip(holds, pull, strict=True):
                    active = threat > 0
                    tables.append(np.where(active[:, None, None], hold, 0))
                    spare.append(np.where(active, -threat, 1))
            elif not veto.beside:  # where several must want it, no one sum decides
                stuck = np.logical_or.reduce(most < pull, axis=0)
                if veto.always is not None:
                    stuck |= veto.always[self.rows]
                tables.append(np.where(stuck[:, None, None], -harms[0], 0))
                spare.append(np.where(stuck, veto.limit[self.rows], 1))
        return np.stack(tables), np.stack(spare)

    def _tangent(self) -> tuple[Array, Array]:
        """What a bundle must meet to beat the best known; nothing where none is."""
        found = self.best > -np.inf
        own = np.stack([pick(table, self.choice) for table in self.gain])
        slope = self.weight / self.weight.sum(axis=0) / np.where(found, own, 1)
        slope = np.where(found, slope, 0)
        table = np.einsum("mw,mwtl->wtl", slope, self.gain)
        return table, np.where(found, -1.0, 0.0)

    def _drop(self, table: Array, level: Array) -> Choice:
        """Drop levels that miss the mark at best; return the bundle that is best."""
        open_table = np.where(self.keep, table, -np.inf)
        chosen: Choice = open_table.argmax(axis=2)
        top = open_table.max(axis=2)
        top = np.where(np.isfinite(top), top, 0)
        rest = level[:, None] + top.sum(axis=1, keepdims=True) - top
        self.keep &= table + rest[:, :, None] >= -SLACK
        return chosen

    def _try(self, choice: Choice) -> None:
        """Take bundles that are acceptable and better than the best known."""
        gains = [pick(table, choice) for table in self.gain]
        score = score_of(gains, list(self.weight))
        score[self._stopped(choice)] = -np.inf
        better = score > self.best
        self.best[better], self.choice[better] = score[better], choice[better]

    def _ascend(self) -> None:
        """Improve the best bundles known, one term at a time."""
        terms, levels = self.gain.shape[2:]
        for t in range(terms):
            for level in range(levels):
                trial = self.choice.copy()
                trial[:, t] = level
                self._try(trial)

    def _stopped(self, choice: Choice) -> Truth:
        stopped = np.zeros(len(choice), dtype=bool)
        for veto, harms, holds in zip(self.vetoes, self.harms, self.holds, strict=True):
            can = np.zeros(len(choice), dtype=bool)
            for hold, pull in zip(holds, veto.pull[:, self.rows], strict=True):
                can |= pick(hold, choice) < pull
            if not veto.refuses:
                for one, harm in zip((veto, *veto.beside), harms, strict=True):
                    can &= pick(harm, choice) > one.limit[self.rows]
            stopped |= can
        return stopped

    def _enumerate(
        self, rows: Choice, needs: Sequence[tuple[Array, Array]], cells: int
    ) -> None:
        """Try all bundles that meet some sums and beat the best known."""
        terms, levels = self.gain.shape[2:]
        tangent = self._tangent()
        pack = max(cells // levels**terms, 1)
        for first in range(0, len(rows), pack):
            block = rows[first : first + pack]
            open_ = _reaches(tangent, block)
            for table, spare in needs:
                if table[block].any() and open_.any():
                    open_ &= _reaches((table, spare), block)
            spot = np.flatnonzero(open_)
            world, bundle = np.divmod(spot, levels**terms)
            self._try_all(block[world], bundle)

    def _try_all(self, world: Choice, bundle: Choice) -> None:
        terms, levels = self.gain.shape[2:]
        spots = np.empty((terms, len(world)), dtype=np.intp)
        for t in range(terms - 1, -1, -1):
            bundle, digit = np.divmod(bundle, levels)
            spots[t] = (world * terms + t) * levels + digit
        gains = [_total(table, spots) for table in self.gain]
        score = score_of(gains, list(self.weight[:, world]))
        fit = np.flatnonzero(score > self.best[world])
        fit = fit[~self._stopped_at(spots[:, fit], world[fit])]
        score, world, spots = score[fit], world[fit], spots[:, fit]
        ranked = np.lexsort((-score, world))
        at = ranked[np.flatnonzero(np.diff(world[ranked], prepend=-1))]
        self.best[world[at]] = score[at]
        self.choice[world[at]] = spots[:, at].T % levels

    def _stopped_at(self, spots: Choice, world: Choice) -> Truth:
        stopped = np.zeros(len(world), dtype=bool)
        for veto, harms, holds in zip(self.vetoes, self.harms, self.holds, strict=True):
            can = np.zeros(len(world), dtype=bool)
            at = self.rows[world]
            for hold, pull in zip(holds, veto.pull, strict=True):
                can |= _total(hold, spots) < pull[at]
            if not veto.refuses:
                for one, harm in zip((veto, *veto.beside), harms, strict=True):
                    can &= _total(harm, spots) > one.limit[at]
            stopped |= can
        return stopped


def _total(table: Array, spots: Choice) -> Array:
    """Add up cells of a table, one of each term, found by their flat position."""
    flat = table.ravel()
    total: Array = flat[spots[0]]
    for spot in spots[1:]:
        total += flat[spot]
    return total


def _reaches(need: tuple[Array, Array], block: Choice) -> Truth:
    """Say which bundles' sums reach zero. Shape `(row, bundle)`."""
    table, spare = need
    return np.asarray(spread_out(table[block]) >= -SLACK - spare[block, None])


def spread_out(table: Array) -> Array:
    """Add a table up over every bundle of levels.

    Args:
        table: Shape `(world, term, level)`.

    Returns:
        Sums. Shape `(world, level ** term)`, the last term's level changing fastest.

    Examples:
        >>> spread_out(np.array([[[0.0, 1.0], [0.0, 10.0]]]))
        array([[ 0., 10.,  1., 11.]])
    """
    total = table[:, -1]
    for t in range(table.shape[1] - 2, -1, -1):  # long inner loops are fast
        total = (table[:, t, :, None] + total[:, None]).reshape(len(table), -1)
    return total
