"""How much of what a state uses comes from abroad, and what its sales abroad pay for.

With imports `M`, exports `X` and product `Y`, imports are the part `m = M/(Y+M)` of
all supply, and so, if every use draws on both alike, of what is used at home. Goods
that can cross a border are the part `a` of use, at least `m`; home supplies `d = 1-m/a`
of them. Sales pay for the part `f = min(1, X/M)` of purchases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds

Array = NDArray[np.float64]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Openness:
    """Hold what one state takes from abroad, in every world.

    Args:
        weight: Part `a` of what it uses that is open to trade. Shape `(world,)`.
        home: Part `d` of that which it supplies itself. Same shape.
    """

    weight: Array
    home: Array


def by_place(incomes: Incomes | None) -> dict[tuple[int, str], Range]:
    """Index products by year and code.

    Examples:
        >>> by_place(None)
        {}
    """
    if incomes is None:
        return {}
    return {
        (int(year), incomes.actors[actor]): (float(low), float(high))
        for year, actor, low, high in zip(
            incomes.year, incomes.actor, incomes.low, incomes.high, strict=True
        )
    }


def openness(
    actor: str,
    imports: float,
    income: Range | None,
    worlds: Worlds,
    register: Register,
) -> Openness:
    """Draw how open a state is.

    Args:
        actor: Its code, under which what is unknown of it is drawn.
        imports: All its observed purchases, in the unit of `income`.
        income: Smallest and largest credible product; None when unknown. Then
            imports are a part of supply drawn from the register.
        worlds: Worlds to draw in.
        register: The assumptions.

    Returns:
        The openness; the weight is never below the part of imports in supply.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> worlds = Worlds(count=100)
        >>> small = openness("AAA", 1.0, (99.0, 99.0), worlds, load_register())
        >>> large = openness("AAA", 50.0, (50.0, 50.0), worlds, load_register())
        >>> bool((small.home > large.home).all())
        True
    """
    weight = register.draw(worlds, "atlas.goods_weight")
    if income is None:
        part = register.draw(worlds, "atlas.imports_part", actor)
    else:
        error = register.draw(worlds, "atlas.income_error")
        low, high = np.log(income)
        chance = worlds.chance(f"atlas.income.{actor}")
        tilt = error * (2 * worlds.chance(f"atlas.income_error.{actor}") - 1)
        part = imports / (imports + np.exp(low + chance * (high - low) + tilt))
    weight = np.maximum(weight, part)
    return Openness(weight=weight, home=1 - part / weight)


def declared(
    goods: Sequence[str], actor: str, worlds: Worlds, register: Register
) -> Mapping[str, Openness]:
    """Draw weight and home share of each good from the register alone.

    For goods that are not counted in money, such as arms in volumes.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> found = declared(["arms"], "AAA", Worlds(count=9), load_register())
        >>> found["arms"].home.shape
        (9,)
    """
    return {
        good: Openness(
            weight=register.draw(worlds, f"good.{good}.need_weight", actor),
            home=register.draw(worlds, f"good.{good}.home", actor),
        )
        for good in goods
    }
