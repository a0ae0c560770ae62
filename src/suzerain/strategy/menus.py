"""Which instruments a power has toward a member, read off who supplies whom with what.

What a cut costs the power is what it loses of the member's own supplies, split by good
(Sato 1976, Vartia 1976) and laid on the instrument that would end them: what a member
buys from the power on the power's sales, what it sells on the power's purchases, trade
both ways on itself, and all else on every instrument, as an answer in kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from suzerain.core.assumption import Register
from suzerain.core.codes import goods
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.decomposition import loss_parts
from suzerain.measures.exposure import Array, Exposure
from suzerain.measures.substitution import exponents, index_loss, welfare_loss
from suzerain.strategy.instruments import SORTS, Instrument, Menu, Sort

BOUGHT = ("exports", "market_access")
"""Goods with which a provider buys what the recipient sells."""

SOFT = ("diplomatic", "money")
"""Groups of goods that are given or withheld by decision, and not sold."""


def cut_losses(
    exposure: Exposure,
    cutter: str,
    recipient: str,
    cut: Sequence[str] | None = None,
) -> tuple[tuple[str, ...], Array, Array]:
    """Measure how much harder each need becomes when one supplier cuts it.

    Only goods that the cutter supplies and the recipient needs are reckoned.

    Args:
        exposure: Needs and suppliers in every world.
        cutter: Who cuts.
        recipient: Who is cut off.
        cut: Only these goods; all when None.

    Returns:
        The goods, the weights of these needs, and their log losses. The last two of
        shape `(good, world)`.
    """
    i, j = exposure.actors.index(recipient), exposure.actors.index(cutter)
    needed = exposure.needed[:, i]
    spots = [
        g
        for g, good in enumerate(exposure.goods)
        if needed[g]
        and (good, recipient, cutter) in exposure.ties
        and (cut is None or good in cut)
    ]
    if not spots:
        nothing = np.zeros((0, len(exposure.rho)))
        return (), nothing, nothing
    losses = [need_cut(exposure, g, i, exposure.share[:, g, i, j]) for g in spots]
    weight = np.stack([np.nan_to_num(exposure.weight[:, g, i]) for g in spots])
    return tuple(exposure.goods[g] for g in spots), weight, np.stack(losses)


def need_cut(exposure: Exposure, good: int, recipient: int, taken: Array) -> Array:
    """Measure how much harder one need becomes in the long run when some is cut.

    Args:
        exposure: Needs and suppliers in every world.
        good: Index of the good.
        recipient: Index of who is cut off.
        taken: Part of its foreign supply that is cut. Shape `(world,)`.

    Returns:
        Log loss of the need. Shape `(world,)`.
    """
    inner, outer = exponents(exposure.sigma[:, good], exposure.varsigma[:, good], 0.0)
    retained = 1 - (1 - exposure.evasion[:, good]) * np.minimum(taken, 1)
    return index_loss(retained, exposure.home[:, good, recipient], inner, outer)


def cut_menu(
    register: Register,
    worlds: Worlds,
    exposure: Exposure,
    *,
    power: str,
    member: str,
    cut: Sequence[str] | None = None,
) -> tuple[Menu, Array, Array]:
    """List the cuts that a power could make in what it gives a member.

    Args:
        register: The assumptions; `power.use` limits an instrument.
        worlds: Where they are drawn.
        exposure: Needs and suppliers of both, at least.
        power: Code of the power.
        member: Code of the member.
        cut: Only these goods; all when None.

    Returns:
        The menu, what a full cut-off costs the member, and what a full break costs
        the power, of shape `(world,)` each.

    Raises:
        StrategyError: If a part that can be used leaves 0 to 1.
    """
    names, weight, loss = cut_losses(exposure, power, member, cut)
    full = welfare_loss(weight, loss, exposure.rho, axis=0)
    own, own_weight, own_loss = cut_losses(exposure, member, power, cut)
    own_whole = welfare_loss(own_weight, own_loss, exposure.rho, axis=0)
    costs = np.zeros_like(loss)
    if own and names:
        share = loss_parts(weight, loss, exposure.rho, axis=0)
        parts = loss_parts(own_weight, own_loss, exposure.rho, axis=0)
        for good, part in zip(own, parts, strict=True):
            on = _ended_with(good, names)
            costs[on] += part * _shared(share[on])
    limit = limits(register, worlds, names, (power, member), "use")
    menu = Menu(
        instruments=tuple(
            Instrument(sort=_sort(good), good=good, power=power, member=member)
            for good in names
        ),
        weight=weight,
        loss=loss,
        cost=costs,
        rho=exposure.rho,
        full=full,
        limit=limit,
    )
    return menu, full, own_whole


def _sort(good: str) -> Sort:
    if good in BOUGHT:
        return "purchases"
    return cast("Sort", SORTS.get(goods()[good].group, "supply"))


def _ended_with(good: str, names: Sequence[str]) -> list[int]:
    """Which cuts end what the member supplies to the power of a good."""
    if good in names:
        return [names.index(good)]
    soft = [goods()[name].group in SOFT for name in names]
    if good in BOUGHT:
        found = [k for k, n in enumerate(names) if not soft[k] and n not in BOUGHT]
    elif goods()[good].group in SOFT:
        found = []
    else:
        found = [k for k, name in enumerate(names) if name in BOUGHT]
    return found or list(range(len(names)))


def _shared(parts: Array) -> Array:
    """Each part of their sum, equal parts where they are all zero."""
    total = parts.sum(axis=0)
    return np.where(total > 0, parts / np.where(total > 0, total, 1), 1 / len(parts))


def limits(
    register: Register,
    worlds: Worlds,
    names: Sequence[str],
    pair: tuple[str, str],
    base: str,
) -> Array | None:
    """Find how much can be used of each instrument, where a case says so.

    Args:
        register: The assumptions.
        worlds: Where they are drawn.
        names: Goods of the instruments.
        pair: Codes of the power and the member.
        base: `use` for cuts, `offer` for what is given.

    Returns:
        Parts, 0 to 1, of shape `(instrument, world)`; None for all of it.

    Raises:
        StrategyError: If a part leaves 0 to 1.
    """
    key = f"power.{base}"
    ids = [".".join((name, *pair)) for name in names]
    usual = register[key].spread
    own = [name for name in ids if not register[f"{key}.{name}"].inherits]
    if not own and usual.low == usual.high == 1:
        return None
    parts = [register.draw(worlds, key, name) for name in ids]
    for name, part in zip(ids, parts, strict=True):
        if part.min() < 0 or part.max() > 1:
            raise StrategyError(
                f"{key}.{name} leaves 0 to 1",
                "the part of an instrument that can be used",
                "write a range between 0 and 1",
            )
    return np.array(parts).reshape(len(names), worlds.count)
