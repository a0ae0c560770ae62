# ruff: noqa: RUF001 - forged letters are what is tested
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.sources.compose import make_document
from suzerain.sources.reading import Reading
from suzerain.sources.signs import describe_signs, view_document, view_of


def test_forged_letters_are_read_as_latin_and_marked():
    text = "Yesterday Rusѕiа met Chinа in Minsk."
    view = view_of(text)
    assert view.text == "Yesterday Russia met China in Minsk."
    assert view.back(10, 16) == (10, 16)
    assert view.is_forged(10, 16)
    assert view.is_forged(0, 12)
    assert not view.is_forged(0, 9)
    assert not view.is_forged(28, 33)
    (note,) = describe_signs(text)
    assert note.startswith("2 word(s) mix letters")


def test_a_whole_word_of_forged_letters_counts_in_a_latin_text_only():
    assert view_of("The leaders of the CTO spoke about СТО and its oil.").forged
    assert view_of("Он сор не убрал, а мы СТО раз просили. The end.") is None


@pytest.mark.parametrize(
    "text", ["Россия и Китай подписали договор.", "Η Ελλάδα", "北京", "Zoë – naïve"]
)
def test_texts_in_their_own_script_are_left_alone(text):
    assert view_of(text) is None
    assert describe_signs(text) == ()


def test_signs_that_nobody_sees_are_passed_over():
    text = "The Krem\u00adlin\u200b and Be\u2060larus \u202emet\u202c.\x07"
    view = view_of(text)
    assert view.text == "The Kremlin and Belarus met."
    assert text[slice(*view.back(4, 11))] == "Krem\u00adlin"
    assert any("direction" in note for note in describe_signs(text))
    assert any("control" in note for note in describe_signs(text))


def test_wide_letters_are_read_as_narrow_ones():
    assert view_of("ＮＡＴＯ met").text == "NATO met"


def test_blocks_move_with_the_view():
    text = "\u200bA pact\n\nRus\u00adsia signed it today.\n\nRead more"
    document = make_document(Reading(text=text), "a")
    seen = view_document(document, view_of(text))
    kept = [(one.kind, seen.text[one.start : one.end]) for one in seen.blocks]
    assert kept == [
        ("headline", "A pact"), ("body", "Russia signed it today."),
        ("boilerplate", "Read more"),
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("Ruсѕ а\u200b\u00ad\u202e.Ａb\n"), max_size=60))
def test_every_span_of_a_view_leads_back_to_its_signs(text):
    view = view_of(text)
    if view is None:
        return
    assert len(view.places) == len(view.text)
    assert list(view.places) == sorted(set(view.places))
    for start in range(len(view.text)):
        left, right = view.back(start, start + 1)
        assert right == left + 1
        assert text[left] == view.text[start] or not text[left].isascii()


@given(st.text())
def test_any_text_has_a_view_or_none(text):
    view = view_of(text)
    assert view is None or len(view.text) <= len(text)
