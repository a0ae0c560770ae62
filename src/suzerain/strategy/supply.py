"""How an actor is supplied with one good, and what more of it is worth.

With `y` the foreign supply of a good relative to what the actor has now, `d` its own
supply and `a` the weight of the need,

    G(y) = a * (1 / (varsigma - 1) + h) * ln(d + (1 - d) * y ** x)
    x    = (varsigma - 1) / (sigma - 1) * (1 + h (sigma - 1)) / (1 + h (varsigma - 1))

is the actor's log welfare from that good: with `h = 0` when others can be paid to
replace it (what a cut-off costs in the long run), with `h = 1` when the goods come on
top of what is there (what a term brings: more suppliers, and spending saved).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure, refuse_flat
from suzerain.measures.substitution import exponents, log_nest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supply:
    """Describe how an actor is supplied with one good, in every world.

    Args:
        weight: Weight of the need in log welfare. Shape `(world,)`.
        home: Own supply as a share, 0 to 1. Shape `(world,)`.
        sigma: Elasticity among foreign suppliers. Shape `(world,)`.
        varsigma: Elasticity between own and foreign supply. Shape `(world,)`.
        evasion: Share of a cut flow that is re-routed. Shape `(world,)`.
        basis: Ids behind these numbers.
        is_stated: False when the case states no such need.
    """

    weight: Array
    home: Array
    sigma: Array
    varsigma: Array
    evasion: Array
    basis: tuple[str, ...] = ()
    is_stated: bool = True

    def welfare(self, foreign: Array, *, added: bool = False) -> Array:
        """Return log welfare from this good, zero at today's supply.

        Args:
            foreign: Foreign supply relative to today's. Shape `(world, ...)`.
            added: True when the goods come on top, without being paid for
                (quantities, `h = 1`); False when they are bought elsewhere instead
                (prices, `h = 0`).

        Returns:
            `G(foreign)`, same shape. Concave in `foreign` where `varsigma <= sigma`.

        Examples:
            >>> one = np.ones(1)
            >>> oil = Supply(
            ...     weight=one,
            ...     home=0 * one,
            ...     sigma=4 * one,
            ...     varsigma=2 * one,
            ...     evasion=0 * one,
            ... )
            >>> oil.welfare(2 * one).round(4)  # ln 2 / (4 - 1)
            array([0.231])
            >>> oil.welfare(2 * one, added=True).round(4)  # ln 2 * 4 / (4 - 1)
            array([0.9242])
        """
        shape = (-1,) + (1,) * (foreign.ndim - 1)
        weight, home = self.weight.reshape(shape), self.home.reshape(shape)
        sigma, varsigma = self.sigma.reshape(shape), self.varsigma.reshape(shape)
        inner, outer = exponents(sigma, varsigma, float(added))
        some = np.maximum(foreign, np.finfo(np.float64).eps)
        return np.asarray(weight * outer * log_nest(some, home, inner))

    def loss(self, share: Array, part: float | Array = 1) -> Array:
        """Measure what it costs that a supplier delivers less, or nothing.

        Args:
            share: Its part of today's foreign supply, 0 to 1. Shape `(world,)`.
            part: Part of its deliveries that stops, 0 to 1: all, or half when "the
                flow fell by half". One number, or shape `(world,)`.

        Returns:
            Loss in log welfare, with others paid to replace it. Shape `(world,)`.

        Examples:
            >>> one = np.ones(1)
            >>> oil = Supply(
            ...     weight=0.1 * one,
            ...     home=0 * one,
            ...     sigma=4 * one,
            ...     varsigma=2 * one,
            ...     evasion=0 * one,
            ... )
            >>> oil.loss(0.8 * one, 0.5).round(4)  # 0.1 ln(1 / 0.6) / (4 - 1)
            array([0.017])
        """
        return -self.welfare(1 - (1 - self.evasion) * share * part)

    def eased(self, foreign: Array, share: Array) -> Array:
        """Measure how much less a cut-off hurts once foreign supply has grown.

        Args:
            foreign: Foreign supply relative to today's. Shape `(world, level)`.
            share: The cutter's part of today's foreign supply. Shape `(world,)`.

        Returns:
            Fall of the loss in log welfare. Shape `(world, level)`.
        """
        cut = ((1 - self.evasion) * share)[:, None]
        after = self.welfare(foreign) - self.welfare(foreign - cut)
        return np.asarray(self.loss(share)[:, None] - after)


def supply_of(
    case: Case, exposure: Exposure, worlds: Worlds, good: str, actor: str
) -> Supply:
    """Find how an actor is supplied with a good; unstated needs take their prior.

    Args:
        case: The case.
        exposure: Its numbers over worlds.
        worlds: Where priors of unstated needs are drawn.
        good: Code of the good.
        actor: Code of the actor.

    Returns:
        The supply, with `is_stated` False when the case knows no such need.

    Raises:
        CaseError: If the elasticity between suppliers can be 1 or less.
    """
    draw = case.register.draw
    prefix = f"good.{good}"
    if good in exposure.goods:
        g = exposure.goods.index(good)
        sigma, varsigma = exposure.sigma[:, g], exposure.varsigma[:, g]
        evasion = exposure.evasion[:, g]
    else:
        sigma = draw(worlds, f"{prefix}.sigma")
        refuse_flat(sigma[:, None], (good,))
        varsigma = draw(worlds, f"{prefix}.varsigma")
        evasion = draw(worlds, f"{prefix}.evasion")
    stated = any(n.good == good and n.actor == actor for n in case.needs)
    if stated and good in exposure.goods and actor in exposure.actors:
        i = exposure.actors.index(actor)
        weight, home = exposure.weight[:, g, i], exposure.home[:, g, i]
        basis: tuple[str, ...] = (f"need.{good}.{actor}",)
    else:
        weight = case.register.draw(worlds, f"{prefix}.need_weight", actor)
        home = case.register.draw(worlds, f"{prefix}.home", actor)
        basis = (f"{prefix}.need_weight", f"{prefix}.home")
    return Supply(
        weight=np.nan_to_num(weight),
        home=np.nan_to_num(home),
        sigma=sigma,
        varsigma=varsigma,
        evasion=evasion,
        basis=(*basis, *(f"{prefix}.{p}" for p in ("sigma", "varsigma", "evasion"))),
        is_stated=stated,
    )
