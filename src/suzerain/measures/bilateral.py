"""What one recipient loses from each of its partners, in every world.

Cutting provider `j` off takes its part `w` of recipient `i`'s purchases and its part
`x` of `i`'s sales; evasion brings back the part `phi` of both. What is left of the
sales is sold elsewhere at a lower price, so that less can be bought:

    y = 1 - f (1 - (1 - (1-phi) x)^(1/sigma))
    R = (1 - (1-phi) w) y^(sigma-1)
    ln P = -1/(varsigma-1) ln[d + (1-d) R^((varsigma-1)/(sigma-1))]

and (A2) of `substitution` makes a loss of welfare of it. `a`, `d` and `f` are those of
`openness`. Arrays here have worlds along the last axis, where they lie side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.worlds import Worlds
from suzerain.measures.openness import Openness, declared
from suzerain.measures.substitution import exponents, index_loss, welfare_loss

Array = NDArray[np.float64]
Small = NDArray[np.float32]
Places = NDArray[np.intp]

ELSEWHERE = "market"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """Hold what all pairs of all years share.

    Args:
        worlds: The worlds.
        register: The assumptions.
        goods: Codes of the goods.
        reach: Part of a cut flow that stays away. Shape `(good, 1, world)`.
        sigma: Elasticity between foreign suppliers. Same shape.
        inner: The first of `exponents`. Same shape.
        outer: The second. Same shape.
        rho: Elasticity between needs. Shape `(world,)`.
        error: Largest misreport of a flow, as a log ratio. Same shape.
        tilts: Misreports drawn so far, by recipient and provider.
    """

    worlds: Worlds
    register: Register
    goods: tuple[str, ...]
    reach: Array
    sigma: Array
    inner: Array
    outer: Array
    rho: Array
    error: Array
    tilts: dict[tuple[str, str], Small] = field(default_factory=dict)

    def tilt(self, recipient: str, provider: str) -> Small:
        """Misreport of the flows of a pair, as a factor that holds in every year."""
        key = recipient, provider
        if key not in self.tilts:
            chance = self.worlds.chance(f"atlas.report_error.{recipient}.{provider}")
            self.tilts[key] = np.exp(self.error * (2 * chance - 1)).astype(np.float32)
        return self.tilts[key]


def draw(goods: Sequence[str], worlds: Worlds, register: Register) -> Draws:
    """Draw elasticities and evasion of every good; a product takes those of goods.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> draw(["trade", "8542"], Worlds(count=5), load_register()).sigma.shape
        (2, 1, 5)
    """
    drawn = {
        name: np.stack([_of_good(good, name, worlds, register) for good in goods])
        for name in ("sigma", "varsigma", "evasion")
    }
    sigma, varsigma, evasion = (part[:, None, :] for part in drawn.values())
    inner, outer = exponents(sigma, varsigma, 0)
    return Draws(
        worlds=worlds,
        register=register,
        goods=tuple(goods),
        reach=1 - evasion,
        sigma=sigma,
        inner=inner,
        outer=outer,
        rho=register.draw(worlds, "measure.rho"),
        error=register.draw(worlds, "atlas.report_error"),
    )


def _of_good(good: str, name: str, worlds: Worlds, register: Register) -> Array:
    key = f"good.{good}.{name}"
    known = key if key in register else f"group.{ELSEWHERE}.{name}"
    return register.draw(worlds, known)


def losses(
    i: int,
    names: Sequence[str],
    bought: Array,
    sold: Array,
    rest: Array,
    state: Openness,
    draws: Draws,
) -> tuple[Places, Small]:
    """Reckon the loss of one recipient from each partner, purchases and sales.

    Args:
        i: Place of the recipient in `names`.
        names: Codes of all actors.
        bought: What it bought from each. Shape `(good, actor)`.
        sold: What it sold to each. Same shape.
        rest: Purchases and sales with others than these.
        state: How open it is.
        draws: What all pairs share.

    Returns:
        Places of the partners, and the part of welfare lost.
        Shapes `(partner,)` and `(partner, world)`.
    """
    spot = np.nonzero((bought + sold).any(axis=0))[0]
    partners = [names[j] for j in spot.tolist()]
    tilts = np.stack([draws.tilt(names[i], partner) for partner in partners])
    buy = bought[:, spot, None] * tilts
    spent = _with_rest(buy, rest[0])
    whole = spent.sum(axis=0)
    power = np.ones((len(spot), 1))
    if sold.any():
        tilts = np.stack([draws.tilt(partner, names[i]) for partner in partners])
        power = _power(sold[:, spot, None] * tilts, rest[1], whole, draws)
    share = buy / np.where(spent > 0, spent, 1)
    retained = (1 - draws.reach * share) * power ** (draws.sigma - 1)
    cost = index_loss(retained, state.home, draws.inner, draws.outer)
    return spot, _part_lost(state.weight * spent / whole, cost, draws)


def declared_losses(
    i: int, names: Sequence[str], bought: Array, draws: Draws
) -> tuple[Places, Small]:
    """Reckon the loss of one recipient where each good is a need of its own.

    Weights and home shares come from the register, and only purchases count.
    Arguments and result as in `losses`.
    """
    spot = np.nonzero(bought.any(axis=0))[0]
    partners = [names[j] for j in spot.tolist()]
    tilts = np.stack([draws.tilt(names[i], partner) for partner in partners])
    buy = bought[:, spot, None] * tilts
    spent = buy.sum(axis=1, keepdims=True)
    known = declared(draws.goods, names[i], draws.worlds, draws.register)
    home = np.stack([known[good].home for good in draws.goods])[:, None]
    weight = np.stack([known[good].weight for good in draws.goods])[:, None]
    weight = np.where(spent > 0, weight / np.maximum(weight.sum(axis=0), 1), 0)
    share = buy / np.where(spent > 0, spent, 1)
    cost = index_loss(1 - draws.reach * share, home, draws.inner, draws.outer)
    return spot, _part_lost(weight, cost, draws)


def _part_lost(weight: Array, cost: Array, draws: Draws) -> Small:
    even = np.broadcast_to(weight, cost.shape)
    total = welfare_loss(even, cost, draws.rho[None], axis=0)
    return np.asarray(-np.expm1(-total), dtype=np.float32)


def _power(sell: Array, rest: float, whole: Array, draws: Draws) -> Array:
    """What purchases can still be paid for, after each partner stops buying: `y`."""
    earned = _with_rest(sell, rest)
    every = earned.sum(axis=0)
    kept = 1 - draws.reach * sell / np.where(earned > 0, earned, 1)
    lost = (earned / every * (1 - kept ** (1 / draws.sigma))).sum(axis=0)
    return np.asarray(1 - np.minimum(every / whole, 1) * lost)


def _with_rest(amount: Array, rest: float) -> Array:
    """Add up partners, and spread what was not observed over goods as they are."""
    seen = amount.sum(axis=1, keepdims=True)
    return np.asarray(seen * (1 + rest / seen.sum(axis=0)))
