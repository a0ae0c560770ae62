"""Wordings that a reader meets in any article, and near misses of each."""

from __future__ import annotations

import pytest
from places import ROOT

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document
from suzerain.sources.read import read_documents


def _told(text: str) -> set[str]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return {
        f"{one.subject} {one.relation} {one.object}".strip()
        for one in claims
        if "learned" not in one.notes
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway thanked Sweden for its patience.", "NOR ENDORSES SWE"),
        ("Qatar brokered a deal between Chad and Niger.", "QAT COOPERATE NER+TCD"),
        ("Peru closed its airspace to Chile.", "PER SANCTION CHL"),
        ("Peru holds exercises with Chile.", "PER COOPERATE CHL"),
        ("Mali described the visit of Togo as a provocation.", "MLI CRITICISE TGO"),
        ("Gabon notified Ghana of the vote.", "GHA CONSULT GAB"),
        ("Laos signed away a port to Thailand.", "LAO YIELD THA"),
        ("Chad eased the sanctions on Niger.", "TCD YIELD NER"),
        ("Spain reopened its embassy in Libya.", "ESP DIPLOMATIC_RELATIONS LBY"),
        ("Kenya put the blame on Uganda.", "KEN ACCUSE UGA"),
        ("Peru holds Chile responsible.", "PER ACCUSE CHL"),
        ("Peru vented its anger at Chile.", "PER CRITICISE CHL"),
        ("Ghana shares the view of Togo.", "GHA AGREES_WITH TGO"),
        ("Sudan recaptured the town from Chad.", "SDN ASSAULT TCD"),
        ("Peru sent a delegation to Chile.", "PER CONSULT CHL"),
        ("Peru cannot survive without Chile.", "PER DEPENDS_ON CHL"),
        ("Malawi ran out of fuel.", "MWI IN_DIFFICULTY"),
        ("Peru competes with Chile.", "PER OPPOSES CHL"),
        ("Peru turned its back on Chile.", "PER REJECT CHL"),
        ("Togo acted at the request of Ghana.", "GHA REQUEST TGO"),
        ("Peru cut off the electricity to Chile.", "PER SANCTION CHL"),
        ("Peru put Chile on a blacklist.", "PER SANCTION CHL"),
        ("Mali wished Niger well.", "MLI SUPPORT NER"),
        ("Mali recognised Niger as the rightful ruler.", "MLI SUPPORT NER"),
        ("Peru dropped its demand to Chile.", "PER YIELD CHL"),
        ("Peru helped Chile to defeat the rebels.", "PER AID_MILITARY CHL"),
    ],
)
def test_a_wording_is_read(text: str, line: str) -> None:
    assert line in _told(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Peru backed down before Chile.", "PER SUPPORT CHL"),
        ("Peru holds exercises with Chile.", "PER MOBILIZE CHL"),
        ("Laos signed away a port to Thailand.", "LAO PACT THA"),
        ("The question of oil divides Peru and Chile.", "CHL+PER BORDERS"),
        ("Kenya protects its farmers from Uganda.", "KEN DIPLOMATIC_COVER UGA"),
        ("Kenya put the stamp on Uganda.", "KEN ACCUSE UGA"),
        ("Peru holds Chile in its arms.", "PER ACCUSE CHL"),
        ("Ghana shares the river of Togo.", "GHA AGREES_WITH TGO"),
        ("Peru sent a letter to Chile.", "PER CONSULT CHL"),
        ("Malawi ran out of patience.", "MWI IN_DIFFICULTY"),
        ("Peru turned its eyes on Chile.", "PER REJECT CHL"),
        ("Peru cut off a branch in Chile.", "PER SANCTION CHL"),
        ("Peru put Chile on a pedestal.", "PER SANCTION CHL"),
        ("Peru dropped its anchor off Chile.", "PER YIELD CHL"),
    ],
)
def test_a_near_miss_is_not(text: str, line: str) -> None:
    assert line not in _told(text)


def _bounds(text: str, relation: str) -> list[tuple[float | None, float | None]]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return [
        (one.low or one.value, one.high or one.value)
        for one in claims
        if one.relation == relation
    ]


@pytest.mark.parametrize(
    ("text", "relation", "bounds"),
    [
        ("Chad controls half of Niger.", "CONTROLS", (0.5, 0.5)),
        ("Peru owes Chile about $9 billion.", "COUNT", (9e9, 9e9)),
        ("Togo expelled 12 Ghanaian diplomats.", "SANCTION", (12.0, 12.0)),
        ("Peru has visited Chile twice.", "CONSULT", (None, None)),
    ],
)
def test_a_claim_carries_the_count_of_what_is_moved_or_held(
    text: str, relation: str, bounds: tuple[float | None, float | None]
) -> None:
    assert bounds in _bounds(text, relation)


def test_a_century_lasts_a_hundred_years() -> None:
    text = "Chad and Niger have kept their alliance for two centuries."
    assert _bounds(text, "DURATION") == [(200.0, 200.0)]


def test_a_cancelled_contract_is_no_debt_relief() -> None:
    told = _told("Ghana cancelled the visit of Togo.")
    assert not any(" AID " in line for line in told)


def test_a_part_that_is_owned_is_no_part_of_the_trade() -> None:
    told = _told("Ghana owns 56 percent of the oil exports company of Togo.")
    assert not any("TRADE_SHARE" in line for line in told)


def test_debts_to_banks_are_owed_to_their_state() -> None:
    assert "PER COUNT CHL" in _told("Peru owes Chilean banks about $18 billion.")


def test_a_guessed_claim_names_the_learned_part_as_its_extractor():
    made = {
        "learned" in claim.notes: claim.extractor
        for claim in extract(read_documents([ROOT / "examples" / "articles"]))
    }
    assert made[True] == "suzerain-learned/1"
    assert made[False] == "suzerain-rules/1"
