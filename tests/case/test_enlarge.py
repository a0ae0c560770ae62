"""A case that takes in more documents: what is new counts, what a hand wrote stays."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stories import STORIES, tell

from suzerain.case.build import build_case
from suzerain.case.change import change
from suzerain.case.enlarge import enlarge
from suzerain.case.files import case_files, parse_case
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id

FIRST = (
    "Peru and Bolivia signed a pact in Sucre. Peru will send grain to Bolivia. "
    "Brazil supplies about half of Bolivia's oil."
)
SECOND = "Chile supplies about a third of Peru's coal. Brazil condemned the pact."


def read(text, name):
    paper = Document(id=document_id(text), name=name, text=text)
    return paper, extract([paper])


def made():
    paper, claims = read(FIRST, "first.txt")
    return build_case([paper], claims, name="pact")


def test_a_case_that_takes_in_a_document_is_the_case_made_of_both():
    paper, claims = read(SECOND, "second.txt")
    case = made()
    both = build_case((*case.documents, paper), (*case.claims, *claims), name="pact")
    found = enlarge(case, [paper], claims)
    assert found == both
    assert len(found.ties) > len(case.ties)
    assert parse_case(case_files(found)) == (found, ())


def test_what_a_hand_has_written_stays():
    case = made()
    (tie,) = case.ties
    edited = replace(change(case, {tie.id: 0.9}), title="Our own title")
    paper, claims = read(SECOND, "second.txt")
    found = enlarge(edited, [paper], claims)
    kept = {one.id: one for one in found.ties}
    assert kept[tie.id].share.low == 0.9
    assert found.title == "Our own title"
    assert len(kept) == 2


def test_the_same_document_again_changes_nothing():
    case = made()
    paper, claims = read(FIRST, "again.txt")
    assert enlarge(case, [paper], claims) is case


@pytest.mark.parametrize("name", STORIES)
def test_documents_are_added_in_any_order_with_the_same_ties(name):
    paper, claims = tell(STORIES[name])
    other, more = read(SECOND, "second.txt")
    one = enlarge(build_case([paper], claims), [other], more)
    all_at_once = build_case([paper, other], (*claims, *more))
    assert {tie.id: tie for tie in one.ties} == {
        tie.id: tie for tie in all_at_once.ties
    }


def test_a_case_without_claims_keeps_all_its_rows():
    case = made()
    bare = replace(case, claims=(), documents=())
    paper, claims = read(FIRST, "first.txt")
    found = enlarge(bare, [paper], claims)
    assert found.ties == case.ties
    assert found.claims == case.claims
