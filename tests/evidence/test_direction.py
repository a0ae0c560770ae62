"""Who does what to whom, however a sentence puts it."""

from __future__ import annotations

import pytest

from suzerain.evidence.clauses import find_clauses
from suzerain.evidence.context import Context
from suzerain.evidence.parse import parse
from suzerain.evidence.resolve import find_mentions
from suzerain.sources.document import Document

LEAST = 0.9
TABLE = """
Chad attacked Mali.|TCD MLI
Chad was attacked by Mali.|MLI TCD
Chad, attacked by Mali, asked Niger for help.|TCD NER
Mali has repeatedly shelled Chad since June.|MLI TCD
Kenya and Uganda invaded Somalia.|KEN+UGA SOM
Kenya, which borders Uganda, supplies Somalia with rice.|KEN SOM
Kenya, whose army is small, supplies Somalia with rice.|KEN SOM
Oman lent Jordan two billion dollars.|OMN JOR
Oman lent two billion dollars to Jordan.|OMN JOR
Two billion dollars were lent to Jordan by Oman.|OMN JOR
A loan was given by Oman to Jordan.|OMN JOR
Peru asked Chile to leave the island.|PER CHL
Peru wants Chile to pay.|PER CHL
Peru promised to pay Chile.|PER CHL
Peru is set to pay Chile.|PER CHL
Peru is expected to sell copper to Chile.|PER CHL
Peru was forced to pay Chile.|PER CHL
Peru refused to recognise Chile.|PER CHL
Peru began shelling Chile.|PER CHL
Peru has stopped shelling Chile.|PER CHL
Peru accused Chile of shelling a village.|PER CHL
Peru's president accused Chile of spying.|PER CHL
Peru's offer to help Chile was made on Monday.|PER CHL
It was Laos that attacked Nepal.|LAO NPL
Laos, angry at the delay, expelled Nepal's envoy.|LAO NPL
Laos expelled three Nepalese diplomats.|LAO NPL
Three Nepalese diplomats were expelled by Laos.|LAO NPL
Laotian soldiers crossed into Nepal.|LAO NPL
Soldiers from Laos crossed into Nepal.|LAO NPL
The army of Laos shelled Nepal.|LAO NPL
After the talks collapsed, Laos shelled Nepal.|LAO NPL
As Laos attacked Nepal, markets fell.|LAO NPL
When Laos attacked Nepal, markets fell.|LAO NPL
Markets fell after Laos attacked Nepal.|LAO NPL
Markets fell because Laos attacked Nepal.|LAO NPL
Laos will not attack Nepal.|LAO NPL
Never did Laos attack Nepal.|LAO NPL
Had Laos attacked Nepal, markets would have fallen.|LAO NPL
Laos and not Bhutan attacked Nepal.|LAO NPL
Ghana received wheat from Togo.|TGO GHA
Ghana obtained two boats from Togo.|TGO GHA
Ghana enjoys the support of Togo.|TGO GHA
Ghana has the full backing of Togo.|TGO GHA
Ghana bought wheat from Togo.|GHA TGO
Ghana buys most of its rice from Togo.|GHA TGO
A raid by Ghana on Togo left ten dead.|GHA TGO
High praise for Ghana came from Togo.|TGO GHA
Ghanaian villagers died at the hands of Togo.|TGO GHA
Ghana was closeted with Togo for an hour.|GHA TGO
Ghana spoke by telephone with Togo.|GHA TGO
Ghana held talks with Togo on fishing.|GHA TGO
Ghana imposed a ban on Togo.|GHA TGO
A ban was imposed on Togo by Ghana.|GHA TGO
Ghana cut off the gas to Togo.|GHA TGO
Ghana sent its envoy to Togo.|GHA TGO
Ghana dispatched troops to help Togo.|GHA TGO
Ghana, Benin and Mali condemned Togo.|BEN+GHA+MLI TGO
Ghana condemned Togo and Benin.|GHA BEN+TGO
Ghana let Togo use its port.|GHA TGO
Ghana lets Togo's ships use its port.|GHA TGO
Ghana opened its port to Togo.|GHA TGO
Ghana withdrew its troops from Togo.|GHA TGO
Ghana agreed with Togo on a border.|GHA TGO
Officials in Ghana have barred Togo from the fair.|GHA TGO
Ghana threatened on Monday to bomb Togo.|GHA TGO
Under the treaty Ghana must defend Togo.|GHA TGO
In return, Ghana forgave Togo an old debt.|GHA TGO
Togo, Ghana says, owes it money.|TGO GHA
Ghana shot down a plane of Togo.|GHA TGO
Not only did Ghana arm Togo, it trained its police.|GHA TGO
""".strip().splitlines()
ROWS = [tuple(line.split("|")) for line in TABLE]


def sides(text: str) -> set[str]:
    mentions = find_mentions(Document(id="d", name="d", text=text))
    clauses = find_clauses(Context(parse(text, 0, mentions)))
    return {
        f"{_actor(one.doer.code)} {_actor(one.other.code)}"
        for one in clauses
        if one.doer is not None and one.other is not None
    }


def _actor(code: str) -> str:
    return code.split("/", maxsplit=1)[0]


def test_nine_in_ten_of_the_table_have_the_right_doer_and_other() -> None:
    wrong = [text for text, wanted in ROWS if wanted not in sides(text)]
    assert len(wrong) <= (1 - LEAST) * len(ROWS), wrong


def test_no_more_than_one_in_twenty_is_turned_round() -> None:
    turned = [
        text
        for text, wanted in ROWS
        if " ".join(reversed(wanted.split())) in sides(text)
    ]
    assert len(turned) <= len(ROWS) / 20, turned


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chad was attacked by Mali.", "MLI TCD"),
        ("Ghana received wheat from Togo.", "TGO GHA"),
        ("Peru's offer to help Chile was made on Monday.", "PER CHL"),
        ("A ban was imposed on Togo by Ghana.", "GHA TGO"),
        ("As Laos attacked Nepal, markets fell.", "LAO NPL"),
    ],
)
def test_a_turn_of_phrase_keeps_doer_and_other(text: str, wanted: str) -> None:
    assert sides(text) == {wanted}


def test_what_somebody_only_says_is_no_clause() -> None:
    assert sides('"Mali attacked Chad," said Niger.') == {"MLI TCD"}
