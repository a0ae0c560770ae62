"""Agent quantal response equilibrium: players err, the less the more it costs.

At an information set `h` action `a` has probability

    p(a | h) = exp(lambda U(a, h)) / sum over b of exp(lambda U(b, h))

with `U(a, h)` what its player expects of `a` there, given what everybody does and what
the player then believes (McKelvey & Palfrey 1998). At `lambda` 0 play is uniform; as
it grows, play with perfect information tends to subgame perfection.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.agents import solve_agents
from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.recall import is_absent_minded, recall_faults
from suzerain.strategy.game.subgame_perfect import blocks, near, weigh
from suzerain.strategy.game.tree import CHANCE, Game


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantal:
    """Hold an agent quantal response equilibrium in every draw.

    Args:
        game: The game.
        lam: How precise the players are, per unit of payoff.
        probability: Probability of each action, move after move as `spans` says; NaN
            in draws that did not settle. Shape `(draw, action)`.
        value: What each player expects. Shape `(draw, player)`; NaN likewise.
        settled: Draws in which the equations hold. Shape `(draw,)`.
        notes: How it was found, and what a reader should know.
    """

    game: Game
    lam: float
    probability: Array
    value: Array
    settled: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def of(self, player: str, move: str) -> Array:
        """Return the probabilities of one move. Shape `(draw, action)`.

        Raises:
            StrategyError: If that player has no such move.
        """
        return self.probability[:, spans(self.game)[self.game.find(player, move)]]

    def weights(self, draw: int = 0) -> tuple[Array, ...]:
        """Return the probability of each action at each move, in one draw."""
        self.game.check_draw(draw)
        return tuple(self.probability[draw, span] for span in spans(self.game))


def quantal(game: Game, lam: float, *, trace: bool = False) -> Quantal:
    """Solve a game by agent quantal response.

    With perfect information one pass from the ends to the root solves it exactly.
    With imperfect information beliefs and values are iterated where that settles soon,
    and elsewhere the principal branch is followed from lambda 0 (Turocy 2010).

    Args:
        game: The game. A game in tables is one too, by `normal_form`.
        lam: Precision lambda, 0 or more, per unit of payoff; finite.
        trace: Follow the principal branch in every draw.

    Returns:
        Probabilities and values in every draw; draws that do not settle are marked.

    Raises:
        StrategyError: If lambda is negative or not finite, a player may pass an
            information set twice, or chance never lets a player move.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> bear = decide("patron", {"bear": end([1]), "block": end([0])})
        >>> quantal(make_game(bear, players=("patron",)), 1.0).probability.round(3)
        array([[0.731, 0.269]])
    """
    if not (math.isfinite(lam) and lam >= 0):
        raise StrategyError(
            f"lambda is {lam:g}",
            "a finite number of 0 or more",
            "for lambda without end, solve for subgame perfection",
        )
    if game.is_perfect:
        return _closed(game, float(lam))
    if is_absent_minded(game):
        raise StrategyError(
            "a player may pass one information set twice in one play",
            "each information set once a play at most",
            "give the later node a move of another name",
        )
    probability, value, traced = solve_agents(game, float(lam), trace=trace)
    settled = np.asarray(~np.isnan(probability).any(axis=1))
    missed = int((~settled).sum())
    notes = [
        f"branch followed in {traced} of {game.draws} draws, the rest iterated",
        *(f"imperfect recall: {fault}" for fault in recall_faults(game)),
    ]
    if missed:
        notes.append(f"{missed} of {game.draws} draws did not settle, and are NaN")
    return Quantal(
        game=game,
        lam=float(lam),
        probability=probability,
        value=value,
        settled=settled,
        notes=tuple(notes),
    )


def spans(game: Game) -> tuple[slice, ...]:
    """Return where the actions of each move stand among all actions."""
    starts = np.cumsum([0, *(len(move.actions) for move in game.moves)])
    return tuple(map(slice, starts[:-1].tolist(), starts[1:].tolist()))


def _closed(game: Game, lam: float) -> Quantal:
    places = spans(game)
    probability = np.empty((places[-1].stop if places else 0, game.draws))
    value = np.empty((len(game.players), game.draws))
    table = game.payoffs.transpose(1, 2, 0)
    for block in blocks(game):
        part = near(table[:, :, block])
        value[:, block] = _recur(game, lam, part, probability[:, block])
    return Quantal(
        game=game,
        lam=lam,
        probability=probability.T,
        value=value.T,
        settled=np.ones(game.draws, dtype=bool),
        notes=("perfect information: solved from the ends to the root",),
    )


def _recur(game: Game, lam: float, ends: Array, probability: Array) -> Array:
    """Solve one block. `ends` is `(end, player, draw)`; `probability` is filled."""
    places = spans(game)
    solved: dict[int, Array] = {int(n): ends[k] for k, n in enumerate(game.ends)}
    for node in reversed(range(len(game.parent))):
        kids = game.children[node]
        if not kids:
            continue
        at = int(game.move[node])
        move = game.moves[at]
        after = [solved.pop(kid) for kid in kids]
        here = probability[places[at]]
        if move.player == CHANCE:
            here[:] = np.array(move.probabilities)[:, None]
            solved[node] = weigh(move.probabilities, after)
        elif len(kids) == 2:
            solved[node] = _either(lam, move.player, after, here)
        else:
            solved[node] = _any(lam, move.player, after, here)
    return solved[0]


def _either(lam: float, player: int, after: list[Array], here: Array) -> Array:
    """Weigh two actions: one exponential will do."""
    apart = after[1] - after[0]
    odds = apart[player] * -lam
    with np.errstate(over="ignore"):
        np.exp(odds, out=odds)
    odds += 1
    np.divide(1, odds, out=here[1])
    np.subtract(1, here[1], out=here[0])
    apart *= here[1]
    apart += after[0]
    return apart


def _any(lam: float, player: int, after: list[Array], here: Array) -> Array:
    """Weigh any number of actions, the best one's exponent taken off."""
    np.stack([value[player] for value in after], out=here)
    here -= here.max(axis=0)
    here *= lam
    np.exp(here, out=here)
    here /= here.sum(axis=0)
    total: Array = here[0] * after[0]
    for weight, value in zip(here[1:], after[1:], strict=True):
        total += weight * value
    return total
