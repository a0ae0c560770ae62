"""What can be moved: an assumption, a tie, an offer, a term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from suzerain.case.case import Case
from suzerain.case.shares import scaled
from suzerain.core.spread import Spread

Sort = Literal["assumption", "tie", "need", "cut", "supply", "offer", "aid", "term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Hold what a trial puts into a case.

    Args:
        changes: New ranges by id, as `case.change.change` takes them.
        caps: Most that is delivered of a term, 0 to 1, by the term's id.
        gifts: What outsiders add to the worth of the pact to a member, in log
            welfare, by the member's code; below zero when they pay for staying out.
    """

    changes: Mapping[str, Spread] = field(default_factory=dict)
    caps: Mapping[str, float] = field(default_factory=dict)
    gifts: Mapping[str, float] = field(default_factory=dict)

    def __or__(self, other: Push) -> Push:
        caps = {**self.caps, **other.caps}
        for term in self.caps.keys() & other.caps.keys():
            caps[term] = min(self.caps[term], other.caps[term])
        gifts = {**self.gifts, **other.gifts}
        for member in self.gifts.keys() & other.gifts.keys():
            gifts[member] = self.gifts[member] + other.gifts[member]
        return Push(changes={**self.changes, **other.changes}, caps=caps, gifts=gifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Describe one thing that can be moved, one way.

    Args:
        id: Id of what is moved: an assumption's, a tie's, a need's part, a term's, or
            `offer.<member>`, `aid.<member>`.
        sort: `assumption`, `tie` or `need` (the range of a number narrows toward one
            end), `cut` or `supply` (a tie loosens or tightens), `offer` or `aid` (an
            outsider pays a member for staying out, or for joining), `term` (a giver
            holds back part of it).
        up: Whether the number rises.
        now: The range of the number as it is.
        actors: Who can move it; nobody when it is a matter of knowledge.
        full: Where the whole way leads, for an offer or aid, in log welfare.
        steps: Number of steps that a term's level has; 0 for anything else.
    """

    id: str
    sort: Sort
    up: bool
    now: Spread
    actors: tuple[str, ...] = ()
    full: float = 0.0
    steps: int = 0

    @property
    def key(self) -> tuple[str, str, bool]:
        """What tells it from all others, for a stable order."""
        return self.id, self.sort, self.up

    def part(self, part: float) -> float:
        """Return the nearest part of the way, at least `part`, that can be gone.

        Examples:
            >>> one = Spread.point(1)
            >>> Lever(id="t", sort="term", up=False, now=one, steps=4).part(0.3)
            0.5
        """
        if not self.steps:
            return part
        slack = np.finfo(np.float64).eps * self.steps
        return float(np.ceil(part * self.steps - slack) / self.steps)

    def needed(self, part: float) -> Spread:
        """Return the range of the number, part of the way along.

        Args:
            part: 0 for the range as it is, 1 for its end.

        Examples:
            >>> share = Spread(low=0.2, high=0.6)
            >>> print(Lever(id="x", sort="tie", up=True, now=share).needed(0.5))
            0.4 to 0.6
        """
        if self.sort in ("assumption", "tie", "need"):
            return narrowed(self.now, part, up=self.up)
        if self.sort == "supply":
            return lifted(self.now, part)
        if self.sort in ("cut", "term"):
            return scaled(self.now, 1 - part)
        return Spread.point(part * self.full)

    def push(self, part: float) -> Push:
        """Return what to put into the case to go part of the way."""
        if part == 0:
            return Push()
        there = self.needed(part)
        if self.sort == "term":
            return Push(caps={self.id: there.low})
        if self.sort in ("offer", "aid"):
            member = self.id.rpartition(".")[-1]
            worth = there.low if self.sort == "aid" else -there.low
            return Push(gifts={member: worth})
        return Push(changes={self.id: there})

    def place(self, part: float) -> float:
        """Return how far in its range the middle of the number lies, 0 to 1."""
        if self.sort in ("assumption", "tie", "need"):
            return (1 + part) / 2 if self.up else (1 - part) / 2
        return part


def narrowed(spread: Spread, part: float, *, up: bool) -> Spread:
    """Narrow a range toward one end, so that in no world the number moves back.

    A world at chance `u` of the old range comes to `u + part (1 - u)`, or `u - part u`:
    for uniform and loguniform ranges exactly, for triangular ones with the mode kept
    inside.

    Args:
        spread: The range.
        part: 0 for the range as it is, 1 for its end.
        up: Toward which end.

    Examples:
        >>> print(narrowed(Spread(low=0.1, high=0.5), 0.25, up=False))
        0.1 to 0.4
    """
    if part == 0 or spread.low == spread.high:
        return spread
    if part == 1:
        return Spread.point(spread.high if up else spread.low)
    chance = np.array([part if up else 1 - part])
    if spread.shape == "loguniform":
        edge = float(spread.quantile(chance)[0])
    else:
        edge = float(spread.low + chance[0] * (spread.high - spread.low))
    low, high = (edge, spread.high) if up else (spread.low, edge)
    mode = None if spread.mode is None else min(max(spread.mode, low), high)
    return Spread(low=low, high=high, mode=mode, shape=spread.shape)


def lifted(share: Spread, part: float) -> Spread:
    """Move a share part of the way to 1, in every world."""
    if part == 1:
        return Spread.point(1)
    mode = None if share.mode is None else share.mode + part * (1 - share.mode)
    return Spread(
        low=share.low + part * (1 - share.low),
        high=share.high + part * (1 - share.high),
        mode=mode,
        shape=share.shape,
    )


def range_of(case: Case, key: str) -> Spread:
    """Find the range of a number by its id, as `case.change.change` knows it.

    Raises:
        UnknownAssumption: If no tie, need or assumption has this id.
    """
    for tie in case.ties:
        if tie.id == key:
            return tie.share
    for need in case.needs:
        if key == f"{need.id}.weight":
            return need.weight
        if key == f"{need.id}.home":
            return need.home
    return case.register[key].spread
