"""Fearon 1995, Rubinstein 1982, Tullock 1980, Axelrod 1984 and the durability rule.

Numbers are those of theory/D_strategy.md (D4), theory/F_dynamics.md and
theory/reference/reference_cases.json (closed).
"""

from __future__ import annotations

import pytest

from suzerain.strategy.classics.fearon import crisis_offer
from suzerain.strategy.classics.folk import least_patience, tit_for_tat_patience
from suzerain.strategy.classics.rubinstein import first_share
from suzerain.strategy.classics.tullock import contest_efforts, rent_seeking_effort


def test_fearon_trades_risk_against_return():
    offer = crisis_offer(0.5, own_cost=0.1, cost_high=0.4)
    assert float(offer.demand) == pytest.approx(0.65)
    assert float(offer.war) == pytest.approx(0.375)


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [(0.9, 0.9, 0.5263157894736842), (0.9, 0.8, 0.7142857142857143)],
)
def test_rubinstein_splits_by_patience(first, second, share):
    assert float(first_share(first, second)) == pytest.approx(share)


def test_tullock_spends_a_quarter_of_the_prize():
    assert float(rent_seeking_effort(1)) == pytest.approx(0.25)
    assert [float(one) for one in contest_efforts(1, 1)] == pytest.approx([0.25, 0.25])


def test_axelrod_needs_two_thirds():
    weight = tit_for_tat_patience(temptation=5, reward=3, punishment=1, sucker=0)
    assert float(weight) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("hazard", "patience"), [(0, 0.5), (0.02, 0.5102), (0.05, 0.5263), (0.1, 0.5556)]
)
def test_a_hazard_raises_the_patience_that_is_needed(hazard, patience):
    needed = least_patience(temptation=2, reward=1, punishment=0, hazard=hazard)
    assert float(needed) == pytest.approx(patience, abs=5e-5)
