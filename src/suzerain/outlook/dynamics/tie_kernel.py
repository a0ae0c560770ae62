"""The plain process of ties, compiled by numba (the extra `[fast]`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

HALF = 16
"""Bits of a draw that choose the other state; as many make the noise."""
LOW = 2**HALF - 1


@cache
def compiled() -> Callable[..., None]:
    """Compile the kernel; kept on the disk for the next process."""
    from numba import njit

    made: Callable[..., None] = njit(cache=True)(move)
    return made


def move(ties: Any, bits: Any, rate: Any, noise: Any) -> None:
    """Move a block of replicates, in place.

    The same rule as in plain NumPy, tie by tie; call `compiled()` in its place.

    Args:
        ties: Ties. Shape `(replicate, state, state)`.
        bits: Draws. Shape `(month, replicate, state)`.
        rate: Part of the gap that is closed.
        noise: Width of the unforeseen part.
    """
    months, many, states = bits.shape
    scale = noise / np.float32(2**HALF)
    half = noise / np.float32(2)
    zero, one = np.float32(0), np.float32(1)
    new = np.empty(states, np.float32)
    spot = np.empty(states, np.int64)
    for k in range(many):
        for t in range(months):
            for i in range(states):
                draw = np.int64(bits[t, k, i])
                j = ((draw >> HALF) * (states - 1)) >> HALF
                j += j >= i
                now = ties[k, i, j]
                step = (ties[k, j, i] - now) * rate + now
                step += np.float32(draw & LOW) * scale - half
                spot[i] = j
                new[i] = min(max(step, zero), one)
            for i in range(states):
                ties[k, i, spot[i]] = new[i]
