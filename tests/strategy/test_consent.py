"""The pact with and without the patron's consent."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import make_case
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bargain import EFFORT, draw_game
from test_tolerance import overruled

from suzerain.core.worlds import Worlds
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.consent import consents, price_of_veto
from suzerain.strategy.solution import solve
from suzerain.strategy.threat import Threat


def struck(seed, patron="P0", **sizes):
    gain, weight, vetoes = draw_game(seed, **sizes)
    return consents(gain, weight=weight, vetoes=vetoes, patron=patron, effort=EFFORT)


@given(st.integers(0, 10**6))
def test_what_is_left_against_refusal_is_never_more_than_with_consent(seed):
    found = struck(seed)
    assert (found.against.exists <= found.with_consent.exists).all()
    assert (found.with_consent.exists <= found.without_patron.exists).all()
    assert (found.without_patron.exists <= found.unwatched.exists).all()
    share = (found.with_consent.exists & ~found.against.exists).mean()
    assert found.director_index == pytest.approx(share)


@given(st.integers(0, 10**6))
def test_without_a_patron_all_agree(seed):
    found = struck(seed, patron=None)
    np.testing.assert_array_equal(found.with_consent.choice, found.against.choice)
    np.testing.assert_array_equal(
        found.with_consent.choice, found.without_patron.choice
    )
    assert found.director_index == 0


@given(st.integers(0, 10**6))
def test_without_third_powers_the_two_party_bargain_is_left(seed):
    alone = struck(seed, powers=0, patron=None)
    watched = struck(seed)
    np.testing.assert_array_equal(alone.with_consent.exists, watched.unwatched.exists)


@settings(max_examples=8)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_more_credible_patron_never_leaves_more_against_its_refusal(one, other):
    low, high = sorted((one, other))
    weak, strong = (
        solve(
            make_case(register=overruled(power__credibility=q)),
            Worlds(count=80),
            levels=3,
        )
        for q in (low, high)
    )
    assert (strong.exists_without_consent <= weak.exists_without_consent).all()
    assert (strong.exists <= weak.exists).all()


def test_an_incredible_patron_directs_nothing():
    nothing = overruled(power__credibility=0, power__inducement=0)
    case = make_case(register=nothing)
    solution = solve(case, Worlds(count=200))
    assert solution.director_index == 0
    np.testing.assert_array_equal(solution.level, solution.level_without_patron)


def test_the_price_of_a_veto_is_the_smallest_gain_that_a_cut_off_outweighs():
    deal = Bargain(
        exists=np.array([True, True, True]),
        choice=np.ones((3, 1), dtype=np.intp),
        surplus=np.array([[0.02, 0.01, 0.01], [0.05, 0.04, 0.04]]),
        search="all bundles",
    )
    threat = Threat(
        actor="P",
        loss=np.array([[0.1, 0.005, 0.005], [0.2, 0.2, 0.03]]),
        own_loss=np.array([[0.01, 0.02, 0.02], [0.03, 0.03, 0.03]]),
    )
    price = price_of_veto(deal, [threat.menu(m) for m in range(2)])
    # first world: a fifth of a cut-off detaches the member that gains least; second:
    # none would, but a fifth of one detaches the other; third: no cut-off is enough
    assert price.member.tolist() == [0, 1, 0]
    np.testing.assert_allclose(price.pressure, 1 - np.exp([-0.02, -0.04, -0.01]))
    np.testing.assert_allclose(price.cost, 1 - np.exp([-0.002, -0.006, -0.02]))
    assert price.within_reach.tolist() == [True, True, False]
