"""Find the best bundle of every row: bounds, near bundles, then all that is left."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import BestKnown, Choice, Sums, lowest, slack_of
from suzerain.strategy.divide import Division, divide
from suzerain.strategy.follow import Passes, follow
from suzerain.strategy.goal import Goal
from suzerain.strategy.passing import Gate

Truth = NDArray[np.bool_]
FEW = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Say how much may be tried.

    Args:
        limit: Partial bundles of one world that are followed; where there are more the
            result is marked.
        cells: Partial bundles held at once.
        rounds: Bounds tried before bundles are.
    """

    limit: int
    cells: int
    rounds: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pursued:
    """Hold the best bundles, and where something better may have been missed."""

    best: BestKnown
    unproved: Truth


def pursue(sums: Sums, goal: Goal, gate: Gate, split: Truth, effort: Effort) -> Pursued:
    """Find the best bundle that passes, in every row.

    Args:
        sums: What bundles add up to.
        goal: What is made large.
        gate: The vetoes.
        split: Vetoes that are passed in one way at a time. Shape `(veto, row)`.
        effort: How much may be tried.
    """
    best = BestKnown.none(sums.table.shape[1], sums.rows)
    unproved = np.zeros(sums.rows, dtype=bool)
    for rows, needs in gate.ways(sums, split):
        known = best.at(rows)

        def passes(row: Choice, choice: Choice, rows: Choice = rows) -> Truth:
            return gate.passes(rows[row], choice)

        unproved[rows] |= _one_way(needs, goal.at(rows), passes, effort, known)
        best.put(rows, known.score, known.choice)
    _leave_out(sums, goal, gate, best)
    return Pursued(best=best, unproved=unproved)


def _leave_out(sums: Sums, goal: Goal, gate: Gate, best: BestKnown) -> None:
    """Leave out terms that bring nobody anything, where nothing hangs on them."""
    own = sums.table[: sums.members]
    idle = (own[:, :, 1:] <= own[:, :, :1]).all(axis=(0, 2)) & (best.choice > 0)
    for term in np.flatnonzero(idle.any(axis=1)).tolist():
        rows = np.flatnonzero(idle[term] & (best.score > -np.inf))
        trial = best.choice[:, rows].copy()
        trial[term] = 0
        score = _scored(sums.at(rows), goal.at(rows), trial)
        kept = (score >= best.score[rows]) & gate.passes(rows, trial)
        best.choice[term, rows[kept]] = 0


def _one_way(
    sums: Sums, goal: Goal, passes: Passes, effort: Effort, best: BestKnown
) -> Truth:
    """Search one way to pass; `best` is made better in place."""
    everywhere = np.arange(sums.rows)
    price, bound, tried = lowest(sums, goal, effort.rounds)
    for one in tried:
        _take(passes, best, everywhere, one.score, one.choice)
    regret, reach = sums.regrets(price)
    slack = slack_of(reach, bound, best.score)
    left = (regret <= slack).sum(axis=1, dtype=np.float64).prod(axis=0)
    terms, levels = regret.shape[:2]
    pairs = terms * (terms - 1) / 2 * levels**2
    wide = np.flatnonzero((slack >= 0) & (left > pairs))
    if len(wide):
        start = np.where(
            best.score[wide] > -np.inf, best.choice[:, wide], tried[0].choice[:, wide]
        )
        _improve(sums.at(wide), goal.at(wide), passes, best, wide, start)
        slack = slack_of(reach, bound, best.score)
    # where one bundle alone is left it was tried: the best levels at these prices
    rows = np.flatnonzero((slack >= 0) & (left > 1))
    unproved = np.zeros(sums.rows, dtype=bool)
    if not len(rows):
        return unproved

    def asked(row: Choice, choice: Choice) -> Truth:
        return passes(rows[row], choice)

    task = Division(
        sums=sums.at(rows),
        goal=goal.at(rows),
        passes=asked,
        cells=effort.cells,
        limit=effort.limit,
        few=min(FEW, effort.limit),
        rounds=effort.rounds,
    )
    known = best.at(rows)
    at_prices = (price[:, rows], regret[..., rows], reach[rows], bound[rows])
    unproved[rows] = _followed(task, *at_prices, known)
    best.put(rows, known.score, known.choice)
    return unproved


def _followed(
    task: Division,
    price: Array,
    regret: Array,
    reach: Array,
    bound: Array,
    best: BestKnown,
) -> Truth:
    """Follow what is left, and divide it where that is much."""
    pursuit = task.pursuit(regret)
    many = np.flatnonzero(follow(pursuit, slack_of(reach, bound, best.score), best))
    if not len(many):
        return np.zeros(task.sums.rows, dtype=bool)
    unproved = divide(task, many, price, best)
    if unproved.any():  # what is most promising at least
        slack = np.where(unproved, slack_of(reach, bound, best.score), -1)
        follow(replace(pursuit, limit=task.limit, patience=0, thin=True), slack, best)
    return unproved


def _take(
    passes: Passes, best: BestKnown, rows: Choice, score: Array, choice: Choice
) -> None:
    """Take bundles that are better and that no veto stops; no row twice."""
    at = np.flatnonzero(score > best.score[rows])
    at = at[passes(rows[at], choice[:, at])]
    best.put(rows[at], score[at], choice[:, at])


def _scored(sums: Sums, goal: Goal, choice: Choice) -> Array:
    """Score one bundle in every row."""
    total = sums.of(choice)
    fit = np.logical_and.reduce(total >= 0)
    return np.where(fit, goal.score(total[: sums.members]), -np.inf)


def _improve(
    sums: Sums,
    goal: Goal,
    passes: Passes,
    best: BestKnown,
    rows: Choice,
    choice: Choice,
) -> None:
    """Change two terms at a time to the levels that are best for them together."""
    table, members = sums.table, sums.members
    terms, levels, count = table.shape[1:]
    total = sums.of(choice)
    spots = (np.arange(terms)[:, None], choice, np.arange(count))
    change = table - table[:, *spots][:, :, None]
    at = np.arange(count)
    for one in range(terms):
        for other in range(one + 1, terms):
            begin = total[:, None] + change[:, one]
            both = begin[:, :, None] + change[:, other, None]
            fit = np.logical_and.reduce(both[members:] >= 0)
            score = goal.score(both[:members])
            score[~fit] = -np.inf
            flat = score.reshape(levels * levels, count)
            spot = flat.argmax(axis=0)
            near = np.flatnonzero(flat[spot, at] > best.score[rows])
            if len(near):  # added up anew: differences leave dust
                trial = choice[:, near].copy()
                trial[one], trial[other] = np.divmod(spot[near], levels)
                exact = _scored(sums.at(near), goal.at(near), trial)
                _take(passes, best, rows[near], exact, trial)
