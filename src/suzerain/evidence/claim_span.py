"""The words of a sentence that state one claim: its clause, and no more."""

from __future__ import annotations

from suzerain.evidence.parsed import (
    ADVERBS,
    BREAKS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    Parsed,
    Verb,
)

LEADS = COORDINATORS | SUBORDINATORS | frozenset(
    ["however", "therefore", "thus", "also", "meanwhile", "then", "moreover", "so",
     "furthermore", "nevertheless", "nonetheless", "consequently", "instead", "that",
     "yet", "still", "indeed", "hence", "besides", "accordingly"]
)  # fmt: skip
ASIDE = frozenset(["despite", "amid", "notwithstanding", "according"])
OPENERS = frozenset(["which", "who", "whom", "whose"])
PARTING = BREAKS | {","}
RELATIVE_WITHIN = 6
ARTICLES = frozenset(["a", "an", "the", "its", "his", "their"])
JOINING = frozenset(["and", "but", "or"])
BEFORE_VERB = frozenset(
    ["also", "then", "later", "now", "still", "even", "soon", "again", "thus",
     "therefore", "afterwards", "finally", "repeatedly", "formally"]
)  # fmt: skip
NO_SUBJECT = LEADS | BEFORE_VERB | OPENERS | ADVERBS | PREPOSITIONS | DETERMINERS
COMPARED = frozenset(["more", "less", "fewer"])
CONTENT_WITHIN = 2  # tokens between a verb and the "that" of what is feared or promised


def span_of(parsed: Parsed, first: int, last: int, at: int = -1) -> tuple[int, int]:
    """Find the clause around the words used, in offsets of the document.

    A claim made inside a relative, participial or coordinate clause takes that clause
    alone; leading conjunctions and trailing clauses of another verb are left off.

    Args:
        parsed: The sentence.
        first: First token used.
        last: Last token used.
        at: Token that says the claim, or -1.
    """
    inner = max(
        _own_clause(parsed, first, at),
        _coordinate(parsed, first, at),
        _led_clause(parsed, first, at),
    )
    first = max(first, inner)
    left, _ = parsed.clause(first)
    _, right = clause_of(parsed, last)
    right = _content(parsed, at, last, right)
    left, right = min(max(left, inner), first), max(right, last + 1)
    left, right = _without_apposition(parsed, (left, right), (first, last), at)
    left, right = _without_lead(parsed, left, first), _cut_tail(parsed, last, right)
    while (
        right > last + 1
        and not parsed.words[right - 1][-1:].isalnum()
        and parsed.words[right - 1] not in {"<actor>", "%"}
    ):
        right -= 1
    start = parsed.base + parsed.starts[left]
    return start, parsed.base + parsed.ends[right - 1]


def _without_apposition(
    parsed: Parsed, clause: tuple[int, int], used: tuple[int, int], at: int
) -> tuple[int, int]:
    """Leave off "a friend of B" behind a name, or what stands before the name.

    Of "A sent tanks to C, a friend of B" one claim is that A sent tanks to C, and
    another that C is a friend of B.
    """
    left, right = clause
    words = parsed.words
    finite = [verb.first for verb in parsed.verbs if verb.finite and verb.first < right]
    comma = next(
        (
            one
            for one in range(max(used[0], left) + 1, right - 2)
            if words[one] == ","
            and words[one + 1] in ARTICLES
            and parsed.group_at[one - 1] is not None
            and not any(one < verb for verb in finite)
            and "," not in words[one + 1 : right]
        ),
        -1,
    )
    if comma < 0:
        return clause
    if used[1] < comma:
        return left, comma
    name = parsed.group_at[comma - 1]
    if at > comma and name is not None and used[0] >= name.first:
        return name.first, right
    return clause


def clause_of(parsed: Parsed, at: int) -> tuple[int, int]:
    """Token range of the clause around a token; "more than" parts none.

    Args:
        parsed: The sentence.
        at: The token.
    """
    left, right = parsed.clause(at)
    words = parsed.words
    while (
        right < len(words) and words[right] == "than" and words[right - 1] in COMPARED
    ):
        right = parsed.clause(right + 1)[1] if right + 1 < len(words) else right + 1
    return left, right


def _content(parsed: Parsed, at: int, last: int, right: int) -> int:
    """Where what is feared or promised ends: "A fears that B will close the port"."""
    words = parsed.words
    if not (0 <= at < len(words) and right < len(words) - 1 and words[right] == "that"):
        return right
    verb = parsed.verb_at[at]
    head = verb.head if verb is not None else last
    if right - head > CONTENT_WITHIN + 1 or last > right:
        return right
    return max(right, clause_of(parsed, right + 1)[1])


def _own_clause(parsed: Parsed, first: int, at: int) -> int:
    """Where the relative or participial clause of a verb begins, or -1.

    "which" in "A, which sells B tanks"; "killing" in "A shelled B, killing two".
    """
    verb = parsed.verb_at[at] if 0 <= at < len(parsed.verb_at) else None
    if verb is None:
        return -1
    words = parsed.words
    if verb.form == "ing" and not verb.finite:
        opens = verb.first > 0 and words[verb.first - 1] == ","
        return verb.first if opens and first <= verb.first else -1
    for back in range(verb.first - 1, max(verb.first - RELATIVE_WITHIN, 0), -1):
        if words[back] in OPENERS:
            governed = words[back - 1] in PREPOSITIONS
            return back - governed
        if words[back] in PARTING or parsed.verb_at[back] is not None:
            return -1
    return -1


def _coordinate(parsed: Parsed, first: int, at: int) -> int:
    """Where a second verb of the same subject begins, or -1.

    "sent" in "A sold B tanks and sent instructors"; the subject stands far before.
    """
    verb = parsed.verb_at[at] if 0 <= at < len(parsed.verb_at) else None
    if verb is None:
        verb = next(
            (one for one in reversed(parsed.verbs) if one.finite and one.head < at),
            None,
        )
    if verb is None or not verb.finite or first >= verb.first:
        return -1
    return _second(parsed, verb)


def _led_clause(parsed: Parsed, first: int, at: int) -> int:
    """Where a clause with a subject of its own begins, or -1.

    "police arrested" in "thousands marched in A, and police arrested many of them".
    """
    if not 0 <= at < len(parsed.verb_at):
        return -1
    left, _ = parsed.clause(at)
    verb = parsed.verb_at[at] or next(
        (one for one in parsed.verbs if one.finite and left <= one.first < at), None
    )
    if verb is None or not verb.finite or not first < left < verb.first:
        return -1
    words = parsed.words
    named = any(
        words[one] == "<actor>"
        or (words[one].isalpha() and words[one] not in NO_SUBJECT)
        for one in range(left, verb.first)
    )
    return left if named else -1


def _second(parsed: Parsed, verb: Verb) -> int:
    """Token where a coordinate verb begins, its adverbs included, or -1."""
    words = parsed.words
    begin = verb.first
    while begin > 1 and words[begin - 1] in BEFORE_VERB:
        begin -= 1
    if begin < 2 or not any(v.finite and v.head < begin - 1 for v in parsed.verbs):
        return -1
    if words[begin - 1] in JOINING:
        return begin
    if words[begin - 1] == "," and _in_a_list(parsed, begin - 1):
        return begin
    return -1


def _in_a_list(parsed: Parsed, comma: int) -> bool:
    """Whether a comma stands between verbs: "A sold B tanks, sent C troops"."""
    words = parsed.words
    start = comma - 1
    while start >= 0 and words[start] not in PARTING:
        if words[start] in OPENERS or words[start] in SUBORDINATORS:
            return False
        start -= 1
    return any(verb.finite and start < verb.first < comma for verb in parsed.verbs)


def _without_lead(parsed: Parsed, left: int, first: int) -> int:
    """Step over conjunctions and marks at the start: "however, ", "because "."""
    if parsed.words[left] in ASIDE:
        commas = [at for at in range(left, first) if parsed.words[at] == ","]
        left = commas[-1] + 1 if commas else left
    while left < first and (
        parsed.words[left] in LEADS
        or not (parsed.words[left][:1].isalnum() or parsed.words[left] == "<actor>")
    ):
        left += 1
    return left


def _cut_tail(parsed: Parsed, last: int, right: int) -> int:
    """Where ", killing two" or "and sent tanks" begins, else the end."""
    for at in range(last + 2, right):
        verb = parsed.verb_at[at]
        if verb is None or verb.first != at:
            continue
        if parsed.words[at - 1] == "," and verb.form == "ing" and not verb.finite:
            return at - 1
        if verb.finite:
            begin = _second(parsed, verb)
            if begin > last + 1:
                return begin - 1
    return right
