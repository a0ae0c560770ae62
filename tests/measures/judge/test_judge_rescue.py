"""The slow way finds what the fast one does, and stops where there is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from small_worlds import gaps, made_world

from suzerain.measures.judge import solver
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import autarky, cut, stack


@pytest.fixture
def only_slow(monkeypatch):
    monkeypatch.setattr(solver, "PASSES", 1)


def shocks(economy):
    return stack(
        [
            autarky(economy, "A"),
            cut(economy, "B", ["A", "C"], part=0.9999),
            cut(economy, ["A", "C"], "B", part=0.99),
            cut(economy, "C", "A", part=0.3),
        ]
    )


def test_the_slow_way_finds_what_the_fast_one_does(monkeypatch):
    economy = made_world(21)
    baseline = prepare(economy, deficits="closed")
    fast = equilibrium(baseline, shocks(economy), tolerance=1e-10)
    monkeypatch.setattr(solver, "PASSES", 1)
    slow = equilibrium(baseline, shocks(economy), tolerance=1e-10)
    assert slow.converged.all()
    assert fast.converged.all()
    # in autarky a region's wage against the others' is free: real ones are not
    one, two = fast.wage / fast.price_index, slow.wage / slow.price_index
    assert np.allclose(one, two, atol=1e-7)


@pytest.mark.usefixtures("only_slow")
def test_what_the_slow_way_stores_clears_every_market():
    economy = made_world(22)
    after = equilibrium(economy, cut(economy, "B", "A"), tolerance=1e-10)
    assert max(gaps(after).values()) < 1e-8


def test_a_deficit_that_trade_can_hardly_pay_ends_with_a_reason():
    economy = made_world(23, open_=5)
    surplus = economy.regions[int(economy.deficit.argmin())]
    others = [name for name in economy.regions if name != surplus]
    after = equilibrium(
        economy, cut(economy, surplus, others, part=1 - 1e-9, both_ways=True)
    )
    assert not after.converged[0]
    assert "there may be no equilibrium" in after.reason[0]
    assert np.isnan(after.income[0]).all()
