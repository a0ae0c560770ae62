"""Groups of words that tell which relation a clause states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from suzerain.evidence.event_features import lemmas
from suzerain.evidence.memo import Memo
from suzerain.evidence.vocabulary import plural, read_vocabulary, verb_forms

BETWEEN = frozenset(
    "the a an its their his her our my your this that these those all any some such "  # noqa: SIM905
    "own".split()
)
"""Words that may stand inside a phrase: "close its border", "closed the border"."""
THINGS = ("_n", "_p", "_a")
"""Ends of the names of groups that hold no verbs."""

Cue = tuple[tuple[str, ...], str]


@cache
def tie_cues() -> dict[str, tuple[Cue, ...]]:
    """Words of `tie_words.csv` and `event_words.csv` by their first part."""
    table: dict[str, list[Cue]] = {}
    for name, prefix in (("tie_words.csv", ""), ("event_words.csv", "e ")):
        for row in read_vocabulary(name):
            for word in row["words"].split():
                first, *rest = word.split("_")
                parts = tuple(part for part in rest if part not in BETWEEN)
                table.setdefault(first, []).append((parts, prefix + row["group"]))
    return {word: tuple(rows) for word, rows in table.items()}


@cache
def _bases() -> dict[str, tuple[str, ...]]:
    """Base forms of the cues' first parts, by each of their forms."""
    table: dict[str, dict[str, None]] = {}
    for row in read_vocabulary("tie_words.csv"):
        things = row["group"].endswith(THINGS)
        for word in row["words"].split():
            first = word.split("_")[0]
            table.setdefault(plural(first), {})[first] = None
            if not things:
                for form in verb_forms(first):
                    table.setdefault(form, {})[first] = None
    return {form: tuple(found) for form, found in table.items()}


def next_words(words: Sequence[str]) -> list[int]:
    """Index of the word after each token, articles and possessives left out.

    Args:
        words: Tokens in lower case.

    Examples:
        >>> next_words(["closed", "the", "border"])
        [2, 2, 3]
    """
    found = [len(words)] * len(words)
    for at in range(len(words) - 2, -1, -1):
        found[at] = found[at + 1] if words[at + 1] in BETWEEN else at + 1
    return found


def cue_groups(
    words: Sequence[str], at: int, ahead: Sequence[int] | None = None
) -> tuple[str, ...]:
    """Groups of cues that start at a token.

    Args:
        words: Tokens in lower case.
        at: Index of the first.
        ahead: What `next_words` gives of them, when it is known already.

    Examples:
        >>> "sanction_v" in cue_groups(["closed", "its", "border"], 0)
        True
    """
    after = next_words(words) if ahead is None else ahead
    second = after[at]
    rows = CUES_OF[words[at], words[second] if second < len(words) else ""]
    if not rows:
        return ()
    found: dict[str, None] = {}
    for rest, group in rows:
        if not rest or _goes_on(words, after[second], rest, after):
            found[group] = None
    return tuple(found)


def _cues_of(pair: tuple[str, str]) -> tuple[Cue, ...]:
    """Cues that two words start, in one of their forms: what must follow, the group."""
    word, after = pair
    table, ahead = tie_cues(), _forms(after)
    return tuple(
        dict.fromkeys(
            (rest[1:], group)
            for base in _forms(word)
            for rest, group in table.get(base, ())
            if not rest or rest[0] in ahead
        )
    )


CUES_OF = Memo(_cues_of)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*lemmas(word), *_bases().get(word, ()))))


def _goes_on(
    words: Sequence[str], at: int, rest: Sequence[str], after: Sequence[int]
) -> bool:
    for part in rest:
        if at >= len(words) or part not in _forms(words[at]):
            return False
        at = after[at]
    return True
