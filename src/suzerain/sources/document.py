"""Text, and an exact passage in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["headline", "body", "boilerplate", "duplicate", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document and what it is.

    Args:
        start: First code point.
        end: One past the last code point.
        kind: `headline`, `body`, `boilerplate`, `duplicate` or `caption`.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Keep a text exactly as it was read.

    Args:
        id: Short stable name, `doc-` and the first ten digits of the checksum.
        name: File name or title under which the user knows it.
        text: The text, never normalised; offsets count its code points.
        title: Headline, where one was found.
        published: ISO date, where one was found.
        publisher: Who published it, where that was found.
        language: ISO 639-1 code, or empty when unsure.
        media_type: `text/plain`, `text/markdown`, `text/html`, `application/pdf`.
        blocks: The stretches of the text; claims come from headline and body only.
        notes: What the reader had to decide (decoding, repairs), for the user.
    """

    id: str
    name: str
    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Checksum of the text as UTF-8."""
        return checksum(self.text)

    def passage(self, start: int, end: int) -> str:
        """Return the exact words between two offsets."""
        return self.text[start:end]


def checksum(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str) -> str:
    """Return the id that a text has wherever it is read."""
    return f"doc-{checksum(text)[:10]}"
