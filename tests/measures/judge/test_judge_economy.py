"""An economy that is none is refused, and all that is wrong is named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_worlds import made_world

from suzerain.core.errors import SuzerainError
from suzerain.measures.judge.economy import check_economy
from suzerain.measures.judge.equilibrium import prepare

WORLD = made_world(1)


def wrong(**fields):
    return replace(WORLD, **fields)


@pytest.mark.parametrize(
    ("economy", "said"),
    [
        (wrong(trade=WORLD.trade * 1.1), "trade shares .* add up to 1.1"),
        (wrong(final=WORLD.final - 0.5), "final holds a negative share"),
        (wrong(value_added=WORLD.value_added / 2), "value added and inputs"),
        (wrong(elasticity=np.array([0.0, 4])), "elasticities of 0"),
        (wrong(income=np.array([1.0, 0, 1])), "a region without income"),
        (wrong(tariff=WORLD.tariff - 1), "tariffs of -1"),
        (wrong(deficit=WORLD.deficit + 1), "deficits .* do not add up"),
        (wrong(income=np.array([1.0, np.nan, 1])), "income holds .* no number"),
        (wrong(final=WORLD.final[:2]), r"final has the shape \(2, 2\)"),
    ],
)
def test_what_is_wrong_is_said(economy, said):
    with pytest.raises(SuzerainError, match=said):
        check_economy(economy)


def test_several_faults_are_said_at_once():
    economy = wrong(final=WORLD.final * 2, trade=WORLD.trade * 2)
    with pytest.raises(SuzerainError, match=r"trade shares.*; final shares"):
        check_economy(economy)


def test_an_economy_is_checked_before_it_is_solved():
    with pytest.raises(SuzerainError, match="add up"):
        prepare(wrong(trade=WORLD.trade / 2))


def test_a_deficit_beyond_all_means_finds_no_balance():
    deficit = np.array([30.0, -15, -15])
    with pytest.raises(SuzerainError, match=r"does not settle|finds no balance"):
        prepare(wrong(deficit=deficit))
