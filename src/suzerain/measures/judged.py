"""The fast measure of a cut-off held against the general-equilibrium judge.

The fast measures are those of `links`, where wages and costs abroad are held, and of
`sales`, where output is held. The judge lets all wages and prices move. Both start from
the same balanced economy and from the same shocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.equilibrium import Equilibrium
from suzerain.measures.judge.shock import Shocks
from suzerain.measures.judge.welfare import welfare
from suzerain.measures.links import price_rise
from suzerain.measures.sales import sales_losses
from suzerain.measures.substitution import TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Hold what the fast measures and the judge say of one region after one shock.

    Changes are parts: -0.05 is a loss of five per cent.

    Args:
        region: Its name.
        fast: The fast measure without input-output links.
        fast_with_links: The fast measure with them.
        fast_both_sides: The same, with the region's own lost sales.
        real_wage: The judge's exact change of the real wage.
        real_income: The judge's exact change of real income.
    """

    region: str
    fast: float
    fast_with_links: float
    fast_both_sides: float
    real_wage: float
    real_income: float


def fast_losses(economy: Economy, shocks: Shocks, *, links: bool = True) -> Array:
    """Measure fast what every region loses under each shock.

    What a shock takes from the trade shares of an importer counts as lost supply; new
    tariffs are left to the judge.

    Args:
        economy: The world before the shocks.
        shocks: One or many.
        links: Whether dearer inputs make home goods dearer.

    Returns:
        Log loss of real income. Shape `(shock, region)`.

    Raises:
        SuzerainError: If no finite price meets the equations.

    Examples:
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import cut
        >>> world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
        >>> fast_losses(world, cut(world, "Isle", "Land")).round(4)  # -ln(0.9)/2
        array([[0.    , 0.0527, 0.    ]])
    """
    regions, sectors = economy.final.shape
    lost = np.zeros((regions, len(shocks), sectors))
    supply = economy.trade[shocks.importer, shocks.exporter]
    np.add.at(lost, (shocks.importer, shocks.shock), supply * (1 - shocks.weight))
    rise = price_rise(economy, lost, links=links)
    loss = np.einsum("nsj,nj->sn", rise, economy.final)
    return np.asarray(np.minimum(loss, TOTAL))


def made_dearer(economy: Economy, shocks: Shocks, factor: float) -> Shocks:
    """Turn what a shock stops into what it makes dearer.

    Args:
        economy: Holds the trade elasticities.
        shocks: Cuts of whole flows or of parts.
        factor: On the price of all that was cut; 1 or more.

    Returns:
        The same shocks, with `factor ** -theta` of each flow left at old prices.

    Raises:
        SuzerainError: If the factor is below 1 or no number.

    Examples:
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import cut
        >>> world = even_economy(("Land", "Isle"), ("Grain",), home=0.8)
        >>> made_dearer(world, cut(world, "Isle", "Land"), 2.0).weight
        array([[0.25]])
    """
    if not 1 <= factor < np.inf:
        raise SuzerainError(
            f"a factor of {factor} on prices",
            "a number of 1 or more",
            "write 1.5 for half as much again",
        )
    left = factor**-economy.elasticity
    weight = np.where(shocks.weight < 1, left, shocks.weight)
    return replace(shocks, weight=weight)


def judge(
    after: Equilibrium, regions: Sequence[str], *, shock: int = 0
) -> tuple[Judged, ...]:
    """Hold the fast measures against the judge for some regions after a shock.

    Args:
        after: The worlds that the judge has solved.
        regions: Whose changes are wanted.
        shock: Which of the shocks.

    Returns:
        One entry a region, in the order given.

    Raises:
        SuzerainError: If the judge found no equilibrium for this shock.

    Examples:
        >>> from suzerain.measures.judge.equilibrium import equilibrium
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import cut
        >>> world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
        >>> after = equilibrium(world, cut(world, "Isle", "Land"))
        >>> one = judge(after, ["Isle"])[0]
        >>> round(one.fast, 4), round(one.real_income, 4)
        (-0.0513, -0.0412)
    """
    if not after.converged[shock]:
        raise SuzerainError(
            f"{after.shocks.names[shock]} is not solved: {after.reason[shock]}",
            "a shock after which some world clears all markets",
            "cut a part only, or fewer sectors",
        )
    changes = welfare(after)
    economy, shocks = after.economy, after.shocks
    plain, linked = (
        fast_losses(economy, shocks, links=links)[shock] for links in (False, True)
    )
    both = linked + sales_losses(economy, shocks)[shock]
    return tuple(
        Judged(
            region=name,
            fast=float(np.expm1(0 - plain[spot])),
            fast_with_links=float(np.expm1(0 - linked[spot])),
            fast_both_sides=float(np.expm1(0 - both[spot])),
            real_wage=float(changes.real_wage[shock, spot]),
            real_income=float(changes.real_income[shock, spot]),
        )
        for name in regions
        for spot in [after.economy.regions.index(name)]
    )
