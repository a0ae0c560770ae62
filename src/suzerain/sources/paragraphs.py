# ruff: noqa: RUF001 - curly quotes and full-width signs are what is looked for

"""Where the paragraphs of a text begin and end, hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
WIDEST_WRAP = 130  # code points; longer lines are paragraphs, not wrapped lines
NARROWEST_WRAP = 40  # code points; shorter lines are a list or a menu
FULL_LINE = 0.6  # share of the widest line; a shorter one ends its paragraph
MOSTLY = 0.7  # share of full lines from which on lines count as wrapped
ENDINGS = ".!?…。！？:\"”»’')]"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, and whether a blank line stands before it."""

    start: int
    end: int
    apart: bool


def find_paragraphs(text: str) -> Iterator[Stretch]:
    r"""Yield the paragraphs in order.

    A line is a paragraph, except where lines were broken at a fixed width.

    Args:
        text: Any text.

    Examples:
        >>> [(s.start, s.end) for s in find_paragraphs("One.\n\nTwo.\nThree.")]
        [(0, 4), (6, 10), (11, 17)]
    """
    chunk: list[Stretch] = []
    for line in _lines(text):
        if line.apart and chunk:
            yield from _paragraphs(text, chunk)
            chunk = []
        chunk.append(line)
    if chunk:
        yield from _paragraphs(text, chunk)


def _lines(text: str) -> Iterator[Stretch]:
    last = 0
    for found in _LINE.finditer(text):
        line = found.group()
        core = line.strip()
        if not core:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        between = text[last : found.start()]
        apart = last == 0 or sum(1 for _ in _BREAK.finditer(between)) > 1
        yield Stretch(start, start + len(core), apart)
        last = start + len(core)


def _paragraphs(text: str, lines: list[Stretch]) -> Iterator[Stretch]:
    widths = [line.end - line.start for line in lines]
    widest = max(widths)
    full = sum(width >= FULL_LINE * widest for width in widths[:-1])
    breaks_inside = any(text[line.end - 1] not in ENDINGS for line in lines[:-1])
    wrapped = (
        len(lines) > 1
        and NARROWEST_WRAP <= widest <= WIDEST_WRAP
        and full >= MOSTLY * (len(lines) - 1)
        and breaks_inside
    )
    if not wrapped:
        yield from lines
        return
    first = lines[0]
    for line, width, follows in zip(lines, widths, [*lines[1:], None], strict=True):
        if follows is None or width < FULL_LINE * widest:
            yield Stretch(first.start, line.end, first.apart)
            if follows is not None:
                first = follows
