"""A game in many draws as one tree: how often each branch is taken, and what it brings.

A branch counts as often as it is reached: chances are those of taking it where its node
is reached, and payoffs at an end are means over the draws that get there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.quantal import Quantal
from suzerain.strategy.game.subgame_perfect import SubgamePerfect
from suzerain.strategy.game.tree import CHANCE, Game


@dataclass(frozen=True, slots=True, kw_only=True)
class Ply:
    """One node of the tree, and all that follows it.

    Args:
        action: What leads to it; empty at the root.
        chance: How often that is done where it can be; None where nobody knows.
        reached: How often the node is reached; None likewise.
        who: Who decides here; `chance` where chance does, empty at an end.
        move: Number of the information set, the same for nodes that look alike to who
            decides; -1 for an end or a set of one node.
        label: What a reader should know of the node.
        gains: What each player gets, at an end; empty elsewhere.
        plies: What follows, in the order of the actions.
    """

    action: str = ""
    chance: float | None = None
    reached: float | None = None
    who: str = ""
    move: int = -1
    label: str = ""
    gains: tuple[float, ...] = ()
    plies: tuple[Ply, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "action": self.action,
            "chance": self.chance,
            "reached": self.reached,
            "who": self.who,
            "move": self.move,
            "label": self.label,
            "gains": list(self.gains),
            "plies": [ply.to_dict() for ply in self.plies],
        }


def averaged(
    game: Game,
    solved: Quantal | None = None,
    *,
    scale: Array | None = None,
    unseen: str = "",
) -> Ply:
    """Put all draws of a game into one tree.

    Args:
        game: The game.
        solved: How it is played; draws that did not settle are left out.
        scale: What payoffs are multiplied by. Shape `(draw,)`.
        unseen: Name of a first move of chance to be averaged over: what comes after it
            must have the same shape whatever it is.

    Returns:
        The root.

    Raises:
        StrategyError: If what comes after the unseen move differs in shape.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.quantal import quantal
        >>> from suzerain.strategy.game.tree import make_game
        >>> pay = {"bear": end([[3.0], [1.0]]), "block": end([[0.0], [1.0]])}
        >>> game = make_game(decide("patron", pay), players=("patron",))
        >>> root = averaged(game, quantal(game, 50.0))
        >>> [(ply.action, round(ply.chance, 2), ply.gains) for ply in root.plies]
        [('bear', 0.75, (2.3333333333333335,)), ('block', 0.25, (1.0,))]
    """
    work = _Work(game, solved, scale)
    first = int(game.move[0])
    start = np.where(work.here, 1.0 / max(work.here.sum(), 1), 0.0)
    if unseen and first >= 0 and game.moves[first].name == unseen:
        odds = game.moves[first].probabilities
        nodes = [
            (node, start * p) for node, p in zip(game.children[0], odds, strict=True)
        ]
        return work.merge(nodes)
    return work.merge([(0, start)])


def play_of(game: Game, solved: SubgamePerfect | Quantal | None) -> Ply:
    """Put one game and how it is played into a tree, its first draw alone.

    Args:
        game: The game.
        solved: Its solution, or None for the bare tree.
    """
    one = game.at_draw(0)
    if solved is None:
        return averaged(one)
    weights = np.concatenate([np.asarray(w) for w in solved.weights(0)])[None]
    told = Quantal(
        game=one,
        lam=0.0,
        probability=weights,
        value=np.zeros((1, len(game.players))),
        settled=np.array([not np.isnan(weights).any()]),
    )
    return averaged(one, told)


Reached = list[tuple[int, Array]]


class _Work:
    """Walks nodes of the same place together.

    Args:
        game: The game.
        solved: How it is played.
        scale: What payoffs are multiplied by.
    """

    def __init__(self, game: Game, solved: Quantal | None, scale: Array | None) -> None:
        self.game, self.solved = game, solved
        ones = np.ones(game.draws)
        self.scale = ones if scale is None else scale
        self.here = ones > 0 if solved is None else solved.settled
        self.spot = {int(node): k for k, node in enumerate(game.ends)}
        counts = [len(move.actions) for move in game.moves]
        self.first = np.concatenate(([0], np.cumsum(counts))).astype(int)

    def merge(self, nodes: Reached, action: str = "", above: float = 1.0) -> Ply:
        """Make one node of several, each reached as often as its array says."""
        reached = float(sum(reach.sum() for _, reach in nodes))
        made = Ply(
            action=action,
            chance=reached / above if self._is_known(nodes) and above > 0 else None,
            reached=None if self.solved is None else reached,
            label=self.game.labels[nodes[0][0]] if self.game.labels else "",
        )
        if nodes[0][0] in self.spot:
            return replace(made, gains=self._gains(nodes, reached))
        at = int(self.game.move[nodes[0][0]])
        move = self.game.moves[at]
        self._check(nodes, len(move.actions))
        plies = []
        for k, name in enumerate(move.actions):
            after = [
                (self.game.children[node][k], reach * self._odds(node, k))
                for node, reach in nodes
            ]
            plies.append(self.merge(after, name, reached))
        return replace(
            made,
            who="chance" if move.player == CHANCE else self.game.players[move.player],
            move=at if len(move.nodes) > len(nodes) else -1,
            plies=tuple(plies),
        )

    def _odds(self, node: int, action: int) -> Array:
        at = int(self.game.move[node])
        move = self.game.moves[at]
        if move.player == CHANCE:
            return np.full(self.game.draws, move.probabilities[action])
        if self.solved is None:
            return np.full(self.game.draws, 1 / len(move.actions))
        found = self.solved.probability[:, self.first[at] + action]
        return np.where(self.here, found, 0.0)

    def _is_known(self, nodes: Reached) -> bool:
        """Whether it is known how often this branch is taken."""
        up = int(self.game.parent[nodes[0][0]])
        if up < 0:
            return False
        chance = self.game.moves[int(self.game.move[up])].player == CHANCE
        return chance or self.solved is not None

    def _gains(self, nodes: Reached, reached: float) -> tuple[float, ...]:
        table = [(self.game.payoffs[:, self.spot[n]], reach) for n, reach in nodes]
        if reached <= 0:
            even = [(pay[self.here] * self.scale[self.here, None]) for pay, _ in table]
            return tuple(np.mean(np.concatenate(even), axis=0).tolist())
        total = sum(
            (pay * (self.scale * reach)[:, None]).sum(axis=0) for pay, reach in table
        )
        return tuple((np.asarray(total) / reached).tolist())

    def _check(self, nodes: Sequence[tuple[int, Array]], actions: int) -> None:
        for node, _ in nodes:
            if len(self.game.children[node]) != actions:
                raise StrategyError(
                    f"branches of different shape after {self.game.title!r} begins",
                    "the same game whatever chance does first",
                    "average over nothing: leave unseen out",
                )
