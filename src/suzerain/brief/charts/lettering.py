"""How much room words take in a picture, and what to do where there is less."""

from __future__ import annotations

import textwrap
import unicodedata

from suzerain.brief.language.drawn import kept, lettered

LETTER = 7.4  # mean width of a letter at 13 units, on the safe side
WIDE_LETTER = 13.5  # that of a letter as wide as it is tall, such as a Chinese one
CUT = "…"


def width(text: str) -> float:
    """Estimate how wide words are, in units of the picture.

    Examples:
        >>> width("oil") < width("crude oil") < width("crude oil and gas")
        True
    """
    return sum(WIDE_LETTER if _is_wide(letter) else LETTER for letter in text)


def fitted(text: str, room: float) -> str:
    """Cut words that are wider than their room; the table has them in full.

    Examples:
        >>> fitted("North Korea", 200), fitted("North Korea", 60)
        ('North Korea', 'North K…')
    """
    return kept(_cut(lettered(text), room), of=text)


def _cut(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    held = ""
    for letter in text:
        if width(held + letter) + LETTER > room:
            break
        held += letter
    return f"{held.rstrip()}{CUT}"


def folded(text: str, room: float, lines: int = 2) -> tuple[str, ...]:
    """Break words into lines that fit; what is too much for the last is cut.

    Args:
        text: The words.
        room: Width of a line, in units of the picture.
        lines: How many there may be.

    Examples:
        >>> folded("North Korea", 50), folded("oil", 50)
        (('North', 'Korea'), ('oil',))
    """
    most = max(int(room / LETTER), 1)
    found = textwrap.wrap(lettered(text), most, break_on_hyphens=False) or [""]
    if len(found) > lines:
        found[lines - 1 :] = [" ".join(found[lines - 1 :])]
    return tuple(kept(_cut(line, room), of=text) for line in found)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")
