"""How two states' positions on the same items meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from plain_portfolios import LEVELS, POSITIONS

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import apartness, joint_table, lay_out, pair


@given(POSITIONS)
def test_the_joint_table_counts_common_items(positions):
    _, table = joint_table(positions, levels=LEVELS)
    for i, mine in enumerate(positions):
        for j, theirs in enumerate(positions):
            both = ~np.isnan(mine) & ~np.isnan(theirs)
            for c, one in enumerate(LEVELS):
                for d, two in enumerate(LEVELS):
                    hits = ((mine == one) & (theirs == two)).sum()
                    expected = hits / both.sum() if both.any() else np.nan
                    assert table[c, d, i, j] == pytest.approx(expected, nan_ok=True)


def test_levels_that_are_left_out_are_those_seen_anywhere():
    levels, _ = joint_table([[1, np.nan], [3, 7]])
    assert levels.tolist() == [1, 3, 7]


def test_an_item_of_weight_nought_or_unknown_weight_counts_for_nothing():
    _, with_it = joint_table([[1, 0, 1], [1, 1, 0]], weights=[1, 0, np.nan])
    _, without = joint_table([[1], [1]], levels=(0, 1))
    assert np.array_equal(with_it, without)


def test_nobody_anywhere_is_an_empty_table():
    levels, table = joint_table(np.full((2, 3), np.nan))
    assert (levels.shape, table.shape) == ((0,), (0, 0, 2, 2))


def test_a_single_level_has_no_distance():
    assert apartness(np.array([2.0]), "squared").tolist() == [[0.0]]


@pytest.mark.parametrize(
    ("positions", "options", "message"),
    [
        ([1, 2], {}, r"shape \(2,\)"),
        ([[1, np.inf]], {}, "infinite"),
        ([[1, 4]], {"levels": (1, 2, 3)}, "a position of 4"),
        ([[1, 4]], {"weights": [1]}, r"weights of shape \(1,\) for 2 items"),
        ([[1, 4]], {"weights": [1, -1]}, "negative"),
        ([[1, 4]], {"weights": [1, np.inf]}, "infinite"),
    ],
)
def test_portfolios_that_do_not_fit_are_refused(positions, options, message):
    with pytest.raises(SuzerainError, match=message):
        joint_table(positions, **options)


def test_two_portfolios_have_the_same_items():
    with pytest.raises(SuzerainError, match="same length"):
        pair([1, 2], [1])


def test_an_unknown_distance_is_refused():
    with pytest.raises(SuzerainError, match="no distance 'cubic'"):
        apartness(np.array([0.0, 1.0]), "cubic")


def test_votes_are_laid_out_with_absences():
    rows = [("BBB", "r1", 1), ("AAA", "r2", -1), ("ZZZ", "r1", 1), ("AAA", "r9", 1)]
    found = lay_out(("AAA", "BBB"), ("r1", "r2"), rows)
    assert np.array_equal(found, [[np.nan, -1], [1, np.nan]], equal_nan=True)


def test_alliances_are_laid_out_with_none_as_nought_and_oneself_as_strongest():
    states, rows = ("AAA", "BBB", "CCC"), [("AAA", "CCC", 2), ("AAA", "CCC", 2)]
    found = lay_out(states, states, rows, absent=0, own=3)
    assert found.tolist() == [[3, 0, 2], [0, 3, 0], [0, 0, 3]]


def test_no_row_is_no_position():
    assert np.isnan(lay_out(("AAA",), ("r1", "r2"), [])).all()


def test_two_levels_on_one_item_are_refused():
    with pytest.raises(SuzerainError, match="AAA stands at 1 and at 2 on r1"):
        lay_out(("AAA",), ("r1",), [("AAA", "r1", 1), ("AAA", "r1", 2)])
