"""What a denial or a charge is about is a claim of its own."""

from __future__ import annotations

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def read(text: str) -> tuple[Claim, ...]:
    return extract([Document(id="doc-1", name="example", text=text)])


def test_what_is_denied_without_a_name_is_denied_by_who_speaks() -> None:
    claims = read("Uganda has denied that diamonds changed hands.")
    assert [(one.polarity, one.certainty, one.attributed_to) for one in claims] == [
        ("negative", "denied", "UGA")
    ]


def test_a_denied_deed_is_that_of_who_denies_it() -> None:
    (claim,) = read("Chad denies having bombed the camps.")
    assert (claim.subject, claim.polarity) == ("TCD", "negative")


def test_an_idea_that_is_rejected_is_denied() -> None:
    claims = read("Kenya's foreign ministry rejected the idea that it had paid Uganda.")
    assert ("negative", "denied") in {(one.polarity, one.certainty) for one in claims}


def test_what_somebody_is_accused_of_is_a_claim_about_him() -> None:
    claims = read("Peru accused Chile of jamming its radio.")
    assert any(one.subject == "CHL" and one.relation != "ACCUSE" for one in claims)


def test_who_is_accused_of_nothing_he_did_has_one_claim() -> None:
    claims = read("Peru accused Chile of weakness.")
    assert {one.relation for one in claims} == {"ACCUSE"}
