"""One round of challenges and offers between actors on a line, in every draw at once.

With `d_ij = |x_i - x_j| / R` and the vote of `k` between two positions,

    v_k(i, j) = c_k s_k (d_kj^r_k - d_ki^r_k)

the chance that `i` defeats `j` is the sum of the votes for `i` over a sum of votes, and
what `i` expects of challenging `j`, in the eyes of an actor of exponent `r`, is

    E_ij = s_j (P_ij S + (1 - P_ij) F) + (1 - s_j) S - Q
    S = 2 - 4 (1/2 - d/2)^r    F = 2 - 4 (1/2 + d/2)^r    Q = 2 - 4 (1/2)^r

A voter backs whoever is nearer to it, so votes are sums over one side of a midpoint:
differences of running sums over sorted positions. The sum over all pairs of positions
needs only each voter's distances in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array

Whole = NDArray[np.intp]

HALF = 0.5
RISK_PART = 3
SMALL = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeRules:
    """Choose between what the paper says and what its authors' code does.

    Args:
        odds: What votes for a side are divided by: `all votes` is the sum over all
            pairs of positions, as in the code; `this vote` the votes cast between the
            two, so that the chances of the two sides add up to one.
        capitulates: Whether an actor that expects to lose more than the other gains
            takes over the other's position; in the public code this never happens.
        compromise: Which compromise is taken: that of the `lowest` weighted position,
            as in the code, or the `nearest`, as the paper says.
    """

    odds: Literal["all votes", "this vote"] = "all votes"
    capitulates: bool = False
    compromise: Literal["lowest", "nearest"] = "lowest"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Players:
    """Hold the actors of some draws. All of shape `(draw, actor)`, span `(draw, 1)`.

    Args:
        weight: Capability times salience.
        salience: How much each cares, 0 to 1.
        span: Largest less smallest position at the start.
    """

    weight: Array
    salience: Array
    span: Array


def next_positions(position: Array, who: Players, rules: ChallengeRules) -> Array:
    """Let every actor take the best of the offers that the others force on it.

    1. Reckon how endangered each actor is when all have the exponent 1.
    2. Turn that into exponents between 1/2 and 2: the endangered shun risk.
    3. Reckon what both sides of every pair expect, each in the eyes of the first.
    4. Move: a lost confrontation first, else a compromise, else a capitulation.

    Args:
        position: Where each stands. Shape `(draw, actor)`.
        who: Weights, saliences and the span.
        rules: Which form of the method.

    Returns:
        Where each stands next. Shape `(draw, actor)`.
    """
    away = np.abs(position[:, :, None] - position[:, None, :])
    distance = away / who.span[:, :, None]
    table = _Votes(position, who, rules)
    chance = table.chances()
    exponent = _exponents(_danger(distance, chance, who.salience))
    chance = table.chances(exponent)
    mine, theirs = _expected(distance, chance, exponent, who.salience)
    return _moved(position, away, mine, theirs, rules)


class _Votes:
    """Votes between all pairs of positions; rows of voters run by position."""

    def __init__(self, position: Array, who: Players, rules: ChallengeRules) -> None:
        draws, size = position.shape
        self.order = np.argsort(position, axis=1, kind="stable")
        voters = np.take_along_axis(position, self.order, axis=1)
        self.weight = np.take_along_axis(who.weight, self.order, axis=1)[:, :, None]
        self.distance = np.abs(voters[:, :, None] - position[:, None, :])
        self.distance /= who.span[:, :, None]
        self.below = position[:, :, None] < position[:, None, :]
        middle = (position[:, :, None] + position[:, None, :]) / 2
        rows = np.arange(draws)[:, None, None] * (size + 1)
        self.spot = (rows + count_below(voters, middle)) * size + np.arange(size)
        self.in_order = None
        if rules.odds == "all votes":
            self.in_order = np.sort(self.distance, axis=2)

    def chances(self, exponent: Array | None = None) -> Array:
        """Return the chance that the first of a pair defeats the second.

        The exponents are 1 when none are given.
        """
        loss, in_order = self.distance, self.in_order
        if exponent is not None:
            power = np.take_along_axis(exponent, self.order, axis=1)[:, :, None]
            loss = loss**power
            in_order = None if in_order is None else in_order**power
        votes = self._votes(self.weight * loss)
        if in_order is None:
            cast = votes + votes.transpose(0, 2, 1)
        else:
            cast = _all_pairs(in_order, self.weight)
        return np.divide(votes, cast, out=np.zeros_like(votes), where=cast > 0)

    def _votes(self, loss: Array) -> Array:
        draws, size, _ = loss.shape
        running = np.zeros((draws, size + 1, size))
        for voter in range(size):  # quicker than one running sum along the axis
            np.add(running[:, voter], loss[:, voter], out=running[:, voter + 1])
        left = running.ravel().take(self.spot)
        left = left - left.transpose(0, 2, 1)
        whole = running[:, -1]
        right = whole[:, None, :] - whole[:, :, None] - left
        return np.asarray(np.maximum(np.where(self.below, left, right), 0))


def count_below(ordered: Array, limit: Array) -> Whole:
    """Count the sorted positions below each limit.

    Args:
        ordered: Positions in order. Shape `(draw, actor)`.
        limit: Shape `(draw, actor, actor)`.

    Returns:
        Counts. Shape `(draw, actor, actor)`.
    """
    size = ordered.shape[1]
    if size <= SMALL:
        count = np.zeros(limit.shape, dtype=np.int8)
        for spot in range(size):
            count += (ordered[:, spot, None, None] < limit).view(np.int8)
        return count.astype(np.intp)
    rows = [np.searchsorted(*pair) for pair in zip(ordered, limit, strict=True)]
    return np.stack(rows)


def _all_pairs(in_order: Array, weight: Array) -> Array:
    """Add up every voter's votes between all ordered pairs. Shape `(draw, 1, 1)`."""
    size = in_order.shape[2]
    ranks = 2 * np.arange(size) - (size - 1)
    sums = weight[:, :, 0] * (in_order @ ranks.astype(float))
    return np.asarray(2 * sums.sum(axis=1))[:, None, None]


def _danger(distance: Array, chance: Array, salience: Array) -> Array:
    """Add up what the others expect of challenging each, at the exponent 1."""
    resisted = salience[:, :, None] * (1 - chance.transpose(0, 2, 1))
    return np.asarray((distance * (1 - 2 * resisted)).sum(axis=2))


def _exponents(danger: Array) -> Array:
    """Turn danger into exponents; 1 for all where all are in equal danger."""
    most = danger.max(axis=1, keepdims=True)
    least = danger.min(axis=1, keepdims=True)
    span = most - least
    risk = (2 * danger - most - least) / np.where(span > 0, span, 1)
    risk = np.where(span > 0, risk, 0) / RISK_PART
    return np.asarray((1 - risk) / (1 + risk))


def _expected(
    distance: Array, chance: Array, exponent: Array, salience: Array
) -> tuple[Array, Array]:
    """What the first of a pair, and the second, expect of challenging the other.

    Both in the eyes of the first and over four, which moves no comparison.
    """
    power = exponent[:, :, None]
    part = HALF * distance
    won = (HALF - part) ** power
    gap = (HALF + part) ** power - won
    net = HALF**power - won
    mine = net - salience[:, None, :] * (1 - chance) * gap
    theirs = net - salience[:, :, None] * (1 - chance.transpose(0, 2, 1)) * gap
    return mine, theirs


def _moved(
    position: Array, away: Array, mine: Array, theirs: Array, rules: ChallengeRules
) -> Array:
    apart = (away > 0) & (theirs > 0)
    yields = apart & (mine < 0)
    part = np.abs(mine)
    meets = yields & (theirs > part)
    worth = np.full_like(away, np.inf)
    if rules.compromise == "nearest":
        np.divide(part * away, theirs, out=worth, where=meets)
    else:
        mixed = part * position[:, :, None] + theirs * position[:, None, :]
        np.divide(mixed, part + theirs, out=worth, where=meets)
    best, spot = _least(worth)
    there, lost = _at(position, spot), _at(part, spot)
    gained = _at(theirs, spot)
    share = np.divide(lost, gained, out=np.zeros_like(lost), where=best < np.inf)
    moved = position + (there - position) * share
    if rules.capitulates:
        nearest, spot = _least(np.where(yields & (theirs < part), away, np.inf))
        gives = (best == np.inf) & (nearest < np.inf)
        moved = np.where(gives, _at(position, spot), moved)
    loses = apart & (theirs > mine) & (mine > 0)
    nearest, spot = _least(np.where(loses, away, np.inf))
    return np.where(nearest < np.inf, _at(position, spot), moved)


def _least(key: Array) -> tuple[Array, Whole]:
    """Return the smallest of each row, and the first place where it stands."""
    spot = key.argmin(axis=2)
    return _at(key, spot), spot


def _at(table: Array, spot: Whole) -> Array:
    """Pick one entry a row: of rows of its own, or of one that all of a draw share."""
    draws, size = spot.shape
    if table.ndim == spot.ndim:
        return np.asarray(table[np.arange(draws)[:, None], spot])
    rows = np.arange(draws * size) * size
    return np.asarray(table.reshape(-1).take(rows + spot.ravel()).reshape(spot.shape))
