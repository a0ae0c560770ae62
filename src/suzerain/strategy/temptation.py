"""What breaking a promise brings at once, against what keeping it brings from then on.

Each round a member gives what its terms cost it, `c`, and takes what those of the
others bring it, `b`. If it breaks off, nobody deals with it again. Of term `t` a part
`k_t` is still to come after a round; a shortfall is seen with chance `v_t`, that of the
set `S` of a member's terms with `v_S = 1 - prod_S (1 - v_t)`. With `D = delta (1 - h)`
a member keeps its promises iff for every set `S` of them

    (1 - D) C_S / v_S <= D (sum of k_t b_t taken - sum of c_t given)

With one term each way, all of it still to come and every breach seen, that is
`D >= c / b = (T - R) / (T - P)`.

A good that stays with its taker can be given in `N` parts, each the `N`-th part of what
is outstanding: then `k = 1 - m / N`, where `m` is what nobody can take back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array

Sides = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Round:
    """Hold what every term brings and costs in one round.

    Args:
        count: Number of members.
        giver: Index of the member that gives each term. Shape `(term,)`.
        taker: Index of the member that takes it. Shape `(term,)`.
        benefit: What it brings its taker. Shape `(world, term)`.
        cost: What it costs its giver. Same shape.
        seen: Chance that a breach is seen, above 0. Same shape.
        kept: Part of a term that nobody can take back once it is given: the worth of
            goods that stay with their taker. Same shape.
    """

    count: int
    giver: Sides
    taker: Sides
    benefit: Array
    cost: Array
    seen: Array
    kept: Array

    def taken(self, values: Array) -> Array:
        """Add up over the terms that each member takes. Shape `(world, member)`."""
        return np.asarray(values @ np.eye(self.count)[self.taker])

    def given(self, values: Array) -> Array:
        """Add up over the terms that each member gives. Shape `(world, member)`."""
        return np.asarray(values @ np.eye(self.count)[self.giver])

    @property
    def lapsing(self) -> Array:
        """Part of each term that lapses if goods that stay are all given at once.

        A flow that pays for such goods lapses with them: what a member gives is taken
        to pay for all that it takes, in proportion. Shape `(world, term)`.
        """
        whole = self.taken(self.benefit)
        stays = self.taken(self.benefit * self.kept)
        part = np.divide(stays, whole, out=np.zeros_like(whole), where=whole > 0)
        return np.asarray(np.where(self.kept > 0, self.kept, part[:, self.giver]))

    def future(self, tranches: Array) -> Array:
        """Return what each member has still to gain, in worth of a round.

        Args:
            tranches: Parts in which goods that stay are given, 1 or more. Shape
                `(world,)`.

        Returns:
            Shape `(world, member)`.
        """
        coming = self.benefit * (1 - self.lapsing / tranches[:, None])
        return self.taken(coming) - self.given(self.cost)

    @property
    def temptation(self) -> Array:
        """What the most tempting breach brings each member, by the chance it is seen.

        The largest `C_S / v_S` over sets `S` of a member's terms. It lies at a corner
        of the sums of `(c_t, -ln(1 - v_t))`, and these corners are the leading terms
        in the order of `c_t / -ln(1 - v_t)`. Shape `(world, member)`.
        """
        found = np.zeros((len(self.cost), self.count))
        for member in range(self.count):
            own = np.flatnonzero(self.giver == member)
            if own.size:
                found[:, member] = most_tempting(self.cost[:, own], self.seen[:, own])
        return found


def most_tempting(cost: Array, seen: Array) -> Array:
    """Find the largest cost of a set of promises over the chance that its breach shows.

    Args:
        cost: What keeping each promise costs, 0 or more. Shape `(world, term)`.
        seen: Chance that its breach is seen, above 0, at most 1. Same shape.

    Returns:
        Shape `(world,)`.

    Examples:
        Breaking both brings 3 and is seen with chance 0.75; breaking either alone
        brings 1 or 2 and is seen with chance one half.

        >>> float(most_tempting(np.array([[1.0, 2.0]]), np.array([[0.5, 0.5]]))[0])
        4.0
    """
    tiny = np.finfo(np.float64).tiny
    shown = -np.log(np.maximum(1 - seen, tiny))
    order = np.argsort(-cost / shown, axis=1, kind="stable")
    costs = np.take_along_axis(cost, order, axis=1).cumsum(axis=1)
    chances = -np.expm1(-np.take_along_axis(shown, order, axis=1).cumsum(axis=1))
    return np.asarray((costs / chances).max(axis=1))


def least_weight(temptation: Array, future: Array) -> Array:
    """Find the least weight of the next round at which a promise is kept.

    Args:
        temptation: What breaking it brings at once, 0 or more.
        future: What keeping it brings each round from then on.

    Returns:
        `X / (X + R)`, from 0 to 1; infinity where no weight is enough.

    Examples:
        >>> least_weight(np.array([1.0, 0.0, 1.0]), np.array([1.0, 0.0, -1.0]))
        array([0.5, 0. , inf])
    """
    total = temptation + future
    enough = (future > 0) & (temptation > 0)
    found = np.full(total.shape, np.inf)
    np.divide(temptation, total, out=found, where=enough)
    found[temptation <= 0] = 0
    return found


def tranches_needed(temptation: Array, now: Round, weight: Array) -> Array:
    """Find in how many parts goods that stay must be given for each member to keep on.

    Args:
        temptation: What a breach brings each member. Shape `(world, member)`.
        now: The terms.
        weight: Weight of the next round, `delta (1 - h)`, above 0 and below 1. Shape
            `(world,)`.

    Returns:
        Whole numbers from 1; infinity where no number is enough. Shape
        `(world, member)`.

    Examples:
        One gives know-how that costs 1 and brings 2, the other pays 1 for it, which
        brings 2. With weight 0.9 the taker keeps paying if `0.9 (1 - 1/N) >= 1/2`.

        >>> one = np.ones((1, 2))
        >>> deal = Round(
        ...     count=2,
        ...     giver=np.array([0, 1]),
        ...     taker=np.array([1, 0]),
        ...     benefit=2 * one,
        ...     cost=one,
        ...     seen=one,
        ...     kept=np.array([[1.0, 0.0]]),
        ... )
        >>> tranches_needed(deal.temptation, deal, np.array([0.9]))
        array([[3., 3.]])
    """
    lost = now.taken(now.benefit * now.lapsing)
    endless = now.taken(now.benefit) - now.given(now.cost)
    patience = ((1 - weight) / weight)[:, None]
    room = endless - temptation * patience
    found = np.full(room.shape, np.inf)
    np.divide(lost, room, out=found, where=room > 0)
    found[(room >= 0) & (lost <= 0)] = 1
    slack = np.finfo(np.float64).eps * found
    whole = np.ceil(found - np.where(np.isfinite(found), 2 * slack, 0))
    return np.asarray(np.maximum(whole, 1))
