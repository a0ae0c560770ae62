"""What drives the result: the tornado."""

from __future__ import annotations

from markupsafe import Markup

from suzerain.brief.charts.strip import Span, rows, strip
from suzerain.brief.figures import percent, plain, spread_text
from suzerain.brief.finding import Pieces, number, say
from suzerain.brief.labels import driver_words, told_once
from suzerain.brief.markup import anchor, html_pieces
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, cell, table

LEGEND = (
    ("bar b", "when it is low"),
    ("bar a", "when it is high"),
    ("tick", "in all worlds"),
)


def tornado(results: Results) -> Picture | None:
    """Draw how far the pact's share of worlds moves with each uncertain number.

    Args:
        results: With a solution.

    Returns:
        The picture, or None when nothing drives the result.
    """
    solution = results.solution
    drivers = told_once((solution or {}).get("top_assumptions", ()))
    if solution is None or not drivers:
        return None
    base = solution["p_pact"]
    ends = [base, *(d["low"] for d in drivers), *(d["high"] for d in drivers)]
    scale = (min(ends), max(ends))
    return Picture(
        id="tornado",
        title=cell("What drives the result"),
        reading=say(
            "tornado.reading",
            "Share of worlds with a pact, among the fifth of worlds where the number "
            "is lowest and the fifth where it is highest. Figures read: low to high.",
        ),
        svg=rows([_row(results, driver, base, scale) for driver in drivers]),
        legend=LEGEND,
        table=table(
            "tornado.table",
            "Share of worlds with a pact when one number is low or high",
            (
                "Number",
                "Its range",
                "When low",
                "When high",
                "Strength (rank correlation)",
            ),
            [_table_row(results, driver) for driver in drivers],
        ),
    )


def _row(
    results: Results, driver: Record, base: float, scale: tuple[float, float]
) -> tuple[Markup, Markup, Markup]:
    key = driver["id"]
    words = driver_words(results, driver)
    start, wide = scale[0], (scale[1] - scale[0]) or 1
    middle, low, high = (
        (value - start) / wide for value in (base, driver["low"], driver["high"])
    )
    span = [
        Span(low=middle, high=low, tone="b", thick=True),
        Span(low=middle, high=high, tone="a", thick=True),
    ]
    drawn = Markup('<a class="n" data-ref="{}" href="#why-{}">{}</a>').format(
        key, anchor(key), strip(span, f"Effect of {words}", key, base=middle)
    )
    figures = cell(
        number(key, f"{percent(driver['low'])} to {percent(driver['high'])}")
    )
    what = cell(number(key, words, quiet=True))
    return html_pieces(what), drawn, html_pieces(figures)


def range_text(results: Results, key: str) -> str:
    """The declared range behind a drawn number, as text."""
    case = results.case
    if key in case.register:
        entry = case.register[key]
        return spread_text(entry.spread, entry.unit)
    for tie in case.ties:
        if tie.id == key:
            return spread_text(tie.share)
    for need in case.needs:
        if key.startswith(need.id):
            return spread_text(need.home if key.endswith(".home") else need.weight)
    return "drawn per world"


def _table_row(results: Results, driver: Record) -> tuple[Pieces, ...]:
    key = driver["id"]
    return (
        cell(number(key, driver_words(results, driver), quiet=True)),
        cell(number(key, range_text(results, key))),
        cell(number(key, percent(driver["low"]))),
        cell(number(key, percent(driver["high"]))),
        cell(number(key, plain(round(driver["correlation"], 2)))),
    )
