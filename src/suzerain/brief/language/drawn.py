"""Words in pictures, put into a language before they are fitted into their room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from suzerain.brief.language.catalogue import Catalogue
from suzerain.brief.language.pen import PROPER

QUOTED = "“"


@dataclass(slots=True, kw_only=True)
class Drawn:
    """What is said in pictures while they are drawn.

    Args:
        words: The language.
        lines: Lines that stand in pictures as they are to stay.
        quotes: Those of them that are words of a source.
        lacking: English words that have no translation.
    """

    words: Catalogue
    lines: set[str] = field(default_factory=set)
    quotes: set[str] = field(default_factory=set)
    lacking: dict[str, None] = field(default_factory=dict)


_NOW: ContextVar[Drawn | None] = ContextVar("pictures are drawn in", default=None)


@contextmanager
def drawing_in(words: Catalogue) -> Iterator[Drawn]:
    """Draw pictures in a language.

    Args:
        words: The language.

    Yields:
        The lines that were fitted into pictures, once they are drawn.

    Examples:
        >>> from suzerain.brief.language.catalogue import catalogue
        >>> with drawing_in(catalogue("fr")) as drawn:
        ...     lettered("oil")
        'pétrole'
        >>> lettered("oil")
        'oil'
    """
    drawn = Drawn(words=words)
    before = _NOW.set(None if words.is_english else drawn)
    try:
        yield drawn
    finally:
        _NOW.reset(before)


def lettered(text: str) -> str:
    """Say words in the language of the picture; quotations and strange names stay.

    Args:
        text: Words in English.
    """
    now = _NOW.get()
    if now is None:
        return text
    said = now.words.say(text, bare=True)
    if said is None and not text.startswith(QUOTED) and not PROPER.fullmatch(text):
        now.lacking.setdefault(text)
    return text if said is None else said


def kept(line: str, of: str) -> str:
    """Note a line of a picture as finished.

    Args:
        line: What stands in the picture.
        of: The words that it is a part of, in English.
    """
    now = _NOW.get()
    if now is not None:
        now.lines.add(line)
        if of.startswith(QUOTED):
            now.quotes.add(line)
    return line
