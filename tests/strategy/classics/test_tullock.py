"""Contests: nobody does better by spending otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.tullock import (
    contest_chance,
    contest_efforts,
    rent_seeking_effort,
)

worth = st.floats(0.1, 10)


@given(worth, worth, st.floats(0.1, 1.8))
def test_no_other_effort_pays_more(first, second, power):
    try:
        one, other = map(float, contest_efforts(first, second, decisiveness=power))
    except StrategyError:
        assume(False)
    for value, mine, theirs in ((first, one, other), (second, other, one)):
        had = value * float(contest_chance(mine, theirs, decisiveness=power)) - mine
        tried = np.linspace(0, 2 * value, 401)
        could = value * contest_chance(tried, theirs, decisiveness=power) - tried
        assert could.max() <= had + 1e-9 * value


@given(worth, worth, st.floats(0, 3))
def test_the_two_chances_add_up_to_one(one, other, power):
    total = contest_chance(one, other, decisiveness=power) + contest_chance(
        other, one, decisiveness=power
    )
    assert float(total) == pytest.approx(1)


@given(worth, worth, st.floats(0, 3), st.floats(0.01, 100))
def test_the_unit_of_capability_does_not_matter(one, other, power, unit):
    assert float(
        contest_chance(one * unit, other * unit, decisiveness=power)
    ) == pytest.approx(float(contest_chance(one, other, decisiveness=power)))


def test_capabilities_of_any_size_are_compared():
    assert float(contest_chance(1e200, 1e200, decisiveness=3)) == 0.5
    assert float(contest_chance(0, 1e-300)) == 0
    assert float(contest_chance(0, 0)) == 0.5


def test_like_sides_spend_what_two_sides_would():
    assert float(rent_seeking_effort(12, decisiveness=0.5)) == pytest.approx(
        float(contest_efforts(12, 12, decisiveness=0.5)[0])
    )


def test_more_sides_spend_less_each_and_more_together():
    each = rent_seeking_effort(1, contestants=np.arange(2, 8))
    assert (np.diff(each) < 0).all()
    assert (np.diff(each * np.arange(2, 8)) > 0).all()


def test_a_contest_that_no_pair_of_efforts_settles_is_refused():
    with pytest.raises(StrategyError, match="staying away"):
        contest_efforts(1, 10, decisiveness=1.5)
    with pytest.raises(StrategyError, match="more than they can win"):
        rent_seeking_effort(1, contestants=3, decisiveness=2)


@pytest.mark.parametrize("bad", [{"own": -1}, {"other": np.nan}, {"decisiveness": -2}])
def test_bad_input_is_refused(bad):
    with pytest.raises(StrategyError):
        contest_chance(**{"own": 1, "other": 1, **bad})
