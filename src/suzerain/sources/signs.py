# ruff: noqa: RUF001 - letters that look like others are what is looked for

"""Signs that hide or forge words, and a view of a text in which they do not.

A view is a second text beside the first: forged letters are written as the Latin ones
they look like, signs that nobody sees are left out, glued words are parted. Each sign
of the view knows where it stands in the text, so offsets lead back exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from suzerain.sources.document import Block, Document

_LOOK_ALIKE = (  # letters of another script, then the Latin ones they look like
    ("аеорсухіјѕԁԛԝһӏ", "aeopcyxijsdqwhl"),
    ("АВЕКМНОРСТУХІЈЅԌԚԜ", "ABEKMHOPCTYXIJSGQW"),
    ("αειοκντρυχϲϳ", "aeiokvtpuxcj"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
)
_FORGED = {
    foreign: latin for pair in _LOOK_ALIKE for foreign, latin in zip(*pair, strict=True)
}
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SUSPECT = re.compile("[" + "".join(_FORGED) + "]")
_WIDE = re.compile("[！-～]")
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
    "\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]"
)
_DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(rf"{_SUSPECT.pattern}|{_WIDE.pattern}|{_HIDDEN.pattern}")
LATIN_SHARE = 0.9  # of the letters, from which on a text is Latin
SHORTEST_FORGED = 3  # letters of another script that make a forged word
MOST_SHOWN = 3  # forged words that a note names


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A text as it is matched, and where each sign of it stands in the original.

    Args:
        text: What is matched.
        places: For each sign of `text` its offset in the original, rising.
        forged: Spans of the original with letters of another script than they seem.
    """

    text: str
    places: Sequence[int]
    forged: tuple[tuple[int, int], ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original for a span of the view.

        Args:
            start: First sign of the view.
            end: One past the last.
        """
        if start >= end:
            place = self.places[start] if start < len(self.places) else 0
            return place, place
        return self.places[start], self.places[end - 1] + 1

    def is_forged(self, start: int, end: int) -> bool:
        """Whether a span of the original holds a forged word."""
        at = bisect_left(self.forged, (end, 0))
        return at > 0 and self.forged[at - 1][1] > start


def view_of(text: str) -> View | None:
    r"""Return how a text is matched, or nothing when it is matched as it is.

    Args:
        text: Any text.

    Examples:
        >>> view = view_of("R\u0443ssia and Bela\u00adrus")
        >>> view.text, view.back(0, 6), view.back(11, 18)
        ('Ryssia and Belarus', (0, 6), (11, 19))
        >>> view_of("Russia") is None
        True
    """
    if text.isascii() and not _CONTROL.search(text):
        return None
    if not _ODD.search(text):
        return None
    forged = _forged_words(text)
    signs = list(text)
    for start, end in forged:
        for place in range(start, end):
            signs[place] = _FORGED.get(signs[place], signs[place])
    for found in _WIDE.finditer(text):
        signs[found.start()] = chr(ord(found[0]) - 0xFEE0)
    hidden = {found.start() for found in _HIDDEN.finditer(text)}
    places = [place for place in range(len(text)) if place not in hidden]
    seen = "".join([signs[place] for place in places])
    if seen == text:
        return None
    return View(text=seen, places=places, forged=tuple(forged))


def view_document(document: Document, view: View) -> Document:
    """Return a document with the text of a view, its blocks moved along.

    Args:
        document: The document that the view is of.
        view: The view.
    """
    blocks = tuple(
        replace(
            block,
            start=bisect_left(view.places, block.start),
            end=bisect_left(view.places, block.end),
        )
        for block in document.blocks
    )
    kept: tuple[Block, ...] = tuple(one for one in blocks if one.start < one.end)
    return replace(document, text=view.text, blocks=kept)


def without_turns(text: str) -> str:
    r"""Return a text without the signs that turn the direction of what follows.

    A name that holds one would turn the rest of every sentence that names it.

    Args:
        text: A name, or words of ours that hold one.

    Examples:
        >>> without_turns("Rus\u202esia")
        'Russia'
    """
    return text if text.isascii() else _DIRECTED.sub("", text)


def without_hidden(text: str) -> str:
    r"""Return a text without the signs that nobody sees.

    Args:
        text: Any text.

    Examples:
        >>> without_hidden("Rus\u00adsia")
        'Russia'
    """
    return text if text.isascii() else _HIDDEN.sub("", text)


def describe_signs(text: str) -> tuple[str, ...]:
    """Return notes on signs that hide or forge words.

    Args:
        text: Any text.

    Examples:
        >>> describe_signs("R\u0443ssia")
        ('1 word(s) mix letters that look alike, such as ...; they are read as Latin',)
        >>> describe_signs("Russia")
        ()
    """
    if text.isascii() and not _CONTROL.search(text):
        return ()
    notes: list[str] = []
    forged = _forged_words(text)
    if forged:
        shown = ", ".join(
            dict.fromkeys(ascii(text[a:b])[1:-1] for a, b in forged[:MOST_SHOWN])
        )
        notes.append(
            f"{len(forged)} word(s) mix letters that look alike, such as {shown}; "
            "they are read as Latin"
        )
    directed = sum(1 for _ in _DIRECTED.finditer(text))
    if directed:
        notes.append(
            f"{directed} sign(s) change the direction of writing; what a screen shows "
            "may differ from what is read"
        )
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls:
        notes.append(f"{controls} control character(s) were passed over in matching")
    return tuple(notes)


def _forged_words(text: str) -> list[tuple[int, int]]:
    """Words that look Latin and hold letters of other scripts.

    A word of such letters alone counts only in a text that is Latin otherwise.
    """
    if not _SUSPECT.search(text):
        return []
    latin_text = len(_LATIN.findall(text)) >= LATIN_SHARE * sum(
        len(word[0]) for word in _WORD.finditer(text)
    )
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        letters = word[0]
        if letters.isascii() or not _SUSPECT.search(letters):
            continue
        foreign = sum(1 for sign in letters if sign in _FORGED)
        latin = len(_LATIN.findall(letters))
        enough = latin or (latin_text and foreign >= SHORTEST_FORGED)
        if enough and foreign + latin == len(letters):
            found.append(word.span())
    return found
