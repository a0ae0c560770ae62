"""Dates are read as printed, or counted from the day of print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.dates import find_dates
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document

PRINTED = [
    ("signed in September 2023", "2023-09"),
    ("signed on 12 June 2018", "2018-06-12"),
    ("signed on June 12, 2018", "2018-06-12"),
    ("signed on the 3rd of June 2018", "2018-06-03"),
    ("signed on Oct. 8, 1987", "1987-10-08"),
    ("in the spring of 1994", "1994"),
    ("since 2000", "2000"),
    ("on 2018-06-12", "2018-06-12"),
    ("on 31 February 2018", "2018-02"),
]


@pytest.mark.parametrize(("text", "iso"), PRINTED)
def test_a_printed_date_is_written_as_iso(text: str, iso: str) -> None:
    assert [one.iso for one in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "under the treaty of 1904",
        "the war of 1973",
        "2000 soldiers",
        "in May",
        "on Tuesday",
        "MANAMA, Oct. 8, 1987 - Jets hit a ship.",
    ],
)
def test_the_year_of_a_name_a_count_or_a_dateline_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


TOLD = [
    ("last May", "2023-05"),
    ("last February", "2024-02"),
    ("in April", "2023-04"),
    ("in January", "2024-01"),
    ("on Tuesday", "2024-03-05"),
    ("last Friday", "2024-03-01"),
    ("next Friday", "2024-03-08"),
    ("yesterday", "2024-03-05"),
    ("two years ago", "2022"),
    ("last year", "2023"),
    ("next month", "2024-04"),
    ("three months ago", "2023-12"),
    ("ten days ago", "2024-02-25"),
]


@pytest.mark.parametrize(("text", "iso"), TOLD)
def test_a_day_is_counted_from_the_day_of_print(text: str, iso: str) -> None:
    found = find_dates(f"It left {text}.", "2024-03-06")  # a Wednesday
    assert [(one.iso, one.told) for one in found] == [(iso, True)]


def test_the_date_of_an_added_clause_is_not_that_of_the_sentence() -> None:
    text = "Israel, which armed Iran in 1985, attacked Syria in May 2007."
    claims = extract([Document(id="doc-1", name="t", text=text)])
    assert {one.relation: one.time for one in claims} == {
        "SUPPLIES_ARMS": "1985",
        "ASSAULT": "2007-05",
    }


def test_what_is_told_from_the_day_of_print_is_news_and_no_history() -> None:
    text = "Egypt attacked Libya last May."
    document = Document(id="doc-1", name="t", text=text, published="2024-03-06")
    (claim,) = extract([document])
    assert (claim.time, claim.kind) == ("2023-05", "event")


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_that_is_printed_in_full_is_read(day: date) -> None:
    text = f"It was signed on {day.day} {day:%B} {day.year}."
    assert [one.iso for one in find_dates(text)] == [day.isoformat()]


def times(text: str, published: str = "") -> dict[str, str]:
    document = Document(id="doc-1", name="t", text=text, published=published)
    return {one.relation: one.time for one in extract([document])}


@pytest.mark.parametrize(
    ("text", "relation", "time"),
    [
        ("Peru and Chile signed a treaty in June 2024.", "PACT", "2024-06"),
        ("Peru and Chile signed an accord in 1994.", "PACT", "1994"),
        ("Chad has sold drones to Sudan since 2015.", "SUPPLIES_ARMS", "2015"),
        ("Chad sold drones to Sudan until 1975.", "SUPPLIES_ARMS", "1975"),
        ("Between 2014 and 2016 Chad sold drones to Sudan.", "SUPPLIES_ARMS", "2014"),
        ("From 1914 to 1918 Chad sold guns to Sudan.", "SUPPLIES_ARMS", "1914"),
        ("In the 1970s Chad sold drones to Sudan.", "SUPPLIES_ARMS", "1970"),
        ("In 1985 the army of Chad left its camp and bombed Sudan.", "ASSAULT", "1985"),
        ("Peru is bound to Chile by a treaty of 1904.", "PACT", "1904"),
    ],
)
def test_an_act_has_the_date_that_its_sentence_prints(
    text: str, relation: str, time: str
) -> None:
    assert times(text)[relation] == time


@pytest.mark.parametrize(
    "text",
    [
        "Chad sold drones to Sudan after the coup in 1973.",
        "Chad sold drones to Sudan, its largest delivery since 1975.",
    ],
)
def test_the_date_of_something_else_is_not_that_of_the_act(text: str) -> None:
    assert times(text)["SUPPLIES_ARMS"] == ""


def test_the_second_of_two_years_is_a_date_of_its_own_without_a_range() -> None:
    text = "Chad bombed Sudan in 1948, and in 1961 it sold drones to Peru."
    assert times(text) == {"ASSAULT": "1948", "SUPPLIES_ARMS": "1961"}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Chad will send troops to Sudan in May.", "2024-05"),
        ("Chad will send troops to Sudan on Friday.", "2024-03-08"),
        ("Chad sent troops to Sudan in May.", "2023-05"),
    ],
)
def test_a_month_lies_ahead_in_what_is_still_to_come(text: str, time: str) -> None:
    assert times(text, "2024-03-06")["TROOPS_IN"] == time


def test_what_came_two_days_before_something_else_has_no_date() -> None:
    text = "Chad bombed Sudan two days before the vote."
    assert times(text, "2024-03-06")["ASSAULT"] == ""
