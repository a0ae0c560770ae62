"""Many joint draws of everything uncertain.

Each uncertain number has a name, and its draws depend on the seed and that name
alone. So adding one uncertainty leaves all others as they were, a scenario and its
base see the same worlds, and the same seed gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread


@dataclass(slots=True)
class Worlds:
    """Draw named uncertainties jointly.

    Args:
        count: Number of worlds.
        seed: Any non-negative integer.

    Examples:
        >>> worlds = Worlds(count=3, seed=1)
        >>> quarter_to_half = Spread(low=0.25, high=0.5)
        >>> share = worlds.draw("tie.oil.RUS.PRK", quarter_to_half)
        >>> share.shape, bool(((share >= 0.25) & (share <= 0.5)).all())
        ((3,), True)
        >>> again = worlds.draw("tie.oil.RUS.PRK", quarter_to_half)
        >>> bool((share == again).all())
        True
    """

    count: int = 4000
    seed: int = 1
    drawn: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.count < 1 or self.seed < 0:
            raise SuzerainError(
                f"{self.count} worlds with seed {self.seed}",
                "at least 1 world and a seed of 0 or more",
                "use --worlds 4000 --seed 1",
            )

    def chance(self, name: str) -> NDArray[np.float64]:
        """Return this name's uniform numbers. Shape `(world,)`, unrecorded."""
        digest = hashlib.sha256(f"{self.seed}:{name}".encode()).digest()
        key = int.from_bytes(digest[:16], "big")
        return np.random.Generator(np.random.PCG64(key)).random(self.count)

    def draw(self, name: str, spread: Spread) -> NDArray[np.float64]:
        """Draw a named number and remember it as a possible driver.

        Args:
            name: The id under which its basis can be found (`why ID`).
            spread: What the number may be.

        Returns:
            Values. Shape `(world,)`.
        """
        values = spread.quantile(self.chance(name))
        if spread.low != spread.high:
            self.drawn[name] = values
        return values


def blocks(count: int, cells: int, *, most: int = 1 << 20) -> Iterator[slice]:
    """Cut the world axis into slices that fit in a small memory.

    Args:
        count: Number of worlds.
        cells: Numbers held for each world.
        most: Numbers to hold at once.

    Examples:
        >>> [(block.start, block.stop) for block in blocks(5, 10, most=20)]
        [(0, 2), (2, 4), (4, 5)]
    """
    step = max(1, most // max(1, cells))
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))
