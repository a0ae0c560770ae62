"""Whether keeping a pact pays each member."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import TERMS, make_case, need

from suzerain.case.event import Event
from suzerain.core.assumption import load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.consent import consents_in
from suzerain.strategy.enforcement import Enforcement, enforcement
from suzerain.strategy.promise import at_war, ending
from suzerain.strategy.setting import set_up

COUNT = 300


def kept(case, **changes) -> Enforcement:
    worlds = Worlds(count=COUNT)
    chosen = replace(case.pacts[0], **changes)
    game = set_up(case, chosen, worlds, steps=3)
    deals = consents_in(game)
    return enforcement(case, game.pact, worlds, game.table, deals.unwatched)


def pinned(**numbers):
    register = load_register()
    return make_case(
        register=register.overrule(
            replace(register[name.replace("__", ".")], spread=Spread.point(value))
            for name, value in numbers.items()
        )
    )


def test_shares_and_thresholds_are_in_range(case):
    found = kept(case)
    assert 0 < found.p_self_enforcing < 1
    for term in (found.pact, *found.terms):
        assert 0 <= term.p_self_enforcing <= 1
        assert term.critical_discount is None or 0 <= term.critical_discount < 1
        assert term.critical_hazard is None or 0 <= term.critical_hazard <= 1
    assert found.to_dict()["p_self_enforcing"] == found.p_self_enforcing


def test_the_pact_holds_where_every_member_keeps_all_its_promises(case):
    found = kept(case)
    share = found.keeps.all(axis=0)[found.exists].mean()
    assert found.p_self_enforcing == pytest.approx(share)


def test_a_war_that_may_end_never_makes_a_pact_easier_to_keep(case):
    peace, war = kept(case), kept(case, during_war=True)
    assert (war.keeps <= peace.keeps).all()
    assert war.p_self_enforcing < peace.p_self_enforcing
    assert (war.worth <= peace.worth + 1e-12).all()


def test_a_higher_hazard_never_makes_a_pact_easier_to_keep():
    shares = [
        kept(pinned(forecast__pact_end=rate)).p_self_enforcing
        for rate in (0, 0.1, 0.5, 2)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


def test_more_parts_never_make_a_pact_harder_to_keep():
    found = [kept(pinned(enforcement__tranches=n)) for n in (1, 2, 8)]
    shares = [one.p_self_enforcing for one in found]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_with_the_parts_it_needs_a_term_is_kept_as_often_as_is_told():
    often = kept(pinned(enforcement__tranches=100))
    told = kept(pinned(enforcement__tranches=1))
    for term, staged in zip(told.terms, often.terms, strict=True):
        if term.p_with_tranches is not None:
            assert staged.p_self_enforcing == pytest.approx(
                term.p_with_tranches, abs=0.01
            )


def test_only_goods_that_stay_with_their_taker_are_staged(case):
    found = {term.id: term.p_with_tranches for term in kept(case).terms}
    assert found["term.missile_technology.BBB.AAA"] is not None
    assert found["term.oil.BBB.AAA"] is None


def test_patience_above_the_threshold_keeps_the_pact_in_half_of_the_worlds(case):
    told = kept(case).pact.critical_discount
    assert told is not None
    some = pinned(dynamics__discount=told)
    assert kept(some).p_self_enforcing == pytest.approx(0.5, abs=0.02)


def test_no_pact_has_no_share(case):
    term = replace(case.pacts[0].terms[0])
    found = kept(replace(case, powers=()), terms=(term,))
    assert found.p_self_enforcing is None
    assert found.to_dict()["worth"] == {}
    assert str(found) == "  no pact to keep"


def test_it_reads_as_who_may_break_what(case):
    text = str(kept(case))
    assert text.startswith("  it enforces itself in ")
    assert "artillery and shells from AAA to BBB" in text


def test_who_takes_a_lasting_good_and_gives_a_flow_would_stop_paying():
    # AAA gets know-how that stays, and has nothing else to wait for
    terms = (TERMS[0], replace(TERMS[2], status="observed"))
    needs = (
        need("BBB", "artillery", 0.2, 0.1),
        need("AAA", "missile_technology", 0.2, 0.1),
    )
    numbers = {"dynamics.upkeep": 0, "enforcement.tranches": 1}
    register = load_register()
    pins = [
        replace(register[name], spread=Spread.point(value))
        for name, value in numbers.items()
    ]
    case = make_case(
        needs=needs, powers=(), stances=(), register=register.overrule(pins)
    )
    found = kept(case, terms=terms)
    (know_how,) = (term for term in found.terms if "missile" in term.id)
    assert know_how.p_self_enforcing == 0
    assert know_how.defector == "AAA"
    assert know_how.tranches >= 2
    assert know_how.p_with_tranches > 0.5
    assert "from BBB to AAA; AAA would stop paying; in " in str(found)


def test_those_at_war_are_the_ones_that_sources_name(case):
    attack = Event(time="", actor="BBB", relation="ASSAULT", target="EEE", claim="c")
    fighting = replace(case, events=(attack,))
    assert at_war(fighting, case.pacts[0]) == ("BBB",)
    assert at_war(case, case.pacts[0]) == ("AAA", "BBB")


def test_only_a_pact_of_a_war_ends_with_it(case):
    worlds = Worlds(count=5)
    pact = case.pacts[0]
    war = ending(case, replace(pact, during_war=True), worlds)
    rate = case.register.draw(worlds, "forecast.war_end")
    np.testing.assert_allclose(war, ending(case, pact, worlds) + rate)
