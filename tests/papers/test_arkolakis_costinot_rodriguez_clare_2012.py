"""Arkolakis, Costinot & Rodríguez-Clare 2012, New Trade Models, Same Old Gains?

In a world of one sector, real income answers the home share alone: W^ = lambda^ ^
(-1/eps), and the gains from trade are 1 - lambda^(1/eps). The values for the United
States (home share 0.93, elasticities of 5 and 10) are those that theory note B1 of this
project reckons from the paper's formula: 1.4 and 0.7 per cent.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.economy import Economy
from suzerain.measures.judge.equilibrium import equilibrium
from suzerain.measures.judge.even import even_economy
from suzerain.measures.judge.shock import autarky, change, cut, stack
from suzerain.measures.judge.welfare import welfare


def one_sector(seed: int, regions: int = 6) -> Economy:
    draw = np.random.default_rng(seed)
    trade = draw.gamma(1, size=(regions, regions, 1)) + 5 * np.eye(regions)[:, :, None]
    return Economy(
        regions=tuple("ABCDEF"[:regions]),
        sectors=("all",),
        trade=trade / trade.sum(axis=1, keepdims=True),
        value_added=np.ones((regions, 1)),
        inputs=np.zeros((regions, 1, 1)),
        final=np.ones((regions, 1)),
        elasticity=np.array([5.0]),
        tariff=np.zeros(trade.shape),
        income=draw.uniform(0.5, 3, regions),
        deficit=np.zeros(regions),
        unit="coins",
        origin="one sector",
    )


@pytest.mark.parametrize("seed", range(4))
def test_welfare_is_the_home_share_to_the_power_of_one_over_the_elasticity(seed):
    economy = one_sector(seed)
    cost = np.random.default_rng(seed).uniform(0.8, 1.5, economy.tariff.shape)
    cost[range(6), range(6)] = 1  # at home nothing changes
    shocks = stack([change(economy, cost=cost), cut(economy, "A", "B")])
    after = equilibrium(economy, shocks, tolerance=1e-14)
    for k in range(len(shocks)):
        home = np.einsum("nnj->n", after.trade(k))
        before = np.einsum("nnj->n", after.economy.trade)
        formula = (home / before) ** (-1 / 5.0)
        exact = 1 + welfare(after).real_income[k]
        assert np.abs(exact - formula).max() <= 1e-12


@pytest.mark.parametrize(("elasticity", "gains"), [(5, 0.014409), (10, 0.007231)])
def test_gains_from_trade_of_a_home_share_of_93_per_cent(elasticity, gains):
    economy = even_economy(("A", "B"), ("all",), home=0.93, elasticity=elasticity)
    after = equilibrium(economy, autarky(economy, "A"))
    lost = -welfare(after).real_income[0, 0]
    assert lost == pytest.approx(gains, abs=1e-6)
