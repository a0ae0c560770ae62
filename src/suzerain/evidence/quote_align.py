"""Ways in which the words of a quote can be laid on the words of a document.

A dynamic program over the places where words agree, in windows around the rarest words
of the quote, so its time grows with the length of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suzerain.evidence.quote_words import CASED, HEADS, NEGATIONS, Words

SILENT = 3  # words left out in one place without a sign
PARTED = 60  # words left out at an ellipsis
PART = 6  # words of a quote for each word left out
RAREST = 3  # rare words of a quote around which it is looked for
WINDOWS = 120  # places of a rare word that are looked at
ELLIPSIS_COST = 0.01  # of a word left out at an ellipsis, one without a sign costs 1


@dataclass(frozen=True, slots=True)
class _Path:
    """How the first words of a quote can be aligned."""

    cost: float
    first: int


class Quote:
    """A quote as words, and where it says that something is left out.

    Args:
        pieces: What stands between its ellipses, in order.
    """

    def __init__(self, pieces: Sequence[Words]) -> None:
        self.keys = [key for piece in pieces for key in piece.keys]
        self.raw = [word for piece in pieces for word in piece.raw]
        self.breaks = [at for piece in pieces for at in piece.breaks]
        self.opens: set[int] = set()
        place = 0
        for piece in pieces[:-1]:
            place += len(piece)
            self.opens.add(place)
        size = len(self.keys)
        self.slack = 0 if size < 4 else max(1 + (size > PART), size // PART)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def reach(self) -> int:
        """Words of a document over which the quote can stretch."""
        return 2 * len(self) + self.slack + PARTED * len(self.opens)


def windows(
    asked: Quote, words: Words, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Stretches in which the quote may begin and end, around its rarest words."""
    known = sorted(
        {key for key in asked.keys if key in words.places},
        key=lambda key: len(words.places[key]),
    )
    starts: list[int] = []
    for key in known[:RAREST]:
        at = asked.keys.index(key)
        found = [place for place in words.places[key] if low <= place < high]
        if len(found) > WINDOWS:
            near = asked.keys[at + 1 : at + 2] or asked.keys[at - 1 : at]
            found = [p for p in found if near[0] in words.keys[max(p - 4, 0) : p + 5]]
        starts += found[:WINDOWS]
    left = right = -1
    for place in sorted(set(starts)):
        if left >= 0 and place - asked.reach > right:
            yield left, right
            left = -1
        left = max(place - asked.reach, low) if left < 0 else left
        right = min(place + asked.reach, high)
    if left >= 0:
        yield left, right


def alignments(
    asked: Quote, words: Words, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Alignments in a window, the closest first, as first word and one past last."""
    size = len(asked)
    best: list[dict[int, _Path]] = [{} for _ in range(size + 1)]
    for at in range(low, high):
        for used, end in _steps(asked, words, 0, at, high):
            _keep(best[used], end, _Path(0.0, at))
    for done in range(1, size):
        for at, path in best[done].items():
            for start, cost in _gaps(asked, words, done, at, high):
                total = path.cost + cost
                if total <= asked.slack + PARTED * ELLIPSIS_COST * len(asked.opens):
                    for used, end in _steps(asked, words, done, start, high):
                        _keep(best[done + used], end, _Path(total, path.first))
    ends = sorted(best[size].items(), key=lambda one: (one[1].cost, one[0]))
    for end, path in ends:
        yield path.first, end


def _keep(row: dict[int, _Path], end: int, path: _Path) -> None:
    known = row.get(end)
    if known is None or path.cost < known.cost:
        row[end] = path


def _steps(
    asked: Quote, words: Words, done: int, at: int, high: int
) -> Iterator[tuple[int, int]]:
    """Ways to match the next word: with one, with two glued, or two of the quote."""
    key = asked.keys[done]
    here = words.keys[at]
    clitic = {key, here} in ({"'s", "is"}, {"'s", "has"})
    if clitic or _same(asked, words, done, at):
        yield 1, at + 1
    if at + 1 < high and key.startswith(here) and key != here:
        joined = here + words.keys[at + 1]
        if joined == key and _joins(here, words.keys[at + 1]):
            yield 1, at + 2
    after = asked.keys[done + 1 : done + 2]
    glued = after and done + 1 not in asked.opens and key + after[0] == here
    if glued and _joins(key, after[0]):
        yield 2, at + 1


def _same(asked: Quote, words: Words, done: int, at: int) -> bool:
    key = asked.keys[done]
    if key != words.keys[at]:
        return False
    if key not in CASED or asked.breaks[done] >= 2 or words.breaks[at] >= 2:
        return True
    large = asked.raw[done][:1].isupper() == words.raw[at][:1].isupper()
    return large and (
        key != "us" or asked.raw[done].isupper() == words.raw[at].isupper()
    )


def _joins(left: str, right: str) -> bool:
    """Whether two words are one that was parted: "Belo" and "russia", "1" and "400"."""
    if left.isdigit() or right.isdigit():
        return left.isdigit() and right.isdigit() and len(right) == 3
    return (
        not ({left, right} & (NEGATIONS | HEADS)) and left.isalpha() and right.isalpha()
    )


def _gaps(
    asked: Quote, words: Words, done: int, at: int, high: int
) -> Iterator[tuple[int, float]]:
    """Where the next word may stand after a match, and what is left out for it."""
    if at >= high:
        return
    yield at, 0.0
    for start in range(at + 1, min(at + SILENT, high - 1) + 1):
        if (
            words.change(start - 1)
            or words.breaks[start - 1] > 1
            or words.breaks[start] > 1
        ):
            break
        yield start, float(start - at)
    if done in asked.opens:
        for start in range(at + 1, min(at + PARTED, high - 1) + 1):
            if words.breaks[start - 1] > 2 or words.breaks[start] > 2:
                break
            if _may_part(words, at, start):
                yield start, ELLIPSIS_COST * (start - at)


def _may_part(words: Words, first: int, last: int) -> bool:
    """Whether an ellipsis may stand for the words from `first` up to `last`."""
    edges = words.breaks[first], words.breaks[last]
    inside = words.breaks[first + 1 : last]
    if 2 in edges or 2 in inside:
        return edges == (2, 2)
    if edges == (1, 1):
        return True
    changes = {words.change(at) for at in range(first, last)}
    return not changes & {"negation", "modality", "name"}
