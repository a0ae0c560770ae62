# ruff: noqa: RUF001 - texts in other scripts
import io
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import (
    EmptySource,
    SourceError,
    SourceTooLarge,
    UnreadableSource,
)
from suzerain.sources import read as module
from suzerain.sources.kinds import FORMATS
from suzerain.sources.read import make_document, read_documents
from suzerain.sources.reading import Reading

NEWS = (
    "Water treaty signed\n\nThe two sides met in the capital and signed it on Monday.\n"
)
RUSSIAN = (
    "Соседи подписали договор о воде. Стороны встретились в столице и "
    "договорились о том, что река будет общей для двух стран.\n"
)


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def complaint(error, path):
    with pytest.raises(error) as caught:
        read_documents([path])
    raised = caught.value
    assert raised.what
    assert raised.accepted
    assert raised.hint
    return str(raised)


def test_a_text_is_kept_sign_by_sign(tmp_path):
    data = "A\r\nB \t c\u00a0\u200b\n\n\ne\u0301 é".encode()
    (document,) = read_documents([write(tmp_path, "a.txt", data)])
    assert document.text.encode() == data
    assert document.notes == ()


def test_path_title_date_and_language_are_found(tmp_path):
    (document,) = read_documents(str(write(tmp_path, "2024-06-19_news.txt", NEWS)))
    assert document.title == "Water treaty signed"
    assert document.published == "2024-06-19"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", NEWS), ("utf-16", NEWS), ("utf-16-le", NEWS), ("utf-16-be", NEWS),
        ("utf-32", NEWS), ("cp1251", RUSSIAN * 3), ("utf-16-le", RUSSIAN),
        ("utf-16-be", RUSSIAN), ("koi8-r", RUSSIAN * 3),
    ],
)  # fmt: skip
def test_other_encodings_are_read_and_noted(tmp_path, encoding, text):
    (document,) = read_documents([write(tmp_path, "a.txt", text.encode(encoding))])
    assert document.text == text
    assert document.notes


def test_a_folder_is_read_in_order_and_names_what_it_left_out(tmp_path):
    (tmp_path / "sub").mkdir()
    write(tmp_path, "b.txt", NEWS)
    write(tmp_path, "a.md", "# Grain\n\nThe harvest was sold to the neighbour.")
    write(tmp_path / "sub", "c.html", "<p>Oil was sold to the neighbour.</p>")
    write(tmp_path, ".hidden.txt", "not read")
    write(tmp_path, "table.csv", "a,b")
    write(tmp_path, "empty.txt", " \n")
    documents = read_documents([tmp_path])
    assert [document.name for document in documents] == ["a.md", "b.txt", "c.html"]
    (note,) = documents[0].notes
    assert "table.csv" in note
    assert "empty.txt" in note


def test_the_same_text_twice_is_one_document_with_a_note(tmp_path):
    paths = [write(tmp_path, name, NEWS) for name in ("a.txt", "b.txt")]
    (document,) = read_documents([*paths, paths[0]])
    assert document.name == "a.txt"
    assert "b.txt" in document.notes[0]


def test_standard_input_is_read(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(NEWS.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    (document,) = read_documents(["-"])
    assert document.text == NEWS


def test_standard_input_may_be_a_page(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(b"<!DOCTYPE html><p>They met.</p>"))
    monkeypatch.setattr(sys, "stdin", stream)
    assert read_documents(["-"])[0].media_type == "text/html"


def test_a_missing_path_is_refused(tmp_path):
    assert "no file" in complaint(UnreadableSource, tmp_path / "none.txt")


@pytest.mark.parametrize("path", ["", "  ", "a\0b", "x" * 5000])
def test_a_path_that_is_none_is_refused(path):
    complaint(UnreadableSource, path)


def test_no_path_at_all_is_refused():
    with pytest.raises(EmptySource):
        read_documents([])


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u2003".encode()]
)
def test_an_empty_file_is_refused(tmp_path, data):
    complaint(EmptySource, write(tmp_path, "a.txt", data))


def test_a_folder_without_articles_is_refused(tmp_path):
    write(tmp_path, "a.png", b"\x89PNG")
    assert "a.png" in complaint(EmptySource, tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("a.txt", b"PK\x03\x04" + bytes(500)),
        ("a.txt", b"The treaty\0was signed"),
        ("a.txt", bytes(1000)),
        ("a.txt", bytes((17 * n * n + n) % 256 for n in range(5000))),
        ("a.docx", b"PK\x03\x04" + bytes(500)),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.html", b"\x7fELF" + bytes(100)),
        ("a.txt", b"\xff\xfe\x00"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path, name, data):
    complaint(UnreadableSource, write(tmp_path, name, data))


def test_fifty_megabytes_are_refused_by_their_size(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in complaint(SourceTooLarge, path)


def test_a_device_or_a_pipe_without_writer_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    complaint(UnreadableSource, tmp_path / "pipe.txt")
    complaint(UnreadableSource, "/dev/zero")


def test_a_forbidden_file_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", NEWS)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module.Path, "open", refuse)
    assert "Permission denied" in complaint(UnreadableSource, path)


@given(st.binary(max_size=300), st.sampled_from(["", *FORMATS]))
def test_any_bytes_end_in_a_document_or_a_clear_error(data, suffix):
    try:
        (document,) = module._parse(data, "a" + suffix, suffix)  # noqa: SLF001
    except SourceError as error:
        complete = error.what and error.accepted and error.hint
    else:
        complete = document.text.strip() and document.sha256
    assert complete


@given(st.text(min_size=1))
def test_any_text_keeps_its_signs(text):
    try:
        document = make_document(Reading(text=text), "a")
    except EmptySource:
        assert not text.strip()
    else:
        assert document.text == text
