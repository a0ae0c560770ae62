"""How far two portfolios agree beyond a chance that is the same for both."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_portfolios import (
    DISTANCES,
    LEVELS,
    POSITIONS,
    expected,
    observed,
    same,
    table,
    table_of_counts,
)

from suzerain.measures.published.scotts_pi import scotts_pi, scotts_pis
from suzerain.measures.published.weighted_kappa import weighted_kappas


@given(POSITIONS, DISTANCES)
def test_all_pairs_equal_one_pair_at_a_time_item_by_item(positions, distance):
    def plain(a, b):
        chance = expected(a, b, LEVELS, distance, pooled=True)
        return 1 - observed(a, b, LEVELS, distance) / chance if chance else np.nan

    found = scotts_pis(positions, levels=LEVELS, distance=distance)
    assert same(found, table(plain, positions))


def test_the_table_of_fifty_votes():
    """Observed agreement .7, chance .55^2 + .45^2 = .505."""
    found = scotts_pi(*table_of_counts([[20, 5], [10, 15]]))
    assert found == pytest.approx((0.7 - 0.505) / (1 - 0.505))
    assert round(found, 4) == 0.3939


@given(POSITIONS)
def test_it_never_exceeds_kappa(positions):
    """Scott's chance pools the two habits, and pooling only adds agreement."""
    pi = scotts_pis(positions, levels=LEVELS)
    kappa = weighted_kappas(positions, levels=LEVELS, distance="nominal")
    both = ~np.isnan(pi) & ~np.isnan(kappa)
    assert (pi[both] <= kappa[both] + 1e-12).all()


@given(POSITIONS, st.randoms(use_true_random=False))
def test_reordering_items_or_actors_changes_nothing(positions, chance):
    rows, columns = (list(range(size)) for size in positions.shape)
    chance.shuffle(rows)
    chance.shuffle(columns)
    found = scotts_pis(positions, levels=LEVELS)
    assert same(found, found.T)
    assert same(scotts_pis(positions[:, columns], levels=LEVELS), found)
    moved = scotts_pis(positions[rows], levels=LEVELS)
    assert same(moved, found[np.ix_(rows, rows)])


def test_the_same_portfolio_is_1_and_one_level_only_is_unknown():
    assert scotts_pi([0, 1, 2], [0, 1, 2]) == 1
    assert np.isnan(scotts_pi([1, 1], [1, 1], levels=(0, 1)))
