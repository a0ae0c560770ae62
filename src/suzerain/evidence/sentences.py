# ruff: noqa: RUF001 - curly quotes and full-width signs are what is looked for
"""Where the sentences of a document begin and end.

Each stop sign is looked at once, with a bounded look to its left and right, so the time
grows with the length of the text and nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suzerain.sources.document import Document

LOOK_BACK = 24  # code points; no abbreviation is longer
SHORTEST_GLUED = 3  # small letters before a stop without a space, else it is a name
_STOP = re.compile(
    r"(?P<wide>[。！？]+[”」』）]{0,3})"
    r"|(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]{0,4})"
    r"|(?P<glued>(?<=[^\W\d_])[)”])(?=[^\W\d_])"
)
INITIALS = re.compile(r"(?:\w\.)+\w")
_LAST_WORD = re.compile(r"[\w§№](?:[\w.’'-]*[\w])?\Z")
_NEXT_WORD = re.compile(r"[\"'“‘«„(\[]{0,3}([^\W\d_][\w’'-]{0,20})")
_OPENING = re.compile(r"\s+[\"'“‘«„(\[¿¡—–-]{0,3}\s?")
_MARKUP = re.compile(r"[#>*_\s-]*(?=[\w\"'“‘«„(\[¿¡$€£])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Where a sentence stands.

    Args:
        start: First code point in the document.
        end: One past the last.
        block_index: Place of its block in `document.blocks`.
        paragraph_index: Number of its paragraph; parts of a paragraph that was cut
            share it.
    """

    start: int
    end: int
    block_index: int
    paragraph_index: int


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split the headlines and the body of a document into sentences.

    Args:
        document: A document with blocks; without any, its whole text is body.

    Returns:
        Sentences in order, without surrounding space; none crosses a block.

    Examples:
        >>> from suzerain.sources.document import Block
        >>> text = "Mr. Doe left the U.S. on Monday. He paid 3.5 bn."
        >>> block = Block(start=0, end=len(text), kind="body")
        >>> document = Document(id="doc-1", name="a", text=text, blocks=(block,))
        >>> [text[s.start : s.end] for s in split_sentences(document)]
        ['Mr. Doe left the U.S. on Monday.', 'He paid 3.5 bn.']
    """
    text = document.text
    if not document.blocks:
        spans = _spans(text, 0, len(text))
        return tuple(
            Sentence(start=start, end=end, block_index=0, paragraph_index=0)
            for start, end in spans
        )
    found: list[Sentence] = []
    paragraph, last = -1, 0
    for number, block in enumerate(document.blocks):
        between = text[last : block.start]
        if number == 0 or "\n" in between or "\r" in between:
            paragraph += 1
        last = block.end
        if block.kind in {"headline", "body"}:
            found.extend(
                Sentence(
                    start=start,
                    end=end,
                    block_index=number,
                    paragraph_index=paragraph,
                )
                for start, end in _spans(text, block.start, block.end)
            )
    return tuple(found)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _STOP.finditer(text, start, end):
        if found.start() < begin or not _ends(text, found, begin, end):
            continue
        span = _trimmed(text, begin, found.end())
        if span:
            yield span
        begin = found.end()
    span = _trimmed(text, begin, end)
    if span:
        yield span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    markup = _MARKUP.match(text, start, end)
    if markup:
        start = markup.end()
    has_words = any(map(str.isalnum, text[start:end]))
    return (start, end) if has_words else None


def _ends(text: str, found: re.Match[str], begin: int, end: int) -> bool:
    """Whether a sentence ends at a stop sign."""
    if found["wide"] or found.end() >= end:
        return True
    right = text[found.end() : min(found.end() + 2 * LOOK_BACK, end)]
    if found["glued"]:
        return _ends_glued(found["glued"], right)
    left = text[max(begin, found.start() - LOOK_BACK) : found.start()]
    if not right[0].isspace():
        return _ends_without_space(left, found, right)
    opening = _OPENING.match(right)
    follower = right[opening.end() :] if opening else ""
    if follower and follower[0].islower():
        return False
    if found["stop"] == "." and not found["close"]:
        return not _is_abbreviation(left, follower)
    return True


def _ends_glued(sign: str, right: str) -> bool:
    """A closing sign, then a capital without a space: "(free)China is"."""
    word = _NEXT_WORD.match(right)
    if not word or not word[1][0].isupper() or word[1].isupper():
        return False
    return sign == ")" or word[1].casefold() in _words("starter")


def _ends_without_space(left: str, found: re.Match[str], right: str) -> bool:
    word = _NEXT_WORD.match(right)
    if not word or not word[1][0].isupper():
        return False
    if found["close"] and found["close"] not in {"'", "’"}:
        return True
    tail = left[-SHORTEST_GLUED:]
    sentence_like = len(tail) == SHORTEST_GLUED and tail.islower() and tail.isalpha()
    capitalised = len(word[1]) == 1 or not word[1].isupper()
    host = _LAST_WORD.search(left)
    named = host is not None and host[0][:1].isupper() and found["stop"] == "."
    starts = word[1].casefold() in _words("starter")
    return sentence_like and capitalised and (starts or not named)


def _is_abbreviation(left: str, follower: str) -> bool:
    """Whether the full stop after these words belongs to an abbreviation."""
    host = _LAST_WORD.search(left)
    if not host:
        return False
    word = host[0]
    lowered = word.casefold()
    next_word = _NEXT_WORD.match(follower)
    starts = bool(next_word and next_word[1].casefold() in _words("starter"))
    if lowered in _words("numbered") and follower[:1].isdigit():
        return True
    if len(word) == 1 and word.isupper():
        return not (starts and len(next_word[1]) > 1) if next_word else True
    if lowered in _words("title"):
        return not (word.islower() and starts)
    if lowered in _words("initials") or ("." in word and INITIALS.fullmatch(word)):
        return not starts
    return lowered in _words("either") and follower[:1].isdigit()


@cache
def _words(kind: str) -> frozenset[str]:
    path = files("suzerain.evidence") / "tables" / "abbreviations.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return frozenset(
        word for row in rows if row["kind"] == kind for word in row["words"].split()
    )
