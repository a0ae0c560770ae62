"""Jackson & Wolinsky 1996, propositions 1 and 2, for four players and five.

As theory/D_strategy.md (D4) states them for the symmetric connections model: which
networks are pairwise stable, and which efficient, by the cost of a link.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.classics.networks import all_networks

SIZES = (3, 4, 5)


def count(found, mask):
    """Numbers of links of the networks that a mask keeps, each once."""
    return sorted(set((found.links[mask].sum(axis=(1, 2)) // 2).tolist()))


def stars(found):
    degree = np.sort(found.links.sum(axis=2), axis=1)
    size = degree.shape[1]
    return (degree[:, -1] == size - 1) & (degree[:, :-1] == 1).all(axis=1)


@pytest.mark.parametrize("size", SIZES)
def test_cheap_links_leave_the_complete_network_alone_stable_and_efficient(size):
    decay = 0.6
    found = all_networks(size, decay=decay, cost=0.9 * (decay - decay**2))
    assert count(found, found.stable[0]) == [size * (size - 1) // 2]
    assert count(found, found.efficient[0]) == [size * (size - 1) // 2]


@pytest.mark.parametrize("size", SIZES)
def test_with_links_of_middling_cost_a_star_is_stable_and_alone_efficient(size):
    decay = 0.6
    found = all_networks(size, decay=decay, cost=(decay - decay**2 + decay) / 2)
    star = stars(found)
    assert found.stable[0, star].all()
    assert np.array_equal(found.efficient[0], star)


def test_with_four_players_others_are_stable_beside_the_star():
    found = all_networks(4, decay=0.6, cost=0.42)
    assert (found.stable[0] & ~stars(found)).any()


@pytest.mark.parametrize("size", SIZES)
def test_with_dear_links_nobody_links_though_a_star_would_be_best(size):
    decay = 0.6
    cost = decay + 0.4 * (size - 2) * decay**2 / 2
    found = all_networks(size, decay=decay, cost=cost)
    assert found.stable[0, 0]
    assert not (found.stable[0] & stars(found)).any()
    assert np.array_equal(found.efficient[0], stars(found))


@pytest.mark.parametrize("size", SIZES)
def test_with_links_dearer_still_the_empty_network_is_efficient(size):
    decay = 0.6
    cost = decay + 1.1 * (size - 2) * decay**2 / 2
    found = all_networks(size, decay=decay, cost=cost)
    assert count(found, found.efficient[0]) == [0]


def test_a_stable_network_has_no_loose_end_when_links_are_dear():
    """Above the worth of a direct friend, every player with a link has two or more."""
    found = all_networks(5, decay=0.95, cost=1.0)
    degrees = found.links[found.stable[0]].sum(axis=2)
    assert not (degrees == 1).any()
