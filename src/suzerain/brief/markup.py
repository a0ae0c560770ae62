"""Pieces of a sentence as safe HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, Quote

UNBROKEN = re.compile(r"(\([^()]{1,24}\)|[\d.,+-]+ %|\d[\d.,]*-\d[\d.,]*)")


def anchor(key: str) -> str:
    """Turn an id into one that HTML and CSS can use.

    Examples:
        >>> anchor("tie.oil.CHN.PRK"), anchor("c-0a-1-2-1"), anchor("a b")
        ('tie.oil.CHN.PRK', 'c-0a-1-2-1', 'a_20_b')
    """
    return re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", key)


def html_piece(piece: Piece, within: str = "") -> Markup:
    """Write one piece; everything from outside is escaped."""
    if isinstance(piece, Number):
        return html_number(piece, within)
    if isinstance(piece, Name):
        return Markup("<bdi{}>{}</bdi>").format(_spoken(piece.lang), piece.text)
    if isinstance(piece, Quote):
        return html_quote(piece)
    return escape(piece)


def html_quote(piece: Quote) -> Markup:
    """Write words of a source with their place, others to the same effect folded."""
    if not piece.source:
        return Markup('<q data-claim="{}"{}>{}</q>').format(
            piece.claim, _spoken(piece.lang), piece.text
        )
    speaker = Markup("<bdi>{}</bdi>, ").format(piece.speaker) if piece.speaker else ""
    first = Markup(
        '<q{}>{}</q> <span class="by">({}<a href="#why-{}" data-claim="{}">'
        "<bdi>{}</bdi></a>)</span>"
    ).format(
        _spoken(piece.lang),
        piece.text,
        speaker,
        anchor(piece.claim),
        piece.claim,
        shortened(piece.source),
    )
    if not piece.more:
        return first
    folded = Markup("").join(
        Markup("<p>{}</p>").format(html_quote(quote)) for quote in piece.more
    )
    return first + Markup(
        '<details class="more"><summary>{}</summary>{}</details>'
    ).format(piece.title, folded)


def _spoken(language: str) -> Markup:
    """Name the language of words that are not in that of the page."""
    return Markup(' lang="{}"').format(language) if language else Markup("")


def shortened(text: str, most: int = 34) -> str:
    """Cut a long title at a word.

    Examples:
        >>> shortened("A very long title of an article", 14)
        'A very long…'
    """
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def html_number(piece: Number, within: str = "") -> Markup:
    """Write a number as a link to where it comes from.

    Args:
        piece: The number.
        within: Id that the row around it stands for; a quiet number that rests on it
            needs no mark of its own.
    """
    if piece.quiet and piece.ref == within:
        return escape(piece.text)
    if piece.quiet:
        return Markup('<span data-ref="{}">{}</span>').format(piece.ref, piece.text)
    return Markup('<a class="n" href="#why-{}">{}</a>').format(
        anchor(piece.ref), _unbroken(piece.text)
    )


def _unbroken(text: str) -> Markup:
    """Keep a figure and its unit, or a range in brackets, on one line."""
    parts = UNBROKEN.split(text)
    return Markup("").join(
        Markup('<span class="k">{}</span>').format(part) if k % 2 else escape(part)
        for k, part in enumerate(parts)
    )


def html_pieces(pieces: Pieces | Finding, within: str = "") -> Markup:
    """Write a sentence, or a table cell in a row that stands for the id `within`."""
    flat = pieces.pieces if isinstance(pieces, Finding) else pieces
    return Markup("").join(html_piece(piece, within) for piece in flat)
