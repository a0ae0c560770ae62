"""Loops as machine code, by numba where it is installed.

Some draws stand side by side in every innermost loop, so that they are reckoned
together. The loops are long because machine code keeps its arrays between them.
"""

from __future__ import annotations

from collections.abc import Callable

try:
    from numba import njit
except ImportError:  # the same loops as plain Python: slow, for tests and tools
    njit = None


def compiled(loop: Callable[..., None]) -> Callable[..., None]:
    """Compile a loop where numba is installed."""
    if njit is None:
        return loop
    swift: Callable[..., None] = njit(cache=True)(loop)
    return swift
