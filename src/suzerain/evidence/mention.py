"""A passage that names somebody, and who it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from suzerain.core.codes import actors
from suzerain.evidence.gazetteer import Entry, Person, Word

SHORTENED = frozenset(
    "mr mrs ms mx dr st gen sen rep gov col lt maj capt cpt adm sgt cmdr brig prof"  # noqa: SIM905
    " jr sr pres hon rev fr amb sec u k s r mt ft no art dep asst vice".split()
)
MentionSort = Literal[
    "name",
    "demonym",
    "capital",
    "metonym",
    "person",
    "office",
    "bloc",
    "body",
    "nominal",
    "pronoun",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Record who a passage means.

    Args:
        start: First code point.
        end: One past the last code point.
        text: Exactly `document.text[start:end]`.
        code: Actor code, `CODE/Person`, codes joined with `+`, the printed name of
            somebody without a state, or `experts (unnamed)`.
        sort: What sort of naming it is.
        confidence: Chance that this reading is right, 0 to 1.

    Examples:
        >>> Mention(
        ...     start=0,
        ...     end=5,
        ...     text="Putin",
        ...     code="RUS/Putin",
        ...     sort="person",
        ...     confidence=0.9,
        ... ).actor
        'RUS'
    """

    start: int
    end: int
    text: str
    code: str
    sort: MentionSort
    confidence: float

    @property
    def actor(self) -> str:
        """The part of the code before the slash; empty for people without a state."""
        return actor_of(self.code)


@dataclass(slots=True)
class Draft:
    """A mention in the making.

    Args:
        first: Index of its first word.
        last: One past the index of its last word.
        start: First code point.
        end: One past the last code point.
        entries: What it may stand for.
        code: What it stands for, once settled.
        sort: Sort of mention, `surname` or `blocked` before it is settled.
        confidence: Name of the assumption that says how sure it is.
        person: Who it is, where a person is known.
        office: Office that the text gives, in lower case.
    """

    first: int
    last: int
    start: int
    end: int
    entries: list[Entry]
    code: str = ""
    sort: str = ""
    confidence: str = "resolve.name"
    person: Person | None = None
    office: str = ""

    @property
    def actor(self) -> str:
        """Code before the slash; empty for people without a state."""
        return actor_of(self.code)


@dataclass(slots=True)
class Scene:
    """The words of a document and what has been found among them.

    Args:
        text: The whole text.
        words: Words of the stretches that are read.
        owner: For each word, the draft that covers it.
        edges: Indices at which a stretch begins.
    """

    text: str
    words: list[Word]
    owner: list[Draft | None]
    edges: frozenset[int]

    def claim(self, draft: Draft) -> Draft:
        """Let a draft cover its words; whatever lay there before gives way."""
        for index in range(draft.first, draft.last):
            self.owner[index] = draft
        return draft

    def drafts(self) -> list[Draft]:
        """All drafts in the order of the text."""
        found: list[Draft] = []
        for draft in self.owner:
            if draft is not None and (not found or found[-1] is not draft):
                found.append(draft)
        return found

    def between(self, index: int) -> str:
        """Text between a word and the one before it."""
        if index <= 0 or index >= len(self.words):
            return "\n\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def adjacent(self, index: int) -> bool:
        """Whether a word follows the one before it within one phrase."""
        if index in self.edges or not 0 < index < len(self.words):
            return False
        gap = self.between(index)
        if gap == ". ":
            before = self.words[index - 1]
            return len(before.text) == 1 or before.key in SHORTENED
        return gap in {" ", "-", "\u00a0", "\n", "'", "\u2019"}

    def cover(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the words from `first` up to `last`."""
        return self.words[first].start, self.words[last - 1].end


@lru_cache(maxsize=4096)
def actor_of(code: str) -> str:
    """Take the actor, or the group of actors, out of a code.

    Examples:
        >>> actor_of("RUS/Putin"), actor_of("PRK+RUS"), actor_of("experts (unnamed)")
        ('RUS', 'PRK+RUS', '')
    """
    head = code.split("/", 1)[0]
    return head if all(part in actors() for part in head.split("+")) else ""


@cache
def confidence(name: str) -> float:
    """The most likely value of an assumption on how sure a reading is."""
    from suzerain.core.assumption import load_register

    spread = load_register()[name].spread
    return spread.mode if spread.mode is not None else (spread.low + spread.high) / 2


def join_codes(codes: Iterable[str]) -> str:
    """Join actors into one group, in alphabetical order.

    Examples:
        >>> join_codes(["RUS", "PRK", "RUS"])
        'PRK+RUS'
    """
    return "+".join(sorted({part for code in codes for part in code.split("+")}))
