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
]


@pytest.mark.parametrize(("text", "value", "low", "high", "unit"), STATED)
def test_a_quantity_keeps_its_bounds(
    text: str, value: float | None, low: float | None, high: float | None, unit: str
) -> None:
    found = find_quantities(text)[0]
    assert (found.value, found.low, found.high, found.unit) == (value, low, high, unit)


@pytest.mark.parametrize("text", ["in 2018 and 2019", "the 1950s", "G7", "an F-16"])
def test_dates_and_names_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@given(st.text(max_size=200))
def test_quantities_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for one in find_quantities(text):
        assert last <= one.start < one.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
        last = one.end
