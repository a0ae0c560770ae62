"""What may be wrong with a game."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array, Node

ROUNDING = 1e-9


def refuse_bad_players(players: tuple[str, ...]) -> None:
    """Raise StrategyError unless there are players, each named once."""
    twice = [name for name in players if players.count(name) > 1] if players else []
    if not players or "" in players or twice:
        raise StrategyError(
            f"player {twice[0]!r} is named twice" if twice else "a player has no name",
            "one player or more, each with a name of its own",
            "name the players in the order of the payoffs",
        )


def refuse_bad_branch(branch: Node, players: tuple[str, ...]) -> None:
    """Raise StrategyError unless a branch makes sense by itself."""
    if branch.payoffs is not None:
        return
    where = f"move {branch.move!r}" if branch.move else "a move"
    who = branch.player or "chance"
    if branch.player and branch.player not in players:
        raise StrategyError(
            f"{where} of {branch.player!r}, who is no player",
            ", ".join(players),
            "name it among the players",
        )
    if not branch.actions or len(set(branch.actions)) < len(branch.actions):
        wrong = "no action" if not branch.actions else "an action twice"
        raise StrategyError(
            f"{where} of {who} has {wrong}",
            "one action or more, each with a name of its own",
            "write `end` where nothing can be done",
        )
    if not branch.player:
        _refuse_bad_chance(where, branch)


def _refuse_bad_chance(where: str, branch: Node) -> None:
    given = np.array(branch.probabilities)
    if len(given) != len(branch.actions) or not (given >= 0).all():
        raise StrategyError(
            f"{where} of chance has probabilities {branch.probabilities}",
            "one of 0 or more for each outcome",
            "mend them",
        )
    if not abs(given.sum() - 1) <= ROUNDING:
        raise StrategyError(
            f"probabilities at {where} of chance add up to {given.sum():.10g}",
            "a sum of 1",
            "write fractions, such as 1/3, where decimals would be cut off",
        )


def refuse_unbalanced(name: str, first: Node, members: Sequence[Node]) -> None:
    """Raise StrategyError unless all nodes of a move offer the same."""
    for one in members:
        same = one.actions == first.actions
        if same and one.probabilities == first.probabilities:
            continue
        given = one.probabilities if same else one.actions
        wanted = first.probabilities if same else first.actions
        raise StrategyError(
            f"the game is unbalanced: nodes of move {name!r} of "
            f"{first.player or 'chance'} differ in what can be done: "
            f"{', '.join(map(str, wanted))} against {', '.join(map(str, given))}",
            "the same actions, in the same order, at all nodes of an information set",
            "give the nodes moves of different names, or the same actions",
        )


def refuse_bad_payoffs(payoffs: Array, players: tuple[str, ...]) -> None:
    """Raise StrategyError unless all payoffs are finite.

    Args:
        payoffs: Shape `(draw, end, player)`.
        players: Names of the players.
    """
    if np.isfinite(payoffs.min(initial=0)) and np.isfinite(payoffs.max(initial=0)):
        return
    draw, at, player = np.argwhere(~np.isfinite(payoffs))[0]
    raise StrategyError(
        f"{players[player]} gets {payoffs[draw, at, player]} at end {at}, draw {draw}",
        "finite payoffs",
        "write a large number instead of an infinite one, or leave the draw out",
    )
