"""Answers to answers: where an exchange settles, and whether it does.

With `y` what each side does, `d` what moves it from outside and `B[i, j]` how much of
what `j` does `i` answers,

    y = d + B y        y* = (I - B)^{-1} d        settles iff  rho(B) < 1

with `rho` the spectral radius. The bounded form answers ever less: side `i` does
`L z / (L + z)` of `z = d + B y`, and so never more than its limit `L`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array

STEPS = 10_000
CLOSE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """Hold where an exchange of answers comes to rest.

    Args:
        level: What each side does. Shape `(world, side)`; NaN where it does not settle.
        settles: Whether it comes to rest. Shape `(world,)`.
        radius: Spectral radius of the answers; where it settles a bound above it that
            is below 1. Shape `(world,)`.
    """

    level: Array
    settles: NDArray[np.bool_]
    radius: Array


def settle(answers: Array, drive: Array) -> Settled:
    """Find the fixed point of an exchange of answers in every world.

    1. Solve `(I - B) z = 1` beside the system itself. Where `z` is above 0 everywhere,
       `B z = z - 1 < z`, so the radius is at most `max (z - 1) / z`, below 1 (Collatz
       and Wielandt).
    2. Elsewhere reckon the radius from the eigenvalues.

    Args:
        answers: How much of what `j` does `i` answers, 0 or more. Shape
            `(world, side, side)`.
        drive: What moves each side from outside. Shape `(world, side)`.

    Returns:
        The fixed point, marked where there is none.

    Raises:
        StrategyError: If an answer is negative or not finite, or shapes differ.

    Examples:
        Two sides in an arms race: `x' = k y - a x + g`, `y' = l x - b y + h`. It rests
        at `x = (k h + b g) / (a b - k l)`.

        >>> k, a, g, l, b, h = 1.0, 2.0, 3.0, 1.0, 1.0, 1.0
        >>> answers = np.array([[[0, k / a], [l / b, 0]]])
        >>> found = settle(answers, np.array([[g / a, h / b]]))
        >>> found.level  # x = (1 + 3) / (2 - 1), y = (l g + a h) / (a b - k l)
        array([[4., 5.]])
        >>> bool(settle(2 * answers, np.ones((1, 2))).settles[0])
        False

    References:
        Richardson 1960.
    """
    _refuse(answers, drive)
    loop = np.eye(drive.shape[1]) - answers
    both = np.stack([drive, np.ones_like(drive)], axis=2)
    try:
        found = np.linalg.solve(loop, both)
    except np.linalg.LinAlgError:
        found = np.full(both.shape, -1.0)
        regular = np.linalg.cond(loop) < 1 / CLOSE
        found[regular] = np.linalg.solve(loop[regular], both[regular])
    level, proof = found[..., 0], found[..., 1]
    sure = (proof > 0).all(axis=1)
    radius = 1 - 1 / np.where(sure, proof.max(axis=1), 1)
    radius[~sure] = np.abs(np.linalg.eigvals(answers[~sure])).max(axis=1)
    settles = sure & (radius < 1 - CLOSE)
    return Settled(
        level=np.where(settles[:, None], level, np.nan), settles=settles, radius=radius
    )


def settle_bounded(answers: Array, drive: Array, limit: Array) -> Array:
    """Find where an exchange rests whose sides answer ever less.

    The answers rise from nothing towards the one positive fixed point, which a rising
    concave map that starts above nothing always has.

    Args:
        answers: As for `settle`.
        drive: As for `settle`, 0 or more.
        limit: Most that a side does, above 0. Shape `(world,)`.

    Returns:
        What each side does. Shape `(world, side)`.

    Raises:
        StrategyError: As for `settle`, or if a limit is not above 0, or the answers
            have not come to rest after many steps.

    Examples:
        An exchange that would grow without end stops below the limit: one side answers
        itself twice over, so `y = 3 (1 + 2 y) / (4 + 2 y)`.

        >>> y = settle_bounded(np.full((1, 1, 1), 2.0), np.ones((1, 1)), np.full(1, 3))
        >>> y.round(4)
        array([[1.8229]])
    """
    _refuse(answers, drive)
    if not (limit > 0).all() or not (drive >= 0).all():
        raise StrategyError(
            f"a limit of {float(np.min(limit)):g}, a drive of {float(np.min(drive)):g}",
            "limits above 0 and drives of 0 or more",
            "raise rival.limit",
        )
    most = np.asarray(limit, dtype=np.float64)[:, None]
    level = np.zeros(drive.shape)
    for _ in range(STEPS):
        wish = drive + (answers @ level[..., None])[..., 0]
        after = most * wish / (most + wish)
        if np.abs(after - level).max(initial=0) <= CLOSE * after.max(initial=1):
            return np.asarray(after)
        level = after
    raise StrategyError(
        f"bounded answers have not come to rest after {STEPS} steps",
        "answers whose radius is not all but 1",
        "lower the limit, or the answers",
    )


def strongest_pair(answers: Array) -> tuple[int, int]:
    """Name the two sides that drive one another most, on average over worlds.

    Args:
        answers: As for `settle`.

    Returns:
        Their indices; twice the same where a side drives itself most.

    Examples:
        >>> strongest_pair(np.array([[[0.1, 0.9, 0], [0.8, 0, 0.3], [0, 0.2, 0]]]))
        (0, 1)
    """
    mean = answers.mean(axis=0)
    mutual = np.triu(np.sqrt(mean * mean.T))
    i, j = np.unravel_index(int(mutual.argmax()), mutual.shape)
    return int(i), int(j)


def _refuse(answers: Array, drive: Array) -> None:
    sides = drive.shape[-1]
    if answers.shape != (*drive.shape, sides):
        raise StrategyError(
            f"answers of shape {answers.shape} beside drives of shape {drive.shape}",
            "shapes (world, side, side) and (world, side)",
            "give every side an answer to every side",
        )
    if not (np.isfinite(answers).all() and (answers >= 0).all()):
        raise StrategyError(
            f"an answer of {float(np.min(answers)):g}",
            "finite answers of 0 or more",
            "mend the slopes",
        )
