"""A Word document (.docx) to the text of its body.

The file is a zip archive of XML. Only the parts named here are unpacked, each up to a
size whatever the archive says of it, and streamed through lxml without a tree; a part
that declares a document type, and so entities, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from suzerain.core.errors import EmptySource, SourceTooLarge, UnreadableSource
from suzerain.sources.document import BlockKind
from suzerain.sources.reading import Reading

if TYPE_CHECKING:
    from zipfile import ZipFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = "word/document.xml"
ABOUT = "docProps/core.xml"
LARGEST_PART = 40_000_000  # bytes unpacked; more comes from a bomb
LARGEST_ABOUT = 100_000
MOST_PARTS = 10_000  # files in the archive
MOST_TEXT = 20_000_000  # code points
PARAGRAPH = "\n\n"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_WORDS = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING = re.compile(r"heading ?\d?|title|subtitle", re.IGNORECASE)
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")


class _TypeDeclared(Exception):
    """A part declares a document type."""


class _Body:
    """Collect paragraphs and their styles from the events of a parser."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[str, str]] = []
        self._stack: list[tuple[list[str], list[str]]] = []
        self._silent = 0
        self._in_text = False
        self._hidden = False
        self._size = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _FALLBACK:
            self._silent += 1
        name = _local(tag)
        if name == "p":
            self._stack.append(([], []))
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _value(attributes) not in {"0", "false"}
        elif name == "pStyle" and self._stack:
            self._stack[-1][1].append(_value(attributes))
        elif name == "t":
            self._in_text = True
        elif name in {"tab", "br", "cr"} and self._stack and not self._silent:
            self._stack[-1][0].append(" ")
        elif name == "noBreakHyphen" and self._stack and not self._silent:
            self._stack[-1][0].append("-")

    def end(self, tag: str) -> None:
        if tag == _FALLBACK:
            self._silent -= 1
        name = _local(tag)
        if name == "t":
            self._in_text = False
        elif name == "p" and self._stack:
            words, styles = self._stack.pop()
            text = _SPACE.sub(" ", "".join(words)).strip()
            if text:
                self.paragraphs.append((text, styles[0] if styles else ""))

    def data(self, words: str) -> None:
        if self._in_text and self._stack and not self._silent and not self._hidden:
            self._size += len(words)
            if self._size > MOST_TEXT:
                raise SourceTooLarge(
                    f"the document holds over {MOST_TEXT:,} characters",
                    "less text",
                    "split it",
                )
            self._stack[-1][0].append(words)

    def comment(self, words: str) -> None:
        """Comments are not part of the text."""

    def pi(self, target: str, words: str) -> None:
        """Instructions are not part of the text."""

    def doctype(self, *_: str) -> None:
        """Entities are not wanted."""
        raise _TypeDeclared

    def close(self) -> _Body:
        return self


def read_docx(data: bytes, name: str) -> Reading:
    """Extract the text of a Word document: paragraphs, lists, cells of tables.

    Deleted text, hidden text, comments, headers, footers and notes are left out.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Raises:
        UnreadableSource: If the archive or its XML is broken, locked, or no document.
        SourceTooLarge: If a part unpacks to more than 40 MB.
        EmptySource: If there is no text.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MOST_PARTS:
                raise SourceTooLarge(
                    f"{name} is an archive of {len(names)} files",
                    f"up to {MOST_PARTS}",
                    "open it and save it as .txt",
                )
            if BODY not in names:
                raise _no_document(name)
            page = _parsed(_unpacked(archive, BODY, name, LARGEST_PART), name)
            title = _title(archive, names, name)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _broken(name, error) from None
    except ValueError as error:
        raise _broken(name, error) from None
    text, hints = _joined(page.paragraphs)
    if not text:
        raise EmptySource(
            f"{name} holds no text", "a document with text", "check the right file"
        )
    return Reading(
        text=text,
        media_type=MEDIA_TYPE,
        title=title,
        notes=("offsets count the text extracted from the document, not its file",),
        hints=hints,
    )


def _unpacked(archive: ZipFile, part: str, name: str, most: int) -> bytes:
    """Unpack a part up to a size; what the archive says of its size is not believed."""
    import zlib

    try:
        with archive.open(part) as file:
            content = file.read(most + 1)
    except zlib.error as error:
        raise _broken(name, error) from None
    if len(content) > most:
        raise SourceTooLarge(
            f"{name} unpacks to more than {most / 1e6:.1f} MB",
            f"parts of up to {most / 1e6:.1f} MB",
            "save its text as .txt and give that",
        )
    return content


def _parsed(content: bytes, name: str) -> _Body:
    from lxml import etree

    parser = etree.XMLParser(
        target=_Body(),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        parser.feed(content)
        page: _Body = parser.close()
    except _TypeDeclared:
        raise UnreadableSource(
            f"{name} declares a document type, which no Word document does",
            "a .docx that a word processor wrote",
            "do not trust it; save its text as .txt if you know where it comes from",
        ) from None
    except etree.LxmlError as error:
        raise _broken(name, error) from None
    return page


def _title(archive: ZipFile, names: list[str], name: str) -> str:
    if ABOUT not in names:
        return ""
    from lxml import etree

    try:
        content = _unpacked(archive, ABOUT, name, LARGEST_ABOUT)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        found = etree.fromstring(content, parser).find(f".//{_TITLE}")
    except (etree.LxmlError, SourceTooLarge):
        return ""
    return (found.text or "").strip() if found is not None else ""


def _joined(paragraphs: list[tuple[str, str]]) -> tuple[str, dict[int, BlockKind]]:
    hints: dict[int, BlockKind] = {}
    offset = 0
    for words, style in paragraphs:
        if _HEADING.match(style):
            hints[offset] = "headline"
        elif _CAPTION.match(style):
            hints[offset] = "caption"
        offset += len(words) + len(PARAGRAPH)
    return PARAGRAPH.join(words for words, _ in paragraphs), hints


def _local(tag: str) -> str:
    """Name of a Word element without its namespace; nothing for others."""
    for space in (_WORDS, _OLD_WORDS):
        if tag.startswith(space):
            return tag[len(space) :]
    return ""


def _value(attributes: Mapping[str, str]) -> str:
    return next(
        (value for key, value in attributes.items() if key.endswith("}val")), ""
    )


def _no_document(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name} is a zip archive or another office file, not a Word document",
        "a .docx file",
        "save it as .docx, .pdf or .txt and give that",
    )


def _broken(name: str, error: Exception) -> UnreadableSource:
    return UnreadableSource(
        f"{name} is a broken or locked .docx ({type(error).__name__})",
        "a whole .docx without a password",
        "open it in a word processor and save it as .docx or .txt",
    )
