"""What every state loses if any other cuts it off, from millions of flows.

The same nests as for a case, (A1) and (A2) of the theory pages, with one world and many
goods. Recipient `i` imports `m_ik` of good `k`, of which `m_ijk` from provider `j`:

    need     a_ik = weight_i * m_ik / m_i          part cut  W_ijk = m_ijk / m_ik
    R        = 1 - (1 - phi_k) W_ijk
    ln P_ijk = -outer_k * ln[d_i + (1 - d_i) R^(x_k)]
    l_ij     = sum_k a_ik ln P_ijk                               (rho = 1)
    l_ij     = ln[1 + sum_k a_ik (P_ijk^(1-rho) - 1)] / (1-rho)  (else)

Flows lie sorted by recipient, provider and good, so that a recipient's needs fit into
the processor's first cache and each pair is one stretch of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.measures.sorted_flows import Places, SortedFlows
from suzerain.measures.substitution import TOTAL, Array, exponents

BLOCK: Final = 65_536
"""Flows reckoned at a time; it bounds the two work columns of each thread."""

NEAR_ONE: Final = float(np.sqrt(np.finfo(np.float64).eps))
"""How near `varsigma` may come to 1; nearer, `R^x` has too few digits left."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nests:
    """Hold how much of welfare is imported and how well imports are replaced.

    Args:
        weight: Part of a recipient's welfare that goes to the goods of the flows, 0 to
            1; NaN where unknown. Shape `(actor,)`.
        home: Part of these goods that the recipient makes itself, 0 to 1; NaN where
            unknown. Imports as a part of welfare are `weight * (1 - home)`. Same shape.
        sigma: Elasticity between foreign suppliers, above 1. Shape `(good,)`.
        varsigma: Elasticity between home and foreign supply, above 0. Same shape.
        evasion: Part of a cut flow that arrives by another way, 0 to 1. Same shape.
        haste: 0 in the long run, 1 in the short run, `1/(1+eta)` between them.
        rho: Elasticity between needs, above 0.

    Raises:
        SuzerainError: If a number is out of its range.
    """

    weight: Array
    home: Array
    sigma: Array
    varsigma: Array
    evasion: Array
    haste: float = 0.0
    rho: float = 1.0

    def __post_init__(self) -> None:
        for name in ("weight", "home", "evasion"):
            part = getattr(self, name)
            if ((part < 0) | (part > 1)).any():
                bad = float(part[(part < 0) | (part > 1)][0])
                raise SuzerainError(f"{name} holds {bad}", "parts from 0 to 1")
        if not ((self.sigma > 1).all() and (self.varsigma > 0).all() and self.rho > 0):
            raise SuzerainError(
                "an elasticity is too low or no number",
                "sigma above 1, varsigma and rho above 0",
                "look for the good whose elasticity was not estimated",
            )


def flow_losses(flows: SortedFlows, nests: Nests, *, threads: int = 1) -> Array:
    """Measure the log loss of every recipient from every single provider's cut-off.

    Args:
        flows: Flows of one year.
        nests: Weights and elasticities.
        threads: How many at once. A second one saves little time and costs more
            work; the result does not hang on it.

    Returns:
        Log loss of welfare; `1 - exp(-l)` of it is the part lost. NaN on the diagonal,
        and for recipients without a flow, a weight or a home share; 0 for a pair
        without a flow. Shape `(recipient, provider)`.

    Raises:
        SuzerainError: If the nests do not fit the flows.

    Examples:
        All oil comes from one state, and half of all that is used.

        >>> one = SortedFlows(
        ...     actors=("CHN", "PRK"),
        ...     goods=("oil",),
        ...     good=np.array([0]),
        ...     amount=np.array([578.0]),
        ...     starts=np.array([0, 1]),
        ...     recipient=np.array([1]),
        ...     provider=np.array([0]),
        ...     firsts=np.array([0, 0, 1]),
        ... )
        >>> nests = Nests(
        ...     weight=np.array([0.1, 0.1]),
        ...     home=np.array([0.5, 0.5]),
        ...     sigma=np.array([4.0]),
        ...     varsigma=np.array([2.0]),
        ...     evasion=np.array([0.0]),
        ... )
        >>> flow_losses(one, nests).round(4)  # 0.1 ln 2
        array([[   nan,    nan],
               [0.0693,    nan]])
    """
    _refuse_misfit(flows, nests)
    size = len(flows.actors)
    loss = np.full((size, size), np.nan)
    form = _form(nests)
    hands = max(threads, 1)

    def work(hand: int) -> None:
        desk = np.empty((2, BLOCK))
        with _quiet():
            for i in range(hand, size, hands):
                need = _need(flows, nests, form, i)
                if need is not None:
                    loss[i] = _from_each(flows, nests.rho, need, i, desk)

    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(work, range(hands)))
    return loss


def joint_flow_losses(
    flows: SortedFlows, nests: Nests, coalition: Sequence[str]
) -> Array:
    """Measure the log loss of every recipient when several providers cut together.

    Args:
        flows: Flows of one year.
        nests: Weights and elasticities.
        coalition: Codes of those who cut; nobody cuts itself off.

    Returns:
        Log loss of welfare, NaN where unknown. Shape `(recipient,)`.

    Raises:
        UnknownActor: If the coalition names nobody of the flows.
        SuzerainError: If the nests do not fit the flows.
    """
    _refuse_misfit(flows, nests)
    for code in coalition:
        if code not in flows.actors:
            raise UnknownActor(code, flows.actors, "the flows")
    members = np.isin(np.array(flows.actors), list(coalition))
    form = _form(nests)
    loss = np.full(len(flows.actors), np.nan)
    for i in range(len(loss)):
        need = _need(flows, nests, form, i)
        if need is None:
            continue
        pairs = slice(flows.firsts[i], flows.firsts[i + 1])
        counts = np.diff(flows.starts[flows.firsts[i] : flows.firsts[i + 1] + 1])
        cutting = np.repeat(members[flows.provider[pairs]], counts)
        rows = slice(flows.starts[pairs.start], flows.starts[pairs.stop])
        held = flows.good[rows][cutting]
        taken = flows.amount[rows][cutting]
        cut = np.bincount(held, taken, minlength=len(flows.goods)).astype(np.float64)
        goods = np.flatnonzero(cut)
        term = np.empty((2, len(goods)))
        with _quiet():
            _terms(need, goods, cut[goods], nests.rho, term)
            loss[i] = _welfare(term[0].sum(keepdims=True), nests.rho)[0]
    return loss


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Need:
    """One recipient's needs: what a full stop of all foreign supply is, by good."""

    full: Array  # imports over the part of a cut that bites
    power: Array
    weight: Array  # with the outer exponent
    outer: Array
    home: float


def _quiet() -> np.errstate:
    """Let infinite losses pass, which are meant and clipped at the end."""
    return np.errstate(divide="ignore", over="ignore", invalid="ignore")


def _form(nests: Nests) -> tuple[Array, Array, Array]:
    """Return what all recipients share: both exponents, and one over the bite."""
    inner, outer = exponents(nests.sigma, _apart(nests.varsigma), nests.haste)
    with np.errstate(divide="ignore"):
        return inner, outer, 1 / (1 - nests.evasion)


def _need(
    flows: SortedFlows, nests: Nests, form: tuple[Array, Array, Array], i: int
) -> _Need | None:
    rows = slice(*flows.starts[flows.firsts[[i, i + 1]]])
    total = np.zeros(len(flows.goods))
    np.add.at(total, flows.good[rows], flows.amount[rows])  # faster than bincount
    whole, weight, home = total.sum(), float(nests.weight[i]), float(nests.home[i])
    if not whole or np.isnan(weight) or np.isnan(home):
        return None
    power, outer, slack = form
    is_hit = home < 1 and weight > 0
    full = total * slack if is_hit else np.full_like(total, np.inf)
    spent = total * (weight / whole)
    scaled = spent * outer if nests.rho == 1 else spent
    return _Need(full=full, power=power, weight=scaled, outer=outer, home=home)


def _from_each(
    flows: SortedFlows, rho: float, need: _Need, i: int, desk: Array
) -> Array:
    low, high = flows.firsts[i], flows.firsts[i + 1]
    sums = np.zeros(len(flows.actors))
    for one, end in _blocks(flows.starts, low, high):
        rows = slice(flows.starts[one], flows.starts[end])
        count = rows.stop - rows.start
        if count > desk.shape[1]:
            desk = np.empty((2, count))
        term = desk[:, :count]
        _terms(need, flows.good[rows], flows.amount[rows], rho, term)
        edges = flows.starts[one:end] - rows.start
        sums[flows.provider[one:end]] = np.add.reduceat(term[0], edges)
    loss = _welfare(sums, rho)
    loss[i] = np.nan
    return loss


def _terms(need: _Need, good: Places, amount: Array, rho: float, desk: Array) -> None:
    """Write what each flow adds to the loss into the first work column."""
    term, other = desk
    np.take(need.full, good, out=other, mode="clip")
    np.divide(amount, other, out=term)
    np.subtract(1, term, out=term)
    np.maximum(term, 0, out=term)  # shares add up to 1 but for rounding
    np.take(need.power, good, out=other, mode="clip")
    np.log(term, out=term)
    term *= other
    np.exp(term, out=term)
    term *= 1 - need.home
    term += need.home
    np.log(term, out=term)
    if rho != 1:
        np.take(need.outer, good, out=other, mode="clip")
        term *= other
        term *= rho - 1  # (1 - rho) ln P
        np.expm1(term, out=term)
    np.take(need.weight, good, out=other, mode="clip")
    term *= other


def _welfare(sums: Array, rho: float) -> Array:
    loss = -sums if rho == 1 else np.log1p(np.maximum(sums, -1)) / (1 - rho)
    return np.clip(loss, 0, TOTAL)


def _blocks(starts: Places, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Part the pairs of a recipient into stretches of about a block of rows."""
    while low < high:
        end = int(np.searchsorted(starts[: high + 1], starts[low] + BLOCK, "right")) - 1
        end = max(end, low + 1)
        yield int(low), end
        low = end


def _apart(varsigma: Array) -> Array:
    gap = varsigma - 1
    near = np.abs(gap) < NEAR_ONE
    return np.where(near, 1 + np.copysign(NEAR_ONE, gap), varsigma)


def _refuse_misfit(flows: SortedFlows, nests: Nests) -> None:
    wanted = {
        "weight": len(flows.actors),
        "home": len(flows.actors),
        "sigma": len(flows.goods),
        "varsigma": len(flows.goods),
        "evasion": len(flows.goods),
    }
    for name, size in wanted.items():
        shape = getattr(nests, name).shape
        if shape != (size,):
            raise SuzerainError(
                f"{name} of shape {shape}",
                f"shape ({size},), as the flows have it",
                "give one number an actor, or one a good",
            )
