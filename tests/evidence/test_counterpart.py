"""Whom a claim means beside the one its clause names."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.counterpart import Choice, best, choice_weights
from suzerain.evidence.extract import extract
from suzerain.sources.document import Block, Document


def _claims(text: str) -> tuple[Claim, ...]:
    return extract([Document(id="d", name="d", text=text)])


def test_the_way_with_the_greatest_weight_is_chosen() -> None:
    weights = choice_weights()
    low, high = (
        min(weights, key=weights.__getitem__),
        max(weights, key=weights.__getitem__),
    )
    ways = [
        Choice("KEN", "UGA", "o", (), (low,)),
        Choice("KEN", "TZA", "o", (), (high,)),
    ]
    assert best(ways).object == "TZA"


def test_of_equal_ways_the_first_is_chosen() -> None:
    ways = [Choice("KEN", code, "o", (), ()) for code in ("UGA", "TZA")]
    assert best(ways).object == "UGA"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Peru quarrels with Chile. Peru recalled its ambassador.", "CHL"),
        ("Ghana and Togo dispute a strip of sea. Ghana rejected the map on Monday.",
         "TGO"),
    ],
)  # fmt: skip
def test_an_act_at_nobody_is_at_the_one_that_the_text_quarrels_with(
    text: str, other: str
) -> None:
    assert {one.object for one in _claims(text) if one.object} >= {other}


def test_nobody_is_done_to_by_itself() -> None:
    text = "Peru and Chile are at odds. Chile was fined by a court. Peru protested."
    for one in _claims(text):
        assert not set(one.subject.split("+")) & set(one.object.split("+"))


def test_who_undergoes_an_act_in_the_passive_stays_its_object() -> None:
    text = "Nepal fears India. Nepal was threatened with a closed border."
    blocks = (Block(kind="body", start=0, end=len(text)),)
    claims = extract([Document(id="d", name="d", text=text, blocks=blocks)])
    assert not [
        one for one in claims if one.relation == "THREATEN" and one.subject == "NPL"
    ]
