"""Of claims that one sentence makes twice, the one that says more."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.draft_goods import VAGUE_GOODS
from suzerain.evidence.relations import relations

GENERIC = frozenset({"SUPPORT"})
SAID_BY = {"PERMITS": ("SUPPLIES_ACCESS", ""), "CONSULT": ("MEETINGS", "meetings")}
"""What says a relation too, and in which unit it is counted."""


def settle(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out claims that another of the same sentence makes better.

    A share says that goods move, so the bare transfer between the same two is left
    out, and a number of meetings that they met; what a speaker denies says that he
    denies; arms or money given are support; and ties that are cut are no ties.

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
    if same and _meets(one, other) and _undoes(other, one):
        return True
    if not same or one.polarity != other.polarity:
        return same and _denied_there(one, other)
    if one.relation in GENERIC:
        more = relations()[other.relation].group == "transfer"
        return _vaguer(one, other) or (more and other.relation not in GENERIC)
    if one.relation in SAID_BY:
        relation, unit = SAID_BY[one.relation]
        said = other.relation == relation and unit in {"", other.unit}
        return said and _meets(one, other)
    bare = group == "transfer" and one.unit != "share"
    moves = bare or one.relation == "TRADE_PARTNER"
    share = relations()[other.relation].group == "share" or (
        other.relation == one.relation and other.unit == "share" != one.unit
    )
    return _vaguer(one, other) or (moves and share and _meets(one, other))


def _undoes(other: Claim, one: Claim) -> bool:
    """Whether words of a tie are only a part: "cut ties", "trading partner"."""
    if (one.relation, other.relation) == ("PARTNER", "TRADE_PARTNER"):
        return True
    both = {one.relation, other.relation} == {"DIPLOMATIC_RELATIONS"}
    return both and (one.polarity, other.polarity) == ("positive", "negative")


def _denied_there(one: Claim, other: Claim) -> bool:
    """Whether "the treaty" of "has not signed the treaty" is only named, not told."""
    tie = one.relation == other.relation and relations()[one.relation].group == "tie"
    return tie and one.polarity == "positive" and _meets(one, other)


def _vaguer(one: Claim, other: Claim) -> bool:
    """Whether two name the same act, and one names no more than help or aid."""
    sides = (one.relation, one.subject, one.object)
    if sides != (other.relation, other.subject, other.object):
        return False
    if relations()[one.relation].group != "transfer" or not _meets(one, other):
        return False
    if one.good not in VAGUE_GOODS:
        return False
    if other.good not in VAGUE_GOODS:
        return True
    later = (one.start, one.end, one.id) > (other.start, other.end, other.id)
    promised = "promised" in one.notes, "promised" in other.notes
    return promised[0] > promised[1] or (later and promised[0] == promised[1])


def _pair(claim: Claim) -> frozenset[str]:
    return states(claim.subject) | states(claim.object)


def _meets(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end
