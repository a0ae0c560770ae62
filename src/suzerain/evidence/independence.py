"""Which texts are copies or rewritings of one another, so that they count once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from suzerain.evidence.claim import Claim
from suzerain.evidence.fingerprint import (
    Fingerprint,
    anchors,
    assumed,
    compare,
    content_words,
    fingerprint,
    read_part,
    split_words,
)
from suzerain.sources.document import Document

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
FEW = 100  # documents; up to here every pair is compared
KEPT = 2048  # fingerprints kept at once, whatever the number of documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Why two documents are not independent.

    Args:
        left: Id of the earlier document in the order given.
        right: Id of the later one.
        share: How alike they are, 0 to 1: the score of `compare`.
        reason: The same in words, for a note.
    """

    left: str
    right: str
    share: float
    reason: str


def cluster_documents(
    documents: Iterable[Document], claims: Iterable[Claim] = ()
) -> tuple[tuple[str, ...], ...]:
    """Group documents that copy or rewrite one another.

    Args:
        documents: Documents with their blocks.
        claims: Their claims, where they were extracted; they add to the score.

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
        for likeness in find_likenesses(listed, claims)
    ]
    labels = _join(len(listed), pairs)
    groups: dict[int, list[str]] = defaultdict(list)
    for document, label in zip(listed, labels, strict=True):
        groups[label].append(document.id)
    return tuple(tuple(dict.fromkeys(ids)) for ids in groups.values())


def find_likenesses(
    documents: Iterable[Document], claims: Iterable[Claim] = ()
) -> tuple[Likeness, ...]:
    """Return every pair of documents that are not independent, with the reason.

    Few documents are compared each with each. Of many, only candidates are: pairs
    whose sketches meet, and pairs with several telling figures or quotations in
    common.

    Args:
        documents: Documents with their blocks.
        claims: Their claims, where they were extracted.
    """
    listed = list(documents)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc].append(claim)

    @lru_cache(maxsize=KEPT)
    def taken(place: int) -> Fingerprint:
        return fingerprint(listed[place], by_document[listed[place].id])

    found: list[Likeness] = []
    for left, right in _candidates(listed):
        verdict = compare(taken(left), taken(right))
        if verdict.is_copy:
            found.append(
                Likeness(
                    left=listed[left].id,
                    right=listed[right].id,
                    share=min(verdict.score, 1.0),
                    reason=verdict.reason,
                )
            )
    return tuple(found)


def _candidates(documents: Sequence[Document]) -> Iterable[tuple[int, int]]:
    """Pairs worth comparing, in the order of the later document, then the earlier."""
    if len(documents) <= FEW:
        return (
            (left, right) for right in range(len(documents)) for left in range(right)
        )
    from suzerain.evidence.shingles import near_pairs

    pairs = {(int(a), int(b)) for a, b in near_pairs(map(read_part, documents))}
    least = assumed("evidence.candidate_anchors")
    common = _overlaps([anchors(one) for one in documents])
    pairs.update(pair for pair, shared in common.items() if shared >= least)
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


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
    words = [content_words(quote) for quote in quotes]
    numbers = [frozenset(_NUMBER.findall(quote)) for quote in quotes]
    pairs: list[tuple[int, int]] = []
    first: dict[str, int] = {}
    for place, quote in enumerate(quotes):
        key = " ".join(split_words(quote))
        if key:
            pairs.append((first.setdefault(key, place), place))
    least = assumed("evidence.passage_words")
    share = assumed("evidence.passage_share")
    for (left, right), common in _overlaps(words).items():
        fewer = min(len(words[left]), len(words[right]))
        disagree = numbers[left] and numbers[right] and numbers[left] != numbers[right]
        if fewer >= least and common >= share * fewer and not disagree:
            pairs.append((left, right))
    labels = _join(len(quotes), pairs)
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]


def _overlaps(sets: Sequence[frozenset[str]]) -> Counter[tuple[int, int]]:
    """Count common words of pairs; words that many passages share find no pair."""
    most = assumed("evidence.common_word")
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
