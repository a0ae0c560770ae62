"""A veto asked of one bundle answers as the sums of its tables do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from test_bargain import draw_game

from suzerain.strategy.tolerance import pick

SEEDS = st.integers(0, 10**6)


def dressed(seed, used, fading, beside):
    """A drawn veto with parts that are used, with what fades, and with another."""
    chance = np.random.default_rng(seed)
    gain, _, (veto, other) = draw_game(seed, worlds=30, terms=5)
    if used:
        veto = replace(veto, used=chance.random(gain.shape[:3]))
    if fading:
        veto = replace(veto, fading=chance.exponential(0.1, gain.shape))
    if beside:
        veto = replace(veto, beside=(other,))
    return veto, chance.integers(0, gain.shape[3], gain.shape[1:3])


@given(SEEDS, st.booleans(), st.booleans())
def test_what_can_stop_one_bundle_is_what_its_tables_say(seed, used, fading):
    veto, choice = dressed(seed, used, fading, beside=False)
    able = np.zeros(len(choice), dtype=bool)
    for member, pull in enumerate(veto.pull):
        total = pick(veto.hold(member), choice)
        able |= total < pull
        edge = replace(veto, pull=np.where(np.arange(2)[:, None] == member, total, 0))
        assert not (edge.can(choice) & (pick(veto.hold(1 - member), choice) >= 0)).any()
    np.testing.assert_array_equal(veto.can(choice), able)


@given(SEEDS, st.booleans(), st.booleans())
def test_what_wants_to_stop_one_bundle_is_what_its_tables_say(seed, eased, beside):
    veto, choice = dressed(seed, used=False, fading=False, beside=beside)
    veto = veto if eased else replace(veto, eased=None)
    wants = pick(veto.harm(), choice) > veto.limit
    if beside:
        wants &= pick(veto.beside[0].harm(), choice) > veto.beside[0].limit
    np.testing.assert_array_equal(veto.wants(choice), wants)
    edge = replace(veto, limit=pick(veto.harm(), choice), beside=())
    assert not edge.wants(choice).any()


def test_some_bundles_are_stopped_and_some_are_not():
    veto, choice = dressed(3, used=True, fading=False, beside=True)
    assert 0 < veto.can(choice).mean() < 1
    assert 0 < veto.wants(choice).mean() < 1
