"""The order in which unknowns are summed out of a net.

Summing out a node multiplies all tables that name it; the node whose product is
smallest goes first (greedy, by the weight of the table that it makes).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scope = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elimination:
    """One product, and what is summed out of it.

    Args:
        uses: Numbers of the tables that are multiplied; each is used once.
        axes: For each table, which of its axes stands where in the product; None for
            a node that the table does not name.
        out: Axis of the product that is summed out; None in the last step.
    """

    uses: tuple[int, ...]
    axes: tuple[tuple[int | None, ...], ...]
    out: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EliminationOrder:
    """All steps from the tables of a net to the answer.

    Args:
        steps: In order; step `k` makes the table numbered `tables + k`.
        largest: Cells of the largest product, for one draw.
    """

    steps: tuple[Elimination, ...]
    largest: int


def plan_elimination(
    scopes: Sequence[Scope], sizes: Mapping[str, int], *, keep: str
) -> EliminationOrder:
    """Plan how to sum out every node but one.

    Args:
        scopes: Nodes that each table names, in the order of its axes.
        sizes: How many states each node has.
        keep: The node that stays.

    Returns:
        The plan; its last step leaves one table over `keep` alone, or over nothing
        when no table names it.

    Examples:
        >>> plan = plan_elimination(
        ...     [("a",), ("a", "b"), ("b", "c")], {"a": 2, "b": 2, "c": 2}, keep="c"
        ... )
        >>> len(plan.steps), plan.largest
        (3, 4)
    """
    held: dict[int, Scope] = dict(enumerate(scopes))
    left = {name for scope in scopes for name in scope} - {keep}
    steps: list[Elimination] = []
    largest = 1
    while left:
        name = min(sorted(left), key=lambda one: _weight(one, held, sizes))
        left.remove(name)
        uses = tuple(key for key, scope in held.items() if name in scope)
        step, scope, cells = _step(uses, held, sizes, name)
        steps.append(step)
        held[len(scopes) + len(steps) - 1] = scope
        largest = max(largest, cells)
    step, _, cells = _step(tuple(held), held, sizes, None)
    return EliminationOrder(steps=(*steps, step), largest=max(largest, cells))


def _step(
    uses: tuple[int, ...],
    held: dict[int, Scope],
    sizes: Mapping[str, int],
    name: str | None,
) -> tuple[Elimination, Scope, int]:
    scopes = [held.pop(key) for key in uses]
    union = tuple(dict.fromkeys(one for scope in scopes for one in scope))
    axes = tuple(
        tuple(scope.index(one) if one in scope else None for one in union)
        for scope in scopes
    )
    out = None if name is None else union.index(name)
    rest = tuple(one for one in union if one != name)
    cells = math.prod(sizes[one] for one in union)
    return Elimination(uses=uses, axes=axes, out=out), rest, cells


def _weight(
    name: str, held: Mapping[int, Scope], sizes: Mapping[str, int]
) -> tuple[int, str]:
    union = {one for scope in held.values() if name in scope for one in scope}
    return math.prod(sizes[one] for one in union - {name}), name
