from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.core.worlds import Worlds
from suzerain.outlook.afterlife import chance_to_outlive, cooperation_bar, outlives_war

RATE = st.floats(0.01, 3)


@pytest.mark.parametrize(
    ("hazard", "bar"), [(0, 0.5), (0.02, 0.5102), (0.05, 0.5263), (0.1, 0.5556)]
)
def test_the_patience_that_keeps_a_promise_rises_with_the_hazard(hazard, bar):
    assert cooperation_bar(2, 1, 0, hazard) == pytest.approx(bar, abs=5e-5)


@given(RATE, RATE, RATE, RATE)
def test_a_pact_never_gains_by_more_hazard(war, pact, after, years):
    def chance(*rates):
        return float(chance_to_outlive(*(np.array([rate]) for rate in rates))[0])

    here = chance(war, pact, after, years)
    assert 0 <= here <= 1
    assert chance(war, pact * 2, after, years) <= here
    assert chance(war, pact, after * 2, years) <= here


def test_the_closed_form_agrees_with_a_race_of_two_clocks():
    rng = np.random.default_rng(5)
    war, ends = rng.exponential(1 / 0.4, 200_000), rng.exponential(1 / 0.1, 200_000)
    later = rng.exponential(1 / 0.3, 200_000)
    raced = ((war < ends) & (later > 1)).mean()
    rates = (np.array([rate]) for rate in (0.4, 0.1, 0.3, 1.0))
    assert chance_to_outlive(*rates)[0] == pytest.approx(raced, abs=0.005)


def test_a_pact_that_sources_call_temporary_is_less_likely_to_last():
    war = replace(make.pact, during_war=True, basis=("c-1",))
    brief = replace(war, temporary=True)
    lasting = outlives_war(make.case(pacts=(war,)), Worlds(count=500))
    short = outlives_war(make.case(pacts=(brief,)), Worlds(count=500))
    assert short.probability.median < lasting.probability.median
    (reason,) = short.reasons
    assert reason.without == pytest.approx(lasting.probability.median)
    assert reason.change < 0
    assert {"c-1", "forecast.temporary"} <= set(reason.basis)


def test_without_a_war_there_is_nothing_to_outlive():
    assert outlives_war(make.case(), Worlds(count=2)) is None
    assert outlives_war(make.case(pacts=()), Worlds(count=2)) is None
