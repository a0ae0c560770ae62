"""What a shock does to welfare: exact, and to first order as published.

Exact real income is `I^ / P^` and the real wage `w^ / P^`. The first-order number of
Caliendo & Parro 2015 evaluates one step of a derivative at the baseline:

    terms of trade   sum_ij [E_nij (c_nj^ - 1) - M_nij (c_ij^ - 1)] / I_n
    volume of trade  sum_ij tau_nij M_nij (M_nij^ - c_ij^) / I_n
    trade costs     -sum_ij (1 + tau_nij) M_nij (d_nij^ - 1) / I_n

with exports E and imports M before tariffs. For changes that are not small it differs
from real income; cumulated over small steps it comes to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.core.economy import Array
from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.equilibrium import Equilibrium


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Welfare:
    """Hold exact changes; -0.05 is a loss of five per cent.

    Args:
        regions: Names of the regions.
        real_income: Change of income over prices. Shape `(shock, region)`.
        real_wage: Change of wages over prices. Same shape.
    """

    regions: tuple[str, ...]
    real_income: Array
    real_wage: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FirstOrder:
    """Hold the published approximation; 0.01 is a gain of one per cent.

    Args:
        terms_of_trade: From prices of exports against imports. Shape `(region,)`.
        volume_of_trade: From tariff revenue on what is traded more. Same shape.
        trade_costs: From iceberg costs. Same shape.
    """

    terms_of_trade: Array
    volume_of_trade: Array
    trade_costs: Array

    @property
    def welfare(self) -> Array:
        """The sum of all parts. Shape `(region,)`."""
        total: Array = self.terms_of_trade + self.volume_of_trade + self.trade_costs
        return total


def welfare(after: Equilibrium) -> Welfare:
    """Reckon exact changes of real income and the real wage.

    Args:
        after: The world after each shock.

    Returns:
        Changes as parts; NaN for a shock that did not converge.

    Examples:
        A tenth on all costs of trade between two equal regions.

        >>> import numpy as np
        >>> from suzerain.measures.judge.equilibrium import equilibrium
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import change
        >>> world = even_economy(("Land", "Isle"), ("Grain",), home=0.8)
        >>> dearer = 1 + 0.1 * (1 - np.eye(2))[:, :, None]
        >>> after = equilibrium(world, change(world, cost=dearer))
        >>> welfare(after).real_income.round(4)
        array([[-0.0175, -0.0175]])
    """
    factor = after.income / after.baseline.income
    prices = after.price_index
    return Welfare(
        regions=after.economy.regions,
        real_income=factor / prices - 1,
        real_wage=after.wage / prices - 1,
    )


def first_order(after: Equilibrium, shock: int = 0) -> FirstOrder:
    """Reckon the welfare change that Caliendo & Parro 2015 publish.

    Args:
        after: The world after each shock.
        shock: Which of them.

    Raises:
        SuzerainError: If the shock did not converge, or cuts a flow wholly: the
            derivative at the baseline says nothing about an infinite cost.

    Examples:
        >>> import numpy as np
        >>> from suzerain.measures.judge.equilibrium import equilibrium
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import change
        >>> world = even_economy(("Land", "Isle"), ("Grain",), home=0.8)
        >>> dearer = 1 + 0.1 * (1 - np.eye(2))[:, :, None]
        >>> after = equilibrium(world, change(world, cost=dearer))
        >>> first_order(after).welfare.round(4)
        array([-0.02, -0.02])

    References:
        Caliendo & Parro 2015, section 4.
    """
    if not after.converged[shock]:
        raise SuzerainError(
            f"{after.shocks.names[shock]}: {after.reason[shock]}",
            "a shock that converged",
            "ask `converged` first",
        )
    economy = after.economy
    spent = economy.trade * after.baseline.spending[:, None]
    imports = spent / (1 + economy.tariff)
    income = after.baseline.income
    cost = after.cost(shock)
    sold = (imports.sum(axis=0) * (cost - 1)).sum(axis=1)
    bought = (imports * (cost - 1)).sum(axis=(1, 2))
    grown = np.divide(
        after.flow(shock), imports, out=np.zeros_like(imports), where=imports > 0
    )
    revenue = (economy.tariff * imports * (grown - cost)).sum(axis=(1, 2))
    dearer = (spent * (_iceberg(after, shock) - 1)).sum(axis=(1, 2))
    return FirstOrder(
        terms_of_trade=(sold - bought) / income,
        volume_of_trade=revenue / income,
        trade_costs=-dearer / income,
    )


def _iceberg(after: Equilibrium, shock: int) -> Array:
    """The factor on iceberg costs. Shape `(importer, exporter, sector)`."""
    weight = after.weight(shock)
    if not (weight > 0).all():
        raise SuzerainError(
            f"{after.shocks.names[shock]} cuts a flow wholly",
            "changes of tariffs and costs",
            "use real income, which is exact",
        )
    cost: Array = weight ** (-1 / after.economy.elasticity)
    return cost
