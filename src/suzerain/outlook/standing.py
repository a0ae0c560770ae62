"""Where a speaker stands to a pact."""

from __future__ import annotations

from suzerain.case.case import Case
from suzerain.core.codes import actors
from suzerain.evidence.claim import Claim


def standing_of(case: Case, claim: Claim) -> str:
    """Tell where a claim's speaker stands to the pact.

    Args:
        case: Holds the pact and its powers.
        claim: Any claim.

    Returns:
        `author` when nobody else speaks; `member`, `rival` or `third` for a state or
        bloc; `observer` for anyone else.
    """
    codes = set(claim.attributed_to.partition("/")[0].split("+")) - {""}
    if not codes:
        return "author"
    members = set(case.pact.members) if case.pact else set()
    rivals = {power.actor for power in case.powers if power.role == "rival"}
    if codes & members:
        return "member"
    if codes & rivals:
        return "rival"
    known = {*actors(), *(actor.code for actor in case.actors)}
    known |= {power.actor for power in case.powers}
    return "third" if codes & known else "observer"
