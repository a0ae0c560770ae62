"""A sentence as tokens, groups of actors, verb groups and clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from suzerain.evidence.actor_groups import find_groups, govern, split_wrong_groups
from suzerain.evidence.parsed import (
    BREAKS,
    CONTRACTED,
    NOT_SHORT,
    ROLE_NOUNS,
    TOKEN,
    MentionLike,
    Parsed,
)
from suzerain.evidence.verb_groups import find_verbs

FULL = {"wo": "will", "ca": "can", "sha": "shall"}  # "won't", "can't", "shan't"


def parse(text: str, base: int, mentions: Sequence[MentionLike]) -> Parsed:
    """Read a sentence into tokens, actor groups and verb groups.

    Args:
        text: The sentence.
        base: Its offset in the document.
        mentions: The mentions that lie inside it, sorted.
    """
    parsed = Parsed(base=base, text=text, words=[], starts=[], ends=[])
    actors: list[tuple[int, MentionLike]] = []
    position = 0
    for mention in mentions:
        start, end = mention.start - base, mention.end - base
        if start < position:
            continue
        end = _without_role(text, start, end)
        _tokens(parsed, position, start)
        actors.append((len(parsed.words), mention))
        parsed.words.append("<actor>")
        parsed.starts.append(start)
        parsed.ends.append(end)
        position = end
    _tokens(parsed, position, len(text))
    find_groups(parsed, actors)
    find_verbs(parsed)
    govern(parsed)
    split_wrong_groups(parsed)
    _find_breaks(parsed)
    return parsed


def _without_role(text: str, start: int, end: int) -> int:
    """End of "Chinese" in "Chinese director": the role is a word for frames."""
    if " " not in text[start:end]:
        return end
    words = text[start:end].rsplit(None, 1)
    if len(words) == 2 and words[1].lower() in ROLE_NOUNS:
        return start + len(words[0].rstrip())
    return end


def _tokens(parsed: Parsed, start: int, end: int) -> None:
    contracted = NOT_SHORT.search(parsed.text, start, end)
    for match in (CONTRACTED if contracted else TOKEN).finditer(
        parsed.text, start, end
    ):
        word = match.group().lower().replace("’", "'")  # noqa: RUF001
        if contracted and word in FULL:
            word = FULL[word]
        if word.endswith(".") and len(word) > 1:
            word = word.rstrip(".")
        parsed.words.append(word)
        parsed.starts.append(match.start())
        parsed.ends.append(match.end())


def _find_breaks(parsed: Parsed) -> None:
    """Mark tokens between clauses: strong punctuation, and commas or conjunctions
    with a finite verb on each side."""  # noqa: D205, D209
    words = parsed.words
    finite = [verb for verb in parsed.verbs if verb.finite]
    heads = [verb.head for verb in finite]
    last_break = -1
    for index, word in enumerate(words):
        if parsed.group_at[index] is not None:
            continue
        strong = word in BREAKS
        weak = word in {",", "-"} or word in {"and", "but", "while", "although",
            "though", "because", "whereas", "which", "who", "when", "if", "unless",
            "so", "since", "that"}  # fmt: skip
        if not (strong or weak):
            continue
        if not strong:
            left = bisect_left(heads, index) - bisect_left(heads, last_break)
            right = bisect_left(heads, len(words)) - bisect_left(heads, index)
            if word == "-" or not (left and right):
                continue
        parsed.breaks.append(index)
        last_break = index
