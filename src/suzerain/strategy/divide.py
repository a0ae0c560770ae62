"""Set terms one after another where more bundles could win than may be followed.

The coarsest open term, the one whose levels differ most at the prices at hand, is set
to each of its levels in turn. What is left is a smaller problem with a lower bound of
its own: the prices that were best before serve as the first ones, and what the bound
still leaves open is followed (`follow`) or divided again. The terms that make a bound
loose go first, so that it soon lies close to the best bundle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import BestKnown, Choice, Sums, lowest, slack_of
from suzerain.strategy.follow import Passes, Pursuit, follow
from suzerain.strategy.goal import Goal

Truth = NDArray[np.bool_]
OPEN = -1
PARTS = 4096
PATIENCE = 16384


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Division:
    """Hold what is searched, in some rows.

    Args:
        sums: What bundles add up to.
        goal: What is made large.
        passes: Says of bundles, by row and choice `(term, bundle)`, whether no third
            power stops them.
        cells: Partial bundles held at once.
        limit: Parts into which one row may be divided.
        few: Partial bundles of one part that are followed.
        rounds: Bounds tried in each part.
    """

    sums: Sums
    goal: Goal
    passes: Passes
    cells: int
    limit: int
    few: int
    rounds: int

    def pursuit(self, regret: Array) -> Pursuit:
        """Return what following needs to know where levels have these regrets.

        Args:
            regret: Shape `(term, level, row)`.
        """
        return Pursuit(
            sums=self.sums,
            goal=self.goal,
            regret=np.ascontiguousarray(regret.transpose(0, 2, 1)),
            passes=self.passes,
            cells=self.cells,
            limit=self.few,
            patience=min(PATIENCE, self.limit),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """Hold parts of problems, in each of which some terms are set.

    Args:
        row: Whose part it is. Shape `(part,)`.
        level: Level of each term that is set; `OPEN` else. Shape `(term, part)`.
        price: Prices of the sums to begin with. Shape `(sum, part)`.
        hope: Upper bound of the score. Shape `(part,)`.
    """

    row: Choice
    level: Choice
    price: Array
    hope: Array

    def at(self, kept: Choice | slice) -> Parts:
        """Return some of them."""
        return Parts(
            row=self.row[kept],
            level=self.level[:, kept],
            price=self.price[:, kept],
            hope=self.hope[kept],
        )

    def filled(self, part: Choice, choice: Choice) -> Choice:
        """Return whole bundles of parts: the levels set, and those chosen."""
        level = self.level[:, part]
        return np.where(level == OPEN, choice, level)

    def sums(self, sums: Sums) -> Sums:
        """Return what bundles add up to: a term that is set has its level alone."""
        levels = sums.table.shape[2]
        level = self.level[:, None]
        spots = np.where(level == OPEN, np.arange(levels)[:, None], level)
        terms = np.arange(len(level))[:, None, None]
        return Sums(
            table=np.ascontiguousarray(sums.table[:, terms, spots, self.row]),
            spare=sums.spare[:, self.row],
            members=sums.members,
        )


def divide(task: Division, rows: Choice, price: Array, best: BestKnown) -> Truth:
    """Find the best bundle of some rows, part by part.

    Of bundles that are equally good the one with the lowest levels of the first terms
    is struck, as where all are followed.

    Args:
        task: What is searched.
        rows: Rows to search.
        price: Prices of the sums that gave the bound. Shape `(sum, row)`.
        best: The best bundles known; made better in place.

    Returns:
        Rows that would take more parts than the limit. Shape `(row,)`.
    """
    sums = task.sums
    before = best.score.copy()
    opened = np.zeros(sums.rows, dtype=np.intp)
    start = Parts(
        row=rows,
        level=np.full((sums.table.shape[1], len(rows)), OPEN),
        price=price[:, rows],
        hope=np.full(len(rows), np.inf),
    )
    waiting = _cut(start)
    while waiting:
        parts = waiting.pop()
        parts = parts.at(np.flatnonzero(opened[parts.row] <= task.limit))
        smaller = _divided(parts, parts.sums(sums))
        opened += np.bincount(smaller.row, minlength=sums.rows)
        smaller = smaller.at(np.flatnonzero(opened[smaller.row] <= task.limit))
        if len(smaller.row):
            waiting += _cut(_searched(task, smaller, best, before))
    return np.asarray(opened > task.limit)


def _cut(parts: Parts) -> list[Parts]:
    """Cut parts into blocks, the most hopeful last."""
    parts = parts.at(np.argsort(parts.hope, kind="stable"))
    first = range(0, len(parts.row), PARTS)
    return [parts.at(slice(one, one + PARTS)) for one in first]


def _divided(parts: Parts, sums: Sums) -> Parts:
    """Set the coarsest term of each part to each of its levels."""
    levels = sums.table.shape[2]
    wide = np.zeros(parts.level.shape)
    for table, one in zip(sums.table, parts.price, strict=True):
        wide += one * (table.max(axis=1) - table.min(axis=1))
    wide[parts.level != OPEN] = -1
    term = np.repeat(wide.argmax(axis=0), levels)
    smaller = parts.at(np.repeat(np.arange(len(parts.row)), levels))
    spot = np.arange(len(term))
    smaller.level[term, spot] = spot % levels
    return smaller


def _searched(task: Division, parts: Parts, best: BestKnown, before: Array) -> Parts:
    """Search parts; return those in which too many bundles could still win."""
    row = parts.row
    sums, goal = parts.sums(task.sums), task.goal.at(row)
    price, bound, tried = lowest(
        sums, goal, task.rounds, begin=parts.price, known=best.score[row]
    )
    for one in tried:
        near = np.flatnonzero(one.score >= best.score[row])
        choice = parts.filled(near, one.choice[:, near])
        near = near[task.passes(row[near], choice)]
        choice = parts.filled(near, one.choice[:, near])
        _offer(best, before, row[near], one.score[near], choice)

    def passes(part: Choice, choice: Choice) -> Truth:
        return task.passes(row[part], parts.filled(part, choice))

    known = best.score[row]
    equal = known > before[row]  # what is as good may come before it
    known = np.where(equal, np.nextafter(known, -np.inf), known)
    found = BestKnown(score=known.copy(), choice=np.zeros_like(parts.level))
    own = replace(task, sums=sums, goal=goal, passes=passes)
    regret, reach = sums.regrets(price)
    regret[:, 1:][np.repeat(parts.level[:, None] != OPEN, regret.shape[1] - 1, 1)] = (
        np.inf
    )
    slack = slack_of(reach, bound, best.score[row])
    wide = follow(own.pursuit(regret), slack, found)
    better = np.flatnonzero(found.score > known)
    whole = parts.filled(better, found.choice[:, better])
    _offer(best, before, row[better], found.score[better], whole)
    return replace(parts, price=price, hope=bound).at(np.flatnonzero(wide))


def _offer(
    best: BestKnown, before: Array, row: Choice, score: Array, choice: Choice
) -> None:
    """Take the best bundle of each row; of those as good, the first."""
    order = np.lexsort((*choice[::-1], -score, row))
    order = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    row, score, choice = row[order], score[order], choice[:, order]
    known = best.choice[:, row]
    differs = (choice != known).argmax(axis=0)
    spot = np.arange(len(row))
    sooner = choice[differs, spot] < known[differs, spot]
    same = (score == best.score[row]) & (score > before[row]) & sooner
    taken = np.flatnonzero((score > best.score[row]) | same)
    best.score[row[taken]] = score[taken]
    best.choice[:, row[taken]] = choice[:, taken]
