"""A clause is negative when its own proposition is, wherever the "no" stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id


def read(text: str) -> tuple[Claim, ...]:
    return extract([Document(id=document_id(text), name="t", text=text)])


def of(text: str, *relations: str) -> list[Claim]:
    ruled = [one for one in read(text) if "learned" not in one.notes]
    return [one for one in ruled if one.relation in relations]


FIGHT = (
    "THREATEN",
    "ASSAULT",
    "TROOPS_IN",
    "SUPPLIES_ARMS",
    "BUYS_ENERGY",
    "CRITICISE",
)

NEGATIVE = [
    "Under no circumstances will Egypt send troops to Yemen.",
    "On no account would Egypt send troops to Yemen.",
    "At no time did Egypt attack Libya.",
    "Nor did Egypt attack Libya.",
    "Never again will Egypt buy gas from Israel.",
    "Few think France will deliver jets to Serbia.",
    "Hardly anyone believes that Egypt will bomb Libya.",
    "Analysts do not think that Egypt will send troops to Yemen.",
    "Turkey does not expect Egypt to send troops to Yemen.",
    "Egypt has yet to send troops to Yemen.",
    "Egypt stopped short of sending troops to Yemen.",
    "Nothing suggests that Egypt sent troops to Yemen.",
    "There is no credible evidence that Egypt bombed Libya.",
    "Egypt is far from sending troops to Yemen.",
    "Far from condemning Libya, Egypt praised it.",
    "Egypt neither sent troops to Yemen nor armed Sudan.",
    "Egypt no longer buys gas from Israel.",
    "Egypt rejected claims that it had sent troops to Yemen.",
    "Egypt refrained from attacking Libya.",
    "The treaty prevented Egypt from attacking Libya.",
    "Egypt did not attack Libya or threaten Chad.",
    "Egypt has not bombed Libya or shelled Chad.",
    "Egypt hasn't condemned Libya.",
    "Egypt won\u2019t send troops to Yemen.",
    "None of Egypt's jets bombed Libya.",
    "It is not true that Egypt bombed Libya.",
    "Egypt could have bombed Libya but did not.",
    "Egypt promised to send troops to Yemen but never did.",
    "Egypt failed to condemn Libya.",
    "Egypt would not let Sudan attack Libya.",
    "Instead of bombing Libya, Egypt made peace.",
    "Without attacking Libya, Egypt won the quarrel.",
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_negated_proposition_is_negative(text: str) -> None:
    found = of(text, *FIGHT)
    assert found
    assert {one.polarity for one in found} == {"negative"}


POSITIVE = [
    "Egypt not only sent troops to Yemen but also armed Sudan.",
    "Not content with bombing Libya, Egypt attacked Chad.",
    "No one but Egypt has sent troops to Yemen.",
    "Egypt did not hesitate to send troops to Yemen.",
    "Egypt could not but send troops to Yemen.",
    "Egypt lost no time in sending troops to Yemen.",
    "Egypt did not refrain from attacking Libya.",
    "Egypt did not fail to condemn Libya.",
    "Egypt never stopped bombing Libya.",
    "Egypt did not deny that it had sent troops to Yemen.",
    "There is no doubt that Egypt bombed Libya.",
    "Egypt bombed Libya, not Chad.",
    "Egypt, which did not sign the treaty, bombed Libya.",
    "Egypt bombed Libya because it had no choice.",
    "Although it had no planes, Egypt bombed Libya.",
    "Egypt did not want a war, but it bombed Libya.",
    "Not until May did Egypt attack Libya.",
    "Hardly had Egypt signed the treaty when Egypt attacked Libya.",
]


@pytest.mark.parametrize("text", POSITIVE)
def test_a_no_beside_the_proposition_leaves_it_positive(text: str) -> None:
    found = of(text, *FIGHT)
    assert found
    assert {one.polarity for one in found} == {"positive"}


@pytest.mark.parametrize(
    "text",
    [
        "It remains to be seen whether Egypt will bomb Libya.",
        "It is unclear whether Egypt bombed Libya.",
        "Egypt did not say whether it had bombed Libya.",
        "Turkey did not rule out that Egypt had bombed Libya.",
        "Did Egypt bomb Libya?",
    ],
)
def test_what_is_open_is_hedged_and_not_negated(text: str) -> None:
    found = of(text, "ASSAULT")
    assert [(one.polarity, one.certainty) for one in found] == [("positive", "hedged")]


def test_what_is_denied_is_negative_and_denied() -> None:
    (found,) = of("Iran denied that it had sent drones to Sudan.", "SUPPLIES_ARMS")
    assert (found.polarity, found.certainty, found.kind) == (
        "negative",
        "denied",
        "denial",
    )


def test_a_denial_of_a_negation_is_positive() -> None:
    (found,) = of("Iran denied that it had not bombed Iraq.", "ASSAULT")
    assert (found.polarity, found.certainty) == ("positive", "denied")


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was signed between Egypt and Libya.",
        "Egypt and Libya signed no agreement.",
        "The pact between Egypt and Libya was never signed.",
    ],
)
def test_a_pact_that_was_not_signed_is_none(text: str) -> None:
    assert all(one.polarity == "negative" for one in of(text, "PACT", "AGREE"))


def test_what_is_only_added_about_a_name_is_not_negated_with_the_rest() -> None:
    text = "Turkey doubts that Egypt, which bombed Libya, will send troops to Yemen."
    found = {one.relation: (one.polarity, one.certainty) for one in of(text, *FIGHT)}
    assert found["ASSAULT"] == ("positive", "asserted")
    assert found["TROOPS_IN"] == ("negative", "hedged")


def test_what_cannot_be_done_without_something_needs_it() -> None:
    found = of("Egypt cannot act without the permission of Libya.", "PERMITS")
    assert {one.polarity for one in found} <= {"positive"}


def test_a_double_no_of_one_verb_is_one_negation() -> None:
    (found,) = of("Egypt will not sell no gas to Israel.", "SUPPLIES_ENERGY")
    assert found.polarity == "negative"


def test_a_claim_called_false_is_denied() -> None:
    (found,) = of("The report that Egypt had bombed Libya was false.", "ASSAULT")
    assert (found.polarity, found.certainty) == ("negative", "denied")


@pytest.mark.parametrize(
    "word", ["if", "provided that", "as long as", "on condition that", "unless"]
)
def test_what_holds_on_a_condition_is_conditional(word: str) -> None:
    text = f"Japan will buy gas from Qatar {word} Korea agrees."
    assert {one.certainty for one in of(text, "BUYS_ENERGY")} == {"conditional"}


@pytest.mark.parametrize(
    "opening", ["Were Egypt to attack Chad", "Had Egypt attacked Chad"]
)
def test_an_inverted_condition_holds_for_both_clauses(opening: str) -> None:
    found = of(f"{opening}, Turkey would bomb Libya.", "ASSAULT")
    assert {one.certainty for one in found} == {"conditional"}


@given(
    st.sampled_from(
        ["did not bomb", "bombed", "has never bombed", "refused to bomb", "might bomb"]
    ),
    st.sampled_from(["Egypt", "Turkey", "Peru", "the Netherlands"]),
    st.sampled_from(["Libya", "Chad", "Nepal"]),
)
def test_polarity_does_not_depend_on_who_does_it(
    verb: str, subject: str, other: str
) -> None:
    (found,) = of(f"Yesterday {subject} {verb} {other}.", "ASSAULT")
    assert (found.polarity == "negative") is (verb not in {"bombed", "might bomb"})
