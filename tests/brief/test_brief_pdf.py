"""The PDF is tagged, carries its footnotes, and takes no text for markup."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdf
import pytest
import sample
from hostile import hostile
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from suzerain.brief.brief import Brief, compose
from suzerain.brief.documents import typesetter
from suzerain.brief.documents.outline import Lettering, Manuscript, Portion
from suzerain.brief.documents.pdf import to_pdf, typeset
from suzerain.brief.documents.plan import outline
from suzerain.core.errors import SuzerainError

needs_typst = pytest.mark.skipif(
    importlib.util.find_spec("typst") is None,
    reason="Typst (the extra `documents`) is not installed",
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(sample.results())


@pytest.fixture(scope="module")
def made(brief: Brief) -> bytes:
    return to_pdf(brief)


@pytest.fixture(scope="module")
def reader(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def elements(node: Any) -> Iterator[DictionaryObject]:
    """All elements of the structure tree, in reading order."""
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, IndirectObject):
            one = one.get_object()
        if isinstance(one, ArrayObject):
            stack += reversed(one)
        elif isinstance(one, DictionaryObject):
            if "/S" in one:
                yield one
            stack.append(one.get("/K"))


def tree(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.root_object["/StructTreeRoot"].get_object()["/K"]))


@needs_typst
def test_it_is_tagged_and_claims_pdf_ua_1(reader):
    root = reader.root_object
    assert root["/MarkInfo"].get_object()["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


@needs_typst
def test_title_and_author_are_set_and_no_date_is(reader, brief):
    assert reader.metadata is not None
    assert reader.metadata.title == brief.title
    assert reader.metadata.author.startswith("Suzerain")
    assert "/CreationDate" not in reader.metadata


@needs_typst
def test_every_picture_has_an_alternative_text(reader, brief):
    told = [str(e["/Alt"]) for e in tree(reader) if e["/S"] == "/Figure"]
    drawn = [p.drawing.alt for p in outline(brief).blocks if p.drawing]
    assert told == drawn
    assert len(told) > 2


@needs_typst
def test_tables_have_marked_heads_and_headings_follow_one_another(reader):
    kinds = [str(e["/S"]) for e in tree(reader)]
    assert kinds.count("/TH") >= kinds.count("/Table") > 3
    levels = [int(k[2:]) for k in kinds if k[:2] == "/H" and k[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@needs_typst
def test_each_footnote_is_an_element_of_its_own(reader, brief):
    kinds = [str(e["/S"]) for e in tree(reader)]
    notes = outline(brief).notes
    assert kinds.count("/Note") + kinds.count("/FENote") == len(notes)
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert f"[{len(notes)}]" in said
    assert "Assumed:" in said


@needs_typst
def test_the_bottom_line_is_the_first_page_and_the_run_record_the_last(reader, brief):
    first = " ".join(reader.pages[0].extract_text().split())
    for finding in brief.bottom_line:
        assert finding.head in first
    assert "Key judgments" not in first
    assert "Key judgments" in reader.pages[1].extract_text()
    assert "Run record" in reader.pages[-1].extract_text()


@needs_typst
def test_headings_are_bookmarks(reader):
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "Bottom line"
    assert titles[-1] == "Run record"


@needs_typst
def test_pictures_are_vectors(reader):
    assert not any(page.images for page in reader.pages)


@needs_typst
def test_the_same_brief_gives_the_same_bytes(made):
    assert to_pdf(compose(sample.results())) == made


@needs_typst
def test_hostile_words_stay_words():
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(hostile())))
    said = reader.pages[0].extract_text()
    assert "#pagebreak()$x^2$" in "".join(said.split())
    assert "</w:t> & <b>" in said
    assert reader.metadata is not None
    assert "\u202e" not in str(reader.metadata.title)
    assert "/JavaScript" not in str(reader.root_object)


@needs_typst
def test_letters_that_no_font_can_draw_are_told_instead_of_lost():
    odd = (Lettering(text="unassigned \u0378"),)
    plain = Manuscript(
        title="T",
        about="",
        author="A",
        blocks=(
            Portion(kind="title", runs=(Lettering(text="T"),)),
            Portion(kind="text", runs=odd),
        ),
    )
    reader = pypdf.PdfReader(io.BytesIO(typeset(plain)))
    assert "makes no claim to PDF/UA-1" in reader.pages[0].extract_text()
    assert reader.root_object["/MarkInfo"].get_object()["/Marked"]


def test_without_typst_the_error_names_the_extra(brief, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(SuzerainError, match=r"suzerain\[documents\]"):
        typesetter.typesetter()
    with pytest.raises(SuzerainError, match="documents"):
        brief.pdf()
