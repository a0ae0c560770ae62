"""The deal each side should have struck, and the offer that breaks it."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from conftest import TERMS, make_case
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.change import change
from suzerain.case.pact import Term, ThirdPower
from suzerain.cli.schemas import read_schema
from suzerain.core.errors import NoPact, StrategyError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.strategy.attempt import Probe
from suzerain.strategy.best_terms import BestTerms, best_terms
from suzerain.strategy.lever import Push
from suzerain.strategy.offer import growth_for
from suzerain.strategy.setting import set_up
from suzerain.strategy.solution import solve
from suzerain.strategy.supply import Supply
from suzerain.strategy.target import Target
from suzerain.strategy.tolerance import pick


def short_case(terms: tuple[Term, ...] = TERMS[:4], **numbers: float) -> Case:
    case = make_case()
    (pact,) = case.pacts
    return change(replace(case, pacts=(replace(pact, terms=terms),)), numbers)


def found(case: Case, count: int = 100, **options) -> BestTerms:
    return best_terms(case, Worlds(count=count), **options)


def test_what_is_struck_is_what_solve_says():
    answer, solution = found(short_case()), solve(short_case(), Worlds(count=100))
    np.testing.assert_array_equal(answer.struck.level, solution.level)
    np.testing.assert_array_equal(answer.struck.surplus, solution.surplus)


def test_no_member_can_do_better_than_its_best_and_all_others_gain():
    answer = found(short_case())
    for m, deal in enumerate(answer.best.values()):
        np.testing.assert_array_equal(deal.exists, answer.struck.exists)
        assert (deal.surplus[m] >= answer.struck.surplus[m]).all()
        assert (deal.surplus[:, deal.exists] > 0).all()


def test_the_best_deal_is_that_of_a_plain_loop_over_all_bundles():
    case, worlds = short_case(**{"pact.levels": 3}), Worlds(count=15)
    setting = set_up(case, case.pacts[0], worlds, steps=3)
    answer = best_terms(case, worlds)
    table = setting.table.gain
    best = np.zeros((2, worlds.count))
    for bundle in itertools.product(range(3), repeat=4):
        choice = np.tile(bundle, (worlds.count, 1))
        gains = np.stack([pick(one, choice) for one in table])
        passed = (gains > 0).all(axis=0)
        for veto in setting.vetoes:
            passed &= ~veto.blocks(choice)
        best = np.where(passed, np.maximum(best, gains), best)
    for m, deal in enumerate(answer.best.values()):
        np.testing.assert_allclose(deal.surplus[m], best[m], rtol=1e-9, atol=1e-15)


def test_the_least_offer_is_the_gain_of_the_member():
    answer = found(short_case())
    for offer in answer.offers:
        np.testing.assert_array_equal(offer.least, answer.struck.surplus)
        assert (offer.lasting >= offer.least).all()


def test_an_offer_above_the_best_deal_breaks_every_pact_and_one_below_does_not():
    case = short_case(**{"power.credibility": 0, "power.inducement": 0})
    worlds = Worlds(count=1, seed=4)
    answer = best_terms(case, worlds)
    assert answer.struck.exists.all()
    probe = Probe(
        case=case,
        pact=case.pacts[0],
        worlds=Worlds(count=1, seed=4),
        target=Target(outcome="p_pact", threshold=0.5, below=True),
    )
    for m, member in enumerate(answer.struck.pact.members):
        most = float(answer.offers[0].lasting[m, 0])
        assert probe(Push(gifts={member: -1.01 * most})).value == 0
        assert probe(Push(gifts={member: -0.99 * most})).value == 1


@given(
    st.floats(0.01, 0.5),
    st.floats(0, 0.95),
    st.floats(1.5, 9),
    st.floats(1.1, 6),
    st.floats(1.001, 5),
)
def test_growth_is_the_inverse_of_what_growth_brings(weight, home, sigma, own, more):
    one = np.ones(1)
    supply = Supply(
        weight=weight * one,
        home=home * one,
        sigma=sigma * one,
        varsigma=own * one,
        evasion=0 * one,
    )
    worth = supply.welfare(more * one, added=True)
    np.testing.assert_allclose(1 + growth_for(supply, worth), more, rtol=1e-6)


def test_what_is_not_needed_is_never_enough_and_nothing_is_always():
    one = np.ones(1)
    supply = Supply(
        weight=0 * one, home=0 * one, sigma=4 * one, varsigma=2 * one, evasion=0 * one
    )
    assert np.isinf(growth_for(supply, one)).all()
    assert (growth_for(supply, 0 * one) == 0).all()


def test_an_outsider_gives_more_of_what_it_supplies_or_a_term_of_its_own():
    answer = found(short_case(), offer_by="CCC")
    (offer,) = answer.offers
    assert offer.whole["AAA", "oil"] == "tie"
    assert offer.whole["AAA", "missile_technology"] == "term"
    assert ("AAA", "food") not in offer.goods
    assert (offer.goods["AAA", "oil"] >= 0).all()


@settings(max_examples=4)
@given(st.randoms(use_true_random=False), st.integers(0, 99))
def test_the_order_of_actors_terms_and_ties_changes_nothing(random, seed):
    def shuffled(rows):
        rows = list(rows)
        random.shuffle(rows)
        return tuple(rows)

    case = short_case()
    (pact,) = case.pacts
    names = ("actors", "needs", "ties", "powers", "stances")
    other = replace(
        case,
        pacts=(replace(pact, terms=shuffled(pact.terms)),),
        **{name: shuffled(getattr(case, name)) for name in names},
    )
    one, two = (
        best_terms(c, Worlds(count=30, seed=seed)).to_dict() for c in (case, other)
    )

    def ordered(record):
        record["offers"].sort(key=lambda row: row["actor"])
        for deal in (record["struck"], *record["best"].values()):
            deal["terms"].sort(key=lambda row: row["id"])
        return record

    assert ordered(one) == ordered(two)


def test_a_worthless_term_changes_no_gain():
    term = Term(giver="AAA", taker="BBB", good="border_settlement")
    case = short_case((*TERMS[:4], term), **{"good.border_settlement.term_size": 0})
    one, two = found(short_case(), 40), found(case, 40)
    np.testing.assert_allclose(one.struck.surplus, two.struck.surplus, atol=1e-15)
    for code, deal in one.best.items():
        m = list(one.best).index(code)
        np.testing.assert_allclose(deal.surplus[m], two.best[code].surplus[m])
    assert not two.struck.level[:, -1].any()


def test_it_fits_its_schema_and_reads_aloud():
    answer = found(short_case(), 60)
    record = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    schema = json.loads(read_schema("terms"))
    jsonschema.Draft202012Validator(schema).validate(record)
    for offer in record["offers"]:
        assert sum(row["p_cheapest"] for row in offer["members"]) == pytest.approx(1)
    assert "could break it by paying" in str(answer)


def test_outsiders_with_the_same_offer_are_told_together():
    case = make_case()
    case = replace(
        case,
        actors=(*case.actors, Actor(code="FFF", name="FFF")),
        powers=(*case.powers, ThirdPower(actor="FFF", role="rival")),
    )
    answer = best_terms(case, Worlds(count=40))
    text = str(answer)
    for one in answer.offers:
        assert one.actor in text
        assert text.count(one.terms_in_words) == 1
    alike = {one.terms_in_words for one in answer.offers}
    assert len(alike) < len(answer.offers)
    assert text.count("could break it by paying") == len(alike)


def test_without_gains_there_is_nothing_to_break():
    case = short_case(**{f"good.{t.good}.term_size": 0 for t in TERMS[:4]})
    record = found(case, 20).to_dict()
    assert record["struck"]["p_pact"] == 0
    assert all(offer["cheapest"] is None for offer in record["offers"])


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(StrategyError, match="AAA is a member"):
        found(short_case(), 10, offer_by="AAA")
    with pytest.raises(UnknownActor, match="QQQ"):
        found(short_case(), 10, offer_by="QQQ")
    with pytest.raises(NoPact):
        best_terms(Case(name="empty"))


@pytest.mark.parametrize(("member", "payer"), [(2.0, 0.5), (0.5, 2.0)])
def test_an_offer_costs_more_the_larger_who_is_paid_and_the_smaller_who_pays(
    member, payer
):
    sizes = {"pact.relative_size.AAA": member, "pact.relative_size.EEE": payer}
    case = change(make_case(), sizes)
    (one,) = best_terms(case, Worlds(count=30), offer_by="EEE").offers
    np.testing.assert_allclose(one.cost[0], one.least[0] * member / payer)
