"""What is lifted, over, refused or not, for all one says, sent is put as not so."""

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.evidence.modality import modality_at
from suzerain.evidence.operators import find_operators
from suzerain.evidence.parse import parse
from suzerain.sources.document import Document


def told(text: str, relation: str) -> set[str]:
    claims = extract([Document(id="doc-1", name="example", text=text)])
    return {one.polarity for one in claims if one.relation == relation}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Chad has not, however, sent drones to Sudan.", "SUPPLIES_ARMS"),
        ("Chad has never, for its part, sent troops to Sudan.", "TROOPS_IN"),
        ("The alliance between Chad and Sudan is over.", "ALLY"),
        ("Serbia has refused to join the sanctions against Belarus.", "SANCTION"),
        ("None of the generals of Chad attacked Sudan.", "ASSAULT"),
        ("Few of the soldiers of Chad attacked Sudan.", "ASSAULT"),
        ("Peru should have consulted Chile.", "CONSULT"),
        ("Peru has no plan to attack Chile.", "ASSAULT"),
        ("Peru has no intention of attacking Chile.", "ASSAULT"),
        ("Chad made no attempt to bomb Sudan.", "ASSAULT"),
        ("No soldier of Chad would ever have bombed Sudan.", "ASSAULT"),
        ("Uganda did not deny it.", "DENIES"),
        ("Chad abandoned plans to send troops to Sudan.", "TROOPS_IN"),
        ("Chad was loath to send troops to Sudan.", "TROOPS_IN"),
        ("Chad has still to send troops to Sudan.", "TROOPS_IN"),
        ("Chad put off sending troops to Sudan.", "TROOPS_IN"),
        ("Chad called off its attack on Sudan.", "ASSAULT"),
        ("There is no evidence of a Chadian attack on Sudan.", "ASSAULT"),
        ("The talks between Chad and Sudan collapsed.", "CONSULT"),
        ("Chad tore up its treaty with Sudan.", "PACT"),
        ("Chad has withdrawn its support for Sudan.", "SUPPORT"),
        ("The end of Chadian drone deliveries to Sudan came in May.", "SUPPLIES_ARMS"),
        ("Jordan buys hardly any gas from Egypt.", "BUYS_ENERGY"),
        ("Chad's drones never arrived in Sudan.", "SUPPLIES_ARMS"),
        ("Chad might have sent troops to Sudan, but it did not.", "TROOPS_IN"),
        ("Claims that Chad attacked Sudan are unproven.", "ASSAULT"),
        ("Serbia has not signed the treaty with Kosovo.", "PACT"),
        ("The treaty between Serbia and Kosovo expired in May.", "PACT"),
        ("The treaty between Serbia and Kosovo was never ratified.", "PACT"),
        ("Serbia is hardly a partner of Kosovo.", "PARTNER"),
        ("Chad has been slow to send troops to Sudan.", "TROOPS_IN"),
        ("The claim of Peru that Chad bombed Sudan is baseless.", "ASSAULT"),
    ],
)
def test_what_is_not_so_is_negative(text: str, relation: str) -> None:
    assert told(text, relation) == {"negative"}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The envoy of Egypt stopped in Chad for talks with Sudan.", "CONSULT"),
        ("Chad, of course, sent drones to Sudan.", "SUPPLIES_ARMS"),
        ("The alliance between Chad and Sudan is not over.", "ALLY"),
        ("A few of the soldiers of Chad attacked Sudan.", "ASSAULT"),
        ("Serbia joined the sanctions against Belarus.", "SANCTION"),
        ("Peru should never have bombed Chile.", "ASSAULT"),
        ("At the end of the year Peru sent troops to Bolivia.", "TROOPS_IN"),
        ("Peru dropped its objections and sent troops to Bolivia.", "TROOPS_IN"),
        ("There is no question that Peru attacked Chile.", "ASSAULT"),
        ("Peru no longer denies that it sent troops to Bolivia.", "TROOPS_IN"),
        ("Peru lost no friends when it attacked Chile.", "ASSAULT"),
        ("Unable to feed its people, Peru attacked Chile.", "ASSAULT"),
        ("Peru has no fear of attacking Chile.", "ASSAULT"),
        ("Nobody stopped Peru from attacking Chile.", "ASSAULT"),
        ("Serbia has not given up its alliance with Russia.", "ALLY"),
        ("The treaty between Serbia and Kosovo has not expired.", "PACT"),
    ],
)
def test_what_is_so_is_positive(text: str, relation: str) -> None:
    assert told(text, relation) == {"positive"}


def test_what_stands_behind_an_aside_does_not_reach_into_it() -> None:
    text = "The rebels, in whose camp soldiers are kept, have never paid."
    parsed = parse(text, 0, ())
    at = parsed.words.index("kept")
    found = modality_at(parsed, find_operators(parsed), at, inside=at + 1)
    assert not found.negative


@pytest.mark.parametrize(
    ("text", "verb", "guessed", "negative"),
    [
        ("They waived the tariff in May.", "waived", "SANCTION", True),
        ("The pressure has failed.", "failed", "COERCE", True),
        ("They will not sell the engines.", "sell", "SANCTION", False),
        ("They have not punished the firm.", "punished", "SANCTION", True),
        ("It is unlikely to fight for the rebels.", "is", "AID_MILITARY", True),
        ("The police has failed to strike.", "failed", "ASSAULT", True),
        ("The firm stopped the flights.", "stopped", "SANCTION", False),
        ("It is not a friendship.", "is", "FRIENDSHIP", True),
        ("It is not only a friendship.", "is", "FRIENDSHIP", False),
        ("Their war was over.", "was", "AT_WAR_WITH", True),
    ],
)
def test_a_guessed_relation_is_negated_by_what_undoes_it(
    text: str, verb: str, guessed: str, *, negative: bool
) -> None:
    parsed = parse(text, 0, ())
    at = parsed.words.index(verb)
    found = modality_at(
        parsed, find_operators(parsed), at, inside=at + 1, guessed=guessed
    )
    assert found.negative == negative
