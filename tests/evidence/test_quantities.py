"""Numbers are read with the bounds and units that the source states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.quantities import find_quantities

STATED = [
    ("at least 80% of the trade", None, 0.8, None, "share"),
    ("no less than 40 per cent", None, 0.4, None, "share"),
    ("25-50 % of its coal", None, 0.25, 0.5, "share"),
    ("between a third and a half of its gas", None, 0.333333, 0.5, "share"),
    ("two thirds of exports", 0.666667, 0.666667, 0.666667, "share"),
    ("nearly 90 per cent of imports", 0.9, None, None, "share"),
    ("most of the oil", None, 0.5, None, "share"),
    ("more than ten thousand soldiers", None, 10000, None, "soldiers"),
    ("up to 500 drones", None, None, 500, "drones"),
    ("over 1,400 km", None, 1400, None, "kilometres"),
    ("from 10 to 20 aircraft", None, 10, 20, "aircraft"),
    ("tens of thousands of workers", None, 10000, None, "people"),
    ("dozens of tanks", None, 24, None, "vehicles"),
    ("$3.5 billion", 3.5e9, 3.5e9, 3.5e9, "usd"),
    ("3 to 5 billion dollars", None, 3e9, 5e9, "usd"),
    ("met twice", 2, 2, 2, "times"),
    ("three meetings", 3, 3, 3, "meetings"),
    ("the first visit there since 1991", 1991, 1991, 1991, "year"),
    ("the 30th anniversary of the treaty", 30, 30, 30, "years"),
    ("40 % or more", None, 0.4, None, "share"),
    ("50,000 soldiers or more", None, 50000, None, "soldiers"),
    ("some 500 tanks or so", 500, None, None, "vehicles"),
    ("twenty millions of cubic metres", 2e7, 2e7, 2e7, "cubic_metres"),
    ("150 millions of dollars", 1.5e8, 1.5e8, 1.5e8, "usd"),
    ("half a million refugees", 5e5, 5e5, 5e5, "people"),
    ("half a dozen frigates", 6, 6, 6, "ships"),
    ("two dozen aircraft", 24, 24, 24, "aircraft"),
    ("two and a half billion euros", 2.5e9, 2.5e9, 2.5e9, "eur"),
    ("USD 5m in loans", 5e6, 5e6, 5e6, "usd"),
    ("500 crore rupees", 5e9, 5e9, 5e9, "inr"),
    ("\u20b9300", 300, 300, 300, "inr"),
    ("3 billion Hong Kong dollars", 3e9, 3e9, 3e9, "usd"),
    ("one in five barrels", 0.2, 0.2, 0.2, "share"),
    ("nine-tenths of its oil", 0.9, 0.9, 0.9, "share"),
    ("just under a third of its trade", None, None, 0.333333, "share"),
    ("trade tripled", 3, 3, 3, "times"),
    ("exports nearly doubled", 2, None, None, "times"),
    ("a threefold rise", 3, 3, 3, "times"),
    ("no more than a dozen ships", None, None, 12, "ships"),
    ("its first visit since May 2000", 2000, 2000, 2000, "year"),
    ("hundreds of demonstrators", None, 100, None, "people"),
    ("scores of villagers", None, 40, None, "people"),
]


@pytest.mark.parametrize(("text", "value", "low", "high", "unit"), STATED)
def test_a_quantity_keeps_its_bounds(
    text: str, value: float | None, low: float | None, high: float | None, unit: str
) -> None:
    found = find_quantities(text)[0]
    assert (found.value, found.low, found.high, found.unit) == (value, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "in 2018 and 2019",
        "the 1950s",
        "G7",
        "an F-16",
        "on 28 April",
        "Oct. 8, 1987",
        "the third meeting",
        "a third country",
        "for the fifth time",
        "in March 1994",
        "Oct. 8, 1987 - Iraqi jets",
        "the 2003 war",
        "the treaty of 1904",
    ],
)
def test_dates_and_names_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@given(st.text(max_size=200))
def test_quantities_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for one in find_quantities(text):
        assert last <= one.start < one.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
        last = one.end


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$2 billion a year", "year"),
        ("300,000 tonnes annually", "year"),
        ("500 drones per month", "month"),
        ("$2 billion", ""),
    ],
)
def test_a_rate_says_what_time_it_counts_for(text: str, per: str) -> None:
    assert find_quantities(text)[0].per == per
