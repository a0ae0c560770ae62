"""The clauses of a sentence in which somebody does something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suzerain.evidence.context import Context
from suzerain.evidence.parsed import SAYING, Group, Parsed, Verb
from suzerain.evidence.sides import find_sides
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms

TELLING = SAYING | frozenset(
    form
    for base in (
        "say", "add", "state", "note", "tell", "declare", "report", "remark", "explain",
        "write", "argue", "believe", "think", "claim", "insist", "recall", "repeat",
        "observe", "suggest", "estimate", "reckon", "quote", "cite", "stress", "hint",
        "speak", "answer", "reply", "joke", "comment", "describe", "call", "conclude",
    )
    for form in verb_forms(base)
)  # fmt: skip
TALKING = verb_forms("speak")
TALK_REACH = 12
NAMING = frozenset(
    form for base in ("call", "describe", "brand") for form in verb_forms(base)
)
NAMED_WITHIN = 2  # tokens of a clause that says of whom or what, and as what


@dataclass(slots=True)  # not frozen: made by the thousand, and that takes its time
class Clause:
    """A finite verb with whom it is about.

    Args:
        verb: The verb.
        left: First token of the clause.
        right: One past its last token.
        doer: Who does it, or None when the clause does not say.
        other: To whom it is done, or None.
    """

    verb: Verb
    left: int
    right: int
    doer: Group | None
    other: Group | None


def find_clauses(context: Context) -> list[Clause]:
    """Find clauses with an actor that a reader could state a claim from.

    Clauses that only say who speaks are left out, and so are those without a known
    actor as doer or as the one to whom it is done.

    Args:
        context: The sentence.
    """
    parsed = context.parsed
    verbs = [verb for verb in parsed.verbs if verb.finite]
    found = []
    for verb in verbs or [verb for verb in parsed.verbs if not verb.infinitive][:1]:
        if _only_tells(parsed, verb):
            continue
        left, right = parsed.clause(verb.head)
        surface = subject_of(context, verb)
        if surface is not None and surface.first > verb.head:
            continue  # "..., said X"
        if surface is not None and _of_a_thing(parsed, verb, surface):
            surface = None
        doer, other = find_sides(context, verb, right, surface)
        if doer is None and other is None:
            continue
        found.append(Clause(verb, left, right, doer, other))
    return found


def _only_tells(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb says no more than who speaks."""
    words = parsed.words
    if words[verb.head] not in TELLING:
        return False
    after = words[verb.head + 1 : verb.head + 2]
    direct = after == ["<actor>"]
    if words[verb.head] in TALKING and _talks_with(parsed, verb):
        return False
    if words[verb.head] in NAMING and _names(parsed, verb):
        return False
    return not direct


def _names(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb says what somebody takes a thing for: "called the ban unfair"."""
    words = parsed.words
    after = words[verb.head + 1 : verb.head + 2]
    if verb.passive or not after or after[0] in {"that", ",", ".", ":", "for", "on"}:
        return False
    _left, right = parsed.clause(verb.head)
    return right - verb.head > NAMED_WITHIN


def _talks_with(parsed: Parsed, verb: Verb) -> bool:
    """Whether somebody is spoken with: "spoke by telephone with X"."""
    return any(
        verb.head < group.first < verb.head + TALK_REACH
        and group.governor > verb.head
        and parsed.words[group.governor] in {"with", "to"}
        for group in parsed.groups
    )


def _of_a_thing(parsed: Parsed, verb: Verb, subject: Group) -> bool:
    """Whether "that" or "which" goes back to a thing: "a plant in A that makes"."""
    at = verb.first - 1
    if parsed.words[at] not in {"that", "which"} or at < 1:
        return False
    back = at - 2 if parsed.words[at - 1] == "," else at - 1
    if parsed.words[at] == "that" and subject.governor >= 0:
        return True
    return not subject.first <= back < subject.last


def unread(clauses: Sequence[Clause], taken: Sequence[tuple[int, int]]) -> list[Clause]:
    """Leave out clauses from which a claim was made already.

    Args:
        clauses: Clauses of a sentence.
        taken: Token ranges, first and one past the last, that say claims.
    """
    return [
        clause
        for clause in clauses
        if not any(
            (first < clause.right and last > clause.left and first >= clause.left)
            or first <= clause.verb.head < last
            for first, last in taken
        )
    ]
