"""Datelines, the junta of a state, and an "it" that stands for nobody."""

from __future__ import annotations

import pytest

from suzerain.evidence.resolve import find_mentions
from suzerain.sources.document import Document


def _codes(text: str) -> list[tuple[str, str]]:
    found = find_mentions(Document(id="d", name="d", text=text))
    return [(one.text, one.code) for one in found]


@pytest.mark.parametrize(
    "line",
    [
        "LIMA, May 3, 2021 - ",
        "LIMA, 3 May (Wire) - ",
        "LIMA (Wire) \u2014 ",
        "LIMA, Oct. 4: ",
    ],
)
def test_the_place_of_a_dateline_is_no_actor(line: str) -> None:
    assert _codes(f"{line}Ghana and Togo signed a treaty.") == [
        ("Ghana", "GHA"),
        ("Togo", "TGO"),
    ]


def test_a_capital_that_acts_is_still_an_actor() -> None:
    assert ("Lima", "PER") in _codes("Lima recalled its envoy on May 3 - a Monday.")


def test_the_junta_is_that_of_the_state_said_to_have_one() -> None:
    text = (
        "Guinea's military junta closed the border. Ghana asked for talks, and Ghana"
        " sent food. Togo and Benin waited. The junta refused."
    )
    assert _codes(text)[-1] == ("The junta", "GIN")


def test_of_two_juntas_neither_is_taken_for_the_only_one() -> None:
    text = (
        "Guinea's junta closed the border. Gabon's junta kept it open. Gabon waited."
        " In Gabon the junta refused."
    )
    assert _codes(text)[-1][1] == "GAB"


@pytest.mark.parametrize(
    "text",
    [
        "Ghana waited. It was Togo that closed the border.",
        "Ghana waited, and it is Peru, not Chile, that must pay.",
        "Ghana waited. It would not be the first time.",
    ],
)
def test_an_it_that_only_points_ahead_stands_for_nobody(text: str) -> None:
    assert not [code for word, code in _codes(text) if word.lower() == "it"]


def test_an_it_that_is_something_itself_still_stands_for_the_state() -> None:
    assert ("It", "GHA") in _codes("Ghana waited. It was ready to sign that day.")
