"""Groups of words that tell what a clause states."""

import pytest

from suzerain.evidence.cue_words import cue_groups, next_words, tie_cues
from suzerain.evidence.event_features import Span
from suzerain.evidence.mention import Mention
from suzerain.evidence.parse import parse
from suzerain.evidence.relation_guess import clause_features


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("grumbles", "criticise_v"),
        ("turned its back", "isolated_v"),
        ("locomotives", "goods_n"),
        ("wrote off", "lend_v"),
    ],
)
def test_a_word_or_phrase_in_any_form_is_in_its_group(text: str, group: str) -> None:
    assert group in cue_groups(text.split(), 0)


def test_an_article_or_possessive_may_stand_inside_a_phrase() -> None:
    for text in ("close border", "close the border", "closed all its borders"):
        assert "sanction_v" in cue_groups(text.split(), 0)


def test_no_other_word_may_stand_inside_a_phrase() -> None:
    assert "isolated_v" not in cue_groups(["turned", "towards", "its", "back"], 0)


def test_the_next_word_is_sought_past_articles() -> None:
    assert next_words(["sent", "the", "all", "clear"]) == [3, 3, 3, 4]


def test_there_are_words_by_the_thousand() -> None:
    assert len(tie_cues()) > 4000


def _features(text: str, source: Span, head: str) -> list[str]:
    mention = Mention(
        start=0, end=4, text=text[:4], code="PER", sort="name", confidence=1
    )
    parsed = parse(text, 0, [mention])
    verb = next(one for one in parsed.verbs if parsed.words[one.head] == head)
    return clause_features(parsed, source, None, (0, len(parsed.words)), verb)


def test_the_main_verb_of_a_clause_is_the_one_that_is_told() -> None:
    text = "Peru, which hosted a fair, condemned the loan."
    assert "h:condemn" in _features(text, (0, 1), "condemned")
    assert "h:host" in _features(text, (0, 1), "hosted")


def test_what_follows_the_main_verb_is_told() -> None:
    assert "hn:loan" in _features("Peru repaid the loan", (0, 1), "repaid")
