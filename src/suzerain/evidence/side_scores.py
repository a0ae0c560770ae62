"""How often the reader finds both states of a sentence, and who acts on whom."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from suzerain.evidence.actor_codes import states
from suzerain.evidence.benchmark import Gauge
from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.resolve import find_mentions
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedSentence:
    """A sentence with the states that act and are acted on.

    Args:
        half: `dev` or `held-out`.
        source: Code of the state that does it.
        target: Code of the state to which it is done.
        text: The sentence.
    """

    half: str
    source: str
    target: str
    text: str


def sided_sentences() -> tuple[SidedSentence, ...]:
    """Read the sentences that ship.

    Examples:
        >>> sorted({one.half for one in sided_sentences()})
        ['dev', 'held-out']
    """
    path = files("suzerain.evidence") / "gold" / "sides.tsv"
    rows = csv.DictReader(
        path.read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    return tuple(
        SidedSentence(
            half=row["half"],
            source=row["source"],
            target=row["target"],
            text=row["sentence"],
        )
        for row in rows
    )


def measure_sides(sentences: Iterable[SidedSentence], half: str) -> list[Gauge]:
    """Measure states found, and direction among the claims that relate them.

    A direction is right when some claim has the source as subject and the target as
    object, or joins both as equals. A sentence may hold a second, true relation the
    other way, so further claims do not count against it.

    Args:
        sentences: Sentences of any half.
        half: Which half to measure.
    """
    found = right = count = 0
    for one in sentences:
        if one.half != half:
            continue
        count += 1
        document = make_document(Reading(text=one.text), "sentence")
        named = {
            state
            for mention in find_mentions(document)
            for state in states(mention.code)
        }
        found += {one.source, one.target} <= named
        right += _right_way(extract([document]), one)
    return [
        _row("states found in a sentence", half, found, count, "0.96"),
        _row("direction right", half, right, count, "0.82"),
    ]


def _right_way(claims: Iterable[Claim], one: SidedSentence) -> bool:
    return any(
        one.source in states(claim.subject)
        and one.target in (states(claim.object) or states(claim.subject))
        for claim in claims
    )


def _row(name: str, half: str, right: int, count: int, target: str) -> Gauge:
    value = right / count if count else None
    return Gauge(name=name, half=half, value=value, count=count, target=target)
