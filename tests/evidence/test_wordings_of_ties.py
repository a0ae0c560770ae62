"""Wordings of ties, power, states of affairs and shares."""

from __future__ import annotations

import pytest

from suzerain.evidence.actor_codes import states
from suzerain.evidence.extract import extract
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import read_vocabulary, verb_lexicon
from suzerain.sources.document import Document

TOLD = [
    ("Kenya acceded to the treaty with Peru in May.", "PACT", "KEN", "PER", "positive"),
    (
        "The treaty of 1950 requires Kenya and Peru to consult each other.",
        "PACT_TERMS",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "The accord between Kenya and Peru says nothing about oil.",
        "PACT_TERMS",
        "KEN+PER",
        "",
        "negative",
    ),
    (
        "The treaty between Kenya and Peru rules out foreign bases.",
        "PACT_TERMS",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "Kenya is Peru's second-largest trading partner.",
        "TRADE_PARTNER",
        "KEN",
        "PER",
        "positive",
    ),
    (
        "Relations between Kenya and Peru have been strained for years.",
        "LIMITED",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "The partnership between Kenya and Peru is fragile.",
        "LIMITED",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "Relations between Kenya and Peru are warm.",
        "FRIENDSHIP",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "Kenya upgraded relations with Peru to a comprehensive partnership.",
        "PARTNER",
        "KEN",
        "PER",
        "positive",
    ),
    (
        "Kenya would take command of Peru's army in a war.",
        "CONTROLS",
        "KEN",
        "PER",
        "positive",
    ),
    ("Peru's army is under Kenyan command.", "CONTROLS", "KEN", "PER", "positive"),
    (
        "Peru's largest port is run by a Kenyan company.",
        "CONTROLS",
        "KEN",
        "PER",
        "positive",
    ),
    ("Kenya has lost its influence in Peru.", "POWER_OVER", "KEN", "PER", "negative"),
    ("Peru does whatever Kenya wants.", "POWER_OVER", "KEN", "PER", "positive"),
    ("Kenya decides what Peru may do.", "POWER_OVER", "KEN", "PER", "positive"),
    ("Kenya will not let Peru go too far.", "CONSTRAINS", "KEN", "PER", "positive"),
    (
        "Peru needs Kenya's consent to sell the jets.",
        "CONSTRAINS",
        "KEN",
        "PER",
        "positive",
    ),
    ("Kenya gave Peru the green light.", "PERMITS", "KEN", "PER", "positive"),
    ("Kenya did nothing to stop Peru.", "PERMITS", "KEN", "PER", "positive"),
    ("Peru acted on Kenya's orders.", "DIRECTS", "KEN", "PER", "positive"),
    (
        "The alliance between Kenya and Peru is a marriage of convenience.",
        "TRANSACTIONAL",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "The partnership between Kenya and Peru will last only as long as the war.",
        "TEMPORARY",
        "KEN+PER",
        "",
        "positive",
    ),
    (
        "Kenya's sanctions pushed Peru towards Chile.",
        "CAUSES",
        "KEN",
        "PER",
        "positive",
    ),
    ("Kenya's harvest has failed.", "IN_DIFFICULTY", "KEN", "", "positive"),
    ("Kenya's reserves are running low.", "IN_DIFFICULTY", "KEN", "", "positive"),
    (
        "Kenya's economy shrank by a tenth last year.",
        "IN_DIFFICULTY",
        "KEN",
        "",
        "positive",
    ),
    ("Kenya is running out of money.", "IN_DIFFICULTY", "KEN", "", "positive"),
    ("The sanctions hit Kenya hard.", "COSTS", "KEN", "", "positive"),
    (
        "Kenya cares more about Peru than about Chile.",
        "PRIORITISES",
        "KEN",
        "PER",
        "positive",
    ),
    (
        "Above all, Kenya wants stability in Peru.",
        "PRIORITISES",
        "KEN",
        "PER",
        "positive",
    ),
    ("Kenya's army has 40,000 soldiers.", "COUNT", "KEN", "", "positive"),
    (
        "Some 300,000 people have been displaced in Kenya.",
        "COUNT",
        "KEN",
        "",
        "positive",
    ),
    (
        "Kenya's debt to Peru has risen to $3 billion.",
        "COUNT",
        "KEN",
        "PER",
        "positive",
    ),
    (
        "Peru's share of Kenya's gas imports fell from 55 to 26 percent.",
        "GAS_SHARE",
        "PER",
        "KEN",
        "positive",
    ),
    (
        "Kenya has cut the Peruvian share of its gas from 55 to 26 percent.",
        "GAS_SHARE",
        "PER",
        "KEN",
        "positive",
    ),
    (
        "About 80 percent of the equipment of the Kenyan army comes from Peru.",
        "ARMS_SHARE",
        "PER",
        "KEN",
        "positive",
    ),
    (
        "Kenya's missiles often miss their targets.",
        "LOW_QUALITY",
        "KEN",
        "",
        "positive",
    ),
    ("Kenya has ruled Peru for decades.", "CONTROLS", "KEN", "PER", "positive"),
    ("Kenya left the pact with Peru.", "PACT", "KEN", "PER", "negative"),
    ("Peru follows Kenya's lead.", "POWER_OVER", "KEN", "PER", "positive"),
    ("Without Kenya nothing happens in Peru.", "POWER_OVER", "KEN", "PER", "positive"),
    ("Peru is careful not to offend Kenya.", "CONSTRAINS", "KEN", "PER", "positive"),
    ("Kenya did not stop Peru.", "PERMITS", "KEN", "PER", "positive"),
    ("Kenya had no part in the coup in Peru.", "DIRECTS", "KEN", "PER", "negative"),
    ("Kenya's factories stand idle.", "IN_DIFFICULTY", "KEN", "", "positive"),
    ("Kenya joined NATO in 1999.", "PACT", "KEN", "NATO", "positive"),
    ("The Kenyans hold the reins in Peru.", "POWER_OVER", "KEN", "PER", "positive"),
]


@pytest.mark.parametrize(("text", "relation", "subject", "other", "polarity"), TOLD)
def test_a_wording_says_its_relation_between_its_sides(
    text: str, relation: str, subject: str, other: str, polarity: str
) -> None:
    found = extract([Document(id="doc-1", name="a", text=text)])
    symmetric = relations()[relation].symmetric
    sides = {
        states(one.subject) | states(one.object)
        if symmetric
        else (states(one.subject), states(one.object))
        for one in found
        if one.relation == relation and one.polarity == polarity
    }
    both = states(subject) | states(other)
    assert (both if symmetric else (states(subject), states(other))) in sides


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Peru's share of Kenya's gas imports fell from 55 to 26 percent.", 0.26, 0.26),
        ("Peru covers from 10 to 40 percent of Kenya's gas needs.", 0.1, 0.4),
    ],
)
def test_a_share_that_moved_is_where_it_stands_now(
    text: str, low: float, high: float
) -> None:
    found = extract([Document(id="doc-1", name="a", text=text)])
    (share,) = [one for one in found if one.relation == "GAS_SHARE"]
    assert (share.low, share.high) == (low, high)


def test_reserves_of_money_are_no_reserve() -> None:
    text = "Kenya's reserves stand at two billion dollars. Peru's reserves are larger."
    found = extract([Document(id="doc-1", name="a", text=text)])
    assert not [one for one in found if one.relation == "RESERVED"]


def test_rows_of_verbs_name_them_in_their_base_form() -> None:
    lexicon = verb_lexicon()
    inflected = []
    for row in read_vocabulary("frames.csv"):
        if row["pos"] != "verb":
            continue
        first = {
            choice.split("_")[0] for choice in row["pattern"].split()[0].split("|")
        }
        inflected += [
            word
            for word in first
            for base, form in lexicon.get(word, {}).items()
            if form != "base" and base != word and base in first
        ]
    assert not inflected
