"""Train the classifier that proposes a relation for a clause, or check it.

    python training/train_relations.py            check, train, write the weights
    python training/train_relations.py --check    cross-check only, write nothing

The sentences stand in `training/events/*.tsv`: a relation (or `NONE`), a tab, and a
sentence with its doer in `[S ...]` and perhaps its other side in `[T ...]`; the lines
of `negation.tsv` have the polarity before. A multinomial logistic regression is fitted
by AdaGrad (Duchi, Hazan and Singer 2011), a sentence at a time. Clauses of annotated
articles count most; the check leaves whole articles out, as a reader meets them.
"""

# ruff: noqa: T201, INP001
from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from train_events import MARK, Example

from suzerain.evidence import cue_words, event_features, relation_guess
from suzerain.evidence.actor_codes import states
from suzerain.evidence.clauses import find_clauses
from suzerain.evidence.context import Context
from suzerain.evidence.event_features import head_of
from suzerain.evidence.events import parse_marked
from suzerain.evidence.gold import GoldArticle, read_gold
from suzerain.evidence.parse import parse
from suzerain.evidence.parsed import Group, Parsed
from suzerain.evidence.relation_guess import NOTHING, clause_features
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.sentences import split_sentences

HERE = Path(__file__).resolve().parent
SENTENCES = HERE / "events"
DEV = Path(relation_guess.__file__).parent / "gold" / "dev"
WEIGHTS = Path(relation_guess.__file__).parent / "tables" / "relation_weights.npz"
SEEDS = (20240607, 20240608, 20240609)
"""The weights are the mean of as many runs."""
LEAST = 2
"""Sentences in which a feature must occur."""
KEPT = 26_000
"""Features that ship: those with the largest weights."""
EPOCHS = 4
RATE = 0.03
SHRINK = 2e-5
"""Share of each weight that a step takes back."""
SMOOTH = 0.1
RARITY = 0.25
"""How far rare relations weigh more: 0 not at all, 1 as much as common ones."""
OWN = 0.05
"""How much a sentence counts beside a clause of an article, which is what is read."""
FEWEST = 12
"""Examples a relation needs to be learned."""
FOLDS = 10

Floats = NDArray[np.floating]


class Learned(NamedTuple):
    """A clause to learn from: relation, features, how much it counts, its article."""

    label: str
    names: list[str]
    weight: float
    article: str = ""


def read_lines() -> list[Example]:
    """All own sentences, each once."""
    rows: dict[tuple[str, str], Example] = {}
    for path in sorted(SENTENCES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) < 2:
                continue
            label, marked = fields[-2], fields[-1]
            plain, spans, position = "", {}, 0
            for match in MARK.finditer(marked):
                plain += marked[position : match.start()]
                spans.setdefault(match[1], (len(plain), len(plain) + len(match[2])))
                plain += match[2]
                position = match.end()
            plain += marked[position:]
            if "S" in spans:
                rows[label, marked] = Example(label, plain, spans["S"], spans.get("T"))
    counts = Counter(one.label for one in rows.values())
    return [one for one in rows.values() if counts[one.label] >= FEWEST]


def without_target(rows: Sequence[Example]) -> list[Example]:
    """Sentences again with their other side unmarked, as where nobody is known."""
    return [replace(one, target=None) for one in rows if one.target is not None]


def name_features(one: Example) -> list[str]:
    """Features of the clause that a sentence is about."""
    parsed, source, target = parse_marked(one.sentence, one.source, one.target)
    verb = head_of(parsed, source, target)
    clause = parsed.clause(verb.head) if verb else (0, len(parsed.words))
    return clause_features(parsed, source, target, clause, verb)


def own_articles() -> list[GoldArticle]:
    """Annotated articles to learn from: the development half, and more."""
    return [
        article
        for folder in (DEV, HERE / "articles")
        if folder.is_dir()
        for article in read_gold(folder, half="dev")
    ]


def article_examples(article: GoldArticle) -> Iterator[Learned]:
    """Clauses of an annotated article with their relation, as features.

    A clause with a known actor as subject in which people found nothing is `NONE`.

    Args:
        article: An article written and annotated by us.
    """
    mentions = find_mentions(article.document)
    for sentence in split_sentences(article.document):
        inside = [
            one
            for one in mentions
            if sentence.start <= one.start and one.end <= sentence.end
        ]
        if inside:
            text = article.document.text[sentence.start : sentence.end]
            parsed = parse(text, sentence.start, inside)
            yield from _sentence_examples(article, parsed, sentence.start, sentence.end)


def _sentence_examples(
    article: GoldArticle, parsed: Parsed, start: int, end: int
) -> Iterator[Learned]:
    context = Context(parsed)
    read: list[tuple[int, int]] = []
    for claim in article.claims:
        if not (start <= claim.start and claim.end <= end):
            continue
        left = parsed.token_at(claim.start - start)
        right = parsed.token_at(claim.end - start)
        read.append((left, right))
        doer = _group(parsed, claim.subject, left, right)
        other = _group(parsed, claim.object, left, right)
        marked = doer or other
        if marked is None:
            continue
        target = None
        if doer is not None and other is not None and other is not doer:
            target = (other.first, other.last)
        source = (marked.first, marked.last)
        verb = head_of(parsed, source, target, context)
        names = clause_features(parsed, source, target, (left, right), verb)
        yield Learned(claim.relation, names, 1.0, article.name)
    for clause in find_clauses(context):
        if clause.doer is not None and not any(
            left < clause.right and clause.left < right for left, right in read
        ):
            source = (clause.doer.first, clause.doer.last)
            span = (clause.left, clause.right)
            names = clause_features(parsed, source, None, span, clause.verb)
            yield Learned(NOTHING, names, 1.0, article.name)


def _group(parsed: Parsed, code: str, left: int, right: int) -> Group | None:
    wanted = states(code)
    for group in parsed.groups:
        if left <= group.first and group.last <= right and states(group.code) & wanted:
            return group
    return None


def read_examples(without: tuple[str, ...] = ()) -> list[Learned]:
    """All there is to learn from, of relations that are common enough.

    Args:
        without: How the names of articles begin that are left out.
    """
    rows = read_lines()
    rows += without_target(rows)
    found = [Learned(one.label, name_features(one), OWN) for one in rows]
    for article in own_articles():
        if not article.name.startswith(without):
            found += article_examples(article)
    counts = Counter(one.label for one in found)
    return [one for one in found if counts[one.label] >= FEWEST]


def fit(
    examples: Sequence[Learned], names: Sequence[str]
) -> tuple[dict[str, int], Floats]:
    """Fit by AdaGrad; classes weigh by the root of their rarity.

    Args:
        examples: Clauses to learn from.
        names: All relations, in the order of the columns.

    Returns:
        Column of each feature, and weights (feature, relation), averaged over the
        last half of the steps of each run.
    """
    counts = Counter(name for one in examples for name in one.names)
    index = {
        name: at
        for at, name in enumerate(
            sorted(name for name, count in counts.items() if count >= LEAST)
        )
    }
    rows = [np.array([index[n] for n in one.names if n in index]) for one in examples]
    codes = np.array([names.index(one.label) for one in examples])
    counting = np.array([one.weight for one in examples])
    share = np.bincount(codes, weights=counting, minlength=len(names))
    rare = (counting.sum() / len(names) / np.maximum(share, 1)) ** RARITY
    weigh = (counting * rare[codes]).astype(np.float32)
    total = np.zeros((len(index), len(names)), dtype=np.float32)
    for seed in SEEDS:
        total += _descend(rows, codes, weigh, total.shape, seed)
    return index, total / len(SEEDS)


def _descend(
    rows: Sequence[NDArray[np.int64]],
    codes: NDArray[np.int64],
    weigh: Floats,
    shape: tuple[int, int],
    seed: int,
) -> Floats:
    """One run over the examples, in an order that the seed gives."""
    weights = np.zeros(shape, dtype=np.float32)
    seen = np.full_like(weights, 1e-4)
    total = np.zeros_like(weights)
    rng = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        for at in rng.permutation(len(rows)):
            where, code = rows[at], codes[at]
            known = weights[where]
            chance = softmax(known.sum(axis=0))
            chance -= SMOOTH / shape[1]
            chance[code] -= 1 - SMOOTH
            chance *= weigh[at]
            steps = seen[where] + chance**2
            seen[where] = steps
            weights[where] = known * (1 - SHRINK) - RATE * chance / np.sqrt(steps)
        weights *= 0.995
        if epoch >= EPOCHS // 2:
            total += weights
    return total / (EPOCHS - EPOCHS // 2)


def softmax(scores: Floats) -> Floats:
    """Chances of scores, along the last axis."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return chances


def check(examples: Sequence[Learned], names: Sequence[str]) -> float:
    """Score the clauses of a tenth of the articles by a model that has not seen them.

    Returns:
        Divisor of the scores under which probabilities fit best.
    """
    unseen = [
        one.article and crc32(one.article.encode()) % FOLDS == 0 for one in examples
    ]
    index, weights = fit(
        [one for one, out in zip(examples, unseen, strict=True) if not out], names
    )
    asked = [
        one
        for one, out in zip(examples, unseen, strict=True)
        if out and one.label != NOTHING
    ]
    scores = np.stack(
        [
            weights[[index[n] for n in one.names if n in index]].sum(axis=0)
            for one in asked
        ]
    )
    codes = np.array([names.index(one.label) for one in asked])
    answers = scores.argmax(axis=1)
    hits: dict[str, list[bool]] = defaultdict(list)
    for code, answer in zip(codes, answers, strict=True):
        hits[names[code]].append(bool(code == answer))
    for name, row in sorted(hits.items(), key=lambda one: np.mean(one[1])):
        print(f"  {name:22s} {np.mean(row):.2f} of {len(row)}")

    def loss(heat: float) -> float:
        likely = softmax(scores / heat)[np.arange(len(codes)), codes]
        return float(-np.log(likely).sum())

    heat = float(min(np.geomspace(0.3, 4, 40), key=loss))
    print(f"{(answers == codes).mean():.3f} right of {len(codes)}, heat {heat:.2f}")
    return heat


def fingerprint() -> str:
    """Hash of everything that the weights come from."""
    digest = hashlib.sha256()
    sources = [
        Path(__file__),
        Path(event_features.__file__),
        Path(relation_guess.__file__),
        Path(cue_words.__file__),
        WEIGHTS.parent / "event_words.csv",
        WEIGHTS.parent / "tie_words.csv",
    ]
    articles = [
        path
        for folder in (DEV, HERE / "articles")
        for path in sorted(folder.glob("*"))
        if path.suffix in {".txt", ".jsonl"}
    ]
    for path in [*sources, *sorted(SENTENCES.glob("*.tsv")), *articles]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def write(examples: Sequence[Learned], labels: Sequence[str], heat: float) -> None:
    """Train on all examples and write the weights."""
    index, weights = fit(examples, labels)
    kept = np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:KEPT]
    features = np.array(list(index))[kept]
    codes = np.array([crc32(name.encode()) for name in features], dtype=np.uint32)
    order = np.argsort(codes, kind="stable")
    small = weights[kept][order] / heat
    step = float(np.abs(small).max() / 127)
    np.savez_compressed(
        WEIGHTS,
        labels=np.array(labels),
        codes=codes[order],
        weights=np.round(small / step).astype(np.int8),
        step=np.float64(step),
        fingerprint=np.array(fingerprint()),
    )
    size = WEIGHTS.stat().st_size // 1024
    print(f"{len(examples)} examples, {len(labels)} relations, {size} kB")


def main() -> None:
    """Check, then train unless told not to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument(
        "--without", nargs="*", default=(), help="leave out articles named like this"
    )
    chosen = parser.parse_args()
    examples = read_examples(tuple(chosen.without))
    labels = sorted({one.label for one in examples})
    print(f"{len(examples)} examples read")
    heat = check(examples, labels)
    if not chosen.check:
        write(examples, labels, heat)


if __name__ == "__main__":
    main()
