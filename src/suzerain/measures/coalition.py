"""Leverage held jointly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import Reading, cut_off_loss, loss_form
from suzerain.measures.exposure import Array, Exposure, Horizon, expose
from suzerain.measures.fair_share import fair_shares
from suzerain.measures.substitution import index_loss, welfare_loss

_UNIT = "log welfare"


def joint_loss(
    case: Case,
    coalition: Sequence[str],
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
    cut: float = 1.0,
    reading: Reading = "part",
    goods: Sequence[str] | None = None,
) -> Grid:
    """Measure what each actor loses when several others cut it off together.

    Args:
        case: The case.
        coalition: Codes of those who cut.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.
        cut: How hard they cut: a part of each flow, 0 to 1, or a factor on its price.
        reading: `part` or `tariff`: what `cut` means.
        goods: Only these goods are cut; all when left out.

    Returns:
        Log loss of welfare. Axis `(recipient,)`; `decompose` splits it by good.

    Raises:
        UnknownActor: If the coalition names nobody of the case.
        UnknownGood: If `goods` names none of the case.
        SuzerainError: If `cut` is out of its range.

    Examples:
        >>> print(joint_loss(Case(name="empty"), []))
        joint loss (recipient), log welfare
    """
    exposure = expose(case, worlds, horizon=horizon)
    loss = cut_off_loss(
        exposure, coalition, cut=cut, reading=reading, goods=goods, horizon=horizon
    )
    grid = _by_recipient("joint loss", exposure, coalition, loss)
    if goods is None:
        return grid

    def basis(recipient: str) -> tuple[str, ...]:
        return exposure.basis(recipient, coalition, goods)

    return replace(grid, basis=basis)


def excess(
    case: Case,
    coalition: Sequence[str],
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
) -> Grid:
    """Measure what a coalition takes beyond the sum of what its members could alone.

    Above 0 where suppliers of the same need join (when `varsigma <= sigma`), below 0
    where they hold different needs that complement each other (`rho < 1`).

    Args:
        case: The case.
        coalition: Codes of those who cut.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Difference of log losses. Axis `(recipient,)`.

    Examples:
        >>> print(excess(Case(name="empty"), []))
        excess (recipient), log welfare
    """
    exposure = expose(case, worlds, horizon=horizon)
    loss = cut_off_loss(exposure, coalition, horizon=horizon)
    for member in coalition:
        loss = loss - cut_off_loss(exposure, [member], horizon=horizon)
    return _by_recipient("excess", exposure, coalition, loss)


def shapley(
    case: Case,
    recipient: str,
    suppliers: Sequence[str] | None = None,
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
) -> Grid:
    """Share the loss that all suppliers could jointly cause fairly among them.

    The mean, over all orders in which suppliers may join a cut-off, of what each
    adds (Shapley 1953). Exact up to `measure.shapley_exact` suppliers; beyond, the
    mean of `measure.shapley_orders` orders drawn with the seed of the worlds, and the
    grid is then named `shapley (sampled)`. Shares add up to the joint loss either way.

    Args:
        case: The case.
        recipient: Who is cut off.
        suppliers: Who may cut; all that have a tie to the recipient when left out.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Parts of the joint log loss. Axis `(provider,)`.

    Raises:
        UnknownActor: If the recipient or a supplier is not in the case.
        SuzerainError: If a supplier is named twice.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> alone = Case(name="alone", actors=(Actor(code="PRK", name="a"),))
        >>> print(shapley(alone, "PRK"))
        shapley (provider), log welfare
    """
    worlds = Worlds() if worlds is None else worlds
    exposure = expose(case, worlds, horizon=horizon)
    if recipient not in exposure.actors:
        raise UnknownActor(recipient, exposure.actors, f"the case {case.name!r}")
    names = _suppliers(exposure, recipient) if suppliers is None else tuple(suppliers)
    if len(set(names)) < len(names):
        raise SuzerainError(f"suppliers {names} repeat", "each once", "drop the double")
    worth = _Worth(exposure, recipient, names, horizon)
    shares, exact = fair_shares(worth, len(names), worlds, case.register)
    if not worth.is_known:
        shares = np.full_like(shares, np.nan)

    def basis(provider: str) -> tuple[str, ...]:
        return exposure.basis(recipient, dict.fromkeys([provider, *names]))

    return Grid(
        name="shapley" if exact else "shapley (sampled)",
        axes=("provider",),
        labels=(names,),
        values=shares,
        unit=_UNIT,
        basis=basis,
    )


class _Worth:
    """The joint loss of one recipient from any part of its suppliers."""

    def __init__(
        self,
        exposure: Exposure,
        recipient: str,
        suppliers: Sequence[str],
        horizon: Horizon,
    ) -> None:
        for code in suppliers:
            if code not in exposure.actors:
                raise UnknownActor(code, exposure.actors, "the exposure")
        i = exposure.actors.index(recipient)
        columns = [exposure.actors.index(code) for code in suppliers]
        self.is_known = bool(exposure.needed[:, i].any())
        self._share = exposure.share[:, :, i, columns]
        self._home = exposure.home[:, :, i]
        self._weight = exposure.weight[:, :, i]
        self._rho = exposure.rho
        self._reach, *self._form = loss_form(exposure, horizon)

    def __call__(self, members: NDArray[np.bool_]) -> Array:
        taken = np.minimum(self._share[..., members].sum(axis=-1), 1)
        loss = index_loss(1 - self._reach * taken, self._home, *self._form)
        return welfare_loss(self._weight, loss, self._rho, axis=1)


def _suppliers(exposure: Exposure, recipient: str) -> tuple[str, ...]:
    found = {provider for _, who, provider in exposure.ties if who == recipient}
    return tuple(code for code in exposure.actors if code in found)


def _by_recipient(
    name: str, exposure: Exposure, coalition: Sequence[str], loss: Array
) -> Grid:
    def basis(recipient: str) -> tuple[str, ...]:
        return exposure.basis(recipient, coalition)

    return Grid(
        name=name,
        axes=("recipient",),
        labels=(exposure.actors,),
        values=loss,
        unit=_UNIT,
        basis=basis,
    )
