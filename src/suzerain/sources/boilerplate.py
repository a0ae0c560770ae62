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
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST_LINE = 240  # code points; a longer line is never a link, a button or a credit
LONGEST_STRETCH = 400  # code points; a longer sentence is never a call to subscribe
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The patterns that can match in one text, by scope."""

    line: re.Pattern[str]
    section: re.Pattern[str]
    stretch: re.Pattern[str]
    credit: re.Pattern[str]
    caption: re.Pattern[str]
    anchors: tuple[str, ...]

    def is_line(self, line: str) -> bool:
        """Whether a whole line is page furniture."""
        return len(line) <= LONGEST_LINE and bool(
            self.line.fullmatch(line) or self.credit.fullmatch(line)
        )

    def is_section(self, line: str) -> bool:
        """Whether a line opens a list of links."""
        return len(line) <= LONGEST_LINE and bool(self.section.fullmatch(line))

    def is_caption(self, line: str) -> bool:
        """Whether a line describes a picture and names who took it."""
        return len(line) <= LONGEST_STRETCH and bool(self.caption.search(line))

    def is_stretch(self, sentence: str) -> bool:
        """Whether a sentence asks to click, subscribe, accept or follow."""
        return len(sentence) <= LONGEST_STRETCH and bool(self.stretch.search(sentence))

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
    return _compile(
        tuple(
            number for number, (_, anchor, _) in enumerate(_rows()) if anchor in lowered
        )
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
def _compile(numbers: tuple[int, ...]) -> Phrases:
    chosen = [_rows()[number] for number in numbers]

    def joined(scope: str, tail: str = "") -> re.Pattern[str]:
        return _join((row[2] for row in chosen if row[0] == scope), tail)

    loose_end = r"[\s.:…!»›>→|*_#-]{0,6}"
    return Phrases(
        line=joined("line", loose_end),
        section=joined("section", loose_end),
        stretch=joined("stretch"),
        credit=joined("credit", loose_end),
        caption=joined("caption"),
        anchors=tuple(row[1] for row in chosen if row[0] == "stretch"),
    )


def _join(patterns: Iterable[str], tail: str) -> re.Pattern[str]:
    listed = list(patterns)
    if not listed:
        return _NOTHING
    body = "|".join(f"(?:{pattern})" for pattern in listed)
    return re.compile(f"(?:{body}){tail}", re.IGNORECASE)
