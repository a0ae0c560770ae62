"""Similarity of two portfolios reckoned item by item, as a textbook writes it."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

LEVELS = (0.0, 1.0, 2.0, 3.0)
POSITIONS = arrays(
    np.float64,
    st.tuples(st.integers(2, 5), st.integers(1, 8)),
    elements=st.sampled_from([*LEVELS, math.nan]),
)
DISTANCES = st.sampled_from(["absolute", "squared", "nominal"])


def apart(one, two, levels, distance):
    if distance == "nominal":
        return float(one != two)
    part = abs(one - two) / (max(levels) - min(levels))
    return part if distance == "absolute" else part * part


def common(first, second, weights=None):
    """(position, position, weight) of every item on which both stand."""
    weights = [1.0] * len(first) if weights is None else weights
    rows = zip(first, second, weights, strict=True)
    return [
        row for row in rows if not any(math.isnan(number) for number in row) and row[2]
    ]


def observed(first, second, levels, distance, weights=None):
    rows = common(first, second, weights)
    if not rows:
        return math.nan
    total = sum(weight for _, _, weight in rows)
    return sum(w * apart(a, b, levels, distance) for a, b, w in rows) / total


def expected(first, second, levels, distance, *, pooled=False):
    """The same, after every way to pair a position of one with one of the other."""
    rows = common(first, second)
    if not rows:
        return math.nan
    mine, theirs = [row[0] for row in rows], [row[1] for row in rows]
    if pooled:
        mine = theirs = mine + theirs
    pairs = [apart(a, b, levels, distance) for a in mine for b in theirs]
    return sum(pairs) / len(pairs)


def table(measure, positions):
    """A measure of two portfolios for all pairs, one pair at a time."""
    return np.array([[measure(a, b) for b in positions] for a in positions])


def table_of_counts(rows):
    """Two portfolios whose joint table is this one."""
    pairs = [
        (i, j)
        for i, row in enumerate(rows)
        for j, n in enumerate(row)
        for _ in range(n)
    ]
    return [i for i, _ in pairs], [j for _, j in pairs]


def same(left, right):
    """Whether two tables agree, NaN with NaN."""
    return np.allclose(left, right, rtol=1e-12, atol=1e-12, equal_nan=True)
