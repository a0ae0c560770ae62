"""Follow the principal branch of quantal response from `lambda` 0, all draws at once.

Many draws walk side by side; those that arrive make room for others (`walk`).
"""

from __future__ import annotations

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.fast import kernels, plan_of, slope_parts
from suzerain.strategy.game.layout import Layout
from suzerain.strategy.game.slopes import find_slopes
from suzerain.strategy.game.tree import Game, Index
from suzerain.strategy.game.walk import Course, Walk, begin, probabilities

POOL = 1_000_000
MOST_AT_ONCE = 512
CARE = (0.1, 0.02)


def trace_branch(game: Game, layout: Layout, ends: Array) -> Array:
    """Follow the principal branch in every draw.

    Args:
        game: The game.
        layout: Its layout.
        ends: Payoffs times lambda. Shape `(end, player, draw)`.

    Returns:
        Probabilities of all actions, NaN where the branch was lost. Shape
        `(action, draw)`.
    """
    found = np.full((layout.actions, ends.shape[2]), np.nan)
    slopes = find_slopes(game, layout)
    code = None
    if (fast := kernels()) is not None:
        plan = plan_of(game, layout)
        code = fast.equations, plan, slope_parts(slopes, layout)
    for care in CARE:
        left = np.flatnonzero(np.isnan(found).any(axis=0))
        course = Course(layout=layout, slopes=slopes, care=care, code=code)
        _walk_all(course, ends, left, found)
    return found


def _walk_all(course: Course, ends: Array, draws: Index, found: Array) -> None:
    """Let draws walk side by side, new ones taking the place of those that arrive."""
    pool = max(1, min(MOST_AT_ONCE, POOL // (course.slopes.weight + 1)))
    waiting = 0
    walk: Walk | None = None
    while waiting < len(draws) or walk is not None:
        if walk is None or len(walk.draw) * 2 <= pool:
            room = pool - (0 if walk is None else len(walk.draw))
            fresh = draws[waiting : waiting + room]
            waiting += len(fresh)
            if len(fresh):
                new = begin(course, ends, fresh)
                walk = new if walk is None else walk.join(new)
        assert walk is not None  # noqa: S101 - filled above
        walk.step()
        if walk.over.any():
            arrived = walk.over & walk.arrived
            found[:, walk.draw[arrived]] = probabilities(walk)[:, arrived]
            walk = walk.keep(~walk.over) if not walk.over.all() else None
