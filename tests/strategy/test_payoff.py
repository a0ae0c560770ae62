"""Terms to gains and costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import TERMS, make_case, need, tie
from hypothesis import given
from hypothesis import strategies as st

from suzerain.case.pact import Term
from suzerain.core.assumption import load_register
from suzerain.core.errors import CaseError, StrategyError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss, loss_by_good
from suzerain.measures.exposure import expose
from suzerain.strategy.payoff import delivery, level_grid, payoffs
from suzerain.strategy.solution import solve
from suzerain.strategy.supply import Supply
from suzerain.strategy.threat import threats

share = st.floats(0, 0.99)


def supply(home, sigma, varsigma, weight=1.0, evasion=0.0):
    numbers = {
        "home": home,
        "sigma": sigma,
        "varsigma": varsigma,
        "weight": weight,
        "evasion": evasion,
    }
    return Supply(**{name: np.array([value]) for name, value in numbers.items()})


def test_supply_is_worth_what_its_loss_costs():
    # one need, one supplier: the same formula as the cut-off loss (A1), (A2)
    case = make_case(
        needs=(need("AAA", "oil", 0.2, 0.3),), ties=(tie("CCC", "AAA", "oil", 0.5),)
    )
    worlds = Worlds(count=50)
    exposure = expose(case, worlds)
    g = exposure.goods.index("oil")
    one = Supply(
        weight=exposure.weight[:, g, 0],
        home=exposure.home[:, g, 0],
        sigma=exposure.sigma[:, g],
        varsigma=exposure.varsigma[:, g],
        evasion=exposure.evasion[:, g],
    )
    kept = 1 - (1 - one.evasion) * 0.5
    lost = cut_off_loss(exposure, ["CCC"])[:, 0]
    weight, rho = one.weight, exposure.rho
    price = -one.welfare(kept) / weight
    expected = np.log(weight * np.exp((1 - rho) * price) + 1 - weight) / (1 - rho)
    np.testing.assert_allclose(lost, expected, rtol=1e-6)


@given(share, st.floats(1.5, 12), st.floats(0.01, 1), st.floats(0.01, 5))
def test_more_of_a_term_brings_less_and_less(home, sigma, part, size):
    varsigma = 1 + part * (sigma - 1)  # no larger than sigma
    gains = supply(home, sigma, varsigma).welfare(1 + size * np.linspace(0, 1, 9)[None])
    steps = np.diff(gains[0])
    assert gains[0, 0] == 0
    assert (steps >= -1e-12).all()
    assert (np.diff(steps) <= 1e-9).all()


@given(share, st.floats(1.5, 12), st.floats(0.01, 1), st.floats(0, 1), share)
def test_a_new_supplier_eases_a_cut_off_and_never_by_more_than_it(
    home, sigma, part, cutter, evasion
):
    one = supply(home, sigma, 1 + part * (sigma - 1), evasion=evasion)
    foreign = 1 + np.linspace(0, 3, 5)[None]
    eased = one.eased(foreign, np.array([cutter]))
    loss = -one.welfare(1 - (1 - one.evasion) * cutter)
    assert (np.diff(eased[0]) >= -1e-9).all()
    assert (eased[0] <= loss + 1e-9).all()


def test_losing_a_term_again_costs_what_it_brought():
    # a term that doubles foreign supply, then cut off again, leaves things as before
    one = supply(0.3, 4.0, 1.5)
    twice = 2 * np.ones((1, 1))
    eased = one.eased(twice, np.ones(1))  # of losing today's whole supply
    today = -one.welfare(np.zeros((1, 1)))
    again = one.welfare(twice) - one.welfare(np.ones((1, 1)))
    np.testing.assert_allclose(today - eased, again)


def test_the_taker_gains_and_the_giver_pays():
    case = make_case()
    table = payoffs(case, case.pacts[0], Worlds(count=100), levels=4)
    for t, term in enumerate(TERMS):
        giver, taker = (table.members.index(x) for x in (term.giver, term.taker))
        assert (table.gain[taker, :, t, 1:] > 0).all()
        assert (table.gain[giver, :, t, 1:] < 0).all()
    assert not table.gain[..., 0].any()


def test_being_less_exposed_is_worth_something_to_the_taker():
    case = make_case()
    worlds = Worlds(count=100)
    found = threats(case, case.pacts[0], worlds, ["CCC"])
    plain = payoffs(case, case.pacts[0], worlds)
    watched = payoffs(case, case.pacts[0], worlds, threats=found)
    oil = [term.good for term in TERMS].index("oil")
    assert (watched.gain[0, :, oil, -1] > plain.gain[0, :, oil, -1]).all()
    np.testing.assert_array_equal(watched.gain[1], plain.gain[1])
    assert list(watched.eased) == ["CCC"]


def test_a_doubted_promise_buys_less_than_an_observed_one():
    case = make_case()
    gains = []
    for status in ("observed", "promised", "alleged", "doubted"):
        term = replace(TERMS[3], status=status)
        pact = replace(case.pacts[0], terms=(term,))
        gains.append(payoffs(case, pact, Worlds(count=400)).gain[0, :, 0, -1].mean())
    assert gains == sorted(gains, reverse=True)


def test_what_cannot_be_called_back_costs_more():
    case = make_case()
    once = replace(TERMS[2], good="military_technology")
    flow = replace(TERMS[2], good="intelligence")
    cost = [
        -payoffs(case, replace(case.pacts[0], terms=(term,)), Worlds(count=2000))
        .gain[1, :, 0, -1]
        .mean()
        for term in (once, flow)
    ]
    assert cost[0] > cost[1]


def test_an_unstated_need_takes_its_groups_prior_and_says_so():
    case = make_case(needs=())
    table = payoffs(case, case.pacts[0], Worlds(count=20))
    assert any("AAA needs oil" in note for note in table.notes)
    assert "good.oil.need_weight" in table.basis


def test_the_numbers_of_a_part_of_the_case_are_those_of_the_whole():
    case = make_case()
    (alone,) = threats(case, case.pacts[0], Worlds(count=200), ["CCC"])
    whole = cut_off_loss(expose(case, Worlds(count=200)), ["CCC"])
    np.testing.assert_allclose(alone.loss[0], whole[:, 0])
    np.testing.assert_allclose(alone.loss[1], whole[:, 1])


def test_goods_on_top_are_worth_more_than_goods_bought_elsewhere():
    one = np.ones(1)
    supply = Supply(
        weight=0.1 * one,
        home=0.4 * one,
        sigma=4 * one,
        varsigma=1.3 * one,
        evasion=0 * one,
    )
    foreign = np.linspace(1.1, 3, 8)[None, :]
    assert (supply.welfare(foreign, added=True) > supply.welfare(foreign)).all()


def test_a_gift_without_own_supply_is_worth_its_quantity_and_its_variety():
    one = np.ones(1)
    supply = Supply(
        weight=0.1 * one,
        home=0 * one,
        sigma=4 * one,
        varsigma=1.3 * one,
        evasion=0 * one,
    )
    doubled = supply.welfare(np.full((1, 1), 2.0), added=True)
    assert np.allclose(doubled, 0.1 * np.log(2) * (1 + 1 / 3))


def test_an_elasticity_of_one_between_home_and_foreign_supply_is_exact():
    one = np.ones(1)
    supply, near = (
        Supply(
            weight=one,
            home=0.5 * one,
            sigma=4 * one,
            varsigma=varsigma * one,
            evasion=0 * one,
        )
        for varsigma in (1.0, 1 + 1e-7)
    )
    for added in (False, True):
        value = supply.welfare(2 * one, added=added)
        # the nest is a Cobb-Douglas one: ln G = (1 - d) ln y, times its exponent
        exponent = 1 / 3 + added
        np.testing.assert_allclose(value, 0.5 * np.log(2) * exponent)
        np.testing.assert_allclose(value, near.welfare(2 * one, added=added), 1e-6)


def test_a_single_level_is_no_choice():
    with pytest.raises(StrategyError, match="two or more"):
        level_grid(1)


def test_an_elasticity_of_one_is_refused_for_unstated_needs_too():
    register = load_register()
    row = register["group.people.sigma"]
    flat = register.overrule([replace(row, spread=Spread.point(1))])
    case = make_case(needs=(), ties=(), register=flat)
    with pytest.raises(CaseError, match="sigma falls to 1"):
        payoffs(case, case.pacts[0], Worlds(count=3))


def test_a_giver_that_needs_the_good_itself_is_named_in_the_basis():
    case = make_case(needs=(need("BBB", "oil", 0.1, 0.5),))
    basis = payoffs(case, case.pacts[0], Worlds(count=3)).basis
    assert "need.oil.BBB" in basis
    assert "need.oil.AAA" not in basis


@pytest.mark.parametrize("part", [0.25, 0.5, 1.0])
def test_a_flow_that_falls_by_a_part_costs_what_that_cut_costs(part):
    case = make_case(
        needs=(need("AAA", "oil", 0.2, 0.3),), ties=(tie("CCC", "AAA", "oil", 0.5),)
    )
    worlds = Worlds(count=50)
    exposure = expose(case, worlds)
    g = exposure.goods.index("oil")
    one = Supply(
        weight=np.ones(50),
        home=exposure.home[:, g, 0],
        sigma=exposure.sigma[:, g],
        varsigma=exposure.varsigma[:, g],
        evasion=exposure.evasion[:, g],
    )
    found = loss_by_good(exposure, ["CCC"], cut=part)[:, g, 0]
    np.testing.assert_allclose(one.loss(np.full(50, 0.5), part), found, rtol=1e-9)


@given(share, share, st.floats(1.5, 12), st.floats(0.01, 1), st.floats(0, 1))
def test_half_a_loss_never_costs_more_than_the_whole(home, cut, sigma, weight, part):
    one = supply(home, sigma, 1.3, weight)
    taken = np.array([cut])
    assert one.loss(taken, part)[0] <= one.loss(taken)[0] + 1e-12


@pytest.mark.parametrize("status", ["promised", "alleged", "doubted"])
def test_what_cannot_be_checked_is_delivered_less(status):
    def counted_on(verified):
        register = load_register()
        seen = replace(register["group.energy.verified"], spread=Spread.point(verified))
        case = make_case(register=register.overrule([seen]))
        return delivery(case, Worlds(count=20), replace(TERMS[3], status=status))

    sure, unsure = counted_on(1), counted_on(0.2)
    assert (unsure < sure).all()
    register, about = load_register(), TERMS[3].id.partition(".")[-1]
    told = register.draw(Worlds(count=20), f"pact.delivery.{status}", about)
    np.testing.assert_array_equal(sure, told)


def test_what_has_been_observed_has_been_checked():
    case = make_case()
    told = case.register.draw(Worlds(count=9), "pact.delivery.observed", "oil.BBB.AAA")
    found = delivery(case, Worlds(count=9), replace(TERMS[3], status="observed"))
    np.testing.assert_array_equal(found, told)


def test_know_how_is_harder_to_check_than_cargo():
    register = load_register()
    cargo = register["good.oil.verified"].spread
    assert register["good.missile_technology.verified"].spread.high < cargo.low


def test_a_new_supplier_never_lowers_what_a_term_brings_its_taker():
    # standing less exposed to a third power comes on top of the goods themselves
    case = make_case()
    worlds = Worlds(count=60)
    pact = case.pacts[0]
    alone = payoffs(case, pact, worlds, levels=3)
    feared = threats(case, pact, worlds, ["CCC"])
    watched = payoffs(case, pact, worlds, threats=feared, levels=3)
    assert (watched.gain >= alone.gain - 1e-15).all()
    assert (np.diff(watched.eased["CCC"], axis=-1) >= -1e-15).all()


def test_a_side_payment_makes_a_pact_that_one_side_alone_would_not_sign():
    # AAA gives and gets nothing back, unless BBB may pay
    gift = Term(giver="AAA", taker="BBB", good="artillery", status="observed")
    payment = Term(giver="BBB", taker="AAA", good="money", status="observed")
    needs = (
        need("BBB", "artillery", (0.1, 0.2), (0.1, 0.3)),
        need("AAA", "money", (0.05, 0.2), (0.2, 0.5)),
    )
    case = make_case(needs=needs, ties=(), powers=(), stances=())

    def struck(*terms):
        pact = replace(case.pacts[0], terms=terms)
        return solve(replace(case, pacts=(pact,)), Worlds(count=200))

    assert struck(gift).p_pact == 0
    paid = struck(gift, payment)
    assert paid.p_pact > 0.5
    assert (paid.level[paid.exists, 1] > 0).all()
