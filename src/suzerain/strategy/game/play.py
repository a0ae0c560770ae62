"""Beliefs, worths and answers of a laid-out game, in a block of draws."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.layout import Ascent, Layout
from suzerain.strategy.game.scratch import Scratch
from suzerain.strategy.game.tree import Game

BLOCK = 1024


@dataclass(slots=True, kw_only=True, eq=False)
class Play:
    """Hold how a game is played in a block of draws.

    Args:
        log: Logarithm of each action's probability. Shape `(action, draw)`.
        chance: That probability. Same shape.
        reach: Logarithm of the probability of reaching each node. Shape
            `(node, draw)`.
        belief: Probability of each node, given its information set. Same shape.
        worth: A node's worth to a player. Shape `(row, draw)`.
        score: What each action is worth to its player. Shape `(action, draw)`.
        scratch: Where sums are reckoned.
    """

    log: Array
    chance: Array
    reach: Array
    belief: Array
    worth: Array
    score: Array
    scratch: Scratch = field(default_factory=Scratch)

    @staticmethod
    def even(layout: Layout, ends: Array) -> Play:
        """Begin with even play. `ends` has shape `(end, player, draw)`."""
        draws = ends.shape[2]
        nodes = 1 + sum(len(level.nodes) for level in layout.down)
        share = np.repeat(1 / np.diff(layout.starts), np.diff(layout.starts))
        share[layout.chance_rows] = layout.chance_values
        chance = np.repeat(share[:, None], draws, axis=1)
        worth = np.empty((len(layout.worth), draws))
        worth[layout.leaf_rows] = ends[layout.leaf_ends, layout.leaf_players]
        play = Play(
            log=np.log(chance),
            chance=chance,
            reach=np.zeros((nodes, draws)),
            belief=np.ones((nodes, draws)),
            worth=worth,
            score=np.zeros_like(chance),
        )
        believe(layout, play)
        return play

    def join(self, other: Play) -> Play:
        """Return the draws of both, these first."""
        return Play(
            log=np.hstack((self.log, other.log)),
            chance=np.hstack((self.chance, other.chance)),
            reach=np.hstack((self.reach, other.reach)),
            belief=np.hstack((self.belief, other.belief)),
            worth=np.hstack((self.worth, other.worth)),
            score=np.hstack((self.score, other.score)),
            scratch=self.scratch,
        )

    def keep(self, kept: NDArray[np.bool_]) -> Play:
        """Return some of the draws alone."""
        return Play(
            log=np.compress(kept, self.log, axis=1),
            chance=np.compress(kept, self.chance, axis=1),
            reach=np.compress(kept, self.reach, axis=1),
            belief=np.compress(kept, self.belief, axis=1),
            worth=np.compress(kept, self.worth, axis=1),
            score=np.compress(kept, self.score, axis=1),
            scratch=self.scratch,
        )


def answer(layout: Layout, play: Play) -> None:
    """Answer what is believed, from the ends to the root."""
    for level in layout.up:
        _score(level, play)
        _answer(level, play)
        _pass_up(level, play)


def assess(layout: Layout, play: Play) -> None:
    """Reckon beliefs, worths and scores of play as it is."""
    believe(layout, play)
    for level in layout.up:
        _score(level, play)
        _pass_up(level, play)


def believe(layout: Layout, play: Play) -> None:
    """Reckon reach and beliefs, from the root to the ends (Bayes)."""
    take = play.scratch.take
    for level in layout.down:
        rows = take("rows", play.reach, level.parents)
        rows += take("more", play.log, level.actions)
        play.reach[level.nodes] = rows
    joint = layout.joint
    if joint is None:
        return
    rows = take("rows", play.reach, layout.joint_nodes)
    out = play.scratch.empty("sums", joint.count, rows.shape[1])
    rows -= take("more", joint.max(rows, out), joint.owner)
    np.exp(rows, out=rows)
    rows /= take("more", joint.sum(rows, out), joint.owner)
    play.belief[layout.joint_nodes] = rows


def _score(level: Ascent, play: Play) -> None:
    worths = level.worths
    if worths is not None:
        rows = play.scratch.take("rows", play.worth, worths.gather)
        rows *= play.scratch.take("more", play.belief, level.beliefs)
        out = play.scratch.empty("sums", worths.count, rows.shape[1])
        play.score[level.actions] = worths.sum(rows, out)


def _answer(level: Ascent, play: Play) -> None:
    normal = level.normal
    if normal is None:
        return
    take = play.scratch.take
    at = level.actions[normal.gather]
    rows = take("rows", play.score, at)
    out = play.scratch.empty("sums", normal.count, rows.shape[1])
    rows -= take("more", normal.max(rows, out), normal.owner)
    weights = np.exp(rows, out=play.scratch.empty("weights", *rows.shape))
    total = take("more", normal.sum(weights, out), normal.owner)
    weights /= total
    rows -= np.log(total, out=total)
    play.log[at] = rows
    play.chance[at] = weights


def _pass_up(level: Ascent, play: Play) -> None:
    if len(level.rows):
        rows = play.scratch.take("rows", play.worth, level.kids.gather)
        rows *= play.scratch.take("more", play.chance, level.weights)
        out = play.scratch.empty("sums", level.kids.count, rows.shape[1])
        play.worth[level.rows] = level.kids.sum(rows, out)


def values_of(game: Game, layout: Layout, probability: Array) -> Array:
    """Return what each player expects. Shape `(player, draw)`.

    Args:
        game: The game.
        layout: Its layout.
        probability: Probability of each action. Shape `(action, draw)`.
    """
    value = np.empty((len(game.players), game.draws))
    table = game.payoffs.transpose(1, 2, 0)
    for start in range(0, game.draws, BLOCK):
        at = slice(start, min(start + BLOCK, game.draws))
        chance = probability[:, at]
        reach = np.ones((len(game.parent), chance.shape[1]))
        for level in layout.down:
            reach[level.nodes] = reach[level.parents] * chance[level.actions]
        value[:, at] = np.einsum("ed,epd->pd", reach[game.ends], table[:, :, at])
    return value
