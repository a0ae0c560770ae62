"""Wordings that a reader meets in any article, and near misses of each."""

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


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
        ("Qatar brokered a deal between Chad and Niger.", "QAT CONSULT NER+TCD"),
        ("Peru closed its airspace to Chile.", "PER SANCTION CHL"),
        ("Peru holds exercises with Chile.", "PER COOPERATE CHL"),
        ("Mali described the visit of Togo as a provocation.", "MLI CRITICISE TGO"),
        ("Gabon notified Ghana of the vote.", "GHA CONSULT GAB"),
        ("Laos signed away a port to Thailand.", "LAO YIELD THA"),
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
