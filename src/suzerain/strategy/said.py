"""A solved pact and what third powers answer, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from suzerain.case.pact import Term
from suzerain.core.codes import actor_name, good_name
from suzerain.core.driver import Driver
from suzerain.core.estimate import Estimate

DOES = {
    "supply": "stop supplying {good}",
    "purchases": "stop buying ({good})",
    "cover": "withhold {good}",
    "aid": "withdraw {good}",
    "offer": "offer {good}",
}
SHOWN = 0.05
"""Instruments that decide, and demands made, less often than this are left out."""

DECIDING = 3
"""Assumptions named in the lines for a terminal; the JSON lists more."""


def term_in_words(term: Term) -> str:
    """Say who gives what to whom, and how far that is known.

    Args:
        term: The term.
    """
    giver, taker = actor_name(term.giver), actor_name(term.taker)
    return f"{giver} gives {good_name(term.good)} to {taker} ({term.status})"


def by_leave_in_words(
    patron: str, *, against: float, absent: float, leave: float
) -> list[str]:
    """Say how often there is a pact without the patron's consent, and without it.

    Args:
        patron: Its code; empty when none stands out.
        against: Share of worlds with a pact against its refusal.
        absent: Share with one were it not there.
        leave: Share with one that would not be there against its refusal.
    """
    if not patron:
        return ["  no outside power stands out as patron"]
    who = actor_name(patron)
    line = f"  against the refusal of {who}: {against:.0%}; without {who}: {absent:.0%}"
    return [f"{line}; only by its leave: {leave:.0%}"]


def worth_in_words(gain: Mapping[str, Estimate]) -> list[str]:
    """Say what the pact is worth to each member.

    Args:
        gain: Its gain in log welfare over worlds with a pact, by code; empty when
            there is none.
    """
    rows = [f"    {one:+.4f}  {actor_name(code)}" for code, one in gain.items()]
    return ["  worth in log welfare where it is struck", *rows] if rows else []


def veto_in_words(patron: str, price: Mapping[str, Any] | None) -> list[str]:
    """Say what it takes the patron to break the pact.

    Args:
        patron: Its code; empty when none stands out.
        price: The record `price_of_veto`; None when there is nothing to break.
    """
    if not patron or price is None:
        return []
    pressure, cost = (
        f"{one['median']:.2%} [{one['low']:.2%}, {one['high']:.2%}]"
        for one in (price, price["cost_to_patron"])
    )
    who, member = actor_name(patron), actor_name(price["member"])
    text = f"  price of a veto: {who} would take {pressure} of welfare from a member"
    enough = f"{price['within_reach']:.0%}"
    return [
        text,
        f"    at {cost} of its own; most often from {member}",
        f"    all it could cut, credible or not, is enough in {enough}",
    ]


def drivers_in_words(found: Sequence[Driver], *, shares: bool) -> list[str]:
    """Say which assumptions matter most.

    Args:
        found: Drivers, strongest first.
        shares: Whether they drive the share of worlds with a pact; else what members
            gain by it.
    """
    if not found:
        return []
    what = "whether it is struck" if shares else "what members gain together"
    form = ".0%" if shares else "+.4f"
    return [
        f"  {what} goes most with (where it is lowest, highest)",
        *(
            f"    {format(one.low, form)} {format(one.high, form)}  {one.id}"
            for one in found[:DECIDING]
        ),
    ]


def in_words(power: dict[str, Any]) -> list[str]:
    """Say what one power can, wants to and does answer.

    Args:
        power: A record of `third_powers`, as `Solution.to_dict` makes it.

    Returns:
        A line on what it can and wants, one on its answers, one on what it uses, and
        one on what it demands, so far as there is something to say.
    """
    name, answers = actor_name(power["actor"]), power["answers"]
    can, wants = power["p_can_block"], power["p_wants_block"]
    lines = [f"  {name} can stop it in {can:.0%}, wants to in {wants:.0%}"]
    if any(answers.values()):
        lines.append(
            f"    it endorses {answers['endorse']:.0%}, bears {answers['bear']:.0%}, "
            f"prices {answers['price']:.0%}, blocks {answers['block']:.0%}"
        )
    used = [row for row in power["instruments"] if row["decides"] >= SHOWN]
    if used:
        lines.append("    where it can, what weighs most is to")
        lines += [f"     {row['decides']:4.0%}  {_does(row)}" for row in used]
    asked = [
        row
        for row in power["demands"]
        if row["share"] >= SHOWN and row["to"] < row["from"]
    ]
    if asked:
        lines.append("    where it prices the pact, it lowers on average")
        lines += [
            f"     {row['share']:4.0%}  {_term(row['term'])}: "
            f"{row['from']:.0%} to {row['to']:.0%}"
            for row in asked
        ]
    return lines


def together_in_words(coalition: dict[str, Any]) -> str:
    """Say what several powers can and do together.

    Args:
        coalition: A record of `coalitions`.
    """
    names = _listed(coalition["powers"])
    if coalition["followers"]:
        names += f", compelling {_listed(coalition['followers'])},"
    return (
        f"  {names} together can stop it in {coalition['p_can_block']:.0%}, "
        f"do in {coalition['p_blocks']:.0%}"
    )


def _listed(codes: Sequence[str]) -> str:
    return " and ".join(actor_name(code) for code in codes)


def _does(row: dict[str, Any]) -> str:
    what = DOES[row["sort"]].format(good=good_name(row["good"]))
    to = "from" if row["sort"] in ("purchases", "cover", "aid") else "to"
    return f"{what} {to} {actor_name(row['member'])}"


def _term(name: str) -> str:
    _, good, giver, taker = name.split(".")
    return f"{good_name(good)} from {actor_name(giver)} to {actor_name(taker)}"
