"""Who does what a verb says."""

from __future__ import annotations

from suzerain.evidence.context import Context
from suzerain.evidence.control import forms_of
from suzerain.evidence.controllers import controller, participle_subject
from suzerain.evidence.noun_phrases import (
    REACH,
    beside,
    head_of,
    nearest_left,
    noun_like,
    parenthesis,
    verb_before,
    zone_before,
)
from suzerain.evidence.parsed import (
    BE,
    BREAKS,
    COORDINATORS,
    DETERMINERS,
    MODALS,
    RELATIVE,
    SAYING,
    SUBORDINATORS,
    Group,
    Parsed,
    Verb,
)
from suzerain.evidence.vocabulary import verb_lexicon, word_set

__all__ = ["REACH", "nearest_left", "subject_of"]

SPEECH = word_set("speech")
INVERTING = forms_of(
    "say", "add", "write", "explain", "declare", "note", "remark", "reply", "claim",
    "argue", "pledge", "announce", "concede", "admit", "insist", "observe", "comment",
    "joke", "conclude", "recall", "confirm", "complain", "stress", "vow", "quip",
    "lament", "boast", "exclaim", "ask", "thunder", "report", "maintain", "allege",
)  # fmt: skip
LINKING = BE | {"remains", "remained", "remain"}
STOPS = frozenset([",", '"', "\u201d", "\u2019", "'", "?", "!"])
OFFICES = ("Ministry", "Government", "Embassy", "Office", "Council")


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
    context.subjects[verb.head] = found
    return found


def _antecedent(context: Context, verb: Verb, word: str, depth: int) -> Group | None:
    """Who "it" or "he" is when an earlier clause of the sentence has such a subject."""
    parsed = context.parsed
    if word not in {"it", "he", "she", "they"} or depth > 4:
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
        person = "/" in subject.code and not subject.code.endswith(OFFICES)
        if (
            (word == "they" or person == (word != "it"))
            and len(subject.codes) == 1
            and "+" not in subject.code
        ):
            candidates.append(subject)
    if not candidates:
        return None
    return candidates[0] if word == "it" else candidates[-1]


def _same_word(parsed: Parsed, group: Group, word: str) -> bool:
    text = parsed.text[parsed.starts[group.first] : parsed.ends[group.first]]
    return text.lower() == word and group.first == 0


def _subject(context: Context, verb: Verb, depth: int) -> Group | None:  # noqa: C901, PLR0911, PLR0912
    parsed = context.parsed
    words = parsed.words
    at = verb.first - 1
    while at >= 0 and words[at] in {"not", "never", "also", "then", "-", '"', "”", "“"}:
        at -= 1
    before = words[at] if at >= 0 else ""
    previous = verb_before(parsed, verb.first)
    behind = _inverted(parsed, verb, before)
    if behind is not None:
        return behind
    if before in {"it", "he", "she", "they", "this", "we", "i"}:
        return _antecedent(context, verb, before, depth)
    if verb.infinitive:
        return controller(context, verb, previous, depth, subject_of)
    if verb.form == "ing" and not verb.finite:
        return participle_subject(context, verb, at, previous, depth, subject_of)
    if before in RELATIVE or (before == "that" and noun_like(parsed, at - 1)):
        named = _named_as(parsed, previous, at)
        if named is not None:
            return subject_of(context, named, depth + 1)
        return nearest_left(parsed, at)
    if before in COORDINATORS and previous is not None:
        led = _coordinated_with(context, verb, previous)
        found = subject_of(context, led, depth + 1)
        return found or subject_of(context, previous, depth + 1)
    if before == "," and previous is not None and _in_series(parsed, previous, verb):
        return subject_of(context, previous, depth + 1)
    if before == "," and (previous is not None or beside(parsed, at)):
        opened = parenthesis(parsed, at)
        if opened is not None:
            return opened
    if not verb.finite and verb.passive:
        return nearest_left(parsed, verb.first)
    zone = zone_before(parsed, verb.first)
    chosen = head_of(parsed, zone)
    if chosen is None and zone and _fronted(parsed, zone[-1], verb):
        return zone[-1]
    if chosen is None and previous is not None:
        gap = words[previous.head + 1 : verb.first]
        if any(word in COORDINATORS or word in {",", ";"} for word in gap):
            return subject_of(context, previous, depth + 1)
    return chosen


def _named_as(parsed: Parsed, previous: Verb | None, relative: int) -> Verb | None:
    """The "is" of "X is the one candidate for Y that ...", whose subject goes on."""
    words = parsed.words
    if previous is None or words[previous.head] not in LINKING:
        return None
    between = words[previous.head + 1 : relative]
    if between[:1] not in (["the"], ["a"], ["an"]) or {",", ";", ":"} & set(between):
        return None
    inside = [one for one in parsed.groups if previous.head < one.first < relative]
    governed = inside and all(one.governor > previous.head for one in inside)
    apart = not inside or inside[-1].last < relative
    return previous if apart and (governed or not inside) else None


def _in_series(parsed: Parsed, previous: Verb, verb: Verb) -> bool:
    """Whether verbs stand in a row: "sent" in "A sold B tanks, sent C troops and ...".

    The comma must not close what was only added: "A, which sold B tanks, sent ...".
    """
    words = parsed.words
    if not (previous.finite and verb.finite) or previous.form != verb.form:
        return False
    if "," in words[previous.head + 1 : verb.first - 1]:
        return False
    for at in range(previous.first - 1, -1, -1):
        if words[at] in RELATIVE or words[at] in SUBORDINATORS:
            return False
        if words[at] in BREAKS:
            return True
        if words[at] == ",":
            break
    return True


def _fronted(parsed: Parsed, group: Group, verb: Verb) -> bool:
    """Whether a phrase only stands before the subject: "on the ground X paid"."""
    between = parsed.words[group.governor + 1 : group.first]
    apart = len(between) > 1 and between[0] in DETERMINERS
    return apart and group.last == verb.first and not group.possessive


def _inverted(parsed: Parsed, verb: Verb, before: str) -> Group | None:
    """Who stands behind a word of saying: "..., said X"."""
    if parsed.words[verb.head] not in INVERTING or before not in STOPS:
        return None
    at = verb.head + 1
    while at < len(parsed.words) and parsed.words[at] in {"the", "a", "an"}:
        at += 1
    group = parsed.group_at[at] if at < len(parsed.words) else None
    return group if group is not None and not group.possessive else None


def _coordinated_with(context: Context, verb: Verb, previous: Verb) -> Verb:
    """The verb that "and VERB" goes on from.

    It is no verb that only describes a noun ("buys all that X grows and sells Y"), and
    after "will" it is one with a modal of its own ("will let X stay and will pay").
    """
    parsed = context.parsed
    words = parsed.words
    finite = [one for one in parsed.verbs if one.head <= previous.head and one.finite]
    if words[verb.first] in MODALS:
        modal = [one for one in finite if words[one.first] in MODALS]
        return modal[-1] if modal else previous
    after = parsed.verb_at[verb.head + 1] if verb.head + 1 < len(words) else None
    ends = verb.head + 1 >= len(words) or words[verb.head + 1] in {".", ",", ";"}
    if len(finite) < 2 or finite[-1] is not previous or ends or after is not None:
        return previous
    main = finite[-2]
    zone = [
        g for g in parsed.groups if main.head < g.first and g.last <= previous.first
    ]
    told = words[main.head] in SAYING or _says(words[main.head])
    if not zone or told or words[main.head] in BE or words[main.head + 1] == "that":
        return previous
    if previous.first - zone[-1].last > 1:
        return previous
    gap = words[main.head + 1 : zone[-1].first]
    joins = {",", ";", ":", "and", "but", "or", "because", "while", "when", "as", "if"}
    return previous if joins & set(gap) else main


def _says(word: str) -> bool:
    return any(base in SPEECH for base in verb_lexicon().get(word, {}))
