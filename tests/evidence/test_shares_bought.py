"""Shares of one good that is bought, of what is needed, and how often sides met."""

from __future__ import annotations

import pytest

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def _claims(text: str) -> list[Claim]:
    return list(extract([Document(id="doc-1", name="a", text=text)]))


def _told(text: str) -> set[tuple[str, str, str, float | None]]:
    return {(one.subject, one.relation, one.object, one.value) for one in _claims(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Spain buys 30 percent of Libya's crude.",
            ("ESP", "BUYS_ENERGY", "LBY", 0.3),
        ),
        (
            "Italy takes 25 percent of the wheat that Canada exports.",
            ("ITA", "BUYS_GOODS", "CAN", 0.25),
        ),
    ],
)
def test_a_share_of_one_good_sold_is_bought(
    text: str, expected: tuple[str, str, str, float]
) -> None:
    told = _told(text)
    assert expected in told
    assert sum(relation == expected[1] for _, relation, _, _ in told) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Qatar covers 20 percent of Belgium's demand for gas.",
            ("QAT", "GAS_SHARE", "BEL", 0.2),
        ),
        (
            "Norway sells Denmark half of its natural gas.",
            ("NOR", "GAS_SHARE", "DNK", 0.5),
        ),
        (
            "Iraq's share of Jordan's oil imports rose to 40 percent.",
            ("IRQ", "OIL_SHARE", "JOR", 0.4),
        ),
        (
            "Denmark pays for 60 percent of Greenland's budget.",
            ("DNK", "MONEY_SHARE", "GRL", 0.6),
        ),
    ],
)
def test_a_share_of_what_is_needed_is_provided(
    text: str, expected: tuple[str, str, str, float]
) -> None:
    assert expected in _told(text)


def test_ties_that_are_cut_are_told_once() -> None:
    ties = [
        one
        for one in _claims("Kenya cut diplomatic ties with Peru.")
        if one.relation == "DIPLOMATIC_RELATIONS"
    ]
    assert [one.polarity for one in ties] == ["negative"]


def test_a_trading_partner_is_no_partner_besides() -> None:
    found = {
        one.relation for one in _claims("Japan is Peru's largest trading partner.")
    }
    assert "TRADE_PARTNER" in found
    assert "PARTNER" not in found


def test_visits_that_are_counted_are_meetings() -> None:
    text = "Chancellor Olaf Scholz has visited Brazil three times since the election."
    (meetings,) = [one for one in _claims(text) if one.relation == "MEETINGS"]
    assert states(meetings.subject) | states(meetings.object) == {"DEU", "BRA"}
    assert meetings.value == 3.0


def test_a_border_takes_its_length_without_a_gap() -> None:
    text = "Chile shares a 5,300km border with Argentina."
    (length,) = [one for one in _claims(text) if one.relation == "BORDER_LENGTH"]
    assert length.value == 5300.0


def test_a_closed_border_is_as_long_as_an_open_one() -> None:
    text = "The 900-km border between Kenya and Peru is closed."
    (length,) = [one for one in _claims(text) if one.relation == "BORDER_LENGTH"]
    assert (length.value, length.polarity) == (900.0, "positive")


def test_men_who_are_lost_are_dead() -> None:
    text = "Kenya has lost more than 4,000 men."
    (lost,) = [one for one in _claims(text) if one.relation == "CASUALTIES"]
    assert (lost.subject, lost.low, lost.high) == ("KEN", 4000.0, None)
