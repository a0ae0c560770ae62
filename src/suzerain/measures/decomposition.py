"""Which goods make a loss: parts that add up to it exactly.

A loss over needs with parts `a_k` of welfare is the log of a constant-elasticity price
index, and Sato 1976 and Vartia 1976 found weights by which such a log is a sum:

    l = sum_k b_k ln P_k,   b_k = L(s_k', s_k) / sum_m L(s_m', s_m)
    s_k = a_k,   s_k' = a_k P_k^(1-rho) / P^(1-rho),   L(x, y) = (x - y) / ln(x / y)

The untouched remainder of welfare is one of the `m`, with `P = 1`. At `rho = 1` the
weights are the `a_k`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.case.case import Case
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import Reading, loss_by_good
from suzerain.measures.exposure import Array, Horizon, expose
from suzerain.measures.substitution import welfare_loss


def decompose(
    case: Case,
    coalition: Sequence[str],
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
    cut: float = 1.0,
    reading: Reading = "part",
    goods: Sequence[str] | None = None,
) -> Grid:
    """Split the loss from a cut-off into one part for each good.

    The parts of a recipient add up to its log loss in every world, whatever the
    elasticity between needs. A cell's basis names the ties, the need and the
    assumptions that made it.

    Args:
        case: The case.
        coalition: Codes of those who cut.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.
        cut: How hard they cut, as in `cut_off_loss`.
        reading: What `cut` means.
        goods: Only these goods are cut; all when left out.

    Returns:
        Log loss of welfare. Axes `(recipient, good)`; NaN where there is no known need.

    Raises:
        UnknownActor: If the coalition names nobody of the case.
        UnknownGood: If `goods` names none of the case.
        SuzerainError: If `cut` is out of its range.

    Examples:
        >>> print(decompose(Case(name="empty"), []))
        loss by good (recipient, good), log welfare
    """
    exposure = expose(case, worlds, horizon=horizon)
    by_good = loss_by_good(
        exposure, coalition, cut=cut, reading=reading, goods=goods, horizon=horizon
    )
    parts = loss_parts(exposure.weight, by_good, exposure.rho[:, None], axis=1)
    parts = np.where(exposure.needed, parts, np.nan)

    def basis(recipient: str, good: str) -> tuple[str, ...]:
        return exposure.basis(recipient, coalition, [good])

    return Grid(
        name="loss by good",
        axes=("recipient", "good"),
        labels=(exposure.actors, exposure.goods),
        values=np.moveaxis(parts, 1, 2),
        unit="log welfare",
        basis=basis,
    )


def loss_parts(weight: Array, loss: Array, rho: Array, *, axis: int) -> Array:
    """Split `welfare_loss` into one part for each need.

    Args:
        weight: Part of welfare of each need, 0 to 1; NaN counts as none.
        loss: Log loss of each need, same shape.
        rho: Elasticity between needs, above 0; broadcasts against the welfare loss.
        axis: The axis of the needs.

    Returns:
        Parts of the log loss of welfare, which they add up to. Shape of `loss`.

    Examples:
        Needs that complement each other: the one that is hit harder counts for more
        than its weight.

        >>> weight = np.array([[0.3, 0.7]])
        >>> loss = np.log(np.array([[2.0, 1.5]]))
        >>> parts = loss_parts(weight, loss, np.array([0.2]), axis=1)
        >>> parts.round(4), parts.sum().round(4)
        (array([[0.2252, 0.2737]]), np.float64(0.4989))
        >>> welfare_loss(weight, loss, np.array([0.2]), axis=1).round(4)
        array([0.4989])
    """
    whole = np.expand_dims(welfare_loss(weight, loss, rho, axis=axis), axis)
    known = np.nan_to_num(weight)
    each = np.where(known > 0, loss, 0)
    gap = np.expand_dims(np.asarray(1 - rho), axis)
    with np.errstate(over="ignore"):
        tilt = gap * (each - whole)
        mean = known * _growth(tilt)
        rest = np.maximum(1 - known.sum(axis, keepdims=True), 0)
        total = mean.sum(axis, keepdims=True) + rest * _growth(-gap * whole)
        parts = each * (mean / total)
        found = parts.sum(axis, keepdims=True)
    # what rounding or an infinite loss leaves open is shared out in proportion
    return np.asarray(parts * (whole / np.where(found > 0, found, 1)))


def _growth(log_change: Array) -> Array:
    """`(e^x - 1) / x`, the logarithmic mean of `e^x` and 1."""
    near = log_change == 0
    return np.where(near, 1, np.expm1(log_change) / np.where(near, 1, log_change))
