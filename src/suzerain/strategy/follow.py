"""Follow partial bundles, one term after the other, and drop those that cannot win.

A partial bundle goes when its regrets exceed the slack of its row (`bound`), or when
some sum cannot reach what it must even with the best of all terms to come. What is left
at the last term is tried, so the best bundle is exact, unless a row holds more partial
bundles than may be kept: then the row is named, and given up or thinned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import SLACK, BestKnown, Choice, Sums
from suzerain.strategy.goal import Goal

Truth = NDArray[np.bool_]
Passes = Callable[[Choice, Choice], Truth]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pursuit:
    """Hold what following needs to know.

    Args:
        sums: What bundles add up to.
        goal: What is made large.
        regret: What each level lacks to its term's best. Shape `(term, row, level)`.
        passes: Says of bundles, by row and choice `(term, bundle)`, whether no third
            power stops them.
        cells: Partial bundles held at once.
        limit: Partial bundles of one row that are kept.
        patience: Partial bundles that rows with more than that may have together, and
            still be followed.
        thin: Whether the least regretted ones of a row with too many go on; else none
            does.
    """

    sums: Sums
    goal: Goal
    regret: Array
    passes: Passes
    cells: int
    limit: int
    patience: int = 0
    thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Front:
    """Hold partial bundles of like length, sorted by row."""

    row: Choice
    slack: Array
    total: Array
    path: tuple[tuple[Choice, Choice], ...]
    spot: Choice

    def at(self, kept: Choice | slice) -> Front:
        """Return some of them."""
        return Front(
            row=self.row[kept],
            slack=self.slack[kept],
            total=self.total[:, kept],
            path=self.path,
            spot=self.spot[kept],
        )


def follow(pursuit: Pursuit, slack: Array, best: BestKnown) -> Truth:
    """Find the best bundle of every row.

    Args:
        pursuit: What following needs to know.
        slack: By how much regrets may add up; negative where nothing can win. Shape
            `(row,)`.
        best: The best bundles known; made better in place.

    Returns:
        Rows in which something was dropped that might have won. Shape `(row,)`.
    """
    sums = pursuit.sums
    rows = np.flatnonzero(slack >= 0)
    unproved = np.zeros(sums.rows, dtype=bool)
    if not len(rows):
        return unproved
    terms = sums.table.shape[1]
    ahead = np.zeros((terms + 1, len(sums.table), sums.rows))
    most = sums.table.max(axis=2)
    for t in range(terms - 1, -1, -1):
        ahead[t] = ahead[t + 1] + most[:, t]
    tables = np.ascontiguousarray(np.swapaxes(sums.table, -1, -2))
    start = Front(
        row=rows,
        slack=slack[rows],
        total=sums.spare[:, rows],
        path=(),
        spot=np.arange(len(rows)),
    )
    waiting = [start]
    while waiting:
        front = waiting.pop()
        while len(front.row) and len(front.path) < terms:
            longer = _grown(pursuit, tables, front)
            if len(longer.row) > pursuit.cells and front.row[0] < front.row[-1]:
                cut = _middle(front.row)
                waiting.append(front.at(slice(cut, None)))
                front = front.at(slice(None, cut))
                continue
            front = _thinned(pursuit, ahead[len(longer.path)], longer, unproved)
        if len(front.row):
            _try(pursuit, front, best)
    return unproved


def _middle(row: Choice) -> int:
    """Cut sorted rows in two, no row on both sides."""
    here = row[len(row) // 2]
    cut = int(np.searchsorted(row, here))
    return cut or int(np.searchsorted(row, here, side="right"))


def _grown(pursuit: Pursuit, tables: Array, front: Front) -> Front:
    """Add every level of the next term whose regret fits."""
    t = len(front.path)
    regret = pursuit.regret[t].take(front.row, axis=0)
    cell = np.flatnonzero(regret <= front.slack[:, None])
    parent, level = np.divmod(cell, regret.shape[1])
    row = front.row[parent]
    total = front.total[:, parent]
    flat = row * regret.shape[1] + level
    for k, table in enumerate(tables[:, t].reshape(len(total), -1)):
        total[k] += table[flat]
    return Front(
        row=row,
        slack=front.slack[parent] - regret.reshape(-1)[cell],
        total=total,
        path=(*front.path, (front.spot[parent], level)),
        spot=np.arange(len(row)),
    )


def _thinned(pursuit: Pursuit, ahead: Array, front: Front, unproved: Truth) -> Front:
    """Drop what can no longer reach what it must, and what is too much to keep."""
    able = np.ones(len(front.row), dtype=bool)
    for total, most in zip(front.total, ahead, strict=True):
        able &= total + most[front.row] >= -SLACK
    if not able.all():
        front = front.at(np.flatnonzero(able))
    if len(front.row) <= pursuit.limit:
        return front
    first = np.flatnonzero(np.diff(front.row, prepend=-1))
    count = np.diff(first, append=len(front.row))
    many = count > pursuit.limit
    if count[many].sum() <= pursuit.patience:
        return front
    kept = np.ones(len(front.row), dtype=bool)
    ends = np.append(first[1:], len(front.row))
    for begin, end in zip(first[many], ends[many], strict=True):
        if not pursuit.thin:
            kept[begin:end] = False
            continue
        order = np.argsort(-front.slack[begin:end], kind="stable")
        kept[begin + order[pursuit.limit :]] = False
    unproved[front.row[first[many]]] = True
    return front.at(np.flatnonzero(kept))


def _try(pursuit: Pursuit, front: Front, best: BestKnown) -> None:
    """Take whole bundles that are acceptable and better than the best known."""
    members = pursuit.sums.members
    fit = np.flatnonzero(np.logical_and.reduce(front.total >= 0))
    if not len(fit):
        return
    row = front.row[fit]
    score = pursuit.goal.at(row).score(front.total[:members, fit])
    better = np.flatnonzero(score > best.score[row])
    fit, row, score = fit[better], row[better], score[better]
    if not len(fit):
        return
    choice = np.empty((len(front.path), len(fit)), dtype=np.intp)
    at = front.spot[fit]
    for t in range(len(front.path) - 1, -1, -1):
        parent, level = front.path[t]
        choice[t] = level[at]
        at = parent[at]
    good = np.flatnonzero(pursuit.passes(row, choice))
    row, score, choice = row[good], score[good], choice[:, good]
    order = np.lexsort((-score, row))  # stable: of equals the first
    chosen = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    best.put(row[chosen], score[chosen], choice[:, chosen])
