"""Whom a word means is weighed among those before it, nobody among them."""

from __future__ import annotations

from unittest.mock import patch

from suzerain.evidence import referent_choice
from suzerain.evidence.referent_choice import referent_weights
from suzerain.evidence.referents import FAMILIES
from suzerain.evidence.resolve import find_mentions
from suzerain.sources.document import Document


def codes(text: str, word: str) -> list[str]:
    found = find_mentions(Document(id="d", name="d", text=text))
    return [one.code for one in found if one.text.lower() == word]


def test_each_kind_of_word_has_weights_of_its_own() -> None:
    assert {*FAMILIES.values(), "the", "two"} == set(referent_weights())


def test_nobody_is_an_option_of_each_pronoun() -> None:
    weights = {"it": {"0.bias": 9.0}}
    text = "Kenya sold rice to Chad. It also lent money."
    with patch.object(referent_choice, "referent_weights", lambda: weights):
        assert codes(text, "it") == []
    assert codes(text, "it") == ["KEN"]


def test_its_is_never_whom_it_stands_beside() -> None:
    assert "MLI" not in codes("Chad fired at Kenya. Mali, its ally, watched.", "its")
