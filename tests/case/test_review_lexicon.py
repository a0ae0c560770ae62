"""An edit teaches the reader: exported, read again, and true of other sentences."""

from __future__ import annotations

import pytest

from suzerain.app.review import Review
from suzerain.case.build import build_case
from suzerain.case.files import save_case
from suzerain.case.review_lexicon import lexicon_lines, write_lexicon
from suzerain.evidence.added import with_frames
from suzerain.evidence.extract import extract
from suzerain.evidence.lexicon import parse_lexicon
from suzerain.sources.document import Document, document_id

PACT = "Chad and Mali signed a pact in Bamako. "


def read(text):
    document = Document(id=document_id(text), name="text", text=text)
    return [
        (claim.subject, claim.relation, claim.object, claim.good, claim.polarity)
        for claim in extract([document])
    ]


def reviewed(folder, text):
    document = Document(id=document_id(text), name="a.txt", text=text)
    save_case(build_case([document], extract([document]), name="case"), folder)
    return Review(folder)


def taught(folder, text, words, **fields):
    """Add or edit the claim of some words, and export what it teaches."""
    review = reviewed(folder, text)
    start = text.index(words)
    old = [
        claim
        for claim in review.claims
        if claim.start < start + len(words) and start < claim.end
    ]
    if old:
        review.decide("edit", old[0].id, fields=fields)
    else:
        review.add(review.case.documents[0].id, start, start + len(words), fields)
    return lexicon_lines(review.case, review.verdicts)


LESSONS = [
    pytest.param(
        "Chad grobbles drones to Mali",
        {
            "subject": "TCD",
            "relation": "SUPPLIES_ARMS",
            "object": "MLI",
            "good": "drones",
        },
        "Norway had grobbled drones to Finland.",
        ("NOR", "SUPPLIES_ARMS", "FIN", "drones", "positive"),
        id="a verb with a preposition",
    ),
    pytest.param(
        "Chad was flumped by Mali",
        {"subject": "MLI", "relation": "SANCTION", "object": "TCD"},
        "Finland flumps Norway.",
        ("FIN", "SANCTION", "NOR", "", "positive"),
        id="a passive teaches the active",
    ),
    pytest.param(
        "Chad sided against Mali",
        {"subject": "TCD", "relation": "OPPOSES", "object": "MLI"},
        "Norway has sided against Finland.",
        ("NOR", "OPPOSES", "FIN", "", "positive"),
        id="a verb that is known but was not read",
    ),
    pytest.param(
        "Chad's zwick for Mali",
        {"subject": "TCD", "relation": "ENDORSES", "object": "MLI"},
        "Norway's zwick for Finland surprised them.",
        ("NOR", "ENDORSES", "FIN", "", "positive"),
        id="a noun with its owner",
    ),
]


@pytest.mark.parametrize(("words", "fields", "sibling", "expected"), LESSONS)
def test_an_edit_exported_makes_the_sibling_read_rightly(
    tmp_path, words, fields, sibling, expected
):
    text = f"{PACT}{words}."
    assert expected not in read(sibling)
    lines, passed = taught(tmp_path / "case", text, words, **fields)
    assert passed == ()
    with with_frames(parse_lexicon(write_lexicon(lines))):
        assert expected in read(sibling)
    assert expected not in read(sibling)


def test_an_edited_relation_wins_over_the_shipped_frame(tmp_path):
    text = f"{PACT}Chad criticised Mali."
    lines, _ = taught(
        tmp_path / "case", text, "Chad criticised Mali", relation="THREATEN"
    )
    with with_frames(parse_lexicon(write_lexicon(lines))):
        found = read("Norway criticised Finland.")
    assert ("NOR", "THREATEN", "FIN", "", "positive") in found
    assert "CRITICISE" not in {relation for _, relation, *_ in found}


def test_an_edit_of_a_number_teaches_no_words(tmp_path):
    text = f"{PACT}Chad sold 20 tanks to Mali."
    lines, passed = taught(tmp_path / "case", text, "Chad sold", low="10", high="30")
    assert lines == ()
    assert passed == ()


def test_what_teaches_nothing_is_told_with_the_reason(tmp_path):
    text = f"{PACT}They zwicked each other."
    fields = {"subject": "TCD", "relation": "OPPOSES", "object": "MLI"}
    lines, ((_, why),) = taught(tmp_path / "case", text, "They zwicked", **fields)
    assert lines == ()
    assert "not both named" in why


def test_a_rejected_edit_teaches_nothing(tmp_path):
    text = f"{PACT}Chad criticised Mali."
    review = reviewed(tmp_path / "case", text)
    claim = next(one for one in review.claims if one.relation == "CRITICISE")
    review.decide("edit", claim.id, fields={"relation": "THREATEN"})
    review.decide("reject", claim.id)
    assert lexicon_lines(review.case, review.verdicts) == ((), ())
