"""Which actors a claim speaks of."""

from __future__ import annotations

from itertools import combinations, permutations

from suzerain.core.codes import actors
from suzerain.evidence.claim import Claim

ACTING_KINDS = frozenset({"state", "bloc", "organisation"})


def codes_of(text: str) -> tuple[str, ...]:
    """Split a claim's subject or object into actor codes, without persons.

    Args:
        text: Such as `RUS`, `RUS/Lavrov` or `PRK+RUS`.

    Returns:
        Codes in the order written, each once.

    Examples:
        >>> codes_of("PRK/Kim+RUS/Putin")
        ('PRK', 'RUS')
        >>> codes_of("")
        ()
    """
    parts = (part.split("/")[0].strip() for part in text.split("+"))
    return tuple(dict.fromkeys(part for part in parts if part))


def kind_of(code: str) -> str:
    """Tell a state from a bloc, a body or a loose group.

    A code outside the table is a state when it looks like one: three capitals.

    Examples:
        >>> kind_of("experts (unnamed)")
        'group'
    """
    if code in actors():
        return actors()[code].kind
    is_code = len(code) == len("XXX") and code.isascii() and code.isupper()
    return "state" if is_code and code.isalpha() else "group"


def can_act(code: str) -> bool:
    """Say whether a code stands for somebody who can choose."""
    return kind_of(code) in ACTING_KINDS


def acting(text: str) -> tuple[str, ...]:
    """Split like `codes_of` and keep those who can choose."""
    return tuple(code for code in codes_of(text) if can_act(code))


def parties(claim: Claim) -> tuple[str, ...]:
    """Name all who can choose in a claim's subject and object, sorted."""
    return tuple(sorted({*acting(claim.subject), *acting(claim.object)}))


def directed_pairs(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Name every subject with every object; within the subject when it stands alone.

    Returns:
        Pairs (subject, object); both orders when a group has no object.
    """
    givers, takers = acting(claim.subject), acting(claim.object)
    if not codes_of(claim.object):
        return tuple(permutations(givers, 2))
    return tuple((a, b) for a in givers for b in takers if a != b)


def pairs(members: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Name all pairs of a group, in its order."""
    return tuple(combinations(members, 2))


def speaker_of(claim: Claim) -> str:
    """Name the actor that speaks: whom the claim is attributed to, or nobody."""
    codes = codes_of(claim.attributed_to)
    return codes[0] if codes else ""
