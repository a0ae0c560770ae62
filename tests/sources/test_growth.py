"""Steps grow with the length of a text, not with its square.

What is counted is steps of Python, not seconds: lines that were run.
"""

from __future__ import annotations

import pytest
from steps import steps

from suzerain.sources.compose import make_document
from suzerain.sources.html import read_html
from suzerain.sources.reading import Reading
from suzerain.sources.signs import view_of

MOST = 2.6  # times the steps for twice the text; a square would be 4


def read(text):
    make_document(Reading(text=text), "a")


def page(text):
    read_html(text.encode(), "a.html")


REPEATED = {
    "sentences": (read, "Egypt buys gas from Libya. "),
    "paragraphs": (read, "Egypt buys gas from Libya.\n\n"),
    "the same headline": (read, "A pact is signed\n\n"),
    "nested quotes": (read, '\u201cHe said \u2018she said "they said '),
    "open brackets": (read, "(free) [x "),
    "calls to click": (read, "Click here. Read more. Subscribe to our newsletter. "),
    "cut leads": (read, "The two sides met in the capital and signed a pact ...\n\n"),
    "wrapped lines": (
        read,
        "The two sides met in the capital and signed a wide pact of\n",
    ),
    "forged words": (view_of, "Rus\u0455ia and "),
    "invisible signs": (view_of, "\u200bR\u00adu\u202es"),
    "paragraphs of a page": (page, "<p>Egypt buys gas."),
    "tables in tables": (page, "<table><tr><td>x"),
    "open elements": (page, "<div class='a b c'>x"),
}


@pytest.mark.parametrize("kind", REPEATED)
def test_twice_the_text_takes_about_twice_the_steps(kind):
    job, piece = REPEATED[kind]
    job(piece * 10)
    small, large = steps(job, piece * 300), steps(job, piece * 600)
    assert large <= MOST * small + 500


LONG = {
    "a megabyte without a space": "x" * 1_000_000,
    "a megabyte of one line": "Egypt buys gas from Libya and " * 33_000,
    "a megabyte of signs": "\u202e\u200f\u0301" * 330_000,
    "a megabyte of quotes": "\u201c\u2018\"'" * 250_000,
    "ten thousand sentences": "Egypt buys gas from Libya. " * 10_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_texts_are_read_to_their_end(kind):
    text = LONG[kind]
    document = make_document(Reading(text=text), "a")
    assert document.text == text
    view_of(text)
