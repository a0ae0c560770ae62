"""Shapley 1953, Banzhaf 1965 and Myerson 1977: a veto player and two others.

Worth 1 for a set with the first player and another; numbers of theory/D_strategy.md
(D4).
"""

from __future__ import annotations

import pytest

from suzerain.strategy.classics.cooperative import (
    banzhaf,
    in_core,
    myerson,
    shapley,
    worth_table,
)

VETO = worth_table(3, lambda who: 0 in who and len(who) > 1)


def test_the_veto_player_has_two_thirds_of_power():
    assert shapley(VETO)[0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_who_is_linked_to_the_veto_player_shares_with_it():
    assert myerson(VETO, [(0, 1)])[0] == pytest.approx([0.5, 0.5, 0])


def test_with_all_links_the_graph_does_not_matter():
    every = [(0, 1), (0, 2), (1, 2)]
    assert myerson(VETO, every)[0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_links_between_those_without_a_veto_do_not_matter():
    assert myerson(VETO, [(0, 1), (0, 2)])[0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert myerson(VETO, [(1, 2)])[0] == pytest.approx([0, 0, 0])


def test_the_veto_player_is_decisive_in_three_sets_of_four():
    assert banzhaf(VETO)[0] == pytest.approx([0.75, 0.25, 0.25])


def test_the_core_leaves_the_veto_player_everything():
    assert in_core(VETO, [1, 0, 0])[0]
    assert not in_core(VETO, [2 / 3, 1 / 6, 1 / 6])[0]
