"""How prices, spending and the labour market answer wages, by small steps of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from suzerain.core.economy import Array
from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.baseline import Baseline, Single
from suzerain.measures.judge.sweep import Sweep

NUDGE = 1e-5
SETTLED = 1e-11
SETTLING = 400


def settle(sweep: Sweep, tolerance: float = SETTLED) -> bool:
    """Bring prices and spending to their values at the wages as they stand.

    Returns:
        Whether they came within the tolerance.
    """
    for _ in range(SETTLING):
        sweep.look()
        worst = _unsettled(sweep)
        if not np.isfinite(worst):
            return False
        if worst <= tolerance:
            return True
        sweep.settle()
    return False


def _unsettled(sweep: Sweep) -> float:
    """Largest residual of prices and spending, without the labour market's."""
    prices = np.abs(sweep.index).max(axis=(1, 2)) / sweep.theta[:, 0]
    gap = np.abs(sweep.used[:-1]).max(axis=(0, 2)) / sweep.labour[:, 0]
    return float(max(prices.max(), gap.max()))


def spend(baseline: Baseline) -> Baseline:
    """Fill in the spending that shares, income and deficits imply."""
    economy = baseline.economy
    start = economy.final * economy.income[:, None]
    sweep = Sweep(replace(baseline, spending=start), 1)
    if not settle(sweep):
        raise SuzerainError(
            f"spending of {economy.origin} does not settle",
            "an economy in which every sector adds value, and nobody's deficit "
            "exceeds its means",
            "check the shares of value added and of inputs",
        )
    spending = np.ascontiguousarray(sweep.spending[:, :, 0].T)
    return replace(baseline, spending=spending)


def respond(baseline: Baseline) -> Baseline:
    """Fill in how all markets answer each wage at the baseline."""
    economy = baseline.economy
    count = len(economy.regions)
    still, nudged = Sweep(baseline, 1), Sweep(baseline, count)
    nudged.log_wage[...] = NUDGE * np.eye(count)
    settle(still)
    settle(nudged)
    excess = (nudged.excess - still.excess) / NUDGE
    return replace(
        baseline,
        wage_step=wage_step(excess, economy.income),
        price_wage=_slope(nudged.log_price[:-1], still.log_price[:-1]),
        spend_wage=_slope(nudged.spending, still.spending),
    )


def wage_step(slope: Array, income: Array) -> Array:
    """Turn the slope of excess demand into steps of log wages.

    World income is kept, which makes the slope invertible: if all wages rise together,
    nobody's excess changes.
    """
    kept = np.tile(income / income.sum(), (len(income), 1))
    return np.asarray(np.linalg.pinv(kept - slope), dtype=np.float64)


def _slope(nudged: Array, still: Array) -> Single:
    slope = (nudged - still) / NUDGE
    return slope.astype(np.float32)
