"""A plain process of ties: each month each state looks at one other.

State `i` looks at a state `j` drawn at random, and moves its tie towards theirs:

    w_ij <- clip(w_ij + rate (w_ji - w_ij) + noise (u - 1/2), 0, 1)

All move at once, on the ties of the month before. It holds nothing of politics: it is
the smallest process that has ties, chance and answers, to see what a month of a state
costs to simulate.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError
from suzerain.outlook.dynamics.tie_kernel import HALF, compiled

Engine = Literal["numpy", "numba"]
Ties = NDArray[np.float32]
Bits = NDArray[np.uint32]

BLOCK = 512
"""Replicates moved together: their ties fit a processor's cache."""


def tie_process(
    start: NDArray[np.floating[Any]],
    months: int,
    *,
    rate: float,
    noise: float,
    seed: int = 1,
    engine: Engine | None = None,
) -> Ties:
    """Move ties for some months, all replicates at once.

    Args:
        start: Ties at the start, 0 to 1. Shape `(replicate, state, state)`; what stands
            on the diagonal stays.
        months: How long.
        rate: Part of the gap to the other's tie that is closed, 0 to 1.
        noise: Width of the unforeseen part, 0 or more.
        seed: Seed of the draws; same seed, same ties with either engine.
        engine: `numba` needs the extra `[fast]`; when left out, numba where it is
            installed and NumPy elsewhere.

    Returns:
        Ties at the end. Same shape.

    Raises:
        OutlookError: If a number is out of range, or numba is asked for and missing.

    Examples:
        >>> ties = np.full((2, 3, 3), 0.5)
        >>> moved = tie_process(ties, 12, rate=0.2, noise=0.1, engine="numpy")
        >>> moved.shape, bool((moved >= 0).all() and (moved <= 1).all())
        ((2, 3, 3), True)
    """
    ties = np.array(start, dtype=np.float32, order="C")
    _refuse(ties, months, rate, noise)
    chosen = _engine(engine)
    random = np.random.Generator(np.random.SFC64(seed))
    states = ties.shape[1]
    for first in range(0, len(ties), BLOCK):
        block = ties[first : first + BLOCK]
        size = (months, len(block), states)
        bits = random.integers(np.iinfo(np.uint32).max, size=size, dtype=np.uint32)
        if chosen == "numba":
            compiled()(block, bits, np.float32(rate), np.float32(noise))
        else:
            _move(block, bits, np.float32(rate), np.float32(noise))
    return ties


def _move(ties: Ties, bits: Bits, rate: np.float32, noise: np.float32) -> None:
    """Move a block of replicates, in place."""
    many, states, _ = ties.shape
    flat = ties.reshape(-1)
    who = np.arange(states, dtype=np.int64)
    own = np.arange(many, dtype=np.int64)[:, None] * states**2 + who * states
    back = own - who * states + who
    scale = noise / np.float32(2**HALF)
    for draws in bits:
        other = (((draws >> HALF) * np.uint32(states - 1)) >> HALF).astype(np.int64)
        other += other >= who
        mine = own + other
        other *= states
        other += back
        now = flat.take(mine)
        step = flat.take(other)
        step -= now
        step *= rate
        step += now
        unforeseen = (draws & np.uint32(2**HALF - 1)).astype(np.float32)
        unforeseen *= scale
        unforeseen -= noise / 2
        step += unforeseen
        np.clip(step, 0, 1, out=step)
        flat[mine] = step


def _engine(asked: Engine | None) -> Engine:
    there = find_spec("numba") is not None
    if asked not in (None, "numpy", "numba"):
        raise OutlookError(f"no engine {asked!r}", "numpy or numba", "leave it out")
    if asked == "numba" and not there:
        raise OutlookError(
            "the engine numba is not installed",
            "numpy, or numba with the extra [fast]",
            "run `pip install 'suzerain[fast]'`, or leave engine out",
        )
    return asked or ("numba" if there else "numpy")


def _refuse(ties: Ties, months: int, rate: float, noise: float) -> None:
    square = ties.ndim > 2 and ties.shape[1] == ties.shape[2] and ties.shape[1] > 1
    if not square or not ((ties >= 0) & (ties <= 1)).all():
        raise OutlookError(
            f"ties of shape {ties.shape}, or some outside 0 to 1",
            "shape (replicate, state, state) with two states or more, all 0 to 1",
            "mend the ties at the start",
        )
    if months < 0 or not 0 <= rate <= 1 or not 0 <= noise < np.inf:
        raise OutlookError(
            f"{months} months at rate {rate:g} with noise {noise:g}",
            "months of 0 or more, a rate of 0 to 1, and noise of 0 or more",
            "negative rates are none",
        )
