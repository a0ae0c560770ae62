"""Common wordings of acts and stances are read, whatever states they are said of."""

from __future__ import annotations

import pytest

from suzerain import extract
from suzerain.sources.document import Document


def told(text: str) -> set[str]:
    found = extract([Document(id="doc-1", name="doc", text=text)])
    return {f"{one.subject} {one.relation} {one.object}".strip() for one in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru assured Chile of its goodwill.", "PER AGREE CHL"),
        ("Kenya gave Uganda its consent.", "KEN AGREE UGA"),
        ("Ghana has promised a clinic to Togo.", "GHA AGREE TGO"),
        ("Kenya and Uganda reached a compromise.", "KEN+UGA AGREE"),
        ("Peru would not hear of a truce with Chile.", "PER REJECT CHL"),
        ("Peru refused.", "PER REJECT"),
        ("Ghana has asked Togo for patience.", "GHA REQUEST TGO"),
        ("Kenya requested a delay from Uganda.", "KEN REQUEST UGA"),
        ("Japan invited Mongolia to the talks.", "JPN REQUEST MNG"),
        ("Peru told Chile to stop the work.", "PER REQUEST CHL"),
        ("Ghana turned to Togo.", "GHA REQUEST TGO"),
        ("Kenya telephoned Uganda twice.", "KEN CONSULT UGA"),
        ("Peru sent a delegation to Chile.", "PER CONSULT CHL"),
        ("Ghana is in talks with Togo.", "GHA CONSULT TGO"),
        ("Japan reaffirmed its support for Mongolia.", "JPN SUPPORT MNG"),
        ("Kenya stands firmly behind Uganda.", "KEN SUPPORT UGA"),
        ("Peru took Chile's side.", "PER SUPPORT CHL"),
        ("Ghana abandoned Togo.", "GHA SUPPORT TGO"),
        ("Peru apologised to Chile.", "PER YIELD CHL"),
        ("Kenya postponed the payments of Uganda.", "KEN YIELD UGA"),
        ("Ghana froze its nuclear programme.", "GHA YIELD"),
        ("Peru blamed Chile for the outage.", "PER ACCUSE CHL"),
        ("Kenya suspects Uganda.", "KEN ACCUSE UGA"),
        ("Peru severed all ties with Chile.", "PER SANCTION CHL"),
        ("Ghana banned fruit from Togo.", "GHA SANCTION TGO"),
        ("Kenya shut off the pipeline to Uganda.", "KEN SANCTION UGA"),
        ("Japan spared Mongolia.", "JPN SANCTION MNG"),
        ("Peru moved tanks to the border with Chile.", "PER MOBILIZE CHL"),
        ("Peru uses gas as a weapon against Chile.", "PER COERCE CHL"),
        ("Peru is against a base for Chile.", "PER OPPOSES CHL"),
        ("Kenya called the raid by Uganda cowardly.", "KEN CRITICISE UGA"),
        ("Ghana is furious with Togo.", "GHA CRITICISE TGO"),
        ("What worries Kenya is the army of Uganda.", "KEN CONCERNED UGA"),
        ("Peru is grateful to Chile.", "PER ENDORSES CHL"),
        ("Kenya has not replied to Uganda.", "KEN RESERVED UGA"),
        ("Ghana did not name the buyer.", "GHA RESERVED"),
        ("Peru does not believe Chile.", "PER DISAGREES_WITH CHL"),
        ("Kenya prefers Uganda.", "KEN PRIORITISES UGA"),
        ("Peru has not ruled out force against Chile.", "PER THREATEN CHL"),
        ("Peru bombed a depot in Chile.", "PER ASSAULT CHL"),
        ("Kenya jailed two pilots from Uganda.", "KEN COERCE UGA"),
        ("Peru turned the offer of Chile down.", "PER REJECT CHL"),
        ("Kenya ordered all soldiers of Uganda to leave.", "KEN SANCTION UGA"),
        ("Ghana rattled its sabre at Togo.", "GHA THREATEN TGO"),
        ("Peru lost patience with Chile.", "PER CRITICISE CHL"),
    ],
)
def test_a_common_wording_of_an_act_is_read(text: str, wanted: str) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Soldiers of Kenya landed in Uganda.", "CONSULT"),
        ("Peru conceded that Chile was right.", "YIELD"),
        ("The gold reserves of Ghana are low.", "RESERVED"),
        ("Ghana offered a neutral inquiry to Togo.", "RESERVED"),
    ],
)
def test_words_that_look_like_an_act_state_none(text: str, unwanted: str) -> None:
    assert unwanted not in {one.split()[1] for one in told(text)}
