"""Exact answers from a net of evidence, in all draws of its tables at once.

A net says which piece of evidence hangs on which cause: two reports of one source hang
on whether that source tells the truth, so they are not two. The joint probability is
`prod_i P(x_i | parents of x_i)`; what is not asked about is summed out, one node at a
time, in an order that keeps the tables small (variable elimination).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError, UnknownReference
from suzerain.outlook.elimination import EliminationOrder, plan_elimination

Array = NDArray[np.float64]
CLOSE = 1e-9
LARGEST_TABLE = 4_194_304
MOST_FACTORS = 16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unknown:
    """One unknown of a net and how it hangs on others.

    Args:
        name: Its name.
        states: What it may be, two or more.
        parents: Names of the nodes it hangs on.
        chances: Probability of each state given the parents' states, in every draw;
            one draw stands for all. Shape `(draw, parent state ..., state)`.
    """

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...] = ()
    chances: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EvidenceNet:
    """Nodes without circles, each with a table that sums to one.

    Args:
        nodes: In any order.

    Raises:
        OutlookError: If a name stands twice, a parent is missing, nodes form a circle,
            or a table has the wrong shape, is out of range or does not sum to one.

    Examples:
        A source tells the truth in four of five cases and reports that it was agreed.

        >>> cause = Unknown(
        ...     name="agreed", states=("yes", "no"), chances=np.array([[0.5, 0.5]])
        ... )
        >>> report = Unknown(
        ...     name="reported",
        ...     states=("yes", "no"),
        ...     parents=("agreed",),
        ...     chances=np.array([[[0.8, 0.2], [0.2, 0.8]]]),
        ... )
        >>> net = EvidenceNet(nodes=(cause, report))
        >>> posterior(net, "agreed", {"reported": "yes"}).round(3)
        array([[0.8, 0.2]])
    """

    nodes: tuple[Unknown, ...]

    def __post_init__(self) -> None:
        names = [node.name for node in self.nodes]
        if len(set(names)) < len(names) or not names:
            raise OutlookError(
                f"a net of nodes {names}", "one node or more, each name once", "rename"
            )
        sizes = {node.name: len(node.states) for node in self.nodes}
        for node in self.nodes:
            _check_table(node, sizes)
        _check_circles({node.name: node.parents for node in self.nodes})

    @property
    def draws(self) -> int:
        """How many draws of the tables there are."""
        return max(len(node.chances) for node in self.nodes)

    def node(self, name: str) -> Unknown:
        """Return a node by its name.

        Raises:
            UnknownReference: If there is none.
        """
        found = {node.name: node for node in self.nodes}
        if name not in found:
            raise UnknownReference(name, found, "this net")
        return found[name]


def posterior(net: EvidenceNet, name: str, seen: Mapping[str, str]) -> Array:
    """Return the probability of each state of a node, given what was seen.

    Args:
        net: The net.
        name: The node that is asked about.
        seen: State of each node that was seen, by name.

    Returns:
        Sums to 1 in every draw. Shape `(draw, state)`.

    Raises:
        UnknownReference: If a node or state is unknown.
        OutlookError: If what was seen is impossible in some draw, or the net is too
            tangled to be summed out exactly.
    """
    table, _ = _summed(net, name, seen)
    whole = table.sum(axis=0)
    if (whole <= 0).any():
        raise OutlookError(
            f"what was seen is impossible in {int((whole <= 0).sum())} draw(s)",
            "evidence with a chance above 0 in every draw",
            "widen the tables of the nodes that were seen",
        )
    return np.asarray((table / whole).T)


def log_likelihood(net: EvidenceNet, name: str, seen: Mapping[str, str]) -> Array:
    """Return how likely what was seen is under each state of a node without parents.

    Args:
        net: The net.
        name: The node whose states are the hypotheses.
        seen: State of each node that was seen, by name.

    Returns:
        Nats, `-inf` where it is impossible. Shape `(draw, state)`.

    Raises:
        UnknownReference: If a node or state is unknown.
        OutlookError: If the node has parents, or the net is too tangled.

    Examples:
        >>> cause = Unknown(name="h", states=("a", "b"), chances=np.array([[0.9, 0.1]]))
        >>> sign = Unknown(
        ...     name="e",
        ...     states=("shown", "not"),
        ...     parents=("h",),
        ...     chances=np.array([[[0.8, 0.2], [0.4, 0.6]]]),
        ... )
        >>> np.exp(
        ...     log_likelihood(EvidenceNet(nodes=(cause, sign)), "h", {"e": "shown"})
        ... )
        array([[0.8, 0.4]])
    """
    node = net.node(name)
    if node.parents:
        raise OutlookError(
            f"{name!r} hangs on {', '.join(node.parents)}",
            "a node without parents as the hypothesis",
            "ask for its posterior instead",
        )
    even = Unknown(name=name, states=node.states, chances=np.ones_like(node.chances))
    table, scale = _summed(net, name, seen, instead=even)
    with np.errstate(divide="ignore"):
        return np.asarray((np.log(table) + scale).T)


def _summed(
    net: EvidenceNet, name: str, seen: Mapping[str, str], instead: Unknown | None = None
) -> tuple[Array, Array]:
    """Sum out all that is not asked: `(state, draw)`, and the log of what was taken."""
    asked = net.node(name)
    spots = {key: _state(net.node(key), state) for key, state in seen.items()}
    needed = _ancestors(net, {name, *seen})
    nodes = [
        instead if instead is not None and node.name == name else node
        for node in net.nodes
        if node.name in needed
    ]
    sizes = {node.name: len(node.states) for node in nodes}
    scopes = [
        tuple(key for key in (*node.parents, node.name) if key not in spots)
        for node in nodes
    ]
    plan = plan_elimination(scopes, sizes, keep=name)
    room = LARGEST_TABLE // plan.largest
    if room < 1:
        raise OutlookError(
            f"the net needs a table of {plan.largest} cells",
            f"nets whose largest table has {LARGEST_TABLE} cells",
            "give nodes fewer parents or fewer states",
        )
    tables = [_reduced(node, spots) for node in nodes]
    size = len(asked.states)
    parts = [
        _eliminated(plan, [_draws(one, start, room) for one in tables], size)
        for start in range(0, net.draws, room)
    ]
    whole = [np.broadcast_to(p, (size, np.shape(s)[-1])) for p, s in parts]
    table, scale = (np.concatenate(m, axis=-1) for m in (whole, [s for _, s in parts]))
    if name in spots:  # it was seen itself
        table = table * (np.arange(size) == spots[name])[:, None]
    return (
        np.broadcast_to(table, (size, net.draws)),
        np.broadcast_to(scale, net.draws),
    )


def _eliminated(
    plan: EliminationOrder, tables: list[Array], size: int
) -> tuple[Array, Array]:
    """Multiply and sum out as planned, keeping each table's largest cell at one."""
    held: dict[int, Array] = dict(enumerate(tables))
    count = max(table.shape[-1] for table in tables)
    scale = np.zeros(count)
    for spot, step in enumerate(plan.steps, start=len(tables)):
        used = [
            _spread(held.pop(k), axes)
            for k, axes in zip(step.uses, step.axes, strict=True)
        ]
        while len(used) > MOST_FACTORS:  # or a product of many faint signs vanishes
            part, log = _level(reduce(np.multiply, used[:MOST_FACTORS]))
            used, scale = [part, *used[MOST_FACTORS:]], scale + log
        product = reduce(np.multiply, used)
        table = product if step.out is None else product.sum(axis=step.out)
        held[spot], log = _level(table)
        scale = scale + log
    (left,) = held.values()
    return np.broadcast_to(left, (size, count)), scale


def _level(table: Array) -> tuple[Array, Array]:
    """Bring a table to a largest cell of one in every draw; tell what was taken."""
    most = table.reshape(-1, table.shape[-1]).max(axis=0)
    most = np.where(most > 0, most, 1)
    return table / most, np.log(most)


def _spread(table: Array, axes: tuple[int | None, ...]) -> Array:
    """Line a table's axes up with those of a product; None stands for a missing one."""
    order = [axis for axis in axes if axis is not None]
    moved = table.transpose(*order, table.ndim - 1)
    full = [1 if axis is None else table.shape[axis] for axis in axes]
    return moved.reshape(*full, table.shape[-1])


def _reduced(node: Unknown, spots: Mapping[str, int]) -> Array:
    """Keep the seen states only; the draws come last, where they lie side by side."""
    names = (*node.parents, node.name)
    pick = tuple(spots.get(key, slice(None)) for key in names)
    table = np.moveaxis(node.chances, 0, -1)[pick]
    return np.ascontiguousarray(table)


def _draws(table: Array, start: int, room: int) -> Array:
    return table if table.shape[-1] == 1 else table[..., start : start + room]


def _state(node: Unknown, state: str) -> int:
    if state not in node.states:
        raise UnknownReference(state, node.states, f"the states of {node.name!r}")
    return node.states.index(state)


def _ancestors(net: EvidenceNet, names: set[str]) -> set[str]:
    """Leave out what hangs below all that is asked and seen: it sums to one."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += net.node(name).parents
    return found


def _check_table(node: Unknown, sizes: Mapping[str, int]) -> None:
    missing = [parent for parent in node.parents if parent not in sizes]
    if missing or len(node.states) < 2 or node.name in node.parents:
        raise OutlookError(
            f"node {node.name!r} has states {node.states} and parents {node.parents}",
            "two states or more, and parents that are other nodes of the net",
            "name the node it hangs on",
        )
    shape = (*(sizes[parent] for parent in node.parents), len(node.states))
    if node.chances.shape[1:] != shape or not node.chances.shape[0]:
        raise OutlookError(
            f"the table of {node.name!r} has shape {node.chances.shape}",
            f"(draw, {', '.join(map(str, shape))})",
            "put the draws first, the parents in their order, the states last",
        )
    table = node.chances
    if not ((table >= 0) & (abs(table.sum(axis=-1, keepdims=True) - 1) < CLOSE)).all():
        raise OutlookError(
            f"the table of {node.name!r} is not made of probabilities",
            "numbers from 0 to 1 that sum to 1 over the states",
            "divide each row by its sum",
        )


def _check_circles(parents: Mapping[str, Sequence[str]]) -> None:
    left = dict(parents)
    while left:
        free = [name for name, above in left.items() if not set(above) & set(left)]
        if not free:
            raise OutlookError(
                f"the nodes {', '.join(sorted(left))} hang on one another in a circle",
                "causes above what they cause",
                "turn one of the arrows round",
            )
        for name in free:
            del left[name]
