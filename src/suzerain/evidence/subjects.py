"""Who does what a verb says."""

from __future__ import annotations

from suzerain.evidence.context import Context
from suzerain.evidence.parsed import (
    BE,
    COORDINATORS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVE,
    SAYING,
    SUBORDINATORS,
    Group,
    Parsed,
    Verb,
)
from suzerain.evidence.vocabulary import verb_forms, verb_lexicon, word_set

SPEECH = word_set("speech")

_CONTROL = [
    "ask",
    "urge",
    "want",
    "force",
    "press",
    "convince",
    "persuade",
    "allow",
    "permit",
    "help",
    "order",
    "tell",
    "invite",
    "get",
    "require",
    "enable",
    "lead",
    "prompt",
    "drive",
    "push",
    "compel",
    "oblige",
    "expect",
    "cause",
    "encourage",
    "instruct",
    "direct",
    "pressure",
    "make",
]


OBJECT_CONTROL = frozenset(form for base in _CONTROL for form in verb_forms(base))


JUDGING = frozenset(
    form
    for base in (
        "accuse", "suspect", "blame", "thank", "criticise", "criticize", "condemn",
        "denounce", "praise", "sanction", "punish", "rebuke", "reward", "attack",
    )
    for form in verb_forms(base)
)  # fmt: skip


SPEECH_LIKE = SUBORDINATORS | {":"}


REACH = 40
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
    if found is not None and found.sort == "pronoun":
        word = context.parsed.text[
            context.parsed.starts[found.first] : context.parsed.ends[found.first]
        ]
        found = _antecedent(context, verb, word.lower(), depth) or found
    context.subjects[verb.head] = found
    return found


def _antecedent(context: Context, verb: Verb, word: str, depth: int) -> Group | None:
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
        person = "/" in subject.code and not subject.code.endswith(OFFICES)
        if (
            person == (word != "it")
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


def _subject(context: Context, verb: Verb, depth: int) -> Group | None:  # noqa: C901, PLR0911
    parsed = context.parsed
    words = parsed.words
    at = verb.first - 1
    while at >= 0 and words[at] in {"not", "never", "also", "then", "-", '"', "”", "“"}:
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
        return nearest_left(parsed, at)
    if before in COORDINATORS and previous is not None:
        led = _coordinated_with(context, verb, previous)
        found = subject_of(context, led, depth + 1)
        return found or subject_of(context, previous, depth + 1)
    if before == "," and (previous is not None or _aside(parsed, at)):
        opened = _parenthesis(parsed, at)
        if opened is not None:
            return opened
    if not verb.finite and verb.passive:
        return nearest_left(parsed, verb.first)
    zone = _zone(parsed, verb.first)
    chosen = _head(parsed, zone)
    if chosen is None and previous is not None:
        gap = words[previous.head + 1 : verb.first]
        if any(word in COORDINATORS or word in {",", ";"} for word in gap):
            return subject_of(context, previous, depth + 1)
    return chosen


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


def _controller(
    context: Context, verb: Verb, previous: Verb | None, depth: int
) -> Group | None:
    """Subject of an infinitive: the object of "ask", else the subject around it."""
    parsed = context.parsed
    if previous is None:
        following = next(
            (v for v in parsed.verbs if v.first > verb.head and v.finite), None
        )
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
    if before in {"of", "for"}:
        judged = _judged(context, verb, depth)
        if judged is not None:
            return judged
    if before in PREPOSITIONS:
        finite = [v for v in parsed.verbs if v.head < verb.first and v.finite]
        previous = finite[-1] if finite else previous
    if previous is not None:
        return subject_of(context, previous, depth + 1)
    zone = [g for g in parsed.groups if g.last <= verb.first]
    if zone:
        return _head(parsed, zone)
    following = next(
        (v for v in parsed.verbs if v.first > verb.head and v.finite), None
    )
    return subject_of(context, following, depth + 1) if following else None


def _judged(context: Context, verb: Verb, depth: int) -> Group | None:
    """Who is "accused of sending", "thanked for sending"."""
    parsed = context.parsed
    leading = [v for v in parsed.verbs if v.head < verb.first]
    if not leading or parsed.words[leading[-1].head] not in JUDGING:
        return None
    judge = leading[-1]
    if judge.passive:
        return subject_of(context, judge, depth + 1)
    between = [
        g
        for g in parsed.groups
        if judge.head < g.first < verb.first and g.governor < judge.head
    ]
    return between[0] if between else None


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


def nearest_left(parsed: Parsed, index: int) -> Group | None:
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


ASIDES = word_set("asides")


def _aside(parsed: Parsed, comma: int) -> bool:
    """Whether ", unlike X," stands between two commas."""
    for at in range(comma - 1, max(comma - 8, 0), -1):
        if parsed.words[at] == ",":
            return parsed.words[at + 1] in ASIDES
    return False


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
        if word in {"which", "whom"} and words[at - 1 : at] and (
            words[at - 1] in PREPOSITIONS
        ):  # fmt: skip
            start = at + 1
            break
        if word in {";", ":", "?", "!", "(", ")"} or (
            word in SPEECH_LIKE
            and word not in {"than", "so", "as", "despite", "before",
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
