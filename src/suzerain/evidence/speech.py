"""Speakers: who is named in a stretch of a sentence as one who says something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from suzerain.evidence.added import Added, added
from suzerain.evidence.parsed import Group, Parsed, Verb
from suzerain.evidence.vocabulary import verb_lexicon, word_set

SPEECH = word_set("speech")
DISMISSING = word_set("dismissing")
SAYING = SPEECH | DISMISSING
SPOKESPEOPLE = word_set("spokespeople")
NOT_PEOPLE = word_set("not_people")
UNNAMED = re.compile(
    r"\b(?:experts?|analysts?|observers?|diplomats?|officials?|scholars?|specialists?|"
    r"economists?|historians?|sources?|commentators?|insiders?|critics|researchers|"
    r"newspapers?|magazines?|traders|bankers|engineers|officers|lawyers|residents|"
    r"witnesses|survivors|villagers|activists|media|television|radio|prosecutors|"
    r"investigators|rescuers|medics|doctors|aides?|envoys|delegates)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z]\.|(?:van|von|de|del|al|bin|el)\s)?\s?"  # noqa: RUF001
    r"[A-Z][\w’'-]+){1,2}"  # noqa: RUF001
)
MASS = frozenset(["media", "television", "radio"])


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a sentence that somebody says.

    Args:
        first: First token said.
        last: One past the last.
        speaker: Code or name.
        at: Token of the speech verb, or -1.
        direct: Whether it stands in quotation marks.
        vague: Whether the speaker is only a pronoun there.
    """

    first: int
    last: int
    speaker: str
    at: int = -1
    direct: bool = False
    vague: bool = False


def unnamed_speaker(word: str) -> str:
    """Code for a speaker without a name.

    Examples:
        >>> unnamed_speaker("Analysts"), unnamed_speaker("expert")
        ('analysts (unnamed)', 'experts (unnamed)')
    """
    lowered = word.lower()
    plain = lowered.endswith("s") or lowered in MASS
    return f"{lowered if plain else lowered + 's'} (unnamed)"


def speech_base(parsed: Parsed, head: int) -> str:
    """Base form of a verb of saying or thinking, or empty.

    Args:
        parsed: The sentence.
        head: Token of the verb.
    """
    return _speech_bases(added()).get(parsed.words[head], "")


@lru_cache(maxsize=4)
def _speech_bases(more: Added) -> dict[str, str]:
    """Base of each form of a verb of saying or thinking."""
    del more  # the lexicon at hand has its words too
    return {
        form: base
        for form, bases in verb_lexicon().items()
        for base in reversed(bases)
        if base in SAYING
    }


def is_negated(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb has a "not" of its own.

    Args:
        parsed: The sentence.
        verb: The verb.
    """
    helpers = set(parsed.words[max(verb.first - 1, 0) : verb.head])
    return bool(helpers & {"not", "n't", "never", "nor", "cannot"})


def named_in(parsed: Parsed, first: int, last: int) -> str:
    """A person unknown to the gazetteer, or an unnamed expert, in a token range.

    Args:
        parsed: The sentence.
        first: First token.
        last: One past the last.
    """
    if last <= first:
        return ""
    text = parsed.text[parsed.starts[first] : parsed.ends[last - 1]]
    names = [
        match.group()
        for match in PERSON.finditer(text)
        if not set(match.group().split()) & NOT_PEOPLE
    ]
    if names:
        return names[-1].split()[-1]
    unnamed = UNNAMED.search(text)
    return unnamed_speaker(unnamed.group()) if unnamed else ""


def joined(parsed: Parsed, group: Group | None, named: str, *, close: bool) -> str:
    """One speaker of a group of actors and a name beside it.

    Args:
        parsed: The sentence.
        group: The actors, or None.
        named: What `named_in` found.
        close: Whether the group stands in the same clause as the verb.
    """
    if group is None:
        return named
    if not close and named:
        return named
    if not close or not named or not group.adjective:
        return group.code
    if named.endswith("(unnamed)"):
        return group.code
    inside = parsed.text[parsed.starts[group.first] : parsed.ends[group.last - 1]]
    return group.code if named in inside else f"{group.code.split('/')[0]}/{named}"


def speaker_in(parsed: Parsed, first: int, last: int) -> tuple[str, bool]:
    """Who speaks, of those named in a token range, and whether by a pronoun only.

    Args:
        parsed: The sentence.
        first: First token.
        last: One past the last.
    """
    inside = [g for g in parsed.groups if first <= g.first and g.last <= last]
    free = [g for g in inside if g.governor < first]
    group = next(iter(free or inside), None)
    told = joined(parsed, group, named_in(parsed, first, last), close=True)
    return told, group is not None and group.sort == "pronoun"
