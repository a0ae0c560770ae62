"""Many joint draws of everything uncertain.

Each uncertain number has a name, and its draws depend on the seed and that name
alone. So adding one uncertainty leaves all others as they were, a scenario and its
base see the same worlds, and the same seed gives the same bytes.
"""

from __future__ import annotations

import hashlib
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
    _kept: dict[tuple[str, Spread], NDArray[np.float64]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if self.count < 1 or self.seed < 0:
            raise SuzerainError(
                f"{self.count} worlds with seed {self.seed}",
                "at least 1 world and a seed of 0 or more",
                "use --worlds 4000 --seed 1",
            )

    def apart(self) -> Worlds:
        """Return the same worlds with nothing recorded in them yet.

        Examples:
            >>> worlds = Worlds(count=3)
            >>> share = worlds.draw("share", Spread(low=0, high=1))
            >>> apart = worlds.apart()
            >>> apart.drawn
            {}
            >>> apart.draw("share", Spread(low=0, high=1)) is share
            True
        """
        return Worlds(count=self.count, seed=self.seed, _kept=self._kept)

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
            Values, read-only: all who ask share them. Shape `(world,)`.
        """
        key = name, spread
        if key not in self._kept:
            values = spread.quantile(self.chance(name))
            values.flags.writeable = False
            self._kept[key] = values
        if spread.low != spread.high:
            self.drawn[name] = self._kept[key]
        return self._kept[key]
