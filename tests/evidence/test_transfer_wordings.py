"""Ways in which news English says who gives what to whom, who needs and who pays."""

from __future__ import annotations

import pytest

from suzerain import extract
from suzerain.sources.document import Document

TOLD = {
    "Chile promised Peru helicopters.": "CHL AGREE PER",
    "Peru offered a new loan to Bolivia.": "PER AGREE BOL",
    "Norway has turned to Chile for rifles.": "NOR BUYS_ARMS CHL",
    "Ghana sells Togo goods worth two billion dollars.": "GHA SUPPLIES_GOODS TGO",
    "Ghana has started to sell hydropower to Togo.": "GHA SUPPLIES_ENERGY TGO",
    "Ghana is the largest buyer of Chilean wine.": "GHA BUYS_GOODS CHL",
    "Laos gets its oil through Thailand.": "THA SUPPLIES_ACCESS LAO",
    "Omani gas passes through Yemen.": "YEM SUPPLIES_ACCESS OMN",
    "Two Omani frigates docked in Kenya.": "OMN TROOPS_IN KEN",
    "More than a million Ghanaians work in Italy.": "GHA SUPPLIES_WORKERS ITA",
    "Norwegian companies re-export Chilean chips to Mali.": "NOR SANCTIONS_RELIEF MLI",
    "Norway opened a drone factory in Ghana.": "NOR SUPPLIES_MILTECH GHA",
    "Norway is building a reactor in Ghana.": "NOR SUPPLIES_TECH GHA",
    "Norway ordered two reactors from Chile.": "NOR BUYS_GOODS CHL",
    "Chile protects Peru.": "CHL SUPPLIES_SECURITY PER",
    "Ghana does not have enough ammunition.": "GHA NEEDS ",
    "The alliance is good for Ghana.": "GHA BENEFITS ",
    "The deal gives Ghana prestige.": "GHA BENEFITS ",
    "The deal is expensive for Ghana.": "GHA COSTS ",
    "Ghana has a shortage of workers.": "GHA NEEDS ",
    "Ghana cannot find enough workers.": "GHA NEEDS ",
    "Ghana gives Mali a way around the sanctions.": "GHA SANCTIONS_RELIEF MLI",
    "Ghana recognised Kosovo.": "GHA DIPLOMATIC_RELATIONS XKX",
    "Ghana cannot do without Ivorian electricity.": "GHA DEPENDS_ON CIV",
    "Ghana's security rests on Nigeria.": "GHA DEPENDS_ON NGA",
    "Ghanaian nurses work in hospitals in Norway.": "GHA SUPPLIES_WORKERS NOR",
    "The Ghanaian army uses Norwegian drones.": "NOR SUPPLIES_ARMS GHA",
    "Norwegian howitzers arrived in Ghana.": "NOR SUPPLIES_ARMS GHA",
    "Ghana spent a fortune on Norwegian missiles.": "GHA BUYS_ARMS NOR",
    "A Norwegian reactor is built by Ghana.": "GHA SUPPLIES_TECH NOR",
    "Ghana vetoed a resolution on Mali.": "GHA DIPLOMATIC_COVER MLI",
    "Ghana voted against expelling Mali.": "GHA DIPLOMATIC_COVER MLI",
    "Norwegian traders snap up Ghanaian gas.": "NOR BUYS_ENERGY GHA",
}


@pytest.mark.parametrize(("text", "wanted"), TOLD.items())
def test_a_wording_says_what_it_says(text: str, wanted: str) -> None:
    found = extract([Document(id="doc-1", name="example", text=text)])
    given = [
        f"{one.subject} {one.relation} {one.object}"
        for one in found
        if one.polarity == "positive"
    ]
    assert wanted in given


@pytest.mark.parametrize(
    "text",
    [
        "Ghana stopped buying oil from Gabon.",
        "Ghana gave up Gabonese oil.",
    ],
)
def test_who_gives_up_a_good_buys_it_no_more(text: str) -> None:
    found = extract([Document(id="doc-1", name="example", text=text)])
    bought = [one for one in found if one.relation == "BUYS_ENERGY"]
    assert {(one.subject, one.object, one.polarity) for one in bought} == {
        ("GHA", "GAB", "negative")
    }


def test_an_auxiliary_leaves_the_participle_its_verb() -> None:
    text = "Ghana has turned its back on Mali."
    (claim,) = extract([Document(id="doc-1", name="example", text=text)])
    assert (claim.subject, claim.relation, claim.object) == ("GHA", "REJECT", "MLI")


def test_a_place_that_only_says_what_for_is_not_given() -> None:
    text = "Norway lent Ghana ninety million dollars for a new port."
    (claim,) = extract([Document(id="doc-1", name="example", text=text)])
    assert (claim.relation, claim.object) == ("AID", "GHA")


def test_a_noun_among_the_words_of_an_act_is_no_claim_of_its_own() -> None:
    text = "Norway barred the export of weapons to Ghana."
    found = extract([Document(id="doc-1", name="example", text=text)])
    assert [one.relation for one in found] == ["SANCTION"]
