"""Asking leave of a power that alone knows how much it bears."""

from __future__ import annotations

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, number, say
from suzerain.brief.played import PLAYS
from suzerain.brief.results import Results
from suzerain.brief.section import Table, cell, table

OFFERS = {
    "unwatched": "what they want",
    "in its shadow": "what it lets pass",
    "against refusal": "what stands against it",
    "nothing": "nothing",
}


def asked_leave(results: Results) -> Finding | None:
    """Say what it changes that the power alone knows its limit."""
    found = results.permitted
    if found is None:
        return None
    known, hidden = (found["plays"][way] for way in ("perfect", "private"))
    if not round(hidden["p_blocked"], 2):
        return None
    name = results.name(found["power"])
    return say(
        "leave",
        "Since ",
        name,
        " alone knows how much it bears, the members ask too much in ",
        number("permission.private", percent(hidden["p_blocked"])),
        " of worlds and it blocks what they offer; ",
        number("permission.private", percent(hidden["p_pact"])),
        " have a pact, against ",
        number("permission.perfect", percent(known["p_pact"])),
        " if all knew.",
    )


def leave_table(results: Results) -> Table | None:
    """What members offer, and what becomes of it, in three ways to play."""
    found = results.permitted
    if found is None:
        return None
    return table(
        "leave",
        "What the members offer a power whose leave they need, and what becomes of it; "
        "shares of worlds",
        (
            "If",
            *(f"They offer {words}" for words in OFFERS.values()),
            "Pact",
            "Offered and blocked",
        ),
        [
            (
                cell(number(f"permission.{way}", PLAYS[way], quiet=True)),
                *(
                    cell(number(f"permission.{way}", percent(play["offers"][offer])))
                    for offer in OFFERS
                ),
                cell(number(f"permission.{way}", percent(play["p_pact"]))),
                cell(number(f"permission.{way}", percent(play["p_blocked"]))),
            )
            for way, play in found["plays"].items()
        ],
        key="wide",
        folded=True,
    )
