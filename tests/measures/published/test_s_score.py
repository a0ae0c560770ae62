"""How close two portfolios of positions lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_portfolios import DISTANCES, LEVELS, POSITIONS, observed, same, table

from suzerain.measures.published.s_score import s_score, s_scores


@given(POSITIONS, DISTANCES)
def test_all_pairs_equal_one_pair_at_a_time_item_by_item(positions, distance):
    def plain(a, b):
        return 1 - 2 * observed(a, b, LEVELS, distance)

    found = s_scores(positions, levels=LEVELS, distance=distance)
    assert same(found, table(plain, positions))


@given(POSITIONS, DISTANCES, st.randoms(use_true_random=False))
def test_weights_are_those_of_the_items(positions, distance, chance):
    weights = [chance.choice([0.0, 0.5, 2.0, np.nan]) for _ in positions[0]]

    def plain(a, b):
        return 1 - 2 * observed(a, b, LEVELS, distance, weights)

    found = s_scores(positions, levels=LEVELS, weights=weights, distance=distance)
    assert same(found, table(plain, positions))


@given(POSITIONS, DISTANCES)
def test_two_portfolios_give_the_cell_of_the_matrix(positions, distance):
    whole = s_scores(positions, levels=LEVELS, distance=distance)
    one = s_score(positions[0], positions[1], levels=LEVELS, distance=distance)
    assert same(one, whole[0, 1])


@given(POSITIONS, DISTANCES)
def test_the_same_portfolio_is_1_and_the_matrix_is_symmetric(positions, distance):
    found = s_scores(positions, levels=LEVELS, distance=distance)
    known = ~np.isnan(positions).all(axis=1)
    assert (np.diag(found)[known] == 1).all()
    assert np.isnan(np.diag(found)[~known]).all()
    assert np.array_equal(found, found.T, equal_nan=True)
    assert (np.abs(found[~np.isnan(found)]) <= 1).all()


@given(st.lists(st.sampled_from([0, 1]), min_size=1, max_size=9), DISTANCES)
def test_opposite_binary_portfolios_are_minus_1(votes, distance):
    opposite = [1 - vote for vote in votes]
    assert s_score(votes, opposite, levels=(0, 1), distance=distance) == -1


@given(POSITIONS, st.randoms(use_true_random=False))
def test_reordering_items_or_actors_changes_nothing(positions, chance):
    rows, columns = (list(range(size)) for size in positions.shape)
    chance.shuffle(rows)
    chance.shuffle(columns)
    found = s_scores(positions, levels=LEVELS)
    assert same(s_scores(positions[:, columns], levels=LEVELS), found)
    moved = s_scores(positions[rows], levels=LEVELS)
    assert same(moved, found[np.ix_(rows, rows)])


@given(POSITIONS, st.floats(0.1, 50))
def test_rescaling_the_weights_changes_nothing(positions, factor):
    weights = np.arange(1.0, positions.shape[1] + 1)
    assert same(
        s_scores(positions, levels=LEVELS, weights=weights),
        s_scores(positions, levels=LEVELS, weights=weights * factor),
    )


def test_levels_that_nobody_takes_bring_portfolios_closer():
    assert s_score([0, 1], [1, 1]) == 0
    assert s_score([0, 1], [1, 1], levels=(0, 1, 2, 3)) == pytest.approx(2 / 3)


def test_a_pair_that_never_meets_is_unknown():
    assert np.isnan(s_score([1, np.nan], [np.nan, 1]))
