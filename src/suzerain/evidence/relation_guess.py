"""Which relation a clause states when no frame knows its words, learned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from suzerain.evidence.cue_words import BETWEEN, cue_groups, next_words
from suzerain.evidence.event_features import Span, lemmas
from suzerain.evidence.goods_in_text import find_goods
from suzerain.evidence.memo import Memo
from suzerain.evidence.mention import confidence
from suzerain.evidence.parsed import PREPOSITIONS, Parsed, Verb
from suzerain.evidence.relations import relations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOTHING = "NONE"
STEM = 5
REACH = 5  # tokens after a verb in which its object is looked for
MOVING = ("SUPPLIES_", "BUYS_")  # relations that need a good


@dataclass(frozen=True, slots=True)
class Guess:
    """What the classifier makes of a clause.

    Args:
        relation: The likeliest relation of `relations.csv`, or `NONE` for a clause
            that states nothing between actors.
        probability: Its probability.
    """

    relation: str
    probability: float


@dataclass(frozen=True, slots=True)
class RelationWeights:
    """The trained classifier of relations.

    Args:
        labels: Relations, in the order of the columns.
        codes: Hashes of the features, sorted (feature,).
        weights: Their weights in steps (feature, relation).
        step: One step of a weight, in logits.
        fingerprint: Hash of the sentences, words and scripts behind it.
        rows: Row of each hash.
    """

    labels: tuple[str, ...]
    codes: NDArray[np.uint32]
    weights: NDArray[np.int8]
    step: float
    fingerprint: str
    rows: dict[int, int]


@cache
def read_relation_weights() -> RelationWeights:
    """Read the trained weights that ship."""
    import numpy as np

    path = files("suzerain.evidence") / "tables" / "relation_weights.npz"
    with path.open("rb") as file, np.load(file) as arrays:
        return RelationWeights(
            tuple(str(name) for name in arrays["labels"]),
            arrays["codes"],
            arrays["weights"],
            float(arrays["step"]),
            str(arrays["fingerprint"]),
            {code: row for row, code in enumerate(arrays["codes"].tolist())},
        )


def guess(
    parsed: Parsed,
    source: Span,
    target: Span | None,
    clause: Span,
    *,
    verb: Verb | None = None,
    alone: bool = False,
    sure: bool = False,
) -> Guess:
    """Guess what relation a clause states between two of its actors.

    Args:
        parsed: The sentence.
        source: Token range of the doer.
        target: Token range of whom it is done to, or None.
        clause: Token range of the clause.
        verb: Its main verb, or None to look for it.
        alone: Whether there is nobody else whom a relation of equals could join.
        sure: Whether it states some relation, because somebody denies it.
    """
    import numpy as np

    model = read_relation_weights()
    names = clause_features(parsed, source, target, clause, verb)
    rows = [row for row in map(ROWS.__getitem__, names) if row >= 0]
    known = np.array(rows, np.intp)
    steps = np.add.reduce(model.weights.take(known, axis=0), axis=0, dtype=np.int32)
    scores = steps * model.step
    chance = np.exp(scores - np.maximum.reduce(scores))
    total = float(np.add.reduce(chance))
    idle = confidence("evidence.proposal_nothing")
    for _ in model.labels:
        at = int(chance.argmax())
        name, likely = model.labels[at], float(chance[at]) / total
        chance[at] = -1.0
        if name == NOTHING and (sure or likely < idle):
            continue
        if alone and name != NOTHING and relations()[name].symmetric:
            continue
        if name.startswith(MOVING) and not any(one[:5] == "good:" for one in names):
            continue
        return Guess(name, likely)
    return Guess(NOTHING, 0.0)


def _row_of(name: str) -> int:
    """Row of the weights of a feature, or -1."""
    return read_relation_weights().rows.get(crc32(name.encode()), -1)


ROWS = Memo(_row_of)


def clause_features(
    parsed: Parsed,
    source: Span,
    target: Span | None,
    clause: Span,
    verb: Verb | None = None,
) -> list[str]:
    """Features of one clause, as if it were a sentence of its own.

    Args:
        parsed: The sentence.
        source: Token range of the doer.
        target: Token range of whom it is done to, or None.
        clause: Token range of the clause.
        verb: Its main verb, or None to look for it.
    """
    ends = [source, clause] if target is None else [source, target, clause]
    left = min(first for first, _last in ends)
    right = max(last for _first, last in ends)
    words = _masked(parsed, source, target, left, right)
    ahead = next_words(words)
    doer = source[0] - left
    other = doer if target is None else target[0] - left
    order = "n" if target is None else "a" if doer < other else "p"
    heads = [one for one in parsed.verbs if left <= one.head < right]
    verbs = {one.head - left for one in heads}
    main = verb if verb in heads else _first_verb(heads, source[0])
    found = ["bias:", f"order:{order}"]
    found += _words(words, ahead, verbs, doer, other, order)
    if main is not None:
        found += _head(parsed, words, ahead, main, left)
        found += _object(words, verbs, main.head - left)
    else:
        found.append("h:")
    for name, at in (("s", doer), ("t", other)):
        if (name == "s" or target is not None) and at:
            found.append(f"{name}p:{words[at - 1]}")
    for word in find_goods(words):
        found.append(f"good:{word.good}")
        found.append(f"goods:{word.group}")
    return list(dict.fromkeys(found))


def _first_verb(heads: Sequence[Verb], start: int) -> Verb | None:
    """The first finite verb after the doer, else the last of all."""
    finite = (one for one in heads if one.finite and one.head >= start)
    return next(finite, None) or (heads[-1] if heads else None)


def _masked(
    parsed: Parsed, source: Span, target: Span | None, left: int, right: int
) -> list[str]:
    """Words of a clause without the names of its actors."""
    words = parsed.words[left:right]
    for at, word in enumerate(words):
        if word == "<actor>":
            words[at] = "<n>"
        elif word[:1].isdigit():
            words[at] = "<num>"
    for span, mark in ((target, "<t>"), (source, "<s>")):
        if span is not None:
            first, last = span[0] - left, span[1] - left
            words[first:last] = [mark] + ["<n>"] * (last - first - 1)
    return words


def _words(
    words: Sequence[str],
    ahead: Sequence[int],
    verbs: set[int],
    doer: int,
    other: int,
    order: str,
) -> Iterator[str]:
    """Words, pairs of words and groups of words, by where they stand."""
    low, high = min(doer, other), max(doer, other)
    zones = [f"{order}{part}" for part in "bme"]
    before = "^"
    for at, word in enumerate(words):
        if not word[0].isalpha():
            before = word
            continue
        base, own = OWN_FEATURES[word]
        yield from own
        yield f"2:{before} {base}"
        before = base
        groups = cue_groups(words, at, ahead)
        if groups:
            zone = zones[0 if at < low else 1 if at < high else 2]
            for group in groups:
                yield f"g:{group}"
                yield f"gz:{zone} {group}"
                if at in verbs:
                    yield f"gv:{group}"


def _own_features(word: str) -> tuple[str, tuple[str, ...]]:
    """The base of a word, and the features of it alone."""
    base = lemmas(word)[0]
    stem = (f"stem:{base[:STEM]}",) if len(base) > STEM else ()
    return base, (f"w:{base}", *stem)


OWN_FEATURES = Memo(_own_features)


def _head(
    parsed: Parsed,
    words: Sequence[str],
    ahead: Sequence[int],
    verb: Verb,
    left: int,
) -> Iterator[str]:
    """The main verb, its voice and helpers."""
    base = lemmas(parsed.words[verb.head])[0]
    yield f"h:{base}"
    yield f"hv:{'p' if verb.passive else 'a'}"
    helpers = parsed.words[verb.first : verb.head]
    yield f"hm:{' '.join(helpers)}"
    for group in cue_groups(words, verb.head - left, ahead):
        yield f"hg:{group}"
    after = words[verb.head - left + 1 : verb.head - left + 2]
    if after and after[0] in PREPOSITIONS:
        yield f"hp:{base} {after[0]}"


def _object(words: Sequence[str], verbs: set[int], head: int) -> Iterator[str]:
    """The first word of weight that follows the main verb, mostly its object."""
    for at in range(head + 1, min(head + REACH, len(words))):
        word = words[at]
        if at in verbs:
            return
        if word[0].isalpha() and word not in BETWEEN and word not in PREPOSITIONS:
            yield f"hn:{lemmas(word)[0]}"
            return
