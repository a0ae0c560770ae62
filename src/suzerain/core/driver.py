"""Which uncertain inputs drive a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How one input moves an outcome.

    Args:
        id: Id of the input.
        correlation: Rank correlation (Spearman) of input and outcome, -1 to 1.
        low: Mean outcome in the worlds where the input is lowest.
        high: Mean outcome in the worlds where the input is highest.
    """

    id: str
    correlation: float
    low: float
    high: float

    @property
    def swing(self) -> float:
        """Mean outcome at a high input, less that at a low one."""
        return self.high - self.low


def drivers(
    outcome: NDArray[np.float64] | NDArray[np.bool_],
    drawn: Mapping[str, Array],
    count: int = 10,
    *,
    part: float = 0.2,
) -> tuple[Driver, ...]:
    """Rank the inputs that an outcome goes with, strongest first.

    Worlds in which the outcome is unknown (NaN) are left out. An input that never
    varies drives nothing, and an outcome that never varies has no drivers.

    Args:
        outcome: The outcome in every world, numbers or truth. Shape `(world,)`.
        drawn: Inputs by id, each of shape `(world,)`, such as `Worlds.drawn`.
        count: How many drivers to return at most.
        part: Part of the worlds that counts as lowest, and as highest.

    Returns:
        Drivers by the size of their correlation, then by id.

    Raises:
        SuzerainError: If an input has another number of worlds than the outcome, or
            `part` is not above 0 and at most 0.5.

    Examples:
        >>> chance = np.random.default_rng(1).random((2, 1000))
        >>> found = drivers(chance[0] ** 3, {"a": chance[0], "b": chance[1]}, 1)
        >>> found[0].id, round(found[0].correlation, 3)
        ('a', 1.0)
    """
    if not 0 < part <= 1 / 2:
        raise SuzerainError(f"a part of {part}", "above 0, at most 0.5", "use 0.2")
    result = np.asarray(outcome, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(result))
    result = result[known]
    target = _standard(_ranks(result, np.argsort(result, kind="stable")))
    if target is None:
        return ()
    edge = max(1, round(part * len(result)))
    found: list[Driver] = []
    for name, values in drawn.items():
        if np.shape(values) != np.shape(outcome):
            raise SuzerainError(
                f"input {name!r} has shape {np.shape(values)}",
                f"shape {np.shape(outcome)}, as the outcome",
                "draw both in the same worlds",
            )
        here = values[known]
        order = np.argsort(here, kind="stable")
        own = _standard(_ranks(here, order))
        if own is None:
            continue
        found.append(
            Driver(
                id=name,
                correlation=float(np.clip(own @ target, -1, 1)),
                low=float(result[order[:edge]].mean()),
                high=float(result[order[-edge:]].mean()),
            )
        )
    found.sort(key=lambda driver: (-abs(driver.correlation), driver.id))
    return tuple(found[:count])


def _ranks(values: Array, order: NDArray[np.intp]) -> Array:
    """Rank from 0; equal values share their mean rank."""
    ordered = values[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(values))
    ranks[order] = np.repeat(starts + (lengths - 1) / 2, lengths)
    return ranks


def _standard(ranks: Array) -> Array | None:
    """Centre ranks and scale them to length 1; None when they never vary."""
    centred = ranks - ranks.mean() if len(ranks) else ranks
    length = float(np.sqrt(centred @ centred))
    return centred / length if length else None
