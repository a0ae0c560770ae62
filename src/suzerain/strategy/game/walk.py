"""Follow the principal branch of quantal response from `lambda` 0, all draws at once.

Unknowns are the log odds `y` of each move's actions against its first. The branch

    y - s U(y) = 0,    from s = 0, where play is even, to s = 1

may turn back in `s`, so it is followed along its arc: a step along the tangent, then
Newton's method across it (Allgower & Georg 1990; Turocy 2010). Each draw has its own
step. Log odds keep beliefs exact where probabilities would be too small to hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.game.branch import Array
from suzerain.strategy.game.fast import GameNumbers
from suzerain.strategy.game.layout import Layout
from suzerain.strategy.game.play import Play, assess
from suzerain.strategy.game.scratch import Scratch
from suzerain.strategy.game.slopes import Slopes, jacobian
from suzerain.strategy.game.tree import Index

ROUNDS = 400
NEWTON = 6
FIRST = 0.5
LONGEST = 100.0
SHORTEST = 1e-7
DRIFT = 0.15
ORDER = 1 / 3
WIDE = 0.2
NEAR = 0.15
EXACT = 1e-6
SHRINK = 0.5
BEND = 0.2
STRAIGHT = 0.97
TIGHT = 0.01

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """What all draws of a walk share; a smaller `care` takes smaller steps."""

    layout: Layout
    slopes: Slopes
    care: float = 1
    code: tuple[Any, GameNumbers, tuple[Index, ...]] | None = None
    scratch: Scratch = field(default_factory=Scratch)


@dataclass(slots=True, kw_only=True, eq=False)
class Walk:
    """Hold where each draw stands on its branch.

    The last coordinate is `s` times the largest stake, so that all are of one size.

    Args:
        course: What all draws share.
        draw: Number of each draw.
        play: Play at the trial point.
        goal: Where the last coordinate must arrive. Shape `(draw,)`.
        point: The last point on the branch. Shape `(unknown + 1, draw)`.
        tangent: The branch's direction there. Same shape.
        bend: How it turned over the last step, per unit of length. Same shape.
        trial: The point that is tried. Same shape.
        length: Length of the step. Shape `(draw,)`.
        last: Size of the last correction; infinite before the first.
        first: Size of the first correction of this step.
        tries: Corrections of this step.
        final: Draws whose trial point is at the goal.
        rounds: Corrections so far.
        over: Draws that are done.
        arrived: Those that reached the goal.
    """

    course: Course
    draw: Index
    play: Play
    goal: Array
    point: Array
    tangent: Array
    bend: Array
    trial: Array
    length: Array
    last: Array
    first: Array
    tries: Index
    final: Truth
    rounds: Index
    over: Truth
    arrived: Truth

    def keep(self, kept: Truth) -> Walk:
        """Return some of the draws alone."""
        parts = {name: getattr(self, name)[..., kept] for name in _STATE}
        return Walk(course=self.course, play=self.play.keep(kept), **parts)

    def join(self, other: Walk) -> Walk:
        """Return the draws of both, these first."""
        parts = {
            name: np.concatenate((getattr(self, name), getattr(other, name)), axis=-1)
            for name in _STATE
        }
        return Walk(course=self.course, play=self.play.join(other.play), **parts)

    def step(self) -> None:
        """Correct every draw once; go on where that is enough, back where it fails."""
        move, turned = _solve(self)
        with np.errstate(invalid="ignore", over="ignore"):
            size = np.abs(move).max(axis=0)
            cosine = 1 / np.sqrt((turned**2).sum(axis=0))
        self.rounds += 1
        self.tries += 1
        self.first = np.where(self.tries == 1, size, self.first)
        lost = ~(size <= WIDE) | (size > SHRINK * self.last) | (self.tries > NEWTON)
        close = np.abs(self.trial).max(axis=0) + 1
        there = self.final & (size <= EXACT * close)
        care = self.course.care
        near = (size <= NEAR * care) & (cosine > STRAIGHT) | (size <= TIGHT * care)
        good = ~self.final & near & (cosine > BEND)
        bent = ~self.final & near & ~(cosine > BEND)
        failed = (lost & ~there & ~good) | bent
        onward = ~good & ~failed
        self.trial[:, onward] += move[:, onward]
        self.last = np.where(onward, size, np.inf)
        self._advance(good, move, turned * cosine)
        self.length = np.where(failed, self.length / 2, self.length)
        self.predict(good | failed)
        self.arrived |= there
        self.over |= (
            there | (self.length < SHORTEST) | (self.rounds * self.course.care > ROUNDS)
        )

    def _advance(self, good: Truth, move: Array, turned: Array) -> None:
        point = self.trial[:, good] + move[:, good]
        gone = np.sqrt(((point - self.point[:, good]) ** 2).sum(axis=0))
        self.bend[:, good] = (turned[:, good] - self.tangent[:, good]) / gone
        self.point[:, good] = point
        self.tangent[:, good] = turned[:, good]
        drift = np.maximum(self.first[good], SHORTEST)
        grow = np.clip((DRIFT * self.course.care / drift) ** ORDER, 1 / 2, 2)
        self.length[good] = np.minimum(self.length[good] * grow, LONGEST)

    def predict(self, chosen: Truth) -> None:
        """Step along the tangent, no farther than the goal."""
        point, tangent = self.point[:, chosen], self.tangent[:, chosen]
        length, goal = self.length[chosen], self.goal[chosen]
        ahead = point[-1] + length * tangent[-1]
        final = ahead >= goal
        rest = np.where(final, tangent[-1], 1)
        length = np.where(final, (goal - point[-1]) / rest, length)
        trial = point + length * tangent
        trial += length * np.abs(length) / 2 * self.bend[:, chosen]
        trial[-1] = np.where(final, goal, trial[-1])
        self.trial[:, chosen] = trial
        self.final[chosen] = final
        self.length[chosen] = np.where(final, np.abs(length), length)
        self.tries[chosen] = 0


_STATE = (
    "draw",
    "goal",
    "point",
    "tangent",
    "bend",
    "trial",
    "length",
    "last",
    "first",
    "tries",
    "final",
    "rounds",
    "over",
    "arrived",
)


def begin(course: Course, ends: Array, draw: Index) -> Walk:
    """Set some draws out from even play.

    Args:
        course: What all draws share.
        ends: Payoffs times lambda, of all draws. Shape `(end, player, draw)`.
        draw: Which draws.
    """
    part = ends.take(draw, axis=2)
    slopes, count = course.slopes, len(draw)
    play = Play.even(course.layout, part)
    assess(course.layout, play)
    stake = np.ptp(part, axis=0).max(axis=0)
    goal = np.where(stake > 0, stake, 1)
    tangent = np.ones((slopes.size + 1, count))
    tangent[:-1] = advantage(slopes, play) / goal
    tangent /= np.sqrt((tangent**2).sum(axis=0))
    walk = Walk(
        course=course,
        draw=draw,
        play=play,
        goal=goal,
        point=np.zeros_like(tangent),
        tangent=tangent,
        bend=np.zeros_like(tangent),
        trial=np.zeros_like(tangent),
        length=np.full(count, FIRST),
        last=np.full(count, np.inf),
        first=np.full(count, np.inf),
        tries=np.zeros(count, dtype=np.intp),
        final=np.zeros(count, dtype=bool),
        rounds=np.zeros(count, dtype=np.intp),
        over=np.zeros(count, dtype=bool),
        arrived=np.zeros(count, dtype=bool),
    )
    walk.predict(np.ones(count, dtype=bool))
    return walk


def advantage(slopes: Slopes, play: Play) -> Array:
    """Return what each action is worth more than the first of its move."""
    own = play.score[slopes.own]
    return np.asarray(own[slopes.free] - own[slopes.base])


def settle(walk: Walk) -> None:
    """Let play be as the log odds of the trial point say."""
    slopes, play = walk.course.slopes, walk.play
    rows = np.zeros((len(slopes.own), len(walk.draw)))
    rows[slopes.free] = walk.trial[:-1]
    rows = rows[slopes.normal.gather]
    out = np.empty((slopes.normal.count, len(walk.draw)))
    rows -= slopes.normal.max(rows, out)[slopes.normal.owner]
    rows -= np.log(slopes.normal.sum(np.exp(rows), out))[slopes.normal.owner]
    at = slopes.own[slopes.normal.gather]
    play.log[at] = rows
    play.chance[at] = np.exp(rows)


def probabilities(walk: Walk) -> Array:
    """Return the probabilities of all actions. Shape `(action, draw)`."""
    settle(walk)
    return walk.play.chance


def _solve(walk: Walk) -> tuple[Array, Array]:
    """Return Newton's correction and the branch's direction, at the trial point."""
    if walk.course.code is not None:
        return _solve_fast(walk, *walk.course.code)
    settle(walk)
    assess(walk.course.layout, walk.play)
    slopes = walk.course.slopes
    size, count = slopes.size, len(walk.draw)
    odds = advantage(slopes, walk.play)
    part = walk.trial[-1] / walk.goal
    scratch = walk.course.scratch
    system = scratch.empty("system", size + 1, size + 1, count)
    slope = jacobian(slopes, walk.play, scratch)
    np.multiply(slope, -part, out=system[:size, :size])
    system[range(size), range(size)] += 1
    system[:size, size] = -odds / walk.goal
    system[size] = np.where(walk.final, 0, walk.tangent)
    system[size, size] = np.where(walk.final, 1, system[size, size])
    right = np.zeros((count, size + 1, 2))
    right[:, :size, 0] = (part * odds - walk.trial[:-1]).T
    right[:, size, 1] = 1
    turned = scratch.empty("turned", count, size + 1, size + 1)
    turned[:] = system.transpose(2, 0, 1)
    answer = np.ascontiguousarray(_solve_each(turned, right).transpose(2, 1, 0))
    return answer[0], answer[1]


def _solve_fast(
    walk: Walk, write: Any, plan: GameNumbers, slopes: tuple[Index, ...]
) -> tuple[Array, Array]:
    """Do as `_solve` does, the equations written in machine code."""
    size, count = walk.course.slopes.size, len(walk.draw)
    system = walk.course.scratch.empty("turned", count, size + 1, size + 1)
    right = np.empty((count, size + 1, 2))
    write(
        plan.parts,
        slopes,
        np.log(plan.fixed),
        walk.play.worth,
        walk.trial,
        walk.goal,
        walk.tangent,
        walk.final,
        system,
        right,
    )
    answer = np.ascontiguousarray(_solve_each(system, right).transpose(2, 1, 0))
    return answer[0], answer[1]


def _solve_each(system: Array, right: Array) -> Array:
    """Solve every draw's equations; NaN where they have no one answer."""
    try:
        return np.asarray(np.linalg.solve(system, right))
    except np.linalg.LinAlgError:
        found = np.full_like(right, np.nan)
        for k, (one, side) in enumerate(zip(system, right, strict=True)):
            if np.linalg.matrix_rank(one) == len(one):
                found[k] = np.linalg.solve(one, side)
        return found
