from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.brief.words import bounds, confidence, mixes, word, words
from suzerain.core.errors import OutlookError, SuzerainError
from suzerain.outlook.band import bands

CHANCE = st.floats(0, 1)


def test_the_seven_bands_are_those_of_icd_203_and_leave_no_gap():
    assert [(band.low, band.high) for band in bands()] == [
        (0.01, 0.05),
        (0.05, 0.2),
        (0.2, 0.45),
        (0.45, 0.55),
        (0.55, 0.8),
        (0.8, 0.95),
        (0.95, 0.99),
    ]


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.03, "almost no chance (1-5 %)"),
        (0.05, "very unlikely (5-20 %)"),
        (0.3, "unlikely (20-45 %)"),
        (0.5, "roughly even chance (45-55 %)"),
        (0.6, "likely (55-80 %)"),
        (0.8, "very likely (80-95 %)"),
        (0.99, "almost certain (95-99 %)"),
    ],
)
def test_a_probability_gets_its_word_with_the_range_beside_it(probability, said):
    assert word(probability) == said


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0, "almost no chance (0-1 %)"), (1, "almost certain (99-100 %)")],
)
def test_beyond_the_scale_the_bracket_stays_true(probability, said):
    assert word(probability) == said


@given(CHANCE)
def test_a_word_turned_back_holds_its_probability(probability):
    low, high = bounds(word(probability))
    assert low <= max(0.01, min(0.99, probability)) <= high


@given(CHANCE, CHANCE)
def test_a_higher_probability_never_gets_a_lower_word(one, other):
    low, high = sorted((one, other))
    assert bounds(word(low)) <= bounds(word(high))


@given(CHANCE, CHANCE)
def test_a_range_within_one_band_is_one_word(one, other):
    low, high = sorted((one, other))
    assert (" to " in words(low, high)) == (bounds(word(low)) != bounds(word(high)))


def test_a_range_over_bands_names_both_ends():
    assert words(0.58, 0.9) == "likely to very likely (55-95 %)"


def test_a_range_upside_down_is_refused():
    with pytest.raises(SuzerainError, match="swap them"):
        words(0.9, 0.1)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_gets_no_word(probability):
    with pytest.raises(OutlookError, match="no probability"):
        word(probability)


def test_an_unknown_word_is_refused_with_those_accepted():
    with pytest.raises(SuzerainError, match="very likely"):
        bounds("pretty sure")


@pytest.mark.parametrize("level", ["low", "moderate", "high"])
def test_confidence_never_speaks_of_likelihood(level):
    assert not mixes(confidence(level))


def test_a_sentence_that_mixes_likelihood_and_confidence_is_found():
    assert mixes("We judge with high confidence that it is unlikely.")
    assert not mixes("It is unlikely. Confidence is low.")
