"""Rows of verbs, agents of passives, bounds that compare, and spans of led clauses."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.gazetteer import people
from suzerain.evidence.quantities import find_quantities
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.vocabulary import is_own_participle, verb_forms
from suzerain.sources.document import Document


def _claims(text: str) -> tuple[Claim, ...]:
    return extract([Document(id="doc-1", name="a", text=text)])


def _told(text: str) -> set[str]:
    return {
        f"{one.subject} {one.relation} {one.object}".strip() for one in _claims(text)
    }


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("a border longer than 1,390 km", (1390.0, None)),
        ("a loan bigger than 3 billion dollars", (3e9, None)),
        ("a stay shorter than 20 days", (None, 20.0)),
        ("a fence no higher than 3 metres", (None, 3.0)),
        ("a garrison no smaller than 400 soldiers", (400.0, None)),
    ],
)
def test_a_comparison_is_an_open_bound(
    text: str, bounds: tuple[float | None, float | None]
) -> None:
    found = find_quantities(text)[0]
    assert (found.low, found.high) == bounds


def test_one_hundred_per_cent_is_the_whole() -> None:
    assert find_quantities("one hundred per cent of its gas")[0].value == 1.0


def test_verbs_in_a_row_have_one_subject() -> None:
    text = "Kenya absorbs half of Ugandan exports, arms Rwanda and shelters Burundi."
    assert {"KEN SUPPLIES_ARMS RWA"} <= _told(text)
    assert not any(one.startswith("UGA") for one in _told(text))


def test_a_verb_after_an_addition_belongs_to_the_name_before_it() -> None:
    text = "Peru, which shelled Chile, attacked Bolivia."
    assert {"PER ASSAULT CHL", "PER ASSAULT BOL"} <= _told(text)


def test_who_receives_a_share_from_another_depends_on_it() -> None:
    text = "Chad receives from Niger 90% of the gas that it burns."
    assert "NER GAS_SHARE TCD" in _told(text)


def test_what_was_overrun_by_somebody_was_attacked_by_him() -> None:
    assert "TCD ASSAULT LBY" in _told("Libya was overrun by Chadian columns.")


@pytest.mark.parametrize(
    ("base", "past", "participle"),
    [("overrun", "overran", "overrun"), ("resell", "resold", "resold")],
)
def test_a_verb_with_a_prefix_bends_as_the_bare_one(
    base: str, past: str, participle: str
) -> None:
    assert {past, participle} <= set(verb_forms(base))


def test_only_some_bases_are_their_own_participle() -> None:
    words = ("overrun", "become", "cut", "give")
    assert [is_own_participle(word) for word in words] == [True, True, False, False]


def test_a_government_in_a_capital_does_what_is_done_by_it() -> None:
    text = "Rifles were given to Togo by the government in Accra."
    assert "GHA SUPPLIES_ARMS TGO" in _told(text)


def test_a_claim_of_a_led_clause_leaves_the_clause_before_it() -> None:
    text = "Thousands marched in Chile, and Peru expelled the ambassador of Chile."
    quotes = [one.quote for one in _claims(text) if one.relation == "SANCTION"]
    assert quotes == ["Peru expelled the ambassador of Chile"]


def test_a_figure_with_commas_is_one_word() -> None:
    text = "France keeps 1,450 soldiers in Chad."
    claim = next(one for one in _claims(text) if one.relation == "TROOPS_IN")
    assert (claim.quote, claim.low) == (text.rstrip("."), 1450.0)


def test_a_number_of_meetings_says_that_they_met() -> None:
    told = [one.relation for one in _claims("Peru had three meetings with Chile.")]
    assert "CONSULT" not in told
    assert "MEETINGS" in told


def test_another_spelling_of_a_surname_means_the_same_person() -> None:
    alone = {one.name for one in people() if one.alone}
    assert "Mohamed Morsi" in alone
    text = "In Cairo crowds cheered Mursi."
    found = find_mentions(Document(id="d", name="d", text=text))
    assert [one.code for one in found if one.text == "Mursi"] == ["EGY/Morsi"]


def test_a_few_quoted_words_part_no_clause() -> None:
    text = 'Peru sent a "very large" number of soldiers to Chile.'
    claim = next(one for one in _claims(text) if one.relation == "TROOPS_IN")
    assert claim.quote == text.rstrip(".")


def test_quoted_speech_parts_clauses_still() -> None:
    text = '"Chile attacked us," Peru said.'
    assert not any("said" in one.quote for one in _claims(text))


def test_silence_and_need_have_an_object_only_where_one_is_named() -> None:
    text = "Peru and Chile signed a pact. Brazil stayed silent."
    silent = [one for one in _claims(text) if one.relation == "RESERVED"]
    assert [(one.subject, one.object) for one in silent] == [("BRA", "")]


def test_it_is_none_of_those_that_are_listed() -> None:
    text = "Peru, Chile and Brazil gave Bolivia a list. It rejected the demands."
    found = find_mentions(Document(id="d", name="d", text=text))
    assert [one.code for one in found if one.text == "It"] == ["BOL"]


def test_one_gift_of_vague_help_is_told_once() -> None:
    told = [one.relation for one in _claims("Peru has yet to offer aid to Chile.")]
    assert len(told) == len(set(told))


def test_sanctions_imposed_twice_are_two() -> None:
    text = "Peru imposed sanctions on Chile twice."
    assert [one.low for one in _claims(text) if one.relation == "SANCTION"] == [2.0]


def test_what_is_unwise_for_fear_of_another_is_held_back_by_it() -> None:
    told = _told("Peru understands that it is not wise to anger Chile.")
    assert "CHL CONSTRAINS PER" in told


def test_an_apposition_is_left_to_the_claim_that_it_makes() -> None:
    spans = {
        one.relation: one.quote
        for one in _claims("Peru sent troops to Chile, a close friend of Brazil.")
    }
    assert spans["TROOPS_IN"] == "Peru sent troops to Chile"
    assert spans["FRIENDSHIP"] == "Chile, a close friend of Brazil"


def test_who_is_the_one_that_did_it_did_it() -> None:
    text = "Peru remains the one candidate for OPEC membership that attacked Chile."
    assert "PER ASSAULT CHL" in _told(text)
    assert "CHL ASSAULT BOL" in _told(
        "Peru is a neighbour of Chile that attacked Bolivia."
    )


def test_a_relationship_that_weighs_more_is_put_first() -> None:
    text = "Peru's relationship with Chile is more important than oil."
    assert "PER PRIORITISES CHL" in _told(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Brazil leaned on Peru to sign.", "BRA REQUEST PER"),
        ("Under pressure from Chile, Peru closed the port.", "CHL COERCE PER"),
        ("Peru persuaded Chile to wait.", "PER REQUEST CHL"),
    ],
)
def test_persuading_is_asking_and_pressure_is_coercion(text: str, told: str) -> None:
    assert told in _told(text)
