"""Who stands where around the words of a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from suzerain.evidence.frames import Trigger
from suzerain.evidence.goods_in_text import GoodWord
from suzerain.evidence.parse import (
    BE,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    Group,
    Parsed,
    Verb,
)
from suzerain.evidence.vocabulary import verb_forms

_CONTROL = (
    "ask urge want force press convince persuade allow permit help order tell invite "
    "get require enable lead prompt drive push compel oblige expect cause encourage "
    "instruct direct pressure make"
).split()
OBJECT_CONTROL = frozenset(form for base in _CONTROL for form in verb_forms(base))
SPEECH_LIKE = SUBORDINATORS | {":"}
REACH = 40


@dataclass(slots=True)
class Context:
    """What the document said before, and the sentence at hand.

    Args:
        parsed: The sentence.
        goods: Goods named in it.
        pact: Codes of the pact under discussion, joined, or empty.
        last: Subject and object of the latest claim of each relation.
        speeches: Who says what in the sentence.
        power: The power outside the pact that was last spoken of, or empty.
        subjects: Cache of the subject of each verb.
    """

    parsed: Parsed
    goods: tuple[GoodWord, ...] = ()
    pact: str = ""
    last: dict[str, tuple[str, str]] = field(default_factory=dict)
    speeches: tuple[Any, ...] = ()
    power: str = ""
    subjects: dict[int, Group | None] = field(default_factory=dict)


def subject_of(context: Context, verb: Verb, depth: int = 0) -> Group | None:
    """Find the surface subject of a verb group.

    Args:
        context: The sentence.
        verb: One of its verbs.
        depth: How many other verbs led here.
    """
    if verb.head in context.subjects:
        return context.subjects[verb.head]
    found = _subject(context, verb, depth) if depth < 8 else None
    if found is not None and found.sort == "pronoun":
        word = context.parsed.text[
            context.parsed.starts[found.first] : context.parsed.ends[found.first]
        ]
        found = _antecedent(context, verb, word.lower(), depth) or found
    context.subjects[verb.head] = found
    return found


def _antecedent(
    context: Context, verb: Verb, word: str, depth: int
) -> Group | None:
    """Who "it" or "he" is when an earlier clause of the sentence has such a subject."""
    parsed = context.parsed
    if word not in {"it", "he", "she"} or depth > 4:
        return None
    candidates = []
    for earlier in parsed.verbs:
        if earlier.head >= verb.first:
            break
        if not earlier.finite and earlier.form != "ing":
            continue
        subject = subject_of(context, earlier, depth + 1)
        if subject is None:
            continue
        if subject.sort == "pronoun" and not _same_word(parsed, subject, word):
            continue
        person = "/" in subject.code
        if person == (word != "it") and len(subject.codes) == 1 and "+" not in subject.code:  # fmt: skip # noqa: E501
            candidates.append(subject)
    if not candidates:
        return None
    return candidates[0] if word == "it" else candidates[-1]


def _same_word(parsed: Parsed, group: Group, word: str) -> bool:
    text = parsed.text[parsed.starts[group.first] : parsed.ends[group.first]]
    return text.lower() == word and group.first == 0


def _subject(context: Context, verb: Verb, depth: int) -> Group | None:
    parsed = context.parsed
    words = parsed.words
    at = verb.first - 1
    while at >= 0 and words[at] in {"not", "never", "also", "then", "-", "\"", "”", "“"}:
        at -= 1
    before = words[at] if at >= 0 else ""
    previous = _verb_before(parsed, verb.first)
    if before in {"it", "he", "she", "they", "this", "we", "i"}:
        return _antecedent(context, verb, before, depth)
    if verb.infinitive:
        return _controller(context, verb, previous, depth)
    if verb.form == "ing" and not verb.finite:
        return _participle_subject(context, verb, at, previous, depth)
    if before in RELATIVE or (before == "that" and _noun_like(parsed, at - 1)):
        return _nearest_left(parsed, at)
    if before in COORDINATORS and previous is not None:
        return subject_of(context, previous, depth + 1)
    if before == "," and previous is not None:
        opened = _parenthesis(parsed, at)
        if opened is not None:
            return opened
    if not verb.finite and verb.passive:
        return _nearest_left(parsed, verb.first)
    zone = _zone(parsed, verb.first)
    chosen = _head(parsed, zone)
    if chosen is None and previous is not None:
        gap = words[previous.head + 1 : verb.first]
        if any(word in COORDINATORS or word in {",", ";"} for word in gap):
            return subject_of(context, previous, depth + 1)
    return chosen


def _controller(
    context: Context, verb: Verb, previous: Verb | None, depth: int
) -> Group | None:
    """Subject of an infinitive: the object of "ask", else the subject around it."""
    parsed = context.parsed
    if previous is None:
        following = next((v for v in parsed.verbs if v.first > verb.head and v.finite), None)
        zone = [g for g in parsed.groups if g.last <= verb.first]
        if zone:
            return _head(parsed, zone)
        return subject_of(context, following, depth + 1) if following else None
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
    return subject_of(context, previous, depth + 1)


def _participle_subject(
    context: Context, verb: Verb, at: int, previous: Verb | None, depth: int
) -> Group | None:
    parsed = context.parsed
    group = parsed.group_at[at] if at >= 0 else None
    if group is not None:
        return group
    before = parsed.words[at] if at >= 0 else ""
    if before == "from" and at > 0 and parsed.group_at[at - 1] is not None:
        return parsed.group_at[at - 1]
    if before in PREPOSITIONS:
        finite = [v for v in parsed.verbs if v.head < verb.first and v.finite]
        previous = finite[-1] if finite else previous
    if previous is not None:
        return subject_of(context, previous, depth + 1)
    zone = [g for g in parsed.groups if g.last <= verb.first]
    if zone:
        return _head(parsed, zone)
    following = next((v for v in parsed.verbs if v.first > verb.head and v.finite), None)
    return subject_of(context, following, depth + 1) if following else None


def _noun_like(parsed: Parsed, at: int) -> bool:
    if at < 0:
        return False
    if parsed.group_at[at] is not None:
        return True
    word = parsed.words[at]
    return word == "," or (
        word.isalpha()
        and parsed.verb_at[at] is None
        and word not in PREPOSITIONS
        and word not in DETERMINERS
    )


def _verb_before(parsed: Parsed, index: int) -> Verb | None:
    found = None
    for verb in parsed.verbs:
        if verb.head >= index:
            break
        if verb.finite or verb.infinitive:
            found = verb
    return found


def _nearest_left(parsed: Parsed, index: int) -> Group | None:
    """Group left of a token; the head of "X of Y" when that is at hand."""
    found = None
    for group in parsed.groups:
        if group.last > index:
            break
        found = group
    return found if found is not None and index - found.last <= REACH // 2 else None


def _parenthesis(parsed: Parsed, comma: int) -> Group | None:
    """The group before "..., ..., VERB"."""
    for at in range(comma - 1, max(comma - REACH, -1), -1):
        if parsed.words[at] == ",":
            zone = [g for g in parsed.groups if g.last <= at]
            tail = [g for g in zone if at - g.last <= 3]
            if not tail:
                return _head(parsed, _zone(parsed, at))
            return _head(parsed, _zone(parsed, at)) or tail[-1]
        if parsed.words[at] in {";", ":"}:
            return None
    return None


def _zone(parsed: Parsed, end: int) -> list[Group]:
    """Groups between the last clause boundary and a token."""
    words = parsed.words
    start = 0
    for at in range(end - 1, max(end - REACH, -1), -1):
        word = words[at]
        verb = parsed.verb_at[at]
        if verb is not None and (verb.finite or verb.infinitive):
            start = at + 1
            break
        if word in {";", ":", "?", "!", "(", ")"} or (
            word in SPEECH_LIKE and word not in {"than", "so", "as", "despite", "before",
                                                 "after", "since", "until"}
        ):  # fmt: skip
            start = at + 1
            break
    inside = [g for g in parsed.groups if start <= g.first and g.last <= end]
    commas = [at for at in range(start, end) if words[at] == ","]
    for comma in reversed(commas):
        tail = [g for g in inside if g.first > comma]
        if tail and any(g.governor < 0 or g.governor < comma for g in tail):
            later = [g for g in inside if g.first < comma]
            if not _apposition(parsed, later, comma, end):
                return tail
    return inside


def _apposition(parsed: Parsed, earlier: list[Group], comma: int, end: int) -> bool:
    """Whether the words after the comma only rename the group before it."""
    del end
    return bool(earlier) and earlier[-1].last == comma and parsed.words[comma + 1] in {
        "the", "a", "an", "its", "his", "their"
    } and earlier[-1].governor < 0  # fmt: skip


def _head(parsed: Parsed, zone: list[Group]) -> Group | None:
    """The head of a noun phrase: not inside a prepositional phrase when possible."""
    zone = [g for g in zone if not g.aside]
    free = [g for g in zone if g.governor < 0]
    if free:
        return free[0]
    for preposition in ("of", "between", "by", "from", "like", "for", "with", "to"):
        for group in zone:
            if parsed.words[group.governor] == preposition:
                return group
    return None


def _limit(parsed: Parsed, trigger: Trigger) -> int:
    """Where the arguments of a frame end: at the next clause."""
    words = parsed.words
    head = parsed.verb_at[trigger.first]
    for at in range(trigger.last, min(len(words), trigger.last + REACH)):
        word = words[at]
        verb = parsed.verb_at[at]
        if word in {";", ":", "?", "!"}:
            return at
        if word in {"because", "while", "although", "though", "whereas", "but", "if",
                    "unless", "which", "who", "where", "when"}:  # fmt: skip
            return at
        if word == "that" and head is not None and at > trigger.last:
            return at
        if verb is not None and verb.finite and verb is not head and at >= trigger.last:
            return max(_start_of_subject(parsed, verb.first, trigger.last), trigger.last)
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
    limit = _limit(parsed, trigger)
    for group in parsed.groups:
        if group.first < trigger.first:
            continue
        if group.first >= limit:
            break
        if group.governor >= trigger.first and parsed.words[group.governor] == preposition:  # fmt: skip # noqa: E501
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
    limit = _limit(parsed, trigger)
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
            or not (word.replace("-", "").isalnum() or word in {"'s", "'", "“", "\"", "-", "–"})  # fmt: skip # noqa: E501, RUF001
        ):
            return None
        at -= 1
        steps += 1
    return None


def predicate_subject(context: Context, trigger: Trigger) -> Group | None:
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
            left = _nearest_left(parsed, at)
            return left
        at -= 1
        steps += 1
    follower = [g for g in parsed.groups if g.first == trigger.last]
    return follower[0] if follower and follower[0].governor < 0 else None
