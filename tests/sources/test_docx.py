import io
import zipfile

import pytest
from archives import body, docx, paragraph
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import (
    EmptySource,
    SourceError,
    SourceTooLarge,
    UnreadableSource,
)
from suzerain.sources import docx as module
from suzerain.sources.docx import read_docx
from suzerain.sources.read import make_document, read_documents


def test_paragraphs_headings_and_captions_are_read_in_order(tmp_path):
    path = tmp_path / "note.docx"
    path.write_bytes(
        docx(
            body(
                paragraph("A pact", "Title"),
                paragraph("They   met."),
                paragraph("A bridge", "Caption"),
            )
        )
    )
    (document,) = read_documents(path)
    assert document.text == "A pact\n\nThey met.\n\nA bridge"
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["headline", "body", "caption"]
    assert document.title == "A pact"
    assert "offsets" in document.notes[0]


def test_cells_of_nested_tables_are_paragraphs():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('Oil 40%')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('Goods')}{inner}</w:tc></w:tr></w:tbl>"
    assert read_docx(docx(body(outer)), "a.docx").text == "Goods\n\nOil 40%"


def test_what_a_reader_of_the_document_does_not_see_is_left_out():
    seen = read_docx(
        docx(
            body(
                paragraph("Hidden.", extra="<w:rPr><w:vanish/></w:rPr>"),
                "<w:p><w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del></w:p>",
                "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
                "<mc:AlternateContent><mc:Choice>" + paragraph("Once.")
                + "</mc:Choice><mc:Fallback>" + paragraph("Once.")
                + "</mc:Fallback></mc:AlternateContent>",
            )
        ),
        "a.docx",
    )  # fmt: skip
    assert seen.text == "Once."


def test_a_box_inside_a_paragraph_does_not_cut_it():
    box = f"<w:r><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:r>"
    whole = f"<w:p><w:r><w:t>Before </w:t></w:r>{box}<w:r><w:t>after.</w:t></w:r></w:p>"
    assert read_docx(docx(body(whole)), "a").text == "In a box.\n\nBefore after."


def test_the_title_of_the_properties_is_used_where_there_is_no_heading():
    about = '<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></a>'
    reading = read_docx(docx(body(paragraph("They met there.")), about), "a.docx")
    assert make_document(reading, "a.docx").title == "T"


def test_a_zip_bomb_is_refused_after_the_limit(monkeypatch):
    monkeypatch.setattr(module, "LARGEST_PART", 1_000_000)
    bomb = docx(b"<w:document>" + b" " * 30_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(SourceTooLarge, match="unpacks to more"):
        read_docx(bomb, "a.docx")


def test_too_much_text_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_TEXT", 1000)
    with pytest.raises(SourceTooLarge, match="characters"):
        read_docx(docx(body(*[paragraph("x" * 100)] * 11)), "a.docx")


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, "<!DOCTYPE d>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_so_entities_cost_nothing(declared, encoding):
    text = body(paragraph("&a;"), before=declared).replace("UTF-8", encoding)
    with pytest.raises(UnreadableSource, match="document type"):
        read_docx(docx(text.encode(encoding)), "a.docx")


def locked() -> bytes:
    data = bytearray(docx(body(paragraph("They met."))))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = -1
        while (at := data.find(start, at + 1)) >= 0:
            data[at + (6 if start == b"PK\x03\x04" else 8)] |= 1
    return bytes(data)


def foreign() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(500), docx(body(paragraph("They met.")))[:200],
        docx("<w:document><unclosed>"), docx(b"\xff\xfe\x00not xml"), docx(""),
        locked(), foreign(), docx("<a>" * 5000),
    ],
)  # fmt: skip
def test_what_is_broken_or_no_word_document_is_refused(data):
    with pytest.raises(UnreadableSource) as caught:
        read_docx(data, "a.docx")
    assert caught.value.hint


def test_a_document_without_text_is_empty():
    with pytest.raises(EmptySource):
        read_docx(docx(body()), "a.docx")


@given(st.binary(max_size=400), st.integers(0, 300))
def test_damaged_documents_end_in_text_or_a_clear_error(noise, at):
    good = docx(body(paragraph("They met.")))
    damaged = good[:at] + noise + good[at + len(noise) :]
    try:
        complete = read_docx(damaged, "a.docx").text
    except SourceError as error:
        complete = error.hint
    assert complete
