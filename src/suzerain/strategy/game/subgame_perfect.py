"""Subgame-perfect play by backward induction, in all draws at once.

At the last decisions the player takes what pays it most; what follows is then as good
as settled, and the decisions before are solved in the same way (Selten 1965).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.fast import kernels
from suzerain.strategy.game.tree import CHANCE, Game

BLOCK = 16384
MOST = 1000

Choice = NDArray[np.int16]
Truth = NDArray[np.bool_]
Play = tuple[Array, dict[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SubgamePerfect:
    """Hold subgame-perfect play in every draw.

    Args:
        game: The game.
        choice: Index of the action taken at each move, on the path of play or off it;
            -1 at moves of chance. Shape `(draw, move)`.
        value: What each player gets. Shape `(draw, player)`.
        tied: Draws in which some player is indifferent between its best actions
            somewhere, so that more than one play is subgame-perfect. Shape `(draw,)`.
        selection: Which one is taken then.
    """

    game: Game
    choice: Choice
    value: Array
    tied: Truth
    selection: str = "the first of the best actions"

    @property
    def ties(self) -> int:
        """Number of draws with more than one subgame-perfect play."""
        return int(self.tied.sum())

    def weights(self, draw: int = 0) -> tuple[Array, ...]:
        """Return the probability of each action at each move, in one draw."""
        self.game.check_draw(draw)
        found = []
        for move, taken in zip(self.game.moves, self.choice[draw], strict=True):
            whole = np.array(move.probabilities or (0.0,) * len(move.actions))
            if move.player != CHANCE:
                whole[taken] = 1
            found.append(whole)
        return tuple(found)


def subgame_perfect(game: Game) -> SubgamePerfect:
    """Solve a game of perfect information by backward induction.

    1. Take the nodes from the last to the first, so that what follows is solved.
    2. Where chance decides, weigh what follows; where a player does, take its best.
    3. Of equally good actions take the first, and mark the draw as tied.

    Args:
        game: The game; chance may move.

    Returns:
        Play and values in every draw.

    Raises:
        StrategyError: If some player does not know where it is: backward induction
            does not settle such a game.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> later = decide("patron", {"bear": end([2, 1]), "block": end([-1, 0])})
        >>> first = decide("client", {"offer": later, "wait": end([0, 3])})
        >>> solved = subgame_perfect(make_game(first, players=("client", "patron")))
        >>> solved.value.tolist(), solved.choice.tolist()
        ([[2.0, 1.0]], [[0, 0]])
    """
    refuse_imperfect(game)
    choice = np.full((len(game.moves), game.draws), -1, dtype=np.int16)
    value = np.empty((len(game.players), game.draws))
    tied = np.zeros(game.draws, dtype=bool)
    table = game.payoffs.transpose(1, 2, 0)
    if (fast := kernels()) is not None:
        fast.induct(*_numbers(game), np.ascontiguousarray(table), choice, value, tied)
        return SubgamePerfect(game=game, choice=choice.T, value=value.T, tied=tied)
    for block in blocks(game):
        part = near(table[:, :, block])
        value[:, block] = _induct(game, part, choice[:, block], tied[block])
    return SubgamePerfect(game=game, choice=choice.T, value=value.T, tied=tied)


def _numbers(game: Game) -> tuple[Any, ...]:
    """Write a game as the numbers that machine code takes."""
    first = np.cumsum([0, *map(len, game.children)])
    kids = np.array([kid for after in game.children for kid in after], dtype=np.intp)
    player = np.array([game.moves[k].player if k >= 0 else CHANCE for k in game.move])
    end = np.full(len(player), -1, dtype=np.intp)
    end[game.ends] = np.arange(len(game.ends))
    odds = np.zeros(len(kids))
    slot = np.zeros(len(player), dtype=np.intp)
    free: list[int] = []
    slots = 0
    for node in reversed(range(len(player))):
        after = game.children[node]
        if not after:
            continue
        if player[node] == CHANCE:
            chances = game.moves[game.move[node]].probabilities
            odds[first[node] : first[node + 1]] = chances
        if game.children[after[0]]:
            slot[node] = slot[after[0]]
        elif free:
            slot[node] = free.pop()
        else:
            slot[node], slots = slots, slots + 1
        free.extend(int(slot[kid]) for kid in after[1:] if game.children[kid])
    return first, kids, end, slot, max(slots, 1), player, game.move, odds


def blocks(game: Game) -> list[slice]:
    """Cut the draws so that a block's values stay near the processor."""
    step = max(1, BLOCK // len(game.players))
    return [slice(k, min(k + step, game.draws)) for k in range(0, game.draws, step)]


def near(part: Array) -> Array:
    """Return a block whose draws lie side by side in memory, copied if need be."""
    return part if part.strides[-1] == part.itemsize else np.ascontiguousarray(part)


def refuse_imperfect(game: Game) -> None:
    """Raise StrategyError unless every player knows where it is."""
    for move in game.moves:
        if move.player != CHANCE and len(move.nodes) > 1:
            raise StrategyError(
                f"{game.players[move.player]} cannot tell {len(move.nodes)} nodes "
                f"apart at move {move.name!r}: no subgame begins there, and backward "
                "induction does not settle the game",
                "a game in which every information set is one node",
                "solve it by quantal response",
            )


def every_subgame_perfect(
    game: Game, draw: int = 0, *, most: int = MOST
) -> tuple[tuple[int, ...], ...]:
    """List all subgame-perfect plays in pure actions of one draw.

    Args:
        game: A game of perfect information.
        draw: Number of the draw.
        most: How many may be listed.

    Returns:
        For each play, the index of the action at each move, -1 at moves of chance.

    Raises:
        StrategyError: If there are more than `most`, or information is imperfect.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> tie = decide("patron", {"bear": end([1]), "block": end([1])})
        >>> every_subgame_perfect(make_game(tie, players=("patron",)))
        ((0,), (1,))
    """
    refuse_imperfect(game)
    game.check_draw(draw)
    solved: dict[int, list[Play]] = {
        int(node): [(game.payoffs[draw, k], {})] for k, node in enumerate(game.ends)
    }
    for node in reversed(range(len(game.parent))):
        kids = game.children[node]
        if not kids:
            continue
        at = int(game.move[node])
        here: list[Play] = []
        for after in product(*(solved[kid] for kid in kids)):
            plan = {m: a for _, chosen in after for m, a in chosen.items()}
            here.extend(_best(game, at, [value for value, _ in after], plan))
            if len(here) > most:
                raise StrategyError(
                    f"more than {most} subgame-perfect plays",
                    f"at most {most}",
                    "break the ties, or raise `most`",
                )
        for kid in kids:
            del solved[kid]
        solved[node] = here
    return tuple(
        sorted(
            tuple(plan.get(m, -1) for m in range(len(game.moves)))
            for _, plan in solved[0]
        )
    )


def _best(game: Game, at: int, values: list[Array], plan: dict[int, int]) -> list[Play]:
    move = game.moves[at]
    if move.player == CHANCE:
        weighed = np.asarray(np.array(move.probabilities) @ np.stack(values))
        return [(weighed, plan)]
    own = [value[move.player] for value in values]
    return [
        (values[a], {**plan, at: a}) for a, gain in enumerate(own) if gain == max(own)
    ]


def _induct(game: Game, ends: Array, choice: Choice, tied: Truth) -> Array:
    """Solve one block. `ends` is `(end, player, draw)`; the others are filled."""
    solved: dict[int, Array] = {int(n): ends[k] for k, n in enumerate(game.ends)}
    for node in reversed(range(len(game.parent))):
        kids = game.children[node]
        if not kids:
            continue
        at = int(game.move[node])
        move = game.moves[at]
        after = [solved.pop(kid) for kid in kids]
        if move.player == CHANCE:
            solved[node] = weigh(move.probabilities, after)
        else:
            solved[node] = _take(move.player, after, choice[at], tied)
    return solved[0]


def weigh(probabilities: tuple[float, ...], after: list[Array]) -> Array:
    """Return the mean of what follows a move of chance."""
    total = after[0] * probabilities[0]
    for probability, value in zip(probabilities[1:], after[1:], strict=True):
        total += probability * value
    return total


def _take(player: int, after: list[Array], choice: Choice, tied: Truth) -> Array:
    best = after[0]
    choice[...] = 0
    equal: Truth | None = None
    for k, value in enumerate(after[1:], start=1):
        better = value[player] > best[player]
        same = value[player] == best[player]
        # A tie counts only while nothing better comes.
        equal = same if equal is None else (equal & ~better) | same
        best = np.where(better, value, best)
        if k == 1:
            choice[...] = better
        else:
            choice[better] = k
    if equal is not None:
        tied |= equal
    return best
