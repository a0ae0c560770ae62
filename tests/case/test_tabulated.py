"""Measured shares take the place of stated ones, and age on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.tabulated import drifted, latest, with_observations, year_of
from suzerain.case.tie import Tie
from suzerain.case.trace import trace_cell
from suzerain.core.assumption import load_register
from suzerain.core.errors import UnknownReference
from suzerain.core.spread import Spread
from suzerain.evidence.observation import DataCell, Observation
from suzerain.evidence.tabulate import doubted

REGISTER = load_register()


def observed(value=0.8, year=2014, quantity="imports", dataset="cow-trade", **more):
    """A made observation: what a dataset says of North Korea's trade with China."""
    cell = DataCell(
        dataset=dataset,
        version="4.0",
        table="dyads",
        key=f"{year}.PRK.CHN",
        column="flow",
        value=3883.0,
        unit="million current USD",
    )
    told = {"good": "trade", "provider": "CHN", "recipient": "PRK"} | more
    return Observation(
        quantity=quantity,
        year=year,
        value=value,
        spread=doubted(value, 0.2),
        unit="share",
        cells=(cell,),
        basis=("dataset.trade_reports",),
        **told,
    )


def made_case(as_of="2024-10-28", goods=("trade", "oil"), share=(0.6, 0.9)):
    """A made case: China is said to provide much of North Korea's trade."""
    return Case(
        name="made",
        as_of=as_of,
        actors=tuple(Actor(code=code, name=code) for code in ("PRK", "CHN", "RUS")),
        needs=tuple(
            Need(actor="PRK", good=good, weight=Spread.point(0.1), home=Spread.point(0))
            for good in goods
        ),
        ties=(
            Tie(
                provider="CHN",
                recipient="PRK",
                good="trade",
                share=Spread(low=share[0], high=share[1]),
            ),
        ),
    )


def ties(case):
    return {tie.id: tie for tie in case.ties}


def test_a_measured_share_takes_the_place_of_a_stated_one():
    filled = with_observations(made_case(as_of="2014"), [observed()])
    tie = ties(filled)["tie.trade.CHN.PRK"]
    assert (tie.share.low, tie.share.high) == pytest.approx((0.7661, 0.8301), abs=1e-4)
    assert "in place of 0.6 to 0.9, which articles state or suggest" in tie.notes


def test_a_tie_that_no_article_tells_is_added_where_there_is_a_need():
    others = [
        observed(0.1, provider="RUS"),
        observed(0.3, provider="RUS", good="oil", quantity="supply", dataset="baci"),
        observed(0.3, provider="RUS", good="gas", quantity="supply", dataset="baci"),
        observed(0.3, provider="JPN"),
    ]
    filled = with_observations(made_case(as_of="2014"), others)
    assert set(ties(filled)) == {
        "tie.trade.CHN.PRK",
        "tie.trade.RUS.PRK",
        "tie.oil.RUS.PRK",
    }


def test_nothing_measured_changes_nothing():
    case = made_case()
    assert with_observations(case, []).ties == case.ties


def test_shares_of_both_ways_of_trade_and_lengths_become_no_tie():
    seen = [observed(quantity="trade"), observed(quantity="border", good="")]
    assert with_observations(made_case(), seen).ties == made_case().ties


def test_the_latest_observation_counts_and_of_one_year_the_surest():
    rough = observed(0.7, 2023)
    sure = Observation(
        **{
            name: getattr(rough, name)
            for name in Observation.__slots__
            if name not in {"spread", "value"}
        },
        value=0.97,
        spread=Spread(low=0.965, high=0.975),
    )
    for order in ([observed(), rough, sure], [sure, rough, observed()]):
        assert latest(order)["CHN", "PRK", "trade"] is sure


def test_an_old_share_is_less_sure_than_a_fresh_one():
    fresh, old = (drifted(observed(), year, REGISTER) for year in (2014, 2024))
    assert (fresh.low, fresh.high) == pytest.approx((0.7661, 0.8301), abs=1e-4)
    assert (old.low, old.high) == pytest.approx((0.5747, 0.9221), abs=1e-4)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_more_years_never_make_a_share_surer(one, other, value):
    seen = observed(value)
    near = drifted(seen, 2014 + min(one, other), REGISTER)
    far = drifted(seen, 2014 + max(one, other), REGISTER)
    assert far.low <= near.low <= near.high <= far.high


def test_without_a_date_shares_age_to_the_latest_observation():
    seen = [observed(), observed(0.5, 2023, provider="RUS")]
    tie = ties(with_observations(made_case(as_of=""), seen))["tie.trade.CHN.PRK"]
    assert "widened for the years to 2023" in tie.notes


def test_shares_that_exceed_the_whole_are_brought_down():
    seen = [observed(0.8), observed(0.7, provider="RUS")]
    filled = with_observations(made_case(as_of="2014"), seen)
    assert sum(tie.share.low for tie in filled.ties) <= 1 + 1e-9
    assert any("exceed the whole" in gap for gap in filled.gaps)


def test_a_measured_tie_is_traced_to_the_cell_of_its_dataset():
    filled = with_observations(made_case(), [observed()])
    trace = trace_cell(filled, "tie.trade.CHN.PRK")
    (cell,) = [step for step in trace.walk() if step.kind == "data"]
    assert cell.id == "cell.cow-trade.dyads.2014.PRK.CHN.flow"
    assert cell.value == "3,883 million current USD"
    assert "4.0" in cell.source
    assert trace.is_grounded
    assert {"dataset.trade_reports", "dataset.drift"} <= {
        step.id for step in trace.walk()
    }
    assert trace_cell(filled, cell.id) == cell


def test_a_case_without_datasets_knows_no_such_cell():
    with pytest.raises(UnknownReference):
        trace_cell(made_case(), "cell.cow-trade.dyads.2014.PRK.CHN.flow")


@pytest.mark.parametrize(("as_of", "year"), [("2024-10-28", 2024), ("", None)])
def test_the_year_of_a_case_is_that_of_its_sources(as_of, year):
    assert year_of(made_case(as_of=as_of)) == year
