"""Who does what an infinitive or a participle says."""

from __future__ import annotations

from collections.abc import Callable

from suzerain.evidence.context import Context
from suzerain.evidence.control import JUDGING, OBJECT_CONTROL
from suzerain.evidence.noun_phrases import head_of
from suzerain.evidence.parsed import PREPOSITIONS, Group, Verb

Finder = Callable[[Context, Verb, int], Group | None]


def controller(
    context: Context, verb: Verb, previous: Verb | None, depth: int, find: Finder
) -> Group | None:
    """Subject of an infinitive: the object of "ask", else the subject around it."""
    parsed = context.parsed
    if previous is None:
        following = next(
            (v for v in parsed.verbs if v.first > verb.head and v.finite), None
        )
        zone = [g for g in parsed.groups if g.last <= verb.first]
        if zone:
            return head_of(parsed, zone)
        return find(context, following, depth + 1) if following else None
    if parsed.words[previous.head] in OBJECT_CONTROL and not previous.passive:
        between = [
            g
            for g in parsed.groups
            if previous.head < g.first < verb.first and g.governor < previous.head
        ]
        if between:
            return between[0]
    owners = [
        g
        for g in parsed.groups
        if previous.head < g.first < verb.first
        and g.possessive
        and any(
            word in {"decision", "plan", "offer", "promise", "attempt", "attempts",
                     "effort", "efforts", "ability", "willingness", "pledge", "bid"}
            for word in parsed.words[g.last : verb.first]
        )
    ]  # fmt: skip
    if owners:
        return owners[0]
    return find(context, previous, depth + 1)


def participle_subject(
    context: Context,
    verb: Verb,
    at: int,
    previous: Verb | None,
    depth: int,
    find: Finder,
) -> Group | None:
    """Subject of a participle: what stands before it, else the subject around it."""
    parsed = context.parsed
    group = parsed.group_at[at] if at >= 0 else None
    if group is not None:
        return group
    before = parsed.words[at] if at >= 0 else ""
    if before == "from" and at > 0 and parsed.group_at[at - 1] is not None:
        return parsed.group_at[at - 1]
    if before in {"of", "for"}:
        judged = _judged(context, verb, depth, find)
        if judged is not None:
            return judged
    if before in PREPOSITIONS:
        finite = [v for v in parsed.verbs if v.head < verb.first and v.finite]
        previous = finite[-1] if finite else previous
    if previous is not None:
        return find(context, previous, depth + 1)
    zone = [g for g in parsed.groups if g.last <= verb.first]
    if zone:
        return head_of(parsed, zone)
    following = next(
        (v for v in parsed.verbs if v.first > verb.head and v.finite), None
    )
    return find(context, following, depth + 1) if following else None


def _judged(context: Context, verb: Verb, depth: int, find: Finder) -> Group | None:
    """Who is "accused of sending", "thanked for sending"."""
    parsed = context.parsed
    leading = [v for v in parsed.verbs if v.head < verb.first]
    if not leading or parsed.words[leading[-1].head] not in JUDGING:
        return None
    judge = leading[-1]
    if judge.passive:
        return find(context, judge, depth + 1)
    between = [
        g
        for g in parsed.groups
        if judge.head < g.first < verb.first and g.governor < judge.head
    ]
    return between[0] if between else None
