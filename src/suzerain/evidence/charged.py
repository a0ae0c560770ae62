"""What is denied, or charged, in words that name nobody: "denied that gold went"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.frames import Frame, Trigger
from suzerain.evidence.parsed import Group, Parsed, Verb
from suzerain.evidence.proposed import LEARNED
from suzerain.evidence.relation_guess import NOTHING, guess
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms, word_set

DENYING = frozenset(form for base in word_set("denying") for form in verb_forms(base))
SCORNING = frozenset(form for base in word_set("scorning") for form in verb_forms(base))
CHARGING = frozenset(form for base in word_set("charging") for form in verb_forms(base))
CHARGES = word_set("charges")
OPENING = frozenset(["of", "with", "for"])
CHARGED_WITHIN = 10  # tokens between "accused" and the "of" of the charge
SHORT = 5  # letters of "thing" and "being"
NAMED_WITHIN = 5  # tokens between "rejected" and the "that" of the charge


@dataclass(frozen=True, slots=True)
class _Content:
    """What a verb denies or charges.

    Args:
        verb: The verb of denial or charge.
        left: First token of what it denies.
        right: One past the last.
        doer: Whom it is said of.
        sure: Whether nobody else can have done it ("denied arming rebels").
    """

    verb: Verb
    left: int
    right: int
    doer: Group
    sure: bool


def as_proposed(draft: Draft) -> Draft:
    """Note that a claim was guessed, where its sides are known.

    Args:
        draft: A claim whose sides are filled.
    """
    if draft.trigger.frame.row >= 0 or LEARNED in draft.notes:
        return draft
    return replace(draft, notes=(LEARNED, *draft.notes))


def charged(context: Context, taken: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """Propose what denials and charges are about, where no claim was made of it.

    Args:
        context: The sentence.
        taken: Token ranges that say the claims made so far.
    """
    words = context.parsed.words
    for verb in context.parsed.verbs:
        word = words[verb.head]
        if word in DENYING or word in SCORNING or word in CHARGING:
            found = _content(context, verb)
            if found is not None and not any(
                found.left <= first < found.right for first, _last in taken
            ):
                yield from _drafts(context, found)


def _content(context: Context, verb: Verb) -> _Content | None:
    """What a verb denies or charges, and whom it is said of."""
    parsed = context.parsed
    word = parsed.words[verb.head]
    charge = word in CHARGING
    left = _charge(parsed, verb) if charge else _denied(parsed, verb)
    if not 0 <= left < len(parsed.words):
        return None
    _begin, right = parsed.clause(left)
    own = _first_group(parsed, left, _verb_in(parsed, left, right))
    if own is None and charge and not verb.passive:
        own = _first_group(parsed, verb.head + 1, left)
    elif own is None:
        own = subject_of(context, verb) or _last_group(parsed, verb.first)
    if own is None:
        return None
    return _Content(verb, left, right, own, sure=_gerund(parsed, left))


def _denied(parsed: Parsed, verb: Verb) -> int:
    """First token of what is denied: behind "that", or a gerund; else -1."""
    words, at = parsed.words, verb.head + 1
    if words[verb.head] in DENYING and at < len(words):
        if words[at] == "that":
            return at + 1
        if words[at] == "having" or _gerund(parsed, at):
            return at
    for place in range(at, min(at + NAMED_WITHIN, len(words) - 1)):
        if words[place] in CHARGES:
            if words[place + 1] == "that":
                return place + 2
            inside = words[place + 1] == "of" and _gerund(parsed, place + 2)
            return place + 2 if inside else -1
    return -1


def _charge(parsed: Parsed, verb: Verb) -> int:
    """First token of what somebody is accused of, a gerund; else -1."""
    words = parsed.words
    for at in range(verb.head + 1, min(verb.head + CHARGED_WITHIN, len(words) - 1)):
        if words[at] in OPENING and _gerund(parsed, at + 1):
            return at + 1
        if words[at] in {",", ";", "that"}:
            return -1
    return -1


def _gerund(parsed: Parsed, at: int) -> bool:
    if at >= len(parsed.words):
        return False
    verb = parsed.verb_at[at]
    if verb is None:
        word = parsed.words[at]
        thing = word.endswith("thing")
        return word.endswith("ing") and len(word) > SHORT and not thing
    return verb.form == "ing" or parsed.words[verb.first] in {"having", "being"}


def _verb_in(parsed: Parsed, left: int, right: int) -> int:
    """Token of the first verb of a range, or its end."""
    return next((one.first for one in parsed.verbs if left <= one.head < right), right)


def _first_group(parsed: Parsed, left: int, right: int) -> Group | None:
    return next((one for one in parsed.groups if left <= one.first < right), None)


def _last_group(parsed: Parsed, right: int) -> Group | None:
    return next((one for one in reversed(parsed.groups) if one.last <= right), None)


def _drafts(context: Context, found: _Content) -> Iterator[Draft]:
    """The claim that is denied or charged, as the classifier guesses it."""
    parsed = context.parsed
    head = _verb_in(parsed, found.left, found.right)
    verb = parsed.verb_at[head] if head < found.right else None
    if verb is None and not found.sure:
        return
    head = verb.head if verb is not None else found.left
    other = next(
        (
            one
            for one in parsed.groups
            if found.left <= one.first < found.right
            and not states(one.code) & states(found.doer.code)
        ),
        None,
    )
    target = (other.first, other.last) if other is not None else None
    before = found.left - 1
    likely = guess(
        parsed,
        (before, found.left),
        target,
        (before, found.right),
        sure=True,
    )
    if likely.relation in {NOTHING, "ACCUSE", "DENIES"}:
        return
    frame = Frame(
        row=-1, pos="verb", relation=likely.relation, subject=(), object=(), good="",
        negative=False, kind="", note="", slots=(), weight=0,
    )  # fmt: skip
    yield Draft(
        trigger=Trigger(frame, head, head + 1),
        relation=likely.relation,
        subject=found.doer.code,
        object=other.code if other is not None else "",
        first=found.left,
        last=max(head, other.last - 1 if other is not None else head),
        notes=() if found.sure else (LEARNED,),
    )
