"""Follow the principal branch of quantal response from `lambda` 0, all draws at once.

Many draws walk side by side; those that arrive make room for others (`walk`).
"""

from __future__ import annotations

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.layout import Layout
from suzerain.strategy.game.slopes import find_slopes
from suzerain.strategy.game.tree import Game
from suzerain.strategy.game.walk import Frame, Walk, begin

POOL = 1_000_000
MOST_AT_ONCE = 512


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
    frame = Frame(layout=layout, slopes=find_slopes(game, layout))
    found = np.full((layout.actions, ends.shape[2]), np.nan)
    pool = max(1, min(MOST_AT_ONCE, POOL // (frame.slopes.weight + 1)))
    waiting = 0
    walk: Walk | None = None
    while waiting < ends.shape[2] or walk is not None:
        if walk is None or len(walk.draw) * 2 <= pool:
            room = pool - (0 if walk is None else len(walk.draw))
            stop = min(ends.shape[2], waiting + room)
            if stop > waiting:
                fresh = begin(frame, ends, np.arange(waiting, stop))
                walk = fresh if walk is None else walk.join(fresh)
                waiting = stop
        assert walk is not None  # noqa: S101 - filled above
        walk.step()
        if walk.over.any():
            arrived = walk.over & walk.arrived
            found[:, walk.draw[arrived]] = walk.play.chance[:, arrived]
            walk = walk.keep(~walk.over) if not walk.over.all() else None
    return found
