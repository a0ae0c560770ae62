"""How far two portfolios agree beyond chance."""

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

from suzerain.measures.published.weighted_kappa import weighted_kappa, weighted_kappas


@given(POSITIONS, DISTANCES)
def test_all_pairs_equal_one_pair_at_a_time_item_by_item(positions, distance):
    def plain(a, b):
        chance = expected(a, b, LEVELS, distance)
        return 1 - observed(a, b, LEVELS, distance) / chance if chance else np.nan

    found = weighted_kappas(positions, levels=LEVELS, distance=distance)
    assert same(found, table(plain, positions))


def test_cohens_table_of_fifty_votes():
    first, second = table_of_counts([[20, 5], [10, 15]])
    for distance in ("squared", "absolute", "nominal"):
        found = weighted_kappa(first, second, distance=distance)
        assert found == pytest.approx(0.4)


@given(POSITIONS, DISTANCES)
def test_the_same_portfolio_is_1_unless_it_is_one_level_only(positions, distance):
    found = weighted_kappas(positions, levels=LEVELS, distance=distance)
    for row, value in zip(positions, np.diag(found), strict=True):
        several = len(set(row[~np.isnan(row)])) > 1
        assert (value == 1) if several else np.isnan(value)
    assert np.allclose(found, found.T, equal_nan=True, atol=1e-12)


@given(POSITIONS, st.randoms(use_true_random=False))
def test_reordering_items_or_actors_changes_nothing(positions, chance):
    rows, columns = (list(range(size)) for size in positions.shape)
    chance.shuffle(rows)
    chance.shuffle(columns)
    found = weighted_kappas(positions, levels=LEVELS)
    assert same(weighted_kappas(positions[:, columns], levels=LEVELS), found)
    moved = weighted_kappas(positions[rows], levels=LEVELS)
    assert same(moved, found[np.ix_(rows, rows)])


def test_two_portfolios_give_the_cell_of_the_matrix():
    positions = np.array([[0, 1, 2, 3, 1], [0, 2, 2, 1, 1], [3, 3, 0, 0, np.nan]])
    found = weighted_kappas(positions, weights=[1, 2, 3, 4, 5])
    one = weighted_kappa(*positions[1:], levels=LEVELS, weights=[1, 2, 3, 4, 5])
    assert one == pytest.approx(found[1, 2])


def test_independent_portfolios_have_a_kappa_of_0():
    first, second = [0, 0, 1, 1], [0, 1, 0, 1]
    assert weighted_kappa(first, second) == pytest.approx(0)
