"""How a surplus is split."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.strategy.bargain import Effort, bargain
from suzerain.strategy.tolerance import Veto

EFFORT = Effort(limit=5000, cells=5000, rounds=4)


def draw_game(seed, *, members=2, worlds=12, terms=3, levels=4, powers=2):
    """Tables of a random game, with gains for the taker and costs for the giver."""
    chance = np.random.default_rng(seed)
    gain = np.zeros((members, worlds, terms, levels))
    steps = np.linspace(0, 1, levels)
    for t in range(terms):
        giver, taker = t % members, (t + 1) % members
        worth = chance.exponential(1, (worlds, 1))
        gain[taker, :, t] += worth * np.log1p(chance.uniform(1, 4) * steps)
        gain[giver, :, t] -= chance.exponential(0.4, (worlds, 1)) * steps
    vetoes = []
    for k in range(powers):
        eased = chance.exponential(0.1, gain.shape) * steps
        credible = chance.random((members, worlds)) < 0.7
        threat = np.where(credible, chance.exponential(0.4, (members, worlds)), -np.inf)
        vetoes.append(
            Veto(
                actor=f"P{k}",
                provocation=chance.random((worlds, terms, 1)) * steps,
                sting=chance.exponential(1, worlds),
                limit=chance.exponential(0.5, worlds),
                gain=gain,
                pull=threat,
                eased=eased,
                trust=chance.random(worlds),
                theta=chance.random(worlds),
            )
        )
    weight = chance.uniform(0.5, 1.5, (members, worlds))
    return gain, weight / weight.sum(axis=0), vetoes


def plain(gain, weight, vetoes):
    """The slow twin: every bundle of every world, one at a time."""
    members, worlds, terms, levels = gain.shape
    scores = np.full(worlds, -np.inf)
    for w in range(worlds):
        for bundle in itertools.product(range(levels), repeat=terms):
            gains = [
                sum(gain[m, w, t, k] for t, k in enumerate(bundle))
                for m in range(members)
            ]
            if min(gains) <= 0:
                continue
            stopped = False
            for veto in vetoes:
                harm = sum(
                    veto.sting[w] * veto.provocation[w, t, k]
                    + veto.theta[w] * veto.eased[:, w, t, k].sum()
                    for t, k in enumerate(bundle)
                )
                can = any(
                    gains[m]
                    + veto.trust[w]
                    * sum(veto.eased[m, w, t, k] for t, k in enumerate(bundle))
                    < veto.pull[m, w]
                    for m in range(members)
                )
                stopped |= can and (veto.refuses or harm > veto.limit[w])
            if not stopped:
                score = sum(weight[m, w] * np.log(gains[m]) for m in range(members))
                scores[w] = max(scores[w], score)
    return scores


def score_of(deal, weight):
    with np.errstate(divide="ignore"):
        score = (weight * np.log(np.where(deal.exists, deal.surplus, 1))).sum(axis=0)
    return np.where(deal.exists, score, -np.inf)


def test_two_members_share_ten_parts_after_nash():
    first = np.linspace(0, 10, 101)
    gain = np.stack([first - 2, 10 - first - 3])[:, None, None, :]
    deal = bargain(gain, weight=np.full((2, 1), 0.5), effort=EFFORT)
    assert first[deal.choice[0, 0]] == pytest.approx(4.5)
    assert 10 - first[deal.choice[0, 0]] == pytest.approx(5.5)


@pytest.mark.parametrize("levels", [2, 3, 5])
@pytest.mark.parametrize("refuses", [False, True])
@pytest.mark.parametrize("members", [2, 3])
def test_the_fast_search_finds_what_the_plain_twin_finds(levels, refuses, members):
    gain, weight, vetoes = draw_game(
        levels + 10 * members, members=members, worlds=25, levels=levels
    )
    vetoes = [vetoes[0].refusing(), vetoes[1]] if refuses else vetoes
    deal = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    wider = bargain(gain, weight=weight, effort=EFFORT)
    after = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes, wider=wider)
    expected = plain(gain, weight, vetoes)
    np.testing.assert_allclose(score_of(deal, weight), expected, rtol=1e-9)
    np.testing.assert_allclose(score_of(after, weight), expected, rtol=1e-9)
    assert 0 < deal.exists.mean() <= 1


@given(st.integers(0, 10**6), st.integers(2, 5))
def test_the_fast_search_is_exact_on_any_game(seed, levels):
    gain, weight, vetoes = draw_game(seed, worlds=3, terms=2, levels=levels)
    deal = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    np.testing.assert_allclose(
        score_of(deal, weight), plain(gain, weight, vetoes), rtol=1e-9
    )


@given(st.integers(0, 10**6), st.floats(0.01, 100))
def test_scaling_one_members_welfare_changes_nothing(seed, factor):
    gain, weight, _ = draw_game(seed, powers=0)
    scaled = gain * np.array([factor, 1])[:, None, None, None]
    here = bargain(gain, weight=weight, effort=EFFORT)
    there = bargain(scaled, weight=weight, effort=EFFORT)
    assert (here.exists == there.exists).all()
    np.testing.assert_allclose(
        here.surplus[0] * factor, there.surplus[0], rtol=1e-7, atol=1e-12
    )


@given(st.integers(0, 10**6))
def test_swapping_members_mirrors_the_bargain(seed):
    gain, weight, vetoes = draw_game(seed)
    mirrored = [
        Veto(
            actor=v.actor,
            provocation=v.provocation,
            sting=v.sting,
            limit=v.limit,
            gain=gain[::-1],
            pull=v.pull[::-1],
            eased=v.eased[::-1],
            trust=v.trust,
            theta=v.theta,
        )
        for v in vetoes
    ]
    here = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    there = bargain(gain[::-1], weight=weight[::-1], effort=EFFORT, vetoes=mirrored)
    np.testing.assert_allclose(here.surplus, there.surplus[::-1], atol=1e-12)


@given(st.integers(0, 10**6))
def test_what_costs_and_brings_nothing_is_never_traded(seed):
    gain, weight, _ = draw_game(seed, powers=0)
    gain[1, :, 1] = np.minimum(gain[1, :, 1], 0)
    gain[0, :, 1] = -np.linspace(0, 1, gain.shape[-1])
    deal = bargain(gain, weight=weight, effort=EFFORT)
    assert (deal.choice[:, 1] == 0).all()


def test_without_gains_from_trade_there_is_no_bargain():
    gain = np.zeros((2, 4, 2, 3))
    gain[0, :, :, 1:] = 1
    gain[1, :, :, 1:] = -1
    deal = bargain(gain, weight=np.full((2, 4), 0.5), effort=EFFORT)
    assert not deal.exists.any()
    assert not deal.choice.any()
    assert not deal.surplus.any()


def test_equal_parts_of_the_ideal_after_kalai_and_smorodinsky():
    # ideal points are 1 and 2, so each gets half of its own
    x = np.linspace(0, 1, 101)
    gain = np.stack([x, 2 * (1 - x)])[:, None, None, :]
    deal = bargain(
        gain,
        weight=np.array([[0.9], [0.1]]),
        effort=EFFORT,
        method="kalai-smorodinsky",
    )
    assert x[deal.choice[0, 0]] == pytest.approx(0.5)


def test_too_many_bundles_to_follow_are_marked_and_still_acceptable():
    gain, weight, vetoes = draw_game(5, worlds=60, terms=5, levels=5)
    few = Effort(limit=2, cells=20000, rounds=2)
    deal = bargain(gain, weight=weight, effort=few, vetoes=vetoes)
    best = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    assert best.unproved is None
    assert 0 < deal.unproved.sum() < 60
    assert "most promising" in deal.search
    assert f"{int(deal.unproved.sum())} of 60 worlds" in deal.search
    proved = ~deal.unproved
    np.testing.assert_array_equal(deal.choice[proved], best.choice[proved])
    assert (score_of(deal, weight) <= score_of(best, weight) + 1e-12).all()
    assert not any((v.blocks(deal.choice) & deal.exists).any() for v in vetoes)


def test_ten_terms_of_nine_levels_are_solved_exactly():
    # 3.5e9 bundles a world; two halves of a world that share no member are as good as
    # two worlds, so brute force over each half is a twin
    gain, _, _ = draw_game(8, worlds=6, terms=5, levels=9, powers=0)
    other, _, _ = draw_game(9, worlds=6, terms=5, levels=9, powers=0)
    both = np.zeros((4, 6, 10, 9))
    both[:2, :, :5], both[2:, :, 5:] = gain, other
    even = np.full((4, 6), 0.25)
    deal = bargain(
        both, weight=even, effort=Effort(limit=50000, cells=200000, rounds=8)
    )
    halves = [
        bargain(part, weight=np.full((2, 6), 0.5), effort=EFFORT)
        for part in (gain, other)
    ]
    assert deal.unproved is None
    expected = np.concatenate([half.surplus for half in halves])
    live = halves[0].exists & halves[1].exists
    assert live.any()
    np.testing.assert_array_equal(deal.exists, live)
    np.testing.assert_allclose(deal.surplus[:, live], expected[:, live], rtol=1e-9)


def test_forty_terms_are_solved_or_marked_and_always_the_same():
    gain, weight, vetoes = draw_game(3, worlds=20, terms=40, levels=3)
    effort = Effort(limit=500, cells=20000, rounds=4)
    once = bargain(gain, weight=weight, effort=effort, vetoes=vetoes)
    again = bargain(gain, weight=weight, effort=effort, vetoes=vetoes)
    np.testing.assert_array_equal(once.choice, again.choice)
    assert once.search == again.search
    assert once.exists.mean() > 0.5
