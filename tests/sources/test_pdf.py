import io
import zlib

import pytest

from suzerain.core.errors import EmptySource, SourceTooLarge, UnreadableSource
from suzerain.sources import pdf as module
from suzerain.sources.pdf import read_pdf, unwrap
from suzerain.sources.read import make_document


def build(*pages):
    """A small PDF with one line of text on each page."""
    parts = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    parts.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, line in enumerate(pages):
        parts.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        stream = f"BT /F1 12 Tf 50 700 Td ({line}) Tj ET" if line else ""
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{part}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def test_pages_are_read_in_order():
    document = make_document(read_pdf(build("They met.", "They signed."), "a.pdf"), "a")
    assert document.text == "They met.\n\nThey signed."
    assert document.media_type == "application/pdf"
    assert document.notes


def test_a_pdf_of_pictures_asks_for_text_recognition():
    with pytest.raises(EmptySource, match="no text") as caught:
        read_pdf(build("", ""), "a.pdf")
    assert "OCR" in caught.value.hint


def test_pages_without_text_are_noted():
    assert "1 of 2" in read_pdf(build("They met.", ""), "a.pdf").notes[1]


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", b"not a pdf", b"%PDF-1.7\n" + bytes(300), build("They met.")[:90]],
)
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(UnreadableSource, match="broken PDF"):
        read_pdf(data, "a.pdf")


def test_an_encrypted_pdf_is_refused():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(build("They met."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableSource, match="encrypted"):
        read_pdf(out.getvalue(), "a.pdf")


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    with pytest.raises(SourceTooLarge):
        read_pdf(build("They met.", "They signed."), "a.pdf")


def test_wrapped_lines_are_joined_and_cut_words_made_whole():
    page = "The two states agreed on coope-\nration and signed.\nA new paragraph\n"
    assert unwrap(page) == (
        "The two states agreed on cooperation and signed.\n\nA new paragraph"
    )


def squeezed(stream):
    """A PDF of one page whose content is compressed twice."""
    data = zlib.compress(zlib.compress(stream, 9), 9)
    plain = (
        build("x" * len(data))
        .replace(b"BT /F1 12 Tf 50 700 Td (", b"")
        .replace(b") Tj ET", b"")
    )
    before, after = plain.split(b"stream\n" + b"x" * len(data) + b"\nendstream", 1)
    head = before[: before.rindex(b"<<")]
    told = f"<< /Length {len(data)} /Filter [ /FlateDecode /FlateDecode ] >>\n".encode()
    return head + told + b"stream\n" + data + b"\nendstream" + after


def test_a_compressed_page_is_read():
    stream = b"BT /F1 12 Tf 50 700 Td (They met.) Tj ET"
    assert read_pdf(squeezed(stream), "a.pdf").text == "They met."


def test_a_page_that_unpacks_without_end_is_refused():
    with pytest.raises(UnreadableSource):
        read_pdf(squeezed(b"BT" + b" " * 100_000_000), "a.pdf")


def test_a_page_with_more_text_than_paper_holds_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_OF_PAGE", 1000)
    stream = b"BT /F1 12 Tf 50 700 Td " + b"(They met.) Tj 0 -9 Td " * 500 + b"ET"
    with pytest.raises(SourceTooLarge, match="page of over"):
        read_pdf(squeezed(stream), "a.pdf")


def test_drawings_without_end_are_left_out_or_refused(monkeypatch):
    drawing = b"0 0 m 9 9 l S " * 1000
    monkeypatch.setattr(module, "MOST_DRAWN", 5000)
    with pytest.raises(EmptySource):
        read_pdf(squeezed(drawing), "a.pdf")
    monkeypatch.setattr(module, "MOST_DRAWN_IN_ALL", 4000)
    with pytest.raises(SourceTooLarge, match="draws its pages"):
        read_pdf(squeezed(drawing), "a.pdf")
