"""A conditional logit (McFadden 1974) over named signs, fitted by gradient ascent."""

# ruff: noqa: INP001
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Options = Sequence[Sequence[str]]
"""The signs of each option that a choice had."""


def fit(
    choices: Sequence[Options],
    right: Sequence[Collection[int]],
    *,
    least: int,
    penalty: float,
    rate: float,
    steps: int,
    worth: Sequence[float] | None = None,
) -> dict[str, float]:
    """Fit the weights of signs; those too rare to learn from are left out.

    The slope of the likelihood, less a penalty on the squares of the weights, is
    followed by AdaGrad (Duchi, Hazan and Singer 2011).

    Args:
        choices: The signs of each option of each choice.
        right: Indices of the options that people took.
        least: Choices in which a sign must occur.
        penalty: How strongly weights are drawn to 0.
        rate: Length of a step.
        steps: How many are made.
        worth: How much each choice counts; as much as any when left out.
    """
    counts = Counter(
        name for options in choices for name in {n for names in options for n in names}
    )
    kept = sorted(name for name in counts if counts[name] >= least)
    if not kept:
        return {}
    index = {name: at for at, name in enumerate(kept)}
    rows, columns, owner, good = [], [], [], []
    row = 0
    for at, options in enumerate(choices):
        for number, names in enumerate(options):
            for name in names:
                if name in index:
                    rows.append(row)
                    columns.append(index[name])
            owner.append(at)
            good.append(number in right[at])
            row += 1
    matrix: Floats = np.zeros((row, len(index)))
    matrix[rows, columns] = 1.0
    owners, rights = np.array(owner), np.array(good)
    counted = np.ones(len(choices)) if worth is None else np.array(worth)
    weights: Floats = np.zeros(len(index))
    gathered: Floats = np.full(len(index), 1e-8)
    for _ in range(steps):
        scores = matrix @ weights
        chance = _softmax(scores, owners, len(choices))
        aim = _softmax(np.where(rights, scores, -np.inf), owners, len(choices))
        slope = matrix.T @ ((aim - chance) * counted[owners]) - penalty * weights
        gathered += slope**2
        weights += rate * slope / np.sqrt(gathered)
    return {name: float(weights[at]) for name, at in index.items()}


def chosen(options: Options, weights: dict[str, float]) -> int:
    """Index of the option with the greatest weight, the first of equals."""
    scores = [sum(weights.get(name, 0.0) for name in names) for names in options]
    return scores.index(max(scores))


def _softmax(scores: Floats, owners: NDArray[np.int64], count: int) -> Floats:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owners, scores)
    risen = np.exp(scores - top[owners])
    total = np.zeros(count)
    np.add.at(total, owners, risen)
    return risen / total[owners]
