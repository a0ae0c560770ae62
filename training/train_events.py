"""Train the classifier of event classes on our own sentences, or measure it.

    python training/train_events.py                    train, and write the weights
    python training/train_events.py --check            cross-validate, write nothing
    python training/train_events.py --measure PATH     score on sentences not ours

The sentences stand in `training/events/CLASS.tsv` (and `CLASS_more.tsv`): the class,
a tab, and a sentence with its doer in `[S ...]` and its target in `[T ...]`. A file to
measure on is tab-separated with the columns `sentence`, `source`, `target`,
`gold_root` and perhaps `marked_sentence`; only totals are printed.
"""

# ruff: noqa: T201, INP001
from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from suzerain.evidence import event_features, events

HERE = Path(__file__).resolve().parent
SENTENCES = HERE / "events"
WEIGHTS = Path(events.__file__).parent / "tables" / "event_weights.npz"
SEED = 20240607
LEAST = 2
"""Sentences in which a feature must occur."""
KEPT = 80_000
"""Features that ship: those with the largest weights."""
PENALTY = 1.0
STEPS = 50
MEMORY = 8
FOLDS = 5
SMOOTH = 0.05
"""Share of each label that is spread over all classes: labels are not perfect."""
PRECISION = 0.9
"""Share of sure answers that must be right across the folds."""
COPIES = 3
"""Lengthened copies of each sentence."""
BEHIND = 0.85
"""Share of them that grow behind their end."""
JOINTS = (
    " after", " as", " while", ", days after", ", even as", " because", ", and",
    ", hours before", " amid reports that", ", a year after", ", saying that",
    " following news that", ", although", ", in a week in which",
    ", one of several moves since", " despite the fact that",
)  # fmt: skip
LEADS = ("As", "After", "While", "Although", "Days after", "With reports that")
SCALE = {
    "w": 0.6, "za": 0.5, "stem": 0.5, "2": 0.5, "k": 0.4, "3": 0.4, "h": 1.0,
    "g": 1.0, "gz": 1.0, "gv": 1.0, "hg": 1.2, "hgv": 1.2, "hp": 0.8, "hw": 0.6,
}  # fmt: skip
"""How far one feature of a family is trusted; rare words less than groups."""
MARK = re.compile(r"\[([ST]) (.*?)\]")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its marked actors and its class."""

    label: str
    sentence: str
    source: tuple[int, int]
    target: tuple[int, int] | None


def read_line(line: str) -> Example:
    """Read `CLASS<TAB>sentence with [S ...] and [T ...]`."""
    label, marked = line.rstrip("\n").split("\t")
    plain, spans, position = "", {}, 0
    for match in MARK.finditer(marked):
        plain += marked[position : match.start()]
        spans[match[1]] = (len(plain), len(plain) + len(match[2]))
        plain += match[2]
        position = match.end()
    plain += marked[position:]
    if label not in events.CLASSES or set(spans) != {"S", "T"}:
        raise ValueError(f"not a training line: {line!r}")
    return Example(label, plain, spans["S"], spans["T"])


def files() -> list[Path]:
    """Files of sentences about event classes, in a fixed order."""
    return sorted(
        path
        for path in SENTENCES.glob("*.tsv")
        if path.stem.split("_")[0].upper() in events.CLASSES
    )


def examples() -> list[Example]:
    """All own sentences, each once."""
    lines: dict[str, None] = {}
    for path in files():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                lines[line] = None
    return [read_line(line) for line in lines]


def fingerprint() -> str:
    """Hash of everything that the weights come from."""
    digest = hashlib.sha256()
    tables = WEIGHTS.parent
    sources = [
        Path(__file__), Path(event_features.__file__), tables / "event_words.csv",
    ]  # fmt: skip
    for path in [*sources, *files()]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def lengthened(one: Example, other: Example, rng: np.random.Generator) -> Example:
    """Put the words of another sentence behind or before a sentence.

    News sentences are long, and most of their words say nothing of the act that is
    asked for; a copy with such words teaches the classifier where not to look.

    Args:
        one: The sentence; its class and marks stay.
        other: Whose words are added.
        rng: Draws the joint.
    """
    added = other.sentence.rstrip(".!?\"' ")
    if rng.random() < BEHIND or one.target is None:
        joint = JOINTS[int(rng.integers(len(JOINTS)))]
        text = f"{one.sentence.rstrip('.!? ')}{joint} {added}."
        return Example(one.label, text, one.source, one.target)
    lead = LEADS[int(rng.integers(len(LEADS)))]
    before = f"{lead} {added}, "
    size = len(before)
    source = (one.source[0] + size, one.source[1] + size)
    target = (one.target[0] + size, one.target[1] + size)
    return Example(one.label, before + one.sentence, source, target)


def with_longer(rows: Sequence[Example], seed: int, copies: int) -> list[Example]:
    """Sentences, and lengthened copies of each."""
    rng = np.random.default_rng(seed)
    longer = [
        lengthened(one, rows[int(rng.integers(len(rows)))], rng)
        for _copy in range(copies)
        for one in rows
    ]
    return [*rows, *longer]


def name_features(rows: Iterable[Example]) -> list[list[str]]:
    """Features of each sentence."""
    return [
        events.sentence_features(one.sentence, one.source, one.target) for one in rows
    ]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sentences by features, sparse, in both orders."""

    starts: Ints
    columns: Ints
    values: Floats
    by_column: Ints
    column_starts: Ints
    rows_by_column: Ints
    width: int

    def times(self, weights: Floats) -> Floats:
        """Scores of each sentence."""
        picked = weights[self.columns] * self.values[:, None]
        return np.add.reduceat(picked, self.starts, axis=0)

    def transposed_times(self, errors: Floats) -> Floats:
        """Gradient of each feature."""
        picked = errors[self.rows_by_column] * self.values[self.by_column][:, None]
        return np.add.reduceat(picked, self.column_starts, axis=0)


def scale_of(name: str) -> float:
    """How far a feature's family is trusted."""
    family = name.split(":", 1)[0]
    if family[0] == "z":
        family = "za"
    return SCALE.get(family, 0.7)


def matrix(named: Sequence[Sequence[str]], index: dict[str, int]) -> Matrix:
    """Write sentences as a sparse matrix; every column must occur."""
    starts, columns, rows = [], [], []
    for number, names in enumerate(named):
        starts.append(len(columns))
        known = [index[name] for name in names if name in index]
        columns += known
        rows += [number] * len(known)
    column = np.array(columns)
    scales = np.empty(len(index))
    for name, at in index.items():
        scales[at] = scale_of(name)
    by_column = np.argsort(column, kind="stable")
    column_starts = np.searchsorted(column[by_column], np.arange(len(index)))
    return Matrix(
        np.array(starts), column, scales[column], by_column, column_starts,
        np.array(rows)[by_column], len(index),
    )  # fmt: skip


def minimise(
    function: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int
) -> Floats:
    """Limited-memory BFGS with backtracking (Nocedal and Wright 2006, chapter 7)."""
    x = start
    value, slope = function(x)
    moves: list[tuple[Floats, Floats]] = []
    for _step in range(steps):
        direction = slope.copy()
        kept = []
        for move, change in reversed(moves):
            share = (move @ direction) / (move @ change)
            direction -= share * change
            kept.append(share)
        if moves:
            move, change = moves[-1]
            direction *= (move @ change) / (change @ change)
        for (move, change), share in zip(moves, reversed(kept), strict=True):
            direction += move * (share - (change @ direction) / (move @ change))
        pace = 1.0 if moves else 1.0 / max(np.abs(slope).sum(), 1.0)
        falling = slope @ direction
        while True:
            fresh = x - pace * direction
            new_value, new_slope = function(fresh)
            if new_value <= value - 1e-4 * pace * falling or pace < 1e-8:
                break
            pace /= 2
        move, change = fresh - x, new_slope - slope
        if move @ change > 1e-10:
            moves = [*moves[1 - MEMORY :], (move, change)]
        done = value - new_value < 1e-5 * abs(value)
        x, value, slope = fresh, new_value, new_slope
        if done:
            break
    return x


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=1, keepdims=True)
    return shares


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by name of feature, and by how much scores are stretched."""

    index: dict[str, int]
    weights: Floats

    def scores(self, named: Sequence[Sequence[str]]) -> Floats:
        """Scores of sentences, classes in the order of `events.CLASSES`."""
        out = np.zeros((len(named), len(events.CLASSES)))
        for row, names in enumerate(named):
            at = [self.index[name] for name in names if name in self.index]
            out[row] = self.weights[at].sum(axis=0)
        return out


def fit(
    named: Sequence[Sequence[str]], labels: Sequence[str], *, steps: int = STEPS
) -> Model:
    """Fit a multinomial logistic regression; classes weigh the same."""
    counts = Counter(name for names in named for name in names)
    index = {
        name: at
        for at, name in enumerate(
            sorted(name for name, count in counts.items() if count >= LEAST)
        )
    }
    data = matrix(named, index)
    number = len(events.CLASSES)
    wanted = np.full((len(labels), number), SMOOTH / number)
    codes = np.array([events.CLASSES.index(label) for label in labels])
    wanted[np.arange(len(labels)), codes] += 1 - SMOOTH
    share = np.bincount(codes, minlength=number)
    weight = (len(labels) / number / np.maximum(share, 1))[codes] ** 0.5

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(data.width, number)
        chance = softmax(data.times(weights))
        value = -(weight[:, None] * wanted * np.log(chance + 1e-300)).sum()
        slope = data.transposed_times((chance - wanted) * weight[:, None])
        value += PENALTY / 2 * (flat @ flat)
        return float(value), slope.ravel() + PENALTY * flat

    found = minimise(loss, np.zeros(data.width * number), steps)
    weights = found.reshape(data.width, number)
    for name, at in index.items():
        weights[at] *= scale_of(name)
    return Model(index, weights)


def folds(count: int, seed: int = SEED) -> Ints:
    """Fold of each sentence."""
    drawn: Ints = np.random.default_rng(seed).permutation(count) % FOLDS
    return drawn


def fit_on(rows: Sequence[Example]) -> Model:
    """Fit on sentences and their lengthened copies."""
    grown = with_longer(rows, SEED, COPIES)
    return fit(name_features(grown), [one.label for one in grown])


def out_of_fold(rows: Sequence[Example]) -> tuple[Floats, list[str], Floats]:
    """Score each sentence, and one lengthened copy, by a model that saw neither.

    Returns:
        Scores (sentence, class), labels, and 1.0 where a sentence was lengthened.
    """
    fold = folds(len(rows))
    scores, labels, longer = [], [], []
    for held in range(FOLDS):
        model = fit_on([rows[i] for i in np.flatnonzero(fold != held)])
        outside = [rows[i] for i in np.flatnonzero(fold == held)]
        asked = with_longer(outside, SEED, 1)
        scores.append(model.scores(name_features(asked)))
        labels += [one.label for one in asked]
        longer += [0.0] * len(outside) + [1.0] * len(outside)
    return np.concatenate(scores), labels, np.array(longer)


def temperature(scores: Floats, codes: Ints) -> float:
    """Divisor of the scores under which probabilities fit best."""
    grid = np.geomspace(0.3, 3.0, 47)
    rows = np.arange(len(codes))
    losses = [-np.log(softmax(scores / t)[rows, codes] + 1e-12).sum() for t in grid]
    return float(grid[int(np.argmin(losses))])


def sure_from(chance: Floats, codes: Ints) -> float:
    """Least probability at which answers are right as often as `PRECISION` asks."""
    best = chance.max(axis=1)
    right = chance.argmax(axis=1) == codes
    for edge in np.linspace(0.2, 0.95, 76):
        sure = best >= edge
        if sure.any() and right[sure].mean() >= PRECISION:
            return float(edge)
    return 0.95


def report(gold: Sequence[str], answers: Sequence[str], *, table: bool = True) -> None:
    """Print accuracy, macro F1, F1 of each class and the confusion matrix."""
    pairs = Counter(zip(gold, answers, strict=True))
    names = [name for name in events.CLASSES if name in set(gold)]
    scores = {}
    for name in names:
        hit = pairs[name, name]
        said = sum(n for (_gold, answer), n in pairs.items() if answer == name)
        real = sum(n for (truth, _answer), n in pairs.items() if truth == name)
        scores[name] = (2 * hit / (said + real) if said + real else 0.0, real)
    right = sum(n for (truth, answer), n in pairs.items() if truth == answer)
    macro = np.mean([score for score, _count in scores.values()])
    print(f"accuracy {right / len(gold):.3f}  macro F1 {macro:.3f}  of {len(gold)}")
    for name, (score, count) in scores.items():
        print(f"  {name:10s} F1 {score:.2f}  n {count}")
    if table:
        print("gold \\ said " + " ".join(name[:4] for name in events.CLASSES))
        for name in names:
            line = " ".join(f"{pairs[name, said]:4d}" for said in events.CLASSES)
            print(f"{name:11s} {line}")


def check() -> tuple[float, float]:
    """Cross-validate on own sentences.

    Returns:
        Divisor of the scores, and the least probability of a sure answer.
    """
    scores, labels, longer = out_of_fold(examples())
    codes = np.array([events.CLASSES.index(label) for label in labels])
    heat = temperature(scores, codes)
    chance = softmax(scores / heat)
    edge = sure_from(chance, codes)
    answers = [events.CLASSES[at] for at in chance.argmax(axis=1)]
    right = np.array([a == b for a, b in zip(labels, answers, strict=True)])
    print(f"own sentences, {FOLDS} folds, as written and lengthened:")
    report(labels, answers)
    print(
        f"as written {right[longer == 0].mean():.3f}, "
        f"lengthened {right[longer == 1].mean():.3f}"
    )
    sure = chance.max(axis=1) >= edge
    print(f"temperature {heat:.2f}; sure from {edge:.2f}: {sure.mean():.2f} of them")
    return heat, edge


def train(*, checked: tuple[float, float] | None = None) -> None:
    """Train on all own sentences and write the weights.

    Args:
        checked: Divisor and threshold of an earlier check, to save one.
    """
    heat, edge = checked or check()
    rows = examples()
    model = fit_on(rows)
    names = np.array(list(model.index))
    size = np.abs(model.weights).max(axis=1)
    kept = np.argsort(-size, kind="stable")[:KEPT]
    codes = np.array([crc32(name.encode()) for name in names[kept]], dtype=np.uint32)
    order = np.argsort(codes, kind="stable")
    weights = model.weights[kept][order] / heat
    step = float(np.abs(weights).max() / 127)
    np.savez_compressed(
        WEIGHTS,
        codes=codes[order],
        weights=np.round(weights / step).astype(np.int8),
        step=np.float64(step),
        sure=np.float64(edge),
        fingerprint=np.array(fingerprint()),
    )
    size_kb = WEIGHTS.stat().st_size // 1024
    print(f"{len(rows)} sentences, {len(order)} features, {size_kb} kB")


def strangers(path: Path) -> list[Example]:
    """Read sentences that are not ours, to measure on."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            sentence, source, target = row["sentence"], row["source"], row["target"]
            at = sentence.find(source)
            to = sentence.find(target) if target else -1
            marked = row.get("marked_sentence", "")
            if at < 0 and "<s>" in marked:
                at = max(marked.find("<s>"), 0)
            first = (max(at, 0), max(at, 0) + len(source))
            while to >= 0 and to < first[1] and to + len(target) > first[0]:
                to = sentence.find(target, to + 1)
            second = (to, to + len(target)) if to >= 0 else None
            rows.append(Example(row["gold_root"], sentence, first, second))
    return rows


def measure(path: Path) -> None:
    """Print how the shipped weights do on sentences that are not ours."""
    rows = strangers(path)
    found = [events.classify(one.sentence, one.source, one.target) for one in rows]
    gold = [one.label for one in rows]
    report(gold, [one.name for one in found])
    sure = [pair for pair in zip(gold, found, strict=True) if pair[1].sure]
    right = sum(label == one.name for label, one in sure)
    print(f"sure of {len(sure) / len(rows):.2f}, right in {right / len(sure):.2f}")
    bins: dict[int, list[bool]] = defaultdict(list)
    for label, one in zip(gold, found, strict=True):
        bins[int(one.probability * 5)].append(label == one.name)
    for edge, hits in sorted(bins.items()):
        share = sum(hits) / len(hits)
        print(f"  p >= {edge / 5:.1f}: {share:.2f} right of {len(hits)}")


def main(arguments: Sequence[str]) -> None:
    """Train, check or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--quick", nargs=2, type=float, metavar=("T", "P"),
                        help="train with a given divisor and threshold")  # fmt: skip
    parser.add_argument("--measure", type=Path, help="score on a file not ours")
    chosen = parser.parse_args(arguments)
    if chosen.measure:
        measure(chosen.measure)
    elif chosen.check:
        check()
    elif chosen.quick:
        train(checked=(chosen.quick[0], chosen.quick[1]))
    else:
        train()


if __name__ == "__main__":
    main(sys.argv[1:])
