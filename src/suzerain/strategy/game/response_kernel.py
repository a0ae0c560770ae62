"""Quantal responses to one another, iterated, as machine code."""

# ruff: noqa: C901, PLR0912, PLR0915 - see `machine`

from __future__ import annotations

from typing import Any

import numpy as np

from suzerain.strategy.game.machine import compiled

MANY = 64
LEAST = -700.0
TERMS = 13
FRACTION, BIAS = 52, 1023
HIGH, LOW = 0.6931471803691238, 1.9082149292705877e-10


@compiled
def grow(power: Any, bits: Any, two: Any, out: Any) -> None:
    """Write exp(power), side by side: 2**n times Taylor's sum for what is left.

    Args:
        power: Exponents from `LEAST` to 0, replaced by what is left. Shape `(side,)`.
        bits: Room for whole numbers. Same shape.
        two: The same room, seen as numbers with a fraction.
        out: To fill. Same shape.
    """
    scale = 1.0 / (HIGH + LOW)
    for d in range(len(power)):
        whole = np.floor(power[d] * scale + 0.5)
        bits[d] = (np.int64(whole) + BIAS) << FRACTION
        power[d] = (power[d] - whole * HIGH) - whole * LOW
        out[d] = 1.0
    for k in range(TERMS, 0, -1):
        part = 1.0 / k
        for d in range(len(power)):
            out[d] = 1.0 + out[d] * power[d] * part
    for d in range(len(power)):
        out[d] *= two[d]


@compiled
def iterate(
    plan: Any, even: Any, ends: Any, sweeps: int, close: float, found: Any
) -> None:
    """Iterate answers and beliefs, each draw until it settles; else leave NaN.

    Args:
        plan: The game as numbers (`fast.GameNumbers.parts`).
        even: Probability of each action to begin with.
        ends: Payoffs times lambda. Shape `(end, player, draw)`.
        sweeps: Most passes.
        close: Change of a probability that is rounding.
        found: To fill. Shape `(action, draw)`.
    """
    (
        parent,
        by,
        joint_first,
        joint,
        leaf_row,
        leaf_end,
        leaf_player,
        rows,
        level_move,
        level_row,
        move_action,
        move_size,
        sum_first,
        sum_node,
        sum_row,
        up_row,
        up_first,
        up_action,
        up_kid,
    ) = plan
    draws = ends.shape[2]
    actions, nodes = len(even), len(parent)
    chance = np.ones((actions, MANY))
    before = np.empty((actions, MANY))
    score = np.zeros((actions, MANY))
    reach = np.ones((nodes, MANY))
    belief = np.ones((nodes, MANY))
    worth = np.zeros((rows, MANY))
    total = np.empty(MANY)
    top = np.empty(MANY)
    gap = np.empty(MANY)
    bits = np.empty(MANY, dtype=np.int64)
    two = bits.view(np.float64)
    draw = np.full(MANY, -1)
    past = np.zeros(MANY, dtype=np.int64)
    waiting = left = 0
    while True:
        for d in range(MANY):  # a draw that is done makes room for the next
            if draw[d] < 0 and waiting < draws:
                draw[d], past[d] = waiting, 0
                for k in range(len(leaf_row)):
                    worth[leaf_row[k], d] = ends[leaf_end[k], leaf_player[k], waiting]
                for a in range(actions):
                    chance[a, d] = even[a]
                waiting += 1
                left += 1
        if not left:
            break
        for n in range(1, nodes):
            for d in range(MANY):
                reach[n, d] = reach[parent[n], d] * chance[by[n], d]
        for j in range(len(joint_first) - 1):
            low, high = joint_first[j], joint_first[j + 1]
            for d in range(MANY):
                total[d] = 0
            for k in range(low, high):
                for d in range(MANY):
                    total[d] += reach[joint[k], d]
            for k in range(low, high):
                for d in range(MANY):
                    belief[joint[k], d] = reach[joint[k], d] / total[d]
        for a in range(actions):
            for d in range(MANY):
                before[a, d] = chance[a, d]
        for level in range(len(level_move) - 1):
            for m in range(level_move[level], level_move[level + 1]):
                first, size = move_action[m], move_size[m]
                for a in range(first, first + size):
                    for d in range(MANY):
                        score[a, d] = 0
                    for k in range(sum_first[a], sum_first[a + 1]):
                        n, r = sum_node[k], sum_row[k]
                        for d in range(MANY):
                            score[a, d] += belief[n, d] * worth[r, d]
                for d in range(MANY):
                    top[d] = score[first, d]
                    total[d] = 0
                for a in range(first + 1, first + size):
                    for d in range(MANY):
                        top[d] = max(top[d], score[a, d])
                for a in range(first, first + size):
                    for d in range(MANY):
                        gap[d] = max(score[a, d] - top[d], LEAST)
                    grow(gap, bits, two, chance[a])
                    for d in range(MANY):
                        total[d] += chance[a, d]
                for a in range(first, first + size):
                    for d in range(MANY):
                        chance[a, d] /= total[d]
            for u in range(level_row[level], level_row[level + 1]):
                r = up_row[u]
                for d in range(MANY):
                    worth[r, d] = 0
                for k in range(up_first[u], up_first[u + 1]):
                    a, kid = up_action[k], up_kid[k]
                    for d in range(MANY):
                        worth[r, d] += chance[a, d] * worth[kid, d]
        for d in range(MANY):
            total[d] = 0
        for a in range(actions):
            for d in range(MANY):
                total[d] = max(total[d], abs(chance[a, d] - before[a, d]))
        for d in range(MANY):
            if draw[d] >= 0:
                past[d] += 1
                if total[d] < close:
                    for a in range(actions):
                        found[a, draw[d]] = chance[a, d]
                if total[d] < close or past[d] == sweeps:
                    draw[d] = -1
                    left -= 1
