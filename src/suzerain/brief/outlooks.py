"""Alternatives, forecasts, and what drives the result."""

from __future__ import annotations

from dataclasses import replace

from suzerain.brief.charts.beliefs import beliefs, evidence_table, matrix
from suzerain.brief.charts.dots import dots
from suzerain.brief.charts.tornado import tornado
from suzerain.brief.figures import percent, points
from suzerain.brief.finding import Name, number
from suzerain.brief.judgments import candidates
from suzerain.brief.labels import sort_words
from suzerain.brief.markup import shortened
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, Section, Table, cell, table

MOST = 6


def alternatives(results: Results) -> Section:
    """Explanations set against the evidence."""
    blocks: list[Table | Picture] = []
    for weighing in results.weighings:
        blocks += [
            beliefs(results, weighing),
            evidence_table(results, weighing),
            matrix(results, weighing),
        ]
        blocks += hinges(results, weighing)
    other = candidates(results)
    return Section(
        id="alternatives",
        title="Alternatives",
        findings=(other,) if other else (),
        blocks=tuple(blocks),
        intro="Explanations that exclude one another, before and after the evidence."
        if blocks
        else "",
    )


def _named(results: Results, name: str) -> str:
    """Name a kind of evidence, or an origin, for a reader."""
    origin, placed, document = name.rpartition(" in ")
    titles = {d.id: d.title or d.name for d in results.case.documents}
    if placed and document in titles:
        who = "the author" if origin == "author" else results.word_for(origin)
        return f"all that {who} says in “{shortened(titles[document])}”"
    absent = name.removeprefix("no ")
    return sort_words(name) if absent == name else f"no report of {sort_words(absent)}"


def hinges(results: Results, weighing: Record) -> list[Table]:
    """What the answer hangs on, and what would change it."""
    shifts = [
        shift
        for key in ("linchpins", "would_change")
        for shift in weighing.get(key, ())[:MOST]
    ]
    if not shifts:
        return []
    ref = f"weigh.{weighing['contest']}.knew"
    rows = [
        (
            cell(
                "if this came to light: "
                if shift["kind"] == "new"
                else "without this: ",
                Name(text=_named(results, shift["name"])),
            ),
            cell(number(ref, percent(shift["median"]))),
            cell(number(ref, points(shift["change"]))),
        )
        for shift in shifts
    ]
    return [
        table(
            f"hinges.{weighing['contest']}",
            "What would change our mind on whether it knew",
            ("Evidence", "Belief that it knew", "Change in points"),
            rows,
        )
    ]


def _reasons(made: Record) -> tuple[Table, ...]:
    """What each factor does to a forecast."""
    if not made.get("reasons"):
        return ()
    ref = f"forecast.{made['question']}"
    rows = [
        (
            cell(number(ref, reason["name"], quiet=True)),
            cell(number(ref, percent(reason["without"]))),
            cell(number(ref, points(reason["change"]))),
        )
        for reason in made["reasons"]
    ]
    return (
        table(
            f"reasons.{made['question']}",
            "What moves the forecast",
            ("Factor", "Chance without it", "Change in points"),
            rows,
        ),
    )


def forecasts(results: Results) -> Section:
    """Each forecast as fifty dots, and what moves it."""
    return Section(
        id="forecasts",
        title="Forecasts",
        intro="Each dot is one fiftieth of the worlds, placed at the chance that it "
        "happens there. The figure is their average; its bracket is doubt about rates "
        "and weights.",
        blocks=tuple(
            replace(dots(results, made), more=_reasons(made))
            for made in results.forecasts
        ),
    )


def drivers(results: Results) -> Section:
    """Which uncertain numbers decide the result."""
    drawn = tornado(results)
    return Section(
        id="drivers",
        title="What drives the result, and what would change our mind",
        short="Drivers",
        blocks=(drawn,) if drawn else (),
    )
