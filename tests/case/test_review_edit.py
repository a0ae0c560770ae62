"""What a reviewer may write into a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.case.review_edit import EDITABLE, check_edit, good_choices


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("low", "80 %", 0.8),
        ("low", "", None),
        ("high", 3, 3.0),
        ("subject", "RUS+PRK", "PRK+RUS"),
        ("subject", "RUS/Lavrov", "RUS/Lavrov"),
        ("object", "", ""),
        ("attributed_to", "experts (unnamed)", "experts (unnamed)"),
        ("good", "oil", "oil"),
        ("good", "", ""),
        ("time", "2024-06", "2024-06"),
        ("place", "  Port   Sudan ", "Port Sudan"),
    ],
)
def test_what_is_right_is_read(field, written, value):
    values, wrong = check_edit({field: written})
    assert wrong == {}
    assert values[field] == pytest.approx(value) if field == "low" and value else True
    assert values[field] == value


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("low", "a lot", "is no number"),
        ("low", "inf", "is no number"),
        ("value", True, "is no number"),
        ("subject", "", "name who does it"),
        ("subject", "RUSS", "did you mean 'RUS'?"),
        ("relation", "", "choose a relation"),
        ("relation", "supplies_arm", "did you mean 'SUPPLIES_ARMS'?"),
        ("good", "petrol pumps", "is no good"),
        ("polarity", "maybe", "is no polarity"),
        ("time", "last May", "write YYYY"),
        ("quote", "other words", "cannot be changed"),
        ("place", 4, "a text is needed"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(field, written, words):
    values, wrong = check_edit({field: written})
    assert field not in values
    assert words in wrong[field]


def test_bounds_must_be_in_order():
    assert (
        "below the lower bound 0.5"
        in check_edit({"low": "50%", "high": "0.2"})[1]["high"]
    )


def test_every_good_of_the_table_is_offered():
    assert "oil" in good_choices()


@given(
    st.dictionaries(
        st.sampled_from(EDITABLE) | st.text(max_size=5),
        st.none() | st.booleans() | st.floats() | st.text(max_size=12) | st.just([]),
    )
)
def test_whatever_is_written_each_field_is_read_or_told(fields):
    values, wrong = check_edit(fields)
    assert set(values) | set(wrong) == set(fields)
