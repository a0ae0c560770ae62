"""Ties, terms, power, knowledge, effects and states in everyday wordings."""

# ruff: noqa: E501 (one line a wording, to be read as a table)

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.evidence.vocabulary import read_vocabulary
from suzerain.sources.document import Document


def told(text: str) -> set[str]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return {
        f"{one.subject} {one.relation} {one.object or '-'}"
        f"{' NOT' if one.polarity == 'negative' else ''}"
        for one in claims
        if "learned" not in one.notes
    }


# what is said, the claim it makes, and a near sentence that does not make it
FAMILIES = [
    ("Iran ferries rockets to Yemen.", "IRN SUPPLIES_ARMS YEM", "Iran ferries tourists to Yemen."),
    ("China stepped in with rice for Nepal.", "CHN SUPPLIES_FOOD NPL", "China stepped in as a referee for Nepal."),
    ("Egypt stocks up on wheat from Ukraine.", "EGY BUYS_GOODS UKR", "Egypt stocks up on patience with Ukraine."),
    ("Chad turned to France for rifles.", "TCD BUYS_ARMS FRA", "Chad turned to the south for answers."),
    ("The tanks of Peru are of Soviet make.", "SUN SUPPLIES_ARMS PER", "The make of the car is unknown in Peru."),
    ("Turkey pays the salaries of Somalia.", "TUR AID SOM", "Turkey pays attention to Somalia."),
    ("India services the jets of Vietnam.", "IND AID_MILITARY VNM", "India services its loans in Vietnam."),
    ("Pakistan helped Libya build missiles.", "PAK SUPPLIES_MILTECH LBY", "Pakistan helped Libya build schools."),
    ("Italy escorted tankers of Kuwait.", "ITA SUPPLIES_SECURITY KWT", "Italy escorted the visitors of Kuwait."),
    ("Oman lets American planes refuel at Masirah.", "OMN SUPPLIES_ACCESS USA", "Oman lets visitors refuel at Masirah."),
    ("Some 300 French soldiers are stationed in Niger.", "FRA TROOPS_IN NER", "Some 300 French tourists are stranded in Niger."),
    ("The port in Pakistan belongs to China.", "CHN CONTROLS PAK", "The future belongs to China."),
    ("Algeria was a colony of France.", "FRA CONTROLS DZA", "Algeria was a guest of France."),
    ("Qatar owns banks in Turkey.", "QAT CONTROLS TUR", "Qatar owns nothing in Turkey."),
    ("Syria dances to Iran's tune.", "IRN POWER_OVER SYR", "Syria dances at Iran's wedding."),
    ("Belarus is in Russia's orbit.", "RUS POWER_OVER BLR", "A satellite is in orbit, says Russia."),
    ("Mongolia takes orders from China.", "CHN POWER_OVER MNG", "Mongolia takes photographs from China."),
    ("Turkey forbade Syria to sell the dam.", "TUR CONSTRAINS SYR", "Turkey visited the dam that Syria built."),
    ("India prevents Nepal from buying rifles.", "IND CONSTRAINS NPL", "India prevents floods from time to time."),
    ("Armenia is tethered to Russia.", "ARM DEPENDS_ON RUS", "The balloon is tethered in Russia."),
    ("Malta would collapse without Italian gas.", "MLT DEPENDS_ON ITA", "Malta would collapse with laughter."),
    ("Without Russian gas, Moldova would freeze.", "MDA DEPENDS_ON RUS", "Without Russian guests, Moldova would celebrate."),
    ("Japan must import oil.", "JPN NEEDS -", "Japan must import ideas."),
    ("Kenya does business with Uganda.", "KEN TRADE_PARTNER UGA", "Kenya does homework with Uganda."),
    ("Cuba and Angola are close allies.", "AGO+CUB ALLY -", "Cuba and Angola are close."),
    ("Laos and Vietnam are old friends.", "LAO+VNM FRIENDSHIP -", "Laos and Vietnam are old."),
    ("Chile and Peru celebrated their friendship.", "CHL+PER FRIENDSHIP -", "Chile and Peru celebrated their goals."),
    ("Iraq and Jordan have signed.", "IRQ+JOR PACT -", "Iraq and Jordan have slept."),
    ("Chad and Mali signed a pact. The pact covers arms.", "MLI+TCD PACT_TERMS -", "Chad and Mali signed a pact. The lid covers arms."),
    ("Chad and Mali signed a pact. The pact does not mention arms.", "MLI+TCD PACT_TERMS - NOT", "Chad and Mali signed a pact."),
    ("Spain abuts Portugal.", "ESP BORDERS PRT", "Spain abused Portugal."),
    ("Fiji and Tonga exchanged ambassadors.", "FJI+TON DIPLOMATIC_RELATIONS -", "Fiji and Tonga exchanged jokes."),
    ("The deal leaves Chad stronger.", "TCD BENEFITS -", "The deal leaves Chad tomorrow."),
    ("The crisis serves the interests of Iran.", "IRN BENEFITS -", "The waiter serves the guests of Iran."),
    ("Niger would lose access.", "NER COSTS -", "Niger would lose patience."),
    ("Lebanon is on the brink of collapse.", "LBN IN_DIFFICULTY -", "Lebanon is on the brink of a lake."),
    ("Haiti plunged into chaos.", "HTI IN_DIFFICULTY -", "Haiti plunged into second place."),
    ("Eritrea has few friends.", "ERI ISOLATED -", "Eritrea has few lakes."),
    ("Serbia tilts toward China.", "SRB PRIORITISES CHN", "Serbia tilts at windmills in China."),
    ("At Iran's behest Iraq closed the road.", "IRN DIRECTS IRQ", "At Iran's stand Iraq closed the show."),
    ("France gave Chad a free hand.", "FRA PERMITS TCD", "France gave Chad a free book."),
    ("China shields Myanmar from condemnation.", "CHN DIPLOMATIC_COVER MMR", "China shields pandas from condemnation."),
    ("Ghana talked with Togo.", "GHA+TGO CONSULT -", "Ghana talked about Togo."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim", "_near"), FAMILIES)
def test_a_wording_makes_its_claim(text: str, claim: str, _near: str) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(("_text", "claim", "near"), FAMILIES)
def test_a_near_wording_does_not(_text: str, claim: str, near: str) -> None:
    assert claim.split()[1] not in {line.split()[1] for line in told(near)} or (
        claim not in told(near)
    )


def test_there_are_frames_for_a_thousand_wordings_and_more() -> None:
    entries = {
        (row["relation"], first, row["pattern"])
        for row in read_vocabulary("frames.csv")
        for first in row["pattern"].split()[0].split("|")
    }
    assert len(entries) >= 1500
