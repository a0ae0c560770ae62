"""Which texts are copies or rewritings of one another, so that they count once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from suzerain.core.assumption import load_register
from suzerain.sources.document import Document

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTE = re.compile(r"[\"“«„]([^\"“”«»„\n]{8,400})[\"”»“]")
SHORTEST_CONTENT = 4  # letters; shorter words are mostly grammar
STEM = 6  # letters kept of a word, so that its endings do not count
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Why two documents are not independent.

    Args:
        left: Id of the earlier document in the order given.
        right: Id of the later one.
        share: Share of the shorter text that is found in the other, 0 to 1.
        reason: The same in words, for a note.
    """

    left: str
    right: str
    share: float
    reason: str


def cluster_documents(documents: Iterable[Document]) -> tuple[tuple[str, ...], ...]:
    """Group documents that copy or rewrite one another.

    Args:
        documents: Documents with their blocks.

    Returns:
        Groups of document ids, in the order of their first members; a document that
        copies nobody is a group of its own.

    Examples:
        >>> words = (
        ...     "The two sides signed a pact on grain and fuel in the capital today."
        ... )
        >>> first = Document(id="doc-1", name="a", text=words)
        >>> again = Document(id="doc-2", name="b", text=words + " It rained.")
        >>> cluster_documents([first, again])
        (('doc-1', 'doc-2'),)
    """
    listed = list(documents)
    place = {document.id: number for number, document in enumerate(listed)}
    pairs = [
        (place[likeness.left], place[likeness.right])
        for likeness in find_likenesses(listed)
    ]
    labels = _join(len(listed), pairs)
    groups: dict[int, list[str]] = defaultdict(list)
    for document, label in zip(listed, labels, strict=True):
        groups[label].append(document.id)
    return tuple(tuple(dict.fromkeys(ids)) for ids in groups.values())


def find_likenesses(documents: Iterable[Document]) -> tuple[Likeness, ...]:
    """Return every pair of documents that are not independent, with the reason.

    A pair is a copy when much of the shorter text's word runs stand in the other
    (containment, Broder 1997). It is a rewriting when most figures and quotations of
    the one, and many of its content words, stand in the other.

    Args:
        documents: Documents with their blocks.
    """
    listed = list(documents)
    prints = [_print(document) for document in listed]
    found: list[Likeness] = []
    for right in range(len(listed)):
        for left in range(right):
            verdict = _compare(prints[left], prints[right])
            if verdict:
                share, reason = verdict
                found.append(
                    Likeness(
                        left=listed[left].id,
                        right=listed[right].id,
                        share=share,
                        reason=reason,
                    )
                )
    return tuple(found)


def cluster_passages(quotes: Sequence[str]) -> list[int]:
    """Number passages so that those which repeat one another share a number.

    Args:
        quotes: Passages, such as the quotes of claims.

    Returns:
        One group number for each passage, from 0 in order of first appearance.

    Examples:
        >>> cluster_passages(["Oil flows north.", "Steel is dear.", "Oil flows north!"])
        [0, 1, 0]
    """
    words = [_content(quote) for quote in quotes]
    numbers = [frozenset(_NUMBER.findall(quote)) for quote in quotes]
    pairs: list[tuple[int, int]] = []
    first: dict[str, int] = {}
    for place, quote in enumerate(quotes):
        key = " ".join(_WORD.findall(quote.casefold()))
        if key:
            pairs.append((first.setdefault(key, place), place))
    least = _assumed("evidence.passage_words")
    share = _assumed("evidence.passage_share")
    for (left, right), common in _overlaps(words).items():
        fewer = min(len(words[left]), len(words[right]))
        disagree = numbers[left] and numbers[right] and numbers[left] != numbers[right]
        if fewer >= least and common >= share * fewer and not disagree:
            pairs.append((left, right))
    labels = _join(len(quotes), pairs)
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]


@dataclass(frozen=True, slots=True)
class _Print:
    shingles: frozenset[int]
    anchors: frozenset[str]
    content: frozenset[str]


def _print(document: Document) -> _Print:
    text = _read_part(document)
    words = _words(text)
    run = int(_assumed("evidence.shingle"))
    shingles = frozenset(
        hash(tuple(words[place : place + run]))
        for place in range(max(len(words) - run + 1, 1 if words else 0))
    )
    quotes = (" ".join(_words(quote)) for quote in _QUOTE.findall(text))
    return _Print(
        shingles, frozenset({*_NUMBER.findall(text), *quotes}), _content(text)
    )


def _read_part(document: Document) -> str:
    if not document.blocks:
        return document.text
    return "\n".join(
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind in {"headline", "body"}
    )


def _compare(left: _Print, right: _Print) -> tuple[float, str] | None:
    share = _containment(left.shingles, right.shingles)
    if share >= _assumed("evidence.copy_share"):
        return share, f"{share:.0%} of the shorter text's word runs stand in the other"
    anchors = len(left.anchors & right.anchors)
    anchored = _containment(left.anchors, right.anchors)
    worded = _containment(left.content, right.content)
    if (
        anchors >= _assumed("evidence.spun_anchors")
        and anchored >= _assumed("evidence.spun_share")
        and worded >= _assumed("evidence.spun_words")
    ):
        reason = (
            f"{anchors} figures and quotations and {worded:.0%} of the shorter text's "
            "content words stand in both: one rewrites the other"
        )
        return worded, reason
    return None


def _containment(left: frozenset[T], right: frozenset[T]) -> float:
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0


def _words(text: str) -> list[str]:
    """Words in small letters; a Han or kana sign is a word of its own."""
    return _WORD.findall(_HAN.sub(r" \g<0> ", text.casefold()))


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word[:STEM]
        for word in _words(text)
        if len(word) >= SHORTEST_CONTENT or not word.isascii() or word.isdigit()
    )


def _overlaps(sets: Sequence[frozenset[str]]) -> Counter[tuple[int, int]]:
    """Count common words of pairs; words that many passages share find no pair."""
    most = _assumed("evidence.common_word")
    places: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(sets):
        for word in sorted(words):
            places[word].append(number)
    pairs = {
        (left, right)
        for held in places.values()
        if len(held) <= most
        for place, right in enumerate(held)
        for left in held[:place]
    }
    return Counter(
        {(left, right): len(sets[left] & sets[right]) for left, right in sorted(pairs)}
    )


def _join(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Label connected places with the first of them."""
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    return [root(place) for place in range(count)]


def _assumed(key: str) -> float:
    """Return the most credible value of an assumption."""
    spread = load_register()[key].spread
    return spread.low if spread.mode is None else spread.mode
