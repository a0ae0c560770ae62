"""Contests: who spends how much for a prize, and who wins.

A side that puts in `x_A` against `x_B` wins with chance

    x_A^m / (x_A^m + x_B^m)

With capabilities for `x` this is the contest of wars; with efforts that each side pays
for and chooses, it is the race for a rent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.ranges import within


def contest_chance(
    own: ArrayLike, other: ArrayLike, *, decisiveness: ArrayLike = 1
) -> Array:
    """Find the chance of winning with one capability against another.

    Args:
        own: Capability, zero or more, in any unit. Shape `(draw,)` or one.
        other: That of the other side, in the same unit.
        decisiveness: The exponent `m`: how much the stronger side's edge counts.

    Returns:
        Chance of winning; one half where neither side has anything.

    Raises:
        StrategyError: If a number is out of range.

    Examples:
        >>> float(contest_chance(3, 1))
        0.75
        >>> round(float(contest_chance(3, 1, decisiveness=2)), 3)
        0.9

    References:
        Tullock 1980; Hirshleifer 1989.
    """
    ours = within("a capability", own, 0)
    theirs = within("a capability", other, 0)
    power = within("the decisiveness", decisiveness, 0)
    largest = np.maximum(ours, theirs)
    scale = np.where(largest > 0, largest, 1)
    mine = np.where(largest > 0, ours / scale, 1) ** power
    against = np.where(largest > 0, theirs / scale, 1) ** power
    return np.asarray(mine / (mine + against))


def contest_efforts(
    first: ArrayLike, second: ArrayLike, *, decisiveness: ArrayLike = 1
) -> tuple[Array, Array]:
    """Find what two sides spend on a prize that each values in its own way.

    With `P` the chance of the first, both spend `m P (1 - P)` of their own value; sides
    of equal value and `m = 1` each spend a quarter of it.

    Args:
        first: What the prize is worth to one side, above zero. Shape `(draw,)` or one.
        second: What it is worth to the other, in the same unit.
        decisiveness: The exponent `m`, above zero.

    Returns:
        Spending of the two, in the same unit.

    Raises:
        StrategyError: If a number is out of range, or `m` so large that one side would
            do better by staying away; then no pair of fixed efforts is stable.

    Examples:
        >>> first, second = contest_efforts(8, 8)
        >>> float(first), float(second)
        (2.0, 2.0)

    References:
        Tullock 1980.
    """
    one = within("the value of the prize", first, 0, ends="high")
    other = within("the value of the prize", second, 0, ends="high")
    power = within("the decisiveness", decisiveness, 0, ends="high")
    chance = contest_chance(one, other, decisiveness=power)
    if (power * np.maximum(chance, 1 - chance) > 1).any():
        raise StrategyError(
            f"with a decisiveness of up to {float(power.max()):g} the side that values "
            "the prize less would do better by staying away",
            "a decisiveness of at most 1 over the stronger side's chance",
            "take a decisiveness of 1",
        )
    part = power * chance * (1 - chance)
    return np.asarray(part * one), np.asarray(part * other)


def rent_seeking_effort(
    value: ArrayLike, *, contestants: ArrayLike = 2, decisiveness: ArrayLike = 1
) -> Array:
    """Find what each of several like sides spends on a prize: `m V (n - 1) / n^2`.

    Args:
        value: Value of the prize, zero or more. Shape `(draw,)` or one.
        contestants: Number of sides `n`, two or more.
        decisiveness: The exponent `m`, at most `n / (n - 1)`.

    Returns:
        Spending of each, in the unit of the value.

    Raises:
        StrategyError: If a number is out of range.

    Examples:
        >>> float(rent_seeking_effort(100))
        25.0

    References:
        Tullock 1980.
    """
    prize = within("the value of the prize", value, 0)
    many = within("the number of sides", contestants, 2)
    power = within("the decisiveness", decisiveness, 0)
    if (power * (many - 1) > many).any():
        raise StrategyError(
            f"a decisiveness of {float(power.max()):g} makes the sides spend more than "
            "they can win",
            "at most n / (n - 1) for n sides",
            "take a decisiveness of 1",
        )
    return np.asarray(power * prize * (many - 1) / many**2)
