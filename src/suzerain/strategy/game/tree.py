"""A game in extensive form: one structure, many draws of its payoffs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array, Node
from suzerain.strategy.game.checks import (
    refuse_bad_branch,
    refuse_bad_payoffs,
    refuse_bad_players,
    refuse_unbalanced,
)

Index = NDArray[np.intp]
CHANCE = -1
NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Hold an information set: nodes that look the same to whoever decides there.

    Args:
        name: Its name; no other move of the same player has it.
        player: Index of who decides; -1 for chance.
        actions: What can be done there.
        probabilities: Those of chance; empty for a player.
        nodes: Its nodes, in the order of the tree.
    """

    name: str
    player: int
    actions: tuple[str, ...]
    probabilities: tuple[float, ...] = ()
    nodes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Game:
    """Hold a game in extensive form.

    Nodes are numbered depth first, from 0 at the root, so that a node's number is
    below those of all that follow it. Ends are numbered in the same order.

    Args:
        title: What it is called.
        players: Their names.
        moves: Information sets, those of chance among them.
        parent: Node before each node; -1 at the root. Shape `(node,)`.
        action: Index of the action that leads to each node; -1 at the root.
        move: Index of the move at each node; -1 at an end.
        children: Nodes after each node, in the order of the actions.
        ends: Numbers of the nodes that end the game. Shape `(end,)`.
        payoffs: What the players get. Shape `(draw, end, player)`.
        labels: What a reader should know of each node, if anything.
        comment: What a reader should know of the game.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> game = make_game(
        ...     decide("patron", {"bear": end([1, 0]), "block": end([0, 2])}),
        ...     players=("client", "patron"),
        ... )
        >>> game.payoffs.shape, game.is_perfect
        ((1, 2, 2), True)
    """

    title: str
    players: tuple[str, ...]
    moves: tuple[Move, ...]
    parent: Index
    action: Index
    move: Index
    children: tuple[tuple[int, ...], ...]
    ends: Index
    payoffs: Array
    labels: tuple[str, ...] = ()
    comment: str = ""

    @property
    def draws(self) -> int:
        """Number of draws of the payoffs."""
        return len(self.payoffs)

    @property
    def is_perfect(self) -> bool:
        """Whether every player knows at every move where it is."""
        return all(m.player == CHANCE or len(m.nodes) == 1 for m in self.moves)

    def with_payoffs(self, payoffs: ArrayLike) -> Game:
        """Return the same game with other payoffs.

        Args:
            payoffs: Shape `(draw, end, player)`; without the first, one draw. An
                array whose last axis in memory is the draw is solved fastest.

        Raises:
            StrategyError: If the shape is another, or a payoff is not finite.
        """
        table = np.asarray(payoffs, dtype=np.float64)
        if table.ndim == 2:
            table = table[None]
        wanted = (len(self.ends), len(self.players))
        if (
            table.ndim != self.payoffs.ndim
            or table.shape[1:] != wanted
            or not len(table)
        ):
            raise StrategyError(
                f"payoffs of shape {table.shape} for {wanted[0]} ends and "
                f"{wanted[1]} players",
                f"shape (draw, {wanted[0]}, {wanted[1]}), at least one draw",
                "give one row an end, in the order of `ends`",
            )
        refuse_bad_payoffs(table, self.players)
        return replace(self, payoffs=table)

    def at_draw(self, draw: int) -> Game:
        """Return the game with the payoffs of one draw alone."""
        self.check_draw(draw)
        return replace(self, payoffs=self.payoffs[draw : draw + 1])

    def check_draw(self, draw: int) -> None:
        """Raise StrategyError unless there is a draw of this number."""
        if not 0 <= draw < self.draws:
            raise StrategyError(
                f"draw {draw} of {self.draws}", f"0 to {self.draws - 1}", "count from 0"
            )

    def find(self, player: str, move: str) -> int:
        """Find the index of a player's move.

        Raises:
            StrategyError: If that player has no such move.
        """
        for at, one in enumerate(self.moves):
            owner = "" if one.player == CHANCE else self.players[one.player]
            if (owner, one.name) == (player, move):
                return at
        known = [
            one.name
            for one in self.moves
            if one.player != CHANCE and self.players[one.player] == player
        ]
        raise StrategyError(
            f"no move {move!r} of {player!r}",
            ", ".join(known) or f"players {', '.join(self.players)}",
            "name a player and one of its moves",
        )

    def __str__(self) -> str:
        own = sum(len(move.nodes) for move in self.moves if move.player != CHANCE)
        counts = (
            (len(self.players), "player"),
            (own, "decision"),
            (len(self.ends), "end"),
            (self.draws, "draw"),
        )
        shown = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)
        return f"{self.title or 'game'}: {shown}"


def make_game(
    root: Node, *, players: Sequence[str], title: str = "", comment: str = ""
) -> Game:
    """Make a game from its branches, and check it.

    Args:
        root: Where it begins.
        players: Names of the players; payoffs stand in this order.
        title: What it is called.
        comment: What a reader should know of it.

    Returns:
        The game.

    Raises:
        StrategyError: If a player is not named, a node has no action, nodes of one
            information set differ in actions, probabilities do not add up to 1, a
            payoff is not finite, or numbers of payoffs or draws differ.
    """
    names = tuple(players)
    refuse_bad_players(names)
    nodes, parent, action = _flatten(root, names)
    moves, at = _moves(nodes, names)
    children: list[list[int]] = [[] for _ in nodes]
    for node in range(1, len(nodes)):
        children[parent[node]].append(node)
    ends = [k for k, node in enumerate(nodes) if node.payoffs is not None]
    return Game(
        title=title,
        players=names,
        moves=moves,
        parent=np.array(parent, dtype=np.intp),
        action=np.array(action, dtype=np.intp),
        move=np.array(at, dtype=np.intp),
        children=tuple(map(tuple, children)),
        ends=np.array(ends, dtype=np.intp),
        payoffs=_table([nodes[k] for k in ends], names),
        labels=tuple(node.label for node in nodes),
        comment=comment,
    )


def _flatten(
    root: Node, players: tuple[str, ...]
) -> tuple[list[Node], list[int], list[int]]:
    """Number the nodes depth first, without recursion: a tree may be deep."""
    nodes: list[Node] = []
    parent: list[int] = []
    action: list[int] = []
    waiting = [(root, NOBODY, NOBODY)]
    while waiting:
        branch, before, by = waiting.pop()
        refuse_bad_branch(branch, players)
        here = len(nodes)
        nodes.append(branch)
        parent.append(before)
        action.append(by)
        after = list(enumerate(branch.branches))
        waiting.extend((one, here, k) for k, one in reversed(after))
    return nodes, parent, action


def _moves(
    nodes: Sequence[Node], players: tuple[str, ...]
) -> tuple[tuple[Move, ...], list[int]]:
    """Gather the nodes into moves."""
    spot = {name: k for k, name in enumerate(players)}
    taken = {(node.player, node.move) for node in nodes if node.move}
    found: dict[tuple[str, str], list[int]] = {}
    at: list[int] = []
    keys: dict[tuple[str, str], int] = {}
    count: dict[str, int] = {}
    for k, node in enumerate(nodes):
        if node.payoffs is not None:
            at.append(NOBODY)
            continue
        name = node.move
        while not name:
            count[node.player] = count.get(node.player, 0) + 1
            tried = f"{node.player or 'chance'} {count[node.player]}"
            name = "" if (node.player, tried) in taken else tried
        key = (node.player, name)
        at.append(keys.setdefault(key, len(keys)))
        found.setdefault(key, []).append(k)
    moves = []
    for (player, name), members in found.items():
        first = nodes[members[0]]
        refuse_unbalanced(name, first, [nodes[k] for k in members])
        moves.append(
            Move(
                name=name,
                player=spot[player] if player else CHANCE,
                actions=first.actions,
                probabilities=first.probabilities,
                nodes=tuple(members),
            )
        )
    return tuple(moves), at


def _table(ends: Sequence[Node], players: tuple[str, ...]) -> Array:
    """Lay payoffs out with the draw last in memory, and first in name."""
    given = [np.atleast_2d(e.payoffs) for e in ends if e.payoffs is not None]
    wrong = [e for e in given if e.ndim != 2 or e.shape[1] != len(players)]
    if wrong:
        raise StrategyError(
            f"payoffs of shape {wrong[0].shape} for {len(players)} players",
            f"one payoff a player: shape ({len(players)},) or (draw, {len(players)})",
            f"give {', '.join(players)} a payoff each, in this order",
        )
    draws = {len(one) for one in given} - {1} or {1}
    if len(draws) > 1 or 0 in draws:
        raise StrategyError(
            f"ends with {', '.join(map(str, sorted(draws)))} draws",
            "the same number of draws at every end, or 1",
            "give every end payoffs of shape (draw, player)",
        )
    table = np.empty((len(given), len(players), *draws))
    for k, one in enumerate(given):
        table[k] = one.T
    whole: Array = table.transpose(2, 0, 1)
    refuse_bad_payoffs(whole, players)
    return whole
