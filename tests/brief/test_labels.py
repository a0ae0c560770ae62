"""Every assumption has words that a reader understands."""

from __future__ import annotations

import pytest
import sample

from suzerain.brief.labels import assumption_words, definite, label, told_once
from suzerain.brief.vocabulary import PARAMETERS
from suzerain.core.assumption import load_register
from suzerain.core.codes import goods

REGISTERED = sorted(load_register())


def inherited() -> list[str]:
    register = load_register()
    names = [f"good.{good}.{last}" for good in goods() for last in PARAMETERS]
    return [name for name in names if name in register]


@pytest.mark.parametrize("key", REGISTERED)
def test_every_registered_assumption_has_plain_words(key: str):
    words = assumption_words(key)
    assert words
    assert not any(mark in words for mark in "._:{}"), words


def test_every_parameter_of_every_good_has_plain_words():
    assert inherited()
    for key in inherited():
        words = assumption_words(key)
        assert words, key
        assert not any(mark in words for mark in "._{}"), words


def test_no_two_assumptions_share_their_words():
    words = [assumption_words(key) for key in REGISTERED if ".word." not in key]
    twice = {one for one in words if words.count(one) > 1}
    # A group and a good of it may bear the same name.
    assert not {one for one in twice if not _names_a_good(one)}


def _names_a_good(words: str) -> bool:
    return any(good.name in words for good in goods().values())


def test_a_label_names_whom_it_is_about():
    made = sample.results()
    assert (
        label(made, "power.keep", "XCO")
        == "how much Corvia values the members' goodwill"
    )
    assert label(made, "pact.relative_size", "XAR") == (
        "size of Arvania's economy beside the others'"
    )
    assert label(made, "pact.delivery.doubted", "grain.XAR.XBE") == (
        "how surely grain from Arvania to Brestia is delivered, which a source doubts"
    )


def test_a_label_without_anybody_stays_general():
    assert label(sample.results(), "power.keep") == (
        "how much a power values the members' goodwill"
    )


def driver(who: str, correlation: float, name: str = "pact.relative_size") -> dict:
    return {
        "id": name,
        "about": who,
        "correlation": correlation,
        "low": 0.2,
        "high": 0.4,
    }


def test_mirror_images_of_one_number_are_told_once():
    first, mirror = driver("XAR", -0.3), driver("XBE", 0.28)
    assert told_once([first, mirror]) == [first]


def test_the_same_number_of_two_actors_is_told_twice_when_it_works_alike():
    both = [driver("XAR", -0.3), driver("XBE", -0.2)]
    assert told_once(both) == both


def test_one_number_for_all_is_no_mirror_of_another():
    both = [driver("XAR", -0.3), driver("XAR", 0.2, "power.keep")]
    assert told_once(both) == both


@pytest.mark.parametrize(
    ("words", "said"),
    [("size of it", "the size of it"), ("how far it goes", "how far it goes")],
)
def test_words_within_a_sentence_take_their_article(words: str, said: str):
    assert definite(words) == said
