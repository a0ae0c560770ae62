"""What a third power will bear."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from conftest import TERMS, make_case, tie
from hypothesis import given
from hypothesis import strategies as st

from suzerain.case.pact import Stance
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.payoff import payoffs
from suzerain.strategy.threat import TRADED, threats
from suzerain.strategy.tolerance import (
    attitudes,
    pick,
    vetoes,
)


def overruled(**values):
    entries = [
        Assumption(
            id=key.replace("__", "."),
            spread=Spread.point(value),
            unit="ratio",
            reason="a test",
            citation="judgement",
        )
        for key, value in values.items()
    ]
    return load_register().overrule(entries)


def stopped(case, choice=2, count=300):
    worlds = Worlds(count=count)
    pact = case.pacts[0]
    found = threats(case, pact, worlds, ["CCC"])
    table = payoffs(case, pact, worlds, threats=found, levels=3)
    (veto,) = vetoes(case, pact, table, found, worlds)
    return veto, np.full((count, len(pact.terms)), choice)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_more_credible_power_can_stop_in_more_worlds(one, other):
    low, high = sorted((one, other))
    weak, choice = stopped(make_case(register=overruled(power__credibility=low)))
    strong, _ = stopped(make_case(register=overruled(power__credibility=high)))
    assert (weak.can(choice) <= strong.can(choice)).all()
    assert (weak.blocks(choice) <= strong.blocks(choice)).all()


def test_a_threat_that_nobody_believes_stops_nothing():
    nothing = overruled(power__credibility=0, power__inducement=0)
    veto, choice = stopped(make_case(register=nothing))
    gains = np.stack([pick(table, choice) for table in veto.gain])
    pays_all = (gains > 0).all(axis=0)
    assert pays_all.any()
    assert not veto.can(choice)[pays_all].any()


def test_a_power_without_a_stake_uses_only_what_costs_it_nothing():
    veto, choice = stopped(make_case(register=overruled(power__stake=0)))
    # cutting the first member costs the power nothing, cutting the second its oil
    assert not veto.pull[1].any()
    np.testing.assert_array_equal(veto.arms[0].cut.effect, veto.arms[0].cuts.full)
    assert veto.can(choice).any()


def test_endorsing_makes_a_power_want_to_block_less_and_opposing_more():
    def wanting(attitude):
        stance = Stance(
            actor="CCC", speaker="CCC", target="pact", attitude=attitude, claim="c"
        )
        veto, choice = stopped(make_case(stances=(stance,)))
        return veto.wants(choice).mean()

    silent = wanting("tolerates")
    assert wanting("endorses") < silent < wanting("opposes")


def test_a_stance_said_twice_counts_once():
    stance = Stance(
        actor="CCC", speaker="a", target="AAA", attitude="opposes", claim="1"
    )
    again = replace(stance, speaker="b", claim="2")
    other = replace(stance, target="EEE", attitude="endorses")
    case = make_case(stances=(stance, again, other))
    assert attitudes(case, case.pacts[0], "CCC") == ("opposes",)


def test_provocative_goods_are_wanted_less_than_food():
    def wanting(good):
        term = next(term for term in TERMS if term.good == good)
        case = make_case()
        pact = replace(case.pacts[0], terms=(term,))
        veto, choice = stopped(replace(case, pacts=(pact,)))
        return veto.wants(choice).mean()

    assert wanting("missile_technology") > wanting("food")


def test_a_cut_of_trade_alone_is_eased_by_goods_of_trade_alone():
    case = make_case(
        ties=(
            tie("CCC", "AAA", "trade", (0.8, 1.0)),
            tie("CCC", "AAA", "oil", (0.4, 0.7)),
            tie("CCC", "AAA", "sanctions_relief", (0.4, 0.7)),
        )
    )
    (pact,), worlds = case.pacts, Worlds(count=5)
    whole, trade = (
        threats(case, pact, worlds, ["CCC"], groups=groups) for groups in (None, TRADED)
    )
    table = payoffs(case, pact, worlds, threats=whole)
    full, alone = (vetoes(case, pact, table, t, worlds)[0] for t in (whole, trade))
    goods = [term.good for term in pact.terms]
    oil, relief = goods.index("oil"), goods.index("sanctions_relief")
    assert (full.eased[0, :, [oil, relief], -1] > 0).all()
    assert (alone.eased[:, :, oil] == full.eased[:, :, oil]).all()
    assert not alone.eased[:, :, relief].any()


def test_a_stance_toward_somebody_else_is_no_basis():
    case = make_case()
    (stance,) = case.stances
    other = replace(stance, target="EEE", claim="c-other")
    case = replace(case, stances=(stance, other))
    (pact,), worlds = case.pacts, Worlds(count=3)
    near = threats(case, pact, worlds, ["CCC"])
    (veto,) = vetoes(
        case, pact, payoffs(case, pact, worlds, threats=near), near, worlds
    )
    assert "c-x" in veto.basis
    assert "c-other" not in veto.basis
