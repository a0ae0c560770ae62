"""Laws of bargaining for two to four members, each beside a twin that tries all."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bargain import EFFORT, draw_game

from suzerain.strategy.bargain import bargain

METHODS = st.sampled_from(["nash", "kalai-smorodinsky"])
SEEDS = st.integers(0, 10**6)
MEMBERS = st.integers(2, 4)


def acceptable(gain, vetoes, world):
    """Every bundle of a world that pays all members and is let pass, and its gains."""
    terms, levels = gain.shape[2:]
    found = []
    for bundle in itertools.product(range(levels), repeat=terms):
        gains = sum(gain[:, world, t, k] for t, k in enumerate(bundle))
        choice = np.tile(np.array(bundle), (gain.shape[1], 1))
        if gains.min() > 0 and not any(v.blocks(choice)[world] for v in vetoes):
            found.append((bundle, gains))
    return found


def twin(gain, weight, vetoes, world, method):
    """The gains that the members strike, by trying every bundle; None for none."""
    found = acceptable(gain, vetoes, world)
    if not found:
        return None
    table = np.array([gains for _, gains in found])
    product = np.log(table) @ weight[:, world]
    if method == "nash":
        return table[product.argmax()]
    parts = table / table.max(axis=0)
    least = parts.min(axis=1)
    best = np.flatnonzero(least >= least.max() * (1 - 1e-7))
    return table[best[np.log(parts[best]).mean(axis=1).argmax()]]


def strike(gain, weight, vetoes=(), method="nash"):
    return bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes, method=method)


@settings(max_examples=40, deadline=None)
@given(SEEDS, MEMBERS, METHODS, st.integers(0, 2))
def test_what_is_struck_is_what_trying_all_bundles_finds(seed, members, method, powers):
    gain, weight, vetoes = draw_game(
        seed, members=members, worlds=3, levels=3, powers=powers
    )
    deal = strike(gain, weight, vetoes, method)
    for world in range(3):
        expected = twin(gain, weight, vetoes, world, method)
        assert deal.exists[world] == (expected is not None)
        if expected is not None:
            np.testing.assert_allclose(deal.surplus[:, world], expected, rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, MEMBERS, METHODS, st.floats(0.01, 100))
def test_a_members_unit_of_welfare_changes_no_bundle(seed, members, method, factor):
    gain, weight, _ = draw_game(seed, members=members, worlds=4, powers=0)
    scaled = gain.copy()
    scaled[seed % members] *= factor
    here, there = (strike(one, weight, method=method) for one in (gain, scaled))
    np.testing.assert_array_equal(here.choice, there.choice)


@settings(max_examples=40, deadline=None)
@given(SEEDS, MEMBERS, METHODS)
def test_swapping_members_mirrors_what_they_get(seed, members, method):
    gain, weight, _ = draw_game(seed, members=members, worlds=4, powers=0)
    order = np.random.default_rng(seed).permutation(members)
    here = strike(gain, weight, method=method)
    there = strike(gain[order], weight[order], method=method)
    np.testing.assert_array_equal(here.exists, there.exists)
    np.testing.assert_allclose(here.surplus[order], there.surplus, rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, MEMBERS, METHODS, st.sampled_from([0.0, 1.0]))
def test_a_term_that_brings_nobody_a_gain_is_never_traded(seed, members, method, cost):
    gain, weight, vetoes = draw_game(seed, members=members, worlds=4)
    term = seed % gain.shape[2]
    gain[:, :, term] = -cost * np.linspace(0, 1, gain.shape[3])
    for veto in vetoes:
        veto.eased[:, :, term] = 0
    deal = strike(gain, weight, vetoes, method)
    assert (deal.choice[:, term] == 0).all()


@settings(max_examples=30, deadline=None)
@given(SEEDS, MEMBERS, METHODS)
def test_no_tolerated_bundle_is_better_for_one_and_worse_for_none(
    seed, members, method
):
    gain, weight, vetoes = draw_game(seed, members=members, worlds=2, levels=3)
    deal = strike(gain, weight, vetoes, method)
    for world in np.flatnonzero(deal.exists):
        own = deal.surplus[:, world]
        for _, gains in acceptable(gain, vetoes, int(world)):
            assert not ((gains >= own - 1e-12).all() and (gains > own + 1e-6).any())


def test_the_twin_can_tell_a_worse_bundle():
    gain, weight, vetoes = draw_game(4, worlds=3, levels=3)
    deal = strike(gain, weight[::-1] ** 3, vetoes)
    expected = [twin(gain, weight, vetoes, world, "nash") for world in range(3)]
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(deal.surplus.T, expected, rtol=1e-9)
