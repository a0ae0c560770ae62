"""What an actor loses if another cuts it off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError, UnknownActor, UnknownGood
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure, Horizon, blank, expose
from suzerain.measures.substitution import (
    exponents,
    index_loss,
    welfare_loss,
)

Coalition = Sequence[str] | NDArray[np.bool_]
Reading = Literal["part", "tariff"]


def cut_off_loss(
    exposure: Exposure,
    coalition: Coalition,
    *,
    cut: float = 1.0,
    reading: Reading = "part",
    goods: Sequence[str] | None = None,
    horizon: Horizon = "long",
) -> Array:
    """Measure what every actor loses when a coalition stops supplying it.

    Equations (A1) and (A2) of the theory pages; nobody cuts itself off.

    Args:
        exposure: Needs and suppliers in every world.
        coalition: Codes of those who cut, or a mask over the exposure's actors.
        cut: How hard they cut: the part of each flow that stops, 0 to 1, or a factor
            on its price, 1 or more, when `reading` is `tariff`.
        reading: What `cut` means.
        goods: Only these goods are cut; all when left out.
        horizon: `long` (prices elsewhere fixed), `short` (quantities elsewhere
            fixed), or `middle` (supply elasticity `eta` drawn).

    Returns:
        Log loss of welfare; NaN for actors without any known need.
        Shape `(world, recipient)`.

    Raises:
        UnknownActor: If the coalition names nobody of the exposure.
        UnknownGood: If `goods` names none of the exposure.
        SuzerainError: If `cut` is out of its range.

    Examples:
        >>> from suzerain.case.actor import Actor, Need
        >>> from suzerain.case.tie import Tie
        >>> from suzerain.core.spread import Spread
        >>> small = Case(
        ...     name="small",
        ...     actors=(Actor(code="PRK", name="a"), Actor(code="CHN", name="b")),
        ...     needs=(
        ...         Need(
        ...             actor="PRK",
        ...             good="oil",
        ...             weight=Spread.point(0.1),
        ...             home=Spread.point(0.2),
        ...         ),
        ...     ),
        ...     ties=(
        ...         Tie(
        ...             provider="CHN",
        ...             recipient="PRK",
        ...             good="oil",
        ...             share=Spread.point(0.8),
        ...         ),
        ...     ),
        ... )
        >>> loss = cut_off_loss(expose(small), ["CHN"])
        >>> bool((loss[:, 0] > 0).all()), bool(np.isnan(loss[:, 1]).all())
        (True, True)
    """
    by_good = loss_by_good(
        exposure, coalition, cut=cut, reading=reading, goods=goods, horizon=horizon
    )
    total = welfare_loss(exposure.weight, by_good, exposure.rho[:, None], axis=1)
    return np.where(exposure.needed.any(axis=0), total, np.nan)


def loss_by_good(
    exposure: Exposure,
    coalition: Coalition,
    *,
    cut: float = 1.0,
    reading: Reading = "part",
    goods: Sequence[str] | None = None,
    horizon: Horizon = "long",
) -> Array:
    """Measure how much harder each need becomes when a coalition cuts it.

    Arguments and errors are those of `cut_off_loss`.

    Returns:
        Log loss `ln P` of each need, before its weight; NaN where there is no known
        need. Shape `(world, good, recipient)`.
    """
    mask = _mask(exposure, coalition)
    touched = _touched(exposure, goods)
    part = _part(exposure, cut, reading) * touched
    reach, inner, outer = (form[..., None] for form in loss_form(exposure, horizon))
    taken = np.minimum(exposure.share[..., mask].sum(axis=-1), 1)
    retained = 1 - part[..., None] * reach * taken
    loss = index_loss(retained, exposure.home, inner, outer)
    return np.where(exposure.needed, loss, np.nan)


def dependence(
    case: Case,
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
    by_good: bool = False,
) -> Grid:
    """Measure what each actor loses if one other cuts it off altogether.

    `D = 1 - exp(-l)` with the log loss `l` of (A2): the part of welfare lost, after
    the recipient has turned to others (vulnerability in the sense of Keohane & Nye
    1977; at the horizon `short`, before it has). A pair without a tie is 0, an actor
    without any known need and an actor with itself are NaN.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.
        by_good: Also split by good: what is lost if the provider cuts this good
            only. NaN where the recipient has no known need of it.

    Returns:
        Share of welfare, 0 to 1. Axes `(recipient, provider)`, with `good` third
        when split.

    Raises:
        UnknownActor: If a need or a tie names nobody of the case.
        UnknownAssumption: If a good has no row in the register.

    Examples:
        >>> print(dependence(Case(name="empty")))
        dependence (recipient, provider), part of welfare
    """
    exposure = expose(case, worlds, horizon=horizon)
    actors, goods = exposure.actors, exposure.goods
    labels: tuple[tuple[str, ...], ...] = (actors, actors)
    axes: tuple[str, ...] = ("recipient", "provider")
    loss = (
        pair_loss_by_good(exposure, horizon)
        if by_good
        else pair_loss(exposure, horizon)
    )
    if by_good:
        labels, axes = (*labels, goods), (*axes, "good")

    def basis(recipient: str, provider: str, *good: str) -> tuple[str, ...]:
        return exposure.basis(recipient, [provider], good)

    return Grid(
        name="dependence",
        axes=axes,
        labels=labels,
        values=-np.expm1(-loss),
        unit="part of welfare",
        basis=basis,
    )


def pair_loss(exposure: Exposure, horizon: Horizon = "long") -> Array:
    """Measure the log loss of each recipient from each single provider.

    Only pairs with a tie in a needed good are reckoned, one pair at a time in all
    worlds, so that memory stays small.

    Returns:
        Log loss of welfare. Shape `(world, recipient, provider)`; NaN on the
        diagonal and for recipients without any known need.
    """
    loss = _blank(exposure)
    form = loss_form(exposure, horizon)
    for (i, j), goods in _active(exposure).items():
        single = _cell_loss(exposure, form, goods, i, j)
        weight = exposure.weight[:, goods, i]
        loss[:, i, j] = welfare_loss(weight, single, exposure.rho, axis=1)
    return loss


def pair_loss_by_good(exposure: Exposure, horizon: Horizon = "long") -> Array:
    """Measure the log loss from each single provider cutting each single good.

    Returns:
        Log loss of welfare. Shape `(world, recipient, provider, good)`; NaN on the
        diagonal and where there is no known need.
    """
    loss = np.where(exposure.needed.T[:, None, :], _blank(exposure)[..., None], np.nan)
    form = loss_form(exposure, horizon)
    for (i, j), goods in _active(exposure).items():
        for g in np.arange(len(exposure.goods))[goods]:
            only = slice(g, g + 1)
            single = _cell_loss(exposure, form, only, i, j)
            weight = exposure.weight[:, only, i]
            loss[:, i, j, g] = welfare_loss(weight, single, exposure.rho, axis=1)
    return loss


def loss_form(exposure: Exposure, horizon: Horizon) -> tuple[Array, Array, Array]:
    """Return what all losses of one exposure share.

    Returns:
        The part of a cut flow that stays away, and the inner and outer exponents of
        `index_loss`, each of shape `(world, good)`.

    Examples:
        >>> reach, inner, outer = loss_form(expose(Case(name="empty")), "long")
        >>> reach.shape
        (4000, 0)
    """
    haste = exposure.speed(horizon)
    inner, outer = exponents(exposure.sigma, exposure.varsigma, haste)
    return 1 - exposure.evasion, inner, outer


def _cell_loss(
    exposure: Exposure,
    form: tuple[Array, Array, Array],
    goods: slice | NDArray[np.intp],
    i: int,
    j: int,
) -> Array:
    reach, inner, outer = (part[:, goods] for part in form)
    retained = 1 - reach * exposure.share[:, goods, i, j]
    return index_loss(retained, exposure.home[:, goods, i], inner, outer)


def _blank(exposure: Exposure) -> Array:
    size = len(exposure.actors)
    known = np.asarray(exposure.needed.any(axis=0))[:, None]
    loss = blank(len(exposure.rho), (size, size), 0)
    loss[:, ~known | np.eye(size, dtype=bool)] = np.nan
    return loss


def _active(
    exposure: Exposure,
) -> dict[tuple[int, int], slice | NDArray[np.intp]]:
    found: dict[tuple[int, int], list[int]] = {}
    needed = exposure.needed
    for good, recipient, provider in exposure.ties:
        g, i = exposure.goods.index(good), exposure.actors.index(recipient)
        if needed[g, i]:
            j = exposure.actors.index(provider)
            found.setdefault((i, j), []).append(g)
    return {pair: _spots(sorted(goods)) for pair, goods in found.items()}


def _spots(goods: list[int]) -> slice | NDArray[np.intp]:
    gapless = len(goods) == goods[-1] - goods[0] + 1
    return slice(goods[0], goods[-1] + 1) if gapless else np.array(goods)


def _mask(exposure: Exposure, coalition: Coalition) -> NDArray[np.bool_]:
    if isinstance(coalition, np.ndarray):
        if coalition.shape != (len(exposure.actors),):
            raise SuzerainError(
                f"a mask of shape {coalition.shape}",
                f"shape ({len(exposure.actors)},), one entry an actor",
                "name the members instead",
            )
        return coalition.astype(bool)
    for code in coalition:
        if code not in exposure.actors:
            raise UnknownActor(code, exposure.actors, "the exposure")
    return np.isin(np.array(exposure.actors), list(coalition))


def _touched(exposure: Exposure, goods: Iterable[str] | None) -> Array:
    if goods is None:
        return np.ones(len(exposure.goods))
    wanted = tuple(goods)
    for good in wanted:
        if good not in exposure.goods:
            raise UnknownGood(good, exposure.goods, "the exposure")
    return np.array([float(good in wanted) for good in exposure.goods])


def _part(exposure: Exposure, cut: float, reading: Reading) -> Array | float:
    if reading == "tariff" and cut >= 1:
        return np.asarray(1 - cut ** (1 - exposure.sigma))
    if reading == "part" and 0 <= cut <= 1:
        return cut
    raise SuzerainError(
        f"a cut of {cut} read as {reading!r}",
        "0 to 1 as a part, or 1 and more as a tariff",
        "a full stop is cut=1.0",
    )
