"""Names and likelihoods read as English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.brief.english import articled, joined, likely_that, with_article
from suzerain.core.codes import actors


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Soviet Union", "the Soviet Union"),
        ("Solomon Islands", "the Solomon Islands"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Netherlands", "the Netherlands"),
        ("International Monetary Fund", "the International Monetary Fund"),
        ("the West", "the West"),
        ("North Korea", "North Korea"),
        ("South Sudan", "South Sudan"),
        ("South Africa", "South Africa"),
        ("NATO", "NATO"),
    ],
)
def test_names_take_the_article_where_english_wants_it(name: str, said: str):
    assert with_article(name) == said


def test_an_article_is_never_set_twice():
    names = [actor.name for actor in actors().values()]
    for name in names:
        once = articled(f"Did {name} know?", names)
        assert "the the" not in once.lower()
        assert articled(once, names) == once


@given(st.lists(st.sampled_from(["Mali", "Niger", "Togo", "Chad"]), min_size=1))
def test_a_list_has_one_and_before_its_last(words: list[str]):
    assert joined(words).count(" and ") == (len(words) > 1)


@given(st.floats(0, 1))
def test_a_likelihood_can_be_followed_by_a_clause(chance: float):
    before, word, after = likely_that(chance)
    assert before.startswith(("it is", "there is"))
    assert ("chance" in word) == before.startswith("there is")
    assert after == " that "
