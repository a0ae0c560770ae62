"""A review under way: cards, decisions, and what happens when two decide at once."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pages import case_of

from suzerain.app.cards import card_of, cards_of, page_of, told_of
from suzerain.app.review import Outdated, Review, WrongEdit
from suzerain.case.files import read_case
from suzerain.case.review import FILE
from suzerain.cli.schemas import read_schema
from suzerain.core.errors import CaseError, UnknownReference

TEXT = (
    "Peru and Bolivia signed a pact in Sucre in April 2031. "
    "Peru will send grain to Bolivia. "
    "Bolivia supplies Peru with drones. "
    "Brazil buys at least 60 % of Bolivia's gas exports."
)


@pytest.fixture
def review(tmp_path):
    return Review(case_of(tmp_path / "case", TEXT), "Ada")


def find(review, relation):
    return next(claim for claim in review.claims if claim.relation == relation)


def test_a_decision_is_on_the_disk_before_the_next(review):
    claim = review.claims[0]
    made = review.decide("accept", claim.id)
    line = json.loads((review.folder / FILE).read_text())
    assert line["id"] == made.id
    assert line["reviewer"] == "Ada"
    assert line["extractor"] == claim.extractor
    assert line["sha256"] == review.case.documents[0].sha256
    assert review.status(claim.id) == "accepted"


def test_progress_counts_claims_that_were_decided_on(review):
    total = len(review.claims)
    review.decide("accept", review.claims[0].id)
    review.decide("reject", review.claims[1].id)
    assert review.progress == f"2 of {total} reviewed"
    review.decide("undo", review.claims[1].id)
    assert review.progress == f"1 of {total} reviewed"


def test_who_saw_an_older_state_cannot_overwrite_a_newer_one(review):
    other = Review(review.folder, "Ben")
    claim = review.claims[0].id
    review.decide("accept", claim, seen="")
    with pytest.raises(Outdated):
        other.decide("reject", claim, seen="")
    assert other.status(claim) == "accepted"
    other.decide("reject", claim, seen=card_of(other, other.find(claim))["latest"])
    review.refresh()
    assert review.status(claim) == "rejected"


def test_two_programs_lose_no_decision_of_one_another(review):
    other = Review(review.folder)
    for number, claim in enumerate(review.claims):
        (review, other)[number % 2].decide("accept", claim.id)
    assert Review(review.folder).reviewed == len(review.claims)


def test_an_edit_keeps_only_what_changed(review):
    claim = review.claims[0]
    whole = {"subject": claim.subject, "relation": claim.relation, "time": "2030"}
    made = review.decide("edit", claim.id, fields=whole)
    assert made.fields == {"time": "2030"}
    card = card_of(review, review.find(claim.id))
    assert card["was"] == {"time": claim.time}
    assert card["status"] == "edited"


def test_an_edit_without_a_change_accepts(review):
    claim = review.claims[0]
    assert review.decide("edit", claim.id, fields={"time": claim.time}).action == (
        "accept"
    )


def test_an_edit_back_to_what_was_read_is_kept(review):
    claim = review.claims[0]
    review.decide("edit", claim.id, fields={"time": "2030"})
    review.decide("edit", claim.id, fields={"time": claim.time})
    assert review.find(claim.id).time == claim.time
    assert read_case(review.folder).claims[0].notes[-1] == "accepted by reviewer"


def test_a_wrong_edit_is_told_and_writes_nothing(review):
    with pytest.raises(WrongEdit) as told:
        review.decide("edit", review.claims[0].id, fields={"low": "x", "good": "y"})
    assert set(told.value.wrong) == {"low", "good"}
    assert not (review.folder / FILE).exists()


def test_bounds_are_checked_against_the_one_that_stays(review):
    sold = (
        find(review, "EXPORTS_SHARE")
        if any(claim.relation == "EXPORTS_SHARE" for claim in review.claims)
        else next(claim for claim in review.claims if claim.low)
    )
    with pytest.raises(WrongEdit, match="below the lower bound"):
        review.decide("edit", sold.id, fields={"high": "10%"})


def test_a_missed_claim_is_added_with_the_words_that_state_it(review):
    start = TEXT.index(" Peru will send grain to Bolivia")
    fields = {"subject": "PER", "relation": "SUPPLIES_FOOD", "object": "BOL"}
    document = review.case.documents[0].id
    made = review.add(document, start, start + 32, {**fields, "good": "grain"})
    claim = review.find(made.claim)
    assert claim.quote == "Peru will send grain to Bolivia"
    assert TEXT[claim.start : claim.end] == claim.quote
    assert claim.extractor == "reviewer Ada"
    assert claim.id in [one.id for one in read_case(review.folder).claims]


def test_an_added_claim_can_be_taken_back_and_added_again(review):
    document, fields = (
        review.case.documents[0].id,
        {"subject": "PER", "relation": "PACT"},
    )
    first = review.add(document, 0, 4, fields)
    review.decide("undo", first.claim)
    assert not review.holds(first.claim)
    second = review.add(document, 0, 4, fields)
    assert second.claim != first.claim
    assert review.holds(second.claim)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-5, 4), (54, 55), (9999, 10000)])
def test_words_that_are_none_cannot_state_a_claim(review, start, end):
    fields = {"subject": "PER", "relation": "PACT"}
    with pytest.raises(WrongEdit, match="select the words"):
        review.add(review.case.documents[0].id, start, end, fields)


def test_an_added_claim_needs_who_and_what(review):
    with pytest.raises(WrongEdit) as told:
        review.add(review.case.documents[0].id, 0, 4, {})
    assert set(told.value.wrong) == {"subject", "relation"}


def test_there_is_nothing_to_undo_at_first(review):
    with pytest.raises(CaseError, match="nothing was decided"):
        review.decide("undo", review.claims[0].id)


def test_an_unknown_claim_is_refused(review):
    with pytest.raises(UnknownReference):
        review.decide("accept", "c-none")


def test_claims_that_contradict_one_another_are_flagged(tmp_path):
    text = (
        "Peru and Bolivia signed a pact. Brazil buys at least 60 % of Bolivia's gas "
        "exports. Brazil buys at most 20 % of Bolivia's gas exports."
    )
    review = Review(case_of(tmp_path / "case", text))
    flags = [flag for card in cards_of(review) for flag in card["flags"]]
    assert any(flag.startswith("another amount in") for flag in flags)


def test_what_is_doubtful_can_come_first(review):
    doubts = [card["doubt"] for card in cards_of(review, doubtful_first=True)]
    assert doubts == sorted(doubts, reverse=True)


def test_the_pieces_of_a_text_are_the_text(review):
    for paper, shown in zip(
        review.case.documents, page_of(review)["documents"], strict=True
    ):
        assert "".join(piece["text"] for piece in shown["segments"]) == paper.text
        for claim in review.claims:
            told = "".join(
                piece["text"]
                for piece in shown["segments"]
                if claim.id in piece["claims"]
            )
            assert told == claim.quote


def test_the_state_fits_its_schema(review):
    review.decide("accept", review.claims[0].id)
    review.decide("edit", review.claims[1].id, fields={"time": "2030"})
    told = told_of(review)
    jsonschema.validate(told, json.loads(read_schema("review")))
    assert told["reviewed"] == 2
    assert told["decided"][1]["fields"] == ["time"]


def test_a_changed_document_is_told(review):
    review.decide("accept", review.claims[0].id)
    log = review.folder / FILE
    line = json.loads(log.read_text())
    log.write_text(json.dumps({**line, "sha256": "0" * 64}) + "\n")
    again = Review(review.folder)
    assert again.reviewed == 0
    assert "has changed since it was reviewed" in page_of(again)["notices"][0]
