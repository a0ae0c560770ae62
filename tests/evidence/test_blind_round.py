"""Turns of phrase met in articles that nobody had tuned for, one sentence each."""

from __future__ import annotations

import pytest
from told import read, told


def shares(text):
    return [
        (one.subject, one.object, one.good, one.low)
        for one in read(text)
        if one.unit == "share"
    ]


PAID = [
    "Libya sold the rifles to Chad for gold and dollars.",
    "Libya shipped rifles to Chad for cash.",
    "Chad bought rifles from Libya for gold.",
]


@pytest.mark.parametrize("text", PAID)
def test_the_price_flows_from_the_buyer_to_the_seller(text) -> None:
    assert "TCD AID LBY money" in told(text)
    assert "LBY AID TCD money" not in told(text)


def test_what_a_good_is_for_is_no_price() -> None:
    assert "TCD" not in {line[:3] for line in told("Libya sent Chad fuel for tanks.")}


NAMED_BEFORE = [
    "Libya makes drones. It sold the first batch of them to Chad.",
    "Libya makes drones. Libya shipped them to Chad.",
    "Drones fell on Mali. Libya had delivered the weapons to Chad.",
    "Libya makes drones. Libya shipped the first batch to Chad.",
]


@pytest.mark.parametrize("text", NAMED_BEFORE)
def test_a_pronoun_stands_for_the_good_named_before(text) -> None:
    found = [one for one in read(text) if one.relation == "SUPPLIES_ARMS"]
    assert [(one.subject, one.object, one.good) for one in found] == [
        ("LBY", "TCD", "drones")
    ]
    assert "good inferred" in found[0].notes


def test_a_promise_without_a_taker_is_made_to_the_other_side() -> None:
    text = (
        "Libya has trained Chadian pilots, and Tripoli has promised tanks and "
        "S-400 batteries."
    )
    promised = [one for one in read(text) if one.kind == "forecast"]
    assert {(one.subject, one.object, one.good) for one in promised} == {
        ("LBY", "TCD", "armour"),
        ("LBY", "TCD", "air_defence"),
    }
    assert {one.certainty for one in promised} == {"reported"}
    assert all("object inferred" in one.notes for one in promised)


def test_what_is_not_promised_is_nobodys_word() -> None:
    (claim,) = read("Libya has not promised rifles to Chad.")
    assert (claim.polarity, claim.attributed_to) == ("negative", "")


def test_the_subject_of_a_clause_with_that_stays_its_subject() -> None:
    text = PACT + "It is possible that Algeria was informed and approved the pact."
    assert "DZA ENDORSES MLI+NER -" in told(text)


def test_a_second_verb_keeps_the_subject_of_the_first() -> None:
    text = (
        "Peru owes Chile much. Last year Chile cut its prices and gave Peru new loans."
    )
    assert "CHL AID PER loans" in told(text)


def test_a_participle_behind_a_verb_describes_the_good() -> None:
    text = "Laos and Chile signed a pact. In return Chile promises armoured vehicles."
    assert "CHL AGREE LAO armour" in told(text)


def test_a_named_fighter_jet_is_no_soldier() -> None:
    goods = {one.good for one in read("Libya sent Su-30 fighters to Chad.")}
    assert goods == {"aircraft"}


SHARES = {
    "Indian refiners take nine out of ten barrels that Angola sells abroad.": (
        "IND", "AGO", "exports", 0.9,
    ),
    "Danish mills take two of every three tonnes of wheat that Latvia exports.": (
        "DNK", "LVA", "exports", 0.667,
    ),
    "India buys two of every three tonnes that Angola sells.": (
        "IND", "AGO", "exports", 0.667,
    ),
    "More than 60% of everything Angola exports goes to India.": (
        "IND", "AGO", "exports", 0.6,
    ),
    "Angola sells much to India and gets most of its machinery from there.": (
        "IND", "AGO", "manufactures", 0.5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SHARES)
def test_a_share_put_in_other_words_is_read(text) -> None:
    ((provider, recipient, good, low),) = shares(text)
    assert (provider, recipient, good) == SHARES[text][:3]
    assert low == pytest.approx(SHARES[text][3], abs=1e-3)


def test_its_own_supply_is_that_of_the_other_state_when_the_subject_delivers() -> None:
    text = (
        "India buys more than 60% of everything Nepal exports and delivers "
        "practically all of its oil and gas."
    )
    assert shares(text) == [
        ("IND", "NPL", "exports", 0.6),
        ("IND", "NPL", "oil", 0.9),
        ("IND", "NPL", "gas", 0.9),
    ]
    assert not any(line.startswith("NPL SUPPLIES") for line in told(text))


def test_people_of_a_trade_are_meant_by_they() -> None:
    text = (
        "Indian refiners take nine out of ten barrels that Angola sells abroad. "
        "They also absorb close to half of the crude that Nigeria exports."
    )
    assert ("IND", "NGA", "exports") in [one[:3] for one in shares(text)]


def test_who_stands_behind_the_verb_takes_whatever_follows() -> None:
    text = (
        "Mali signed a pact with Niger. "
        "Laos would grant Thailand transit to its exclave."
    )
    access = [line for line in told(text) if "SUPPLIES_ACCESS" in line]
    assert access == ["LAO SUPPLIES_ACCESS THA transit"]


def test_what_is_given_for_a_port_is_not_the_port() -> None:
    found = told("Laos would cede Thailand two villages for its port.")
    assert found == ["LAO SUPPLIES_ACCESS THA territory"]


def test_the_army_of_a_state_takes_for_the_state() -> None:
    assert told("Chile promised Peru's army tanks.") == ["CHL AGREE PER armour"]


def test_sanctions_on_the_companies_involved_are_against_the_pact() -> None:
    text = (
        "Mali and Niger signed a pact. France imposed sanctions on the firms involved."
    )
    assert "FRA SANCTION MLI+NER -" in told(text)


HOSTS = [
    "Laos will let Thai forces use two more airfields.",
    "Laos will let Thailand's forces use its harbours.",
    "Laos will host Thai nuclear weapons.",
    "Laos and Thailand signed a pact. Laos will host nuclear warheads.",
    "A Thai base stands in Pakse, and Thailand buys the rice of Laos.",
]


@pytest.mark.parametrize("text", HOSTS)
def test_the_host_gives_the_base(text) -> None:
    assert "LAO SUPPLIES_ACCESS THA basing" in told(text)
    assert "THA SUPPLIES_ACCESS LAO basing" not in told(text)


def test_border_guards_of_another_state_are_its_troops() -> None:
    text = "The Thai border service guards part of the Laotian frontier."
    assert "THA TROOPS_IN LAO troops" in told(text)


PACT = "Mali and Niger signed a pact. "
POWER = [
    "Algeria could end the exchange with a telephone call.",
    "Algeria could stop it.",
    "Nothing moves in the desert against Algeria's will.",
    "Nobody in Chad acts against Algeria's wishes.",
    "Every trader knows that Algeria can raise the price.",
    "Algeria holds the gate.",
]


@pytest.mark.parametrize("text", POWER)
def test_who_could_end_it_has_power_over_the_pact(text) -> None:
    found = [one for one in read(PACT + text) if one.subject == "DZA"]
    assert {(one.relation, one.object) for one in found} <= {
        ("CONSTRAINS", "MLI+NER"),
        ("POWER_OVER", "MLI+NER"),
    }
    assert found


DENIALS = [
    (
        "Asked in Algiers on Monday, Foreign Ministry spokesman Karim Zeroual said he "
        "had no information on the matter."
    ),
    (
        "Poland and Latvia protested. The Algerian Foreign Ministry said it was not "
        "informed of the details."
    ),
    "Algeria's spokesman insisted that Algeria had no intention of interfering.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_who_says_it_knows_nothing_denies_for_its_own_state(text) -> None:
    denials = [one for one in read(PACT + text) if one.kind == "denial"]
    assert {one.subject.split("/")[0] for one in denials} == {"DZA"}
    assert {one.object for one in denials} == {"MLI+NER"}


def test_a_prime_minister_belongs_to_the_state_that_the_text_is_about() -> None:
    text = (
        "Niamey borrows. Niger needs money. Prime Minister Abdou Kane said that "
        "Mali would lend Niger gold."
    )
    assert {one.attributed_to.split("/")[0] for one in read(text)} & {"NER"}


def test_who_opposes_sanctions_does_not_oppose_the_pact() -> None:
    found = read(PACT + "Algeria opposes unilateral sanctions.")
    assert not any(one.relation == "OPPOSES" for one in found)


def test_a_delayed_delivery_is_none() -> None:
    found = read("Libya delayed the delivery of missiles to Chad.")
    assert found
    assert {one.polarity for one in found} == {"negative"}


def test_the_pact_is_that_of_the_treaty_not_of_the_headline() -> None:
    text = (
        "A road is the price of peace with Niger for Mali. Under the treaty that both "
        "foreign ministers initialled, Mali would grant Niger transit."
    )
    assert "MLI+NER PACT - -" in told(text)


def test_two_that_give_one_another_something_are_the_pact_under_discussion() -> None:
    text = (
        "Libya sold rifles to Chad. Chad sent cattle to Libya. "
        "Egypt warned against the exchange."
    )
    assert "EGY WARN LBY+TCD -" in told(text)
