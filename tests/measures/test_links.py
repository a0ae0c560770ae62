"""Losses with input-output links, wages and foreign costs held."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_economy import make_economy

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.measures import links as module
from suzerain.measures.links import coalition_losses, pair_losses, price_rise
from suzerain.measures.substitution import need_loss

economies = st.builds(
    make_economy, st.integers(0, 2**32), home=st.sampled_from([0.01, 0.5, 5, 100])
)


def plain_loss(economy, n, cut):
    """Damped iteration of the equations for one region, written as in the notes.

    Args:
        economy: The world.
        n: The region that is cut off.
        cut: `cut[i][j]`, the part of what comes from `i` in sector `j` that stops.
    """
    sectors = range(len(economy.sectors))
    rise = [0.0] * len(economy.sectors)
    for _ in range(3000):
        cost = [
            sum(economy.inputs[n, k, j] * rise[k] for k in sectors) for j in sectors
        ]
        for j in sectors:
            theta = economy.elasticity[j]
            left = economy.trade[n, n, j] * math.exp(-theta * cost[j])
            left += sum(
                economy.trade[n, i, j] * (1 - cut[i][j])
                for i in range(len(economy.regions))
                if i != n
            )
            rise[j] = 0.5 * rise[j] - 0.5 * math.log(left) / theta
    return sum(economy.final[n, j] * rise[j] for j in sectors)


def full_cut(economy, cutters, sectors=None):
    return [
        [
            float(i in cutters and (sectors is None or j in sectors))
            for j in range(len(economy.sectors))
        ]
        for i in range(len(economy.regions))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_pairs_equal_a_damped_iteration_of_the_equations(seed):
    economy = make_economy(seed)
    found = pair_losses(economy)
    for n, i in ((0, 1), (2, 3)):
        expected = plain_loss(economy, n, full_cut(economy, {i}))
        assert found[n, i] == pytest.approx(expected, rel=1e-10)


def test_a_coalition_and_chosen_sectors_equal_the_iteration_too():
    economy = make_economy(7)
    found = coalition_losses(economy, ["R1", "R3"], sectors=["s0", "s2"])
    for n in range(4):
        cut = full_cut(economy, {1, 3} - {n}, {0, 2})
        assert found[n] == pytest.approx(plain_loss(economy, n, cut), rel=1e-10)


def test_a_tariff_equivalent_equals_the_iteration_too():
    economy = make_economy(8)
    stopped = (1 - 1.3**-economy.elasticity).tolist()
    cut = [stopped if i == 1 else [0.0] * 3 for i in range(4)]
    found = pair_losses(economy, tariff=1.3)[0, 1]
    assert found == pytest.approx(plain_loss(economy, 0, cut), rel=1e-10)


@given(economies)
def test_every_solution_meets_the_equations(economy):
    lost = economy.trade * (1 - np.eye(4))[..., None]
    rise = price_rise(economy, lost)
    for n in range(4):
        cost = rise[n] @ economy.inputs[n]
        home = economy.trade[n, n]
        left = home * np.exp(-economy.elasticity * cost) + 1 - home - lost[n]
        residual = rise[n] + np.log(left) / economy.elasticity
        assert np.abs(residual).max() < 1e-10


@given(economies)
def test_newton_alone_finds_the_same_prices(economy):
    both = pair_losses(economy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHORDS", 1)
        alone = pair_losses(economy)
    assert np.allclose(both, alone, rtol=1e-11, atol=1e-13, equal_nan=True)


@given(economies)
def test_autarky_has_its_closed_form(economy):
    """ln P = (I - Gamma')^-1 (-ln pi_home / theta), as in Caliendo & Parro's world."""
    found = coalition_losses(economy, economy.regions)
    for n in range(4):
        alone = -np.log(economy.trade[n, n]) / economy.elasticity
        rise = np.linalg.solve(np.eye(3) - economy.inputs[n].T, alone)
        assert found[n] == pytest.approx(economy.final[n] @ rise, rel=1e-9)


@given(economies)
def test_without_links_the_loss_is_the_plain_formula(economy):
    found = pair_losses(economy, links=False)
    sigma = 1 + economy.elasticity
    for n, i in ((0, 1), (3, 2)):
        home = economy.trade[n, n]
        left = 1 - economy.trade[n, i] / (1 - home)
        each = need_loss(left, home, sigma, sigma, 0.0)
        assert found[n, i] == pytest.approx(economy.final[n] @ each, rel=1e-9)


@given(economies)
def test_links_never_lower_a_loss(economy):
    plain, linked = pair_losses(economy, links=False), pair_losses(economy)
    known = ~np.isnan(plain)
    assert (linked[known] >= plain[known] * (1 - 1e-9)).all()


@given(economies)
def test_joint_cuts_take_at_least_what_their_members_take_apart(economy):
    for links in (True, False):
        pairs = np.nan_to_num(pair_losses(economy, links=links))
        joint = coalition_losses(economy, ["R1", "R2"], links=links)
        assert (joint >= (pairs[:, 1] + pairs[:, 2]) * (1 - 1e-9)).all()


@given(economies, st.permutations(range(4)), st.permutations(range(3)))
def test_reordering_regions_and_sectors_reorders_losses(economy, regions, sectors):
    r, s = np.array(regions), np.array(sectors)
    moved = replace(
        economy,
        regions=tuple(economy.regions[k] for k in r),
        sectors=tuple(economy.sectors[k] for k in s),
        trade=economy.trade[np.ix_(r, r, s)],
        value_added=economy.value_added[np.ix_(r, s)],
        inputs=economy.inputs[np.ix_(r, s, s)],
        final=economy.final[np.ix_(r, s)],
        elasticity=economy.elasticity[s],
    )
    base, other = pair_losses(economy), pair_losses(moved)
    assert np.allclose(other, base[np.ix_(r, r)], rtol=1e-9, equal_nan=True)


@given(economies, st.floats(0, 1), st.floats(0, 1))
def test_a_harder_cut_never_hurts_less(economy, one, two):
    soft, hard = sorted((one, two))
    less, more = (np.nan_to_num(pair_losses(economy, part=x)) for x in (soft, hard))
    assert (less <= more * (1 + 1e-9) + 1e-12).all()


def test_nobody_cuts_itself_off():
    economy = make_economy(1)
    assert np.isnan(np.diag(pair_losses(economy))).all()
    alone = coalition_losses(economy, ["R1"])
    assert alone[1] == 0
    assert alone[0] == pytest.approx(pair_losses(economy)[0, 1])


def test_no_cut_costs_nothing_and_a_prohibitive_tariff_is_a_full_stop():
    economy = make_economy(2)
    assert np.nanmax(pair_losses(economy, part=0)) < 1e-12
    assert np.nanmax(pair_losses(economy, tariff=1)) < 1e-12
    full, barred = pair_losses(economy), pair_losses(economy, tariff=1e30)
    assert np.allclose(full, barred, equal_nan=True)


def with_trade(economy, sector, home, foreign):
    """Let region R0 buy a sector's goods at home and from R1 in these parts."""
    trade = economy.trade.copy()
    trade[0, :, sector] = [home, foreign, *[0.0] * (len(economy.regions) - 2)]
    return replace(economy, trade=trade)


def test_what_can_be_had_nowhere_is_a_total_loss():
    economy = with_trade(make_economy(3), 1, 0.0, 1.0)
    loss = coalition_losses(economy, ["R1"])
    assert -math.expm1(-loss[0]) == 1
    assert np.isfinite(loss).all()
    assert (loss[1:] < 5).all()


def test_an_input_that_is_gone_stops_home_makers_and_leaves_buyers_the_others():
    economy = with_trade(make_economy(4), 1, 0.0, 1.0)
    final = economy.final.copy()
    final[0] = [1.0, 0.0, 0.0]
    economy = replace(economy, final=final)
    loss = coalition_losses(economy, ["R1"])[0]
    left = economy.trade[0, 2:, 0].sum()
    assert loss == pytest.approx(-math.log(left) / economy.elasticity[0])


def test_what_is_gone_takes_along_what_is_made_of_it_alone():
    economy = make_economy(4)
    trade = economy.trade.copy()
    trade[0] = [[0.0, 1.0, 0.5], [1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    inputs = economy.inputs.copy()
    inputs[0] = [[0.0, 0.5, 0.0], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0]]
    final = economy.final.copy()
    final[0] = [0.0, 0.0, 1.0]
    world = replace(economy, trade=trade, inputs=inputs, final=final)
    loss = coalition_losses(world, ["R1"])
    assert -math.expm1(-loss[0]) == 1  # s0 is gone, so s1, so all foreign and home s2


def test_prices_near_autarky_are_found():
    economy = with_trade(make_economy(5), 1, 1e-9, 1 - 1e-9)
    loss = coalition_losses(economy, economy.regions)[0]
    alone = -np.log(economy.trade[0, 0]) / economy.elasticity
    rise = np.linalg.solve(np.eye(3) - economy.inputs[0].T, alone)
    assert loss == pytest.approx(economy.final[0] @ rise, rel=1e-9)


def test_sectors_that_only_feed_each_other_are_named():
    economy = make_economy(6)
    inputs = economy.inputs.copy()
    inputs[0] = np.eye(3)
    with pytest.raises(SuzerainError, match=r"no prices found .* in R0\."):
        coalition_losses(replace(economy, inputs=inputs), economy.regions)


def test_they_are_named_too_when_nothing_is_bought_abroad():
    economy = with_trade(make_economy(6), 0, 1.0, 0.0)
    inputs = economy.inputs.copy()
    inputs[0] = [[1.0, 0.5, 0.5], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    with pytest.raises(SuzerainError, match=r"no prices found .* in R0\."):
        coalition_losses(replace(economy, inputs=inputs), economy.regions)


@pytest.mark.parametrize("options", [{"part": 1.1}, {"part": -1}, {"tariff": 0.9}])
def test_a_cut_out_of_range_is_refused(options):
    with pytest.raises(SuzerainError, match="a cut of part"):
        pair_losses(make_economy(0), **options)


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="R9"):
        coalition_losses(make_economy(0), ["R9"])
    with pytest.raises(UnknownName, match="s9"):
        pair_losses(make_economy(0), sectors=["s9"])
