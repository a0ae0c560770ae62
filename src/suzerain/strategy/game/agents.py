"""Agent quantal response with imperfect information, in all draws at once.

Worths are reckoned from the ends to the root and answers with them, beliefs from the
root to the ends, in turn; where that does not settle soon, the principal branch is
followed from `lambda` 0 (`tracing`).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.fast import GameNumbers, kernels, plan_of
from suzerain.strategy.game.layout import Layout, lay_out
from suzerain.strategy.game.play import Play, answer, believe, values_of
from suzerain.strategy.game.tracing import trace_branch
from suzerain.strategy.game.tree import Game

BLOCK = 2048
SWEEPS = (16, 60)
CLOSE = 1e-9
MILD = 8.0
DEEP = 600.0


def solve_agents(
    game: Game, lam: float, *, trace: bool = False
) -> tuple[Array, Array, int]:
    """Solve a game of imperfect information by agent quantal response.

    Args:
        game: The game.
        lam: Precision, per unit of payoff.
        trace: Follow the principal branch in every draw.

    Returns:
        Probabilities `(draw, action)` and values `(draw, player)`, NaN where a draw
        did not settle, and the number of draws in which the branch was followed.

    Raises:
        StrategyError: If chance gives some branch probability 0.
    """
    layout = lay_out(game)
    if not (layout.chance_values > 0).all():
        raise StrategyError(
            "chance gives a branch probability 0, and what a player believes there "
            "has no meaning",
            "probabilities above 0 where information is imperfect",
            "leave that branch out",
        )
    table = game.payoffs.transpose(1, 2, 0)
    probability = np.full((layout.actions, game.draws), np.nan)
    left = np.arange(game.draws)
    if not trace:
        plan = plan_of(game, layout)
        fast = kernels() if plan.depth * MILD < DEEP else None
        steep = lam * np.ptp(table, axis=0).max(axis=0)
        left = np.flatnonzero(steep <= MILD)
        for sweeps in SWEEPS if fast is None else SWEEPS[1:]:
            for start in range(0, len(left), BLOCK):
                at = left[start : start + BLOCK]
                ends = lam * table.take(at, axis=2)
                probability[:, at] = (
                    _iterate(layout, ends, sweeps)
                    if fast is None
                    else _iterate_fast(fast, plan, layout, ends, sweeps)
                )
            left = left[np.isnan(probability[:, left]).any(axis=0)]
        left = np.flatnonzero(np.isnan(probability).any(axis=0))
    if len(left):
        probability[:, left] = trace_branch(
            game, layout, lam * table.take(left, axis=2)
        )
    value = values_of(game, layout, probability)
    return probability.T, value.T, len(left)


def _iterate(layout: Layout, ends: Array, sweeps: int) -> Array:
    """Iterate beliefs and answers in one block; NaN where that does not settle."""
    found = np.full((layout.actions, ends.shape[2]), np.nan)
    at = np.arange(ends.shape[2])
    play = Play.even(layout, ends)
    is_open = np.ones(len(at), dtype=bool)
    for _ in range(sweeps):
        before = play.chance.copy()
        answer(layout, play)
        believe(layout, play)
        before -= play.chance
        done = np.maximum(before.max(axis=0), -before.min(axis=0)) < CLOSE
        new = np.flatnonzero(done & is_open)  # each draw stops when it settles
        found[:, at[new]] = play.chance[:, new]
        is_open[new] = False
        if is_open.sum() * 2 <= len(at):
            at, play = at[is_open], play.keep(is_open)
            is_open = np.ones(len(at), dtype=bool)
            if not len(at):
                break
    return found


def _iterate_fast(
    fast: Any, plan: GameNumbers, layout: Layout, ends: Array, sweeps: int
) -> Array:
    """Do as `_iterate` does, in machine code."""
    found = np.full((layout.actions, ends.shape[2]), np.nan)
    even = np.repeat(1 / np.diff(layout.starts), np.diff(layout.starts))
    even[layout.chance_rows] = layout.chance_values
    fast.iterate(plan.parts, even, ends, sweeps, CLOSE, found)
    return found
