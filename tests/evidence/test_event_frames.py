"""Acts and stances between actors are read from their verbs, and from no look-alike."""

from __future__ import annotations

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.proposed import LEARNED
from suzerain.sources.document import Document


def by_rule(text: str) -> tuple[Claim, ...]:
    document = Document(id="doc-t", name="t", text=text)
    return tuple(one for one in extract([document]) if LEARNED not in one.notes)


def lines(text: str) -> set[str]:
    return {
        f"{one.subject} {'-' * (one.polarity == 'negative')}{one.relation} {one.object}"
        for one in by_rule(text)
    }


READ = [
    ("Niger agreed to a truce with Mali.", "NER AGREE MLI"),
    ("Ethiopia accepted an invitation from Kenya.", "ETH AGREE KEN"),
    ("Jordan signalled its readiness for talks with Syria.", "JOR AGREE SYR"),
    ("Ghana negotiated with Togo for three days.", "GHA+TGO CONSULT "),
    ("Peru received the foreign minister of Chile.", "PER CONSULT CHL"),
    ("Laos telephoned Thailand on Sunday.", "LAO CONSULT THA"),
    ("Kenya extradited two smugglers to Uganda.", "KEN COOPERATE UGA"),
    ("Oman shares intelligence with Qatar.", "OMN COOPERATE QAT"),
    ("India held joint exercises with Nepal.", "IND COOPERATE NPL"),
    ("Sudan released prisoners from Chad.", "SDN YIELD TCD"),
    ("Eritrea reopened its border with Ethiopia.", "ERI YIELD ETH"),
    ("Israel halted its bombing of Lebanon.", "ISR YIELD LBN"),
    ("Belgium apologised to Rwanda.", "BEL YIELD RWA"),
    ("Malawi appealed to Zambia for calm.", "MWI REQUEST ZMB"),
    ("Spain proposed a ceasefire to Morocco.", "ESP REQUEST MAR"),
    ("Colombia blamed Venezuela for the fires.", "COL ACCUSE VEN"),
    ("Nepal lodged a complaint against India.", "NPL ACCUSE IND"),
    ("Ireland opened an investigation into Iceland.", "IRL ACCUSE ISL"),
    ("Tonga pinned the blame on Fiji.", "TON ACCUSE FJI"),
    ("Serbia turned down an offer from Croatia.", "SRB REJECT HRV"),
    ("Poland ignored an appeal from Belarus.", "POL REJECT BLR"),
    ("Cuba walked out of the talks with Spain.", "CUB REJECT ESP"),
    ("Iran vowed to retaliate against Israel.", "IRN THREATEN ISR"),
    ("Turkey issued an ultimatum to Greece.", "TUR THREATEN GRC"),
    ("Haitians marched against France.", "HTI PROTEST FRA"),
    ("Afghans burned the flag of Pakistan.", "AFG PROTEST PAK"),
    ("Kuwait expelled six Iranian diplomats.", "KWT SANCTION IRN"),
    ("Jordan recalled its ambassador from Israel.", "JOR SANCTION ISR"),
    ("Egypt abrogated its treaty with Libya.", "EGY SANCTION LBY"),
    ("Canada froze the assets of Belarus.", "CAN SANCTION BLR"),
    ("Greece moved two frigates near Turkey.", "GRC MOBILIZE TUR"),
    ("Guyana put its army on alert against Venezuela.", "GUY MOBILIZE VEN"),
    ("Algeria closed its border with Morocco.", "DZA SANCTION MAR"),
    ("China hacked Taiwan.", "CHN COERCE TWN"),
    ("Iraq fired missiles at Iran.", "IRQ ASSAULT IRN"),
    ("Libya shelled Chad.", "LBY ASSAULT TCD"),
    ("Chad seized an oasis town from Libya.", "TCD ASSAULT LBY"),
    ("Finland sent a warning to Sweden.", "FIN WARN SWE"),
    ("Paraguay lashed out at Brazil.", "PRY CRITICISE BRA"),
    ("Japan followed the drill of China with unease.", "JPN CONCERNED CHN"),
    ("Norway sided with Denmark.", "NOR SUPPORT DNK"),
    ("Gabon gave its blessing to Angola.", "GAB ENDORSES AGO"),
    ("Kenya spoke out against Somalia.", "KEN OPPOSES SOM"),
    ("Estonia echoed Latvia.", "EST AGREES_WITH LVA"),
    ("Bolivia is at odds with Chile.", "BOL DISAGREES_WITH CHL"),
    ("Mongolia kept silence on Russia.", "MNG RESERVED RUS"),
    ("Turkey violated the airspace of Greece.", "TUR VIOLATES_LAW GRC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_an_act_is_read_from_its_verb(text: str, expected: str) -> None:
    assert expected in lines(text)


LOOK_ALIKES = [
    ("Prices in Spain agreed with forecasts in Italy.", "COOPERATE"),
    ("Brazil charged Peru ten dollars a barrel.", "ACCUSE"),
    ("Ghana released a report on Togo.", "YIELD"),
    ("Egypt closed the meeting with Sudan.", "COERCE"),
    ("Kenya took the train to Uganda.", "ASSAULT"),
    ("India held elections near Nepal.", "COOPERATE"),
    ("France burned coal from Poland.", "PROTEST"),
    ("Greece moved the summit to Turkey.", "MOBILIZE"),
    ("Canada froze fish from Norway.", "SANCTION"),
    ("Chile recalled the visit of Peru.", "SANCTION"),
    ("Turkey entered the market of Greece.", "VIOLATES_LAW"),
    ("Japan fired workers from Korea.", "ASSAULT"),
    ("Jordan signalled left to Syria.", "AGREE"),
    ("Laos echoed with drums from Thailand.", "AGREES_WITH"),
    ("Iran kept horses from Oman.", "RESERVED"),
    ("Mali tested bread from Niger.", "THREATEN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relation"), LOOK_ALIKES)
def test_words_that_only_look_alike_state_no_act(text: str, relation: str) -> None:
    assert relation not in {one.relation for one in by_rule(text)}


TURNED = [
    ("Chad was shelled by Libya.", "LBY ASSAULT TCD"),
    ("Venezuela was blamed by Colombia.", "COL ACCUSE VEN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURNED)
def test_the_passive_keeps_doer_and_target(text: str, expected: str) -> None:
    assert expected in lines(text)


def test_an_act_that_did_not_happen_is_negative() -> None:
    assert "SDN -YIELD TCD" in lines("Sudan did not release prisoners from Chad.")
