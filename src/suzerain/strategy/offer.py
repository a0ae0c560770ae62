"""What an outsider would have to pay a member for staying out of a pact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.codes import actor_name, good_name
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.measures.substitution import exponents
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.figures import range_over, share_of
from suzerain.strategy.setting import Setting
from suzerain.strategy.supply import Supply, supply_of
from suzerain.strategy.threat import expose_around


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offer:
    """Hold an outsider's least offers, in every world.

    Args:
        actor: The outsider.
        members: The members.
        exists: Worlds with a pact to break. Shape `(world,)`.
        least: Least payment that leaves each member as well off without the pact as
            with it, in its log welfare; any more breaks it. Shape `(member, world)`.
        lasting: The same against the best deal that the others could answer with.
        cost: What the least payment is of the outsider's welfare. Same shape.
        goods: How much more of a good it would have to give each member, by member and
            good, as a part of what it supplies now or of a whole term of the pact;
            infinite where no amount is enough. Each of shape `(world,)`.
        whole: What those parts are parts of: `tie` or `term`, by member and good.
    """

    actor: str
    members: tuple[str, ...]
    exists: NDArray[np.bool_]
    least: Array
    lasting: Array
    cost: Array
    goods: dict[tuple[str, str], Array]
    whole: dict[tuple[str, str], str]

    @property
    def cheapest(self) -> NDArray[np.intp]:
        """Index of the member that costs the outsider least. Shape `(world,)`."""
        return np.asarray(self.cost.argmin(axis=0))

    def to_dict(self) -> dict[str, Any]:
        """Return the offers as plain JSON values, over worlds with a pact."""
        here = self.exists
        counts = np.bincount(self.cheapest[here], minlength=len(self.members))
        share = counts / max(int(here.sum()), 1)
        first = int(counts.argmax())
        return {
            "actor": self.actor,
            "cheapest": self.members[first] if here.any() else None,
            "members": [
                {
                    "member": member,
                    "least": range_over(self.least[m][here]),
                    "lasting": range_over(self.lasting[m][here]),
                    "cost_to_actor": range_over(self.cost[m][here]),
                    "p_cheapest": float(share[m]),
                    "goods": [
                        {
                            "good": good,
                            "part_of": self.whole[who, good],
                            "part": _finite(part[here]),
                            "p_enough": share_of(part[here] <= 1),
                        }
                        for (who, good), part in self.goods.items()
                        if who == member
                    ],
                }
                for m, member in enumerate(self.members)
            ],
        }

    def __str__(self) -> str:
        head = f"{actor_name(self.actor)} could break it by paying"
        return f"{head}\n{self.terms_in_words}"

    @property
    def terms_in_words(self) -> str:
        """What it would have to pay each member, without its own name."""
        record, lines = self.to_dict(), []
        for row in record["members"]:
            least = row["least"]
            lines.append(
                f"  {actor_name(row['member'])} {least['median']:.4f} "
                f"[{least['low']:.4f}, {least['high']:.4f}] of log welfare; "
                f"cheapest in {row['p_cheapest']:.0%} of worlds"
            )
            for good in row["goods"]:
                is_tie = good["part_of"] == "tie"
                what = "twice what it supplies" if is_tie else "a whole term of it"
                lines.append(
                    f"    {good_name(good['good'])}: {what} is enough in "
                    f"{good['p_enough']:.0%}"
                )
        return "\n".join(lines)


def offers(
    case: Case,
    setting: Setting,
    worlds: Worlds,
    payers: Sequence[str],
    *,
    struck: Bargain,
    best: Sequence[Array],
) -> tuple[Offer, ...]:
    """Find what outsiders would have to pay.

    The least offer is the member's gain from the pact. Members may answer by giving
    the one that is courted more; an offer above its best deal cannot be answered.

    Args:
        case: The case.
        setting: The pact, drawn.
        worlds: The worlds.
        payers: Codes of the outsiders.
        struck: What members strike.
        best: The most that each member could gain. Each of shape `(world,)`.

    Returns:
        One for each outsider, in that order.
    """
    members = setting.pact.members
    needed = _goods_needed(case, setting, worlds, struck)
    draw = case.register.draw
    size = {
        code: draw(worlds, "pact.relative_size", code) for code in (*members, *payers)
    }
    shares = {tie.id: tie for tie in case.ties}
    found = []
    for payer in payers:
        goods, whole = {}, {}
        for (member, good), growth in needed.items():
            tie = shares.get(f"tie.{good}.{payer}.{member}")
            if tie is not None and tie.share.high > 0:
                share = worlds.draw(tie.id, tie.share)
                goods[member, good] = _ratio(growth, share)
                whole[member, good] = "tie"
            elif any(t.good == good and t.taker == member for t in setting.pact.terms):
                full = draw(worlds, f"good.{good}.term_size")
                goods[member, good] = _ratio(growth, full)
                whole[member, good] = "term"
        ratio = np.stack([size[member] / size[payer] for member in members])
        found.append(
            Offer(
                actor=payer,
                members=members,
                exists=struck.exists,
                least=struck.surplus,
                lasting=np.stack(list(best)),
                cost=struck.surplus * ratio,
                goods=goods,
                whole=whole,
            )
        )
    return tuple(found)


def growth_for(supply: Supply, worth: Array) -> Array:
    """Find by how much foreign supply must grow to be worth so much.

    The inverse of `Supply.welfare(1 + growth, added=True)`.

    Args:
        supply: How the taker is supplied.
        worth: Log welfare, zero or more. Shape `(world,)`.

    Returns:
        Growth relative to today's foreign supply; infinite where the good is not
        needed. Shape `(world,)`.

    Examples:
        >>> one = np.ones(1)
        >>> oil = Supply(
        ...     weight=0.1 * one,
        ...     home=0 * one,
        ...     sigma=4 * one,
        ...     varsigma=2 * one,
        ...     evasion=0 * one,
        ... )
        >>> growth_for(oil, oil.welfare(1.5 * one, added=True)).round(6)
        array([0.5])
    """
    inner, outer = exponents(supply.sigma, supply.varsigma, 1.0)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        index = np.exp(worth / (supply.weight * outer))
        foreign = (index - supply.home) / (1 - supply.home)
        grown = foreign ** (1 / inner) - 1
    grown = np.where(np.isnan(grown), np.inf, grown)
    return np.where(worth <= 0, 0, grown)


def _goods_needed(
    case: Case, setting: Setting, worlds: Worlds, struck: Bargain
) -> dict[tuple[str, str], Array]:
    """By how much each good must grow to outweigh the pact, by member and good."""
    exposure = expose_around(case, worlds, setting.pact.members)
    found = {}
    for m, member in enumerate(setting.pact.members):
        taken = {term.good for term in setting.pact.terms if term.taker == member}
        tied = {tie.good for tie in case.ties if tie.recipient == member}
        stated = {need.good for need in case.needs if need.actor == member}
        for good in sorted(taken | (tied & stated)):
            supply = supply_of(case, exposure, worlds, good, member)
            found[member, good] = growth_for(supply, struck.surplus[m])
    return found


def _ratio(growth: Array, whole: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        part = growth / whole
    return np.where(growth <= 0, 0, np.where(whole > 0, part, np.inf))


def _finite(values: Array) -> dict[str, float | None]:
    """Low, median and high; None where no amount is enough."""
    if not values.size:
        return {"low": 0.0, "median": 0.0, "high": 0.0}
    most = np.where(np.isfinite(values), values, np.finfo(np.float64).max)
    ordered = np.sort(most)
    known = Estimate(values=ordered, unit="").to_dict()
    edge = np.sqrt(np.finfo(np.float64).max)
    return {name: value if value < edge else None for name, value in known.items()}
