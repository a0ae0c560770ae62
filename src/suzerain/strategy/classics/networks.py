"""Who links with whom when links cost both ends and friends of friends help too.

In the connections model player `i` of a network `g` gets

    u_i(g) = sum over j of d^t_ij  -  c * (number of links of i)

with `t_ij` the length of the shortest path to `j`. A network is pairwise stable if
nobody gains by cutting a link, and no two gain, one of them strictly, by adding one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.ranges import within

MOST_PLAYERS = 5
DUST = 1e-12

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Networks:
    """Hold all networks of a few players, and which of them last.

    Args:
        links: Whether two are linked. Shape `(network, player, player)`.
        utility: What each gets. Shape `(draw, network, player)`.
        stable: Whether a network is pairwise stable. Shape `(draw, network)`.
        efficient: Whether no network is worth more in sum. Likewise.
    """

    links: Marks
    utility: Array
    stable: Marks
    efficient: Marks


def connections_utility(
    links: ArrayLike, *, decay: ArrayLike, cost: ArrayLike
) -> Array:
    """Find what each player of some networks gets in the connections model.

    Args:
        links: 1 or True where two are linked, the same both ways. Shape
            `(network, player, player)` or `(player, player)`.
        decay: What a link is worth, and each step beyond keeps: 0 to 1. Shape
            `(draw,)` or one.
        cost: Cost of a link to each end, zero or more. Likewise.

    Returns:
        Utilities. Shape `(draw, network, player)`.

    Raises:
        StrategyError: If the links are not mutual, or a number is out of range.

    Examples:
        In a star of three the middle has two friends at hand, the others one.

        >>> star = [[0, 1, 1], [1, 0, 0], [1, 0, 0]]
        >>> connections_utility(star, decay=0.5, cost=0.25)
        array([[[0.5, 0.5, 0.5]]])

    References:
        Jackson & Wolinsky 1996.
    """
    marks = _mutual(links)
    part = within("the decay", np.atleast_1d(decay), 0, 1)[:, None, None]
    price = within("the cost of a link", np.atleast_1d(cost), 0)[:, None, None]
    total: Array = -price * marks.sum(axis=2)
    for length, ends in enumerate(_rings(marks), 1):
        total = total + part**length * ends
    return np.asarray(np.broadcast_to(total, np.broadcast(part, price, total).shape))


def all_networks(size: int, *, decay: ArrayLike, cost: ArrayLike) -> Networks:
    """List every network of a few players with its utilities, stability and efficiency.

    Args:
        size: Number of players, 2 to 5.
        decay: What a link is worth, and each step beyond keeps: 0 to 1. Shape
            `(draw,)` or one.
        cost: Cost of a link to each end, zero or more. Likewise.

    Returns:
        All of `2^(n (n - 1) / 2)` networks; players have names, so that a network and
        its mirror image count twice.

    Raises:
        StrategyError: If there are too many players, or a number is out of range.

    Examples:
        Cheap links: only the network with all of them is stable, and it is efficient.

        >>> found = all_networks(4, decay=0.5, cost=0.1)
        >>> found.stable.sum(), found.links[found.stable[0]].sum(axis=(1, 2))
        (np.int64(1), array([12]))
        >>> bool((found.stable == found.efficient).all())
        True

    References:
        Jackson & Wolinsky 1996.
    """
    if not 2 <= size <= MOST_PLAYERS:
        raise StrategyError(
            f"all networks of {size} players",
            f"2 to {MOST_PLAYERS} players",
            "ask `is_stable` of the networks that matter",
        )
    pairs = list(combinations(range(size), 2))
    codes = np.arange(1 << len(pairs))
    links = np.zeros((len(codes), size, size), dtype=bool)
    for spot, (one, other) in enumerate(pairs):
        links[:, one, other] = links[:, other, one] = codes >> spot & 1
    utility = connections_utility(links, decay=decay, cost=cost)
    stable = np.ones(utility.shape[:2], dtype=bool)
    for spot, pair in enumerate(pairs):
        other_way = utility[:, codes ^ (1 << spot)]
        gain = (other_way - utility)[:, :, list(pair)]
        stable &= _keeps(gain, (codes >> spot & 1).astype(bool))
    total = utility.sum(axis=2)
    best = total.max(axis=1, keepdims=True)
    return Networks(
        links=links, utility=utility, stable=stable, efficient=total >= best - DUST
    )


def is_stable(links: ArrayLike, *, decay: ArrayLike, cost: ArrayLike) -> Marks:
    """Say whether one network of any size is pairwise stable in the connections model.

    Args:
        links: 1 or True where two are linked, the same both ways. Shape
            `(player, player)`.
        decay: What a link is worth, and each step beyond keeps: 0 to 1. Shape
            `(draw,)` or one.
        cost: Cost of a link to each end, zero or more. Likewise.

    Returns:
        One answer a draw.

    Raises:
        StrategyError: If the links are not mutual, or a number is out of range.

    Examples:
        >>> ring = np.roll(np.eye(6), 1, axis=1) + np.roll(np.eye(6), -1, axis=1)
        >>> is_stable(ring, decay=0.8, cost=[0.1, 0.5])
        array([False,  True])

    References:
        Jackson & Wolinsky 1996.
    """
    marks = _mutual(links)
    if len(marks) != 1:
        raise StrategyError(f"{len(marks)} networks", "one network at a time")
    had = connections_utility(marks, decay=decay, cost=cost)[:, 0]
    stable = np.ones(len(had), dtype=bool)
    for pair in combinations(range(marks.shape[1]), 2):
        other = marks.copy()
        other[0, [*pair], [*pair[::-1]]] ^= True
        new = connections_utility(other, decay=decay, cost=cost)[:, 0]
        gain = (new - had)[:, None, list(pair)]
        stable &= _keeps(gain, marks[:, pair[0], pair[1]])[:, 0]
    return stable


def _keeps(gain: Array, linked: Marks) -> Marks:
    """Whether a pair leaves its link, or its lack of one, as it is.

    `gain` is what the change brings the two, shape `(draw, network, 2)`.
    """
    cut = (gain > DUST).any(axis=2)
    add = (gain >= -DUST).all(axis=2) & cut
    return np.asarray(~np.where(linked, cut, add))


def _rings(marks: Marks) -> list[Array]:
    """Count the players at each distance. Shapes `(network, player)`."""
    size = marks.shape[1]
    reached = np.broadcast_to(np.eye(size, dtype=bool), marks.shape).copy()
    step = marks.astype(np.float32)
    rings = []
    for _ in range(size - 1):
        wider = reached | (reached.astype(np.float32) @ step > 0)
        rings.append((wider & ~reached).sum(axis=2).astype(float))
        reached = wider
    return rings


def _mutual(links: ArrayLike) -> Marks:
    table = np.asarray(links)
    table = table[None] if table.ndim == 2 else table
    sides = table.shape[1:]
    if len(sides) == 2 and sides[0] == sides[1] and table.size:
        marks = table.astype(bool)
        same = (marks == marks.transpose(0, 2, 1)).all()
        loops = marks[:, np.arange(marks.shape[1]), np.arange(marks.shape[1])].any()
        if same and not loops:
            return marks
    raise StrategyError(
        f"links of shape {table.shape} that are not mutual, or tie somebody to itself",
        "a square table of 0 and 1, the same both ways, with 0 on its diagonal",
    )
