"""What an actor loses if another cuts it off."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import SuzerainError, UnknownActor, UnknownGood
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import (
    cut_off_loss,
    dependence,
    loss_by_good,
    pair_loss,
)
from suzerain.measures.exposure import Exposure, expose

CODES = ("AAA", "BBB", "CCC", "DDD")
GOODS = ("oil", "food", "diplomatic_cover")
FEW = 40


@st.composite
def cases(draw, rho=None):
    """Any case of four actors and three goods, with open and closed numbers."""
    unit = st.floats(0, 1)
    needs, ties = {}, {}
    for actor, good in product(CODES, GOODS):
        if draw(st.booleans()):
            needs[actor, good] = (draw(st.floats(0, 0.4)), draw(st.floats(0, 0.9)))
        for provider in CODES:
            if provider != actor and draw(st.booleans()):
                low, high = sorted((draw(unit), draw(unit)))
                ties[good, provider, actor] = (low, high)
    assumed = {"measure.rho": rho} if rho else {}
    return make_case(CODES, needs, ties, assumed)


def plain_loss(exposure: Exposure, world: int, i: int, cutters, speed) -> float:
    """(A1) and (A2) for one actor in one world, written as in the textbook."""
    index, spent = 0.0, 0.0
    rho = float(exposure.rho[world])
    for g in range(len(exposure.goods)):
        a = float(exposure.weight[world, g, i])
        if math.isnan(a):
            continue
        haste = float(speed[world, g])
        sigma = float(exposure.sigma[world, g])
        varsigma = float(exposure.varsigma[world, g])
        d = float(exposure.home[world, g, i])
        cut = sum(float(exposure.share[world, g, i, j]) for j in cutters)
        left = 1 - (1 - float(exposure.evasion[world, g])) * min(cut, 1)
        inner = (varsigma - 1) / (sigma - 1)
        inner *= (1 + haste * (sigma - 1)) / (1 + haste * (varsigma - 1))
        log_price = -(1 / (varsigma - 1) + haste) * math.log(d + (1 - d) * left**inner)
        spent += a
        index += a * math.exp((1 - rho) * log_price)
    return math.log(index + 1 - spent) / (1 - rho)


@given(cases(), st.sampled_from(["long", "short", "middle"]))
def test_the_vectorised_loss_equals_the_textbook_loop(case, horizon):
    exposure = expose(case, Worlds(count=3), horizon=horizon)
    found = pair_loss(exposure, horizon)
    for world, i, j in product(range(3), range(4), range(4)):
        if not exposure.needed[:, i].any() or i == j:
            assert math.isnan(found[world, i, j])
            continue
        expected = plain_loss(exposure, world, i, [j], exposure.speed(horizon))
        assert found[world, i, j] == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(cases())
def test_the_middle_horizon_lies_between_the_long_and_the_short_run(case):
    exposure = expose(case, Worlds(count=FEW), horizon="middle")
    long, middle, short = (
        np.nan_to_num(pair_loss(exposure, h)) for h in ("long", "middle", "short")
    )
    assert (long <= middle + 1e-12).all()
    assert (middle <= short + 1e-12).all()


@given(cases())
def test_the_pairwise_routine_equals_single_member_coalitions(case):
    exposure = expose(case, Worlds(count=FEW))
    pairs = pair_loss(exposure)
    for j, code in enumerate(CODES):
        single = cut_off_loss(exposure, [code])
        others = [i for i in range(4) if i != j]
        assert np.allclose(pairs[:, others, j], single[:, others], equal_nan=True)


@given(cases())
def test_dependence_lies_between_0_and_1(case):
    values = dependence(case, Worlds(count=FEW)).values
    known = values[~np.isnan(values)]
    assert ((known >= 0) & (known <= 1)).all()


@given(cases(), st.permutations(CODES))
def test_reordering_actors_changes_nothing(case, order):
    base = dependence(case, Worlds(count=FEW))
    by_code = {actor.code: actor for actor in case.actors}
    moved = replace(
        case,
        actors=tuple(by_code[code] for code in order),
        needs=case.needs[::-1],
        ties=case.ties[::-1],
    )
    other = dependence(moved, Worlds(count=FEW))
    for i, j in product(CODES, CODES):
        assert np.array_equal(base[i, j].values, other[i, j].values, equal_nan=True)


@given(cases(rho=0.7))
def test_renaming_actors_changes_nothing_but_names(case):
    """Draws hang on names, so this holds world by world for points only."""

    def midpoint(row, names):
        return {
            name: type(s)(low=s.centre, high=s.centre)
            for name in names
            for s in [getattr(row, name)]
        }

    needs = [replace(n, **midpoint(n, ("weight", "home"))) for n in case.needs]
    ties = [replace(t, **midpoint(t, ("share",))) for t in case.ties]
    case = replace(case, needs=tuple(needs), ties=tuple(ties))
    new = dict(zip(CODES, ("WWW", "ZZZ", "XXX", "YYY"), strict=True))
    renamed = replace(
        case,
        actors=tuple(replace(a, code=new[a.code]) for a in case.actors),
        needs=tuple(replace(n, actor=new[n.actor]) for n in case.needs),
        ties=tuple(
            replace(t, provider=new[t.provider], recipient=new[t.recipient])
            for t in case.ties
        ),
    )
    base = dependence(case, Worlds(count=FEW)).values
    other = dependence(renamed, Worlds(count=FEW)).values
    assert np.allclose(base, other, equal_nan=True)


POINTS = st.lists(st.floats(0.01, 1), min_size=2, max_size=4)


def supplied(shares, home=0.2, evasion=0.1):
    codes = ["AAA", *(f"S{k}" for k in range(len(shares)))]
    ties = {("oil", f"S{k}", "AAA"): share for k, share in enumerate(shares)}
    return make_case(
        codes, {("AAA", "oil"): (0.2, home)}, ties, {"good.oil.evasion": evasion}
    )


@given(POINTS, st.floats(0, 1))
def test_a_new_supplier_never_raises_dependence_on_the_old(shares, part):
    shares = [share / sum(shares) for share in shares]
    before = dependence(supplied(shares), Worlds(count=FEW))
    joined = [share * (1 - part) for share in shares] + [part]
    after = dependence(supplied(joined), Worlds(count=FEW))
    for k in range(len(shares)):
        cell = ("AAA", f"S{k}")
        assert (after[cell].values <= before[cell].values + 1e-12).all()


@given(st.floats(0, 0.9), st.floats(0, 0.1))
def test_dependence_rises_with_the_share(share, more):
    less = dependence(supplied([share]), Worlds(count=FEW))["AAA", "S0"].values
    bigger = dependence(supplied([share + more]), Worlds(count=FEW))
    assert (bigger["AAA", "S0"].values >= less - 1e-12).all()


@given(st.floats(0, 0.9), st.floats(0, 0.1))
def test_dependence_falls_with_evasion(evasion, more):
    base = dependence(supplied([0.8], evasion=evasion), Worlds(count=FEW))
    leaky = dependence(supplied([0.8], evasion=evasion + more), Worlds(count=FEW))
    assert (leaky["AAA", "S0"].values <= base["AAA", "S0"].values + 1e-12).all()


@given(st.floats(0, 0.9), st.floats(0, 0.1))
def test_dependence_falls_with_home_supply(home, more):
    base = dependence(supplied([0.8], home=home), Worlds(count=FEW))
    safer = dependence(supplied([0.8], home=home + more), Worlds(count=FEW))
    assert (safer["AAA", "S0"].values <= base["AAA", "S0"].values + 1e-12).all()


@given(cases(), st.floats(0, 1), st.floats(0, 1))
def test_a_harder_cut_and_a_larger_coalition_never_hurt_less(case, one, two):
    exposure = expose(case, Worlds(count=FEW))
    soft, hard = sorted((one, two))
    less = cut_off_loss(exposure, ["BBB"], cut=soft)
    more = cut_off_loss(exposure, ["BBB"], cut=hard)
    most = cut_off_loss(exposure, ["BBB", "CCC"], cut=hard)
    assert (np.nan_to_num(less) <= np.nan_to_num(more) + 1e-12).all()
    assert (np.nan_to_num(more) <= np.nan_to_num(most) + 1e-12).all()


def test_no_cut_is_no_loss():
    exposure = expose(supplied([0.8]), Worlds(count=FEW))
    assert not cut_off_loss(exposure, ["S0"], cut=0)[:, 0].any()
    assert not cut_off_loss(exposure, ["S0"], cut=1, reading="tariff")[:, 0].any()
    assert not cut_off_loss(exposure, [])[:, 0].any()


def test_a_prohibitive_tariff_is_a_full_cut():
    exposure = expose(supplied([0.8]), Worlds(count=FEW))
    full = cut_off_loss(exposure, ["S0"])[:, 0]
    assert np.allclose(
        cut_off_loss(exposure, ["S0"], cut=1e9, reading="tariff")[:, 0], full
    )


def test_a_tariff_moves_the_price_index_as_the_formula_says():
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (1.0, 0.0)},
        {("oil", "BBB", "AAA"): 0.6},
        {"good.oil.evasion": 0.0, "good.oil.sigma": 4.0, "measure.rho": 1.0},
    )
    loss = cut_off_loss(
        expose(case, Worlds(count=2)), ["BBB"], cut=1.5, reading="tariff"
    )
    assert loss[0, 0] == pytest.approx(-math.log(0.4 + 0.6 * 1.5**-3) / 3)


@pytest.mark.parametrize(
    ("cut", "reading"), [(1.5, "part"), (-0.1, "part"), (0.5, "tariff"), (0.5, "x")]
)
def test_a_cut_out_of_range_is_refused(cut, reading):
    with pytest.raises(SuzerainError, match=r"a cut of"):
        cut_off_loss(
            expose(supplied([0.8]), Worlds(count=2)), ["S0"], cut=cut, reading=reading
        )


def test_a_total_cut_without_home_supply_and_evasion_loses_everything_exactly():
    case = supplied([1.0], home=0.0, evasion=0.0)
    cell = dependence(case, Worlds(count=FEW))["AAA", "S0"]
    assert (cell.values == 1.0).all()
    assert np.isfinite(pair_loss(expose(case, Worlds(count=FEW)))[:, 0, 1]).all()


def test_only_the_goods_named_are_cut():
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "oil"): (0.2, 0.1), ("AAA", "food"): (0.2, 0.1)},
        {("oil", "BBB", "AAA"): 0.5, ("food", "BBB", "AAA"): 0.5},
    )
    exposure = expose(case, Worlds(count=FEW))
    both = cut_off_loss(exposure, ["BBB"])[:, 0]
    oil = cut_off_loss(exposure, ["BBB"], goods=["oil"])[:, 0]
    assert (oil < both).all()
    split = dependence(case, Worlds(count=FEW), by_good=True)
    assert np.allclose(split["AAA", "BBB", "oil"].values, -np.expm1(-oil))
    assert np.isnan(loss_by_good(exposure, ["BBB"])[:, :, 1]).all()


@given(cases(rho=1.0))
def test_at_rho_1_the_losses_by_good_add_up(case):
    worlds = Worlds(count=FEW)
    whole = -np.log1p(-dependence(case, worlds).values)
    split = -np.log1p(-dependence(case, worlds, by_good=True).values)
    known = ~np.isnan(whole)
    assert np.allclose(np.nansum(split, axis=3)[known], whole[known], atol=1e-9)


def test_unknown_is_not_zero():
    case = make_case(
        ("AAA", "BBB", "CCC"),
        {("AAA", "oil"): (0.2, 0.1)},
        {("oil", "BBB", "AAA"): 0.5, ("food", "BBB", "CCC"): 0.9},
    )
    grid = dependence(case, Worlds(count=FEW))
    assert (grid["AAA", "BBB"].values > 0).all()
    assert (grid["AAA", "CCC"].values == 0).all()
    assert np.isnan(grid["CCC", "BBB"].values).all()
    assert np.isnan(grid["AAA", "AAA"].values).all()
    split = dependence(case, Worlds(count=FEW), by_good=True)
    assert np.isnan(split["AAA", "BBB", "food"].values).all()


def test_losing_a_buyer_is_a_loss_too():
    case = make_case(
        ("AAA", "BBB"),
        {("AAA", "exports"): (0.2, 0.4)},
        {("exports", "BBB", "AAA"): 0.9},
    )
    assert (dependence(case, Worlds(count=FEW))["AAA", "BBB"].values > 0).all()


def test_a_cell_knows_what_made_it():
    cell = dependence(supplied([0.8]), Worlds(count=2))["AAA", "S0"]
    assert cell.basis == (
        "need.oil.AAA",
        "tie.oil.S0.AAA",
        "good.oil.sigma",
        "good.oil.varsigma",
        "good.oil.evasion",
        "measure.rho",
    )
    split = dependence(supplied([0.8]), Worlds(count=2), by_good=True)
    assert split["AAA", "S0", "oil"].basis == cell.basis


def test_a_coalition_may_be_a_mask():
    exposure = expose(supplied([0.4, 0.3]), Worlds(count=FEW))
    mask = np.array([False, True, True])
    named = cut_off_loss(exposure, ["S0", "S1"])
    assert np.array_equal(cut_off_loss(exposure, mask), named, equal_nan=True)
    with pytest.raises(SuzerainError, match=r"a mask of shape"):
        cut_off_loss(exposure, np.array([True]))


def test_names_outside_the_exposure_are_refused():
    exposure = expose(supplied([0.4]), Worlds(count=2))
    with pytest.raises(UnknownActor):
        cut_off_loss(exposure, ["S9"])
    with pytest.raises(UnknownGood):
        cut_off_loss(exposure, ["S0"], goods=["coal"])


def test_the_same_seed_gives_the_same_bytes():
    case = supplied([0.4, 0.3])
    one = dependence(case, Worlds(count=FEW, seed=5)).values.tobytes()
    assert one == dependence(case, Worlds(count=FEW, seed=5)).values.tobytes()
    assert one != dependence(case, Worlds(count=FEW, seed=6)).values.tobytes()
