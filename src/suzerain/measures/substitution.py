"""What losing part of the foreign supply of a need costs.

One need is met by home supply (part `d`) and by foreign suppliers (part `1 - d`).
`R` is the part of the foreign supply that remains, `sigma` the elasticity between
foreign suppliers, `varsigma` the one between home and foreign supply, and
`haste = 1 / (1 + eta)` where `eta` is the supply elasticity of all who still supply:

    ln P = (1/(varsigma-1) + haste) * -ln[d + (1-d) R^x]
    x    = (varsigma-1)/(sigma-1) * (1 + haste (sigma-1)) / (1 + haste (varsigma-1))

`haste = 0` holds prices and is the long run, `haste = 1` holds quantities and is the
short run. Without home supply the exponent of `R` is `1/(sigma-1) + haste`.
Over needs `k` with welfare parts `a_k`, the log loss is
`ln[1 + sum_k a_k (P_k^(1-rho) - 1)] / (1-rho)`, and `sum_k a_k ln P_k` at `rho = 1`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TOTAL: Final = float(np.sqrt(np.finfo(np.float64).max))
"""The log loss that stands for infinite: `1 - exp(-TOTAL)` is exactly 1, and sums
and differences of such losses stay finite."""

_NEAR: Final = float(np.finfo(np.float64).eps)
_DEEP: Final = float(-np.log(np.finfo(np.float64).tiny))
"""Below `exp(-_DEEP)` nothing is left beside home supply."""


def need_loss(
    retained: Array, home: Array, sigma: Array, varsigma: Array, haste: Array | float
) -> Array:
    """Measure how much harder a need is to meet when foreign supply shrinks.

    The nested constant-elasticity price index (A1), for any supply elasticity of the
    remaining suppliers (module formula). Where nothing remains, nothing is made at
    home and `sigma > 1`, the loss is infinite and returned as `TOTAL`.

    Args:
        retained: Part of the foreign supply that remains, 0 to 1.
        home: Part of the supply that is the recipient's own, 0 to 1.
        sigma: Elasticity between foreign suppliers, above 1.
        varsigma: Elasticity between home and foreign supply, above 0.
        haste: 0 in the long run, 1 in the short run, between them in between.

    Returns:
        Log loss of the need, 0 or more. Broadcast shape of the inputs.

    Examples:
        A need loses 80 % of its foreign supply, and `sigma` is 4.

        >>> left, none, four = np.array([0.2]), np.array([0.0]), np.array([4.0])
        >>> long = 1 - np.exp(-need_loss(left, none, four, four, 0.0))
        >>> short = 1 - np.exp(-need_loss(left, none, four, four, 1.0))
        >>> float(long[0].round(3)), float(short[0].round(3))
        (0.415, 0.883)
    """
    return index_loss(retained, home, *exponents(sigma, varsigma, haste))


def exponents(
    sigma: Array, varsigma: Array, haste: Array | float
) -> tuple[Array, Array]:
    """Return the inner and the outer exponent of the module formula.

    Arguments as in `need_loss`. Separate, because all pairs of actors share them.

    Returns:
        `x` and `1/(varsigma-1) + haste`, in the broadcast shape.

    Examples:
        >>> x, outer = exponents(np.array([4.0]), np.array([2.0]), 0.0)
        >>> float(x[0].round(3)), float(outer[0])
        (0.333, 1.0)
    """
    gap = np.asarray(varsigma - 1)
    gap = np.where(np.abs(gap) < _NEAR, _NEAR, gap)
    inner = gap * (1 + haste * (sigma - 1)) / ((sigma - 1) * (1 + haste * gap))
    return inner, 1 / gap + haste


def index_loss(retained: Array, home: Array, inner: Array, outer: Array) -> Array:
    """Reckon the loss of a need from what is retained and the two exponents.

    Arguments and result as in `need_loss` and `exponents`.

    Examples:
        >>> whole, none = np.array([1.0]), np.array([0.0])
        >>> float(index_loss(whole, none, np.array([0.3]), np.array([1.0]))[0])
        0.0
    """
    with np.errstate(over="ignore"):
        return np.asarray(
            np.clip(0 - log_nest(retained, home, inner) * outer, 0, TOTAL)
        )


def log_nest(foreign: Array, home: Array, inner: Array) -> Array:
    """Return `ln[d + (1-d) y^x]`, the log of a nest of home and foreign supply.

    Args:
        foreign: Foreign supply relative to today's, 0 or more.
        home: Part of the supply that is the recipient's own, 0 to 1.
        inner: The exponent `x` of `exponents`.

    Returns:
        The log, 0 at today's supply, exact however small `x` is. Broadcast shape.

    Examples:
        >>> half, two = np.array([0.5]), np.array([2.0])
        >>> float(log_nest(two, half, np.array([1.0]))[0].round(4))  # ln 1.5
        0.4055
    """
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        rise = np.log(foreign) * inner
        core = rise + np.log1p(home * np.expm1(np.minimum(-rise, _DEEP)))
        deep = np.where(home > 0, np.log(home), rise)
        return np.where((rise > -_DEEP) & (home < 1), core, deep)


def welfare_loss(weight: Array, loss: Array, rho: Array, *, axis: int) -> Array:
    """Add the losses of several needs into one loss of welfare.

    The outer nest (A2). What the weights leave open is an untouched remainder. A need
    of unknown (NaN) or zero weight contributes nothing.

    Args:
        weight: Part of welfare of each need, 0 to 1.
        loss: Log loss of each need, same shape.
        rho: Elasticity between needs, above 0; broadcasts against the result.
        axis: The axis of the needs, which disappears.

    Returns:
        Log loss of welfare, 0 or more.

    Examples:
        >>> weight = np.array([[0.3, 0.7]])
        >>> loss = np.log(np.array([[2.0, 1.5]]))
        >>> joint = welfare_loss(weight, loss, np.array([1.0]), axis=1)
        >>> float(joint[0].round(4))
        0.4918
    """
    known = np.nan_to_num(weight)
    loss = np.where(known > 0, loss, 0)
    gap = np.expand_dims(np.asarray(1 - rho), axis)
    linear: Array = np.minimum((known * loss).sum(axis), TOTAL)
    if not gap.any():
        return linear
    with np.errstate(over="ignore"):
        tilt = np.clip(gap * loss, -TOTAL, TOTAL)
        peak = np.maximum(tilt.max(axis, keepdims=True, initial=0), 0)
        rest = 1 - known.sum(axis, keepdims=True)
        inner = (known * np.expm1(tilt - peak)).sum(axis, keepdims=True)
        inner = np.maximum(inner + rest * np.expm1(-peak), -1)
    with np.errstate(divide="ignore"):
        whole = peak + np.log1p(inner)
    even = np.abs(gap) < _NEAR
    bent = np.squeeze(whole / np.where(even, 1, gap), axis)
    mixed = np.where(np.squeeze(even, axis), linear, bent)
    return np.asarray(np.clip(mixed, 0, TOTAL))
