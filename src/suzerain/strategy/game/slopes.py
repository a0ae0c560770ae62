"""How what an action is worth moves with how everybody plays: the exact Jacobian.

With `mu(n)` the belief at node `n` of information set `h`, and `c` the node that action
`a` leads to from `n`, an action `b` elsewhere moves `U(a, h)` in two ways,

    dU(a, h) / dlog p(b) = sum over x of mu(n) P(c to x) V(x)
                         + sum over n of mu(n) (V(c) - U(a, h)),

the first over nodes `x` below `c` that `b` leads to, the second over nodes `n` that `b`
comes before: it changes what is believed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.layout import Groups, Layout
from suzerain.strategy.game.play import Play
from suzerain.strategy.game.scratch import Scratch
from suzerain.strategy.game.tree import CHANCE, Game, Index


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slopes:
    """Which products make up the Jacobian.

    Unknowns are log odds of each action against the first of its move; `free` are
    the actions that have one, `base` the first action of each one's move.

    Args:
        own: Actions of players, in the order of the moves.
        free: Positions among them of actions that are not the first of their move.
        base: Position of the first action of each free one's move.
        normal: Actions of each move together.
        below: Sums over nodes below: start, action taken there, node reached, row of
            its worth.
        above: Sums over nodes after: node, row of worth, action that is scored.
        below_parts: Those four. above_parts: those three.
        below_cells: Scored and moving action of each sum. above_cells: likewise.
    """

    own: Index
    free: Index
    base: Index
    normal: Groups
    below: Groups
    below_parts: tuple[Index, Index, Index, Index]
    below_cells: tuple[Index, Index]
    above: Groups
    above_parts: tuple[Index, Index, Index]
    above_cells: tuple[Index, Index]

    @property
    def size(self) -> int:
        """Number of unknowns."""
        return len(self.free)

    @property
    def weight(self) -> int:
        """About how many numbers a draw needs."""
        pairs = len(self.below.gather) + len(self.above.gather)
        return int(len(self.own) ** 2 + pairs)


def find_slopes(game: Game, layout: Layout) -> Slopes:
    """Find which nodes bear on which actions.

    Args:
        game: The game.
        layout: Its layout.
    """
    starts = layout.starts
    mine = [k for k, move in enumerate(game.moves) if move.player != CHANCE]
    own = [int(starts[k]) + a for k in mine for a in range(len(game.moves[k].actions))]
    spot = {action: at for at, action in enumerate(own)}
    free = [spot[a] for k in mine for a in range(starts[k] + 1, starts[k + 1])]
    base = [
        spot[int(starts[k])] for k in mine for _ in range(starts[k] + 1, starts[k + 1])
    ]
    below, above = _pairs(game, layout)
    low, low_cells, low_parts = _grouped(below, spot)
    high, high_cells, high_parts = _grouped(above, spot)
    return Slopes(
        own=np.array(own, dtype=np.intp),
        free=np.array(free, dtype=np.intp),
        base=np.array(base, dtype=np.intp),
        normal=Groups(
            [[spot[a] for a in range(starts[k], starts[k + 1])] for k in mine]
        ),
        below=low,
        below_parts=(low_parts[0], low_parts[1], low_parts[2], low_parts[3]),
        below_cells=low_cells,
        above=high,
        above_parts=(high_parts[0], high_parts[1], high_parts[2]),
        above_cells=high_cells,
    )


Pairs = dict[tuple[int, int], list[tuple[int, ...]]]


def _pairs(game: Game, layout: Layout) -> tuple[Pairs, Pairs]:
    """List, by scored action and moving action, the nodes that count."""
    below: Pairs = {}
    above: Pairs = {}
    for node in range(1, len(game.parent)):
        last = _way(game, layout, node)
        action, parent, _ = last[0]
        player = game.moves[game.move[parent]].player
        if player == CHANCE:
            continue
        row = layout.worth.get((node, player))
        if row is None:
            continue
        is_joint = len(game.moves[game.move[parent]].nodes) > 1
        for scored, start, owner in last[1:]:
            if owner != CHANCE:
                key = (scored, action)
                worth = layout.worth[node, owner]
                below.setdefault(key, []).append((start, scored, node, worth))
                if is_joint:
                    key = (action, scored)
                    above.setdefault(key, []).append((parent, row, action))
    return below, above


def _way(game: Game, layout: Layout, node: int) -> list[tuple[int, int, int]]:
    """List actions, nodes and players on the way to a node, from the last one up."""
    way = []
    while game.parent[node] >= 0:
        up = int(game.parent[node])
        at = int(game.move[up])
        action = int(layout.starts[at] + game.action[node])
        way.append((action, up, game.moves[at].player))
        node = up
    return way


def _grouped(
    pairs: Pairs, spot: dict[int, int]
) -> tuple[Groups, tuple[Index, Index], list[Index]]:
    rows: list[tuple[int, ...]] = []
    groups = []
    for members in pairs.values():
        groups.append(range(len(rows), len(rows) + len(members)))
        rows.extend(members)
    grouped = Groups(groups)
    width = len(rows[0]) if rows else 4
    table = np.array(rows, dtype=np.intp).reshape(-1, width)[grouped.gather]
    cells = (
        np.array([spot[to] for to, _ in pairs], dtype=np.intp),
        np.array([spot[by] for _, by in pairs], dtype=np.intp),
    )
    return grouped, cells, [np.ascontiguousarray(column) for column in table.T]


def jacobian(slopes: Slopes, play: Play, scratch: Scratch) -> Array:
    """Return slopes of scores over log odds. Shape `(unknown, unknown, draw)`.

    Args:
        slopes: Which products count.
        play: An assessed play.
        scratch: Where to reckon; the answer lies there and is overwritten next time.
    """
    whole = _by_action(slopes, play, scratch)
    count, draws = len(slopes.own), play.log.shape[1]
    against = scratch.take("against", whole, slopes.free)
    against -= scratch.take("base", whole, slopes.base)
    chance = scratch.take("chance", play.chance, slopes.own[slopes.free])
    normal, size = slopes.normal, slopes.size
    totals = scratch.empty("totals", size, normal.count, draws)
    for span, length, targets in normal.classes:
        total = against[:, normal.gather[span][::length]]
        for k in range(1, length):
            total += against[:, normal.gather[span][k::length]]
        totals[:, targets] = total
    owner = np.empty(count, dtype=np.intp)
    owner[normal.gather] = normal.owner
    out = scratch.empty("out", size, size, draws)
    np.take(totals, owner[slopes.free], axis=1, out=out, mode="clip")
    out *= -chance
    out += against[:, slopes.free]
    return out


def _by_action(slopes: Slopes, play: Play, scratch: Scratch) -> Array:
    """Return slopes of scores over logarithms. Shape `(own, own, draw)`."""
    count, draws = len(slopes.own), play.log.shape[1]
    whole = scratch.empty("whole", count * count, draws)
    whole.fill(0)
    start, taken, reached, row = slopes.below_parts
    if len(start):
        way = scratch.take("way", play.reach, reached)
        way -= scratch.take("other", play.reach, start)
        way -= scratch.take("other", play.log, taken)
        np.exp(way, out=way)
        way *= scratch.take("other", play.belief, start)
        way *= scratch.take("other", play.worth, row)
        scored, by = slopes.below_cells
        sums = scratch.empty("sums", slopes.below.count, draws)
        whole[scored * count + by] = slopes.below.sum(way, sums)
    node, row, answered = slopes.above_parts
    if len(node):
        gap = scratch.take("way", play.worth, row)
        gap -= scratch.take("other", play.score, answered)
        gap *= scratch.take("other", play.belief, node)
        scored, by = slopes.above_cells
        sums = scratch.empty("sums", slopes.above.count, draws)
        whole[scored * count + by] += slopes.above.sum(gap, sums)
    return whole.reshape(count, count, draws)
