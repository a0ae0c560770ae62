"""Who stands where around the words of a frame."""

from __future__ import annotations

from suzerain.evidence.context import Context
from suzerain.evidence.frames import Trigger
from suzerain.evidence.parsed import (
    BE,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    Group,
    Parsed,
)
from suzerain.evidence.subjects import REACH, nearest_left, subject_of

OPENING = frozenset(
    ["because", "while", "although", "though", "whereas", "but", "if", "unless",
     "which", "who", "where", "when"]
)  # fmt: skip


def limit_of(parsed: Parsed, trigger: Trigger) -> int:
    """Where the arguments of a frame end: at the next clause."""
    key = (trigger.first, trigger.last)
    known = parsed.limits.get(key)
    if known is None:
        known = parsed.limits[key] = _limit(parsed, trigger)
    return known


def _limit(parsed: Parsed, trigger: Trigger) -> int:
    words = parsed.words
    head = parsed.verb_at[trigger.first]
    for at in range(trigger.last, min(len(words), trigger.last + REACH)):
        word = words[at]
        verb = parsed.verb_at[at]
        if word in {";", ":", "?", "!"}:
            return at
        if word in OPENING:
            return at
        if word == "that" and head is not None and at > trigger.last:
            return at
        if verb is not None and verb.finite and verb is not head and at >= trigger.last:
            return max(
                _start_of_subject(parsed, verb.first, trigger.last), trigger.last
            )
    return min(len(words), trigger.last + REACH)


def _start_of_subject(parsed: Parsed, index: int, least: int) -> int:
    """Step back over the subject of a following verb after a conjunction or comma."""
    for at in range(index - 1, least - 1, -1):
        if parsed.words[at] in {",", "and", "or", "that", "as"}:
            return at
    return index


def after_preposition(
    context: Context, trigger: Trigger, preposition: str
) -> Group | None:
    """The first group that a preposition right of the frame governs."""
    parsed = context.parsed
    limit = limit_of(parsed, trigger)
    for group in parsed.groups:
        if group.first < trigger.first:
            continue
        if group.first >= limit:
            break
        if (
            group.governor >= trigger.first
            and parsed.words[group.governor] == preposition
        ):
            return _described(parsed, group)
    return None


def _described(parsed: Parsed, group: Group) -> Group:
    """Of "its North Korean ally", the ally."""
    if group.sort == "pronoun" and group.possessive:
        for after in parsed.groups:
            if group.last <= after.first <= group.last + 1 and after.adjective:
                return after
    return group


def direct_object(
    context: Context, trigger: Trigger, *, bare: bool = False
) -> Group | None:
    """The first group right of the frame without a preposition of its own.

    Args:
        context: The sentence.
        trigger: The frame.
        bare: Leave out adjectives ("Russian" in "Russian oil").
    """
    parsed = context.parsed
    limit = limit_of(parsed, trigger)
    for group in parsed.groups:
        if group.first < trigger.last:
            continue
        if group.first >= limit:
            break
        if group.governor >= trigger.last:
            if parsed.words[group.governor] == "of":
                continue
            return None
        if bare and (group.adjective or group.possessive):
            return None
        return _described(parsed, group)
    return None


def owner(context: Context, trigger: Trigger) -> Group | None:
    """The group that owns or describes the noun of a frame."""
    parsed = context.parsed
    at = trigger.first - 1
    steps = 0
    while at >= 0 and steps < 6:
        group = parsed.group_at[at]
        if group is not None:
            return group if group.adjective or group.possessive or steps == 0 else None
        word = parsed.words[at]
        if (
            parsed.verb_at[at] is not None
            or word in PREPOSITIONS
            or word in DETERMINERS
            or (word in COORDINATORS and steps > 2)
            or not (
                word.replace("-", "").isalnum()
                or word in {"'s", "'", "\u201c", '"', "-", "\u2013"}
            )
        ):
            return None
        at -= 1
        steps += 1
    return None


def predicate_subject(context: Context, trigger: Trigger) -> Group | None:  # noqa: PLR0911
    """The subject of "is ... FRAME", or the group beside it in apposition."""
    parsed = context.parsed
    words = parsed.words
    at = trigger.first - 1
    steps = 0
    while at >= 0 and steps < 12:
        verb = parsed.verb_at[at]
        if verb is not None and verb is parsed.verb_at[trigger.first]:
            return subject_of(context, verb)
        if verb is not None:
            linking = words[verb.head] in BE or words[verb.head] in {
                "seems", "seem", "appears", "represents", "represent", "acts", "act",
                "serves", "serve", "considered", "seen", "regarded", "described",
                "called", "named", "felt", "feel", "feels", "likened", "made",
            }  # fmt: skip
            if linking:
                return subject_of(context, verb)
            return None
        word = words[at]
        if word in {";", ":", "?", "!"}:
            return None
        if word == "," and steps < 8:
            left = [g for g in parsed.groups if g.last == at]
            return left[0] if left and left[0].governor < 0 else None
        if word in {"as", "like"} and steps < 6:
            return nearest_left(parsed, at)
        at -= 1
        steps += 1
    follower = [g for g in parsed.groups if g.first == trigger.last]
    return follower[0] if follower and follower[0].governor < 0 else None
