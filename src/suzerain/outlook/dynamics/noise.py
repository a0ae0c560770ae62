"""Unforeseen changes of each month, by name.

The draws of a name in a year depend on the seed, the name and the year alone. So a
scenario and its base meet the same accidents, naming actors in another order changes
nothing, and more worlds add to those that were there.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Single = NDArray[np.floating[Any]]
"""Numbers in single precision, which hold worlds in half the memory."""

YEAR: Final = 12
"""Months of a year."""
HALF: Final = YEAR // 2
"""Pairs of months, which share two uniform numbers."""
KEY: Final = 16
"""Bytes of a digest that seed one name."""


def normals(seed: int, name: str, year: int, count: int) -> Single:
    """Draw standard normal numbers for one name in the months of one year.

    Two uniform numbers give two normal ones (Box & Muller 1958), which costs half of
    what a generator's own normal numbers do.

    Args:
        seed: Seed of the worlds.
        name: What moves, such as the id of a tie.
        year: 0 for the first year.
        count: Number of worlds.

    Returns:
        Numbers without unit. Shape `(month, world)`.

    Examples:
        >>> few, more = normals(1, "oil", 3, 4), normals(1, "oil", 3, 9)
        >>> bool((few == more[:, :4]).all())
        True
    """
    chance = np.ascontiguousarray(uniforms(seed, name, year, count))
    radius = np.sqrt(-2 * np.log1p(-chance[:HALF]))
    angle = np.float32(2 * np.pi) * chance[HALF:]
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])


def uniforms(seed: int, name: str, year: int, count: int) -> Single:
    """Draw uniform numbers from 0 to below 1, as `normals` draws normal ones.

    Examples:
        >>> bool((uniforms(1, "tests", 1, 100) < 1).all())
        True
    """
    return _stream(seed, name, year).random((count, YEAR), dtype=np.float32).T


def _stream(seed: int, name: str, year: int) -> np.random.Generator:
    digest = hashlib.sha256(f"{seed}:{name}:{year}".encode()).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest[:KEY], "big")))
