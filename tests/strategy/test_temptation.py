"""What breaking a promise brings, against what keeping it brings."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from suzerain.strategy.classics.folk import least_patience
from suzerain.strategy.temptation import (
    Round,
    least_weight,
    most_tempting,
    tranches_needed,
)

GIVER, TAKER = np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])
worth = arrays(np.float64, (1, 4), elements=st.floats(0.01, 2))
chance = arrays(np.float64, (1, 4), elements=st.floats(0.05, 1))
parts = st.floats(1, 50)


def deal(benefit, cost, seen=None, kept=None) -> Round:
    ones = np.ones((1, 4))
    return Round(
        count=2,
        giver=GIVER,
        taker=TAKER,
        benefit=benefit,
        cost=cost,
        seen=ones if seen is None else seen,
        kept=0 * ones if kept is None else kept,
    )


def bar(now: Round, tranches: float = 1):
    return least_weight(now.temptation, now.future(np.array([tranches])))


@pytest.mark.parametrize(
    ("hazard", "published"), [(0, 0.5), (0.02, 0.5102), (0.05, 0.5263), (0.1, 0.5556)]
)
def test_a_hazard_raises_the_patience_that_a_promise_needs(hazard, published):
    # theory note F, durability with hazard: T = 2, R = 1, P = 0
    give = Round(
        count=2,
        giver=np.array([0, 1]),
        taker=np.array([1, 0]),
        benefit=np.full((1, 2), 2.0),
        cost=np.ones((1, 2)),
        seen=np.ones((1, 2)),
        kept=np.zeros((1, 2)),
    )
    needed = bar(give) / (1 - hazard)
    np.testing.assert_allclose(needed, published, atol=5e-5)
    folk = least_patience(temptation=2, reward=1, punishment=0, hazard=hazard)
    np.testing.assert_allclose(needed, folk)


@given(worth, chance)
def test_no_set_of_promises_tempts_more_than_the_one_found(cost, seen):
    sets = chain.from_iterable(combinations(range(4), n) for n in range(1, 5))
    most = max(
        cost[0, list(s)].sum() / (1 - np.prod(1 - seen[0, list(s)])) for s in sets
    )
    assert most_tempting(cost, seen)[0] == pytest.approx(most)


@given(worth, worth, chance)
def test_seeing_breaches_more_surely_never_makes_a_pact_harder_to_keep(
    benefit, cost, seen
):
    surer = np.sqrt(seen)
    before = bar(deal(benefit, cost, seen))
    assert (bar(deal(benefit, cost, surer)) <= before + 1e-9).all()


@given(worth, worth, chance, parts, st.floats(1, 4))
def test_more_parts_never_make_a_pact_harder_to_keep(benefit, cost, kept, few, more):
    now = deal(benefit, cost, kept=kept * [[1, 0, 1, 0]])
    assert (bar(now, few * more) <= bar(now, few) + 1e-9).all()


@given(worth, worth, chance, st.floats(0.3, 0.99))
def test_the_number_of_parts_found_is_the_least_that_is_enough(
    benefit, cost, kept, weight
):
    now = deal(benefit, cost, kept=kept * [[1, 0, 1, 0]])
    found = tranches_needed(now.temptation, now, np.array([weight]))[0]
    for member in range(2):
        tried = [n for n in range(1, 400) if bar(now, n)[0, member] <= weight + 1e-12]
        if found[member] < 400:
            assert tried
            assert abs(found[member] - tried[0]) <= 1e-6 * tried[0] + (
                1 if abs(bar(now, tried[0])[0, member] - weight) < 1e-9 else 0
            )
        else:
            assert not tried


def test_a_good_given_at_once_is_not_paid_for():
    # who has the know-how has no more reason to pay for it, however patient
    now = deal(
        np.array([[2.0, 0, 2.0, 0]]),
        np.array([[0.5, 0, 0.5, 0]]),
        kept=np.array([[1.0, 0, 0, 0]]),
    )
    assert np.isinf(bar(now)[0, 1])
    assert bar(now, 2)[0, 1] == pytest.approx(0.5)
    assert bar(now, 1000)[0, 1] == pytest.approx(0.25, abs=1e-3)


def test_a_flow_that_pays_for_such_a_good_lapses_with_it():
    now = deal(
        np.array([[2.0, 0, 2.0, 0]]),
        np.array([[0.5, 0, 0.5, 0]]),
        kept=np.array([[1.0, 0, 0, 0]]),
    )
    np.testing.assert_allclose(now.lapsing, [[1, 0, 1, 1]])
    half = replace(now, benefit=np.array([[2.0, 2.0, 2.0, 0]]))
    np.testing.assert_allclose(half.lapsing, [[1, 0, 0.5, 0.5]])


@given(worth, worth, st.floats(0.1, 10))
def test_the_unit_of_welfare_changes_nothing(benefit, cost, unit):
    np.testing.assert_allclose(
        bar(deal(unit * benefit, unit * cost)), bar(deal(benefit, cost)), rtol=1e-9
    )


@given(worth, worth)
def test_swapping_the_members_mirrors_the_result(benefit, cost):
    now = deal(benefit, cost)
    turned = replace(now, giver=TAKER, taker=GIVER)
    np.testing.assert_allclose(bar(turned), bar(now)[:, ::-1])


def test_who_promises_nothing_breaks_nothing():
    now = deal(np.ones((1, 4)), np.array([[0.0, 0, 5, 5]]))
    assert bar(now)[0, 0] == 0
    assert np.isinf(bar(now)[0, 1])
