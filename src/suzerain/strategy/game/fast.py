"""Whether machine code may be used, and a game as the numbers that it takes.

The extra `fast` brings numba. Without it, or with `SUZERAIN_FAST=0`, NumPy reckons the
same.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.layout import Layout, depths
from suzerain.strategy.game.slopes import Slopes
from suzerain.strategy.game.tree import CHANCE, Game, Index

KERNELS = "suzerain.strategy.game.kernels"


def kernels() -> Any:
    """Return the module of machine code, or None where it is missing or turned off.

    Examples:
        >>> os.environ["SUZERAIN_FAST"] = "0"
        >>> kernels() is None
        True
        >>> del os.environ["SUZERAIN_FAST"]
    """
    if os.environ.get("SUZERAIN_FAST", "1") == "0":
        return None
    return load()


@cache
def load() -> Any:
    """Load machine code once; None where it is missing."""
    if find_spec("numba") is None:
        return None
    try:
        return import_module(KERNELS)
    except ImportError:  # a numba that does not fit this Python or NumPy
        return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GameNumbers:
    """Hold a laid-out game as flat numbers.

    Args:
        parts: Nodes, information sets, rows of worth and sums over them, in the order
            in which they are reckoned.
        fixed: Probability of each action of chance; 1 elsewhere.
        depth: Actions on the longest way.
    """

    parts: tuple[Any, ...]
    fixed: Array
    depth: int


def plan_of(game: Game, layout: Layout) -> GameNumbers:
    """Write a laid-out game as flat numbers.

    Args:
        game: The game.
        layout: Its layout.
    """
    starts, worth = layout.starts, layout.worth
    depth = depths(game)
    by = np.zeros(len(game.parent), dtype=np.intp)
    inner = np.arange(1, len(game.parent))
    by[inner] = starts[game.move[game.parent[inner]]] + game.action[inner]
    joint = [m.nodes for m in game.moves if m.player != CHANCE and len(m.nodes) > 1]
    moves: list[list[int]] = []
    rows: list[list[tuple[int, list[tuple[int, int]]]]] = []
    sums: list[list[tuple[int, int]]] = [[] for _ in range(layout.actions)]
    for level in range(int(depth.max()) - 1, -1, -1):
        here = [n for n in np.flatnonzero(depth == level).tolist() if game.children[n]]
        moves.append(_answered(game, here, depth, level))
        rows.append([])
        for n in here:
            first = int(starts[game.move[n]])
            for p in range(len(game.players)):
                if (n, p) in worth:
                    kids = [
                        (first + a, worth[c, p]) for a, c in enumerate(game.children[n])
                    ]
                    rows[-1].append((worth[n, p], kids))
    for k, move in enumerate(game.moves):
        if move.player != CHANCE:
            for a in range(len(move.actions)):
                sums[int(starts[k]) + a] = [
                    (n, worth[game.children[n][a], move.player]) for n in move.nodes
                ]
    flat_moves = [k for group in moves for k in group]
    flat_rows = [row for group in rows for row in group]
    fixed = np.ones(layout.actions)
    fixed[layout.chance_rows] = layout.chance_values
    parts = (
        np.maximum(game.parent, 0),
        by,
        _edges(joint),
        _index([n for group in joint for n in group]),
        layout.leaf_rows,
        layout.leaf_ends,
        layout.leaf_players,
        len(worth),
        _edges(moves),
        _edges(rows),
        _index([int(starts[k]) for k in flat_moves]),
        _index([len(game.moves[k].actions) for k in flat_moves]),
        _edges(sums),
        _index([n for group in sums for n, _ in group]),
        _index([r for group in sums for _, r in group]),
        _index([row for row, _ in flat_rows]),
        _edges([kids for _, kids in flat_rows]),
        _index([a for _, kids in flat_rows for a, _ in kids]),
        _index([r for _, kids in flat_rows for _, r in kids]),
    )
    return GameNumbers(parts=parts, fixed=fixed, depth=int(depth.max()))


def slope_parts(slopes: Slopes, layout: Layout) -> tuple[Index, ...]:
    """Write which products make up the Jacobian as flat numbers.

    Args:
        slopes: Which products count.
        layout: The game's layout.
    """
    move = np.searchsorted(layout.starts, slopes.own, side="right")
    spot = np.zeros(layout.actions, dtype=np.intp)
    spot[slopes.own[slopes.free]] = np.arange(slopes.size)
    low, high = slopes.below.owner, slopes.above.owner
    return (
        slopes.own,
        move,
        slopes.free,
        slopes.base,
        spot,
        slopes.below_cells[0][low],
        slopes.below_cells[1][low],
        *slopes.below_parts,
        slopes.above_cells[0][high],
        slopes.above_cells[1][high],
        *slopes.above_parts,
    )


def _answered(game: Game, here: list[int], depth: Index, level: int) -> list[int]:
    """List the players' moves whose first node stands at this level."""
    return [
        k
        for k in sorted({int(game.move[n]) for n in here})
        if game.moves[k].player != CHANCE
        and min(depth[n] for n in game.moves[k].nodes) == level
    ]


def _edges(groups: Any) -> Index:
    return np.cumsum([0, *(len(group) for group in groups)], dtype=np.intp)


def _index(values: list[int]) -> Index:
    return np.array(values, dtype=np.intp)
