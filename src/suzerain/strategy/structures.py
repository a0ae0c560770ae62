"""Which groups of members no other group would break up.

A structure is a set of groups without a member in common; who is in none stands alone
and gains nothing. A group blocks a structure when it can strike a pact that gives each
of its members more. The structures that no group blocks are the core of the
coalition-formation game (Banerjee, Konishi & Sönmez 2001; Bogomolnaia & Jackson 2002).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array

Group = tuple[int, ...]
Truth = NDArray[np.bool_]


def joined_groups(count: int, links: Collection[tuple[int, int]]) -> tuple[Group, ...]:
    """List the groups of two or more that promises hold together.

    Args:
        count: Number of members.
        links: Pairs of members with a promise between them, in either order.

    Returns:
        Groups in order of size, each sorted. A group whose promises fall into two
        parts that promise each other nothing is two pacts, and is not listed.

    Examples:
        >>> joined_groups(3, [(0, 1), (1, 2)])
        ((0, 1), (1, 2), (0, 1, 2))
    """
    near: dict[int, set[int]] = {member: set() for member in range(count)}
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    return tuple(
        group
        for size in range(2, count + 1)
        for group in combinations(range(count), size)
        if _is_joined(group, near)
    )


def structures(groups: Sequence[Group]) -> tuple[tuple[int, ...], ...]:
    """List every set of groups without a member in common, the empty one first.

    Args:
        groups: The groups that may form.

    Returns:
        For each structure the indices of its groups.

    Examples:
        >>> structures([(0, 1), (2, 3), (0, 1, 2)])
        ((), (0,), (0, 1), (1,), (2,))
    """
    return tuple(_grow(groups, (), 0))


def stable(
    worth: Array, forms: Truth, groups: Sequence[Group], found: Sequence[Group]
) -> Truth:
    """Say which structures no group blocks, in every world.

    Args:
        worth: What each group's pact brings each member, 0 for others and where the
            group strikes none. Shape `(group, member, world)`.
        forms: Where each group can strike a pact. Shape `(group, world)`.
        groups: The members of each group.
        found: The structures, as indices of their groups.

    Returns:
        Whether each structure can form and is blocked by no group. Shape
        `(structure, world)`.

    Examples:
        Two of three prefer each other to the pact of all.

        >>> groups = [(0, 1), (0, 1, 2)]
        >>> worth = np.array([[[3.0], [3.0], [0.0]], [[2.0], [2.0], [2.0]]])
        >>> forms = np.ones((2, 1), dtype=bool)
        >>> stable(worth, forms, groups, structures(groups))[:, 0].tolist()
        [False, True, False]
    """
    held = np.zeros((len(found), forms.shape[1]), dtype=bool)
    for s, structure in enumerate(found):
        has: Array = worth[list(structure)].sum(axis=0)
        held[s] = forms[list(structure)].all(axis=0)
        for g, group in enumerate(groups):
            if g not in structure:
                spots = list(group)
                better = (worth[g, spots] > has[spots]).all(axis=0)
                held[s] &= ~(forms[g] & better)
    return held


def selected(
    held: Truth, worth: Array, groups: Sequence[Group], found: Sequence[Group]
) -> NDArray[np.intp]:
    """Choose among stable structures: most signers, then the largest sum of gains.

    Args:
        held: The stable structures. Shape `(structure, world)`.
        worth: Gains, as in `stable`.
        groups: The members of each group.
        found: The structures.

    Returns:
        Index of the chosen structure; -1 where none is stable. Shape `(world,)`.

    Examples:
        >>> groups = [(0, 1), (0, 2)]
        >>> worth = np.array([[[3.0], [3.0], [0.0]], [[3.0], [0.0], [4.0]]])
        >>> found = structures(groups)
        >>> held = stable(worth, np.ones((2, 1), dtype=bool), groups, found)
        >>> held[:, 0].tolist(), selected(held, worth, groups, found).tolist()
        ([False, True, True], [2])
    """
    signers = np.array([sum(len(groups[g]) for g in s) for s in found])
    most = np.where(held, signers[:, None], -1).max(axis=0)
    gains = np.stack([worth[list(s)].sum(axis=(0, 1)) for s in found])
    rank = np.where(held & (signers[:, None] == most), gains, -np.inf)
    return np.where(held.any(axis=0), rank.argmax(axis=0), -1)


def _is_joined(group: Group, near: dict[int, set[int]]) -> bool:
    reached, edge = {group[0]}, [group[0]]
    while edge:
        fresh = near[edge.pop()] & set(group) - reached
        reached |= fresh
        edge += fresh
    return len(reached) == len(group)


def _grow(
    groups: Sequence[Group], taken: tuple[int, ...], start: int
) -> Iterator[tuple[int, ...]]:
    yield taken
    used = {member for g in taken for member in groups[g]}
    for g in range(start, len(groups)):
        if used.isdisjoint(groups[g]):
            yield from _grow(groups, (*taken, g), g + 1)
