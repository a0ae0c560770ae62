"""Files, folders and standard input to Documents."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from suzerain.core.errors import (
    EmptySource,
    SourceError,
    SourceTooLarge,
    UnreadableSource,
)
from suzerain.sources.blocks import find_blocks
from suzerain.sources.dates import published_by_name, published_in
from suzerain.sources.document import Document, document_id
from suzerain.sources.language import find_language
from suzerain.sources.reading import Reading

LARGEST = 20_000_000  # bytes of one file
MOST_NAMED = 5  # file names that a note lists
LONGEST_TITLE = 300  # code points
STANDARD_INPUT = "-"
FORMATS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
}
_ACCEPTED = "a .txt, .md, .html or .pdf file, a folder of them, or - for standard input"


def read_documents(paths: Iterable[str | Path] | str | Path) -> tuple[Document, ...]:
    r"""Read articles from files, folders and standard input.

    A folder is read in order of its file names, with its sub-folders; hidden files
    are skipped, and files that cannot be read are named in the notes of the first
    document. The same text twice is one document.

    Args:
        paths: Files, folders, or `-`.

    Returns:
        The documents, in the order given.

    Raises:
        EmptySource: If a file holds no text, or a folder no readable file.
        SourceTooLarge: If a file has more than 20 MB.
        UnreadableSource: If a path is missing, forbidden, broken or not text.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "pact-2024-06-19.txt"
        ...     _ = path.write_text("A pact is signed\n\nThe two sides met.")
        ...     (document,) = read_documents([path])
        >>> document.title, document.published, len(document.blocks)
        ('A pact is signed', '2024-06-19', 2)
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not given:
        raise EmptySource("no file was named", _ACCEPTED, "name at least one article")
    read: list[Document] = []
    for path in dict.fromkeys(given):
        read.extend(_read_path(path))
    return _merged(read)


def make_document(reading: Reading, name: str) -> Document:
    """Give a Reading its blocks, title, date and language.

    Args:
        reading: What a format reader found.
        name: File name or title under which the user knows it.

    Raises:
        EmptySource: If there is nothing but space.

    Examples:
        >>> make_document(Reading(text="A pact is signed"), "typed").title
        'A pact is signed'
    """
    text = reading.text
    if not text.strip():
        raise EmptySource(
            f"{name} holds no text", "an article", "check that the right file is given"
        )
    blocks = find_blocks(text, media_type=reading.media_type, hints=reading.hints)
    first = next((block for block in blocks if block.kind == "headline"), None)
    headline = text[first.start : first.end].lstrip("# ") if first else ""
    written = "" if reading.media_type == "text/html" else headline
    return Document(
        id=document_id(text),
        name=name,
        text=text,
        title=(written or reading.title or headline)[:LONGEST_TITLE],
        published=_published(reading, name),
        publisher=reading.publisher,
        language=find_language(text),
        media_type=reading.media_type,
        blocks=blocks,
        notes=reading.notes,
    )


def _published(reading: Reading, name: str) -> str:
    if reading.media_type == "application/pdf":  # its own date is when it was printed
        return (
            published_in(reading.text) or published_by_name(name) or reading.published
        )
    return reading.published or published_in(reading.text) or published_by_name(name)


def _read_path(given: str | Path) -> Iterator[Document]:
    if str(given) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
        yield _parse(data, "standard input", "")
        return
    if not str(given).strip() or "\0" in str(given):
        raise UnreadableSource(f"{str(given)!r} is no path", _ACCEPTED, "name a file")
    path = Path(given)
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    else:
        yield _read_file(path, mode)


def _read_folder(folder: Path) -> list[Document]:
    read: list[Document] = []
    skipped: list[str] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in FORMATS:
            skipped.append(f"{name} (another kind of file)")
            continue
        try:
            read.append(_read_file(path, _mode(path)))
        except SourceError as error:
            skipped.append(f"{name} ({error.what})")
    listed = ", ".join(skipped[:MOST_NAMED])
    if len(skipped) > MOST_NAMED:
        listed += f" and {len(skipped) - MOST_NAMED} more"
    if not read:
        raise EmptySource(
            f"the folder {folder} holds no readable article"
            + (f"; it holds {listed}" if listed else ""),
            "a folder with .txt, .md, .html or .pdf files",
            "put an article into it or name another folder",
        )
    if skipped:
        note = f"{len(skipped)} file(s) beside it were not read: {listed}"
        read[0] = replace(read[0], notes=(*read[0].notes, note))
    return read


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename or folder), error)

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place) / name


def _read_file(path: Path, mode: int) -> Document:
    suffix = path.suffix.lower()
    piped = stat.S_ISFIFO(mode) and str(path).startswith(("/dev/", "/proc/"))
    if not stat.S_ISREG(mode) and not piped:
        raise UnreadableSource(
            f"{path} is not a regular file", _ACCEPTED, "pipe it in and write - for it"
        )
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > LARGEST else file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    _refuse_large(max(size, len(data)), path.name)
    return _parse(data, path.name, suffix)


def _parse(data: bytes, name: str, suffix: str) -> Document:
    _refuse_large(len(data), name)
    if not data.strip():
        raise EmptySource(
            f"{name} is empty", "an article", "check that the right file is given"
        )
    kind = FORMATS.get(suffix, "")
    if data[:1024].lstrip().startswith(b"%PDF-") or kind == "application/pdf":
        from suzerain.sources.pdf import read_pdf

        return make_document(read_pdf(data, name), name)
    if kind == "text/html" or (not suffix and _looks_like_html(data)):
        from suzerain.sources.html import read_html

        return make_document(read_html(data, name), name)
    from suzerain.sources.text import decode, read_text

    if suffix and not kind:
        decode(data, name)  # a better message where the file is a known binary
        raise UnreadableSource(
            f"{name} is of a kind that is not read ({suffix})",
            _ACCEPTED,
            "if it is plain text, rename it to end in .txt",
        )
    reading = read_text(data, name, media_type=kind or "text/plain")
    return make_document(reading, name)


def _looks_like_html(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise SourceTooLarge(
            f"{name} has {size / 1e6:.0f} MB or more",
            f"files up to {LARGEST / 1e6:.0f} MB",
            "give the article alone, or split the file",
        )


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        raise UnreadableSource(
            f"there is no file {str(path)!r}", _ACCEPTED, "check the path"
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> UnreadableSource:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableSource(
        f"{str(path)!r} cannot be opened: {reason}",
        _ACCEPTED,
        "check the path and that you may read it",
    )


def _merged(read: list[Document]) -> tuple[Document, ...]:
    kept: dict[str, Document] = {}
    for document in read:
        if document.id not in kept:
            kept[document.id] = document
            continue
        first = kept[document.id]
        note = f"the same text was also given as {document.name}"
        if note not in first.notes:
            kept[document.id] = replace(first, notes=(*first.notes, note))
    return tuple(kept.values())
