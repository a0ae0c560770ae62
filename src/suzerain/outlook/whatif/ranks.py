"""Rank correlations of an outcome with its inputs, plain and partial."""

from __future__ import annotations

import numpy as np

from suzerain.measures.exposure import Array


def ranks(values: Array) -> Array:
    """Rank numbers from 0 up; equal ones share their mean rank.

    Args:
        values: Any numbers. Shape `(world,)`.

    Returns:
        Ranks, same shape.

    Examples:
        >>> ranks(np.array([3.0, 1.0, 3.0]))
        array([1.5, 0. , 1.5])
    """
    _, spot, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[spot], dtype=np.float64)


def standard_ranks(columns: Array) -> Array:
    """Rank each column, centre it and scale it to length 1; 0 if it never varies.

    Args:
        columns: Shape `(world, column)`.
    """
    ranked = np.stack([ranks(column) for column in columns.T], axis=1)
    centred = ranked - ranked.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(centred / np.where(length > 0, length, 1))


def rank_correlation(inputs: Array, outcome: Array) -> Array:
    """Spearman's correlation of each input with an outcome.

    Args:
        inputs: Shape `(world, input)`.
        outcome: Shape `(world,)`.

    Returns:
        Correlations, -1 to 1; 0 for what never varies. Shape `(input,)`.

    References:
        Spearman 1904.
    """
    return np.asarray(standard_ranks(inputs).T @ standard_ranks(outcome[:, None])[:, 0])


def partial_rank_correlation(inputs: Array, outcome: Array) -> Array:
    """Rank correlation of each input with an outcome, the other inputs held.

    With `P` the inverse of the correlations of all ranks, it is
    `-P[i, y] / sqrt(P[i, i] P[y, y])`.

    Args:
        inputs: More worlds than inputs plus one. Shape `(world, input)`.
        outcome: Shape `(world,)`.

    Returns:
        Correlations, -1 to 1; NaN where worlds are too few. Shape `(input,)`.

    References:
        Marino et al. 2008.
    """
    worlds, count = inputs.shape
    if worlds <= count + 2:
        return np.full(count, np.nan)
    table = standard_ranks(np.column_stack([inputs, outcome]))
    inverse = np.linalg.pinv(table.T @ table, hermitian=True)
    own = np.sqrt(np.maximum(np.diag(inverse), 0))
    scale = own[:-1] * own[-1]
    varies = (table**2).sum(axis=0) > 0
    told = (scale > 0) & varies[:-1] & varies[-1]
    found = -inverse[:-1, -1] / np.where(told, scale, 1)
    return np.asarray(np.where(told, np.clip(found, -1, 1), 0))
