"""Who says what a clause says."""

from __future__ import annotations

import re

from suzerain.evidence.asides import aside_at
from suzerain.evidence.context import Context
from suzerain.evidence.parsed import BE, Parsed, Verb
from suzerain.evidence.speech import (
    DISMISSING,
    SPOKESPEOPLE,
    Speech,
    is_negated,
    joined,
    named_in,
    speech_base,
)
from suzerain.evidence.speech_tags import OPENING, find_tags
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import word_set

THINKING = word_set("thinking")
SURE = frozenset(
    "doubtful sceptical skeptical convinced confident hopeful sure certain".split()  # noqa: SIM905
)
ACCOUNTS = frozenset(
    "view line position account claim version argument story opinion belief verdict "  # noqa: SIM905
    "message assessment conclusion judgment judgement answer reply".split()
)
ACCORDING = re.compile(
    r"\b(?:according to(?: (?:which|whom))?|in the (?:opinion|view|words|eyes|account|"
    r"judgment|judgement|estimate|assessment|telling) of|as (?:reported|stated|"
    r"confirmed|described|told) by|citing|quoting|in a statement (?:from|by))\b",
    re.IGNORECASE,
)
IN_VIEW = re.compile(
    r"\bin (?:his|her|their|its)\s(?:own\s)?(?:opinion|view|eyes|estimate|judgment|"
    r"judgement|assessment|words|account|telling)\b",
    re.IGNORECASE,
)
IN_THEIR = frozenset(
    "opinion view eyes estimate judgment judgement assessment words account "  # noqa: SIM905
    "telling reading version".split()
)
# Words of which a sentence with any of these has one.
SOURCED = IN_THEIR | {"according", "reported", "stated", "confirmed", "described",
                      "told", "citing", "quoting", "statement"}  # fmt: skip


def find_speech(context: Context, carried: str) -> tuple[Speech, ...]:
    """Find who says which part of a sentence.

    Args:
        context: The sentence.
        carried: Speaker of the sentence before, for "he" and "in his opinion".
    """
    parsed = context.parsed
    found: list[Speech] = []
    found.extend(_according(context, carried))
    tags = tuple(find_tags(parsed, carried))
    heads = {one.at for one in tags}
    for verb in parsed.verbs:
        base = speech_base(parsed, verb.head)
        if base and verb.head not in heads and not is_negated(parsed, verb):
            found.extend(_clause(context, verb, base))
    found.extend(tags)
    found.extend(_doubters(context))
    found.extend(_accounts(parsed))
    return tuple(found)


def _clause(context: Context, verb: Verb, base: str) -> list[Speech]:
    """What a verb of saying or thinking brings with it: "X said that ..."."""
    parsed = context.parsed
    if verb.passive:
        speaker = _agent(parsed, verb)
        vague = False
    else:
        group = subject_of(context, verb)
        left = _clause_left(parsed, verb.first)
        close = group is not None and group.first >= left
        speaker = joined(parsed, group, named_in(parsed, left, verb.first), close=close)
        speaker = speaker or _seated(parsed, left, verb)
        vague = group is not None and group.sort == "pronoun"
    said = parsed.words[verb.head + 1 : verb.head + 5]
    if not speaker or (base in DISMISSING and "that" not in said):
        return []
    end = _speech_end(parsed, verb)
    if base not in THINKING or base == "tell":
        return [Speech(verb.head, end, speaker, verb.head, vague=vague)]
    if base == "accuse":  # what stands after the next verb is not the charge
        later = [v.first for v in parsed.verbs if v.finite and v.head > verb.head]
        end = min([end, *later])
    return [Speech(verb.first, end, speaker, verb.head, vague=vague)]


def _agent(parsed: Parsed, verb: Verb) -> str:
    """X of "was described by X as", or empty."""
    if parsed.words[verb.head + 1 : verb.head + 2] != ["by"]:
        return ""
    group = next((g for g in parsed.groups if g.first > verb.head), None)
    if group is None or group.governor < 0 or parsed.words[group.governor] != "by":
        return ""
    return group.code


def _accounts(parsed: Parsed) -> list[Speech]:
    """Whose view it is in "The view in X is that ..." and "X's line is that ..."."""
    words = parsed.words
    found = []
    if ":" in words:
        found += _headed(parsed, words.index(":"))
    if "that" not in words:
        return found
    for at in range(2, len(words)):
        if words[at] != "that" or words[at - 1] not in BE:
            continue
        near = range(max(at - 10, 0), at - 1)
        noun = next((one for one in near if words[one] in ACCOUNTS), -1)
        group = next(
            (g for g in parsed.groups if noun >= 0 and near[0] <= g.first < at), None
        )
        if group is not None:
            found.append(Speech(at, len(words), group.code, at - 1))
    return found


def _headed(parsed: Parsed, colon: int) -> list[Speech]:
    """Who speaks in "X: 'No.'", where nothing but X stands before the colon."""
    quoted = parsed.words[colon + 1 : colon + 2]
    verbs = [verb for verb in parsed.verbs if verb.head < colon]
    groups = [group for group in parsed.groups if group.last <= colon]
    if verbs or not groups or not quoted or quoted[0] not in OPENING:
        return []
    return [Speech(colon, len(parsed.words), groups[0].code, colon, direct=True)]


def _seated(parsed: Parsed, left: int, verb: Verb) -> str:
    """Whose "spokesman in X" says it, where nobody is named."""
    for group in parsed.groups:
        inside = left <= group.first < verb.first and group.governor > left
        if inside and SPOKESPEOPLE & set(parsed.words[left : group.governor]):
            return group.code.split("/")[0]
    return ""


def _clause_left(parsed: Parsed, index: int) -> int:
    for at in range(index - 1, -1, -1):
        verb = parsed.verb_at[at]
        if parsed.words[at] in {";", ":"} or (verb is not None and verb.finite):
            return at + 1
    return 0


def _doubters(context: Context) -> list[Speech]:
    """Make X the speaker of "X is doubtful that ..."."""
    parsed = context.parsed
    found: list[Speech] = []
    if SURE.isdisjoint(parsed.words):
        return found
    for at, word in enumerate(parsed.words):
        if word in SURE:
            left = _clause_left(parsed, max(at - 3, 0))
            verb = parsed.verb_at[at - 1] if at else None
            group = subject_of(context, verb) if verb is not None else None
            named = named_in(parsed, left, at)
            speaker = named or (group.code if group else "")
            if speaker:
                found.append(Speech(at, len(parsed.words), speaker, at))
    return found


def _speech_end(parsed: Parsed, verb: Verb) -> int:
    """Where what somebody says ends."""
    head = verb.head
    added = aside_at(parsed, verb.head) >= 0
    for at in range(head + 1, len(parsed.words)):
        word = parsed.words[at]
        if added and word == ",":
            return at  # "X, who says that he dreams, has promised"
        if (
            word == ","
            and parsed.words[0]
            in {"because", "although", "though", "while", "despite", "even"}
            and parsed.words[at + 1 : at + 2]
            and parsed.words[at + 1] in {"it", "this", "there", "<actor>"}
            and head < at
        ):
            return at
        if word in {";", ")"} or (
            word in {"but", "while"} and parsed.words[at - 1] == ","
        ):
            return at
    return len(parsed.words)


def _in_view_of(parsed: Parsed) -> list[Speech]:
    """Whose words "In X's view, ..." gives."""
    found = []
    for group in parsed.groups:
        own = group.possessive and group.governor == group.first - 1
        after = parsed.words[group.last : group.last + 3]
        if own and parsed.words[group.governor] == "in" and IN_THEIR & set(after):
            size = len(parsed.words)
            found.append(Speech(0, size, group.code, group.governor))
    return found


def _according(context: Context, carried: str) -> list[Speech]:
    parsed = context.parsed
    found: list[Speech] = []
    if SOURCED.isdisjoint(parsed.words):
        return found
    size = len(parsed.words)
    for match in ACCORDING.finditer(parsed.text):
        at = parsed.token_at(match.start())
        after = parsed.token_at(match.end())
        if match.group().lower().endswith(("which", "whom")):
            left = [g for g in parsed.groups if g.last <= at]
            frees = [g for g in left if g.governor < 0]
            noun = parsed.words[at - 1 : at]
            if (frees or left) and noun == [","]:
                found.append(Speech(at, size, (frees or left)[-1].code, at))
            continue
        end = after
        while end < size and parsed.words[end] not in {",", ";", ":"}:
            end += 1
        reach = min(end, after + 7)
        group = next((g for g in parsed.groups if after <= g.first < reach), None)
        speaker = named_in(parsed, after, min(end, after + 10))
        if group is not None and (
            not speaker or "(unnamed)" in speaker or group.first <= after + 1
        ):
            speaker = group.code
        if speaker:
            found.append(Speech(0, size, speaker, at))
    found += _in_view_of(parsed)
    for match in IN_VIEW.finditer(parsed.text):
        at = parsed.token_at(match.start())
        group = next((g for g in parsed.groups if at < g.first <= at + 2), None)
        speaker = carried or (group.code if group else "")
        if speaker:
            found.append(Speech(0, size, speaker, at))
    return found


def speaker_at(
    speeches: tuple[Speech, ...], index: int, parsed: Parsed | None = None
) -> str:
    """Speaker of the narrowest stretch that covers a token, or empty.

    What the author adds about a name ("X, which sells oil, ...") is not said by who
    speaks around it.

    Args:
        speeches: What is said in the sentence.
        index: The token.
        parsed: The sentence, to tell such additions.
    """
    if not speeches:
        return ""
    aside = aside_at(parsed, index) if parsed is not None else -1
    inside = [
        one
        for one in speeches
        if one.first <= index < one.last and (one.at > aside or one.direct)
    ]
    if any(one.direct for one in inside):
        inside = [one for one in inside if one.direct or not one.vague]
    if not inside:
        return ""
    return min(inside, key=lambda one: (one.last - one.first, -one.first)).speaker
