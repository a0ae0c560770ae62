"""How a game is written down: decisions, chance, ends.

>>> from suzerain.strategy.game.tree import make_game
>>> entry = decide(
...     "entrant",
...     {
...         "out": end([0, 2]),
...         "in": decide("incumbent", {"fight": end([-1, -1]), "share": end([1, 1])}),
...     },
... )
>>> print(make_game(entry, players=("entrant", "incumbent"), title="entry"))
entry: 2 players, 2 decisions, 3 ends, 1 draw
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """Hold one node of a game that is being written, and all that follows it.

    Args:
        player: Who decides; empty where chance decides and at an end.
        move: Name of the information set; empty for one of its own.
        actions: What can be done here.
        branches: What follows each action.
        probabilities: Those of chance; empty elsewhere.
        payoffs: At an end, shape `(player,)` or `(draw, player)`; None elsewhere.
        label: What a reader should know of this node.
    """

    player: str = ""
    move: str = ""
    actions: tuple[str, ...] = ()
    branches: tuple[Node, ...] = ()
    probabilities: tuple[float, ...] = ()
    payoffs: Array | None = None
    label: str = ""


def decide(
    player: str, actions: Mapping[str, Node], *, move: str = "", label: str = ""
) -> Node:
    """Let a player choose.

    Args:
        player: Who.
        actions: What follows each action, by its name.
        move: Name of the information set: nodes of one player under one name look the
            same to it. Left out, the player knows exactly where it is.
        label: What a reader should know of this node.

    Returns:
        The branch.

    Examples:
        >>> decide("patron", {"bear": end([1, 0]), "block": end([0, 0])}).actions
        ('bear', 'block')
    """
    return Node(
        player=player,
        move=move,
        actions=tuple(actions),
        branches=tuple(actions.values()),
        label=label,
    )


def chance(
    outcomes: Mapping[str, tuple[float, Node]], *, move: str = "", label: str = ""
) -> Node:
    """Let chance choose.

    Args:
        outcomes: Probability and what follows, by name.
        move: Name of the move.
        label: What a reader should know of this node.

    Returns:
        The branch.

    Examples:
        >>> chance({"war": (0.25, end([0])), "peace": (0.75, end([1]))}).probabilities
        (0.25, 0.75)
    """
    return Node(
        move=move,
        actions=tuple(outcomes),
        branches=tuple(branch for _, branch in outcomes.values()),
        probabilities=tuple(float(p) for p, _ in outcomes.values()),
        label=label,
    )


def end(payoffs: ArrayLike, *, label: str = "") -> Node:
    """End the game.

    Args:
        payoffs: What each player gets. Shape `(player,)`, or `(draw, player)`.
        label: Name of the outcome.

    Returns:
        The branch.

    Examples:
        >>> end([3, 1], label="pact").payoffs
        array([3., 1.])
    """
    return Node(payoffs=np.asarray(payoffs, dtype=np.float64), label=label)
