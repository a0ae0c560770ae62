"""The equilibrium after a shock, by exact hat algebra (Caliendo & Parro 2015).

With `x^` for the new value over the old one, n for the importer, i for the exporter:

    c_nj^ = w_n^ ^ gamma_nj * prod_k P_nk^ ^ gamma_nkj
    P_nj^ = [sum_i pi_nij (kappa_nij^ c_ij^)^-theta_j] ^ (-1/theta_j)
    pi'_nij = pi_nij (kappa_nij^ c_ij^ / P_nj^) ^ -theta_j
    X'_nj = sum_k gamma_njk sum_i pi'_ink X'_ik / (1 + tau'_ink) + alpha_nj I'_n
    I'_n = w_n^ w_n L_n + tariff revenue' + D_n
    w_n^ w_n L_n = sum_j gamma_nj sum_i pi'_inj X'_ij / (1 + tau'_inj)
    sum_n w_n^ w_n L_n = sum_n w_n L_n
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.baseline import Baseline, lay_out, with_deficits
from suzerain.measures.judge.economy import check_economy
from suzerain.measures.judge.rescue import rescue
from suzerain.measures.judge.response import respond, spend
from suzerain.measures.judge.shock import Shocks, no_shock
from suzerain.measures.judge.solver import Queue, Reached, solve

TOLERANCE = 1e-8
ROUGHLY = 1e-3
BALANCED = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Equilibrium:
    """Hold the world after each shock, as factors on the baseline.

    A shock that did not converge has NaN in every result, False in `converged` and
    says why in `reason`.

    Args:
        baseline: The balanced economy before the shock.
        shocks: What changed.
        wage: Factor on wages; world income stays. Shape `(shock, region)`.
        log_price: Log change of prices. Shape `(shock, region, sector)`.
        spending: New spending, in the economy's unit. Same shape.
        revenue: New tariff revenue, in the economy's unit. Shape `(shock, region)`.
        residual: Largest gap in any equation: of log prices, or of money as a part of
            the region's value added. Shape `(shock,)`.
        passes: Passes over the equations. Shape `(shock,)`.
        converged: Whether the residual is within the tolerance. Shape `(shock,)`.
        reason: Why a shock did not converge; empty where it did.
    """

    baseline: Baseline
    shocks: Shocks
    wage: Array
    log_price: Array
    spending: Array
    revenue: Array
    residual: Array
    passes: NDArray[np.int64]
    converged: NDArray[np.bool_]
    reason: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.shocks)

    @property
    def economy(self) -> Economy:
        """The balanced economy before the shocks."""
        return self.baseline.economy

    @property
    def price_index(self) -> Array:
        """Factor on the price of final spending. Shape `(shock, region)`."""
        index: Array = np.exp((self.log_price * self.economy.final).sum(axis=2))
        return index

    @property
    def price(self) -> Array:
        """Factor on prices. Shape `(shock, region, sector)`."""
        price: Array = np.exp(self.log_price)
        return price

    @property
    def income(self) -> Array:
        """New income, in the economy's unit. Shape `(shock, region)`."""
        economy = self.economy
        income: Array = self.wage * economy.income + self.revenue + economy.deficit
        return income

    def cost(self, shock: int = 0) -> Array:
        """Factor on the cost of a bundle of inputs. Shape `(region, sector)`."""
        economy = self.economy
        wage, price = np.log(self.wage[shock]), self.log_price[shock]
        links = np.einsum("nkj,nk->nj", economy.inputs, price)
        cost: Array = np.exp(economy.value_added * wage[:, None] + links)
        return cost

    def trade(self, shock: int = 0) -> Array:
        """New trade shares. Shape `(importer, exporter, sector)`."""
        economy, theta = self.economy, self.economy.elasticity
        weight = self.weight(shock)
        dearer = (1 + self.tariff(shock)) / (1 + economy.tariff)
        dearer = dearer * self.cost(shock) / np.exp(self.log_price[shock])[:, None]
        share: Array = economy.trade * weight * dearer**-theta
        return share

    def tariff(self, shock: int = 0) -> Array:
        """New tariffs. Shape `(importer, exporter, sector)`."""
        return self._on_pairs(self.shocks.tariff, shock, self.economy.tariff)

    def weight(self, shock: int = 0) -> Array:
        """Factors on trade shares before prices answer.

        Shape `(importer, exporter, sector)`.
        """
        return self._on_pairs(self.shocks.weight, shock, np.ones(1))

    def flow(self, shock: int = 0) -> Array:
        """New trade before tariffs, in the economy's unit.

        Shape `(importer, exporter, sector)`.
        """
        spent = self.trade(shock) * self.spending[shock][:, None]
        flow: Array = spent / (1 + self.tariff(shock))
        return flow

    def economy_after(self, shock: int = 0) -> Economy:
        """Take the world after a shock for an economy of its own, to shock it again.

        Args:
            shock: Which of the shocks; it must have converged.

        Raises:
            SuzerainError: If it did not.
        """
        if not self.converged[shock]:
            raise SuzerainError(
                f"{self.shocks.names[shock]}: {self.reason[shock]}",
                "a shock that converged",
                "ask `converged` first",
            )
        trade = self.trade(shock)
        return replace(
            self.economy,
            trade=trade / trade.sum(axis=1, keepdims=True),
            tariff=self.tariff(shock),
            income=self.wage[shock] * self.economy.income,
        )

    def _on_pairs(self, values: Array, shock: int, rest: Array) -> Array:
        full = np.broadcast_to(rest, self.economy.trade.shape).copy()
        mine = self.shocks.shock == shock
        full[self.shocks.importer[mine], self.shocks.exporter[mine]] = values[mine]
        return full


def prepare(economy: Economy, *, deficits: str = "held") -> Baseline:
    """Balance an economy and reckon how its markets answer wages.

    Tables never balance to the last digit, and less so where negative final demand was
    set to 0. So the model is solved without a shock, and that solution is the baseline
    (Caliendo & Parro 2015 do the same when they close deficits).

    Args:
        economy: Shares of one year.
        deficits: `held` keeps each trade deficit as a part of world income, in the
            baseline and after every shock; `closed` sets all to 0 in both.

    Returns:
        What `equilibrium` starts from; use it for many shocks.

    Raises:
        SuzerainError: If shares do not add up, or no balance is found.

    Examples:
        >>> from suzerain.measures.judge.even import even_economy
        >>> baseline = prepare(even_economy(("Land", "Isle"), ("Grain",), home=0.8))
        >>> baseline.spending.round(6)
        array([[1.],
               [1.]])
    """
    check_economy(economy)
    baseline = respond(spend(lay_out(with_deficits(economy, deficits))))
    for tolerance in (ROUGHLY, BALANCED):
        baseline = _rebase(baseline, tolerance)
    return baseline


def _rebase(baseline: Baseline, tolerance: float) -> Baseline:
    """Solve the model without a shock, and take that world for the baseline."""
    economy = baseline.economy
    found = _solve(baseline, no_shock(economy), tolerance)
    if not found.converged[0]:
        raise SuzerainError(
            f"{economy.origin} finds no balance: {found.reason[0]}",
            "an economy whose labour markets clear at some wages",
            "close the deficits",
        )
    return respond(spend(lay_out(found.economy_after())))


def equilibrium(
    economy: Economy | Baseline,
    shocks: Shocks,
    *,
    deficits: str = "held",
    tolerance: float = TOLERANCE,
) -> Equilibrium:
    """Solve the world after each shock.

    Args:
        economy: A baseline from `prepare`, or an economy, which is prepared first.
        shocks: One or many; each is solved by itself.
        deficits: As in `prepare`; a baseline has settled them already.
        tolerance: Largest residual of any equation.

    Returns:
        The worlds after the shocks, along the axis `shock`. What does not converge is
        marked, never a number.

    Raises:
        SuzerainError: If the economy's shares do not add up, or it finds no balance.

    Examples:
        Two equal regions that buy a fifth from each other lose all trade.

        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import autarky
        >>> world = even_economy(("Land", "Isle"), ("Grain",), home=0.8, elasticity=4.0)
        >>> after = equilibrium(world, autarky(world, "Isle"))
        >>> (after.wage / after.price_index).round(4)
        array([[0.9457, 0.9457]])
        >>> round(0.8 ** (1 / 4), 4)
        0.9457

    References:
        Caliendo & Parro 2015.
    """
    baseline = (
        economy
        if isinstance(economy, Baseline)
        else prepare(economy, deficits=deficits)
    )
    return _solve(baseline, shocks, tolerance)


def _solve(baseline: Baseline, shocks: Shocks, tolerance: float) -> Equilibrium:
    queue, reached = Queue(baseline, shocks), Reached.empty(baseline, len(shocks))
    reason = [""] * len(shocks)
    for shock, why in queue.hopeless():
        reason[shock] = reason[shock] or why
    hopeful = np.array([k for k, why in enumerate(reason) if not why], dtype=np.intp)
    solve(baseline, queue, hopeful, reached, tolerance)
    for shock in hopeful[~np.isfinite(reached.residual[hopeful])]:
        reason[shock] = rescue(baseline, queue, int(shock), reached, tolerance)
    reached.lose(np.flatnonzero([bool(why) for why in reason]))
    return Equilibrium(
        baseline=baseline,
        shocks=shocks,
        wage=np.exp(reached.log_wage),
        log_price=reached.log_price,
        spending=reached.spending,
        revenue=reached.revenue,
        residual=reached.residual,
        passes=reached.passes,
        converged=np.array([not why for why in reason]),
        reason=tuple(reason),
    )
