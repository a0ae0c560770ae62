"""Backward induction as machine code."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - see `machine`

from __future__ import annotations

from typing import Any

import numpy as np

from suzerain.strategy.game.machine import compiled

SIDE = 256


@compiled
def induct(
    first_kid: Any,
    kids: Any,
    end: Any,
    slot: Any,
    slots: int,
    player: Any,
    move: Any,
    odds: Any,
    table: Any,
    choice: Any,
    value: Any,
    tied: Any,
) -> None:
    """Take the best action at every node, from the ends to the root.

    Args:
        first_kid: Where each node's kids begin among `kids`, and one more.
        kids: Nodes after nodes.
        end: Number of the end that each node is; -1 for none.
        slot: Where each node's values are held; its first kid's, unless that is an end.
        slots: Number of them.
        player: Who decides at each node; -1 for chance.
        move: Move of each node.
        odds: Probability of each kid, after a node of chance.
        table: Payoffs. Shape `(end, player, draw)`.
        choice: To fill. Shape `(move, draw)`.
        value: To fill. Shape `(player, draw)`.
        tied: To fill. Shape `(draw,)`.
    """
    players, draws = value.shape
    held = np.empty((slots, players, SIDE))
    better = np.empty(SIDE, dtype=np.bool_)
    equal = np.empty(SIDE, dtype=np.bool_)
    taken = np.empty(SIDE, dtype=np.int16)
    for start in range(0, draws, SIDE):
        many, base = np.uint64(min(SIDE, draws - start)), np.uint64(start)
        for node in range(len(player) - 1, -1, -1):
            low, high = first_kid[node], first_kid[node + 1]
            here, who, e = slot[node], player[node], end[node]
            if low == high:
                continue
            e = end[kids[low]]
            if e >= 0:
                for p in range(players):
                    for d in range(many):
                        held[here, p, d] = table[e, p, base + d]
            if who < 0:
                for p in range(players):
                    for d in range(many):
                        held[here, p, d] *= odds[low]
            else:
                for d in range(np.uint64(SIDE)):
                    taken[d] = 0
                    equal[d] = False
            for k in range(low + 1, high):
                e, there, at = end[kids[k]], slot[kids[k]], np.int16(k - low)
                if who < 0:
                    for p in range(players):
                        for d in range(many):
                            if e >= 0:
                                held[here, p, d] += odds[k] * table[e, p, base + d]
                            else:
                                held[here, p, d] += odds[k] * held[there, p, d]
                    continue
                if e >= 0:
                    for d in range(many):
                        new, old = table[e, who, base + d], held[here, who, d]
                        better[d] = new > old
                        equal[d] = (new == old) | (equal[d] & (not new > old))
                    for p in range(players):
                        for d in range(many):
                            new, old = table[e, p, base + d], held[here, p, d]
                            held[here, p, d] = new if better[d] else old
                else:
                    for d in range(many):
                        new, old = held[there, who, d], held[here, who, d]
                        better[d] = new > old
                        equal[d] = (new == old) | (equal[d] & (not new > old))
                    for p in range(players):
                        for d in range(many):
                            new, old = held[there, p, d], held[here, p, d]
                            held[here, p, d] = new if better[d] else old
                for d in range(many):
                    taken[d] = at if better[d] else taken[d]
            if who >= 0:
                for d in range(many):
                    choice[move[node], base + d] = taken[d]
                    tied[base + d] |= equal[d]
        e = end[0]
        for p in range(players):
            for d in range(many):
                if e >= 0:
                    value[p, base + d] = table[e, p, base + d]
                else:
                    value[p, base + d] = held[slot[0], p, d]
