"""One row of a chart: ranges and marks on a scale, at any width.

Positions are percentages of the width, so that a row stretches with the page while
marks stay round and all text stays in HTML at its own size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

MARKS = ("dot", "diamond", "ring", "tick")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range with a mark in it.

    Args:
        low: Left end, 0 to 1.
        high: Right end, 0 to 1.
        at: Where the mark stands, 0 to 1; None for a bar without a mark.
        mark: `dot`, `diamond`, `ring` or `tick`.
        tone: Name of the colour, a class of the style sheet.
        thick: True for a solid bar instead of a thin line.
    """

    low: float
    high: float
    at: float | None = None
    mark: str = "dot"
    tone: str = "a"
    thick: bool = False


def strip(
    spans: Iterable[Span], title: str, ref: str, *, base: float = 0.0, one: bool = False
) -> Markup:
    """Draw a row.

    Args:
        spans: Ranges, drawn one under the other.
        title: What the row shows, for those who do not see it.
        ref: Id of the number that it shows.
        base: Where the scale has its vertical line, 0 to 1.
        one: True to draw all in one line instead of one under the other.

    Returns:
        An `<svg>` as wide as its place on the page.
    """
    rows = list(spans)
    height = 22 if one else 14 * len(rows) + 4
    parts = [
        Markup(
            '<svg class="strip" data-ref="{}" role="img" height="{}" width="100%">'
            "<title>{}</title>"
        ).format(ref, height, title),
        Markup('<line class="track" x1="0%" x2="100%" y1="{0}" y2="{0}"/>').format(
            height - 1
        ),
        Markup('<line class="base" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(
            _place(base), height
        ),
    ]
    for k, span in enumerate(rows):
        parts.append(_drawn(span, 10 if one else 9 + 14 * k))
    return Markup("").join([*parts, Markup("</svg>")])


def _drawn(span: Span, y: int) -> Markup:
    low, high = _place(min(span.low, span.high)), _place(max(span.low, span.high))
    if span.thick:
        line = Markup(
            '<rect class="bar {}" x="{}%" width="{}%" y="{}" height="8" rx="2"/>'
        ).format(span.tone, low, round(max(high - low, 0.4), 2), y - 4)
    else:
        line = Markup(
            '<line class="range {}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        ).format(span.tone, low, high, y, y)
    return line if span.at is None else line + _mark(span, _place(span.at), y)


def _mark(span: Span, x: float, y: int) -> Markup:
    if span.mark == "diamond":
        # A nested svg moves by a percentage, which the points of a path cannot.
        return Markup(
            '<svg x="{}%" y="{}" overflow="visible"><path class="mark {}" '
            'd="M0 -6 6 0 0 6 -6 0z"/></svg>'
        ).format(x, y, span.tone)
    if span.mark == "tick":
        return Markup(
            '<line class="tick {}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        ).format(span.tone, x, x, y - 6, y + 6)
    look = "mark ring" if span.mark == "ring" else "mark"
    return Markup('<circle class="{} {}" cx="{}%" cy="{}" r="5"/>').format(
        look, span.tone, x, y
    )


def _place(value: float) -> float:
    """Keep marks at the ends of the scale whole: 0 to 1 becomes 2 to 98."""
    return round(2 + 96 * min(max(value, 0.0), 1.0), 2)


def rows(lines: Iterable[tuple[Markup, Markup, Markup]]) -> Markup:
    """Lay rows out: label, strip, figures; one under the other on a phone."""
    body = Markup("").join(
        Markup(
            '<div class="row"><div class="what">{}</div><div class="draw">{}</div>'
            '<div class="figures">{}</div></div>'
        ).format(*line)
        for line in lines
    )
    return Markup('<div class="rows">{}</div>').format(body)
