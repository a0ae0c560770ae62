"""A denial is written as what it denies."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id


def read(text: str) -> tuple[Claim, ...]:
    return extract([Document(id=document_id(text), name="t", text=text)])


def denied(text: str) -> set[str]:
    return {
        f"{one.subject} {one.relation} {one.object} @{one.attributed_to}"
        for one in read(text)
        if one.certainty == "denied" and one.polarity == "negative"
    }


CHARGE = "Kenya says that Uganda bombed Rwanda. "


@pytest.mark.parametrize(
    "denial",
    [
        "Uganda denies this.",
        "Uganda has always denied it.",
        "Uganda denied responsibility.",
        "Uganda denied any involvement.",
        "Uganda rejected the accusation.",
        "Uganda dismissed the report.",
    ],
)
def test_what_is_denied_is_the_charge_before(denial: str) -> None:
    assert "UGA ASSAULT RWA @UGA" in denied(CHARGE + denial)


@pytest.mark.parametrize(
    "other",
    [
        "Uganda did not deny it.",
        "Uganda rejected the proposal.",
        "Uganda denied Kenya the loan.",
        "Chad denies this.",
    ],
)
def test_what_is_no_denial_of_it_is_none(other: str) -> None:
    assert "UGA ASSAULT RWA @UGA" not in denied(CHARGE + other)


def test_nobody_denies_what_the_paper_says_that_others_did_to_it() -> None:
    assert not denied("Kenya bombed Uganda. Uganda denies this.")


def test_who_says_that_it_did_not_do_it_denies_it() -> None:
    assert "UGA ASSAULT RWA @UGA" in denied("Uganda said that it did not bomb Rwanda.")


def test_what_others_say_was_not_done_is_reported() -> None:
    (claim,) = (
        one
        for one in read("Kenya said that Uganda did not bomb Rwanda.")
        if one.relation == "ASSAULT"
    )
    assert (claim.polarity, claim.certainty) == ("negative", "reported")


def test_what_one_will_not_do_is_no_denial() -> None:
    assert not denied("Uganda said that it would not bomb Rwanda.")
