"""What a bundle is worth to the members together, and how far above it could be.

Two goals are known: the weighted product of gains (Nash 1950) and the least gain
(Kalai & Smorodinsky 1975, once gains are parts of ideals). Both are scored by their
logarithm. Of any slopes `s >= 0` each lies below a straight line,

    sum of w log u  <=  sum of w log(w / s) + log(sum of s u)      (w adding up to 1)
    log min u       <=  -log(sum of s)      + log(sum of s u)

the first by the inequality of weighted means.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Goal:
    """Say what is made as large as it can be.

    Args:
        weight: Weight of each member, adding up to 1. Shape `(member, row)`. Of the
            least gain only members above 0 count.
        least: True for the least gain, False for the weighted product.

    Examples:
        >>> half = Goal(weight=np.full((2, 1), 0.5))
        >>> float(np.exp(half.score(np.array([[4.0], [9.0]])))[0])
        6.0
    """

    weight: Array
    least: bool = False

    def at(self, rows: NDArray[np.intp]) -> Goal:
        """Return the goal in some rows, as often as they are named."""
        return replace(self, weight=self.weight[:, rows])

    def score(self, gains: Array) -> Array:
        """Score gains; minus infinity unless every member gains.

        Args:
            gains: Shape `(member, ..., row)`; overwritten.
        """
        fit = gains.min(axis=0) > 0
        np.maximum(gains, np.finfo(np.float64).tiny, out=gains)
        np.log(gains, out=gains)
        score: Array = gains[0]
        for k, weight in enumerate(self.weight):
            if self.least:
                gains[k][..., weight <= 0] = np.inf
            else:
                gains[k] *= weight
        for part in gains[1:]:
            (np.minimum if self.least else np.add)(score, part, out=score)
        score[~fit] = -np.inf
        return score

    def start(self, most: Array) -> Array:
        """Return slopes to begin with, from the most that each member could gain."""
        return self.weight / np.maximum(most, np.finfo(np.float64).tiny)

    def ceiling(self, slope: Array) -> Array:
        """Bound the score where no bundle's `sum of s u` exceeds 1. Shape `(row,)`."""
        if self.least:
            return np.asarray(-np.log(slope.sum(axis=0)))
        some = np.maximum(slope, np.finfo(np.float64).tiny)
        return np.asarray((self.weight * np.log(self.weight / some)).sum(axis=0))

    def share(self, slope: Array) -> Array:
        """Return what `s u` should be for the bound to be least, of each member."""
        return slope / slope.sum(axis=0) if self.least else self.weight
