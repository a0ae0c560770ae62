"""How a surplus is split.

Among the bundles of levels that every member gains from and no third power stops, the
members strike the one with the largest product of gains, each gain raised to its
member's bargaining weight (Nash 1950), or the one whose least gain, as a part of what
its member could gain at best, is largest (Kalai & Smorodinsky 1975). The search is
exact: what is left out cannot be best (`bound`, `follow`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import Choice, Sums
from suzerain.strategy.goal import Goal
from suzerain.strategy.passing import Gate
from suzerain.strategy.pursue import Effort, Pursued, pursue
from suzerain.strategy.tolerance import Veto, pick

__all__ = ["Bargain", "Effort", "Method", "bargain"]

Method = Literal["nash", "kalai-smorodinsky"]
Truth = NDArray[np.bool_]
ROWS = 4096
EVEN = float(np.sqrt(np.finfo(np.float64).eps))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bargain:
    """Hold what the members strike in every world.

    Args:
        exists: Whether any bundle pays every member and is let pass. Shape `(world,)`.
        choice: Index of each term's level; 0 without a bargain. Shape `(world, term)`.
        surplus: Gain of each member; 0 without a bargain. Shape `(member, world)`.
        search: How bundles were searched, in words.
        unproved: Worlds in which something better may have been missed, because there
            were more bundles to follow than may be kept; None for none. Shape
            `(world,)`.
    """

    exists: Truth
    choice: Choice
    surplus: Array
    search: str
    unproved: Truth | None = None


def bargain(
    gain: Array,
    *,
    weight: Array,
    effort: Effort,
    vetoes: Sequence[Veto] = (),
    method: Method = "nash",
    wider: Bargain | None = None,
) -> Bargain:
    """Find the bundle that the members strike, in every world.

    Where the bargain of a wider set of bundles lies within the narrower one it is the
    narrower one's bargain too, so only the other worlds are searched again.

    Args:
        gain: Surplus of each level of each term. Shape `(member, world, term, level)`.
        weight: Bargaining weight of each member, above 0. Shape `(member, world)`.
        effort: How much may be tried.
        vetoes: Third powers that may stop a bundle.
        method: `nash`, or `kalai-smorodinsky` (equal parts of each member's ideal).
        wider: The bargain with fewer vetoes, if known.

    Returns:
        The bargain; in worlds without any gain for all it does not exist.

    Examples:
        Two members share ten parts with outside options two and three.

        >>> first = np.linspace(0, 10, 21)
        >>> gain = np.stack([first - 2, 10 - first - 3])[:, None, None, :]
        >>> effort = Effort(limit=100, cells=1000)
        >>> deal = bargain(gain, weight=np.ones((2, 1)), effort=effort)
        >>> float(first[deal.choice[0, 0]])
        4.5
    """
    _, worlds, terms, _ = gain.shape
    exists = np.zeros(worlds, dtype=bool)
    choice = np.zeros((worlds, terms), dtype=np.intp)
    unproved = np.zeros(worlds, dtype=bool)
    rows = np.arange(worlds)
    if wider is None and vetoes and method == "nash":
        wider = bargain(gain, weight=weight, effort=effort)
    if wider is not None and method == "nash":
        kept = wider.exists & ~_blocked(vetoes, wider.choice)
        exists[kept], choice[kept] = True, wider.choice[kept]
        unproved |= False if wider.unproved is None else wider.unproved
        rows = np.flatnonzero(wider.exists & ~kept)
    task = _Task(gain=gain, weight=weight, vetoes=vetoes, effort=effort, wider=wider)
    work = task.nash if method == "nash" else task.equal_parts
    for block, found in _side_by_side(work, _blocks(rows, gain.shape, effort)):
        exists[block] = found.best.score > -np.inf
        choice[block] = np.where(exists[block, None], found.best.choice.T, 0)
        unproved[block] |= found.unproved
    surplus = np.stack([np.where(exists, pick(table, choice), 0) for table in gain])
    return Bargain(
        exists=exists,
        choice=choice,
        surplus=surplus,
        search=_in_words(unproved, effort),
        unproved=unproved if unproved.any() else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Task:
    """The problem in all worlds; solved block by block."""

    gain: Array
    weight: Array
    vetoes: Sequence[Veto]
    effort: Effort
    wider: Bargain | None

    def nash(self, worlds: Choice) -> Pursued:
        """Find the largest product of gains."""
        weight = self.weight[:, worlds]
        goal = Goal(weight=weight / weight.sum(axis=0))
        gate = Gate(self.vetoes, worlds)
        split = np.ones((len(gate.vetoes), len(worlds)), dtype=bool)
        if self.wider is not None:
            split = gate.stopped_by(np.arange(len(worlds)), self.wider.choice[worlds].T)
        return pursue(self._sums(worlds), goal, gate, split, self.effort)

    def equal_parts(self, worlds: Choice) -> Pursued:
        """Find the largest least part; of equals, the largest product of parts."""
        sums, gate = self._sums(worlds), Gate(self.vetoes, worlds)
        split = np.ones((len(gate.vetoes), len(worlds)), dtype=bool)
        count = len(self.gain)

        def solve(sums: Sums, goal: Goal) -> Pursued:
            return pursue(sums, goal, gate, split, self.effort)

        ideal = np.zeros((count, len(worlds)))
        unproved = np.zeros(len(worlds), dtype=bool)
        for member in range(count):
            only = np.zeros((count, len(worlds)))
            only[member] = 1
            found = solve(sums, Goal(weight=only, least=True))
            ideal[member] = np.exp(found.best.score)
            unproved |= found.unproved
        ideal = np.where(ideal > 0, ideal, 1)
        parts = replace(sums, table=sums.table / ideal[:, None, None])
        even = np.full((count, len(worlds)), 1 / count)
        least = solve(parts, Goal(weight=even, least=True))
        floor = np.exp(least.best.score) * (1 - EVEN)
        level = replace(
            parts,
            table=np.concatenate((parts.table, parts.table)),
            spare=np.concatenate((parts.spare, parts.spare - floor)),
        )
        final = solve(level, Goal(weight=even))
        return replace(final, unproved=unproved | least.unproved | final.unproved)

    def _sums(self, worlds: Choice) -> Sums:
        table = np.ascontiguousarray(np.moveaxis(self.gain[:, worlds], 1, -1))
        return Sums(
            table=table,
            spare=np.zeros((len(table), len(worlds))),
            members=len(table),
        )


def cores() -> int:
    """Count the processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_words(unproved: Truth, effort: Effort) -> str:
    if not unproved.any():
        return "all bundles, those that cannot be best left out by bounds"
    return (
        f"the {effort.limit} most promising parts of bundles, as all would be too "
        f"many in {int(unproved.sum())} of {len(unproved)} worlds"
    )


def _blocks(rows: Choice, shape: tuple[int, ...], effort: Effort) -> Iterator[Choice]:
    """Cut rows into blocks whose tables and pairs of levels stay near the processor."""
    _, _, terms, levels = shape
    size = min(max(effort.cells // (levels * max(levels, terms)), 1), ROWS)
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _side_by_side(
    work: Callable[[Choice], Pursued], blocks: Iterator[Choice]
) -> Iterator[tuple[Choice, Pursued]]:
    """Solve blocks on as many cores as there are; each block is on its own."""
    todo = list(blocks)
    if min(cores(), len(todo)) <= 1:
        yield from ((block, work(block)) for block in todo)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores()) as pool:
        yield from zip(todo, pool.map(work, todo), strict=True)


def _blocked(vetoes: Sequence[Veto], choice: Choice) -> Truth:
    stopped = np.zeros(len(choice), dtype=bool)
    for veto in vetoes:
        stopped |= veto.blocks(choice)
    return stopped
