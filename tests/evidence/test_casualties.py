"""The dead, wounded and missing are counted, with whose people they are."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def losses(text: str) -> list[Claim]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return [
        one
        for one in claims
        if one.relation == "CASUALTIES" and "learned" not in one.notes
    ]


CASES = [
    ("Kenyan police killed 12 Somali fishermen.", ["SOM 12 12 killed"]),
    ("The death toll in Mali rose to 40.", ["MLI 40 40 killed"]),
    (
        "Two Peruvian soldiers and three villagers died in the clash.",
        ["PER 2 2 killed", "PER 3 3 killed"],
    ),
    ("No casualties were reported in Chad.", ["TCD 0 0 casualties"]),
    ("The raid cost 25 lives in Niger.", ["NER 25 25 killed"]),
    ("Mali said that six of its soldiers were missing.", ["MLI 6 6 missing"]),
    ("The blast in Lebanon left more than 30 people injured.", ["LBN 30 - wounded"]),
    (
        "Peru shelled Ecuador. At least 14 sailors were killed and 31 wounded.",
        ["ECU 14 - killed", "ECU 31 - wounded"],
    ),
    ("Up to 90 Sudanese civilians were killed.", ["SDN - 90 killed"]),
    (
        "In Nepal one guard was hurt and nobody died.",
        ["NPL 1 1 wounded", "NPL 0 0 killed"],
    ),
    ("Dozens of Iraqi pilgrims were killed.", ["IRQ 24 - killed"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_losses_are_counted_with_their_bounds(text: str, wanted: list[str]) -> None:
    def show(bound: float | None) -> str:
        return "-" if bound is None else f"{bound:g}"

    found = [
        f"{one.subject} {show(one.low)} {show(one.high)} {one.unit}"
        for one in losses(text)
    ]
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Chad bought 30 tanks from China.",
        "Niger celebrated the wounded of 1990.",
        "India killed the bill in three days.",
        "Peru has 20 million people whose lives have improved.",
        "Two ministers of Mali met in Dakar.",
        "Egypt produces 40 tonnes of dead wood.",
    ],
)
def test_other_numbers_are_no_losses(text: str) -> None:
    assert losses(text) == []


def test_those_who_kill_are_not_the_victims() -> None:
    found = losses("Thirty Malian gunmen killed a Nigerien guard.")
    assert [(one.subject, one.value) for one in found] == [("NER", 1.0)]


def test_a_participle_is_the_clause_of_the_losses() -> None:
    text = "Thai forces fired on the village, killing two Cambodian soldiers."
    found = losses(text)
    assert [one.quote for one in found] == ["killing two Cambodian soldiers"]
