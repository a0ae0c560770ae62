"""How often two states vote alike."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from plain_portfolios import same, table

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.agreement import agreement, agreements
from suzerain.measures.published.s_score import s_scores

VOTES = arrays(
    np.float64,
    st.tuples(st.integers(2, 4), st.integers(1, 8)),
    elements=st.sampled_from([-1.0, 0.0, 1.0, math.nan]),
)
WAYS = ("half", "other", "absent")


def plain(way):
    def one(first, second):
        points = []
        for mine, theirs in zip(first, second, strict=True):
            if math.isnan(mine) or math.isnan(theirs):
                continue
            if way == "absent" and 0 in (mine, theirs):
                continue
            partly = 0.5 if way == "half" and 0 in (mine, theirs) else 0.0
            points.append(1.0 if mine == theirs else partly)
        return sum(points) / len(points) if points else math.nan

    return one


@given(VOTES, st.sampled_from(WAYS))
def test_all_pairs_equal_one_pair_at_a_time_vote_by_vote(votes, way):
    assert same(agreements(votes, abstention=way), table(plain(way), votes))


@given(VOTES)
def test_it_is_half_of_s_plus_1(votes):
    found = agreements(votes)
    assert same(found, (1 + s_scores(votes, levels=(-1, 0, 1))) / 2)


@given(VOTES, st.sampled_from(WAYS), st.randoms(use_true_random=False))
def test_reordering_votes_or_states_changes_nothing(votes, way, chance):
    rows, columns = (list(range(size)) for size in votes.shape)
    chance.shuffle(rows)
    chance.shuffle(columns)
    found = agreements(votes, abstention=way)
    assert same(found, found.T)
    assert same(agreements(votes[:, columns], abstention=way), found)
    moved = agreements(votes[rows], abstention=way)
    assert same(moved, found[np.ix_(rows, rows)])


def test_calling_yes_no_and_no_yes_changes_nothing():
    votes = np.array([[1, 0, -1, np.nan], [1, 1, 0, -1]])
    assert same(agreements(votes), agreements(-votes))


def test_opposite_votes_agree_in_nothing():
    assert agreement([1, -1, 1], [-1, 1, -1]) == 0


def test_a_vote_or_a_way_that_does_not_exist_is_refused():
    with pytest.raises(SuzerainError, match="a position of 3"):
        agreement([1, 3], [1, 1])
    with pytest.raises(SuzerainError, match="no way 'quarter'"):
        agreement([1], [1], abstention="quarter")
