"""Who says what a clause says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from suzerain.evidence.asides import aside_at
from suzerain.evidence.context import Context
from suzerain.evidence.parsed import Parsed, Verb
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import word_set

SPEECH = word_set("speech")
THINKING = word_set("thinking")
DISMISSING = word_set("dismissing")
SPOKESPEOPLE = word_set("spokespeople")
UNNAMED = re.compile(
    r"\b(?:experts?|analysts?|observers?|diplomats?|officials?|scholars?|specialists?|"
    r"economists?|historians?|sources|commentators?|insiders|critics|researchers|"
    r"newspapers?|magazines?|traders|bankers|engineers|officers|lawyers)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z]\.|(?:van|von|de|del|al|bin|el)\s)?\s?"  # noqa: RUF001
    r"[A-Z][\w’'-]+){1,2}"  # noqa: RUF001
)
ACCORDING = re.compile(
    r"\b(?:according to(?: (?:which|whom))?|in the (?:opinion|view|words|eyes) of|"
    r"as reported by|as stated by|as confirmed by|citing|quoting)\b",
    re.IGNORECASE,
)
IN_VIEW = re.compile(
    r"\bin (?:his|her|their|its)\s(?:own\s)?(?:opinion|view|eyes|estimate|judgment|judgement|assessment)\b",  # noqa: E501
    re.IGNORECASE,
)
DOUBTING = frozenset({"deny", "doubt"})  # "..., which X denies": not X's words
NOT_PEOPLE = word_set("not_people")


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a sentence that somebody says.

    Args:
        first: First token said.
        last: One past the last.
        speaker: Code or name.
        at: Token of the speech verb, or -1.
        direct: Whether it stands in quotation marks.
    """

    first: int
    last: int
    speaker: str
    at: int = -1
    direct: bool = False


def unnamed_speaker(word: str) -> str:
    """Code for a speaker without a name.

    Examples:
        >>> unnamed_speaker("Analysts"), unnamed_speaker("expert")
        ('analysts (unnamed)', 'experts (unnamed)')
    """
    lowered = word.lower()
    return f"{lowered if lowered.endswith('s') else lowered + 's'} (unnamed)"


def _base(parsed: Parsed, head: int) -> str:
    from suzerain.evidence.vocabulary import verb_lexicon

    bases = verb_lexicon().get(parsed.words[head], {})
    return next((base for base in bases if base in SPEECH | DISMISSING), "")


def _speaker_left(parsed: Parsed, first: int, last: int) -> str:
    """A person unknown to the gazetteer, or an unnamed expert, in a token range."""
    if last <= first:
        return ""
    begin = parsed.starts[first]
    end = parsed.ends[last - 1]
    text = parsed.text[begin:end]
    names = [
        match.group()
        for match in PERSON.finditer(text)
        if not set(match.group().split()) & NOT_PEOPLE
    ]
    if names:
        return names[-1].split()[-1]
    unnamed = UNNAMED.search(text)
    return unnamed_speaker(unnamed.group()) if unnamed else ""


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


def find_speech(context: Context, carried: str) -> tuple[Speech, ...]:  # noqa: C901, PLR0915
    """Find who says which part of a sentence.

    Args:
        context: The sentence.
        carried: Speaker of the sentence before, for "in his opinion".
    """
    parsed = context.parsed
    size = len(parsed.words)
    found: list[Speech] = []
    found.extend(_according(context, carried))
    for verb in parsed.verbs:
        base = _base(parsed, verb.head)
        if not base or (
            verb.passive and parsed.words[verb.head + 1 : verb.head + 2] != ["by"]
        ):
            continue
        if verb.passive:
            group = next((g for g in parsed.groups if g.first > verb.head), None)
            if (
                group is None
                or group.governor < 0
                or parsed.words[group.governor] != "by"
            ):
                continue
            speaker = group.code
        else:
            group = subject_of(context, verb)
            left = _clause_left(parsed, verb.first)
            named = _speaker_left(parsed, left, verb.first)
            close = group is not None and group.first >= left
            speaker = (
                group.code if group is not None and (close or not named) else named
            )
            if named and group is not None and close and "(unnamed)" not in named:
                inside = parsed.text[
                    parsed.starts[group.first] : parsed.ends[group.last - 1]
                ]
                if named not in inside and group.adjective:
                    speaker = f"{group.code.split('/')[0]}/{named}"
            elif named.endswith("(unnamed)") and group is not None and group.adjective:
                speaker = group.code
        speaker = speaker or _seated(parsed, _clause_left(parsed, verb.first), verb)
        said = parsed.words[verb.head + 1 : verb.head + 5]
        if not speaker or (base in DISMISSING and "that" not in said):
            continue
        if base in THINKING and base != "tell":
            end = _speech_end(parsed, verb.head)
            if base == "accuse":  # what stands after the next verb is not the charge
                later = [
                    v.first for v in parsed.verbs if v.finite and v.head > verb.head
                ]
                end = min([end, *later])
            found.append(Speech(verb.first, end, speaker, verb.head))
            continue
        trailing = verb.head + 1 >= size - 1 or parsed.words[verb.head + 1] in {
            ".",
            ",",
            "on",
            "in",
        }
        comma = _comma_before(parsed, verb.first)
        if base not in DOUBTING and trailing and comma > 0 and comma > verb.first - 14:
            found.append(Speech(0, comma, speaker, verb.head))
        found.append(
            Speech(verb.head, _speech_end(parsed, verb.head), speaker, verb.head)
        )
    found.extend(_doubters(context))
    return tuple(found)


def _doubters(context: Context) -> list[Speech]:
    """Make X the speaker of "X is doubtful that ..."."""
    parsed = context.parsed
    found = []
    for at, word in enumerate(parsed.words):
        if word in {
            "doubtful",
            "sceptical",
            "skeptical",
            "convinced",
            "confident",
            "hopeful",
            "sure",
        }:
            left = _clause_left(parsed, max(at - 3, 0))
            verb = parsed.verb_at[at - 1] if at else None
            group = subject_of(context, verb) if verb is not None else None
            named = _speaker_left(parsed, left, at)
            speaker = named or (group.code if group else "")
            if speaker:
                found.append(Speech(at, len(parsed.words), speaker, at))
    return found


def _comma_before(parsed: Parsed, index: int) -> int:
    for at in range(index - 1, -1, -1):
        if parsed.words[at] in {",", "”", '"', "’"}:  # noqa: RUF001
            return at
    return -1


def _speech_end(parsed: Parsed, head: int) -> int:
    for at in range(head + 1, len(parsed.words)):
        word = parsed.words[at]
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


def _according(context: Context, carried: str) -> list[Speech]:
    parsed = context.parsed
    found = []
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
        speaker = _speaker_left(parsed, after, min(end, after + 10))
        if group is not None and (
            not speaker or "(unnamed)" in speaker or group.first <= after + 1
        ):
            speaker = group.code
        if speaker:
            found.append(Speech(0, size, speaker, at))
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
    aside = aside_at(parsed, index) if parsed is not None else -1
    inside = [
        one
        for one in speeches
        if one.first <= index < one.last and (one.at > aside or one.direct)
    ]
    if not inside:
        return ""
    return min(inside, key=lambda one: (one.last - one.first, -one.first)).speaker
