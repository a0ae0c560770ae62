"""The cheapest diversification that brings a dependence below a threshold.

A recipient moves a part `x_g` of its foreign supply of good `g` from the cutters to
suppliers that are not among them, and pays a premium `m_g` for what it moved:

    smallest  sum_g a_g (1 - d_g) m_g x_g   such that   D(w - x) <= threshold

With `x` the loss of each need falls from `l_g(w_g)` to `l_g(w_g - x_g)`, steeply at
first. So the cheapest way takes small steps, each time the one that lowers the
dependence most for its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError
from suzerain.core.estimate import Estimate
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.credibility import check_coalition
from suzerain.measures.dependence import loss_form
from suzerain.measures.exposure import Array, Exposure, Horizon, expose
from suzerain.measures.substitution import index_loss, welfare_loss


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exit:
    """What it takes a recipient to depend less on those who could cut it off.

    Args:
        recipient: Code of the one who diversifies.
        cutters: Codes of those it wants to depend on less.
        threshold: Part of welfare that it would bear to lose.
        moved: Part of the foreign supply of each good that moves to others.
            Grid with the axis `(good,)`.
        cost: Part of welfare that the premium takes, every year.
        before: Dependence today.
        after: Dependence once the supply has moved.
    """

    recipient: str
    cutters: tuple[str, ...]
    threshold: float
    moved: Grid
    cost: Estimate
    before: Estimate
    after: Estimate

    @property
    def p_needed(self) -> float:
        """Share of worlds in which the dependence is above the threshold today."""
        return float((self.before.values > self.threshold).mean())

    def to_dict(self) -> dict[str, Any]:
        """Return costs, dependence before and after, and the goods that move."""
        return {
            "recipient": self.recipient,
            "cutters": list(self.cutters),
            "threshold": self.threshold,
            "p_needed": self.p_needed,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "cost": self.cost.to_dict(),
            "moved": [row for row in self.moved.to_rows() if row["high"] > 0],
        }

    def __str__(self) -> str:
        cutters = "+".join(self.cutters)
        lines = [
            f"{self.recipient} away from {cutters}, to {self.threshold:.1%} at most:",
            f"  dependence today {self.before:.1%} of welfare",
            f"  afterwards       {self.after:.1%} of welfare",
            f"  premium          {self.cost:.1%} of welfare",
        ]
        goods = [row for row in self.moved.to_rows() if row["high"] > 0]
        lines += [f"  {row['good']}: {row['median']:.0%} moves" for row in goods]
        return "\n".join(lines)


def cheapest_exit(
    case: Case,
    recipient: str,
    cutters: Sequence[str],
    threshold: float,
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
) -> Exit:
    """Find the cheapest diversification that makes a cut-off bearable.

    Premiums are the rows `group.*.premium` of the register. Supplies move in
    `measure.exit_steps` steps a good:

    1. Reckon the loss of each need after each step, and what each step saves for its
       price. Where later steps save more than earlier ones, take their mean.
    2. Line up the steps of all goods, the most saving first.
    3. Take as few of them as bring the exact dependence to the threshold.

    Exact up to one step where needs add up (`rho = 1`); elsewhere the order of the
    steps is that of `rho = 1`, and where to stop is exact.

    Args:
        case: The case.
        recipient: Code of the one who diversifies.
        cutters: Codes of those it wants to depend on less.
        threshold: Part of welfare that it would bear to lose, 0 to 1.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        The parts that move, their cost, and the dependence before and after.

    Raises:
        UnknownActor: If anybody named is not in the case.
        SuzerainError: If the threshold is not 0 to 1, or the recipient's needs are
            unknown.

    Examples:
        >>> from suzerain.case.actor import Actor, Need
        >>> from suzerain.case.tie import Tie
        >>> from suzerain.core.spread import Spread
        >>> oil = Need(
        ...     actor="PRK", good="oil", weight=Spread.point(0.1), home=Spread.point(0)
        ... )
        >>> tie = Tie(
        ...     provider="CHN", recipient="PRK", good="oil", share=Spread.point(0.9)
        ... )
        >>> case = Case(
        ...     name="two",
        ...     actors=(Actor(code="PRK", name="a"), Actor(code="CHN", name="b")),
        ...     needs=(oil,),
        ...     ties=(tie,),
        ... )
        >>> exit = cheapest_exit(case, "PRK", ["CHN"], 0.01)
        >>> exit.before.median > 0.01 >= exit.after.median
        True
    """
    if not 0 <= threshold <= 1:
        raise SuzerainError(
            f"a threshold of {threshold}", "0 to 1, a part of welfare", "try 0.02"
        )
    worlds = Worlds() if worlds is None else worlds
    exposure = expose(case, worlds, horizon=horizon)
    members = check_coalition(cutters, recipient, exposure.actors)
    i = exposure.actors.index(recipient)
    goods = np.flatnonzero(exposure.needed[:, i])
    if not goods.size:
        raise SuzerainError(
            f"nothing is known of what {recipient} needs",
            "a recipient with a need",
            "add a row to needs.csv",
        )
    steps = round(case.register["measure.exit_steps"].spread.centre)
    way = _Way(exposure, i, goods, members, horizon)
    premium = np.stack(
        [
            case.register.draw(worlds, f"good.{exposure.goods[g]}.premium")
            for g in goods
        ],
        axis=1,
    )
    taken = way.fewest(way.order(premium, steps), threshold, steps)
    part = taken / steps * way.held
    return _exit(exposure, recipient, members, threshold, (way, goods, part, premium))


class _Way:
    """The losses of one recipient along its way out."""

    def __init__(
        self,
        exposure: Exposure,
        i: int,
        goods: NDArray[np.intp],
        members: Sequence[str],
        horizon: Horizon,
    ) -> None:
        columns = [exposure.actors.index(code) for code in members]
        reach, inner, outer = loss_form(exposure, horizon)
        self.held = np.minimum(exposure.share[:, goods, i][..., columns].sum(-1), 1)
        self.weight = np.nan_to_num(exposure.weight[:, goods, i])
        self.home = exposure.home[:, goods, i]
        self._reach, self._form = reach[:, goods], (inner[:, goods], outer[:, goods])
        self._rho = exposure.rho

    def loss(self, held: Array) -> Array:
        """Log loss of each need. Shape `(world, good)`."""
        return index_loss(1 - self._reach * held, self.home, *self._form)

    def dependence(self, part: Array) -> Array:
        """Part of welfare lost when these parts have moved. Shape `(world,)`."""
        loss = self.loss(np.maximum(self.held - part, 0))
        return -np.expm1(-welfare_loss(self.weight, loss, self._rho, axis=1))

    def price(self, premium: Array) -> Array:
        """Part of welfare that a whole foreign supply's premium takes."""
        return self.weight * (1 - self.home) * premium

    def order(self, premium: Array, steps: int) -> NDArray[np.intp]:
        """Rank of each step among those of all goods. `(world, good, step)`."""
        parts = np.arange(steps + 1) / steps
        losses = np.stack([self.loss(self.held * (1 - x)) for x in parts], axis=-1)
        saved = -np.diff(losses) * self.weight[..., None]
        price = (self.price(premium) * self.held / steps)[..., None]
        with np.errstate(divide="ignore", invalid="ignore"):
            gain = np.where(saved > 0, saved / price, 0)
        gain = _ironed(gain)
        flat = gain.reshape(len(gain), -1)
        ranks = np.argsort(np.argsort(-flat, axis=1, kind="stable"), axis=1)
        return ranks.reshape(gain.shape)

    def fewest(self, ranks: NDArray[np.intp], threshold: float, steps: int) -> Array:
        """Steps of each good when as few as will do are taken. `(world, good)`."""
        size = ranks.shape[1] * steps
        low = np.zeros(len(ranks), dtype=np.intp)
        high = np.where(self.dependence(0 * self.held) <= threshold, 0, size)
        while (low < high).any():
            middle = (low + high) // 2
            taken = (ranks < middle[:, None, None]).sum(axis=-1)
            enough = self.dependence(taken / steps * self.held) <= threshold
            high = np.where(enough, middle, high)
            low = np.where(enough, low, np.minimum(middle + 1, high))
        return np.asarray((ranks < high[:, None, None]).sum(axis=-1), dtype=np.float64)


def _ironed(gain: Array) -> Array:
    """Let no step of a good be worth less than a mean over the next ones."""
    steps = gain.shape[-1]
    ironed = gain.copy()
    for start in range(steps):
        run = np.cumsum(gain[..., start:], axis=-1) / np.arange(1, steps - start + 1)
        ironed[..., start] = run.max(axis=-1)
    return np.minimum.accumulate(ironed, axis=-1)


def _exit(
    exposure: Exposure,
    recipient: str,
    members: tuple[str, ...],
    threshold: float,
    found: tuple[_Way, NDArray[np.intp], Array, Array],
) -> Exit:
    way, goods, part, premium = found
    names = tuple(exposure.goods[g] for g in goods)
    basis = exposure.basis(recipient, members)
    paid = tuple(f"good.{name}.premium" for name in names)
    unit = "part of welfare"
    return Exit(
        recipient=recipient,
        cutters=members,
        threshold=threshold,
        moved=Grid(
            name="exit",
            axes=("good",),
            labels=(names,),
            values=part,
            unit="part of foreign supply",
            basis=lambda good: (
                *exposure.basis(recipient, members, [good]),
                f"good.{good}.premium",
            ),
        ),
        cost=Estimate(
            values=(way.price(premium) * part).sum(axis=1),
            unit=unit,
            basis=(*basis, *paid),
        ),
        before=Estimate(values=way.dependence(0 * part), unit=unit, basis=basis),
        after=Estimate(values=way.dependence(part), unit=unit, basis=(*basis, *paid)),
    )
