"""Equations of quantal responses and their slopes, as machine code."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - see `machine`

from __future__ import annotations

from math import exp, log
from typing import Any

import numpy as np

from suzerain.strategy.game.machine import compiled
from suzerain.strategy.game.response_kernel import LEAST, MANY, grow


@compiled
def equations(
    plan: Any,
    slopes: Any,
    fixed: Any,
    leaves: Any,
    trial: Any,
    goal: Any,
    tangent: Any,
    final: Any,
    system: Any,
    right: Any,
) -> None:
    """Write the equations of Newton's step along the branch, at the trial points.

    Args:
        plan: The game as numbers (`fast.GameNumbers.parts`).
        slopes: Which products make up the Jacobian (`fast.GameNumbers.slopes`).
        fixed: Log probability of each action of chance; 0 elsewhere.
        leaves: Payoffs at ends, as rows of worth. Shape `(row, draw)`.
        trial: Log odds, then how far. Shape `(unknown + 1, draw)`.
        goal: Where the last of them must arrive. Shape `(draw,)`.
        tangent: The branch's direction. Shape of `trial`.
        final: Draws whose trial point is at the goal.
        system: To fill. Shape `(draw, unknown + 1, unknown + 1)`.
        right: To fill. Shape `(draw, unknown + 1, 2)`.
    """
    (
        parent,
        by,
        joint_first,
        joint,
        leaf_row,
        _leaf_end,
        _leaf_player,
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
    (
        own_action,
        own_move,
        free_own,
        base_own,
        spot_of,
        low_scored,
        low_by,
        low_start,
        low_taken,
        low_node,
        low_row,
        high_scored,
        high_by,
        high_node,
        high_row,
        high_action,
    ) = slopes
    draws, size, own = len(goal), len(free_own), len(own_action)
    actions, nodes = len(fixed), len(parent)
    logs = np.empty((actions, MANY))
    chance = np.empty((actions, MANY))
    score = np.zeros((actions, MANY))
    reach = np.zeros((nodes, MANY))
    belief = np.ones((nodes, MANY))
    worth = np.zeros((rows, MANY))
    whole = np.empty((own * own, MANY))
    total = np.empty(MANY)
    part = np.zeros(MANY)
    way = np.empty(MANY)
    gap = np.empty(MANY)
    bits = np.empty(MANY, dtype=np.int64)
    two = bits.view(np.float64)
    for a in range(actions):
        for d in range(MANY):
            logs[a, d] = fixed[a]
            chance[a, d] = exp(fixed[a])
    for start in range(0, draws, MANY):
        count = min(MANY, draws - start)
        for k in range(len(leaf_row)):
            for d in range(count):
                worth[leaf_row[k], d] = leaves[leaf_row[k], start + d]
        for m in range(len(move_action)):
            first, many = move_action[m], move_size[m]
            for d in range(count):
                top = 0.0
                for a in range(first + 1, first + many):
                    top = max(top, trial[spot_of[a], start + d])
                rest_ = exp(-top)
                for a in range(first + 1, first + many):
                    rest_ += exp(trial[spot_of[a], start + d] - top)
                rest = top + log(rest_)
                logs[first, d] = -rest
                for a in range(first + 1, first + many):
                    logs[a, d] = trial[spot_of[a], start + d] - rest
                for a in range(first, first + many):
                    chance[a, d] = exp(logs[a, d])
        for n in range(1, nodes):
            for d in range(MANY):
                reach[n, d] = reach[parent[n], d] + logs[by[n], d]
        for j in range(len(joint_first) - 1):
            low, high = joint_first[j], joint_first[j + 1]
            for d in range(count):
                top = reach[joint[low], d]
                for k in range(low + 1, high):
                    top = max(top, reach[joint[k], d])
                rest = 0.0
                for k in range(low, high):
                    belief[joint[k], d] = exp(reach[joint[k], d] - top)
                    rest += belief[joint[k], d]
                for k in range(low, high):
                    belief[joint[k], d] /= rest
        for level in range(len(level_move) - 1):
            for m in range(level_move[level], level_move[level + 1]):
                first, many = move_action[m], move_size[m]
                for a in range(first, first + many):
                    for d in range(MANY):
                        score[a, d] = 0
                    for k in range(sum_first[a], sum_first[a + 1]):
                        n, r = sum_node[k], sum_row[k]
                        for d in range(MANY):
                            score[a, d] += belief[n, d] * worth[r, d]
            for u in range(level_row[level], level_row[level + 1]):
                r = up_row[u]
                for d in range(MANY):
                    worth[r, d] = 0
                for k in range(up_first[u], up_first[u + 1]):
                    a, kid = up_action[k], up_kid[k]
                    for d in range(MANY):
                        worth[r, d] += chance[a, d] * worth[kid, d]
        for k in range(own * own):
            for d in range(MANY):
                whole[k, d] = 0
        for k in range(len(low_scored)):
            cell = low_scored[k] * own + low_by[k]
            n, t, x, r = low_start[k], low_taken[k], low_node[k], low_row[k]
            for d in range(MANY):
                gap[d] = min(max(reach[x, d] - reach[n, d] - logs[t, d], LEAST), 0.0)
            grow(gap, bits, two, way)
            for d in range(MANY):
                whole[cell, d] += way[d] * belief[n, d] * worth[r, d]
        for k in range(len(high_scored)):
            cell = high_scored[k] * own + high_by[k]
            n, r, a = high_node[k], high_row[k], high_action[k]
            for d in range(MANY):
                whole[cell, d] += (worth[r, d] - score[a, d]) * belief[n, d]
        for d in range(count):
            part[d] = trial[size, start + d] / goal[start + d]
        for i in range(size):
            here, base = free_own[i] * own, base_own[i] * own
            up, down = own_action[free_own[i]], own_action[base_own[i]]
            for j in range(size):
                first, free = base_own[j], free_own[j]
                if j == 0 or first != base_own[j - 1]:
                    for d in range(MANY):
                        total[d] = 0
                    o = first
                    while o < own and own_move[o] == own_move[first]:
                        for d in range(MANY):
                            total[d] += whole[here + o, d] - whole[base + o, d]
                        o += 1
                a = own_action[free]
                for d in range(MANY):
                    slope = whole[here + free, d] - whole[base + free, d]
                    gap[d] = part[d] * (chance[a, d] * total[d] - slope)
                for d in range(count):
                    system[start + d, i, j] = gap[d]
            for d in range(count):
                at = start + d
                odds = score[up, d] - score[down, d]
                system[at, i, i] += 1.0
                system[at, i, size] = -odds / goal[at]
                right[at, i, 0] = part[d] * odds - trial[i, at]
                right[at, i, 1] = 0
        for d in range(count):
            at = start + d
            for j in range(size):
                system[at, size, j] = 0.0 if final[at] else tangent[j, at]
            system[at, size, size] = 1.0 if final[at] else tangent[size, at]
            right[at, size, 0] = 0
            right[at, size, 1] = 1
