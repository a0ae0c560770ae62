"""The verbs that measure suzerain itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from suzerain.cli.failure import Verbs, complain
from suzerain.cli.model_options import model_options, named_model, tell_model
from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows

if TYPE_CHECKING:
    from suzerain.core.errors import SuzerainError
    from suzerain.evidence.benchmark import Gauge, Trial
    from suzerain.evidence.claim import Claim
    from suzerain.evidence.model_client import Model


@click.group(cls=Verbs, epilog="Example: suzerain bench reader --half held-out")
def bench() -> None:
    """Measure suzerain itself, on annotated articles that come with it."""


@bench.command(epilog="Example: suzerain bench reader --half dev --miss")
@click.option(
    "--gold",
    "folder",
    metavar="DIR",
    help="Your own annotated articles: pairs of NAME.txt and NAME.jsonl.",
)
@click.option(
    "--half",
    type=click.Choice(["dev", "held-out"]),
    help="Only this half of the gold that ships.",
)
@click.option("--miss", is_flag=True, help="List what was missed and what was wrong.")
@click.option("--no-speed", is_flag=True, help="Print no timing.")
@click.option(
    "--plover",
    metavar="FILE",
    help="Sentences labelled with PLOVER classes, to measure event classes on.",
)
@output_options
@model_options
def reader(
    folder: str | None,
    half: str | None,
    form: str | None,
    llm: str | None,
    model: str | None,
    *,
    miss: bool,
    no_speed: bool,
    plover: str | None,
) -> None:
    """Measure the reader: claims, negation, pronouns, sides, copies, quotes, speed.

    The development half was in view when the reader was mended; the held-out half
    was not. Quote them apart.
    """
    from suzerain.evidence.benchmark import (
        measure_reader,
        measure_speed,
        read_article,
    )
    from suzerain.evidence.gold import read_gold, shipped_gold

    named = named_model(llm, model)
    articles = read_gold(folder) if folder else shipped_gold()
    chosen = [one for one in articles if half in (None, one.half)]
    readings = [read_article(one) for one in chosen]
    if miss:
        for one in readings:
            _tell_misses(one)
    rows: list[Gauge] = []
    for name in dict.fromkeys(one.half for one in chosen):
        rows += measure_reader(
            [one for one in readings if one.article.half == name], name
        )
    failure = None
    if named is not None:
        asked, failure = _measure_model(readings, named)
        rows += asked
    if not folder:
        rows += _measure_parts(half)
    if plover:
        from suzerain.evidence.event_scores import measure_events

        rows += measure_events(plover)
    if not no_speed:
        rows.append(measure_speed(readings))
    show_rows((_row(one) for one in rows), form)
    if failure is not None:
        raise failure


def _measure_model(
    readings: Sequence[Trial], model: Model
) -> tuple[list[Gauge], SuzerainError | None]:
    """Measure a user's model, half by half; or say why it does not answer."""
    from suzerain.evidence.model_bench import measure_model

    complain(f"asking {model.name} at {model.host}; the articles are sent there")
    rows: list[Gauge] = []
    for half in dict.fromkeys(one.article.half for one in readings):
        part = [one for one in readings if one.article.half == half]
        found, said = measure_model(part, model, half)
        rows += found
        for one in said:
            tell_model(one)
            if one.failure is not None:
                return rows, one.failure
    return rows, None


def _measure_parts(half: str | None) -> list[Gauge]:
    """Measure what is not read from articles: sides, copies, quotes."""
    from suzerain.evidence.benchmark import Gauge
    from suzerain.evidence.copies import copies_auc
    from suzerain.evidence.quote_scores import verifier_scores
    from suzerain.evidence.side_scores import measure_sides, sided_sentences

    rows: list[Gauge] = []
    sentences = sided_sentences()
    for name, score in copies_auc().items():
        if half in (None, name):
            rows += measure_sides(sentences, name)
            rows.append(
                Gauge(
                    name="copies against independent texts, AUC",
                    half=name,
                    value=score.auc,
                    count=score.pairs,
                    target="0.97",
                )
            )
    return [*rows, *verifier_scores()]


def _row(one: Gauge) -> dict[str, object]:
    return {
        "half": one.half,
        "measure": one.name,
        "value": None if one.value is None else round(one.value, 3),
        "of": one.count,
        "target": one.target,
    }


def _tell_misses(one: Trial) -> None:
    """List, on standard error, where the reader and the gold part."""
    complain(f"# {one.article.name}")
    for match in one.matches:
        if not match.full:
            complain(f"wrong   {_brief(match.found)}\n   gold {_brief(match.gold)}")
    for claim in one.missed:
        complain(f"missed  {_brief(claim)}")
    for claim in one.surplus:
        complain(f"surplus {_brief(claim)}")


def _brief(claim: Claim) -> str:
    numbers = [one for one in (claim.low, claim.high) if one is not None]
    return " ".join(
        str(part)
        for part in (
            claim.subject or "-",
            claim.relation,
            claim.object or "-",
            *numbers,
            "NOT" if claim.polarity == "negative" else "",
            claim.certainty if claim.certainty != "asserted" else "",
            f"({claim.attributed_to})" if claim.attributed_to else "",
            f'"{claim.quote}"',
        )
        if part != ""
    )
