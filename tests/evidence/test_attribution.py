"""What somebody says is given to whoever says it, wherever the name stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.quotes import quoted_spans
from suzerain.sources.document import Document, document_id


def read(text: str) -> list[Claim]:
    found = extract([Document(id=document_id(text), name="t", text=text)])
    return [one for one in found if one.relation == "ASSAULT"]


TOLD = [
    ("According to a spokesman for Egypt's army, Libya attacked Chad.", "EGY"),
    ("Libya attacked Chad, a source close to the Kremlin said.", "RUS"),
    ("Libya attacked Chad, according to a source close to the Kremlin.", "RUS"),
    ("Egypt's foreign ministry said in a statement that Libya attacked Chad.", "EGY"),
    ("In a statement, the Egyptian foreign ministry said Libya attacked Chad.", "EGY"),
    ("Libya attacked Chad, Egypt's foreign minister told reporters in Cairo.", "EGY"),
    ("Egypt said on Monday that Libya had attacked Chad.", "EGY"),
    ("Libya attacked Chad, said two officials.", "officials (unnamed)"),
    ("Libya attacked Chad, analysts say.", "experts (unnamed)"),
    ("Libya attacked Chad, state media reported.", "media (unnamed)"),
    ('"Libya attacked Chad," ironised an adviser of the Egyptian president.', "EGY"),
    ('"Libya attacked Chad," said Egypt\'s president.', "EGY"),
    ('"Libya attacked Chad," Reuters quoted Egypt\'s president as saying.', "EGY"),
    ('"They believe Libya attacked Chad," said Egypt\'s president.', "EGY"),
    ('Egypt\'s president: "Libya attacked Chad."', "EGY"),
    ("It was reported by Egypt that Libya attacked Chad.", "EGY"),
    ("In Cairo's view, Libya attacked Chad.", "EGY"),
    ("The view in Cairo is that Libya attacked Chad.", "EGY"),
    ("Officials in Cairo say Libya attacked Chad.", "officials (unnamed)"),
]


@pytest.mark.parametrize(("text", "speaker"), TOLD)
def test_a_claim_is_reported_by_who_says_it(text: str, speaker: str) -> None:
    (found,) = read(text)
    assert found.attributed_to.split("/")[0] == speaker
    assert found.certainty == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Egypt has not said that Libya attacked Chad.",
        "Libya, whose minister says that he likes poems, attacked Chad.",
        "Libya attacked Chad, and Egypt said nothing.",
        "Egypt's minister said the talks went well. Libya attacked Chad.",
    ],
)
def test_what_nobody_is_said_to_say_has_no_speaker(text: str) -> None:
    assert {one.attributed_to for one in read(text)} == {""}


ACROSS = [
    '"Libya attacked Chad. Libya bombed Sudan. It hit Niger," Egypt\'s president said.',
    '"Libya attacked Chad," Egypt\'s president said. "Libya also bombed Sudan."',
    'Egypt\'s president said: "Libya attacked Chad. Libya bombed Sudan."',
    "Egypt\u2019s president said: \u201cLibya attacked Chad. Libya bombed Sudan.\u201d",
]


@pytest.mark.parametrize("text", ACROSS)
def test_a_quotation_of_several_sentences_has_one_speaker(text: str) -> None:
    found = read(text)
    assert len(found) > 1
    assert {one.attributed_to.split("/")[0] for one in found} == {"EGY"}


def test_the_sentence_after_a_quotation_is_the_authors_again() -> None:
    text = '"Libya attacked Chad," Egypt\'s president said. Libya bombed Sudan too.'
    assert [one.attributed_to != "" for one in read(text)] == [True, False]


def test_what_the_author_adds_about_a_name_is_not_said_by_the_speaker() -> None:
    text = "Egypt said Libya, which bombed Sudan, had attacked Chad."
    found = {one.object: one.attributed_to for one in read(text)}
    assert found == {"SDN": "", "TCD": "EGY"}


@given(st.text(alphabet='ab "\u201c\u201d\n.', max_size=200))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end in quoted_spans(text):
        assert last <= start < end <= len(text)
        last = end


def test_a_statement_is_that_of_its_issuer_until_the_next_is_headed() -> None:
    text = (
        "STATEMENT BY THE MINISTRY OF FOREIGN AFFAIRS OF EGYPT\n\n"
        "Libya attacked Chad. Sudan said that Niger had attacked Mali.\n\n"
        "REPLY OF THE GOVERNMENT OF LIBYA\n\nEgypt bombed Sudan.\n"
    )
    found = {one.object: one.attributed_to for one in read(text)}
    assert found == {"TCD": "EGY", "MLI": "SDN", "SDN": "LBY"}


def test_a_headline_about_a_statement_makes_no_statement() -> None:
    text = "Statement angers Cairo\n\nLibya attacked Chad.\n"
    assert {one.attributed_to for one in read(text)} == {""}
