"""By how much S exceeds what chance gives."""

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

from suzerain.measures.published.adjusted_s import adjusted_s, adjusted_ss
from suzerain.measures.published.s_score import s_score
from suzerain.measures.published.weighted_kappa import weighted_kappa


@given(POSITIONS, DISTANCES)
def test_all_pairs_equal_one_pair_at_a_time_item_by_item(positions, distance):
    def plain(a, b):
        chance = expected(a, b, LEVELS, distance)
        return (1 - 2 * observed(a, b, LEVELS, distance)) - (1 - 2 * chance)

    found = adjusted_ss(positions, levels=LEVELS, distance=distance)
    assert same(found, table(plain, positions))


def test_the_table_of_fifty_votes():
    """S is .4, and independent votes with these margins would have S = 0."""
    first, second = table_of_counts([[20, 5], [10, 15]])
    assert s_score(first, second) == pytest.approx(0.4)
    assert adjusted_s(first, second) == pytest.approx(0.4)


def test_it_is_kappa_times_twice_the_distance_of_chance():
    first, second = table_of_counts([[30, 5], [2, 3]])
    chance = expected(first, second, (0, 1), "absolute")
    kappa = weighted_kappa(first, second, distance="absolute")
    assert adjusted_s(first, second) == pytest.approx(2 * chance * kappa)


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=9))
def test_who_always_takes_one_level_is_as_alike_as_chance_makes_it(positions):
    constant = [1.0] * len(positions)
    found = adjusted_s(positions, constant, levels=LEVELS)
    assert found == pytest.approx(0, abs=1e-12)


@given(POSITIONS, st.randoms(use_true_random=False))
def test_reordering_items_or_actors_changes_nothing(positions, chance):
    rows, columns = (list(range(size)) for size in positions.shape)
    chance.shuffle(rows)
    chance.shuffle(columns)
    found = adjusted_ss(positions, levels=LEVELS)
    assert same(found, found.T)
    assert (np.abs(found[~np.isnan(found)]) <= 1 + 1e-12).all()
    assert same(adjusted_ss(positions[:, columns], levels=LEVELS), found)
    moved = adjusted_ss(positions[rows], levels=LEVELS)
    assert same(moved, found[np.ix_(rows, rows)])
