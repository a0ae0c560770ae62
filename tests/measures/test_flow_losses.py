"""What every state loses if any other cuts it off, from flows."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.flows import Flows
from suzerain.measures import flow_losses as module
from suzerain.measures.flow_losses import Nests, flow_losses, joint_flow_losses
from suzerain.measures.sorted_flows import sort_flows

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
GOODS = ("oil", "food", "arms", "steel")


def make_flows(rows, actors=CODES, goods=GOODS, year=2014):
    """Rows of (recipient, provider, good, amount), by name."""
    columns = list(zip(*rows, strict=True))
    spots = [
        np.array([names.index(name) for name in column], dtype=np.int32)
        for names, column in zip((actors, actors, goods), columns[:3], strict=True)
    ]
    return Flows(
        actors=actors,
        goods=goods,
        year=np.full(len(rows), year, dtype=np.int32),
        recipient=spots[0],
        provider=spots[1],
        good=spots[2],
        amount=np.array(columns[3], dtype=np.float64),
        unit="million current USD",
        origin="made for a test",
    )


@st.composite
def worlds(draw):
    """Any flows between the actors, and any nests that fit them."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    density = draw(st.sampled_from([0.1, 0.5, 1.0]))
    rows = [
        (one, other, good, float(rng.lognormal(0, 3)))
        for one in CODES
        for other in CODES
        for good in GOODS
        if rng.random() < density
    ]
    rows.append(("AAA", "BBB", "oil", 3.0))
    rows = list({row[:3]: row for row in rows}.values())
    order = rng.permutation(len(rows))
    nests = Nests(
        weight=rng.uniform(0.05, 0.9, 5),
        home=rng.uniform(0, 0.95, 5) * (rng.random(5) < 0.8),
        sigma=rng.uniform(1.2, 9, len(GOODS)),
        varsigma=rng.uniform(0.5, 9, len(GOODS)),
        evasion=rng.uniform(0, 0.9, len(GOODS)),
        haste=draw(st.sampled_from([0.0, 0.4, 1.0])),
        rho=draw(st.sampled_from([0.3, 0.9, 1.0, 2.0])),
    )
    return make_flows([rows[k] for k in order]), nests


def plain_loss(flows, nests, recipient, coalition):
    """(A1) and (A2) as in the textbook, row by row."""
    rows = [
        (flows.actors[j], flows.goods[g], float(amount), int(g))
        for i, j, g, amount in zip(
            flows.recipient, flows.provider, flows.good, flows.amount, strict=True
        )
        if flows.actors[i] == recipient and i != j
    ]
    spot = flows.actors.index(recipient)
    whole = sum(row[2] for row in rows)
    if not whole:
        return math.nan
    index = linear = spent = 0.0
    h, d = nests.haste, float(nests.home[spot])
    for good in {row[1] for row in rows}:
        total = sum(row[2] for row in rows if row[1] == good)
        cut = sum(row[2] for row in rows if row[1] == good and row[0] in coalition)
        g = flows.goods.index(good)
        sigma, varsigma = float(nests.sigma[g]), float(nests.varsigma[g])
        left = 1 - (1 - float(nests.evasion[g])) * cut / total
        inner = (varsigma - 1) / (sigma - 1)
        inner *= (1 + h * (sigma - 1)) / (1 + h * (varsigma - 1))
        log_price = -(1 / (varsigma - 1) + h) * math.log(d + (1 - d) * left**inner)
        weight = float(nests.weight[spot]) * total / whole
        spent += weight
        linear += weight * log_price
        index += weight * math.exp((1 - nests.rho) * log_price)
    if nests.rho == 1:
        return linear
    return math.log(index + 1 - spent) / (1 - nests.rho)


def assert_close(found, expected):
    assert np.allclose(found, expected, rtol=1e-6, atol=1e-12, equal_nan=True)


@given(worlds())
def test_every_pair_equals_the_textbook_loop(world):
    flows, nests = world
    found = flow_losses(sort_flows(flows), nests, threads=1)
    for i, one in enumerate(CODES):
        expected = [
            math.nan if one == other else plain_loss(flows, nests, one, {other})
            for other in CODES
        ]
        assert_close(found[i], expected)


@given(worlds(), st.sets(st.sampled_from(CODES)))
def test_a_coalition_equals_the_textbook_loop(world, coalition):
    flows, nests = world
    found = joint_flow_losses(sort_flows(flows), nests, sorted(coalition))
    assert_close(found, [plain_loss(flows, nests, one, coalition) for one in CODES])


@given(worlds())
def test_threads_and_blocks_change_nothing(world):
    flows, nests = world
    one = flow_losses(sort_flows(flows), nests, threads=1)
    many = flow_losses(sort_flows(flows), nests, threads=3)
    assert np.array_equal(one, many, equal_nan=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", 2)
        assert_close(flow_losses(sort_flows(flows), nests), one)


@given(worlds(), st.floats(1e-6, 1e6))
def test_rescaling_the_unit_changes_nothing(world, factor):
    flows, nests = world
    other = replace(flows, amount=flows.amount * factor)
    assert_close(
        flow_losses(sort_flows(other), nests), flow_losses(sort_flows(flows), nests)
    )


@given(worlds(), st.permutations(range(len(CODES))))
def test_reordering_actors_reorders_losses(world, order):
    flows, nests = world
    order = np.array(order)
    back = np.argsort(order).astype(np.int32)
    moved = replace(
        flows,
        actors=tuple(CODES[k] for k in order),
        recipient=back[flows.recipient],
        provider=back[flows.provider],
    )
    turned = replace(nests, weight=nests.weight[order], home=nests.home[order])
    base = flow_losses(sort_flows(flows), nests)
    assert_close(flow_losses(sort_flows(moved), turned), base[np.ix_(order, order)])


@given(worlds(), st.floats(0.01, 100))
def test_a_new_supplier_never_raises_dependence_on_another(world, amount):
    """Needs keep their weights, as at rho 1 with one good they must."""
    flows, nests = world
    flows = replace(flows, good=flows.good * 0, goods=("oil",))
    kept = np.unique(flows.recipient * 5 + flows.provider, return_index=True)[1]
    flows = replace(
        flows,
        **{
            name: getattr(flows, name)[kept]
            for name in ("year", "recipient", "provider", "good", "amount")
        },
    )
    one = {name: getattr(nests, name)[:1] for name in ("sigma", "varsigma", "evasion")}
    nests = replace(
        nests,
        weight=np.append(nests.weight, 0.5),
        home=np.append(nests.home, 0.5),
        **one,
    )
    wider = replace(flows, actors=(*CODES, "NEW"))
    last = np.array([5] * 5, dtype=np.int32)
    more = replace(
        wider,
        year=np.append(flows.year, flows.year[:1].repeat(5)),
        recipient=np.append(flows.recipient, np.arange(5, dtype=np.int32)),
        provider=np.append(flows.provider, last),
        good=np.append(flows.good, last * 0),
        amount=np.append(flows.amount, np.full(5, amount)),
    )
    before = flow_losses(sort_flows(wider), nests)[:5, :5]
    after = flow_losses(sort_flows(more), nests)[:5, :5]
    known = ~np.isnan(before)
    assert (after[known] <= before[known] * (1 + 1e-9) + 1e-12).all()


PAIR = [("AAA", "BBB", "oil", 4.0), ("AAA", "CCC", "oil", 1.0)]


def nests_of(home=0.5, evasion=0.0, varsigma=2.0, rho=1.0, weight=0.1):
    return Nests(
        weight=np.full(5, weight),
        home=np.full(5, home),
        sigma=np.full(4, 4.0),
        varsigma=np.full(4, varsigma),
        evasion=np.full(4, evasion),
        rho=rho,
    )


def test_unknown_is_not_zero():
    flows = sort_flows(make_flows(PAIR))
    loss = flow_losses(flows, nests_of())
    assert loss[0, 1] > loss[0, 2] > 0
    assert loss[0, 3] == 0
    assert np.isnan(loss[0, 0])
    assert np.isnan(loss[1:]).all()
    assert np.isnan(flow_losses(flows, nests_of(home=math.nan))).all()
    assert np.isnan(joint_flow_losses(flows, nests_of(weight=math.nan), ["BBB"])).all()


@pytest.mark.parametrize("rho", [0.5, 1.0])
def test_a_sole_supplier_of_what_is_not_made_at_home_takes_everything(rho):
    flows = sort_flows(make_flows([("AAA", "BBB", "oil", 0.1)]))
    assert -math.expm1(-flow_losses(flows, nests_of(home=0.0, rho=rho))[0, 1]) == 1


@pytest.mark.parametrize("varsigma", [0.5, 2.0])
def test_who_makes_all_at_home_or_has_no_weight_loses_nothing(varsigma):
    flows = sort_flows(make_flows([("AAA", "BBB", "oil", 0.1)]))
    assert flow_losses(flows, nests_of(home=1.0, varsigma=varsigma))[0, 1] == 0
    assert flow_losses(flows, nests_of(home=0.0, weight=0.0))[0, 1] == 0


def test_the_cobb_douglas_limit_between_home_and_foreign_is_met():
    flows = sort_flows(make_flows(PAIR))
    loss = flow_losses(flows, nests_of(varsigma=1.0))[0, 1]
    assert loss == pytest.approx(-0.1 * 0.5 * math.log(0.2) / 3, rel=1e-6)


def test_what_a_state_ships_to_itself_is_no_import():
    own = make_flows([*PAIR, ("AAA", "AAA", "oil", 100.0)])
    one, other = (sort_flows(flows) for flows in (own, make_flows(PAIR)))
    assert_close(flow_losses(one, nests_of()), flow_losses(other, nests_of()))


def test_a_flow_of_0_is_no_loss():
    none = make_flows([*PAIR, ("AAA", "DDD", "food", 0.0)])
    loss = flow_losses(sort_flows(none), nests_of())
    assert loss[0, 3] == 0
    assert_close(loss, flow_losses(sort_flows(make_flows(PAIR)), nests_of()))


def test_a_year_is_chosen_and_several_are_refused():
    two = make_flows([*PAIR, *PAIR])
    two = replace(two, year=np.array([2014, 2014, 2015, 2015], dtype=np.int32))
    assert len(sort_flows(two, year=2015).amount) == 2
    with pytest.raises(SuzerainError, match="flows of 2 years"):
        sort_flows(two)
    with pytest.raises(SuzerainError, match="flows of 0 years"):
        sort_flows(two, year=1900)


def test_a_flow_that_stands_twice_is_refused():
    with pytest.raises(SuzerainError, match="oil from BBB to AAA stands twice"):
        sort_flows(make_flows([*PAIR, PAIR[0]]))


def test_nests_that_do_not_fit_are_refused():
    flows = sort_flows(make_flows(PAIR))
    with pytest.raises(SuzerainError, match="sigma of shape"):
        flow_losses(flows, replace(nests_of(), sigma=np.full(3, 4.0)))
    with pytest.raises(SuzerainError, match="too low"):
        replace(nests_of(), sigma=np.full(4, math.nan))
    with pytest.raises(SuzerainError, match=r"home holds 1\.5"):
        nests_of(home=1.5)
    with pytest.raises(UnknownActor):
        joint_flow_losses(flows, nests_of(), ["ZZZ"])
