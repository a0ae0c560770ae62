"""What a user's model reaches on annotated articles, beside the rules and alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from suzerain.evidence.benchmark import Gauge, Trial, measure_reader
from suzerain.evidence.claim import Claim
from suzerain.evidence.model_client import Model
from suzerain.evidence.model_read import DISAGREE, ModelReading, read_with_model
from suzerain.evidence.scoring import match_claims

SHOWN = ("spans", "claims out of", "DETECT", "FULL", "negation")


def measure_model(
    readings: Sequence[Trial], model: Model, half: str
) -> tuple[tuple[Gauge, ...], tuple[ModelReading, ...]]:
    """Measure a model on articles that the rules have read.

    Args:
        readings: The articles of one half, with what the rules found.
        model: The model.
        half: Its name.

    Returns:
        Rows for the model alone and for rules and model together, and what the model
        said of each article. No rows when it does not answer.
    """
    found: list[ModelReading] = []
    for one in readings:
        found.append(read_with_model([one.article.document], one.claims, model))
        if found[-1].failure is not None:
            return (), tuple(found)
    alone = [_with(one, said.own) for one, said in zip(readings, found, strict=True)]
    both = [_with(one, said.claims) for one, said in zip(readings, found, strict=True)]
    own = [claim for said in found for claim in said.own]
    given = len(own) + sum(len(said.refused) for said in found)
    apart = sum(DISAGREE in claim.notes for claim in own)
    name = f"{half}, {model.name} alone"
    rows = [
        *_rows(alone, name),
        Gauge(name="claims refused", half=name, value=_part(given - len(own), given),
                 count=given),
        Gauge(name="samples disagree", half=name, value=_part(apart, len(own)),
                 count=len(own)),
        *_rows(both, f"{half}, rules and {model.name}"),
    ]  # fmt: skip
    return tuple(rows), tuple(found)


def _with(one: Trial, claims: tuple[Claim, ...]) -> Trial:
    matches = match_claims(claims, one.article.claims)
    return replace(one, claims=claims, matches=matches)


def _rows(readings: Sequence[Trial], half: str) -> list[Gauge]:
    rows = measure_reader(readings, half)
    return [replace(row, target="") for row in rows if row.name.startswith(SHOWN)]


def _part(some: int, of: int) -> float | None:
    return some / of if of else None
