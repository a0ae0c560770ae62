"""Bounds of claims are read in their units, and held against their year."""

from __future__ import annotations

import pytest

from suzerain.case.beside import DataPoint, SideBySide, side_by_side
from suzerain.case.case import Case
from suzerain.case.tie import Tie
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim


def claim(relation, number=1, **more):
    told = {"subject": "CHN", "object": "PRK", "kind": "quantity"} | more
    return Claim(
        id=f"c-{number}",
        doc="doc",
        start=0,
        end=1,
        quote="x",
        relation=relation,
        **told,
    )


def told(*claims, good="trade"):
    """Rows of a case in which China supplies North Korea, as claims say."""
    tie = Tie(
        provider="CHN",
        recipient="PRK",
        good=good,
        share=Spread(low=0.1, high=0.9),
        basis=tuple(one.id for one in claims),
    )
    case = Case(name="made", ties=(tie,), claims=claims)
    return {row.quantity: row for row in side_by_side(case, [])}


@pytest.mark.parametrize(
    ("more", "low", "high"),
    [
        ({"low": 0.8, "unit": "share"}, 0.8, None),
        ({"low": 80.0, "unit": "percent"}, 0.8, None),
        ({"value": 0.7, "unit": "share"}, 0.7, 0.7),
        ({"high": 0.5, "unit": "share"}, None, 0.5),
    ],
)
def test_a_share_keeps_its_open_end_and_its_unit(more, low, high):
    row = told(claim("TRADE_SHARE", good="trade", **more))["imports"]
    assert (row.low, row.high) == (low, high)


def test_several_claims_are_taken_together_and_an_open_end_stays_open():
    rows = told(
        claim("TRADE_SHARE", 1, low=0.8, unit="share"),
        claim("TRADE_SHARE", 2, low=0.7, high=0.9, unit="share"),
    )
    assert (rows["imports"].low, rows["imports"].high) == (0.7, None)


@pytest.mark.parametrize(
    ("unit", "length"),
    [("kilometres", 1400.0), ("miles", 2253.0816), ("nautical_miles", 2592.8)],
)
def test_a_length_is_read_in_its_unit(unit, length):
    row = told(claim("BORDER_LENGTH", low=1400.0, unit=unit))["border"]
    assert row.low == pytest.approx(length)
    assert row.unit == "km"


def test_a_length_that_is_denied_or_foretold_is_left_out():
    denied = claim("BORDER_LENGTH", low=1.0, unit="kilometres", polarity="negative")
    foretold = claim("BORDER_LENGTH", 2, low=1.0, unit="kilometres", kind="forecast")
    assert "border" not in told(denied, foretold)


def test_a_tie_without_a_number_is_marked_as_suggested():
    row = told(claim("SUPPLIES_GOODS", good="trade"))["imports"]
    assert row.suggested
    assert (row.low, row.high) == (0.1, 0.9)


def test_a_good_that_no_dataset_holds_is_unobserved():
    row = told(claim("OIL_SHARE", low=0.2, high=0.5, unit="share"), good="oil")[
        "supply"
    ]
    assert row.agree == "unobserved"


def beside(time, *points):
    return SideBySide(
        quantity="imports",
        words="x",
        good="trade",
        provider="CHN",
        recipient="PRK",
        unit="share",
        low=0.8,
        high=None,
        time=time,
        points=points,
    )


OLD = DataPoint(dataset="d", year=2010, value=0.6, low=0.5, high=0.7, side="below")
NEW = DataPoint(dataset="d", year=2023, value=0.97, low=0.96, high=0.98)


@pytest.mark.parametrize(
    ("time", "agree"), [(None, "inside"), (2009, "below"), (2024, "inside")]
)
def test_a_claim_is_held_against_the_data_of_its_year(time, agree):
    assert beside(time, OLD, NEW).agree == agree
    assert beside(time, NEW, OLD).agree == agree


def test_the_year_is_that_of_all_claims_or_none():
    dated = claim("TRADE_SHARE", low=0.8, unit="share", time="2010-05")
    other = claim("TRADE_SHARE", 2, low=0.8, unit="share", time="2012")
    assert told(dated)["imports"].time == 2010
    assert told(dated, other)["imports"].time is None
