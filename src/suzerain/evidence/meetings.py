"""How often the sides of a talk have met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.quantities import Quantity

UNITS = frozenset({"times", "meetings", "visits"})
SEEING = frozenset(
    "met meet meets meeting meetings visited visits visit visiting been talks rounds "  # noqa: SIM905
    "summits seen received".split()
)
NEAR = 10
TALKING = frozenset({"CONSULT", "COOPERATE"})
BOTH = 2


def with_meetings(
    parsed: Parsed, quantities: Sequence[Quantity], claims: Sequence[Claim]
) -> list[Claim]:
    """Add how often they met to talks and visits, and mend who met.

    "Xi has met Putin twice this year", "the minister has been to Oslo three times":
    the sides are those of the talk that the number stands with.

    Args:
        parsed: The sentence.
        quantities: Numbers in it.
        claims: What else it tells.

    Returns:
        The claims, with those of meetings.
    """
    counted = [one for one in quantities if _counts(parsed, one)]
    if not counted or not any(one.relation in TALKING for one in claims):
        return list(claims)
    made = [
        claim
        for one in counted
        for claim in _told(claims, one, parsed.base + one.start)
    ]
    if not made:
        return list(claims)
    return [one for one in claims if one.relation != "MEETINGS"] + made


def _counts(parsed: Parsed, number: Quantity) -> bool:
    """Whether a number counts meetings: two or more, beside a word for them."""
    if number.unit not in UNITS or max(number.value or 0, number.low or 0) < BOTH:
        return False
    at = parsed.token_at(number.start)
    return not SEEING.isdisjoint(parsed.words[max(at - NEAR, 0) : at + NEAR])


def _told(claims: Sequence[Claim], number: Quantity, at: int) -> Iterator[Claim]:
    talks = [
        one
        for one in claims
        if one.relation in TALKING
        and one.start <= at < one.end
        and one.polarity == "positive"
        and len(_sides(one)) == BOTH
    ]
    if talks:
        base = min(talks, key=lambda one: one.end - one.start)
        yield replace(
            base, kind="quantity", relation="MEETINGS", value=number.value,
            low=number.low, high=number.high, unit=number.unit, good="",
        )  # fmt: skip


def _sides(claim: Claim) -> frozenset[str]:
    return states(claim.subject) | states(claim.object)
