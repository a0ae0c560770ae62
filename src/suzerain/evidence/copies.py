"""How well copies are told from independent reports, on the stories that ship."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from suzerain.evidence.fingerprint import Comparison, compare, fingerprint
from suzerain.sources.document import Document
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

Half = Literal["dev", "held-out"]
_TELLING = re.compile(r"^@(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two tellings of a story, and whether they count as one source.

    Args:
        story: Name of the story.
        half: `dev` or `held-out`.
        left: First telling.
        right: Second telling.
        is_copy: Whether one copies, rewrites or translates the other.
        sort: How the pair came about, such as `spun` or `same event`.
    """

    story: str
    half: Half
    left: str
    right: str
    is_copy: bool
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesScore:
    """How well copies are told from independent reports.

    Args:
        half: `dev` or `held-out`.
        auc: Probability that a copy scores above an independent pair.
        recall: Share of the copies that are called copies.
        false_alarms: Share of the independent pairs that are called copies.
        pairs: Number of pairs.
    """

    half: Half
    auc: float
    recall: float
    false_alarms: float
    pairs: int


def copies_auc() -> dict[Half, CopiesScore]:
    """Score the stories that ship, the half that chose thresholds and the other.

    Pairs are taken inside a story only: tellings of different stories differ so much
    that they would flatter the figure.

    Examples:
        >>> sorted(copies_auc())
        ['dev', 'held-out']
    """
    halves: tuple[Half, Half] = ("dev", "held-out")
    return {half: _score(half) for half in halves}


def _score(half: Half) -> CopiesScore:
    pairs = [pair for pair in labelled_pairs() if pair.half == half]
    judged = [(pair.is_copy, compare_tellings(pair)) for pair in pairs]
    copies = [one for is_copy, one in judged if is_copy]
    others = [one for is_copy, one in judged if not is_copy]
    return CopiesScore(
        half=half,
        auc=_auc([one.score for one in copies], [one.score for one in others]),
        recall=sum(one.is_copy for one in copies) / len(copies),
        false_alarms=sum(one.is_copy for one in others) / len(others),
        pairs=len(pairs),
    )


def compare_tellings(pair: LabelledPair) -> Comparison:
    """Compare the two texts of a labelled pair.

    Args:
        pair: A pair of the index.
    """
    told = tellings()
    left, right = told[pair.story, pair.left], told[pair.story, pair.right]
    return compare(fingerprint(left), fingerprint(right))


def _auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Area under the ROC curve: the share of ordered pairs, ties counted half."""
    won = sum((high > low) + (high == low) / 2 for high in positive for low in negative)
    return won / (len(positive) * len(negative))


def labelled_pairs() -> tuple[LabelledPair, ...]:
    """Return the index of the stories that ship."""
    path = files("suzerain.evidence") / "gold" / "copies" / "index.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(
        LabelledPair(
            story=row["story"],
            half="dev" if row["half"] == "dev" else "held-out",
            left=row["left"],
            right=row["right"],
            is_copy=row["label"] == "copy",
            sort=row["sort"],
        )
        for row in rows
    )


@cache
def tellings() -> dict[tuple[str, str], Document]:
    """Return every telling of every story, by story and name."""
    folder = files("suzerain.evidence") / "gold" / "copies"
    told: dict[tuple[str, str], Document] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        story, dot, suffix = path.name.partition(".")
        if suffix != "txt" or not dot:
            continue
        parts = _TELLING.split(path.read_text(encoding="utf-8"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            reading = Reading(text=text.strip())
            told[story, name] = make_document(reading, f"{story}-{name}")
    return told
