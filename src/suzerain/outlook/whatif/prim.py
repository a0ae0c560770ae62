"""Scenario discovery: the box of inputs in which an outcome holds, peeled and pasted.

The patient rule induction method of Friedman & Fisher 1999, as Bryant & Lempert 2010
use it: a thin slice of worlds is peeled off where that leaves the most density, again
and again; each step is a box with less coverage and more density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError
from suzerain.measures.exposure import Array

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Box:
    """A region of the inputs, with what it holds.

    Args:
        low: Lower limits; minus infinity where there is none. Shape `(input,)`.
        high: Upper limits; infinity where there is none. Same shape.
        mass: Part of all worlds that lie inside.
        coverage: Part of the worlds of interest that lie inside.
        density: Part of the worlds inside that are of interest.
    """

    low: Array
    high: Array
    mass: float
    coverage: float
    density: float

    @property
    def restricted(self) -> NDArray[np.intp]:
        """Spots of the inputs that have a limit."""
        return np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high))

    def inside(self, inputs: Array) -> Truth:
        """Say which worlds lie inside. Shape `(world,)`.

        Args:
            inputs: Shape `(world, input)`.
        """
        return np.asarray(
            ((inputs >= self.low) & (inputs <= self.high)).all(axis=1), dtype=bool
        )

    def free_of(self, spot: int) -> tuple[Array, Array]:
        """Return the limits with one input set free."""
        low, high = self.low.copy(), self.high.copy()
        low[spot], high[spot] = -np.inf, np.inf
        return low, high

    def to_dict(self) -> dict[str, Any]:
        """Return what it holds and how many inputs it restricts."""
        return {
            "mass": self.mass,
            "coverage": self.coverage,
            "density": self.density,
            "restricted": len(self.restricted),
        }


def box_of(low: Array, high: Array, inputs: Array, interest: Truth) -> Box:
    """Count what a box holds.

    Args:
        low: Lower limits. Shape `(input,)`.
        high: Upper limits. Same shape.
        inputs: Shape `(world, input)`.
        interest: Worlds in which the outcome holds. Shape `(world,)`.

    Examples:
        >>> inputs = np.array([[0.1], [0.4], [0.9]])
        >>> held = np.array([False, True, True])
        >>> box = box_of(np.array([0.3]), np.array([np.inf]), inputs, held)
        >>> box.density, box.coverage
        (1.0, 1.0)
    """
    within = ((inputs >= low) & (inputs <= high)).all(axis=1)
    held = int((within & interest).sum())
    return Box(
        low=low,
        high=high,
        mass=float(within.mean()),
        coverage=held / max(int(interest.sum()), 1),
        density=held / max(int(within.sum()), 1),
    )


def peel(
    inputs: Array, interest: Truth, *, alpha: float, least: float
) -> tuple[Box, ...]:
    """Peel worlds off, a slice at a time, until too few are left.

    Each slice is the lowest or highest `alpha` of one input among the worlds inside;
    the one that leaves the highest density goes. Of equal ones the first input's.
    Worlds of one value go or stay together.

    Args:
        inputs: Shape `(world, input)`.
        interest: Worlds in which the outcome holds. Shape `(world,)`.
        alpha: Part of the worlds inside that a slice holds, above 0 and below a half.
        least: Part of all worlds at which peeling ends.

    Returns:
        Boxes from all worlds on, each inside the one before.

    Raises:
        OutlookError: If the outcome holds in no world or in all, or the parts are out
            of bounds.

    References:
        Friedman & Fisher 1999, section 8.
    """
    refuse_certain(interest)
    if not (0 < 2 * alpha < 1 and 0 < least < 1):
        raise OutlookError(
            f"slices of {alpha} down to {least}",
            "a slice above 0 and below a half, an end between 0 and 1",
            "set whatif.peel to 0.05 and whatif.least_mass to 0.05",
        )
    worlds, count = inputs.shape
    low, high = np.full(count, -np.inf), np.full(count, np.inf)
    path = [box_of(low, high, inputs, interest)]
    rows = np.arange(worlds)
    while len(rows) and path[-1].density < 1:
        kept = _slice_off(inputs[rows], interest[rows], alpha)
        if kept is None:
            break
        spot, is_low, cut = kept
        low, high = path[-1].low.copy(), path[-1].high.copy()
        (low if is_low else high)[spot] = cut
        column = inputs[rows, spot]
        rows = rows[column >= cut if is_low else column <= cut]
        if len(rows) < least * worlds:
            break
        path.append(box_of(low, high, inputs, interest))
    return tuple(path)


def refuse_certain(interest: Truth) -> None:
    """Refuse an outcome that no region can tell apart.

    Args:
        interest: Worlds in which the outcome holds. Shape `(world,)`.

    Raises:
        OutlookError: If it holds in no world or in all.
    """
    if interest.all() or not interest.any():
        much = "no" if not interest.any() else "every"
        raise OutlookError(
            f"the outcome holds in {much} world: no region tells it apart",
            "an outcome that holds in some worlds and not in others",
            "move the threshold",
        )


def _slice_off(
    inputs: Array, interest: Truth, alpha: float
) -> tuple[int, bool, float] | None:
    """Find the slice whose loss leaves the most density; None when none goes."""
    worlds = len(inputs)
    cut = max(1, int(alpha * worlds))
    if worlds <= 2 * cut:
        return None
    parted = np.partition(inputs, (cut, worlds - 1 - cut), axis=0)
    best: tuple[float, int, bool, float] | None = None
    for is_low, edge in ((True, parted[cut]), (False, parted[worlds - 1 - cut])):
        beyond, tied = (
            (inputs > edge, inputs >= edge)
            if is_low
            else (
                inputs < edge,
                inputs <= edge,
            )
        )
        kept = np.where(tied.all(axis=0), beyond, tied)
        many = kept.sum(axis=0)
        density = np.where(many, kept[interest].sum(axis=0) / np.maximum(many, 1), -1)
        spot = int(density.argmax())
        if many[spot] and (best is None or density[spot] > best[0]):
            left = inputs[kept[:, spot], spot]
            cut_at = float(left.min() if is_low else left.max())
            best = float(density[spot]), spot, is_low, cut_at
    return None if best is None else best[1:]


def paste(box: Box, inputs: Array, interest: Truth, *, alpha: float) -> Box:
    """Widen a box where a slice beyond a limit raises its density.

    Args:
        box: The box.
        inputs: Shape `(world, input)`.
        interest: Worlds in which the outcome holds. Shape `(world,)`.
        alpha: Size of a slice, as a part of the worlds inside.

    Returns:
        The widest box found; the box itself when no slice raises its density.
    """
    while True:
        cut = max(1, int(alpha * box.inside(inputs).sum()))
        wider = [
            box_of(*limits, inputs, interest)
            for spot in box.restricted
            for limits in _widened(box, int(spot), inputs, cut)
        ]
        best = max(wider, key=lambda one: (one.density, one.mass), default=box)
        if best.density <= box.density or best.mass <= box.mass:
            return box
        box = best


def _widened(box: Box, spot: int, inputs: Array, cut: int) -> list[tuple[Array, Array]]:
    """Move each limit of an input outward past so many worlds."""
    low, high = box.free_of(spot)
    column = inputs[((inputs >= low) & (inputs <= high)).all(axis=1), spot]
    found = []
    if np.isfinite(box.low[spot]):
        below = np.sort(column[column < box.low[spot]])[::-1]
        if len(below):
            new = box.low.copy()
            new[spot] = below[min(cut, len(below)) - 1]
            found.append((new, box.high))
    if np.isfinite(box.high[spot]):
        above = np.sort(column[column > box.high[spot]])
        if len(above):
            new = box.high.copy()
            new[spot] = above[min(cut, len(above)) - 1]
            found.append((box.low, new))
    return found


def chosen(path: Sequence[Box], density: float) -> Box:
    """Choose a box of a peeling: the largest that is dense enough, else the densest.

    Args:
        path: Boxes, each inside the one before.
        density: Part of the worlds inside that are to be of interest.
    """
    enough = [box for box in path if box.density >= density]
    if enough:
        return max(enough, key=lambda box: box.coverage)
    return max(path, key=lambda box: (box.density, box.coverage))
