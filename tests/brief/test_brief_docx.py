"""A Word document says what the brief says, and Word's schema can read it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import sample
from hostile import ARABIC, HEBREW, hostile
from lxml import etree

from suzerain.brief.brief import Brief, compose
from suzerain.brief.documents.docx import to_docx
from suzerain.brief.documents.drawing import Drawing
from suzerain.brief.documents.footnotes import Footnotes, nearest
from suzerain.brief.documents.ooxml import SPACES, directions
from suzerain.brief.documents.plan import outline
from suzerain.brief.documents.word_parts import PARTS

W = f"{{{SPACES['w']}}}"
PIXEL = b"\x89PNG made by the test"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs "
    "bidi spacing ind outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs vertAlign rtl lang",
    "tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit tblHeader",
    "style": "name basedOn next qFormat pPr rPr tblPr tcPr tblStylePr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg bidi",
    "settings": "footnotePr compat themeFontLang",
    "lvl": "start numFmt lvlText lvlJc pPr",
}


def flat(drawing: Drawing) -> bytes:
    return PIXEL + drawing.svg.encode()


def parts(brief: Brief) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_docx(brief, raster=flat))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(sample.results())


@pytest.fixture(scope="module")
def files(brief: Brief) -> dict[str, bytes]:
    return parts(brief)


@pytest.fixture(scope="module")
def body(files: dict[str, bytes]) -> Any:
    return etree.fromstring(files["word/document.xml"])


def text(node: Any) -> str:
    return "".join(node.itertext(f"{W}t"))


def test_every_part_is_named_by_a_type_and_every_link_leads_to_a_part(files):
    types = etree.fromstring(files["[Content_Types].xml"])
    endings = {node.get("Extension") for node in types} - {None}
    named = {node.get("PartName") for node in types} - {None}
    assert named <= {f"/{name}" for name in files}
    assert all(f"/{n}" in named or n.rsplit(".", 1)[-1] in endings for n in files)
    links = etree.fromstring(files["word/_rels/document.xml.rels"])
    assert {f"word/{node.get('Target')}" for node in links} <= files.keys()


def test_elements_stand_in_the_order_of_the_schema(files):
    for name in ("document", *PARTS):
        for node in etree.fromstring(files[f"word/{name}.xml"]).iter():
            order = ORDER.get(etree.QName(node).localname, "").split()
            found = [etree.QName(child).localname for child in node]
            if order:
                assert found == sorted(found, key=order.index), (name, node.tag)


def test_styles_that_are_used_are_declared(files, body):
    declared = {
        node.get(f"{W}styleId")
        for node in etree.fromstring(files["word/styles.xml"]).iter(f"{W}style")
    }
    for part in (body, etree.fromstring(files["word/footnotes.xml"])):
        for kind in ("pStyle", "rStyle", "tblStyle"):
            used = {node.get(f"{W}val") for node in part.iter(f"{W}{kind}")}
            assert used <= declared


def test_the_first_page_is_the_bottom_line_and_the_next_begins_with_judgments(
    brief, body
):
    paragraphs = list(body[0].iterchildren(f"{W}p"))
    fresh = [
        k
        for k, p in enumerate(paragraphs)
        if p.find(f".//{W}pageBreakBefore") is not None
    ]
    assert len(fresh) == 1
    first = " ".join(text(p) for p in paragraphs[: fresh[0]])
    for finding in brief.bottom_line:
        assert finding.head in first
    assert text(paragraphs[fresh[0]]) == "Key judgments"
    assert body.find(f".//{W}tbl") is not None


def test_each_footnote_is_marked_once_and_carries_its_sentence_or_assumption(
    brief, files, body
):
    marks = [int(n.get(f"{W}id")) for n in body.iter(f"{W}footnoteReference")]
    notes = {
        int(node.get(f"{W}id")): text(node)
        for node in etree.fromstring(files["word/footnotes.xml"])
    }
    assert marks == list(range(1, len(marks) + 1))
    assert set(notes) == {-1, 0, *marks}
    said = "\n".join(notes.values())
    quoted = [s for s in brief.traces.values() if s["kind"] == "claim"]
    assert any(s["quote"] in said for s in quoted)
    assert re.search(r"Assumed: .+\(.+; .+\)", said)


def test_a_quotation_has_its_place_as_footnote_and_its_words_once(brief):
    planned = outline(brief)
    places = [note for note in planned.notes if re.match(r"Source \d+, char", note)]
    assert places
    quoted = next(s["quote"] for s in brief.traces.values() if s["kind"] == "claim")
    assert not any(quoted in place for place in places)


def test_sources_are_numbered_as_footnotes_name_them(brief):
    said = [
        "".join(run.text for run in block.runs)
        for block in outline(brief).blocks
        if block.kind == "entry"
    ]
    for place, document in enumerate(brief.results.case.documents, start=1):
        told = next(line for line in said if document.sha256 in line)
        assert told.startswith(f"{place}. ")


def test_a_short_table_stays_with_its_caption_on_one_page(body):
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        held = [
            [p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")]
            for row in rows
        ]
        assert all(held[0])
        assert not any(held[-1])


def test_pages_are_counted_and_named(files):
    footer = etree.fromstring(files["word/footer.xml"])
    asked = [node.get(f"{W}instr") for node in footer.iter(f"{W}fldSimple")]
    assert asked == ["PAGE", "NUMPAGES"]
    assert sample.case().title in text(etree.fromstring(files["word/header.xml"]))


@pytest.mark.parametrize(("paper", "size"), [("a4", 11906), ("letter", 12240)])
def test_the_paper_is_the_one_asked_for(brief, paper, size):
    body = etree.fromstring(parts(replace(brief, paper=paper))["word/document.xml"])
    assert body.find(f".//{W}pgSz").get(f"{W}w") == str(size)
    wide = [sum(int(c.get(f"{W}w")) for c in grid) for grid in body.iter(f"{W}tblGrid")]
    assert all(abs(one - (size - 2 * 1418)) < 20 for one in wide)


def test_a_mark_that_comes_again_leads_back_to_a_bookmark_that_is_there(body):
    bookmarks = {n.get(f"{W}name") for n in body.iter(f"{W}bookmarkStart")}
    asked = {node.text.split()[1] for node in body.iter(f"{W}instrText") if node.text}
    assert asked
    assert asked <= bookmarks


def test_headings_make_an_outline_that_skips_no_level(body):
    levels = [
        int(node.get(f"{W}val")[-1])
        for node in body.iter(f"{W}pStyle")
        if node.get(f"{W}val").startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_one_marked_head_and_as_many_cells_as_columns(body):
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [True, *[False] * (len(rows) - 1)]
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in rows} == {columns}
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_every_picture_has_an_alternative_text_and_is_in_the_package(
    brief, files, body
):
    told = [node.get("descr") for node in body.iter(f"{{{SPACES['wp']}}}docPr")]
    drawn = [p for p in outline(brief).blocks if p.drawing is not None]
    assert told == [p.drawing.alt for p in drawn if p.drawing]
    assert len(told) > 2
    assert sum(name.startswith("word/media/") for name in files) == len(told)


def test_title_author_and_language_are_set(brief, files):
    core = files["docProps/core.xml"].decode()
    assert brief.title in core
    assert "<dc:creator>Suzerain" in core
    assert "<dc:language>en-GB<" in core
    assert b'w:lang w:val="en-GB"' in files["word/styles.xml"]


def test_the_run_record_is_the_end(body):
    last = [text(p) for p in body.iter(f"{W}p")]
    assert "seed: 1" in last[last.index("Run record") :]


def test_no_date_is_written_so_the_same_brief_gives_the_same_bytes(files):
    again = compose(sample.results())
    assert to_docx(again, raster=flat) == to_docx(
        compose(sample.results()), raster=flat
    )
    assert not any(b"dcterms" in content for content in files.values())


def test_hostile_words_stay_words():
    files = parts(hostile())
    body = etree.fromstring(files["word/document.xml"])
    said = text(body)
    assert "Pact </w:t> & <b>" in said
    assert "<script>" in said
    assert "#pagebreak() $x^2$" in said
    for content in (files["word/document.xml"], files["docProps/core.xml"]):
        plain = content.decode()
        assert not set(plain) & {"\x00", "\x07", "\u202e"}


def test_words_from_right_to_left_have_runs_of_their_own():
    body = etree.fromstring(parts(hostile())["word/document.xml"])
    turned = {
        text(run)
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rtl") is not None
    }
    assert {ARABIC, HEBREW} <= turned
    assert not any(re.search("[A-Za-z]", words) for words in turned)


def test_a_paragraph_that_begins_from_the_right_is_read_from_the_right():
    case = replace(sample.case(), title=f"{ARABIC} (x).")
    body = etree.fromstring(
        parts(compose(sample.results(of=case)))["word/document.xml"]
    )
    turned = [
        text(p) for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None
    ]
    assert turned == [f"{ARABIC} (x)."]


@pytest.mark.parametrize(
    "words", ["", "left", ARABIC, f"a {ARABIC} {HEBREW}, b", f"{ARABIC} 12 x"]
)
def test_cutting_by_direction_loses_no_letter(words):
    assert "".join(part for part, _ in directions(words)) == words


def test_a_footnote_counts_what_it_does_not_tell():
    steps: dict[str, dict[str, Any]] = {
        f"a{k}": {
            "kind": "assumption",
            "label": f"number {k}",
            "value": "1 to 2",
            "reason": "seen",
            "citation": "judgement",
        }
        for k in range(5)
    }
    steps["x"] = {"kind": "result", "label": "cost", "parents": list(steps)}
    assert Footnotes(steps=steps).full("x").endswith("And 4 more assumptions.")
    assert len(nearest(steps, "x")) == 5
