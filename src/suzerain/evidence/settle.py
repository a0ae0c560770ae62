"""Of claims that one sentence makes twice, the one that says more."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.evidence.claim import Claim
from suzerain.evidence.fill import states
from suzerain.evidence.relations import relations

GENERIC = frozenset({"SUPPORT"})


def settle(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out claims that another of the same sentence makes better.

    A share says that goods move, so the bare transfer between the same two is left
    out, and a number of meetings that they met; what a speaker denies says that he
    denies; and arms or money given are support.

    Args:
        claims: Claims of one sentence.

    Returns:
        Those that stay, in the same order.
    """
    if len(claims) < 2:
        return list(claims)
    return [
        one
        for one in claims
        if not any(other is not one and _says(other, one) for other in claims)
    ]


def _says(other: Claim, one: Claim) -> bool:
    """Whether `other` states what `one` does, and more."""
    if one.relation == "DENIES":
        mine = states(one.subject)
        return other.certainty == "denied" and states(other.attributed_to) == mine
    group = relations()[one.relation].group
    same = _pair(one) == _pair(other)
    if not same or one.polarity != other.polarity:
        return False
    if one.relation in GENERIC:
        return relations()[other.relation].group == "transfer" and (
            other.relation not in GENERIC
        )
    if one.relation == "PERMITS":
        return other.relation == "SUPPLIES_ACCESS" and _meets(one, other)
    if one.relation == "CONSULT":
        counted = other.relation == "MEETINGS" and other.unit == "meetings"
        return counted and _meets(one, other)
    moves = group == "transfer" or one.relation == "TRADE_PARTNER"
    share = relations()[other.relation].group == "share"
    return moves and share and _meets(one, other)


def _pair(claim: Claim) -> frozenset[str]:
    return states(claim.subject) | states(claim.object)


def _meets(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end
