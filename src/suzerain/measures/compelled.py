"""Who can be made to join a cut, because being cut off would cost him more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.core.estimate import Estimate
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.credibility import check_coalition
from suzerain.measures.exposure import Array, Horizon, expose
from suzerain.measures.fair_share import fair_shares
from suzerain.measures.pull import Mask, Pull

_TRUST = "power.credibility"
_UNIT = "log welfare"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compulsion:
    """What a coalition becomes when it also cuts off those who will not join.

    Args:
        target: Code of the one who is cut off.
        founders: Codes of those who begin.
        actors: Codes of all actors of the case.
        joined: Who is in, when each joins only if those already in can hurt him more
            than joining does: the smallest coalition that holds.
            Shape `(world, actor)`.
        hoped: Who is in, when each expects all others to join: the largest coalition
            that holds. Shape `(world, actor)`.
        cost: Log loss of each from breaking with the target. Shape `(world, actor)`.
        threat: Believed log loss of each from being cut off by the smallest coalition
            without him. Shape `(world, actor)`.
        alone: Log loss of the target from the founders alone.
        compelled: Log loss of the target from the smallest coalition.
        hoped_for: Log loss of the target from the largest.
        rounds: Rounds after which nobody else joined.
    """

    target: str
    founders: tuple[str, ...]
    actors: tuple[str, ...]
    joined: Mask
    hoped: Mask
    cost: Array
    threat: Array
    alone: Estimate
    compelled: Estimate
    hoped_for: Estimate
    rounds: int

    @property
    def p_joins(self) -> dict[str, float]:
        """Share of worlds in which each other actor is made to join."""
        return {
            code: float(self.joined[:, k].mean())
            for k, code in enumerate(self.actors)
            if code not in (*self.founders, self.target)
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row an actor that could join: how often, its cost, the threat.

        Actors whose own needs are unknown have no cost to compare, and no row.
        """
        rows = []
        for k, code in enumerate(self.actors):
            if code not in self.p_joins or np.isnan(self.cost[:, k]).all():
                continue
            cost = Estimate(values=self.cost[:, k], unit=_UNIT)
            threat = Estimate(values=self.threat[:, k], unit=_UNIT)
            rows.append(
                {
                    "actor": code,
                    "p_joins": float(self.joined[:, k].mean()),
                    "p_joins_if_expected": float(self.hoped[:, k].mean()),
                    "cost": cost.to_dict(),
                    "threat": threat.to_dict(),
                }
            )
        return sorted(rows, key=lambda row: (-row["p_joins"], row["actor"]))

    def to_dict(self) -> dict[str, Any]:
        """Return the target's losses and the rows of `to_rows`."""
        return {
            "target": self.target,
            "founders": list(self.founders),
            "alone": self.alone.to_dict(),
            "compelled": self.compelled.to_dict(),
            "if_expected": self.hoped_for.to_dict(),
            "unit": _UNIT,
            "rounds": self.rounds,
            "actors": self.to_rows(),
        }

    def __str__(self) -> str:
        lines = [
            f"{'+'.join(self.founders)} against {self.target}, loss in {_UNIT}:",
            f"  alone          {self.alone:.3f}",
            f"  with compelled {self.compelled:.3f}",
            f"  if expected    {self.hoped_for:.3f}",
        ]
        rows = self.to_rows()
        lines += [f"  {row['actor']} joins {row['p_joins']:.0%}" for row in rows]
        return "\n".join(lines)


def compel(
    case: Case,
    founders: Sequence[str],
    target: str,
    worlds: Worlds | None = None,
    *,
    spared: Sequence[str] = (),
    horizon: Horizon = "long",
) -> Compulsion:
    """Find who joins a cut when those who will not are cut off too.

    Secondary sanctions. Actor `k` joins a coalition `C` against `t` when the threat
    exceeds the price of joining, `q l_k(C) > l_k({t})`, where `q` is how far the
    founders are believed (`power.credibility`, the largest among them). Losses grow
    with the coalition, so who has joined never leaves, and the rounds end:

    1. From the founders upwards: add all who join, until nobody does. What is reached
       is the smallest coalition that holds.
    2. From all downwards: drop all who would rather not, until nobody does. What is
       left is the largest, which holds if everybody expects it.

    An actor whose own needs are unknown never joins.

    Args:
        case: The case.
        founders: Codes of those who begin.
        target: Code of the one they cut off.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        spared: Codes of those who are neither asked nor threatened.
        horizon: `long`, `middle` or `short`.

    Returns:
        Both coalitions in every world, and what the target loses to them.

    Raises:
        UnknownActor: If anybody named is not in the case.
        SuzerainError: If the target is a founder, or a founder is named twice.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> two = Case(
        ...     name="two",
        ...     actors=(Actor(code="PRK", name="a"), Actor(code="CHN", name="b")),
        ... )
        >>> compel(two, ["CHN"], "PRK").rounds
        0
    """
    worlds = Worlds() if worlds is None else worlds
    exposure = expose(case, worlds, horizon=horizon)
    begin = check_coalition(founders, target, exposure.actors)
    free = tuple(check_coalition([code], target, exposure.actors)[0] for code in spared)
    belief = np.max([case.register.draw(worlds, _TRUST, x) for x in begin], axis=0)
    pull = Pull(exposure, target, belief, (*begin, *free, target), horizon)
    alone = pull.mask(begin)
    joined, rounds = pull.upwards(alone)
    hoped = pull.downwards(alone)
    basis = exposure.basis(target, [x for x in exposure.actors if x != target])
    losses = [
        Estimate(values=pull.loss(target, members), unit=_UNIT, basis=basis)
        for members in (alone, joined, hoped)
    ]
    return Compulsion(
        target=target,
        founders=begin,
        actors=exposure.actors,
        joined=joined,
        hoped=hoped,
        cost=pull.cost,
        threat=pull.threat(joined),
        alone=losses[0],
        compelled=losses[1],
        hoped_for=losses[2],
        rounds=rounds,
    )


def compelling_power(
    case: Case,
    target: str,
    founders: Sequence[str],
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
) -> Grid:
    """Share what a coalition and all it compels could do fairly among its founders.

    The Shapley value (Shapley 1953) of the game in which a set of founders is worth
    what the target loses to the smallest coalition that they compel. A founder may so
    hold much over a target to which it sells nothing. Exact up to
    `measure.shapley_exact` founders, sampled beyond, and named so.

    Args:
        case: The case.
        target: Code of the one who is cut off.
        founders: Codes of those who may begin.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Parts of the target's log loss. Axis `(founder,)`.

    Raises:
        UnknownActor: If anybody named is not in the case.
        SuzerainError: If the target is a founder, or a founder is named twice.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> two = Case(
        ...     name="two",
        ...     actors=(Actor(code="PRK", name="a"), Actor(code="CHN", name="b")),
        ... )
        >>> compelling_power(two, "PRK", ["CHN"]).labels
        (('CHN',),)
    """
    worlds = Worlds() if worlds is None else worlds
    exposure = expose(case, worlds, horizon=horizon)
    names = check_coalition(founders, target, exposure.actors)
    trust = np.array([case.register.draw(worlds, _TRUST, name) for name in names])
    known = bool(exposure.needed[:, exposure.actors.index(target)].any())

    def worth(players: Mask) -> Array:
        if not players.any():
            return np.zeros(worlds.count)
        begin = tuple(name for name, plays in zip(names, players, strict=True) if plays)
        belief = trust[players].max(axis=0)
        pull = Pull(exposure, target, belief, (*begin, target), horizon)
        return pull.loss(target, pull.upwards(pull.mask(begin))[0])

    shares, exact = fair_shares(worth, len(names), worlds, case.register)
    basis = exposure.basis(target, [x for x in exposure.actors if x != target])
    return Grid(
        name="compelling power" if exact else "compelling power (sampled)",
        axes=("founder",),
        labels=(names,),
        values=shares if known else np.full_like(shares, np.nan),
        unit=_UNIT,
        basis=lambda _: basis,
    )
