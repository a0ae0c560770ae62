"""The loops of games as machine code, by numba; loaded by `fast` alone.

Some draws stand side by side in every innermost loop, so that they are reckoned
together. The loops are long because machine code keeps its arrays between them.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - see above

from __future__ import annotations

from collections.abc import Callable
from math import exp, log
from typing import Any

import numpy as np

try:
    from numba import njit
except ImportError:  # the same loops as plain Python: slow, for tests and tools
    njit = None

SIDE = 256
MANY = 64
LEAST = -700.0
TERMS = 13
FRACTION, BIAS = 52, 1023
HIGH, LOW = 0.6931471803691238, 1.9082149292705877e-10


def compiled(loop: Callable[..., None]) -> Callable[..., None]:
    """Compile a loop where numba is installed."""
    if njit is None:
        return loop
    swift: Callable[..., None] = njit(cache=True)(loop)
    return swift


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
