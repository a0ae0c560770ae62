"""In which ways a bundle may pass third powers.

A veto lets a bundle pass when every member is held in spite of the pull, or when one
of those whose will it hangs on is harmed within its limit. Each of these ways is a few
sums that must reach something; what passes several vetoes passes each in one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import Choice, Sums
from suzerain.strategy.tolerance import Veto

Truth = NDArray[np.bool_]
MOST = 3


class Gate:
    """The vetoes in some worlds.

    Args:
        vetoes: The vetoes.
        worlds: The worlds; a row is one of them. Shape `(row,)`.
    """

    def __init__(self, vetoes: Sequence[Veto], worlds: Choice) -> None:
        self.worlds = worlds
        self.vetoes = [v for v in vetoes if (v.pull[:, worlds] > 0).any()]
        self._holds = [
            [np.ascontiguousarray(veto.hold(m, worlds)) for m in range(len(veto.pull))]
            for veto in self.vetoes
        ]
        self._harms = [
            []
            if veto.refuses
            else [np.ascontiguousarray(one.harm(worlds)) for one in _voices(veto)]
            for veto in self.vetoes
        ]

    def stopped_by(self, row: Choice, choice: Choice) -> Truth:
        """Say which veto stops which bundle. Shape `(veto, bundle)`.

        Args:
            row: Row of each bundle. Shape `(bundle,)`.
            choice: Its levels. Shape `(term, bundle)`.
        """
        world = self.worlds[row]
        stopped = np.zeros((len(self.vetoes), len(row)), dtype=bool)
        for k, veto in enumerate(self.vetoes):
            can = stopped[k]
            for hold, pull in zip(self._holds[k], veto.pull, strict=True):
                can |= _picked(hold, row, choice) < pull[world]
            for harm, one in zip(self._harms[k], _voices(veto), strict=False):
                can &= _picked(harm, row, choice) > one.limit[world]
        return stopped

    def passes(self, row: Choice, choice: Choice) -> Truth:
        """Say which bundles no veto stops. Shape `(bundle,)`."""
        stopped = self.stopped_by(row, choice)
        return np.asarray(~np.logical_or.reduce(stopped, axis=0))

    def ways(self, sums: Sums, split: Truth) -> Iterator[tuple[Choice, Sums]]:
        """List the ways to pass some of the vetoes, and the rows where each is open.

        Args:
            sums: The members' gains in these rows.
            split: Vetoes that are passed in one way at a time; whether a bundle passes
                the others must be asked of it. Shape `(veto, row)`.

        Yields:
            Rows, and their gains and what else must be reached.
        """
        split = split & (np.cumsum(split, axis=0) <= MOST)
        used = np.flatnonzero(split.any(axis=1)).tolist()
        options = [self._options(k) for k in used]
        for way in product(*options):
            open_ = np.ones(sums.rows, dtype=bool)
            for k, (is_first, can, _) in zip(used, way, strict=True):
                open_ &= np.where(split[k], can, is_first)
            rows = np.flatnonzero(open_)
            if not len(rows):
                continue
            tables, spares = [sums.table[..., rows]], [sums.spare[:, rows]]
            for k, (_, _, needs) in zip(used, way, strict=True):
                here = split[k, rows]
                for table, spare, matters in needs:
                    on = here & matters[rows]
                    if on.any():
                        tables.append(np.where(on, table[..., rows], 0)[None])
                        spares.append(np.where(on, spare[rows], 0)[None])
            yield (
                rows,
                Sums(
                    table=np.concatenate(tables),
                    spare=np.concatenate(spares),
                    members=sums.members,
                ),
            )

    def _options(self, k: int) -> list[tuple[bool, Truth, list[Need]]]:
        """List a veto's ways: whether it is the first, where it is open, its needs."""
        veto, worlds = self.vetoes[k], self.worlds
        pulls = veto.pull[:, worlds]
        able = np.ones(len(worlds), dtype=bool)
        if veto.always is not None:
            able = ~veto.always[worlds]
        held: list[Need] = []
        for hold, pull in zip(map(_turned, self._holds[k]), pulls, strict=True):
            able &= hold.max(axis=1).sum(axis=0) >= pull
            matters = hold.min(axis=1).sum(axis=0) < pull
            held.append((hold, -np.where(matters, pull, 0), matters))
        options = [(True, able, held)]
        every = np.ones(len(worlds), dtype=bool)
        for harm, one in zip(map(_turned, self._harms[k]), _voices(veto), strict=False):
            limit = one.limit[worlds]
            able = harm.min(axis=1).sum(axis=0) <= limit
            options.append((False, able, [(-harm, limit, every)]))
        return options


Need = tuple[Array, Array, Truth]


def _voices(veto: Veto) -> tuple[Veto, ...]:
    """Those whose will a veto hangs on."""
    return (veto, *veto.beside)


def _turned(table: Array) -> Array:
    """Put the row last. Shape `(term, level, row)`."""
    return np.ascontiguousarray(table.transpose(1, 2, 0))


def _picked(table: Array, row: Choice, choice: Choice) -> Array:
    """Add up the cells that bundles choose. Shape `(bundle,)`."""
    _, terms, levels = table.shape
    flat = table.reshape(-1)
    total = np.zeros(len(row))
    for t in range(terms):
        total += flat[(row * terms + t) * levels + choice[t]]
    return total
