"""A game as text, one line a node, with how it is played."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.tree import CHANCE, Game


class Solved(Protocol):
    """A solution that knows the probability of each action."""

    @property
    def game(self) -> Game:
        """The game that it solves."""
        ...

    def weights(self, draw: int = 0) -> tuple[Array, ...]:
        """Return the probability of each action at each move, in one draw."""
        ...


def transcript(game: Game, solved: Solved | None = None, *, draw: int = 0) -> str:
    """Write a game as text.

    Each line is a node: the action that leads there with its probability, then who
    decides there and at which move, or what everybody gets. A star marks information
    sets of several nodes.

    Args:
        game: The game.
        solved: Its solution, for probabilities and for what is expected at each node.
        draw: Number of the draw.

    Returns:
        The text, without a line break at its end.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.subgame_perfect import subgame_perfect
        >>> from suzerain.strategy.game.tree import make_game
        >>> bear = decide("patron", {"bear": end([3, 1]), "block": end([0, 0])})
        >>> first = decide("client", {"offer": bear, "wait": end([1, 2])})
        >>> game = make_game(first, players=("client", "patron"), title="permission")
        >>> print(transcript(game, subgame_perfect(game)))
        permission: 2 players, 2 decisions, 3 ends, 1 draw
        client decides (client 1): client 3, patron 1
          offer 1.0000: patron decides (patron 1): client 3, patron 1
            bear 1.0000: client 3, patron 1
            block 0.0000: client 0, patron 0
          wait 0.0000: client 1, patron 2
    """
    game.check_draw(draw)
    weights = _chances(game) if solved is None else solved.weights(draw)
    worth = None if solved is None else expected(game, weights, draw)
    spot = {int(node): k for k, node in enumerate(game.ends)}
    lines = [str(game)]
    depth = [0] * len(game.parent)
    for node in range(len(game.parent)):
        parts = []
        if node:
            up = int(game.parent[node])
            depth[node] = depth[up] + 1
            parts.append(_action(game, weights, node))
        gains = None if worth is None else worth[node]
        if node in spot:
            gains = game.payoffs[draw, spot[node]]
        else:
            parts.append(_decides(game, node))
        if gains is not None:
            parts.append(_gains(game, gains))
        if game.labels and game.labels[node]:
            parts.append(f"[{game.labels[node]}]")
        lines.append("  " * depth[node] + ": ".join(parts))
    return "\n".join(" ".join(line.splitlines()) for line in lines)


def expected(game: Game, weights: tuple[Array, ...], draw: int = 0) -> Array:
    """Return what each player expects at each node. Shape `(node, player)`.

    Args:
        game: The game.
        weights: Probability of each action at each move.
        draw: Number of the draw.
    """
    worth = np.zeros((len(game.parent), len(game.players)))
    worth[game.ends] = game.payoffs[draw]
    for node in range(len(game.parent) - 1, 0, -1):
        up = int(game.parent[node])
        worth[up] += weights[game.move[up]][game.action[node]] * worth[node]
    return worth


def _chances(game: Game) -> tuple[Array, ...]:
    return tuple(np.array(move.probabilities) for move in game.moves)


def _action(game: Game, weights: tuple[Array, ...], node: int) -> str:
    at, by = int(game.move[game.parent[node]]), int(game.action[node])
    name = game.moves[at].actions[by]
    return f"{name} {weights[at][by]:.4f}" if len(weights[at]) else name


def _decides(game: Game, node: int) -> str:
    move = game.moves[game.move[node]]
    if move.player == CHANCE:
        return f"chance ({move.name})"
    star = " *" if len(move.nodes) > 1 else ""
    return f"{game.players[move.player]} decides ({move.name}{star})"


def _gains(game: Game, gains: Array) -> str:
    pairs = zip(game.players, gains.tolist(), strict=True)
    return ", ".join(f"{player} {gain:.6g}" for player, gain in pairs)
