"""What third powers answer, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suzerain.core.codes import actor_name, good_name

DOES = {
    "supply": "stop supplying {good}",
    "purchases": "stop buying ({good})",
    "cover": "withhold {good}",
    "aid": "withdraw {good}",
    "offer": "offer {good}",
}
SHOWN = 0.05
"""Instruments that decide, and demands made, less often than this are left out."""


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
