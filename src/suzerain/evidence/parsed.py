"""What a sentence looks like once it is read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from suzerain.evidence.vocabulary import word_set

TOKEN = re.compile(
    r"[’']s\b|n[’']t\b|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"  # noqa: RUF001
    r"|[^\W_]+(?:[-.&][^\W_]+)*|[^\w\s]|_",
    re.UNICODE,
)
CONTRACTED = re.compile(r"[^\W_]+?(?=n[’']t\b)|" + TOKEN.pattern, re.UNICODE)  # noqa: RUF001
NOT_SHORT = re.compile(r"n[’']t\b")  # noqa: RUF001


BE = word_set("be")


HAVE = frozenset(["has", "have", "had", "having"])


DO = frozenset(["do", "does", "did"])


MODALS = word_set("modals")


AUX = BE - {"became", "become", "remain", "remains", "remained", "stay", "stays",
            "stayed", "'s"} | HAVE | DO | MODALS  # fmt: skip


GET = frozenset(["get", "gets", "got", "getting"])


ADVERBS = word_set("adverbs")


PREPOSITIONS = word_set("prepositions")


DETERMINERS = word_set("determiners")


DATES = word_set("dates")


RELATIVE = frozenset(["which", "who", "that", "whom", "whose", "where"])


SUBORDINATORS = word_set("subordinators")


COORDINATORS = frozenset(["and", "or", "but", "nor", "yet"])


TITLES = word_set("titles")


ASPECT = word_set("aspect")


SAYING = word_set("saying")


SPEAKERS = word_set("speakers")


ROLE_NOUNS = word_set("role_nouns")


BREAKS = frozenset(';:?!—–()[]"“”…')  # noqa: RUF001


class MentionLike(Protocol):
    """What this module needs of a mention."""

    @property
    def start(self) -> int:
        """First code point in the document."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def code(self) -> str:
        """Code such as `RUS/Putin`."""

    @property
    def sort(self) -> str:
        """Sort such as `demonym`."""


@dataclass(slots=True)
class Group:
    """One or more actors that stand together.

    Args:
        first: Index of the first token.
        last: Index one past the last token.
        codes: Codes in the order of the text.
        sort: Sort of the last mention.
        possessive: Whether it owns what follows.
        governor: Index of the preposition before it, or -1.
        adjective: Whether a noun follows that it describes ("Russian oil").
        aside: Whether it only names a source ("according to ...").
    """

    first: int
    last: int
    codes: tuple[str, ...]
    sort: str
    possessive: bool = False
    governor: int = -1
    adjective: bool = False
    aside: bool = False

    @property
    def code(self) -> str:
        """One code, or state codes joined with `+`."""
        codes = self.codes
        return codes[0] if len(codes) == 1 else _joined(tuple(codes))


@dataclass(slots=True)
class Verb:
    """A verb with its auxiliaries.

    Args:
        first: Index of the first token of the group, auxiliaries included.
        head: Index of the main verb.
        form: `base`, `s`, `ing`, `past`, `part` of the main verb.
        finite: Whether it can have a subject of its own.
        passive: Whether its subject undergoes it.
        infinitive: Whether it follows "to".
    """

    first: int
    head: int
    form: str
    finite: bool
    passive: bool
    infinitive: bool


@dataclass(slots=True)
class Parsed:
    """A sentence ready for frames.

    Args:
        base: Offset of the sentence in the document.
        text: The sentence.
        words: Tokens in lower case; an actor is `<actor>`.
        starts: Offsets of the tokens in the sentence.
        ends: Their ends.
        groups: Groups of actors, left to right.
        group_at: Group of each token, by index, or None.
        verbs: Verb groups, left to right.
        verb_at: Verb of each token, or None.
        breaks: Indices of tokens that end a clause.
        limits: Where the arguments of a frame end, by its first and last token.
    """

    base: int
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    groups: list[Group] = field(default_factory=list)
    group_at: list[Group | None] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    verb_at: list[Verb | None] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    limits: dict[tuple[int, int], int] = field(default_factory=dict)

    def token_at(self, offset: int) -> int:
        """Index of the token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def clause(self, index: int) -> tuple[int, int]:
        """Token range of the clause around a token."""
        breaks = self.breaks
        before = bisect_left(breaks, index)
        after = bisect_right(breaks, index, before)
        left = breaks[before - 1] + 1 if before else 0
        right = breaks[after] if after < len(breaks) else len(self.words)
        return left, right


def join_codes(codes: Sequence[str]) -> str:
    """Join several actors into one code; persons become their states.

    Examples:
        >>> join_codes(["RUS/Putin", "PRK"]), join_codes(["RUS/Putin"])
        ('PRK+RUS', 'RUS/Putin')
    """
    return _joined(tuple(codes))


@lru_cache(maxsize=4096)
def _joined(codes: tuple[str, ...]) -> str:
    unique = list(dict.fromkeys(code for code in codes if code))
    if len(unique) == 1:
        return unique[0]
    parts = {part.split("/")[0] for code in unique for part in code.split("+")}
    return "+".join(sorted(part for part in parts if part))
