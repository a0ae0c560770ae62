"""How well event classes are told on sentences that somebody else labelled."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from suzerain.core.errors import EvidenceError
from suzerain.evidence.benchmark import Gauge
from suzerain.evidence.events import CLASSES, classify

COLUMNS = ("sentence", "source", "target", "gold_root")


def measure_events(path: str | Path) -> list[Gauge]:
    """Measure accuracy and macro F1 of the event classes.

    Args:
        path: A tab-separated file with the columns `sentence`, `source`, `target`
            and `gold_root`, as the training file of PLOVER has them.

    Raises:
        EvidenceError: If the file lacks a column.
    """
    pairs = Counter(_answers(Path(path)))
    total = sum(pairs.values())
    right = sum(n for (gold, said), n in pairs.items() if gold == said)
    scores = []
    for name in CLASSES:
        real = sum(n for (gold, _), n in pairs.items() if gold == name)
        said = sum(n for (_, answer), n in pairs.items() if answer == name)
        if real:
            scores.append(2 * pairs[name, name] / (said + real))
    return [
        _row("event class accuracy", right / total if total else None, total, "0.70"),
        _row(
            "event class macro F1",
            sum(scores) / len(scores) if scores else None,
            total,
            "0.66",
        ),
    ]


def _answers(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        missing = [one for one in COLUMNS if one not in (reader.fieldnames or ())]
        if missing:
            raise EvidenceError(
                f"{path.name} has no column {missing[0]!r}",
                f"a tab-separated file with {', '.join(COLUMNS)}",
                "name the columns in its first line",
            )
        for row in reader:
            sentence = row["sentence"]
            source = _span(sentence, row["source"], (0, 0))
            target = _span(sentence, row["target"], source)
            said = classify(sentence, source or (0, len(row["source"])), target)
            yield row["gold_root"], said.name


def _span(
    sentence: str, part: str, taken: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Where a part stands in a sentence, beside what is taken already."""
    at = sentence.find(part) if part else -1
    while taken and at >= 0 and at < taken[1] and at + len(part) > taken[0]:
        at = sentence.find(part, at + 1)
    return (at, at + len(part)) if at >= 0 else None


def _row(name: str, value: float | None, count: int, target: str) -> Gauge:
    return Gauge(name=name, half="theirs", value=value, count=count, target=target)
