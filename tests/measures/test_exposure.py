"""What each actor is exposed to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import CaseError, SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import expose, fit_shares

FEW = Worlds(count=200, seed=3)
PAIR = make_case(
    ("AAA", "BBB", "CCC"),
    {("AAA", "oil"): ((0.1, 0.2), (0.0, 0.3)), ("BBB", "food"): (0.1, 0.5)},
    {("oil", "BBB", "AAA"): (0.8, 1.0), ("oil", "CCC", "AAA"): (0.1, 0.5)},
)


def test_the_axes_are_world_good_recipient_provider():
    exposure = expose(PAIR, FEW)
    assert exposure.goods == ("food", "oil")
    assert exposure.share.shape == (200, 2, 3, 3)
    assert exposure.weight.shape == exposure.home.shape == (200, 2, 3)
    assert exposure.sigma.shape == exposure.evasion.shape == (200, 2)
    assert exposure.rho.shape == (200,)
    assert (exposure.share[:, 1, 0, 1] > 0).all()


def test_an_unknown_need_is_not_a_need_of_zero():
    exposure = expose(PAIR, FEW)
    assert np.isnan(exposure.weight[:, 1, 1]).all()
    assert exposure.needed.tolist() == [[False, True, False], [True, False, False]]


def test_a_share_of_at_least_80_percent_stays_so_beside_other_claims():
    share = expose(PAIR, FEW).share[:, 1, 0]
    assert (share.sum(axis=1) <= 1 + 1e-12).all()
    assert (share[:, 1] >= 0.8).all()
    assert (share[:, 2] >= 0.1 - 1e-12).all()


def test_what_is_drawn_bears_the_id_under_which_its_basis_is_found():
    worlds = Worlds(count=10)
    expose(PAIR, worlds)
    assert {
        "need.oil.AAA.weight",
        "need.oil.AAA.home",
        "tie.oil.BBB.AAA",
        "good.oil.sigma",
        "good.oil.varsigma",
        "good.food.evasion",
        "measure.rho",
    } <= set(worlds.drawn)
    assert "good.oil.eta" not in worlds.drawn
    expose(PAIR, worlds, horizon="middle")
    assert "good.oil.eta" in worlds.drawn


def test_the_basis_names_ties_needs_and_assumptions():
    basis = expose(PAIR, FEW).basis("AAA", ["BBB"])
    assert basis == (
        "need.oil.AAA",
        "tie.oil.BBB.AAA",
        "tie.oil.CCC.AAA",  # together they may exceed 1, so each moves the other
        "good.oil.sigma",
        "good.oil.varsigma",
        "good.oil.evasion",
        "measure.rho",
    )
    assert expose(PAIR, FEW).basis("CCC", ["BBB"]) == ()


def test_needs_that_exceed_all_welfare_are_scaled_to_it():
    case = make_case(
        ("AAA",), {("AAA", "oil"): (0.8, 0.0), ("AAA", "food"): (0.8, 0.0)}, {}
    )
    assert np.allclose(expose(case, FEW).weight.sum(axis=1), 1)


def test_a_tie_with_oneself_is_no_tie():
    case = make_case(
        ("AAA",), {("AAA", "oil"): (0.1, 0.0)}, {("oil", "AAA", "AAA"): 0.9}
    )
    assert not expose(case, FEW).share.any()


def test_an_actor_outside_the_case_is_refused_with_the_nearest_name():
    case = make_case(("AAA", "BBB"), {}, {("oil", "AAB", "BBB"): 0.5})
    with pytest.raises(UnknownActor, match=r"AAB"):
        expose(case, FEW)


def test_a_need_that_stands_twice_is_refused():
    with pytest.raises(CaseError, match=r"need\.oil\.AAA stands twice"):
        expose(replace(PAIR, needs=PAIR.needs * 2), FEW)


def test_an_elasticity_between_suppliers_of_one_is_refused():
    case = make_case(
        ("AAA",), {("AAA", "oil"): (0.1, 0.0)}, {}, {"good.oil.sigma": 1.0}
    )
    with pytest.raises(CaseError, match=r"good\.oil\.sigma"):
        expose(case, FEW)


def test_the_middle_horizon_must_be_asked_for():
    with pytest.raises(SuzerainError, match=r"no horizon 'middle'"):
        expose(PAIR, FEW).speed("middle")
    middle = expose(PAIR, FEW, horizon="middle").speed("middle")
    assert ((middle > 0) & (middle < 1)).all()
    assert not expose(PAIR, FEW).speed("long").any()
    assert (expose(PAIR, FEW).speed("short") == 1).all()


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=1, max_size=5
    )
)
def test_fitted_shares_add_up_to_at_most_1_and_keep_their_lower_bounds(bounds):
    low = np.array([pair[0] for pair in bounds])
    share = np.array([[pair[1] for pair in bounds]])
    fitted = fit_shares(share, low)
    assert fitted.sum() <= 1 + 1e-9
    assert (fitted <= share + 1e-12).all()
    if low.sum() < 1:
        assert (fitted >= low - 1e-12).all()
    if share.sum() <= 1:
        assert np.allclose(fitted, share)
