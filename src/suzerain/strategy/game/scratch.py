"""Arrays that are used again and again."""

from __future__ import annotations

import math

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.tree import Index


class Scratch:
    """Hold arrays by name: making large ones anew costs more than filling them."""

    __slots__ = ("kept",)

    def __init__(self) -> None:
        self.kept: dict[str, Array] = {}

    def empty(self, name: str, *shape: int) -> Array:
        """Return the array of this name, in this shape; what it holds is undefined."""
        size = math.prod(shape)
        if name not in self.kept or self.kept[name].size < size:
            self.kept[name] = np.empty(size)
        return self.kept[name][:size].reshape(shape)

    def take(self, name: str, source: Array, rows: Index) -> Array:
        """Gather rows of an array."""
        out = self.empty(name, len(rows), *source.shape[1:])
        return source.take(rows, axis=0, out=out, mode="clip")
