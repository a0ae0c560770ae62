"""The noun phrase left of a verb: which group of actors heads it."""

from __future__ import annotations

from suzerain.evidence.parsed import (
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    Group,
    Parsed,
    Verb,
)
from suzerain.evidence.vocabulary import word_set

SPEECH_LIKE = SUBORDINATORS | {":"}
REACH = 40
ASIDES = word_set("asides")
PLACES = frozenset(["in", "at", "on"])
PEOPLE = (
    "ers", "ors", "ists", "ians", "ants", "ials", "ents", "ives", "men", "women",
    "mats", "eers", "yers", "tees", "ilitias", "cies", "rities",
)  # fmt: skip
AUTHORITIES = frozenset(
    "judges police troops rebels forces authorities groups firms companies unions"  # noqa: SIM905
    " courts crowds students parliament sources banks crews teams monks mobs".split()
)
AIMS = frozenset(
    form
    for base in (
        "offer", "plan", "decision", "bid", "attempt", "effort", "promise", "pledge",
        "refusal", "readiness", "willingness", "move", "proposal", "vow", "threat",
        "right", "ability", "failure", "request", "call", "order", "agreement", "deal",
        "intention", "wish", "desire", "drive", "push", "campaign", "vote", "mission",
        "operation", "appeal", "demand", "invitation", "commitment", "undertaking",
        "scheme", "motion", "resolution", "resolve", "permission", "reluctance",
    )
    for form in (base, base + "s")
)  # fmt: skip


def nearest_left(parsed: Parsed, index: int) -> Group | None:
    """Group left of a token; the head of "X of Y" when that is at hand."""
    found = None
    for group in parsed.groups:
        if group.last > index:
            break
        found = group
    return found if found is not None and index - found.last <= REACH // 2 else None


def parenthesis(parsed: Parsed, comma: int) -> Group | None:
    """The group before "..., ..., VERB"."""
    for at in range(comma - 1, max(comma - REACH, -1), -1):
        if parsed.words[at] == ",":
            zone = [g for g in parsed.groups if g.last <= at]
            tail = [g for g in zone if at - g.last <= 3]
            if not tail:
                return head_of(parsed, zone_before(parsed, at))
            return head_of(parsed, zone_before(parsed, at)) or tail[-1]
        if parsed.words[at] in {";", ":"}:
            return None
    return None


def beside(parsed: Parsed, comma: int) -> bool:
    """Whether ", unlike X," stands between two commas."""
    for at in range(comma - 1, max(comma - 8, 0), -1):
        if parsed.words[at] == ",":
            return parsed.words[at + 1] in ASIDES
    return False


def zone_before(parsed: Parsed, end: int) -> list[Group]:
    """Groups between the last clause boundary and a token."""
    words = parsed.words
    start = 0
    for at in range(end - 1, max(end - REACH, -1), -1):
        word = words[at]
        verb = parsed.verb_at[at]
        if verb is not None and verb.infinitive and _of_a_noun(parsed, verb):
            return zone_before(parsed, verb.first - 1)
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


def _of_a_noun(parsed: Parsed, verb: Verb) -> bool:
    """Whether an infinitive only says what a noun is for: "X's offer to resettle Y"."""
    at = verb.first - 2
    return at > 0 and parsed.words[at] in AIMS and parsed.verb_at[at] is None


def _apposition(parsed: Parsed, earlier: list[Group], comma: int, end: int) -> bool:
    """Whether the words after the comma only rename the group before it."""
    del end
    return bool(earlier) and earlier[-1].last == comma and parsed.words[comma + 1] in {
        "the", "a", "an", "its", "his", "their"
    } and earlier[-1].governor < 0  # fmt: skip


def head_of(parsed: Parsed, zone: list[Group]) -> Group | None:
    """The head of a noun phrase: not inside a prepositional phrase when possible."""
    zone = [g for g in zone if not g.aside]
    free = [g for g in zone if g.governor < 0]
    if free:
        return free[0]
    for preposition in ("of", "between", "by", "from", "like"):
        for group in zone:
            if parsed.words[group.governor] == preposition:
                return group
    for group in zone:
        if parsed.words[group.governor] in PLACES and _people_there(parsed, group):
            return group
    for preposition in ("for", "with", "to"):
        for group in zone:
            if parsed.words[group.governor] == preposition:
                return group
    return None


def _people_there(parsed: Parsed, group: Group) -> bool:
    """Whether "in X" says where people are: "prosecutors in X", not "In X, they"."""
    before = parsed.words[group.governor - 1] if group.governor > 0 else ""
    return before.endswith(PEOPLE) or before in AUTHORITIES


def noun_like(parsed: Parsed, at: int) -> bool:
    """Whether a noun or a name stands at a token."""
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


def verb_before(parsed: Parsed, index: int) -> Verb | None:
    """The last finite verb or infinitive left of a token."""
    found = None
    for verb in parsed.verbs:
        if verb.head >= index:
            break
        if verb.finite or verb.infinitive:
            found = verb
    return found
