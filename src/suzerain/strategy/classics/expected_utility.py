"""The expected utility model of Bueno de Mesquita, as Scholz and others rebuilt it.

A historical baseline, not a forecast: its median may swing for ever (docs/theory/
classics/expected_utility.md). Each actor has a capability, a position on one line and a
salience. Round by round everybody may challenge everybody, and moves to the best offer
that it cannot resist.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.challenges import (
    ChallengeRules,
    Players,
    next_positions,
)

AS_CODED = ChallengeRules()
AS_PUBLISHED = ChallengeRules(odds="this vote", capitulates=True, compromise="nearest")
DUST = 1e-12
CELLS = 12_000
MOST = 2_000
ROUNDS = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChallengeRounds:
    """Hold where actors stand after each round; round 0 is the start.

    Args:
        positions: In the unit of the input. Shape `(draw, round, actor)`.
        median: Weighted median position. Shape `(draw, round)`.
        mean: Weighted mean position. Shape `(draw, round)`.
        rules: Which form of the method was used.
    """

    positions: Array
    median: Array
    mean: Array
    rules: ChallengeRules

    def settled(self) -> Array:
        """Say in which draws nobody moved in the last round. Shape `(draw,)`."""
        last = self.positions[:, -2:]
        return np.asarray((last[:, 0] == last[:, -1]).all(axis=1))


def challenge_rounds(
    *,
    capability: ArrayLike,
    position: ArrayLike,
    salience: ArrayLike,
    rounds: int = ROUNDS,
    rules: ChallengeRules = AS_CODED,
) -> ChallengeRounds:
    """Run the model for some rounds, in all draws at once.

    Args:
        capability: Power of each actor, zero or more. Shape `(actor,)` or
            `(draw, actor)`; the three are broadcast together.
        position: Where each actor stands, in any unit. Likewise.
        salience: How much each cares, 0 to 1. Likewise.
        rounds: Number of rounds, zero or more.
        rules: `AS_CODED` gives the numbers of the public code, `AS_PUBLISHED` those of
            the method as its authors describe it.

    Returns:
        Positions, medians and means of every round.

    Raises:
        StrategyError: If a number is out of range, or all stand at one position.

    Examples:
        Two weak actors stand at 0, a strong one at 10.

        >>> run = challenge_rounds(
        ...     capability=[1, 1, 4],
        ...     position=[0, 0, 10],
        ...     salience=[0.5, 0.5, 0.9],
        ...     rounds=1,
        ... )
        >>> run.median
        array([[10., 10.]])

    References:
        Scholz, Calbert & Smith 2011; Bueno de Mesquita 1994.
    """
    power, place, care = _checked(capability, position, salience, rounds)
    weight = power * care
    path = np.empty((len(place), rounds + 1, place.shape[1]))
    path[:, 0] = place
    span = np.ptp(place, axis=1)[:, None]
    size = max(CELLS // place.shape[1] ** 2, 1)
    for first in range(0, len(place), size):
        block = slice(first, first + size)
        who = Players(weight=weight[block], salience=care[block], span=span[block])
        for turn in range(rounds):
            path[block, turn + 1] = next_positions(path[block, turn], who, rules)
    return ChallengeRounds(
        positions=path,
        median=weighted_median(path, weight[:, None, :]),
        mean=np.asarray(
            (path * weight[:, None, :]).sum(axis=2) / weight.sum(axis=1)[:, None]
        ),
        rules=rules,
    )


def weighted_median(position: Array, weight: Array) -> Array:
    """Find the position that no other beats in a vote weighted by distance.

    Args:
        position: Shape `(..., actor)`.
        weight: Zero or more, not all zero. Broadcast to the shape of `position`.

    Returns:
        The lower of two such positions where there are two. Shape `(...,)`.

    Examples:
        >>> float(weighted_median(np.array([4.0, 7.0, 10.0]), np.array([2, 1, 2])))
        7.0
    """
    order = np.argsort(position, axis=-1, kind="stable")
    ordered = np.take_along_axis(position, order, axis=-1)
    heavy = np.take_along_axis(np.broadcast_to(weight, position.shape), order, axis=-1)
    below = np.cumsum(heavy, axis=-1)
    spot = (2 * below >= below[..., -1:] * (1 - DUST)).argmax(axis=-1)
    return np.asarray(np.take_along_axis(ordered, spot[..., None], axis=-1)[..., 0])


def _checked(
    capability: ArrayLike, position: ArrayLike, salience: ArrayLike, rounds: int
) -> tuple[Array, Array, Array]:
    try:
        made = np.broadcast_arrays(
            *(
                np.atleast_2d(np.asarray(one, float))
                for one in (capability, position, salience)
            )
        )
    except ValueError as error:
        raise StrategyError(
            f"capability, position and salience do not fit each other: {error}",
            "numbers of shape (actor,) or (draw, actor), one of each an actor",
            "give every actor all three",
        ) from error
    power, place, care = made
    if not all(np.isfinite(one).all() for one in made):
        raise StrategyError(
            "a capability, position or salience is not a finite number",
            "finite numbers",
            "leave out actors of whom a number is unknown",
        )
    if (power < 0).any() or (care < 0).any() or (care > 1).any():
        raise StrategyError(
            f"capability runs from {power.min():g}, salience from {care.min():g} "
            f"to {care.max():g}",
            "capabilities of 0 or more, saliences from 0 to 1",
            "divide saliences in per cent by 100",
        )
    _check_spread(power * care, place, rounds)
    return power, place, care


def _check_spread(weight: Array, place: Array, rounds: int) -> None:
    draws, size = place.shape
    if rounds < 0 or not draws or not 2 <= size <= MOST:
        raise StrategyError(
            f"{draws} draws of {size} actors and {rounds} rounds",
            f"at least one draw, 2 to {MOST} actors, 0 or more rounds",
            "leave out the least of the actors" if size > MOST else "",
        )
    with np.errstate(over="ignore"):
        total = np.abs(weight).sum(axis=1) + 2 * size * np.abs(place).sum(axis=1)
    if not np.isfinite(total).all():
        raise StrategyError(
            "capabilities or positions are too large to be added up",
            "numbers that double precision can sum",
            "take a larger unit",
        )
    flat = (np.ptp(place, axis=1) <= 0) | (weight.sum(axis=1) <= 0)
    if flat.any():
        raise StrategyError(
            f"in draw {int(flat.argmax())} all actors stand at one position, or none "
            "has both capability and salience",
            "two positions or more, and somebody who can and cares",
            "there is nothing to settle: leave the model out",
        )
