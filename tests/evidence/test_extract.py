"""Short reports on many pacts become the claims that a reader would note down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id


def read(text: str, published: str = "") -> tuple[Claim, ...]:
    document = Document(id=document_id(text), name="t", text=text, published=published)
    return extract([document])


def lines(text: str) -> set[str]:
    """Claims as `subject [-]RELATION object good`, without empty parts."""
    return {
        " ".join(
            part
            for part in (
                one.subject,
                ("-" if one.polarity == "negative" else "") + one.relation,
                one.object,
                one.good,
            )
            if part
        )
        for one in read(text)
    }


STATED = [
    ("Iran delivered drones to Russia.", "IRN SUPPLIES_ARMS RUS drones"),
    ("Drones were delivered to Russia by Iran.", "IRN SUPPLIES_ARMS RUS drones"),
    ("Turkey has sold Azerbaijan dozens of drones.", "TUR SUPPLIES_ARMS AZE drones"),
    ("Egypt received grain from Russia.", "RUS SUPPLIES_FOOD EGY grain"),
    ("Saudi Arabia lent Egypt $3 billion.", "SAU AID EGY money"),
    ("China has granted Serbia loans.", "CHN AID SRB loans"),
    ("Serbia buys gas from Russia.", "SRB BUYS_ENERGY RUS gas"),
    ("China is the main buyer of Iranian oil.", "CHN BUYS_ENERGY IRN oil"),
    ("Mali hired Russian mercenaries.", "RUS TROOPS_IN MLI mercenaries"),
    ("Ethiopian troops arrived in Somalia.", "ETH TROOPS_IN SOM troops"),
    ("Armenia relies on Russia for gas.", "ARM DEPENDS_ON RUS gas"),
    ("Yemen needs wheat.", "YEM NEEDS wheat".replace("wheat", "grain")),
    ("Turkey and Azerbaijan signed a pact.", "AZE+TUR PACT"),
    ("The treaty between France and Poland is old.", "FRA+POL PACT"),
    ("India is Bhutan's closest ally.", "IND ALLY BTN"),
    ("Mongolia borders China.", "MNG BORDERS CHN"),
    ("Russia vetoed a resolution against Syria.",
     "RUS DIPLOMATIC_COVER SYR diplomatic_cover"),
    ("China blocked sanctions against Myanmar.",
     "CHN DIPLOMATIC_COVER MMR diplomatic_cover"),
    ("Sweden condemned Russia.", "SWE CRITICISE RUS"),
    ("Poland is concerned about Belarus.", "POL CONCERNED BLR"),
    ("Germany imposed sanctions on Belarus.", "DEU SANCTION BLR"),
    ("Iraq invaded Kuwait.", "IRQ ASSAULT KWT"),
    ("Kuwait was invaded by Iraq.", "IRQ ASSAULT KWT"),
    ("Eritrea is at war with Ethiopia.", "ERI AT_WAR_WITH ETH"),
    ("Belarus cannot defy Russia.", "RUS CONSTRAINS BLR"),
    ("India has leverage over Nepal.", "IND POWER_OVER NPL"),
    ("Egypt supports Somalia.", "EGY SUPPORT SOM"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_plain_sentence_states_its_relation(text: str, expected: str) -> None:
    assert expected in lines(text)


REVERSED = [
    ("Drones were delivered to Russia by Iran.", "RUS SUPPLIES_ARMS IRN drones"),
    ("Kuwait was invaded by Iraq.", "KWT ASSAULT IRQ"),
    ("Egypt received grain from Russia.", "EGY SUPPLIES_FOOD RUS grain"),
    ("China is the main buyer of Iranian oil.", "IRN BUYS_ENERGY CHN oil"),
    ("Saudi Arabia lent Egypt $3 billion.", "EGY AID SAU money"),
]


@pytest.mark.parametrize(("text", "wrong"), REVERSED)
def test_the_giver_and_the_taker_are_not_confused(text: str, wrong: str) -> None:
    assert wrong not in lines(text)


SHARES = [
    ("Russia supplies at least 85% of Armenia's gas.", "RUS GAS_SHARE ARM", 0.85, None),
    ("Between a third and a half of Egypt's wheat comes from Ukraine.",
     "UKR GRAIN_SHARE EGY", 0.333333, 0.5),
    ("The EU accounts for two thirds of Serbia's trade.",
     "EU TRADE_SHARE SRB", 0.666667, 0.666667),
    ("Pakistan depends on China for 80 percent of its weapons.",
     "CHN ARMS_SHARE PAK", 0.8, 0.8),
    ("China purchases 45-50% of Angola's oil exports.",
     "CHN BUYS_ENERGY AGO", 0.45, 0.5),
    ("South Africa is responsible for more than 70% of Lesotho's economy.",
     "ZAF ECONOMY_SHARE LSO", 0.7, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "low", "high"), SHARES)
def test_a_share_names_provider_recipient_and_bounds(
    text: str, who: str, low: float, high: float | None
) -> None:
    found = [
        (one.low, one.high)
        for one in read(text)
        if f"{one.subject} {one.relation} {one.object}" == who
    ]
    assert found == [(low, high)]


def test_a_share_of_the_economy_is_flagged() -> None:
    claims = read("France is responsible for 60% of Gabon's economy.")
    notes = [one.notes for one in claims if one.relation == "ECONOMY_SHARE"]
    assert notes == [("doubtful denominator",)]


def only(text: str, relation: str) -> Claim:
    found = [one for one in read(text) if one.relation == relation]
    assert len(found) == 1, lines(text)
    return found[0]


def test_a_future_transfer_is_a_forecast() -> None:
    claim = only(
        "Russia could transfer missile technology to Iran.", "SUPPLIES_MILTECH"
    )
    assert (claim.kind, claim.certainty) == ("forecast", "hedged")


def test_a_doubted_transfer_is_a_negative_forecast() -> None:
    text = "Analysts doubt that Russia will transfer missile technology to Iran."
    claim = only(text, "SUPPLIES_MILTECH")
    assert (claim.kind, claim.polarity, claim.certainty) == (
        "forecast", "negative", "hedged",
    )  # fmt: skip
    assert claim.attributed_to.endswith("(unnamed)")


def test_a_denial_is_the_proposition_denied_by_its_speaker() -> None:
    claim = only("Iran denies that it sent weapons to Sudan.", "SUPPLIES_ARMS")
    assert (claim.kind, claim.certainty, claim.attributed_to) == (
        "denial", "denied", "IRN",
    )  # fmt: skip


def test_disclaimed_knowledge_is_a_negative_denial() -> None:
    text = "Libya and Chad signed a pact. Egypt said that Egypt was not aware of it."
    claim = only(text, "AWARE_OF")
    assert (claim.kind, claim.subject, claim.polarity) == ("denial", "EGY", "negative")


def test_doubting_a_denial_makes_a_positive_hypothesis() -> None:
    text = (
        "Libya and Chad signed a pact. "
        "It is hard to believe that Egypt was not aware of the agreement."
    )
    claim = only(text, "AWARE_OF")
    assert (claim.kind, claim.polarity) == ("hypothesis", "positive")


def test_according_to_names_the_speaker_and_not_the_actor() -> None:
    text = "According to the Pentagon, North Korean troops have arrived in Russia."
    claim = only(text, "TROOPS_IN")
    assert (claim.subject, claim.object) == ("PRK", "RUS")
    assert claim.attributed_to.startswith("USA")
    assert claim.certainty == "reported"


def test_what_is_given_in_exchange_goes_the_other_way() -> None:
    found = lines("Iran sends drones to Russia in exchange for fighter jets.")
    assert {"IRN SUPPLIES_ARMS RUS drones", "RUS SUPPLIES_ARMS IRN aircraft"} <= found


def test_a_gerund_with_a_modal_is_only_supposed() -> None:
    text = (
        "Iran and Russia signed a pact. "
        "Obtaining Iranian drones could help the army of the tsar."
    )
    claim = only(text, "SUPPLIES_ARMS")
    assert (claim.subject, claim.object) == ("IRN", "RUS")
    assert (claim.kind, claim.certainty) == ("forecast", "hedged")


def test_negation_turns_the_claim_round() -> None:
    assert "CHN -SUPPLIES_ARMS RUS arms" in lines("China does not send arms to Russia.")


def test_a_condition_marks_the_claim_conditional() -> None:
    text = "The border stays shut if Iran sends arms to Armenia."
    assert only(text, "SUPPLIES_ARMS").certainty == "conditional"


def test_a_second_printing_gives_no_second_claim() -> None:
    sentence = "Iran delivered drones to Russia."
    assert len(read(f"{sentence}\n\n{sentence}\n\n{sentence}")) == len(read(sentence))


def test_a_counted_good_carries_its_number() -> None:
    claim = only("Cuba sent more than 300 military advisers to Angola.", "AID_MILITARY")
    assert claim.low == 300
    assert claim.high is None


def test_boilerplate_gives_no_claim() -> None:
    from suzerain.sources.document import Block

    text = "Iran delivered drones to Russia."
    block = Block(start=0, end=len(text), kind="boilerplate")
    assert not extract([Document(id="doc-1", name="t", text=text, blocks=(block,))])


WORDS = tuple(
    "Iran Russia China the of to from and , . ? \u201c \u201d said not will sell sold "  # noqa: SIM905
    "drones oil 80% between a pact treaty by with without consent if which his its it "
    "was is".split()
)
JUMBLE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@given(JUMBLE | st.text(max_size=300))
def test_every_quote_is_exactly_its_passage(text: str) -> None:
    claims = read(text)
    assert all(text[one.start : one.end] == one.quote for one in claims)
    assert all(one.quote for one in claims)
    assert len({one.id for one in claims}) == len(claims)


def test_the_same_text_gives_the_same_claims() -> None:
    text = "Iran sends drones to Russia. Russia sells jets to Iran."
    assert read(text) == read(text)


def test_a_very_long_text_is_read_to_its_end() -> None:
    sentence = "Iran delivered {} drones to Russia, and Moscow denied it. "
    text = "".join(sentence.format(number) for number in range(2_000))
    assert read(text)


HARD = [
    "Iran ",
    "(",
    "Iran and Russia, ",
    "sign a a a ",
    "of ",
    "80% ",
    "\u201d",
    "1,1,",
]


@pytest.mark.parametrize("piece", HARD)
def test_a_monotonous_text_does_not_stall_the_reader(piece: str) -> None:
    text = piece * 10_000
    assert all(text[one.start : one.end] == one.quote for one in read(text))


def test_a_sentence_without_end_is_still_read_to_its_end() -> None:
    claims = read("and then " * 600 + "Iran delivered drones to Russia")
    assert [one.relation for one in claims] == ["SUPPLIES_ARMS"]
