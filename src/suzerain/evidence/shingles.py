"""Near-copies among many texts, found by sketches made with whole-array operations.

The words of a block of texts are hashed at once from the bytes of the texts, runs of
words from the words, and each text keeps the smallest hash of each of a number of
bins (one-permutation hashing, Li, Owen and Zhang 2012; empty bins are filled from
others, Shrivastava and Li 2014). Texts that agree on a band of bins are candidates
(Leskovec, Rajaraman and Ullman 2014, chapter 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

RUN = 5  # words of a shingle
BINS = 128  # slots of a sketch
BAND = 4  # slots of a band; 32 bands find a share of 0.5 with probability 0.87
BLOCK = 300_000  # code points sketched at once, so that what is worked on stays cached
ROOM = 1 << 21  # numbers; an array taken and given back once makes malloc keep its room
MOST_IN_BUCKET = 200  # texts; a larger bucket is cut into chains of neighbours
EMPTY = np.uint64(2**64 - 1)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying loses nothing
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SMALL = np.uint64(32)
_SHIFTS = np.array([0, 56, 48, 40, 32, 24, 16, 8, 0], dtype=np.uint64)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PUNCTUATION = re.compile(rb"\xe2\x80.|\xe3\x80.|\xc2[\xa0-\xbf]", re.DOTALL)


def near_pairs(texts: Iterable[str]) -> NDArray[np.intp]:
    """Find the pairs of texts that probably share many runs of five words.

    Args:
        texts: Texts; they are taken in blocks, so a generator never fills the memory.

    Returns:
        Places of the texts, shape (pairs, 2), the smaller first, sorted. A text of
        fewer than five words is in no pair.

    Examples:
        >>> story = " ".join(f"word{n} was said" for n in range(50))
        >>> other = " ".join(f"thing{n} is seen" for n in range(50))
        >>> near_pairs([story, other, story + " and more"]).tolist()
        [[0, 2]]
    """
    np.empty(ROOM)  # else glibc returns every array to the system, at twice the time
    bands = [band_hashes(sketch(block)) for block in _blocks(texts)]
    if not bands:
        return np.empty((0, 2), dtype=np.intp)
    return _meeting(np.concatenate(bands, axis=1))


def sketch(texts: Iterable[str]) -> Hashes:
    """Sketch texts: two sketches agree in the share of runs that the texts share.

    Args:
        texts: As many texts as fit in memory at once.

    Returns:
        Shape (texts, 128); a row of `EMPTY` for a text of fewer than five words.
    """
    data, firsts = _joined(texts)
    hashes, counts = _words(data, firsts)
    runs, owners = _runs(hashes, counts)
    table = np.full((len(counts), BINS), EMPTY)
    slots = owners * BINS + (runs >> np.uint64(57)).astype(np.intp)
    np.minimum.at(table.reshape(-1), slots, runs)
    return _densified(table)


def band_hashes(sketches: Hashes) -> Hashes:
    """Hash the bands of sketches; two texts meet where one of their bands is equal.

    Args:
        sketches: Shape (texts, 128).

    Returns:
        Shape (bands, texts); `EMPTY` for a text without a sketch.
    """
    parts = sketches.reshape(len(sketches), BINS // BAND, BAND)
    mixed = parts[:, :, 0].copy()
    for place in range(1, BAND):
        mixed *= _FACTOR
        mixed += parts[:, :, place]
    mixed = _mixed(mixed)
    mixed[sketches[:, 0] == EMPTY] = EMPTY
    return np.ascontiguousarray(mixed.T)


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _joined(texts: Iterable[str]) -> tuple[bytes, NDArray[np.intp]]:
    """All texts as bytes, with zeros between, and where each text begins."""
    parts = [_spaced(text).encode("utf-8", "replace") for text in texts]
    firsts = np.cumsum([0, *(len(part) + 1 for part in parts)], dtype=np.intp)
    data = b"\0".join([*parts, bytes(32)])
    if not data.isascii():
        data = _PUNCTUATION.sub(lambda found: b" " * len(found[0]), data)
    return data, firsts


def _spaced(text: str) -> str:
    """A text in which each Han or kana sign is a word; other letters in small."""
    if text.isascii():
        return text
    return _HAN.sub(r" \g<0> ", text) if _HAN.search(text) else text


def _words(data: bytes, firsts: NDArray[np.intp]) -> tuple[Hashes, NDArray[np.intp]]:
    """Hash every word, and count the words of each text.

    A word is read as numbers of eight bytes, its letters made small by one bit; of a
    word of more than 16 bytes the first and last and the length count.
    """
    signs = np.frombuffer(data, dtype=np.uint8) | np.uint8(0x20)
    inside = signs - np.uint8(0x61) < 26
    inside |= signs >= 0x80
    digits = np.frombuffer(data, dtype=np.uint8) - np.uint8(0x30)
    inside |= digits < 10
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    if len(inside) and inside[0]:
        edges = np.concatenate([np.zeros(1, dtype=np.intp), edges])
    starts, ends = edges[::2], edges[1::2]
    sizes = ends - starts
    eights: Hashes = np.ndarray((len(data) - 7,), "<u8", signs.data, strides=(1,))
    hashes = eights[starts]
    hashes <<= _SHIFTS[np.minimum(sizes, 8)]
    long = np.flatnonzero(sizes > 8)
    hashes[long] ^= eights[ends[long] - 8] * _MIX[1] + sizes[long].astype(np.uint64)
    hashes *= _MIX[0]
    hashes ^= hashes >> _SMALL
    return hashes, np.diff(np.searchsorted(starts, firsts))


def _runs(hashes: Hashes, counts: NDArray[np.intp]) -> tuple[Hashes, NDArray[np.intp]]:
    """Hash every run of words that stays inside a text, with the text it is of."""
    runs = np.zeros(max(len(hashes) - RUN + 1, 0), dtype=np.uint64)
    for place in range(RUN):
        runs *= _FACTOR
        runs += hashes[place : place + len(runs)]
    owners = np.repeat(np.arange(len(counts), dtype=np.intp), counts)
    kept = owners[: len(runs)] == owners[RUN - 1 :][: len(runs)]
    return _mixed(runs[kept]), owners[: len(runs)][kept]


def _mixed(hashes: Hashes) -> Hashes:
    """Spread what differs in a few bits over all (the finisher of splitmix64)."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= _MIX[0]
    hashes ^= hashes >> np.uint64(27)
    hashes *= _MIX[1]
    hashes ^= hashes >> np.uint64(31)
    return hashes


def _densified(table: Hashes) -> Hashes:
    """Fill an empty bin from the next one to the right that is not, round the end."""
    empty = table == EMPTY
    rows = np.flatnonzero(empty.any(axis=1) & ~empty.all(axis=1))
    if not len(rows):
        return table
    twice = np.concatenate([empty[rows], empty[rows]], axis=1)
    places = np.where(twice, 2 * BINS, np.arange(2 * BINS))
    nearest = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1][:, :BINS]
    steps = (nearest - np.arange(BINS)).astype(np.uint64)
    filled = np.take_along_axis(table[rows], nearest % BINS, axis=1)
    table[rows] = filled + steps * _FACTOR
    return table


def _meeting(bands: Hashes) -> NDArray[np.intp]:
    """Pairs of texts that meet in a band, each once."""
    count = bands.shape[1]
    found: list[NDArray[np.intp]] = []
    for band in bands:
        order = np.argsort(band, kind="stable")
        same = band[order[1:]] == band[order[:-1]]
        same &= band[order[1:]] != EMPTY
        step = 1
        while same.any() and step <= MOST_IN_BUCKET:
            places = np.flatnonzero(same)
            pairs = order[places] * count + order[places + step]
            found.append(pairs)
            step += 1
            same = same[: count - step] & (
                band[order[step:]] == band[order[: count - step]]
            )
    if not found:
        return np.empty((0, 2), dtype=np.intp)
    merged = np.unique(np.concatenate(found))
    return np.stack([merged // count, merged % count], axis=1)
