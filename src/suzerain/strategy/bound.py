"""How good a bundle could be: Lagrange's bound, made as low as it goes.

All that a bundle must meet is a sum over terms: gains, and what keeps third powers
from stopping it. With slopes `s` for gains and prices `p` for the other sums, what a
bundle comes to, `sum of s u + sum of p a`, adds up over terms too, so its largest value
is found term by term, and bounds the goal (`goal`). What a level of a term lacks to the
best one is its regret: a bundle whose regrets together exceed the slack between the
bound and the best bundle known cannot be better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.goal import Goal

Choice = NDArray[np.intp]
Truth = NDArray[np.bool_]
SLACK = float(np.sqrt(np.finfo(np.float64).eps))
LEAST = float(np.finfo(np.float64).eps ** 2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """Hold what bundles add up to, in some rows (worlds).

    Args:
        table: Gains of the members, then other sums. Shape `(sum, term, level, row)`.
        spare: What is added to each sum, which must then be 0 or more. Shape
            `(sum, row)`; 0 for gains.
        members: Number of members.
    """

    table: Array
    spare: Array
    members: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self.table.shape[-1])

    def at(self, rows: Choice) -> Sums:
        """Return some rows."""
        return Sums(
            table=np.ascontiguousarray(self.table[..., rows]),
            spare=self.spare[:, rows],
            members=self.members,
        )

    def most(self) -> Array:
        """Return the most that each sum could be. Shape `(sum, row)`."""
        return np.asarray(self.table.max(axis=2).sum(axis=1) + self.spare)

    def of(self, choice: Choice) -> Array:
        """Add up one bundle in every row. `choice` is `(term, row)`."""
        terms, levels, rows = self.table.shape[1:]
        spots = (np.arange(terms)[:, None] * levels + choice) * rows + np.arange(rows)
        total = self.spare.copy()
        for k, flat in enumerate(self.table.reshape(len(total), -1)):
            for spot in spots:
                total[k] += flat[spot]
        return total

    def priced(self, price: Array) -> Array:
        """Add the tables up at prices `(sum, row)`. Shape `(term, level, row)`."""
        total: Array = self.table[0] * price[0]
        for table, one in zip(self.table[1:], price[1:], strict=True):
            total += table * one
        return total

    def regrets(self, price: Array) -> tuple[Array, Array]:
        """Return what levels lack to their term's best, and what the best come to.

        Args:
            price: Prices of the sums. Shape `(sum, row)`.

        Returns:
            Regrets `(term, level, row)`, and the sum of the best `(row,)`.
        """
        table = self.priced(price)
        top = table.max(axis=1)
        reach = top.sum(axis=0) + (price * self.spare).sum(axis=0)
        return top[:, None] - table, reach


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BestKnown:
    """Hold the best bundles known, which grow better as more are tried.

    Args:
        score: Their scores; minus infinity where none is known. Shape `(row,)`.
        choice: Their levels. Shape `(term, row)`.
    """

    score: Array
    choice: Choice

    @staticmethod
    def none(terms: int, rows: int) -> BestKnown:
        """Know nothing yet."""
        return BestKnown(
            score=np.full(rows, -np.inf), choice=np.zeros((terms, rows), dtype=np.intp)
        )

    def at(self, rows: Choice) -> BestKnown:
        """Copy some rows."""
        return BestKnown(score=self.score[rows], choice=self.choice[:, rows])

    def put(self, rows: Choice, score: Array, choice: Choice) -> None:
        """Take what is better; no row twice."""
        better = score > self.score[rows]
        self.score[rows[better]] = score[better]
        self.choice[:, rows[better]] = choice[:, better]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tried:
    """Hold bundles found on the way, one in every row, and their scores.

    A score is minus infinity where some sum stays below what it must reach.
    """

    choice: Choice
    score: Array


def lowest(
    sums: Sums,
    goal: Goal,
    rounds: int,
    *,
    begin: Array | None = None,
    known: Array | None = None,
) -> tuple[Array, Array, list[Tried]]:
    """Lower the bound by Polyak's steps along subgradients.

    Args:
        sums: What bundles add up to.
        goal: What is made large.
        rounds: Number of bounds tried.
        begin: Prices to begin with, if any are known. Shape `(sum, row)`.
        known: Scores of the best bundles known, if any are. Shape `(row,)`.

    Returns:
        Prices of the sums `(sum, row)`, the bound `(row,)`, minus infinity where no
        bundle meets what it must, and the bundles found on the way, the last first.
    """
    members, count = sums.members, len(sums.table)
    size = np.abs(sums.table).max(axis=2).sum(axis=1) + np.abs(sums.spare)
    size = np.maximum(size[members:], np.finfo(np.float64).tiny)
    most = sums.most()
    price = np.zeros((count, sums.rows))
    lost = (most[:members] <= 0).any(axis=0) | (most < 0).any(axis=0)
    price[:members] = goal.start(np.where(lost, 1, most[:members]))
    price = price if begin is None else begin.copy()
    kept, bound = price.copy(), np.where(lost, -np.inf, np.inf)
    pace = np.ones(sums.rows)
    found: list[Tried] = []
    known = np.full(sums.rows, -np.inf) if known is None else known
    for _ in range(rounds):
        chosen, top = _tops(sums.priced(price))
        reach = top.sum(axis=0) + (price * sums.spare).sum(axis=0)
        open_ = ~lost & (reach > LEAST)
        price /= np.where(open_, reach, 1)
        ceiling = np.where(open_, goal.ceiling(price[:members]), np.inf)
        ceiling[lost | (reach <= 0)] = -np.inf
        lower = ceiling < bound
        bound = np.minimum(bound, ceiling)
        kept[:, lower] = price[:, lower]
        total = sums.of(chosen)
        pace = np.where(lower, pace, pace / 2)
        fit = np.logical_and.reduce(total >= 0)
        score = np.where(fit, goal.score(total[:members].copy()), -np.inf)
        found.insert(0, Tried(choice=chosen, score=score))
        known = np.maximum(known, score)
        with np.errstate(invalid="ignore"):
            gap = np.where(known > -np.inf, np.maximum(bound - known, 0), 1) * pace
        pull = price[:members] * total[:members] - goal.share(price[:members])
        push = total[members:] / size
        idle = (price[members:] <= 0) & (push > 0)
        force = (pull**2).sum(axis=0) + np.where(idle, 0, push**2).sum(axis=0)
        step = np.where(open_, gap / np.maximum(force, SLACK**2), 0)
        price[:members] *= np.exp(-np.clip(step * pull, -1, 1))
        price[members:] = np.maximum(price[members:] - step * push / size, 0)
    return kept, bound, found


def slack_of(reach: Array, bound: Array, known: Array) -> Array:
    """By how much regrets may add up where a bundle beats the best one known.

    Args:
        reach: What the best levels come to. Shape `(row,)`.
        bound: Upper bound of the score. Shape `(row,)`.
        known: Score of the best bundle known. Shape `(row,)`.
    """
    with np.errstate(invalid="ignore"):
        needed = np.where(known > -np.inf, np.exp(known - bound), 0)
    return np.where(bound > -np.inf, reach - needed + SLACK, -1)


def _tops(table: Array) -> tuple[Choice, Array]:
    """Return the best level of each term, and its worth. Both `(term, row)`."""
    top = table[:, 0].copy()
    chosen = np.zeros(top.shape, dtype=np.intp)
    for level in range(1, table.shape[1]):
        better = table[:, level] > top
        np.copyto(top, table[:, level], where=better)
        np.copyto(chosen, level, where=better)
    return chosen, top
