"""Alternatives, forecasts, and what drives the result."""

from __future__ import annotations

from dataclasses import replace

from suzerain.brief.charts.beliefs import beliefs, evidence_table, matrix
from suzerain.brief.charts.dots import dots
from suzerain.brief.charts.flips import flips
from suzerain.brief.charts.grid import grid
from suzerain.brief.charts.tornado import tornado
from suzerain.brief.figures import percent, points
from suzerain.brief.finding import number
from suzerain.brief.judgments import candidates
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, Section, Table, cell, table
from suzerain.brief.tested import tested
from suzerain.brief.watch import indicators, linchpins, turning


def alternatives(results: Results) -> Section:
    """Explanations set against the evidence."""
    blocks: list[Table | Picture] = []
    for weighing in results.weighings:
        laid = grid(weighing)
        blocks += [
            beliefs(results, weighing),
            *((laid,) if laid else ()),
            evidence_table(results, weighing),
            matrix(results, weighing),
        ]
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
        findings=tuple(one for one in (tested(),) if one and results.forecasts),
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
    blocks: list[Table | Picture] = [*((drawn,) if drawn else ()), *flips(results)]
    found = []
    for weighing in results.weighings:
        found += [one for one in (turning(results, weighing),) if one]
        blocks += [
            block
            for block in (linchpins(results, weighing), indicators(results, weighing))
            if block
        ]
    return Section(
        id="drivers",
        title="What drives the result, and what would change our mind",
        short="Drivers",
        findings=tuple(found),
        blocks=tuple(blocks),
    )
