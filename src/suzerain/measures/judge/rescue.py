"""The slow, sure way for a shock that the fast solver does not bring home.

Newton's method on the wages: prices and spending are brought to their values at each
trial of wages, the slope of excess demand is reckoned anew where the world stands, and
a step is halved until the excess falls. When no step helps, wages move a little in the
direction of excess demand, as in Alvarez & Lucas 2007. The shock comes in stages, so
that each starts from where the one before ended.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from suzerain.core.economy import Array
from suzerain.measures.judge.baseline import Baseline
from suzerain.measures.judge.response import settle, wage_step
from suzerain.measures.judge.solver import Queue, Reached
from suzerain.measures.judge.sweep import Edits, Sweep

NUDGE = 1e-6
INNER = 1e-13
CLOSER = 1e-3
NEWTON = 40
HALVINGS = 6
STUCK = 4
LONGEST = 0.5
TATONNEMENT = 0.2
STAGES = (0.5, 0.9, 0.99, 1.0)


def rescue(
    baseline: Baseline, queue: Queue, shock: int, reached: Reached, tolerance: float
) -> str:
    """Solve one shock in stages; store it, or say why not.

    Returns:
        Nothing when it converged, else the reason.
    """
    edits = queue.edits(np.array([shock]))
    sweep = Sweep(_still(baseline), 1, queue.trade(baseline))
    passes = 0
    for stage in STAGES:
        sweep.edit(_partly(edits, stage))
        residual, rounds = _newton(sweep, tolerance)
        passes += rounds
        if not residual <= tolerance:
            break
    reached.passes[shock] = passes
    if residual <= tolerance:
        reached.store(np.array([shock]), sweep, np.array([0]))
        reached.residual[shock] = residual
        return ""
    if not np.isfinite(residual):
        return "prices and spending do not settle"
    return (
        f"the labour market of {_worst(sweep)} is off by {residual:.1e} of its income "
        f"after {passes} rounds; there may be no equilibrium"
    )


def _still(baseline: Baseline) -> Baseline:
    """The baseline without the responses to wages, which belong to small shocks."""
    nothing = np.zeros_like(baseline.price_wage)
    return replace(baseline, price_wage=nothing, spend_wage=nothing)


def _partly(edits: Edits, stage: float) -> Edits:
    return replace(edits, shares=edits.shares * stage, net=edits.net * stage)


def _worst(sweep: Sweep) -> str:
    return sweep.baseline.economy.regions[int(np.abs(sweep.excess[:, 0]).argmax())]


def _newton(sweep: Sweep, tolerance: float) -> tuple[float, int]:
    """Move wages until all markets clear; return the residual and the rounds."""
    inner = max(INNER, min(tolerance, NUDGE) * CLOSER)
    if not settle(sweep, inner):
        return np.inf, 0
    residual, stuck = float(sweep.look()[0]), 0
    for turn in range(NEWTON):
        if residual <= tolerance or stuck == STUCK:
            return residual, turn
        step = _slope_step(sweep, inner) @ sweep.excess
        step *= min(1.0, LONGEST / float(np.abs(step).max()))
        if not _try(sweep, step, inner):
            stuck += 1
            _try(sweep, TATONNEMENT * np.clip(sweep.excess, -1, 1), inner, any_way=True)
        residual = float(sweep.look()[0])
        if not np.isfinite(residual):
            return np.inf, turn
    return residual, NEWTON


def _slope_step(sweep: Sweep, inner: float) -> Array:
    """Reckon how excess demand answers each wage where the sweep stands."""
    count = len(sweep.world)
    nudged = Sweep(sweep.baseline, count, sweep.trade)
    nudged.log_price[...] = sweep.log_price
    nudged.spending[...] = sweep.spending
    edits = sweep.edits
    nudged.edit(
        Edits(
            slot=np.repeat(np.arange(count), len(edits.slot)),
            importer=np.tile(edits.importer, count),
            exporter=np.tile(edits.exporter, count),
            shares=np.tile(edits.shares, count),
            net=np.tile(edits.net, count),
        )
    )
    nudged.log_wage[...] += NUDGE * np.eye(count)
    settle(nudged, inner)
    slope = (nudged.excess - sweep.excess) / NUDGE
    now = sweep.labour[:, 0] * np.exp(sweep.log_wage[:, 0])
    return wage_step(slope, now)


def _try(sweep: Sweep, step: Array, inner: float, *, any_way: bool = False) -> bool:
    """Take a step of wages, shorter and shorter until the excess falls."""
    start, spent = sweep.log_price.copy(), sweep.spending.copy()
    before = float(np.abs(sweep.excess).max())
    for _ in range(1 if any_way else HALVINGS):
        sweep.step_wages(step)
        settled = settle(sweep, inner)
        if settled and (any_way or float(np.abs(sweep.excess).max()) < before):
            return True
        sweep.log_price[...] = start
        sweep.spending[...] = spent
        step = step / 2
    settle(sweep, inner)
    return False
