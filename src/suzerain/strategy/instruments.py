"""What a power can do to one member, and the best mix of it within a budget.

A menu holds instruments `k` with a worth `x_k`, a cost `c_k` to the power and the part
`z_k` of each that is used. Effects on welfare add up as needs do (A2), so that

    e(z) = ln(1 + g X) / g,   X = sum_k z_k x_k,   x_k = a_k (P_k^g - 1) / g,  g = 1-rho

and what moves the member most within a budget is the largest `X`: a fractional
knapsack, solved exactly by filling up in the order of `x_k / c_k` (Dantzig 1957).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from suzerain.measures.decomposition import loss_parts
from suzerain.measures.exposure import Array
from suzerain.measures.substitution import TOTAL

Sort = Literal["supply", "purchases", "cover", "aid", "offer"]
SORTS = {"diplomatic": "cover", "money": "aid"}
EVEN = float(np.sqrt(np.finfo(np.float64).eps))
STEEP = float(np.log(np.finfo(np.float64).max) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """Name one thing that a power can do to a member.

    Args:
        sort: `supply` (it stops supplying a good), `purchases` (it stops buying),
            `cover` (it withholds diplomatic goods), `aid` (it withdraws money), or
            `offer` (it gives the good for staying out).
        good: The good.
        power: Who does it.
        member: To whom.
    """

    sort: Sort
    good: str
    power: str
    member: str

    @property
    def id(self) -> str:
        """`cut.<good>.<power>.<member>`, or `offer.` in front."""
        head = "offer" if self.sort == "offer" else "cut"
        return f"{head}.{self.good}.{self.power}.{self.member}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mix:
    """Hold how much of each instrument is used.

    Args:
        part: Part of each instrument, 0 to 1. Shape `(instrument, world)`.
        effect: What the member loses or is given, in log welfare. Shape `(world,)`.
        cost: What it costs the power, in log welfare. Shape `(world,)`.
    """

    part: Array
    effect: Array
    cost: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Menu:
    """Hold all instruments of one sort of one power toward one member.

    Args:
        instruments: The instruments, in the order of their goods.
        weight: Weight of each need in the member's welfare; ones for offers. Shape
            `(instrument, world)`.
        loss: Log loss of each need; what is given, for offers. Same shape.
        cost: What the whole of each costs the power, in log welfare. Same shape.
        limit: Most that can be used of each, 0 to 1. Same shape, or 1.
        rho: Elasticity between needs; 1 where effects add up. Shape `(world,)`.
        full: Effect of the whole of each together. Shape `(world,)`.

    Examples:
        Coal hurts by 0.06 and costs 0.03, grain hurts by 0.02 and costs 0.04; the
        power bears 0.05: all of the coal, and half of the grain.

        >>> from dataclasses import astuple
        >>> pair = [
        ...     Instrument(sort="supply", good=good, power="P", member="M")
        ...     for good in ("coal", "grain")
        ... ]
        >>> menu = Menu(
        ...     instruments=tuple(pair),
        ...     weight=np.array([[0.3], [0.2]]),
        ...     loss=np.array([[0.2], [0.1]]),
        ...     cost=np.array([[0.03], [0.04]]),
        ...     rho=np.ones(1),
        ...     full=np.array([0.08]),
        ... )
        >>> mix = menu.press(np.array([0.05]))
        >>> mix.part[:, 0], mix.effect.round(6)
        (array([1. , 0.5]), array([0.07]))
        >>> menu.reach(np.array([0.07])).cost.round(6)
        array([0.05])
    """

    instruments: tuple[Instrument, ...]
    weight: Array
    loss: Array
    cost: Array
    rho: Array
    full: Array
    limit: Array | None = None

    @cached_property
    def gap(self) -> Array:
        """`1 - rho`, kept away from 0. Shape `(world,)`."""
        gap = np.asarray(1 - self.rho)
        return np.where(np.abs(gap) < EVEN, EVEN, gap)

    @cached_property
    def worth(self) -> Array:
        """What the whole of each adds to `X`. Shape `(instrument, world)`."""
        with np.errstate(over="ignore"):
            tilt = np.minimum(self.gap * self.loss, STEEP)
        return self._within(np.asarray(self.weight * np.expm1(tilt) / self.gap))

    @cached_property
    def price(self) -> Array:
        """What as much as can be used of each costs. Shape `(instrument, world)`."""
        return self._within(self.cost)

    @cached_property
    def most(self) -> Array:
        """Effect of as much as can be used of all. Shape `(world,)`."""
        if self.limit is None:
            return self.full
        return np.minimum(self._bent(self.worth.sum(axis=0)), self.full)

    def _within(self, of_whole: Array) -> Array:
        return of_whole if self.limit is None else of_whole * self.limit

    def press(self, budget: Array) -> Mix:
        """Find the mix that moves the member most within a budget.

        Args:
            budget: What the power bears, in log welfare, 0 or more. Shape `(world,)`.
        """
        return self._mix(fill(self.worth, self.price, self.price, budget))

    def reach(self, effect: Array) -> Mix:
        """Find the cheapest mix with an effect; all of it where none is enough.

        Args:
            effect: In log welfare, 0 or more. Shape `(world,)`.
        """
        with np.errstate(over="ignore"):
            needed = np.expm1(np.minimum(self.gap * effect, STEEP)) / self.gap
        needed = np.where(effect >= self.most, np.inf, needed)
        return self._mix(fill(self.worth, self.price, self.worth, needed))

    def _mix(self, part: Array) -> Mix:
        effect = np.minimum(self._bent((part * self.worth).sum(axis=0)), self.most)
        effect = np.where((part >= 1).all(axis=0), self.most, effect)
        cost = (part * self.price).sum(axis=0)
        return Mix(part=self._within(part), effect=effect, cost=cost)

    def _bent(self, used: Array) -> Array:
        """Turn `X` into an effect."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            effect = np.log1p(np.maximum(self.gap * used, -1)) / self.gap
        return np.clip(np.nan_to_num(effect, posinf=TOTAL), 0, TOTAL)

    def effects(self, mix: Mix) -> Array:
        """Split the effect of a mix among its instruments (Sato 1976, Vartia 1976).

        Returns:
            Parts that add up to `mix.effect`. Shape `(instrument, world)`.
        """
        if len(mix.part) <= 1 or (self.rho == 1).all():
            parts = self.weight * self.loss * mix.part
        else:
            with np.errstate(over="ignore"):
                tilt = np.expm1(np.minimum(self.gap * self.loss, STEEP))
                lost = np.log1p(mix.part * tilt) / self.gap
            parts = loss_parts(self.weight, lost, self.rho, axis=0)
        total = parts.sum(axis=0)
        return np.asarray(parts * (mix.effect / np.where(total > 0, total, 1)))


def fill(worth: Array, cost: Array, size: Array, room: Array) -> Array:
    """Fill room with the parts of things that are worth most for what they cost.

    Args:
        worth: What each is worth, 0 or more. Shape `(thing, world)`.
        cost: What each costs, 0 or more; what costs nothing comes first. Same shape.
        size: Room that the whole of each takes, 0 or more. Same shape.
        room: Room there is. Shape `(world,)`.

    Returns:
        Part of each that is taken, 0 to 1; 0 of what is worth nothing, unless all
        fits. Shape `(thing, world)`.

    Examples:
        >>> worth, cost = np.array([[1.0], [3.0]]), np.array([[1.0], [1.0]])
        >>> fill(worth, cost, cost, np.array([1.5]))[:, 0]
        array([0.5, 1. ])
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(cost > 0, worth / np.where(cost > 0, cost, 1), np.inf)
    ratio = np.where(worth > 0, ratio, -1.0)
    order = np.argsort(-ratio, axis=0, kind="stable")
    taken = np.take_along_axis(size, order, axis=0)
    left = room - (np.cumsum(taken, axis=0) - taken)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        part = np.clip(left / np.where(taken > 0, taken, 1), 0, 1)
    part = np.where((taken > 0) | (left >= 0), np.where(taken > 0, part, 1), 0)
    found = np.empty_like(part)
    np.put_along_axis(found, order, part, axis=0)
    return found
