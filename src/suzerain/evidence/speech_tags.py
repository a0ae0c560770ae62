"""Who says what stands before "..., X said" or around "..., he said, ..."."""

from __future__ import annotations

from collections.abc import Iterator

from suzerain.evidence.parsed import Parsed, Verb
from suzerain.evidence.speech import Speech, is_negated, speaker_in, speech_base
from suzerain.evidence.vocabulary import word_set

THINKING = word_set("thinking") - {"tell"}
NEVER_TAGS = frozenset({"deny", "doubt"})  # "..., which X denies": not X's words
OPENING = frozenset('"“„«‘')  # noqa: RUF001
CLOSING = frozenset('"”»’')  # noqa: RUF001
MARKS = OPENING | CLOSING
TURNING = CLOSING | {","}
UNTAGGED = THINKING | NEVER_TAGS
TALKERS = 14
AFTER = frozenset(
    ". , ; : on in at to by after during from through over late early as with".split()  # noqa: SIM905
)
QUOTED = frozenset(["quoted", "quotes", "cited", "cites"])
AFTER_TELL = frozenset(
    "reporters journalists newsmen newspapermen parliament lawmakers television the "  # noqa: SIM905
    "a an state <actor> correspondents us him her".split()
)


def quote_mark(parsed: Parsed, at: int) -> str:
    """`open` or `close` when a token is a quotation mark, else empty.

    Args:
        parsed: The sentence.
        at: A token.
    """
    mark = parsed.words[at]
    if mark not in MARKS:
        return ""
    if mark != '"':
        return "open" if mark in OPENING else "close"
    before = parsed.text[parsed.starts[at] - 1 : parsed.starts[at]]
    after = parsed.text[parsed.ends[at] : parsed.ends[at] + 1]
    if not before or (before.isspace() and not after.isspace()):
        return "open"
    return "close"


def find_tags(parsed: Parsed, carried: str) -> Iterator[Speech]:
    """Find the tags of a sentence: verbs of saying without a clause of their own.

    Args:
        parsed: The sentence.
        carried: Speaker of the sentence before, for "he".
    """
    marks = {
        at: quote_mark(parsed, at)
        for at, word in enumerate(parsed.words)
        if word in MARKS
    }
    for verb in parsed.verbs:
        may_tag = marks or _talks(parsed, verb, quoted=False)
        edge = _edge(parsed, verb, marks) if may_tag else -1
        if edge < 0 or not _talks(parsed, verb, quoted=edge in marks):
            continue
        end = _tag_end(parsed, verb, marks)
        if end < 0:
            continue
        speaker, vague = speaker_in(parsed, *_talker(parsed, verb, edge))
        if not speaker and verb.first - edge <= 2:
            speaker, vague = speaker_in(parsed, verb.head + 1, _name_end(parsed, verb))
        if vague and carried:
            speaker = speaker or carried
        if not speaker and {"he", "she"} & set(parsed.words[edge + 1 : verb.head + 2]):
            speaker = carried
        if not speaker:
            continue
        goes_on = end < len(parsed.words) - 1 and parsed.words[end] == ","
        last = len(parsed.words) if goes_on and edge not in marks else edge
        yield Speech(0, last, speaker, verb.head, direct=edge in marks)
        if edge in marks and any(at > end for at in marks):
            yield Speech(end, len(parsed.words), speaker, verb.head, direct=True)


def _edge(parsed: Parsed, verb: Verb, marks: dict[int, str]) -> int:
    """The closing quotation mark or comma that a tag opens behind, or -1."""
    comma = -1
    for at in range(verb.first - 1, max(verb.first - TALKERS, -1), -1):
        if at in marks:
            return at if marks[at] == "close" else -1
        other = parsed.verb_at[at]
        if other is not None and other.finite:
            return comma
        if parsed.words[at] == "," and comma < 0:
            comma = at
    return comma


def _talks(parsed: Parsed, verb: Verb, *, quoted: bool) -> bool:
    """Whether a verb says something; behind a quotation any simple verb may."""
    if verb.passive or is_negated(parsed, verb) or verb.infinitive:
        return False
    base = speech_base(parsed, verb.head)
    if base:
        return base not in UNTAGGED
    return quoted and verb.form in {"past", "s"} and verb.first == verb.head


def _tag_end(parsed: Parsed, verb: Verb, marks: dict[int, str]) -> int:
    """One past the tag when no clause of its own follows the verb, else -1."""
    words = parsed.words
    at = verb.head + 1
    after = words[at] if at < len(words) else "."
    told = words[verb.head] in {"told", "tells", "tell", "informed"}
    turned = at == verb.first + 1 and words[verb.first - 1] in TURNING
    if words[verb.head] in QUOTED and "saying" in words[at : at + TALKERS]:
        return words.index("saying", at) + 1
    known = after in AFTER or at in marks or (told and after in AFTER_TELL)
    if not known and not turned:
        return -1
    while at < len(words) and words[at] not in {",", ";"} and at not in marks:
        other = parsed.verb_at[at]
        if words[at] == "that" or (other is not None and other.finite):
            return -1
        at += 1
    return at


def _talker(parsed: Parsed, verb: Verb, edge: int) -> tuple[int, int]:
    """Where the speaker stands; in "a paper quoted X as saying" it is X."""
    words = parsed.words
    ahead = words[verb.head + 1 : verb.head + TALKERS]
    if words[verb.head] in QUOTED and "as" in ahead and "saying" in ahead:
        return verb.head + 1, verb.head + 1 + ahead.index("as")
    return edge + 1, verb.first


def _name_end(parsed: Parsed, verb: Verb) -> int:
    """Where the speaker of ", said X, ..." ends."""
    for at in range(verb.head + 1, len(parsed.words)):
        stop = parsed.words[at] in {",", ";", ".", "who", "in", "on", "at"}
        if stop and at > verb.head + 1:
            return at
    return len(parsed.words)
