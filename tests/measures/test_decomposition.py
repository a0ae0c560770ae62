"""Which goods make a loss."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.worlds import Worlds
from suzerain.measures.coalition import joint_loss
from suzerain.measures.decomposition import decompose, loss_parts
from suzerain.measures.dependence import cut_off_loss, loss_by_good
from suzerain.measures.exposure import expose
from suzerain.measures.substitution import TOTAL, welfare_loss

FEW = Worlds(count=30)
rhos = st.one_of(st.sampled_from([0.2, 0.5, 1.0, 1.5, 3.0]), st.floats(0.1, 4))


@st.composite
def needs(draw):
    count = draw(st.integers(1, 5))
    share = draw(st.floats(0.05, 1))
    sizes = draw(st.lists(st.floats(0.01, 1), min_size=count, max_size=count))
    losses = draw(
        st.lists(
            st.one_of(st.just(0.0), st.floats(0, 6)), min_size=count, max_size=count
        )
    )
    return np.array(sizes) * share / sum(sizes), np.array(losses)


def parts_of(weight, loss, rho):
    return loss_parts(weight[None], loss[None], np.array([rho]), axis=1)[0]


def whole_of(weight, loss, rho):
    return welfare_loss(weight[None], loss[None], np.array([rho]), axis=1)[0]


@given(needs(), rhos)
def test_the_parts_add_up_whatever_rho_is(need, rho):
    assert parts_of(*need, rho).sum() == pytest.approx(whole_of(*need, rho), rel=1e-9)


@given(needs(), rhos)
def test_the_parts_are_those_of_sato_and_vartia(need, rho):
    """The textbook's logarithmic means, one need after another."""
    weights, losses = [list(map(float, column)) for column in need]
    weights.append(max(1 - sum(weights), 0.0))
    losses.append(0.0)
    gap = 1 - rho
    if abs(gap) < 1e-3:
        return
    index = sum(w * math.exp(gap * x) for w, x in zip(weights, losses, strict=True))
    means = []
    for weight, loss in zip(weights, losses, strict=True):
        after = weight * math.exp(gap * loss) / index
        same = weight == 0 or abs(after / weight - 1) < 1e-9
        means.append(weight if same else (after - weight) / math.log(after / weight))
    expected = [
        mean / sum(means) * loss for mean, loss in zip(means, losses, strict=True)
    ]
    assert parts_of(*need, rho) == pytest.approx(expected[:-1], rel=1e-5, abs=1e-9)


@given(needs())
def test_at_rho_1_a_part_is_the_weighted_loss_of_the_need(need):
    weight, loss = need
    assert parts_of(weight, loss, 1.0) == pytest.approx(weight * loss)


@given(needs(), rhos)
def test_what_is_not_lost_has_no_part_and_no_part_is_negative(need, rho):
    parts = parts_of(*need, rho)
    assert (parts >= 0).all()
    assert (parts[need[1] == 0] == 0).all()


@given(needs(), rhos, st.randoms())
def test_the_order_of_goods_changes_nothing(need, rho, random):
    order = list(range(len(need[0])))
    random.shuffle(order)
    moved = parts_of(need[0][order], need[1][order], rho)
    assert moved == pytest.approx(parts_of(*need, rho)[order])


@given(st.floats(0.05, 0.45), st.floats(0.05, 3), st.floats(0.1, 0.9))
def test_with_complements_the_harder_hit_of_two_like_needs_counts_for_more(w, x, rho):
    parts = parts_of(np.array([w, w]), np.array([x, 2 * x]), rho)
    assert parts[1] > 2 * parts[0]


@pytest.mark.parametrize("rho", [0.5, 1.0, 2.0])
def test_an_infinite_loss_leaves_the_parts_finite(rho):
    weight, loss = np.array([0.1, 0.2]), np.array([TOTAL, 0.5])
    parts = parts_of(weight, loss, rho)
    assert np.isfinite(parts).all()
    assert parts.sum() == pytest.approx(whole_of(weight, loss, rho))


CASE = make_case(
    ("AAA", "BBB", "CCC"),
    {("AAA", "oil"): ((0.05, 0.2), 0.1), ("AAA", "food"): (0.2, (0.2, 0.6))},
    {
        ("oil", "BBB", "AAA"): (0.5, 0.9),
        ("oil", "CCC", "AAA"): 0.1,
        ("food", "BBB", "AAA"): (0.1, 0.9),
    },
)


@pytest.mark.parametrize("horizon", ["long", "middle", "short"])
@pytest.mark.parametrize(
    "options",
    [{}, {"cut": 0.4}, {"cut": 1.5, "reading": "tariff"}, {"goods": ["oil"]}],
)
def test_the_parts_of_a_case_add_up_in_every_world(horizon, options):
    grid = decompose(CASE, ["BBB", "CCC"], FEW, horizon=horizon, **options)
    exposure = expose(CASE, FEW, horizon=horizon)
    loss = cut_off_loss(exposure, ["BBB", "CCC"], horizon=horizon, **options)
    assert np.allclose(np.nansum(grid.values[:, 0], axis=-1), loss[:, 0], rtol=1e-12)


@pytest.mark.parametrize(
    "options", [{"cut": 0.4}, {"cut": 1.5, "reading": "tariff"}, {"goods": ["oil"]}]
)
def test_a_partial_cut_takes_less_and_its_parts_add_up(options):
    whole = joint_loss(CASE, ["BBB", "CCC"], FEW)["AAA"]
    soft = joint_loss(CASE, ["BBB", "CCC"], FEW, **options)["AAA"]
    parts = decompose(CASE, ["BBB", "CCC"], FEW, **options).values[:, 0]
    assert (soft.values < whole.values).all()
    assert np.allclose(np.nansum(parts, axis=-1), soft.values, rtol=1e-12)
    assert set(soft.basis) <= set(whole.basis)
    assert ("need.food.AAA" in soft.basis) is ("goods" not in options)


def test_a_part_is_between_the_weighted_loss_and_the_loss_of_the_need():
    """With rho at most 1, as drawn, a need that is hit counts at least its weight."""
    exposure = expose(CASE, FEW)
    only = decompose(CASE, ["CCC"], FEW).values[:, 0, exposure.goods.index("oil")]
    each = loss_by_good(exposure, ["CCC"])[:, exposure.goods.index("oil"), 0]
    weight = exposure.weight[:, exposure.goods.index("oil"), 0]
    assert (only >= weight * each * (1 - 1e-12)).all()
    assert (only <= each).all()


def test_unknown_is_not_zero():
    grid = decompose(CASE, ["CCC"], FEW)
    assert (grid["AAA", "food"].values == 0).all()
    assert np.isnan(grid["BBB", "food"].values).all()


def test_a_part_knows_what_made_it():
    cell = decompose(CASE, ["BBB"], FEW)["AAA", "food"]
    assert cell.basis == (
        "need.food.AAA",
        "tie.food.BBB.AAA",
        "good.food.sigma",
        "good.food.varsigma",
        "good.food.evasion",
        "measure.rho",
    )
