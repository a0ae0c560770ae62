"""What a cut-off costs when inputs become dearer too, wages held.

The fast measure of a region in a world of sectors, with trade shares `pi`, input shares
`gamma`, spending shares `alpha` and trade elasticities `theta` (Caliendo & Parro 2015):

    ln c_j = sum_k gamma_kj ln P_k
    ln P_j = -(1/theta_j) ln[pi_home e^(-theta_j ln c_j) + sum_(foreign, not cut) pi]
    l      = sum_j alpha_j ln P_j

Wages at home and costs abroad stay as they are, so every region is a problem of its
own. Without links `ln c_j` is 0 and `l` is the plain formula (A1)-(A2), with
`sigma = varsigma = 1 + theta`.

The equations are solved by chords whose slope is that of the uncut world, and where
these are slow by Newton's method. The right side rises with every `ln P` and is
concave, so Newton's steps come down on the solution from any start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.measures.substitution import TOTAL

CLOSE: Final = 1e-13
"""A step smaller than this ends the search; losses are then exact to about as much."""

CHORDS: Final = 30
"""Chord steps before Newton's method takes over what is not yet solved."""

STEPS: Final = 100
"""Newton steps after which the search gives up, and says so."""

DUST: Final = float(1 / np.float64(2) ** 46)
"""A share below this is the rounding of shares that add up to 1."""


def pair_losses(
    economy: Economy,
    *,
    sectors: Sequence[str] | None = None,
    part: float = 1.0,
    tariff: float | None = None,
    links: bool = True,
) -> Array:
    """Measure what every region loses when each single other stops supplying it.

    Args:
        economy: The world before the cut.
        sectors: Only goods of these sectors are cut; all when left out.
        part: Part of each flow that stops, 0 to 1.
        tariff: A factor of 1 or more on the price of what is cut, in place of `part`.
            Its revenue counts for nothing, as with a longer way.
        links: Whether dearer inputs make home goods dearer.

    Returns:
        Log loss of real income; NaN on the diagonal. Shape `(target, cutter)`.

    Raises:
        SuzerainError: If `part` or `tariff` is out of its range, or no finite price
            meets the equations.
        UnknownName: If there is no such sector.

    Examples:
        Half of what the first of two regions buys comes from the second, `theta` is 5,
        and half of its costs are inputs: without links it loses `ln(2)/5`.

        >>> two = np.array([[[0.5], [0.5]], [[0.2], [0.8]]])
        >>> world = Economy(
        ...     regions=("PRK", "CHN"),
        ...     sectors=("goods",),
        ...     trade=two,
        ...     value_added=np.full((2, 1), 0.5),
        ...     inputs=np.full((2, 1, 1), 0.5),
        ...     final=np.ones((2, 1)),
        ...     elasticity=np.array([5.0]),
        ...     tariff=np.zeros((2, 2, 1)),
        ...     income=np.array([1.0, 9.0]),
        ...     deficit=np.zeros(2),
        ...     unit="billion USD",
        ...     origin="an example",
        ... )
        >>> pair_losses(world, links=False).round(4)
        array([[   nan, 0.1386],
               [0.0446,    nan]])
        >>> pair_losses(world).round(4)  # twice as much, as no foreign supply is left
        array([[   nan, 0.2773],
               [0.0893,    nan]])
    """
    bite = _bite(economy, sectors, part, tariff)
    itself = np.eye(len(economy.regions), dtype=bool)
    lost = np.where(itself[..., None], 0, economy.trade * bite)
    rise = price_rise(economy, lost, links=links)
    loss = np.minimum((rise * economy.final[:, None, :]).sum(axis=-1), TOTAL)
    return np.where(itself, np.nan, loss)


def coalition_losses(
    economy: Economy,
    coalition: Sequence[str],
    *,
    sectors: Sequence[str] | None = None,
    part: float = 1.0,
    tariff: float | None = None,
    links: bool = True,
) -> Array:
    """Measure what every region loses when several others stop supplying it together.

    Arguments and errors are those of `pair_losses`; nobody cuts itself off.

    Args:
        economy: The world before the cut.
        coalition: Names of the regions that cut.
        sectors: Only goods of these sectors are cut; all when left out.
        part: Part of each flow that stops.
        tariff: A factor on the price of what is cut, in place of `part`.
        links: Whether dearer inputs make home goods dearer.

    Returns:
        Log loss of real income. Shape `(target,)`.
    """
    cutting = _members(economy, coalition)
    foreign = cutting & ~np.eye(len(cutting), dtype=bool)
    bite = _bite(economy, sectors, part, tariff)
    lost = np.einsum("nij,ni->nj", economy.trade * bite, foreign)[:, None, :]
    rise = price_rise(economy, lost, links=links)[:, 0]
    return np.asarray(np.minimum((rise * economy.final).sum(axis=-1), TOTAL))


def price_rise(economy: Economy, lost: Array, *, links: bool = True) -> Array:
    """Solve how much dearer each sector's goods become when supplies are lost.

    Times the part of final spending on each sector, the rises add up to the loss.

    Args:
        economy: The world before the cut.
        lost: Part of a region's spending on a sector whose supply goes, 0 to 1; what
            is lost beyond all foreign supply counts as all of it.
            Shape `(region, cut, sector)`.
        links: Whether dearer inputs make home goods dearer.

    Returns:
        `ln P`; `TOTAL` where neither home nor foreign supply is left. Same shape.

    Raises:
        SuzerainError: If no finite price meets the equations.
    """
    spots = np.arange(len(economy.regions))
    home = np.broadcast_to(economy.trade[spots, spots][:, None, :], lost.shape)
    foreign = np.maximum(1 - home - lost, 0)
    foreign = np.where(foreign < DUST, 0, foreign)
    if not links:
        with np.errstate(divide="ignore"):
            return np.minimum(-np.log(home + foreign) / economy.elasticity, TOTAL)
    gone, idle = _out_of_supply(economy, home, foreign)
    home = np.where(idle | gone, 0, home)
    foreign = np.where(gone, 1, foreign)
    rise = _chords(economy, home, foreign)
    return np.where(gone, TOTAL, _newton(economy, home, foreign, rise))


def _out_of_supply(
    economy: Economy, home: Array, foreign: Array
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Find what can be had nowhere, and what cannot be made for want of it."""
    needs = (economy.inputs > 0).astype(np.float64)
    none = foreign == 0
    gone = none & (home == 0)
    while True:
        idle = (gone @ needs) > 0
        more = none & ((home == 0) | idle)
        if (more == gone).all():
            return gone, idle
        gone = more


def _answer(economy: Economy, home: Array, foreign: Array, cost: Array) -> Array:
    """The right side of the equation of `ln P`, at given `ln c`."""
    theta = economy.elasticity
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        mixed = -np.log(home * np.exp(-theta * cost) + foreign) / theta
        alone = cost - np.log(home) / theta
    return np.where(foreign > 0, mixed, alone)


def _chords(economy: Economy, home: Array, foreign: Array) -> Array:
    rise = np.zeros(home.shape)
    try:
        inverse = np.linalg.inv(_slope(economy.inputs, home[:, 0]))
    except np.linalg.LinAlgError:  # Newton's method says what is wrong
        return rise
    for _ in range(CHORDS):
        with np.errstate(over="ignore", invalid="ignore"):
            step = (
                _answer(economy, home, foreign, rise @ economy.inputs) - rise
            ) @ inverse
            rise += step
        if not np.abs(step).max(initial=0) > CLOSE:
            break
    return rise


def _newton(economy: Economy, home: Array, foreign: Array, rise: Array) -> Array:
    """Go on where the chords have not arrived."""
    inputs, theta = economy.inputs, economy.elasticity
    with np.errstate(over="ignore", invalid="ignore"):
        cost = rise @ inputs
        gap = _answer(economy, home, foreign, cost) - rise
    left = np.argwhere(~(np.abs(gap).max(axis=-1, initial=0) <= 2 * CLOSE))
    rise[tuple(left.T)] = 0
    for _ in range(STEPS):
        if not len(left):
            return rise
        n, cut = left.T
        own, other, now = home[n, cut], foreign[n, cut], rise[n, cut]
        cost = np.einsum("ck,ckj->cj", now, inputs[n])
        answer = _answer(economy, own, other, cost)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            made = own * np.exp(-theta * cost)
            share = np.where(other > 0, made / (made + other), own > 0)
        system = _slope(inputs[n], share).transpose(0, 2, 1)
        step = _solved(system, answer - now)
        rise[n, cut] = now + step
        scale = 1 + np.abs(now).max(axis=-1)
        left = left[~(np.abs(step).max(axis=-1) <= CLOSE * scale)]
    names = sorted({economy.regions[n] for n in left[:, 0]})
    raise SuzerainError(
        f"no prices found that meet the equations in {', '.join(names)}",
        "an economy in which every sector's inputs end in value added or imports",
        "look for sectors without value added that only supply each other",
    )


def _solved(system: Array, gap: Array) -> Array:
    """Solve each system; what has no solution is NaN and spoils no other."""
    try:
        return np.asarray(np.linalg.solve(system, gap[..., None])[..., 0])
    except np.linalg.LinAlgError:
        if len(gap) == 1:
            return np.full_like(gap, np.nan)
        each = zip(system[:, None], gap[:, None], strict=True)
        return np.concatenate([_solved(*one) for one in each])


def _slope(inputs: Array, share: Array) -> Array:
    """The system's slope: a row of rises times it is a row of gaps."""
    return np.asarray(np.eye(inputs.shape[-1]) - inputs * share[:, None, :])


def _bite(
    economy: Economy,
    sectors: Sequence[str] | None,
    part: float,
    tariff: float | None,
) -> Array:
    if not 0 <= part <= 1 or not (tariff is None or tariff >= 1):
        raise SuzerainError(
            f"a cut of part {part} and tariff {tariff}",
            "a part from 0 to 1, or a factor on the price of 1 or more",
            "a full stop is part 1",
        )
    for name in sectors or ():
        if name not in economy.sectors:
            raise UnknownName(name, economy.sectors, "the sectors")
    names = economy.sectors if sectors is None else tuple(sectors)
    touched = np.isin(np.array(economy.sectors), names)
    stopped = part if tariff is None else 1 - tariff**-economy.elasticity
    return np.asarray(touched * stopped)


def _members(economy: Economy, coalition: Sequence[str]) -> NDArray[np.bool_]:
    for name in coalition:
        if name not in economy.regions:
            raise UnknownName(name, economy.regions, "the regions")
    return np.isin(np.array(economy.regions), list(coalition))
