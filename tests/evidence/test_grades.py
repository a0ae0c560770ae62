import pytest

from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Claim
from suzerain.evidence.copies import tellings
from suzerain.evidence.grades import LETTERS, NUMBERS, grade_claims
from suzerain.sources.document import Document

WORDS = {
    "doc-a": "Egypt attacked Libya on Monday near the coast, a witness said.",
    "doc-b": "A raid by aircraft from Cairo was heard in Tripoli at dawn.",
    "doc-c": "Nothing of the kind happened, diplomats who follow both states hold.",
}
DOCUMENTS = [Document(id=key, name=key[4:], text=text) for key, text in WORDS.items()]


def said(doc, **more):
    return Claim(
        id=f"c-{doc[4:]}-0-5-0", doc=doc, start=0, end=5, quote=WORDS[doc][:5],
        kind="event", subject="EGY", relation="ASSAULT", object="LBY", **more,
    )  # fmt: skip


def numbers(*claims):
    return [grade.credibility for grade in grade_claims(DOCUMENTS, claims)]


def test_one_source_alone_cannot_be_judged():
    assert numbers(said("doc-a")) == [6]
    assert numbers(said("doc-a", certainty="hedged")) == [3]


def test_two_independent_sources_confirm():
    assert numbers(said("doc-a"), said("doc-b")) == [1, 1]
    assert numbers(said("doc-a"), said("doc-b", certainty="reported")) == [2, 2]


def test_two_sources_on_different_amounts_do_not_confirm_one_another():
    assert numbers(said("doc-a", low=3.0), said("doc-b", low=4.0)) == [6, 6]


def test_an_opposite_claim_makes_doubtful_and_two_make_improbable():
    against = said("doc-c", polarity="negative")
    assert numbers(said("doc-a"), against) == [4, 4]
    more = said("doc-b", polarity="negative")
    assert numbers(said("doc-a"), more, against) == [5, 4, 4]
    assert numbers(said("doc-a", certainty="denied")) == [4]


def test_copies_of_one_story_confirm_nothing():
    story = [tellings()["06-base", name] for name in ("original", "spun", "translated")]
    claims = [
        Claim(
            id=f"c-{one.id[4:]}-0-5-0", doc=one.id, start=0, end=5,
            quote=one.text[:5], kind="tie", subject="DJI", relation="TROOPS_IN",
            object="JPN",
        )
        for one in story
    ]  # fmt: skip
    assert [one.credibility for one in grade_claims(story, claims)] == [6, 6, 6]


def test_the_letter_never_moves_the_number_nor_the_number_the_letter():
    claims = [said("doc-a"), said("doc-b")]
    for letter in LETTERS:
        grades = grade_claims(DOCUMENTS, claims, letters={"a": letter})
        assert [str(one) for one in grades] == [f"{letter}1", "F1"]


def test_a_letter_may_be_given_by_publisher_and_must_be_one():
    paper = Document(id="doc-a", name="a", text=WORDS["doc-a"], publisher="The Harbour")
    (grade,) = grade_claims([paper], [said("doc-a")], letters={"The Harbour": "C"})
    assert str(grade) == "C6"
    assert grade.reason == "one source only"
    with pytest.raises(EvidenceError, match="'G'"):
        grade_claims([paper], [], letters={"a": "G"})


def test_every_mark_has_its_words():
    assert list(LETTERS) == list("ABCDEF")
    assert list(NUMBERS) == [1, 2, 3, 4, 5, 6]
