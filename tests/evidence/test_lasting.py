"""Durations and firsts that go with what a sentence tells."""

from __future__ import annotations

import pytest

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def _claims(text: str, relation: str) -> list[Claim]:
    found = extract([Document(id="doc-1", name="a", text=text)])
    return [one for one in found if one.relation == relation]


@pytest.mark.parametrize(
    ("text", "sides", "value", "unit"),
    [
        (
            "Latvia leased the island to Sweden for 40 years.",
            {"LVA", "SWE"},
            40.0,
            "years",
        ),
        ("Chad bombed Libya for a week.", {"TCD", "LBY"}, 1.0, "weeks"),
        (
            "Peru signed a five-year contract with Japan.",
            {"PER", "JPN"},
            5.0,
            "years",
        ),
        (
            "Mali ended two decades of cooperation with France.",
            {"MLI", "FRA"},
            20.0,
            "years",
        ),
    ],
)
def test_what_lasts_is_told_with_the_sides_of_its_clause(
    text: str, sides: set[str], value: float, unit: str
) -> None:
    (claim,) = _claims(text, "DURATION")
    assert states(claim.subject) | states(claim.object) == sides
    assert (claim.value, claim.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Chad bombed Libya two weeks ago.",
        "Norway sells Poland a million tons of coal a year.",
        "Kenya has food for three weeks, and Ethiopia supplies more.",
        "India asked Nepal for two years of grace.",
        "Peru arrested a 40-year-old Chilean on Monday.",
    ],
)
def test_a_date_a_rate_and_an_age_are_no_duration(text: str) -> None:
    assert not _claims(text, "DURATION")


@pytest.mark.parametrize(
    ("text", "subject", "other"),
    [
        (
            "Chad became the first African country to recognise Kosovo.",
            "TCD",
            "XKX",
        ),
        (
            (
                "President Emmanuel Macron visited Cuba on Friday, the first French "
                "president ever to do so."
            ),
            "FRA",
            "CUB",
        ),
        (
            "It was the first time that Iceland had criticised Denmark.",
            "ISL",
            "DNK",
        ),
    ],
)
def test_a_first_is_told_with_the_sides_of_what_happens(
    text: str, subject: str, other: str
) -> None:
    (claim,) = _claims(text, "FIRST_SINCE")
    assert claim.subject.split("/")[0] == subject
    assert claim.object.split("/")[0] == other


def test_the_year_of_the_last_time_bounds_a_first() -> None:
    text = (
        "President Emmanuel Macron visited Cuba on Friday, the first visit "
        "since the revolt of 1959."
    )
    (claim,) = _claims(text, "FIRST_SINCE")
    assert (claim.low, claim.high, claim.unit) == (1959.0, 1959.0, "year")


@pytest.mark.parametrize(
    "text",
    [
        "First Chad bombed Libya, then it sent an envoy.",
        "The first ship from Norway reached Poland with coal.",
    ],
)
def test_an_order_of_things_is_no_first(text: str) -> None:
    assert not _claims(text, "FIRST_SINCE")


def test_a_length_in_a_compound_word_does_not_stop_the_reader() -> None:
    text = (
        "Peru and Chile held a two-minute call, a day-long siege and a year-end talk."
    )
    assert _claims(text, "CONSULT") is not None
