"""Groups of members that no other group breaks up."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.strategy.structures import joined_groups, selected, stable, structures


def core_by_hand(worth, forms, groups, members):
    """List stable structures of one world by the definition, one by one."""
    indices = range(len(groups))
    kept = []
    for size in range(members + 1):
        for some in combinations(indices, size):
            taken = [m for g in some for m in groups[g]]
            if len(set(taken)) < len(taken) or not all(forms[g] for g in some):
                continue
            has = [0.0] * members
            for g in some:
                for m in groups[g]:
                    has[m] = worth[g][m]
            blocked = any(
                forms[g] and all(worth[g][m] > has[m] for m in groups[g])
                for g in indices
                if g not in some
            )
            if not blocked:
                kept.append(some)
    return kept


@st.composite
def games(draw):
    members = draw(st.integers(2, 4))
    pairs = list(combinations(range(members), 2))
    links = draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    groups = joined_groups(members, links)
    worlds = 3
    forms = np.array(
        draw(
            st.lists(
                st.lists(st.booleans(), min_size=worlds, max_size=worlds),
                min_size=len(groups),
                max_size=len(groups),
            )
        )
    )
    worth = np.zeros((len(groups), members, worlds))
    for g, group in enumerate(groups):
        for m in group:
            for w in range(worlds):
                worth[g, m, w] = draw(st.integers(1, 6)) * forms[g, w]
    return members, groups, worth, forms


@given(games())
@settings(max_examples=60, deadline=None)
def test_the_core_is_what_its_definition_lists(game):
    members, groups, worth, forms = game
    found = structures(groups)
    held = stable(worth, forms, groups, found)
    for w in range(forms.shape[1]):
        by_hand = core_by_hand(worth[:, :, w], forms[:, w], groups, members)
        assert sorted(found[s] for s in np.flatnonzero(held[:, w])) == sorted(by_hand)


@given(games(), st.floats(0.1, 10))
@settings(max_examples=30, deadline=None)
def test_scaling_one_members_gains_changes_no_core(game, scale):
    members, groups, worth, forms = game
    found = structures(groups)
    scaled = worth.copy()
    scaled[:, members - 1] *= scale
    np.testing.assert_array_equal(
        stable(worth, forms, groups, found), stable(scaled, forms, groups, found)
    )


def test_a_ring_of_groups_that_chase_one_another_leaves_nothing_stable():
    groups = joined_groups(3, [(0, 1), (1, 2), (0, 2)])[:3]
    assert groups == ((0, 1), (0, 2), (1, 2))
    # 0 prefers 1, 1 prefers 2, 2 prefers 0
    worth = np.array(
        [[[2.0], [1.0], [0]], [[1.0], [0], [2.0]], [[0], [2.0], [1.0]]], dtype=float
    )
    found = structures(groups)
    held = stable(worth, np.ones((3, 1), dtype=bool), groups, found)
    assert not held.any()
    assert selected(held, worth, groups, found).tolist() == [-1]


def test_where_no_group_can_form_nobody_signs_and_that_lasts():
    groups = joined_groups(2, [(0, 1)])
    found = structures(groups)
    held = stable(np.zeros((1, 2, 4)), np.zeros((1, 4), dtype=bool), groups, found)
    chosen = selected(held, np.zeros((1, 2, 4)), groups, found)
    assert [found[s] for s in chosen] == [()] * 4


def test_members_without_a_promise_between_them_are_no_group():
    assert joined_groups(4, [(0, 1), (2, 3)]) == ((0, 1), (2, 3))
