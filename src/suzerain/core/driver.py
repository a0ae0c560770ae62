"""Which uncertain inputs drive a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError

Array = NDArray[np.float64]
Outcome = NDArray[np.float64] | NDArray[np.bool_]
Order = NDArray[np.intp]

ENOUGH = 16_384
"""Worlds that tell a rank correlation to about a hundredth; no more are looked at."""


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
    outcome: Outcome, drawn: Mapping[str, Array], count: int = 10, *, part: float = 0.2
) -> tuple[Driver, ...]:
    """Rank the inputs that an outcome goes with, strongest first.

    Worlds in which the outcome is unknown (NaN) are left out, and so are those beyond
    the first `ENOUGH`, as each world is drawn like any other. An input that never
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
    (found,) = drivers_of_each((outcome,), drawn, count, part=part)
    return found


def drivers_of_each(
    outcomes: Sequence[Outcome],
    drawn: Mapping[str, Array],
    count: int = 10,
    *,
    part: float = 0.2,
) -> tuple[tuple[Driver, ...], ...]:
    """Rank the inputs of several outcomes, sorting each input once.

    Arguments and errors are those of `drivers`.

    Returns:
        The drivers of each outcome, in the outcomes' order.

    Examples:
        >>> chance = np.random.default_rng(1).random(1000)
        >>> up, down = drivers_of_each((chance, -chance), {"a": chance})
        >>> round(up[0].correlation, 3), round(down[0].correlation, 3)
        (1.0, -1.0)
    """
    if not 0 < 2 * part <= 1:
        raise SuzerainError(f"a part of {part}", "above 0, at most 0.5", "use 0.2")
    targets = [_Target(outcome, part) for outcome in outcomes]
    found: list[list[Driver]] = [[] for _ in outcomes]
    for name, values in drawn.items():
        for target in targets:
            target.refuse(name, values)
        first = np.asarray(values)[:ENOUGH]
        order = np.argsort(first, kind="stable")
        for target, mine in zip(targets, found, strict=True):
            if (driver := target.driver(name, first, order)) is not None:
                mine.append(driver)
    for mine in found:
        mine.sort(key=lambda driver: (-abs(driver.correlation), driver.id))
    return tuple(tuple(mine[:count]) for mine in found)


class _Target:
    """One outcome, ready to be compared with inputs."""

    def __init__(self, outcome: Outcome, part: float) -> None:
        self.worlds = np.shape(outcome)
        self.result = np.asarray(outcome, dtype=np.float64)[:ENOUGH]
        self.known = ~np.isnan(self.result)
        self.edge = max(1, round(part * int(self.known.sum())))
        order = self._known(np.argsort(self.result, kind="stable"))
        self.ranks = np.zeros(self.result.shape)
        standard = _standard_ranks(self.result[order])
        self.varies = standard is not None
        if standard is not None:
            self.ranks[order] = standard

    def _known(self, order: Order) -> Order:
        return order if self.known.all() else order[self.known[order]]

    def refuse(self, name: str, values: Array) -> None:
        """Refuse an input of other worlds."""
        if np.shape(values) != self.worlds:
            raise SuzerainError(
                f"input {name!r} has shape {np.shape(values)}",
                f"shape {self.worlds}, as the outcome",
                "draw both in the same worlds",
            )

    def driver(self, name: str, values: Array, order: Order) -> Driver | None:
        """Compare with an input; None where one of the two never varies."""
        if not self.varies:
            return None
        order = self._known(order)
        own = _standard_ranks(values[order])
        if own is None:
            return None
        return Driver(
            id=name,
            correlation=float(np.clip(own @ self.ranks[order], -1, 1)),
            low=float(self.result[order[: self.edge]].mean()),
            high=float(self.result[order[-self.edge :]].mean()),
        )


def _standard_ranks(ordered: Array) -> Array | None:
    """Rank sorted values, centred and of length 1; None when they never vary.

    Equal values share their mean rank.
    """
    if not len(ordered) or ordered[0] == ordered[-1]:
        return None
    ranks = np.arange(len(ordered), dtype=np.float64)
    differs = ordered[1:] != ordered[:-1]
    if not differs.all():
        starts = np.flatnonzero(np.r_[True, differs])
        lengths = np.diff(np.r_[starts, len(ordered)])
        ranks = np.repeat(starts + (lengths - 1) / 2, lengths)
    centred = ranks - ranks.mean()
    return np.asarray(centred / np.sqrt(centred @ centred))
