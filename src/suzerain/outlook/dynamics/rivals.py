"""Tests, alarm, and how rivals and members answer one another month by month.

Each test adds to an alarm that fades. With `p` the provocation of terms and of alarm
beyond what is usual, rival `k` closes the gap to what it wants in way `c`,

    r_kc' = speed (b_k f_c (p + M + j_c A_k) - r_kc)      M' = speed (sum_c e_c R_c - M)

the mutual answers of `strategy.reaction` (Richardson 1960), whose fixed point is where
the simulation starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.noise import YEAR, Single
from suzerain.outlook.dynamics.rates import Rates
from suzerain.strategy.rivals import WAYS, reaction_of, reflexes_of, rivals_of

MOST_TESTS = 6
"""Tests in one month that are told apart."""
EVERY_WAY = "kcw,kw->cw"
BOUND = "klw,lw->kw"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spiral:
    """Hold how rivals and members answer, in single precision, worlds last.

    Args:
        rivals: Codes of the rivals.
        size: Part of each among them. Shape `(rival, world)`.
        answer: Answer to a unit of provocation. Shape `(rival, world)`.
        part: Part of each way in it. Shape `(way, world)`.
        joins: Further answer to a unit of what bound rivals do. Shape `(way, world)`.
        echo: What a unit of each way draws from members. Shape `(way, world)`.
        bond: How far two rivals move together. Shape `(rival, rival, world)`.
        price: Cost of each way to a power. Shape `(way, world)`.
        limit: Most that one rival answers where nothing settles. Shape `(world,)`.
        settled: What each does for a unit of provocation. `(rival, way, world)`.
        members: What members answer then. Shape `(world,)`.
        settles: Whether the exchange settles. Shape `(world,)`.
        cost: Cost of the whole to a power, for a unit. Shape `(world,)`.
    """

    rivals: tuple[str, ...]
    size: Single
    answer: Single
    part: Single
    joins: Single
    echo: Single
    bond: Single
    price: Single
    limit: Single
    settled: Single
    members: Single
    settles: NDArray[np.bool_]
    cost: Single

    def split(self, block: slice) -> Spiral:
        """Return the replies in some worlds."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, value in kept.items():
            if isinstance(value, np.ndarray):
                kept[name] = np.ascontiguousarray(value[..., block])
        return Spiral(**kept)


def spiral_of(case: Case, worlds: Worlds) -> Spiral:
    """Draw how rivals and members answer.

    Args:
        case: The case.
        worlds: Where it is drawn.

    Raises:
        StrategyError: If in most worlds the answers would grow without end.
    """
    names = rivals_of(case)
    found = reaction_of(case, worlds)
    count, ways, many = worlds.count, len(WAYS), len(names)
    one = np.zeros((count, many)), np.zeros((count, ways))
    size, answer, part, joins, echo = one[0], one[0], one[1], one[1], one[1]
    bond, limit = np.zeros((count, many, many)), np.zeros(count)
    price = one[1]
    if names:
        reflexes = reflexes_of(case, worlds)
        size, answer, part = reflexes.size, reflexes.answer, reflexes.part
        joins, echo, bond = reflexes.joins, reflexes.echo, reflexes.bond
        limit = reflexes.limit
        draws = [case.register.draw(worlds, f"rival.{way}.cost") for way in WAYS]
        price = np.stack(draws, axis=1)

    def turned(values: NDArray[np.float64]) -> Single:
        return np.ascontiguousarray(np.moveaxis(values, 0, -1), dtype=np.float32)

    return Spiral(
        rivals=names,
        size=turned(size),
        answer=turned(answer),
        part=turned(part),
        joins=turned(joins),
        echo=turned(echo),
        bond=turned(bond),
        price=turned(price),
        limit=turned(limit),
        settled=turned(found.by_rival),
        members=turned(found.members),
        settles=found.settles,
        cost=turned(found.cost),
    )


class Rivals:
    """Move alarm and arming in a block of worlds.

    Args:
        spiral: How they answer.
        rates: Of these worlds.
        tests: Usual tests a year of each member. Shape `(member, world)`.
        provoking: What the struck terms provoke. Shape `(world,)`.
        hold: Hold tests at what is usual.
    """

    def __init__(
        self,
        spiral: Spiral,
        rates: Rates,
        *,
        tests: Single,
        provoking: Single,
        hold: bool = False,
    ) -> None:
        self.spiral, self.tests, self.hold = spiral, tests, hold
        fade = -np.expm1(-rates.of("alarm_fade") / YEAR)
        self.usual = rates.of("test_weight") * tests / YEAR / fade
        self.alarm = self.usual.copy()
        self.level = spiral.settled * provoking
        self.answer = spiral.members * provoking
        self.first, self._answer_first = self.level.copy(), self.answer.copy()
        self._base = (rates["power.reaction"], rates["power.echo"])
        self.provocation = provoking

    @property
    def by_rival(self) -> Single:
        """What each rival does in all ways. Shape `(rival, world)`."""
        return np.asarray(self.level.sum(axis=1))

    @property
    def by_way(self) -> Single:
        """What rivals together do in each way. Shape `(way, world)`."""
        return np.asarray(np.einsum(EVERY_WAY, self.level, self.spiral.size))

    @property
    def cost(self) -> Single:
        """What rivals' answer costs a power, beside `power.omega`. `(world,)`."""
        return np.asarray((self.by_way * self.spiral.price).sum(axis=0))

    @property
    def tension(self) -> Single:
        """Provocation and what rivals do, together. Shape `(world,)`."""
        return np.asarray(self.provocation + self.by_way.sum(axis=0))

    def step(
        self,
        rates: Rates,
        *,
        provoking: Single,
        received: Sequence[Single],
        chance: Single,
        added: Single,
    ) -> None:
        """Let a month pass.

        Args:
            rates: Of these worlds.
            provoking: What the terms provoke now. Shape `(world,)`.
            received: One-off goods that each member has received.
            chance: Uniform numbers that say how many tests come. `(member, world)`.
            added: Tests that a plan adds. Shape `(member, 1)`.
        """
        fade = np.exp(-rates.of("alarm_fade") / YEAR)
        weight = rates.of("test_weight")
        self.alarm = self.alarm * fade + weight * added
        if self.hold:
            self.alarm += self.usual * (1 - fade)
        else:
            eager = np.maximum(self.answer - self._answer_first, 0)
            boost = np.stack([rates.of("test_boost") * one for one in received])
            rate = self.tests * (1 + rates.of("test_answer") * eager) * (1 + boost)
            self.alarm += weight * arrivals(rate / YEAR, chance)
        self.provocation = provoking + (self.alarm - self.usual).sum(axis=0)
        self._arm(rates)

    def _arm(self, rates: Rates) -> None:
        """Let rivals and members close a part of the gap to what they want."""
        spiral = self.spiral
        if not spiral.rivals:
            return
        stronger = rates["power.reaction"] / self._base[0]
        louder = rates["power.echo"] / np.maximum(
            self._base[1], np.finfo(np.float32).tiny
        )
        bound = np.einsum(BOUND, spiral.bond, spiral.size * self.by_rival)
        pressed = np.maximum(self.provocation + self.answer, 0)
        wanted = pressed + spiral.joins[None] * bound[:, None]
        wanted = (stronger * spiral.answer)[:, None] * spiral.part[None] * wanted
        most = np.maximum(spiral.limit, np.finfo(np.float32).tiny)
        most = most / np.maximum(wanted.sum(axis=1), most)
        bounded = np.where(spiral.settles, 1, most)
        wanted = wanted * bounded[:, None]
        echoed = louder * (spiral.echo * self.by_way).sum(axis=0)
        pace = -np.expm1(-rates.of("rival_speed") / YEAR)
        self.level = self.level + pace * (wanted - self.level)
        pace = -np.expm1(-rates.of("member_speed") / YEAR)
        self.answer = self.answer + pace * (echoed - self.answer)


def arrivals(mean: Single, chance: Single) -> Single:
    """Turn chances into counts of a Poisson process (inverse distribution).

    Args:
        mean: Expected count, zero or more.
        chance: Uniform numbers, same shape.

    Returns:
        Counts, at most `MOST_TESTS`; a higher mean never gives a lower count.

    Examples:
        >>> half = np.full(3, 0.5, dtype=np.float32)
        >>> arrivals(np.array([0.0, 0.7, 2.0], dtype=np.float32), half)
        array([0., 1., 2.], dtype=float32)
    """
    term = np.exp(-mean)
    below, count = term.copy(), np.zeros_like(mean)
    for more in range(1, MOST_TESTS + 1):
        count += chance > below
        term = term * mean / more
        below += term
    return count


def answers(spiral: Spiral, rates: Rates, base: Rates) -> NDArray[np.float64]:
    """Lay out who answers whom, rivals first and the members together last.

    Args:
        spiral: How they answer.
        rates: Of the month.
        base: Of the start.

    Returns:
        How much each side wants for each unit of each other, once both have settled
        how they share it among ways. Shape `(world, side, side)`.
    """
    many = len(spiral.rivals)
    stronger = rates["power.reaction"] / base["power.reaction"]
    least = np.finfo(np.float32).tiny
    louder = rates["power.echo"] / np.maximum(base["power.echo"], least)
    answer = spiral.answer * stronger
    joins = (spiral.part * spiral.joins).sum(axis=0)
    heard = (spiral.part * spiral.echo).sum(axis=0) * louder
    loud = (spiral.part * spiral.joins * spiral.echo).sum(axis=0) * louder
    found = np.zeros((many + 1, many + 1, spiral.cost.shape[-1]))
    bound = spiral.bond * spiral.size[None]
    found[:many, :many] = answer[:, None] * joins * bound
    found[:many, many] = answer
    weight = spiral.size * answer
    found[many, many] = (weight * heard).sum(axis=0)
    found[many, :many] = np.einsum("kw,klw->lw", weight * loud, bound)
    return np.moveaxis(found, -1, 0)
