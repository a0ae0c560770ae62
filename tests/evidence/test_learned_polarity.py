"""A guessed relation takes a "not" only where it does not state it already."""

from __future__ import annotations

import pytest

from suzerain.evidence.learned_polarity import settle_negations
from suzerain.evidence.modality import modality_at
from suzerain.evidence.negation import never_came
from suzerain.evidence.operators import find_operators
from suzerain.evidence.parse import parse


def negative(text: str, verb: str, guessed: str) -> bool:
    parsed = parse(text, 0, ())
    at = parsed.words.index(verb)
    return modality_at(
        parsed, find_operators(parsed), at, inside=at + 1, guessed=guessed
    ).negative


STATED = [
    ("The army cannot fly without spare parts.", "fly", "DEPENDS_ON"),
    ("The court's ruling was not recognised by the king.", "recognised", "REJECT"),
    ("They do not take sides.", "take", "RESERVED"),
    ("He did not want the fleet in his harbour.", "want", "OPPOSES"),
    ("Nobody trusts the general.", "trusts", "DISAGREES_WITH"),
    ("The truce may not survive the winter.", "survive", "TEMPORARY"),
    ("The guards will never abandon the king.", "abandon", "SUPPORT"),
    ("The ministry refused to open the port.", "refused", "SANCTION"),
    ("The guards protect the port.", "protect", "SUPPLIES_SECURITY"),
    ("They agreed on a treaty.", "agreed", "AGREE"),
]
NEGATED = [
    ("The army does not depend on spare parts.", "depend", "DEPENDS_ON"),
    ("The king has not rejected the ruling.", "rejected", "REJECT"),
    ("They were never opposed to it.", "opposed", "OPPOSES"),
    ("They did not send the grain.", "send", "SUPPLIES_FOOD"),
    ("The fleet failed to defend the harbour.", "failed", "SUPPLIES_SECURITY"),
    ("The ministry has yet to open the port.", "has", "YIELD"),
    ("The generals have few levers left.", "have", "POWER_OVER"),
    ("The bank has little money to offer.", "has", "AID"),
    ("The air force dropped an order for jets.", "dropped", "BUYS_ARMS"),
    ("The ministry did not impose a blockade.", "impose", "SANCTION"),
]


@pytest.mark.parametrize(("text", "verb", "guessed"), STATED)
def test_what_a_relation_says_with_its_not_stays_affirmed(
    text: str, verb: str, guessed: str
) -> None:
    assert not negative(text, verb, guessed)


@pytest.mark.parametrize(("text", "verb", "guessed"), NEGATED)
def test_a_relation_that_the_clause_names_or_that_its_verb_undoes_is_negated(
    text: str, verb: str, guessed: str
) -> None:
    assert negative(text, verb, guessed)


def test_other_operators_than_negations_stay() -> None:
    parsed = parse("They may not trust the general.", 0, ())
    at = parsed.words.index("trust")
    kept = settle_negations(["negate", "hedge"], "DISAGREES_WITH", parsed, (), at)
    assert kept == ["hedge"]


@pytest.mark.parametrize(
    ("text", "noun", "off"),
    [
        ("The summit with Chile was cancelled on Sunday.", "summit", True),
        ("The summit with Chile was called off.", "summit", True),
        ("The summit with Chile was not cancelled.", "summit", False),
        ("The summit with Chile was held on Sunday.", "summit", False),
    ],
)
def test_what_was_called_off_never_came(text: str, noun: str, *, off: bool) -> None:
    parsed = parse(text, 0, ())
    at = parsed.words.index(noun)
    assert never_came(parsed, at, at + 1) == off


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("He denied that they stole the gold.", "stole", True),
        ("He denied that they stole it and said they bought it.", "bought", False),
        ("He denied that they bought and stole it.", "stole", True),
    ],
)
def test_a_denial_ends_where_the_speaker_says_something_else(
    text: str, word: str, *, denied: bool
) -> None:
    parsed = parse(text, 0, ())
    at = parsed.words.index(word)
    assert modality_at(parsed, find_operators(parsed), at).denied == denied
