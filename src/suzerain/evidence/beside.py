"""The claim that a number of years or a "first" goes with."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.relations import relations

COUNTING = frozenset({"share", "measure"})
MOST_SIDES = 3


def told_beside(claims: Sequence[Claim], start: int, end: int) -> Claim | None:
    """Find the claim of a sentence whose words hold a passage, the shortest one.

    Claims that count are passed over; one with two sides goes before one with one.

    Args:
        claims: Claims of the sentence.
        start: First code point of the passage in the document.
        end: One past its last.
    """
    holding = [
        one for one in claims if one.start <= start and end <= one.end and _tells(one)
    ]
    if not holding:
        return None
    return min(holding, key=lambda one: (len(_sides(one)) < 2, one.end - one.start))


def told_before(claims: Sequence[Claim], start: int) -> Claim | None:
    """Find the claim of a sentence that ends last before a place.

    Args:
        claims: Claims of the sentence.
        start: The place, in code points of the document.
    """
    before = [one for one in claims if one.start < start and _tells(one)]
    return max(
        before,
        key=lambda one: (min(one.end, start), len(_sides(one)) > 1, one.start),
        default=None,
    )


def _sides(claim: Claim) -> frozenset[str]:
    return states(claim.subject) | states(claim.object)


def _tells(claim: Claim) -> bool:
    counts = relations()[claim.relation].group in COUNTING
    return not counts and 0 < len(_sides(claim)) <= MOST_SIDES
