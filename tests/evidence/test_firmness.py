"""Negations, conditions, doubts, denials and shares are read the right way round."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Block, Document, document_id

PACT = "Turkey and Qatar signed a pact. "


def read(text: str) -> tuple[Claim, ...]:
    return extract([Document(id=document_id(text), name="t", text=text)])


def stated(text: str) -> list[str]:
    return [f"{one.subject} {one.relation} {one.object}".strip() for one in read(text)]


BOUGHT = [
    ("India is the purchaser of two-thirds of the oil that Angola pumps.",
     "IND", "AGO", 0.666667),
    ("Turkey is the buyer of a third of the gas that Azerbaijan sells.",
     "TUR", "AZE", 0.333333),
    ("Japan is the largest customer for half of the copper that Chile exports.",
     "JPN", "CHL", 0.5),
    ("While Peru quarrels with Chile, India absorbs 60 per cent of Angola's crude.",
     "IND", "AGO", 0.6),
    ("Angola sold to Chad, but India swallows at least 60% of Angola's exports.",
     "IND", "AGO", 0.6),
    ("Saudi Arabia, unlike Egypt, takes at least 60 per cent of Sudan's cattle.",
     "SAU", "SDN", 0.6),
    ("India takes half of Angola's oil through Namibia.", "IND", "AGO", 0.5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "buyer", "seller", "low"), BOUGHT)
def test_who_buys_a_share_gives_a_market_to_who_sells_it(
    text: str, buyer: str, seller: str, low: float
) -> None:
    shares = [one for one in read(text) if one.unit == "share"]
    told = [(s.subject, s.object, s.good, s.low) for s in shares]
    assert told == [(buyer, seller, "exports", low)]


LISTED = [
    ("Russia supplies a third of Armenia's and half of Georgia's gas.",
     {("RUS", "ARM", 0.333333), ("RUS", "GEO", 0.5)}),
    ("Russia provides 30 per cent of Serbia's and 60 per cent of Bulgaria's gas.",
     {("RUS", "SRB", 0.3), ("RUS", "BGR", 0.6)}),
    ("Egypt imports a third of its wheat from Russia and a fifth from Romania.",
     {("RUS", "EGY", 0.333333), ("ROU", "EGY", 0.2)}),
    ("Russia delivers a third of Turkey's gas via Bulgaria.",
     {("RUS", "TUR", 0.333333)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTED)
def test_each_share_of_a_list_has_its_own_parties(text: str, wanted: set) -> None:
    shares = {
        (one.subject, one.object, one.low) for one in read(text) if one.unit == "share"
    }
    assert shares == wanted


VAGUE = [
    ("Belarus buys almost all its oil from Russia.", 0.9, True),
    ("Russia supplies nearly all of Armenia's gas.", 0.9, True),
    ("Belarus buys most of its gas from Russia.", 0.5, False),
    ("A majority of Armenia's grain comes from Russia.", 0.5, False),
    ("The bulk of Armenia's grain comes from Russia.", 0.5, True),
]


@pytest.mark.parametrize(("text", "low", "approximate"), VAGUE)
def test_a_vague_share_is_a_lower_bound(
    text: str, low: float, approximate: object
) -> None:
    (share,) = [one for one in read(text) if one.unit == "share"]
    assert (share.value, share.low, share.high) == (None, low, None)
    assert ("approximate" in share.notes) is bool(approximate)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Turkey has built a factory for drones in Ukraine.", "drone_technology"),
        ("Serbia helped to build a plant in Angola that makes drones.",
         "drone_technology"),
        ("China built a cement factory in Kenya.", "investment"),
        ("China built a railway in Kenya.", "investment"),
    ],
)  # fmt: skip
def test_a_works_gives_the_skill_to_make_what_it_makes(text: str, good: str) -> None:
    assert [one.good for one in read(text)] == [good]


NEGATED = [
    "Egypt sends no drones to Sudan.",
    "Egypt has sent Sudan no missiles.",
    "No troops of Egypt have crossed into Yemen.",
    "Egypt never sent troops to Yemen.",
    "We will never send troops to Yemen, Egypt's minister said.",
    "Neither Egypt nor Sudan sent troops to Yemen.",
    "Egypt sends neither drones nor missiles to Sudan.",
    "Egypt ruled out sending troops to Yemen.",
    "Nobody in Ankara expects that Turkey will deliver tanks to Chad.",
]


@pytest.mark.parametrize("text", NEGATED)
def test_a_negation_of_the_good_the_subject_or_the_verb_turns_it(text: str) -> None:
    found = [one for one in read(text) if one.good]
    assert found
    assert {one.polarity for one in found} == {"negative"}


AFFIRMED = [
    "With no help from Russia, Iran sent drones to Sudan.",
    "Iran sends no fewer than 100 drones to Russia.",
    "There is no doubt that China supplies arms to Pakistan.",
    "Egypt has no choice but to buy gas from Israel.",
]


@pytest.mark.parametrize("text", AFFIRMED)
def test_a_no_that_negates_something_else_leaves_it(text: str) -> None:
    found = [one for one in read(text) if one.good]
    assert found
    assert {(one.polarity, one.certainty) for one in found} == {
        ("positive", "asserted")
    }


@pytest.mark.parametrize(
    "text",
    [
        "If Japan lifts its ban, it will buy gas from Qatar.",
        "Japan will buy gas from Qatar if prices fall.",
        "Unless Qatar agrees, Japan will buy gas from Russia.",
    ],
)
def test_what_follows_from_a_condition_is_conditional(text: str) -> None:
    assert {one.certainty for one in read(text) if one.good} == {"conditional"}


def test_a_condition_ends_with_what_follows_from_it() -> None:
    text = "If Chad attacks Mali, Niger will arm Mali, and India sells oil to Nepal."
    found = {one.object: one.certainty for one in read(text) if one.good == "oil"}
    assert found == {"NPL": "asserted"}


DENIALS = [
    ("A spokesman in Tehran insisted that Iran had no part in the pact.", "IRN"),
    ("A spokesman in Tehran said that Iran had nothing to do with it.", "IRN"),
    ("Iran's foreign ministry said it was not a party to the agreement.", "IRN"),
    ("Iran's spokesman said that Iran had not been consulted.", "IRN"),
    ("Iran said it was unaware of the pact.", "IRN"),
    ("Iran knows nothing of the treaty, its foreign minister said.", "IRN"),
    ("A spokesman in Tehran dismissed reports that Iran had approved the pact.", "IRN"),
    ("Iran's spokesman called the reports groundless.", "IRN"),
]


@pytest.mark.parametrize(("text", "who"), DENIALS)
def test_a_spokesman_denies_for_his_state(text: str, who: str) -> None:
    denials = [one for one in read(PACT + text) if one.kind == "denial"]
    assert [one.attributed_to.split("/")[0] for one in denials] == [who]


def test_who_neither_confirms_nor_denies_is_reserved() -> None:
    text = PACT + "Iran would neither confirm nor deny the reports."
    assert [
        (one.subject, one.relation, one.polarity)
        for one in read(text)
        if one.subject == "IRN"
    ] == [("IRN", "RESERVED", "positive")]


def test_who_is_dismissed_is_no_denial() -> None:
    text = "Brazil dismissed the minister, and it sells tanks to Nigeria."
    assert {one.certainty for one in read(text)} == {"asserted"}


DOUBTS = [
    "Few diplomats believe that France will deliver jets to Serbia.",
    "Analysts see little chance that France will deliver jets to Serbia.",
    "Experts see little prospect of France delivering jets to Serbia.",
    "An expert hardly expects France to deliver jets to Serbia.",
    "A diplomat thinks it improbable that France will deliver jets to Serbia.",
]


@pytest.mark.parametrize("text", DOUBTS)
def test_a_doubted_transfer_is_a_forecast_against_it_by_who_doubts(text: str) -> None:
    (found,) = [one for one in read(text) if one.good == "aircraft"]
    assert (found.kind, found.polarity, found.certainty) == (
        "forecast", "negative", "hedged"
    )  # fmt: skip
    assert found.attributed_to.endswith("(unnamed)")


@pytest.mark.parametrize(
    "doubt",
    [
        "Whether the jets will ever arrive is another matter.",
        "Whether France will deliver the jets to Serbia remains to be seen.",
        "It is doubtful whether France will ever send jets to Serbia.",
    ],
)
def test_a_promise_that_the_text_doubts_is_doubted(doubt: str) -> None:
    promise, found = read("France has promised Serbia jets. " + doubt)
    assert (promise.kind, promise.polarity) == ("forecast", "positive")
    assert (found.subject, found.object, found.good) == ("FRA", "SRB", "aircraft")
    assert (found.kind, found.polarity, found.certainty) == (
        "forecast", "negative", "hedged"
    )  # fmt: skip


def test_what_could_not_have_been_without_leave_is_a_counterfactual() -> None:
    text = (
        "Whether the pact was made with Tehran's blessing is disputed. Without the "
        "approval of Iran, the soldiers would probably never have left their barracks."
    )
    found = [one for one in read(PACT + text) if one.relation == "PERMITS"]
    assert [(one.subject, one.object, one.kind) for one in found] == [
        ("IRN", "QAT+TUR", "hypothesis")
    ] * 2
    assert found[0].certainty == "hedged"
    assert "counterfactual" in found[1].notes


def test_where_the_power_sits_is_who_has_it() -> None:
    text = "But the power in this affair sits in Tehran."
    assert "IRN POWER_OVER QAT+TUR" in stated(PACT + text)


def test_the_pair_of_the_first_paragraph_is_the_pact_spoken_of() -> None:
    text = (
        "Niger needs grain. Chad needs guns.\n\nIran sells Chad gas. It tolerates "
        "the arrangement. Ghana, Togo and Benin agreed to share warnings.\n\n"
        "The partnership is temporary."
    )
    end = text.index("\n")
    blocks = (
        Block(start=0, end=end, kind="body"),
        Block(start=end + 2, end=len(text), kind="body"),
    )
    document = Document(id="doc-1", name="t", text=text, blocks=blocks)
    found = {(one.relation, one.subject, one.object) for one in extract([document])}
    assert ("PERMITS", "IRN", "NER+TCD") in found
    assert ("TEMPORARY", "NER+TCD", "") in found
