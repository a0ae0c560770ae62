"""The reader's steps grow with the length of a text, not with its square."""

from __future__ import annotations

import pytest
from steps import steps

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document

MOST = 2.6  # times the steps for twice the text; a square would be 4


def read(text):
    extract([Document(id="doc-1", name="a", text=text)])


REPEATED = {
    "sentences": "Egypt buys gas from Libya. It met Chad. ",
    "one line of names": "Egypt, Libya and Mr Doe of Chad met Jon Smith of Peru, ",
    "one line without a stop": "Egypt sells gas to Libya and told Chad that they met ",
    "nested quotes": "\u201cEgypt said \u201cLibya told Chad no\u201d\u201d ",
    "quotes": '"We sell arms," Egypt said. "They met Libya," it said. ',
    "conditions": "if Egypt, without Libya, which sells, and Chad that told ",
    "numbers": "1 2 3 4 5 of 6 ",
}


@pytest.mark.parametrize("kind", REPEATED)
def test_twice_the_text_takes_about_twice_the_steps(kind):
    piece = REPEATED[kind]
    steps(read, piece)
    small, large = steps(read, piece * 80), steps(read, piece * 160)
    assert large <= MOST * small + 500


def test_a_pronoun_looks_back_over_a_bounded_number_of_mentions():
    piece = "Egypt said it and its ally met him and they left, "
    small, large = steps(read, piece * 150), steps(read, piece * 300)
    assert large <= 2.7 * small
