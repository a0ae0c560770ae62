"""A game laid out so that all draws are reckoned level by level.

Rows stand for nodes, actions, or a node's worth to a player; columns are draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.tree import CHANCE, Game, Index


class Groups:
    """Rows that are added up together, those of like size side by side.

    Args:
        groups: The rows of each group; none is empty.
    """

    __slots__ = ("classes", "count", "gather", "owner")

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        sizes = np.array([len(group) for group in groups], dtype=np.intp)
        order = np.argsort(sizes, kind="stable")
        self.count = len(groups)
        self.gather = np.array([row for k in order for row in groups[k]], dtype=np.intp)
        self.owner = np.repeat(order, sizes[order])
        self.classes: list[tuple[slice, int, Index]] = []
        start = 0
        for size in np.unique(sizes):
            targets = order[sizes[order] == size]
            stop = start + int(size) * len(targets)
            self.classes.append((slice(start, stop), int(size), targets))
            start = stop

    def sum(self, rows: Array, out: Array) -> Array:
        """Add up gathered rows group by group, into `(group, draw)`."""
        for span, size, targets in self.classes:
            part = rows[span]
            if size > 1:
                part = part.reshape(len(targets), size, -1).sum(axis=1)
            out[targets] = part
        return out

    def max(self, rows: Array, out: Array) -> Array:
        """Return the largest of each group's gathered rows, into `(group, draw)`."""
        for span, size, targets in self.classes:
            part = rows[span]
            if size > 1:
                part = part.reshape(len(targets), size, -1).max(axis=1)
            out[targets] = part
        return out


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Descent:
    """Where one level's nodes stand, what leads to them, and from where."""

    nodes: Index
    parents: Index
    actions: Index


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ascent:
    """How one level's worths come from those below, and its moves from them."""

    rows: Index
    kids: Groups
    weights: Index
    actions: Index
    worths: Groups | None
    beliefs: Index
    normal: Groups | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """A game's structure as rows.

    Args:
        starts: First action of each move among all actions.
        chance_rows: Actions of chance.
        chance_values: Their probabilities.
        joint: Nodes of the information sets that have several.
        joint_nodes: Their numbers.
        worth: Row of a node's worth to a player, by node and player.
        leaf_rows: Rows of worth at ends.
        leaf_ends: Index of the end of each of them.
        leaf_players: Index of the player of each of them.
        down: From the root to the last level.
        up: From the last level but one to the root.
    """

    starts: Index
    chance_rows: Index
    chance_values: Array
    joint: Groups | None
    joint_nodes: Index
    worth: dict[tuple[int, int], int]
    leaf_rows: Index
    leaf_ends: Index
    leaf_players: Index
    down: tuple[Descent, ...]
    up: tuple[Ascent, ...]

    @property
    def actions(self) -> int:
        """Number of actions of all moves."""
        return int(self.starts[-1])


def lay_out(game: Game) -> Layout:
    """Lay a game out.

    Args:
        game: The game.
    """
    starts = np.cumsum([0, *(len(move.actions) for move in game.moves)])
    depth = depths(game)
    worth = _worths(game)
    chances = [
        (int(starts[k]) + a, p)
        for k, move in enumerate(game.moves)
        for a, p in enumerate(move.probabilities)
    ]
    joint = [m.nodes for m in game.moves if m.player != CHANCE and len(m.nodes) > 1]
    end_of = {int(node): k for k, node in enumerate(game.ends)}
    leaves = [(row, end_of[n], p) for (n, p), row in worth.items() if n in end_of]
    levels = [np.flatnonzero(depth == d) for d in range(int(depth.max()) + 1)]
    flat = Groups(joint) if joint else None
    return Layout(
        starts=starts,
        chance_rows=np.array([row for row, _ in chances], dtype=np.intp),
        chance_values=np.array([p for _, p in chances]),
        joint=flat,
        joint_nodes=flat.gather if flat else np.zeros(0, dtype=np.intp),
        worth=worth,
        leaf_rows=np.array([row for row, _, _ in leaves], dtype=np.intp),
        leaf_ends=np.array([k for _, k, _ in leaves], dtype=np.intp),
        leaf_players=np.array([p for _, _, p in leaves], dtype=np.intp),
        down=tuple(_descent(game, nodes, starts) for nodes in levels[1:]),
        up=tuple(
            _ascent(game, nodes, starts, worth, depth)
            for nodes in reversed(levels[:-1])
        ),
    )


def depths(game: Game) -> Index:
    """Return how many actions lead to each node. Shape `(node,)`."""
    depth = np.zeros(len(game.parent), dtype=np.intp)
    for node in range(1, len(depth)):
        depth[node] = depth[game.parent[node]] + 1
    return depth


def _worths(game: Game) -> dict[tuple[int, int], int]:
    """Number what must be known: a node's worth to those who decided before it."""
    before: list[frozenset[int]] = [frozenset()]
    rows: dict[tuple[int, int], int] = {}
    for node in range(1, len(game.parent)):
        up = int(game.parent[node])
        player = game.moves[game.move[up]].player
        known = before[up]
        if player != CHANCE and player not in known:
            known = known | {player}
        before.append(known)
        for one in sorted(known):
            rows[node, one] = len(rows)
    return rows


def _descent(game: Game, nodes: Index, starts: Index) -> Descent:
    parents = game.parent[nodes]
    actions = starts[game.move[parents]] + game.action[nodes]
    return Descent(nodes=nodes, parents=parents, actions=actions)


def _ascent(
    game: Game,
    nodes: Index,
    starts: Index,
    worth: dict[tuple[int, int], int],
    depth: Index,
) -> Ascent:
    here = [n for n in nodes.tolist() if game.children[n]]
    wanted = [(n, p) for n in here for p in range(len(game.players)) if (n, p) in worth]
    kids = Groups([[worth[c, p] for c in game.children[n]] for n, p in wanted])
    came = Groups(
        [
            [int(starts[game.move[n]]) + a for a in range(len(game.children[n]))]
            for n, _ in wanted
        ]
    )
    level = int(depth[nodes[0]])
    moves = [
        k
        for k in sorted({int(game.move[n]) for n in here})
        if game.moves[k].player != CHANCE
        and min(depth[n] for n in game.moves[k].nodes) == level
    ]
    chosen = [(k, a) for k in moves for a in range(len(game.moves[k].actions))]
    after = Groups(
        [
            [
                worth[game.children[n][a], game.moves[k].player]
                for n in game.moves[k].nodes
            ]
            for k, a in chosen
        ]
    )
    believed = Groups([game.moves[k].nodes for k, _ in chosen])
    order = {k: at for at, k in enumerate(moves)}
    spots: list[list[int]] = [[] for _ in moves]
    for row, (k, _) in enumerate(chosen):
        spots[order[k]].append(row)
    return Ascent(
        rows=np.array([worth[key] for key in wanted], dtype=np.intp),
        kids=kids,
        weights=came.gather,
        actions=np.array([starts[k] + a for k, a in chosen], dtype=np.intp),
        worths=after if chosen else None,
        beliefs=believed.gather,
        normal=Groups(spots) if spots else None,
    )
