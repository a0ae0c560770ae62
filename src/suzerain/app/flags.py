"""What a reviewer should look at twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import inf

from suzerain.case.review import ACCEPTED, ADDED, EDITED, LEXICON
from suzerain.core.codes import actor_name
from suzerain.evidence.claim import Claim

UNSURE = frozenset({"hedged", "conditional", "denied"})
WORDS = {
    "learned": "no rule read this; the learned part guessed it",
    "read by a model": "no rule read this; a language model did",
    "model samples disagree": "asked twice, the model did not say the same",
    "subject inferred": "the subject is inferred, not named beside the verb",
    "object inferred": "the object is inferred, not named beside the verb",
    "good inferred": "the good is inferred, not named in the sentence",
    "approximate": "the amount is approximate",
}
"""Notes of the reader that a reviewer would not understand, in more words."""
MOST_TOLD = 2  # contradictions of one claim that are shown
MOST_COMPARED = 50  # different tellings of one thing that a claim is held against
OWN = (ACCEPTED, EDITED, ADDED, LEXICON)


def disagreements(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Find claims that contradict one another: sign, or bounds that do not meet.

    Args:
        claims: The claims that count.

    Returns:
        For each claim that is contradicted, what contradicts it, in words.
    """
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.object or claim.good or claim.unit:
            key = (
                claim.subject, claim.relation, claim.object, claim.good,
                claim.unit, claim.time, claim.place,
            )  # fmt: skip
            groups[key].append(claim)
    found: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        tellings = list({_telling(claim): claim for claim in group}.values())
        for claim in group if len(tellings) > 1 else ():
            against = (_conflict(claim, other) for other in tellings[:MOST_COMPARED])
            reasons = tuple(islice(dict.fromkeys(filter(None, against)), MOST_TOLD))
            if reasons:
                found[claim.id] = reasons
    return found


def _telling(claim: Claim) -> tuple[str, float, float]:
    return (claim.polarity, *_bounds(claim))


def _conflict(claim: Claim, other: Claim) -> str:
    where = f"“{_short(other.quote)}”"
    if claim.polarity != other.polarity:
        return f"contradicted by {where}"
    low, high = _bounds(claim)
    other_low, other_high = _bounds(other)
    if low > other_high or other_low > high:
        return f"another amount in {where}"
    return ""


def _bounds(claim: Claim) -> tuple[float, float]:
    low = claim.value if claim.low is None else claim.low
    high = claim.value if claim.high is None else claim.high
    return (-inf if low is None else low), (inf if high is None else high)


LONGEST = 90


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def flags_of(claim: Claim, differing: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """List what speaks for looking at a claim twice.

    Args:
        claim: The claim.
        differing: What contradicts which claim, as `disagreements` finds it.
    """
    notes = tuple(
        WORDS.get(note, note) for note in claim.notes if not note.startswith(OWN)
    )
    loose = (
        () if actor_name(claim.subject) else ("nobody is named as the one who acts",)
    )
    return (*loose, *notes, *differing.get(claim.id, ()))


def doubt_of(claim: Claim, flags: Sequence[str]) -> int:
    """Rank a claim for a reviewer who begins with what is doubtful.

    Args:
        claim: The claim.
        flags: What speaks for looking twice.
    """
    return len(flags) + (claim.certainty in UNSURE)
