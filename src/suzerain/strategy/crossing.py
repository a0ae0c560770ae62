"""Where moving a lever brings an outcome across its threshold, and at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.core.codes import actor_name
from suzerain.core.estimate import Estimate
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.attempt import Attempt
from suzerain.strategy.lever import Lever, Push
from suzerain.strategy.setting import Setting

IN_WORDS = {
    "assumption": "an assumption",
    "tie": "what sources leave open",
    "need": "a need",
    "cut": "the tie loosens",
    "supply": "the tie tightens",
    "offer": "paid for staying out",
    "aid": "paid for joining",
    "term": "held back",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crossing:
    """Hold how far one lever, or a pair of them, must be moved.

    Args:
        levers: One lever, or two that are moved by the same part of their ranges.
        part: Least part of the way at which the outcome is across; the part that
            brought it nearest where it never is.
        short: Largest part below it that was tried and is not enough; 0 for none.
        value: The outcome at `part`.
        flips: Whether the outcome is across there.
        whole: Whether the search was ended by itself, not by its limit.
        members: What it is worth to each member, in log welfare, by code.
        costs: What it costs each actor that could move it, in log welfare, by code;
            an actor is left out where the case does not tell.
    """

    levers: tuple[Lever, ...]
    part: float
    short: float
    value: float
    flips: bool
    whole: bool
    members: dict[str, Estimate]
    costs: dict[str, Estimate]

    @property
    def push(self) -> Push:
        """What to put into the case."""
        push = Push()
        for lever in self.levers:
            push = push | lever.push(self.part)
        return push

    def to_dict(self) -> dict[str, Any]:
        """Return the crossing as plain JSON values."""
        return {
            "levers": [self._lever(lever) for lever in self.levers],
            "flips": self.flips,
            "part": self.part,
            "not_enough": self.short,
            "outcome": self.value,
            "searched": self.whole,
            "members": {
                code: {**worth.to_dict(), "mean": float(worth.values.mean())}
                for code, worth in self.members.items()
            },
            "costs": {
                code: {**cost.to_dict(), "mean": float(cost.values.mean())}
                for code, cost in self.costs.items()
            },
        }

    @property
    def title(self) -> str:
        """What is moved, in short."""
        return " and ".join(
            f"{lever.id} ({IN_WORDS[lever.sort]})" for lever in self.levers
        )

    def __str__(self) -> str:
        told = [f"{self.part:4.0%} of the way: {self.title}"]
        told += [
            f"{_short(lever.now)} becomes {_short(lever.needed(self.part))}"
            for lever in self.levers
        ]
        who = list(dict.fromkeys(c for lever in self.levers for c in lever.actors))
        names = [actor_name(code) for code in who] or ["nobody: it is to be known"]
        any_of = f"any of {len(who)} outsiders"
        told.append(f"moved by {any_of if len(who) > 2 else ' or '.join(names)}")
        told.append(f"outcome {self.value:.1%}")
        told += [
            f"worth to {code} {one.values.mean():+.4f} "
            f"[{one.low:+.4f}, {one.high:+.4f}]"
            for code, one in self.members.items()
        ]
        sums = [float(one.values.mean()) for one in self.costs.values()]
        if sums:
            told.append(f"costs them {min(sums):.4f} to {max(sums):.4f}")
        return "; ".join(told)

    def _lever(self, lever: Lever) -> dict[str, Any]:
        return {
            "id": lever.id,
            "sort": lever.sort,
            "direction": "up" if lever.up else "down",
            "now": _plain(lever.now),
            "needed": _plain(lever.needed(self.part)),
            "place": lever.place(self.part),
            "actors": list(lever.actors),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Say what moving a lever costs each side.

    Args:
        case: The case.
        setting: The pact as it is, drawn.
        worlds: The worlds.
        base: The pact as it is, solved.
    """

    case: Case
    setting: Setting
    worlds: Worlds
    base: Attempt

    def members(self, push: Push, found: Attempt) -> dict[str, Estimate]:
        """What it is worth to each member, world by world.

        An offer for staying out is paid where there is no pact; where there is one,
        the surplus is what the pact brings beyond that offer.
        """
        worth = {}
        for m, member in enumerate(self.setting.pact.members):
            offer = max(-push.gifts.get(member, 0), 0)
            change = found.surplus[m] + offer - self.base.surplus[m]
            worth[member] = Estimate(values=change, unit="log welfare")
        return worth

    def costs(self, lever: Lever, found: Attempt, part: float) -> dict[str, Estimate]:
        """What it costs those who could move a lever, where the case tells."""
        if lever.sort in ("offer", "aid"):
            member = lever.id.rpartition(".")[-1]
            is_paid = found.exists if lever.sort == "aid" else ~found.exists
            paid = np.where(is_paid, part * lever.full, 0)
            return {
                payer: Estimate(
                    values=paid * self.ratio(member, payer), unit="log welfare"
                )
                for payer in lever.actors
            }
        if lever.id in ("power.credibility", "power.stake"):
            return {
                threat.actor: Estimate(
                    values=threat.own_loss.sum(axis=0), unit="log welfare"
                )
                for threat in self.setting.threats
                if threat.actor in lever.actors and threat.own_loss.any()
            }
        return {}

    def ratio(self, member: str, payer: str) -> Array:
        """How much of the payer's welfare one part of the member's is."""
        draw = self.case.register.draw
        taker = draw(self.worlds, "pact.relative_size", member)
        return np.asarray(taker / draw(self.worlds, "pact.relative_size", payer))


def _short(spread: Spread) -> str:
    low, high = (f"{edge:.3g}" for edge in (spread.low, spread.high))
    return low if low == high else f"{low} to {high}"


def _plain(spread: Spread) -> dict[str, Any]:
    return {
        "low": spread.low,
        "mode": spread.mode,
        "high": spread.high,
        "shape": spread.shape,
        "median": spread.centre,
    }
