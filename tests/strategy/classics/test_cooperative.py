"""Shares of coalitions, held against loops over orders and sets."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.cooperative import (
    banzhaf,
    in_core,
    largest_complaint,
    myerson,
    restrict,
    shapley,
    worth_table,
)

sizes = st.integers(1, 5)
seeds = st.integers(0, 10_000)


def made(seed, size, draws=2):
    game = np.random.default_rng(seed).normal(size=(draws, 1 << size))
    game[:, 0] = 0
    return game


def code(players):
    return sum(1 << k for k in players)


def plain_shapley(game, size):
    orders = list(permutations(range(size)))
    shares = np.zeros((len(game), size))
    for order in orders:
        for spot, player in enumerate(order):
            before = code(order[:spot])
            shares[:, player] += game[:, before | 1 << player] - game[:, before]
    return shares / len(orders)


def plain_banzhaf(game, size):
    values = np.zeros((len(game), size))
    for player in range(size):
        others = [k for k in range(size) if k != player]
        for many in range(size):
            for who in combinations(others, many):
                values[:, player] += game[:, code((*who, player))] - game[:, code(who)]
    return values / 2 ** (size - 1)


@given(seeds, sizes)
def test_shapley_averages_over_all_orders(seed, size):
    game = made(seed, size)
    assert shapley(game) == pytest.approx(plain_shapley(game, size))


@given(seeds, sizes)
def test_shapley_uses_up_what_all_make(seed, size):
    game = made(seed, size)
    assert shapley(game).sum(axis=1) == pytest.approx(game[:, -1])


@given(seeds, sizes)
def test_banzhaf_averages_over_all_sets_of_others(seed, size):
    game = made(seed, size)
    assert banzhaf(game) == pytest.approx(plain_banzhaf(game, size))


@given(seeds, st.integers(2, 5), st.data())
def test_a_link_brings_both_of_its_ends_the_same(seed, size, data):
    """Myerson's fairness."""
    game = made(seed, size)
    pairs = list(combinations(range(size), 2))
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    one, other = links[0]
    gain = myerson(game, links) - myerson(game, links[1:])
    assert gain[:, one] == pytest.approx(gain[:, other])


@given(seeds, st.integers(2, 5))
def test_unlinked_players_get_what_each_makes_alone(seed, size):
    game = made(seed, size)
    alone = game[:, [1 << k for k in range(size)]]
    assert myerson(game, []) == pytest.approx(alone)


def test_normalised_values_are_parts_of_the_whole():
    weighted = worth_table(3, lambda who: 3 * (0 in who) + len(who))
    parts = banzhaf(weighted, normalised=True)
    assert parts.sum() == pytest.approx(1)
    assert parts[0] == pytest.approx(banzhaf(weighted)[0] / banzhaf(weighted).sum())


def test_a_set_makes_what_its_connected_parts_make():
    game = worth_table(4, lambda who: len(who) ** 2)
    table = restrict(game, [(0, 1), (2, 3)])
    assert table[0, -1] == 8
    assert table[0, code((0, 2))] == 2
    assert table[0, code((0, 1, 3))] == 5


def test_a_path_connects_only_through_members_of_the_set():
    game = worth_table(3, lambda who: float(len(who) > 1))
    table = restrict(game, [(0, 1), (1, 2)])
    assert table[0, code((0, 2))] == 0
    assert table[0, -1] == 1


def test_complaints_are_those_of_the_worst_treated_set():
    game = worth_table(3, lambda who: {0: 0, 1: 0, 2: 6, 3: 9}[len(who)])
    assert largest_complaint(game, [3, 3, 3])[0] == 0
    assert in_core(game, [3, 3, 3])[0]
    assert largest_complaint(game, [5, 2, 2])[0] == 2
    assert not in_core(game, [3, 3, 2])[0]


def test_an_empty_core_is_seen_from_the_least_complaint():
    majority = worth_table(3, lambda who: float(len(who) > 1))
    assert largest_complaint(majority, [1 / 3] * 3)[0] == pytest.approx(1 / 3)


def test_a_lone_player_has_nobody_to_complain():
    assert in_core([0.0, 5.0], [5.0])[0]


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (shapley, ([0.0, 1.0, 2.0],)),
        (shapley, ([1.0, 1.0],)),
        (shapley, ([0.0, np.nan],)),
        (shapley, (np.zeros(1 << 13),)),
        (banzhaf, (np.zeros((1, 2, 2)),)),
        (worth_table, (0, len)),
        (worth_table, (13, len)),
        (myerson, ([0.0, 1, 1, 3], [(0, 2)])),
        (myerson, ([0.0, 1, 1, 3], [(1, 1)])),
        (in_core, ([0.0, 1, 1, 3], [1.0, 1, 1])),
        (largest_complaint, (np.zeros((2, 4)), np.zeros((3, 2)))),
    ],
)
def test_bad_input_is_refused(rule, values):
    with pytest.raises(StrategyError):
        rule(*values)


def test_parts_of_nothing_cannot_be_named():
    with pytest.raises(StrategyError, match="adds anything"):
        banzhaf(np.zeros(4), normalised=True)
