"""The dependences of an atlas that rose and fell most between two spans of years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.measures.atlas import Atlas
from suzerain.measures.spheres import Span, mean_loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Say how one dependence changed between two spans of years.

    Args:
        recipient: Who depends.
        provider: On whom.
        before: Low, median and high in the first span.
        after: The same in the second.
    """

    recipient: str
    provider: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]


def shifts(
    atlas: Atlas, early: Span, late: Span, count: int
) -> tuple[list[Swing], list[Swing]]:
    """Find the dependences that rose and fell most between two spans.

    Recipients whose product is unknown in either are left out: how open they are is a
    declared range there, not an observation. So are pairs that traded nothing on
    record in either, since a 0 is often a gap.

    Returns:
        Rises and falls, largest first.
    """
    unknown = {
        code
        for code, year in atlas.unknown_income
        if early[0] <= year <= early[1] or late[0] <= year <= late[1]
    }
    before, after = mean_loss(atlas, early), mean_loss(atlas, late)
    change = after[1] - before[1]
    change[(before[1] <= 0) | (after[1] <= 0)] = np.nan
    barred = [k for k, code in enumerate(atlas.actors) if code in unknown]
    change[barred] = np.nan
    flat = np.nan_to_num(change).ravel()
    order = np.argsort(flat, kind="stable")
    size = len(atlas.actors)

    def swing(spot: int) -> Swing:
        to, by = divmod(spot, size)
        old, new = (
            tuple(float(value) for value in side[:, to, by]) for side in (before, after)
        )
        return Swing(
            recipient=atlas.actors[to],
            provider=atlas.actors[by],
            before=(old[0], old[1], old[2]),
            after=(new[0], new[1], new[2]),
        )

    rises = [swing(int(spot)) for spot in order[::-1][:count] if flat[spot] > 0]
    falls = [swing(int(spot)) for spot in order[:count] if flat[spot] < 0]
    return rises, falls
