"""Structural balance: how friendships and enmities sort actors into factions.

With symmetric feelings `X`, each pair is drawn together by those whom both like or both
dislike (Marvel, Kleinberg, Kleinberg & Strogatz 2011):

    dX/dt = X^2        X(t) = X0 (I - X0 t)^-1        t* = 1 / lambda_1

If the largest eigenvalue `lambda_1` is positive, feelings grow without bound at `t*`,
and their signs are then those of `v v'` with `v` its eigenvector: one faction, or two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError

Array = NDArray[np.float64]


def feelings_at(start: Array, time: float) -> Array:
    """Find feelings after some time, in closed form.

    Args:
        start: Symmetric feelings at the start, above 0 for friends, without unit.
            Shape `(..., actor, actor)`.
        time: Time, 0 or more, in units of one over a feeling.

    Returns:
        Feelings, same shape.

    Raises:
        OutlookError: If the feelings are not symmetric, or some have grown without
            bound before.

    Examples:
        >>> feelings_at(np.array([[0.0, 0.5], [0.5, 0.0]]), 1.0).round(4)
        array([[0.3333, 0.6667],
               [0.6667, 0.3333]])

    References:
        Marvel, Kleinberg, Kleinberg & Strogatz 2011.
    """
    value, vector = _spectrum(start)
    last = float(np.min(_time_of(value[..., -1])))
    if not 0 <= time < last:
        raise OutlookError(
            f"feelings at time {time:g}",
            f"a time from 0 to below {last:g}, when they grow without bound",
            "ask for an earlier time, or for `factions`",
        )
    grown = value / (1 - value * time)
    return np.asarray((vector * grown[..., None, :]) @ vector.swapaxes(-1, -2))


def breaking_time(start: Array) -> Array:
    """Find when feelings grow without bound; infinite where they never do.

    Args:
        start: As for `feelings_at`.

    Returns:
        Times. Shape `(...)`.

    Examples:
        >>> float(breaking_time(np.array([[0.0, 0.5], [0.5, 0.0]])))
        2.0
    """
    return _time_of(_spectrum(start)[0][..., -1])


def factions(start: Array) -> NDArray[np.bool_]:
    """Find the two sides into which feelings sort actors.

    Args:
        start: As for `feelings_at`.

    Returns:
        True for those on the side of the first actor. All are on it where feelings end
        in harmony. Shape `(..., actor)`.

    Raises:
        OutlookError: If feelings never grow without bound, so that no side forms.

    Examples:
        Two friends with a common enemy.

        >>> factions(np.array([[0.0, 1, -1], [1, 0, -1], [-1, -1, 0]]))
        array([ True,  True, False])
    """
    value, vector = _spectrum(start)
    if (value[..., -1] <= 0).any():
        raise OutlookError(
            "feelings that fade: no eigenvalue is above 0",
            "some friendship, or two enemies of one actor",
            "give feelings of both signs",
        )
    side = vector[..., -1] > 0
    return np.asarray(side == side[..., :1])


def largest_faction(start: Array) -> Array:
    """Find the share of actors in the larger of the two sides.

    Args:
        start: As for `feelings_at`.

    Returns:
        Shares, 1/2 to 1. Shape `(...)`.

    Examples:
        >>> round(
        ...     float(
        ...         largest_faction(np.array([[0.0, 1, -1], [1, 0, -1], [-1, -1, 0]]))
        ...     ),
        ...     3,
        ... )
        0.667
    """
    part = factions(start).mean(axis=-1)
    return np.asarray(np.maximum(part, 1 - part))


def _time_of(largest: Array) -> Array:
    return np.where(largest > 0, 1 / np.where(largest > 0, largest, 1), np.inf)


def _spectrum(start: Array) -> tuple[Array, Array]:
    feelings = np.asarray(start, dtype=np.float64)
    square = feelings.ndim >= 2 and feelings.shape[-1] == feelings.shape[-2]
    if not square or not np.array_equal(feelings, feelings.swapaxes(-1, -2)):
        raise OutlookError(
            f"feelings of shape {feelings.shape} that are not symmetric",
            "one number for each pair, the same both ways",
            "take the mean of a matrix and its transpose",
        )
    value, vector = np.linalg.eigh(feelings)
    return value, vector
