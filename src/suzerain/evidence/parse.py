"""A sentence as tokens, groups of actors, verb groups and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from suzerain.evidence.actor_groups import find_groups, govern, split_wrong_groups
from suzerain.evidence.parsed import (
    BREAKS,
    CONTRACTED,
    DETERMINERS,
    NOT_SHORT,
    ROLE_NOUNS,
    SAYING,
    SUBORDINATORS,
    TOKEN,
    MentionLike,
    Parsed,
)
from suzerain.evidence.verb_groups import find_verbs
from suzerain.evidence.vocabulary import verb_forms, word_set

PARTING = frozenset(
    [
        "and",
        "or",
        "but",
        "while",
        "although",
        "though",
        "because",
        "whereas",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "if",
        "unless",
        "so",
        "since",
        "that",
        "where",
        "after",
        "before",
        "until",
        "as",
        "than",
        "whether",
        "how",
        "why",
    ]
)
SAID = SAYING | frozenset(
    form for base in word_set("speech") for form in verb_forms(base)
)

QUOTES = frozenset('"\u201c\u201d')
PHRASE = 6  # tokens from one quotation mark to the next around a mere phrase
FULL = {"wo": "will", "ca": "can", "sha": "shall"}  # "won't", "can't", "shan't"


def parse(text: str, base: int, mentions: Sequence[MentionLike]) -> Parsed:
    """Read a sentence into tokens, actor groups and verb groups.

    Args:
        text: The sentence.
        base: Its offset in the document.
        mentions: The mentions that lie inside it, sorted.
    """
    parsed = Parsed(base=base, text=text, words=[], starts=[], ends=[])
    shortened = NOT_SHORT.search(text) is not None
    actors: list[tuple[int, MentionLike]] = []
    position = 0
    for mention in mentions:
        start, end = mention.start - base, mention.end - base
        if start < position:
            continue
        end = _without_role(text, start, end)
        _tokens(parsed, position, start, shortened=shortened)
        actors.append((len(parsed.words), mention))
        parsed.words.append("<actor>")
        parsed.starts.append(start)
        parsed.ends.append(end)
        position = end
    _tokens(parsed, position, len(text), shortened=shortened)
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


def _tokens(parsed: Parsed, start: int, end: int, *, shortened: bool) -> None:
    """Add the tokens between two offsets.

    Args:
        parsed: The sentence; its tokens are filled in.
        start: Offset in it.
        end: One past the last.
        shortened: Whether the sentence has "n't" somewhere.
    """
    text, starts, ends = parsed.text, parsed.starts, parsed.ends
    contracted = shortened and NOT_SHORT.search(text, start, end) is not None
    found = (CONTRACTED if contracted else TOKEN).findall(text, start, end)
    words = map(str.lower, found)
    if contracted or "’" in text:  # noqa: RUF001
        parsed.words += [_spelt(word, contracted=contracted) for word in words]
    else:
        parsed.words += words
    for token in found:  # between two tokens there is nothing but blanks
        start = text.index(token, start)
        starts.append(start)
        start += len(token)
        ends.append(start)


def _spelt(word: str, *, contracted: bool) -> str:
    """A word with a straight apostrophe, and in full before "n't"."""
    word = word.replace("’", "'")  # noqa: RUF001
    return FULL.get(word, word) if contracted else word


def _find_breaks(parsed: Parsed) -> None:
    """Mark tokens between clauses.

    Strong punctuation always parts them; between two finite verbs one comma,
    conjunction or relative word does, and after a verb of saying the verb itself.
    """
    words = parsed.words
    finite = [verb for verb in parsed.verbs if verb.finite]
    found: set[int] = set()
    if not BREAKS.isdisjoint(words):
        found = {
            index
            for index, word in enumerate(words)
            if word in BREAKS and parsed.group_at[index] is None
        }
        found -= _phrase_marks(parsed, found)
    for verb in finite:
        opener = _relative_before(parsed, verb.first)
        if opener > 0:
            found.add(opener)
    for left, right in pairwise(finite):
        if found.isdisjoint(range(left.head + 1, right.first)):
            found.update(_parting(parsed, left.head, right.first))
    parsed.breaks.extend(sorted(found))


def _phrase_marks(parsed: Parsed, breaks: set[int]) -> set[int]:
    """Quotation marks around a few words without a verb: 'a "very grave" step'."""
    words = parsed.words
    marks = sorted(at for at in breaks if words[at] in QUOTES)
    kept: set[int] = set()
    done = -1
    for left, right in pairwise(marks):
        if left <= done or right - left > PHRASE or right - left < 2:
            continue
        before = words[left - 1] if left else ""
        inside = range(left + 1, right)
        told = not before or (not before[0].isalnum() and before != "<actor>")
        if told or before in SAID or words[right - 1] in {",", ".", "!", "?"}:
            continue
        verb_at = parsed.verb_at
        if any((verb := verb_at[at]) is not None and verb.finite for at in inside):
            continue
        kept |= {left, right}
        done = right
    return kept


def _relative_before(parsed: Parsed, index: int) -> int:
    """The "which" or "who" whose verb this is, with nothing but names between."""
    words = parsed.words
    for at in range(index - 1, max(index - 5, 0), -1):
        if words[at] in {"which", "who", "whom", "whose", "where"}:
            return at
        if not (parsed.group_at[at] is not None or words[at] in DETERMINERS):
            return -1
    return -1


def _parting(parsed: Parsed, left: int, right: int) -> list[int]:
    """Tokens that part two clauses whose verbs stand at `left` and `right`."""
    words = parsed.words
    inside = [
        at
        for at in range(left + 1, right)
        if parsed.group_at[at] is None and (words[at] == "," or words[at] in PARTING)
    ]
    joined = [at for at in inside if at + 1 in inside and words[at] == ","]
    if joined:
        return [joined[-1], joined[-1] + 1]
    opened = words[0] in SUBORDINATORS
    commas = [at for at in inside if words[at] == ","]
    if opened and commas:
        return [commas[-1]]
    subordinate = [at for at in inside if words[at] not in {",", "and", "or"}]
    if subordinate:
        return [subordinate[-1]]
    if inside:
        return [inside[-1]]
    return [left] if words[left] in SAID else []
