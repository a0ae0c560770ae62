"""A sentence makes each claim once, in the words that say most."""

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def told(text: str) -> list[str]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return [f"{one.subject} {one.relation} {one.object}".strip() for one in claims]


def test_a_share_says_that_the_goods_move() -> None:
    assert told("Chad gets 60% of its gas from Algeria.") == ["DZA GAS_SHARE TCD"]


def test_a_transfer_without_a_share_stays() -> None:
    assert told("Chad gets its gas from Algeria.") == ["DZA SUPPLIES_ENERGY TCD"]


def test_who_denies_a_deed_is_not_told_twice() -> None:
    found = told("Peru denies that it shelled Ecuador.")
    assert "PER ASSAULT ECU" in found
    assert "PER DENIES" not in found


def test_a_denial_of_nothing_else_stays() -> None:
    assert any("DENIES" in line for line in told("Peru denied the report."))


def test_arms_given_are_not_told_as_support_too() -> None:
    found = told("Iran sends rifles to Syria to support Syria.")
    assert found == ["IRN SUPPLIES_ARMS SYR"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya lent Uganda money for a port.", "KEN AID UGA"),
        ("Oman sold fighters to Qatar.", "OMN SUPPLIES_ARMS QAT"),
        ("Oman sent fighters to Qatar.", "OMN TROOPS_IN QAT"),
    ],
)
def test_what_is_given_is_not_what_it_is_for(text: str, wanted: str) -> None:
    assert told(text) == [wanted]


def test_a_number_of_another_verb_is_not_the_number_of_a_claim() -> None:
    text = "Brazil sold oil to three provinces of Bolivia."
    claims = extract([Document(id="doc-1", name="a", text=text)])
    assert [(one.low, one.high) for one in claims] == [(None, None)]
