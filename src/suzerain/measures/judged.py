"""The fast measure of a cut-off held against the general-equilibrium judge.

The fast measure is that of `links`: wages and costs abroad are held, and only supply
that is lost counts. The judge lets all wages and prices move. Both start from the same
balanced economy and from the same shocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError
from suzerain.measures.comparison import rank_correlation
from suzerain.measures.judge.baseline import Baseline
from suzerain.measures.judge.equilibrium import Equilibrium, equilibrium
from suzerain.measures.judge.shock import Shocks, every_cut
from suzerain.measures.judge.welfare import welfare
from suzerain.measures.links import price_rise
from suzerain.measures.substitution import TOTAL

MEASURES = ("fast", "fast_with_links")
"""The fast measure without and with input-output links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Hold what the fast measures and the judge say of one region after one shock.

    Changes are parts: -0.05 is a loss of five per cent.

    Args:
        region: Its name.
        fast: The fast measure without input-output links.
        fast_with_links: The fast measure with them.
        real_wage: The judge's exact change of the real wage.
        real_income: The judge's exact change of real income.
    """

    region: str
    fast: float
    fast_with_links: float
    real_wage: float
    real_income: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trials:
    """Hold losses from many cut-offs by the fast measures and by the judge.

    All losses are parts: 0.05 is a loss of five per cent.

    Args:
        target: Name of who is cut off. Length `cut`.
        cutter: Name of who cuts. Same length.
        fast: Without input-output links. Shape `(cut,)`.
        fast_with_links: With them. Same shape.
        one_way: Loss of real income when only the target's supply is cut; NaN where
            the judge found no equilibrium. Same shape.
        two_way: The same when the target's sales to the cutter stop too.
    """

    target: tuple[str, ...]
    cutter: tuple[str, ...]
    fast: Array
    fast_with_links: Array
    one_way: Array
    two_way: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Hold how the judge's losses rise with those of a fast measure.

    Args:
        measure: Which fast measure.
        judged: `one-way` or `two-way` cut-offs.
        cuts: How many.
        unsolved: How many more the judge could not solve.
        slope: Of the judge's losses on the fast ones, through 0, by least squares.
        correlation: Pearson's, of the two losses.
        rank_correlation: Spearman's.
        relative_error: Mean size of the fast loss less the judge's, over the judge's.
    """

    measure: str
    judged: str
    cuts: int
    unsolved: int
    slope: float
    correlation: float
    rank_correlation: float
    relative_error: float


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
    fast = {
        links: -np.expm1(-fast_losses(after.economy, after.shocks, links=links)[shock])
        for links in (False, True)
    }
    return tuple(
        Judged(
            region=name,
            fast=0.0 - float(fast[False][spot]),
            fast_with_links=0.0 - float(fast[True][spot]),
            real_wage=float(changes.real_wage[shock, spot]),
            real_income=float(changes.real_income[shock, spot]),
        )
        for name in regions
        for spot in [after.economy.regions.index(name)]
    )


def try_every_cut(baseline: Baseline) -> Trials:
    """Reckon every cut-off of one region by another, fast and by the judge.

    Args:
        baseline: A balanced economy.

    Returns:
        One entry for each ordered pair, targets first.

    Examples:
        >>> from suzerain.measures.judge.equilibrium import prepare
        >>> from suzerain.measures.judge.even import even_economy
        >>> world = even_economy(("Land", "Isle"), ("Grain",), home=0.8)
        >>> trials = try_every_cut(prepare(world))
        >>> trials.target, trials.cutter
        (('Land', 'Isle'), ('Isle', 'Land'))
    """
    economy = baseline.economy
    shocks = every_cut(economy)
    target, cutter = shocks.importer, shocks.exporter
    each = np.arange(len(shocks))
    plain, linked = (
        -np.expm1(-fast_losses(economy, shocks, links=links)[each, target])
        for links in (False, True)
    )
    one_way = -welfare(equilibrium(baseline, shocks)).real_income[each, target]
    both = equilibrium(baseline, every_cut(economy, both_ways=True))
    size = len(economy.regions)
    two_way = np.full((size, size), np.nan)
    upper = np.triu_indices(size, 1)
    loss, rows = -welfare(both).real_income, np.arange(len(both))
    two_way[upper] = loss[rows, upper[0]]
    two_way[upper[::-1]] = loss[rows, upper[1]]
    return Trials(
        target=tuple(economy.regions[n] for n in target),
        cutter=tuple(economy.regions[n] for n in cutter),
        fast=plain,
        fast_with_links=linked,
        one_way=one_way,
        two_way=two_way[target, cutter],
    )


def slopes(trials: Trials, *, largest: int | None = None) -> tuple[Slope, ...]:
    """Tell how the judge's losses rise with the fast ones.

    Args:
        trials: Many cut-offs.
        largest: Only that many, by the fast loss with links; all when left out.

    Returns:
        One entry for each fast measure and each way of cutting.

    Raises:
        SuzerainError: If fewer than two cut-offs are solved.
    """
    order = np.argsort(-trials.fast_with_links, kind="stable")[:largest]
    return tuple(
        _slope(measure, way, getattr(trials, measure)[order], losses[order])
        for measure in MEASURES
        for way, losses in (("one-way", trials.one_way), ("two-way", trials.two_way))
    )


def _slope(measure: str, way: str, fast: Array, exact: Array) -> Slope:
    known = ~np.isnan(exact)
    if known.sum() < 2:
        raise SuzerainError(
            f"{int(known.sum())} {way} cut-offs are solved",
            "two or more",
            "take a larger economy",
        )
    x, y = fast[known], exact[known]
    return Slope(
        measure=measure,
        judged=way,
        cuts=int(known.sum()),
        unsolved=int((~known).sum()),
        slope=float(x @ y / (x @ x)),
        correlation=float(np.corrcoef(x, y)[0, 1]),
        rank_correlation=rank_correlation(x, y),
        relative_error=float(np.abs((x - y) / y).mean()),
    )
