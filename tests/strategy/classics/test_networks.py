"""Networks that nobody wants to change, held against a plain search."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.networks import (
    all_networks,
    connections_utility,
    is_stable,
)

seeds = st.integers(0, 10_000)
decays = st.floats(0.05, 0.95)
costs = st.floats(0, 1.5)


def made(seed, size):
    upper = np.triu(np.random.default_rng(seed).random((size, size)) < 0.5, 1)
    return (upper | upper.T).astype(int)


def plain(links, decay, cost):
    """Breadth-first from every player."""
    size = len(links)
    utilities = []
    for start in range(size):
        away, edge = {start: 0}, [start]
        while edge:
            near = [
                k
                for one in edge
                for k in range(size)
                if links[one][k] and k not in away
            ]
            length = away[edge[0]] + 1
            away.update(dict.fromkeys(near, length))
            edge = list(dict.fromkeys(near))
        worth = sum(decay**t for k, t in away.items() if k != start)
        utilities.append(worth - cost * sum(links[start]))
    return utilities


def plainly_stable(links, decay, cost):
    had = plain(links, decay, cost)
    for one, other in combinations(range(len(links)), 2):
        new = links.copy()
        new[one, other] = new[other, one] = 1 - links[one, other]
        has = plain(new, decay, cost)
        gains = (has[one] - had[one], has[other] - had[other])
        if links[one, other]:
            if max(gains) > 1e-12:
                return False
        elif max(gains) > 1e-12 and min(gains) >= -1e-12:
            return False
    return True


@given(seeds, st.integers(1, 7), decays, costs)
def test_utilities_are_those_of_a_plain_search(seed, size, decay, cost):
    links = made(seed, size)
    found = connections_utility(links, decay=decay, cost=cost)
    assert found[0, 0] == pytest.approx(plain(links, decay, cost))


@given(seeds, st.integers(2, 6), decays, costs)
def test_stability_is_that_of_a_plain_search(seed, size, decay, cost):
    links = made(seed, size)
    found = bool(is_stable(links, decay=decay, cost=cost)[0])
    assert found == plainly_stable(links, decay, cost)


@given(decays, costs)
def test_the_list_and_the_check_of_one_agree(decay, cost):
    found = all_networks(4, decay=decay, cost=cost)
    for spot in (0, 1, 11, 30, 63):
        alone = is_stable(found.links[spot], decay=decay, cost=cost)
        assert alone[0] == found.stable[0, spot]


def test_draws_run_beside_each_other():
    found = all_networks(4, decay=[0.6, 0.6, 0.9], cost=[0.1, 0.4, 1.0])
    assert found.utility.shape == (3, 64, 4)
    alone = all_networks(4, decay=0.6, cost=0.4)
    assert np.array_equal(found.stable[1], alone.stable[0])


def test_all_networks_are_listed_once():
    links = all_networks(5, decay=0.5, cost=0.1).links
    assert len(np.unique(links.reshape(1024, -1), axis=0)) == 1024


@pytest.mark.parametrize(
    "links",
    [
        [[0, 1], [0, 0]],
        [[1, 0], [0, 0]],
        [0, 1],
        np.zeros((2, 3)),
        np.zeros((0, 0)),
    ],
)
def test_links_that_are_no_network_are_refused(links):
    with pytest.raises(StrategyError, match="mutual"):
        connections_utility(links, decay=0.5, cost=0.1)


@pytest.mark.parametrize(
    "bad", [{"decay": 1.2}, {"cost": -1}, {"cost": np.nan}, {"size": 6}, {"size": 1}]
)
def test_bad_input_is_refused(bad):
    with pytest.raises(StrategyError):
        all_networks(**{"size": 3, "decay": 0.5, "cost": 0.1, **bad})


def test_one_network_is_checked_at_a_time():
    with pytest.raises(StrategyError, match="one network"):
        is_stable(np.zeros((2, 3, 3)), decay=0.5, cost=0.1)
