# ruff: noqa: RUF001 - curly quotes and full-width signs are what is looked for

"""Phrases that belong to a page, not to its article.

The phrases are rows of `tables/boilerplate.csv`. Each has a scope: `line` and `credit`
must be the whole line, `section` opens a list of links, `stretch` may stand inside a
sentence, `caption` marks a line that describes a picture. An anchor is a word without
which the pattern cannot match; patterns whose anchor a text lacks are never tried.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

LONGEST_LINE = 240  # code points; a longer line is never a link, a button or a credit
LONGEST_STRETCH = 400  # code points; a longer sentence is never a call to subscribe
SCOPES = ("line", "section", "stretch", "credit", "caption")
WHOLE = frozenset({"line", "section", "credit"})
LOOSE_END = r"[\s.:…!»›>→|*_#-]{0,6}"
Patterns: TypeAlias = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The patterns that can match in one text, by scope."""

    line: Patterns
    section: Patterns
    stretch: Patterns
    credit: Patterns
    caption: Patterns
    anchors: tuple[str, ...]

    def is_line(self, line: str) -> bool:
        """Whether a whole line is page furniture."""
        return len(line) <= LONGEST_LINE and (
            _fits(self.line, line) or _fits(self.credit, line)
        )

    def is_section(self, line: str) -> bool:
        """Whether a line opens a list of links."""
        return len(line) <= LONGEST_LINE and _fits(self.section, line)

    def is_caption(self, line: str) -> bool:
        """Whether a line describes a picture and names who took it."""
        return len(line) <= LONGEST_STRETCH and _holds(self.caption, line)

    def is_stretch(self, sentence: str) -> bool:
        """Whether a sentence asks to click, subscribe, accept or follow."""
        return len(sentence) <= LONGEST_STRETCH and _holds(self.stretch, sentence)

    def may_hold_stretch(self, paragraph: str) -> bool:
        """Whether a paragraph deserves a look sentence by sentence."""
        lowered = paragraph.casefold()
        return any(anchor in lowered for anchor in self.anchors)


def phrases_for(text: str) -> Phrases:
    r"""Return the phrases whose anchors occur in a text.

    Args:
        text: The whole text.

    Examples:
        >>> phrases = phrases_for("Read more\nThe two sides met.")
        >>> phrases.is_line("Read more"), phrases.is_line("The two sides met.")
        (True, False)
    """
    lowered = text.casefold()
    chosen: dict[str, list[re.Pattern[str]]] = {scope: [] for scope in SCOPES}
    anchors: list[str] = []
    for number, (scope, anchor, _) in enumerate(_rows()):
        if anchor in lowered:
            chosen[scope].append(_pattern(number))
            if scope == "stretch":
                anchors.append(anchor)
    return Phrases(
        anchors=tuple(anchors),
        **{scope: tuple(patterns) for scope, patterns in chosen.items()},
    )


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a table of `sources/tables`."""
    path = files("suzerain.sources") / "tables" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row["scope"], row["anchor"].casefold(), row["pattern"])
        for row in read_rows("boilerplate.csv")
    )


@cache
def _pattern(number: int) -> re.Pattern[str]:
    """Compile a row once for all texts."""
    scope, _, pattern = _rows()[number]
    tail = LOOSE_END if scope in WHOLE else ""
    return re.compile(f"(?:{pattern}){tail}", re.IGNORECASE)


def _fits(patterns: Patterns, line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in patterns)


def _holds(patterns: Patterns, words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)
