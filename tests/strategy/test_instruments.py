"""What a power can do to a member, and the best mix of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import make_case, need, tie
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tolerance import overruled

from suzerain.case.event import Event
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss
from suzerain.strategy.arms import arm
from suzerain.strategy.inducement import offer_menu
from suzerain.strategy.instruments import Instrument, Menu, fill
from suzerain.strategy.threat import TRADED, expose_around, threats

SIZES = st.lists(
    st.tuples(
        st.floats(0.01, 0.3),
        st.floats(0, 3),
        st.one_of(st.just(0.0), st.floats(0.001, 0.1)),
    ),
    min_size=1,
    max_size=5,
)
RHO = st.one_of(st.just(1.0), st.floats(0.2, 3))


def menu_of(rows, rho, limit=None):
    weight, loss, cost = (
        np.array(column)[:, None] for column in zip(*rows, strict=True)
    )
    weight = weight / max(weight.sum(), 1)
    gap = 1 - rho
    inner = (weight * (np.expm1(gap * loss) / gap if gap else loss)).sum()
    full = np.array([np.log1p(gap * inner) / gap if gap else inner])
    return Menu(
        instruments=tuple(
            Instrument(sort="supply", good=f"g{k}", power="P", member="M")
            for k in range(len(rows))
        ),
        weight=weight,
        loss=loss,
        cost=cost,
        rho=np.array([rho]),
        full=full,
        limit=None if limit is None else np.full(weight.shape, limit),
    )


def plain_knapsack(worth, cost, budget):
    """The textbook's rule: whole things by worth for cost, then a part of one."""
    total, left = 0.0, budget
    ranked = sorted(
        zip(worth, cost, strict=True),
        key=lambda pair: -(pair[0] / pair[1] if pair[1] else np.inf),
    )
    for gain, price in ranked:
        part = 1.0 if price <= left else left / price
        total, left = total + part * gain, left - part * price
    return total


@given(SIZES, RHO, st.floats(0, 0.3))
def test_the_best_mix_is_that_of_the_plain_greedy_rule(rows, rho, stake):
    menu = menu_of(rows, rho)
    mix = menu.press(np.array([stake]))
    used = float((mix.part * menu.worth).sum())
    assert used == pytest.approx(
        plain_knapsack(menu.worth[:, 0], menu.cost[:, 0], stake), rel=1e-9, abs=1e-12
    )
    assert mix.cost[0] <= stake + 1e-12
    assert ((mix.part >= 0) & (mix.part <= 1)).all()


@given(SIZES, RHO, st.floats(0, 0.3), st.integers(0, 10**6))
def test_no_other_mix_within_the_stake_moves_the_member_more(rows, rho, stake, seed):
    menu = menu_of(rows, rho)
    best = float((menu.press(np.array([stake])).part * menu.worth).sum())
    tried = np.random.default_rng(seed).random((200, len(rows)))
    cost = tried @ menu.cost[:, 0]
    tried *= np.where(cost > stake, stake / np.where(cost > 0, cost, 1), 1)[:, None]
    assert (tried @ menu.worth[:, 0] <= best * (1 + 1e-9) + 1e-12).all()


@given(SIZES, RHO, st.floats(0, 0.3), st.floats(0, 0.3))
def test_a_larger_stake_never_presses_less_and_a_part_never_more_than_all(
    rows, rho, one, other
):
    menu = menu_of(rows, rho)
    low, high = (menu.press(np.array([s])).effect[0] for s in sorted((one, other)))
    assert low <= high + 1e-12
    assert high <= menu.full[0] + 1e-12


@given(SIZES, RHO)
def test_a_full_cut_off_within_the_stake_takes_the_full_loss(rows, rho):
    menu = menu_of(rows, rho)
    mix = menu.press(menu.cost.sum(axis=0) * (1 + 1e-9) + 1e-9)
    np.testing.assert_array_equal(mix.effect, menu.full)
    np.testing.assert_allclose(menu.effects(mix).sum(axis=0), menu.full, rtol=1e-6)


@given(SIZES, RHO, st.floats(0, 0.3))
def test_a_further_instrument_never_lowers_the_pressure(rows, rho, stake):
    rows = [(weight / 2, loss, cost) for weight, loss, cost in rows]
    total = sum(weight for weight, _, _ in rows)
    rows = [(weight / max(total, 1), loss, cost) for weight, loss, cost in rows]
    more = menu_of(rows, rho).press(np.array([stake])).effect[0]
    less = menu_of(rows[:-1], rho).press(np.array([stake])).effect[0] if rows[1:] else 0
    assert less <= more + 1e-12


@given(SIZES, RHO, st.floats(0.05, 1))
def test_the_cheapest_mix_reaches_just_what_is_asked(rows, rho, part):
    menu = menu_of(rows, rho)
    asked = part * menu.full
    mix = menu.reach(asked)
    np.testing.assert_allclose(mix.effect, asked, rtol=1e-5, atol=1e-9)
    again = menu.press(mix.cost)
    assert (again.effect >= mix.effect - 1e-5 * menu.full - 1e-9).all()


@given(SIZES, RHO, st.floats(0.0, 1), st.floats(0, 0.3))
def test_what_is_half_off_the_table_never_presses_more(rows, rho, limit, stake):
    whole, bound = (menu_of(rows, rho, part) for part in (None, limit))
    budget = np.array([stake])
    assert bound.press(budget).effect <= whole.press(budget).effect + 1e-12
    assert bound.press(budget).part.max() <= limit + 1e-12


def test_room_is_filled_with_what_is_worth_most_for_its_cost():
    worth, cost = np.array([[2.0], [9.0], [0.0]]), np.array([[1.0], [3.0], [1.0]])
    assert fill(worth, cost, cost, np.array([3.5]))[:, 0].tolist() == [0.5, 1, 0]


def near(case, groups=None, count=50):
    worlds = Worlds(count=count)
    return worlds, threats(case, case.pacts[0], worlds, ["CCC"], groups=groups)[0]


def test_the_whole_menu_takes_and_costs_what_a_full_break_does(case):
    worlds, threat = near(case)
    exposure = expose_around(case, worlds, ("AAA", "BBB", "CCC"))
    known = exposure.actors
    for m, member in enumerate(("AAA", "BBB")):
        loss = cut_off_loss(exposure, ("CCC",))[:, known.index(member)]
        own = np.nan_to_num(cut_off_loss(exposure, (member,))[:, known.index("CCC")])
        np.testing.assert_allclose(threat.menu(m).full, loss, rtol=1e-12)
        np.testing.assert_allclose(threat.loss[m], loss, rtol=1e-12)
        np.testing.assert_allclose(threat.own_loss[m], own, rtol=1e-12, atol=1e-15)
        spent = threat.menu(m).cost.sum(axis=0)
        np.testing.assert_allclose(spent, own, rtol=1e-12, atol=1e-15)


def test_what_a_power_buys_it_pays_for_by_no_longer_having_it(case):
    _, threat = near(case)
    (cut,) = threat.menu(1).instruments
    assert (cut.id, cut.sort) == ("cut.exports.CCC.BBB", "purchases")
    assert (threat.menu(1).cost > 0).all()  # its oil comes from there
    assert not threat.menu(0).cost.any()  # the first member supplies it with nothing


def test_a_cost_lies_on_the_sales_that_it_ends():
    case = make_case()
    ties = (*case.ties, tie("AAA", "CCC", "exports", 0.3))
    needs = (*case.needs, need("CCC", "exports", 0.2, 0.5))
    ties = (*ties, tie("CCC", "AAA", "sanctions_relief", 0.5))
    _, threat = near(replace(case, ties=ties, needs=needs))
    names = [one.good for one in threat.menu(0).instruments]
    costs = dict(zip(names, threat.menu(0).cost, strict=True))
    assert (costs["oil"] > 0).all()
    assert (costs["trade"] > 0).all()
    assert not costs["sanctions_relief"].any()


def test_a_cut_of_trade_lists_goods_of_trade_alone(case):
    ties = (*case.ties, tie("CCC", "AAA", "sanctions_relief", 0.5))
    case = replace(case, ties=ties)
    goods = {one.good for one in near(case)[1].menu(0).instruments}
    traded = {one.good for one in near(case, TRADED)[1].menu(0).instruments}
    assert goods == {"oil", "sanctions_relief", "trade"}
    assert traded == {"oil", "trade"}


def test_a_case_can_take_an_instrument_off_the_table():
    worlds, free = near(make_case())
    register = overruled(power__use__trade__CCC__AAA=0)
    worlds, bound = near(make_case(register=register))
    pressed = [t.menu(0).press(np.full(worlds.count, 9.0)) for t in (free, bound)]
    names = [one.good for one in bound.menu(0).instruments]
    assert not pressed[1].part[names.index("trade")].any()
    assert (pressed[1].effect < pressed[0].effect).all()
    np.testing.assert_array_equal(bound.loss, free.loss)  # dependence is what it was


def test_a_part_of_an_instrument_beyond_the_whole_is_refused():
    with pytest.raises(StrategyError, match="leaves 0 to 1"):
        near(make_case(register=overruled(power__use__oil__CCC__AAA=1.5)))


def offered(case):
    worlds = Worlds(count=5)
    exposure = expose_around(case, worlds, ("AAA", "BBB", "CCC"))
    menu = offer_menu(case, worlds, exposure, power="CCC", member="AAA")
    return {one.good: menu for one in menu.instruments}


def test_relief_is_offered_only_by_who_sanctions():
    case = make_case()
    assert list(offered(case)) == ["money"]
    act = Event(time="", actor="CCC", relation="SANCTION", target="AAA+EEE", claim="c")
    assert list(offered(replace(case, events=(act,)))) == ["money", "sanctions_relief"]
    other = replace(act, actor="DDD")
    assert list(offered(replace(case, events=(other,)))) == ["money"]


def test_a_case_can_put_an_offer_on_the_table():
    case = make_case(register=overruled(power__offer__food__CCC__AAA=0.5))
    assert list(offered(case)) == ["food", "money"]


@settings(max_examples=6)
@given(st.floats(0, 0.3), st.floats(0, 0.3))
def test_a_larger_inducement_never_pulls_less(one, other):
    pulls = []
    for part in sorted((one, other)):
        case = make_case(register=overruled(power__inducement=part))
        worlds, threat = near(case, count=30)
        pulls.append([a.pull for a in arm(case, case.pacts[0], worlds, threat)])
    assert (np.array(pulls[0]) <= np.array(pulls[1]) + 1e-15).all()
