"""Turns of phrase on which a reader goes wrong, one sentence each."""

from __future__ import annotations

import pytest
from told import read, told

SHARES = {
    "Ukraine provides from a third to a half of the wheat that Lebanon eats.": (
        "UKR", "LBN", "grain", 0.333, 0.5,
    ),
    "About two thirds of Serbia's gas, and more, comes from Russia.": (
        "RUS", "SRB", "gas", None, None,
    ),
    "Nine tenths of Laos's electricity is sold to Thailand.": (
        "THA", "LAO", "exports", 0.9, 0.9,
    ),
    "China bought more than half of Serbia's copper last year.": (
        "CHN", "SRB", "exports", 0.5, None,
    ),
    "Of the weapons that Algeria buys, at least two thirds are Russian.": (
        "RUS", "DZA", "arms", 0.667, None,
    ),
    "Remittances from Russia make up a quarter of Tajikistan's GDP.": (
        "RUS", "TJK", "remittances", 0.25, 0.25,
    ),
    "From Iran comes from 20 to 30 percent of the gas which Armenia burns.": (
        "IRN", "ARM", "gas", 0.2, 0.3,
    ),
    "Indian firms furnish at least 70 per cent of everything the Nepalese import.": (
        "IND", "NPL", "trade", 0.7, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SHARES)
def test_a_share_goes_from_provider_to_recipient_with_its_bounds(text) -> None:
    provider, recipient, good, low, high = SHARES[text]
    shares = [one for one in read(text) if one.unit == "share"]
    assert [(one.subject, one.object, one.good) for one in shares] == [
        (provider, recipient, good)
    ]
    assert shares[0].low == (low if low is None else pytest.approx(low, abs=1e-3))
    assert shares[0].high == high


def test_nobody_provides_a_share_of_its_own_supply() -> None:
    text = "Russia and Armenia signed a pact. Gazprom receives 20% of the gas company."
    assert all(one.subject != one.object for one in read(text))
    assert not any("gas" in line for line in told(text))


NEGATIVE = [
    "Neither Chile nor Peru has supplied weapons to Bolivia.",
    "Chile stopped supplying gas to Peru.",
    "Peru no longer receives gas from Chile.",
    "Chile depends on Peru in nothing.",
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_does_not_happen_is_negative(text) -> None:
    found = read(text)
    assert found
    assert {one.polarity for one in found} == {"negative"}


HISTORY = [
    "Until 1991 the Soviet Union delivered oil to Cuba. That was before 2020.",
    "China once supplied rifles to Albania.",
    "Half a century ago Vietnam invaded Cambodia.",
    "In the 1970s Cuba sent troops to Angola.",
]


@pytest.mark.parametrize("text", HISTORY)
def test_what_was_is_history(text) -> None:
    found = read(text)
    assert found
    assert {one.kind for one in found} == {"history"}


@pytest.mark.parametrize(
    ("text", "line", "certainty"),
    [
        (
            "Peru accused Chile of supplying rifles to Ecuador.",
            "CHL SUPPLIES_ARMS ECU small_arms",
            "reported",
        ),
        (
            "Had Libya delivered tanks to Chad, the war would have ended.",
            "LBY SUPPLIES_ARMS TCD armour",
            "conditional",
        ),
        (
            "Few diplomats expect Mali to send rockets to Niger.",
            "MLI SUPPLIES_ARMS NER missiles",
            "hedged",
        ),
        (
            "It is untrue that India will station troops in Sri Lanka.",
            "IND TROOPS_IN LKA troops",
            "denied",
        ),
        (
            "Chad, unlike Sudan, has received tanks from Libya.",
            "LBY SUPPLIES_ARMS TCD armour",
            "asserted",
        ),
        (
            "Azerbaijan, to which Israel sells drones, is content.",
            "ISR SUPPLIES_ARMS AZE drones",
            "asserted",
        ),
        (
            "Under the treaty Kenya will buy maize from Uganda.",
            "KEN BUYS_GOODS UGA food",
            "asserted",
        ),
    ],
)
def test_who_gives_what_and_how_firmly(text, line, certainty) -> None:
    found = [
        one
        for one in read(text)
        if f"{one.subject} {one.relation} {one.object} {one.good}" == line
    ]
    assert [one.certainty for one in found] == [certainty]
    extra = [one for one in told(text) if "SUPPLIES" in one and one != line]
    assert extra == []


def test_moscow_is_the_soviet_union_in_a_text_of_its_time() -> None:
    text = "In 1962 the Soviet Union had a fleet. Moscow sent oil to Cuba."
    assert "SUN SUPPLIES_ENERGY CUB oil" in told(text)
    later = "In 2012 the Soviet Union was long gone. Moscow sent oil to Cuba."
    assert "RUS SUPPLIES_ENERGY CUB oil" in told(later)


def test_the_same_neighbour_is_the_one_named_before() -> None:
    text = "China is near. Burma gets half of its oil from the same neighbour."
    shares = [one for one in read(text) if one.unit == "share"]
    assert [(one.subject, one.object) for one in shares] == [("CHN", "MMR")]


def test_three_states_may_be_one_pact() -> None:
    text = (
        "Kenya, Uganda and Rwanda signed a treaty. "
        "Tanzania supplies more than half of the maize that the trio buys."
    )
    shares = [one for one in read(text) if one.unit == "share"]
    assert [(one.subject, one.object) for one in shares] == [("TZA", "KEN+RWA+UGA")]


def test_both_leaves_out_whom_the_sentence_names_next() -> None:
    text = (
        "Laos and Cambodia trade. Thailand watches them. "
        "Both countries rely on Thailand's ports."
    )
    assert {line for line in told(text) if "DEPENDS_ON" in line} == {
        "KHM+LAO DEPENDS_ON THA transit",
    }


def test_a_member_that_denies_is_heard() -> None:
    text = (
        "Mali and Niger signed a pact. Niger's oil minister, Sahabi Oumarou, denied it."
    )
    assert any(line.startswith("NER/Oumarou DENIES") for line in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chile swaps copper for oil with Peru.",
        "Chile gave Peru copper in exchange for oil.",
        "Chile sent copper to Peru in payment for oil.",
    ],
)
def test_what_is_got_in_return_flows_the_other_way(text) -> None:
    assert "PER SUPPLIES_ENERGY CHL oil" in told(text)
    assert "CHL SUPPLIES_ENERGY PER oil" not in told(text)
