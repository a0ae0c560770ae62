"""How well the fast measure foretells the judge, over all cut-offs of one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.core.economy import Array
from suzerain.core.errors import SuzerainError
from suzerain.measures.comparison import rank_correlation
from suzerain.measures.judge.baseline import Baseline
from suzerain.measures.judge.equilibrium import equilibrium
from suzerain.measures.judge.shock import every_cut
from suzerain.measures.judge.welfare import welfare
from suzerain.measures.judged import fast_losses
from suzerain.measures.sales import sales_losses

SETS = (
    ("fast", "target, one-way"),
    ("fast", "target, two-way"),
    ("fast_with_links", "target, one-way"),
    ("fast_with_links", "target, two-way"),
    ("fast_both_sides", "target, two-way"),
    ("fast_both_sides", "cutter, one-way"),
)
"""What is held against what."""


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
    fast_both_sides: Array
    cutter_fast: Array
    cutter_one_way: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Hold how the judge's losses rise with those of a fast measure.

    Args:
        measure: Which fast measure.
        judged: Whose loss, and in which cut-offs.
        cuts: How many; those that stop nothing are left out.
        unsolved: How many more the judge could not solve.
        slope: Of the judge's losses on the fast ones, through 0, by least squares.
        correlation: Pearson's, of the two losses; NaN when one does not differ.
        rank_correlation: Spearman's; NaN likewise.
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
        fast_losses(economy, shocks, links=links)[each, target]
        for links in (False, True)
    )
    sold = np.zeros((len(economy.regions), len(economy.regions)))
    sold[cutter, target] = sales_losses(economy, shocks)[each, cutter]
    exact = -welfare(equilibrium(baseline, shocks)).real_income
    both = equilibrium(baseline, every_cut(economy, both_ways=True))
    loss, rows = -welfare(both).real_income, np.arange(len(both))
    size = len(economy.regions)
    two_way = np.full((size, size), np.nan)
    one, other = np.triu_indices(size, 1)
    two_way[one, other], two_way[other, one] = loss[rows, one], loss[rows, other]
    return Trials(
        target=tuple(economy.regions[n] for n in target),
        cutter=tuple(economy.regions[n] for n in cutter),
        fast=-np.expm1(-plain),
        fast_with_links=-np.expm1(-linked),
        one_way=exact[each, target],
        two_way=two_way[target, cutter],
        fast_both_sides=-np.expm1(-linked - sold[target, cutter]),
        cutter_fast=-np.expm1(-sold[cutter, target]),
        cutter_one_way=exact[each, cutter],
    )


def slopes(trials: Trials, *, largest: int | None = None) -> tuple[Slope, ...]:
    """Tell how the judge's losses rise with the fast ones.

    Args:
        trials: Many cut-offs.
        largest: Only that many, by the fast loss with links; all when left out.

    Returns:
        One entry for each of `SETS`.

    Raises:
        SuzerainError: If fewer than two cut-offs are solved.
    """
    order = np.argsort(-trials.fast_with_links, kind="stable")[:largest]
    fast = {name: getattr(trials, name) for name, _ in SETS}
    losses = {
        "target, one-way": trials.one_way,
        "target, two-way": trials.two_way,
        "cutter, one-way": trials.cutter_one_way,
    }
    cutter = {"fast_both_sides": trials.cutter_fast}
    return tuple(
        _slope(
            measure,
            judged,
            (cutter if judged.startswith("cutter") else fast)[measure][order],
            losses[judged][order],
        )
        for measure, judged in SETS
    )


def _slope(measure: str, judged: str, fast: Array, exact: Array) -> Slope:
    cutting = fast > 0
    known = ~np.isnan(exact) & cutting
    if known.sum() < 2:
        raise SuzerainError(
            f"{int(known.sum())} cut-offs of {judged} are solved",
            "two or more",
            "take a larger economy",
        )
    x, y = fast[known], exact[known]
    return Slope(
        measure=measure,
        judged=judged,
        cuts=int(known.sum()),
        unsolved=int((cutting & ~known).sum()),
        slope=float(x @ y / (x @ x)),
        correlation=_correlation(x, y),
        rank_correlation=rank_correlation(x, y),
        relative_error=float(np.abs((x - y) / y).mean()),
    )


def _correlation(one: Array, two: Array) -> float:
    a, b = one - one.mean(), two - two.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b / size) if size > 0 else float("nan")
