"""Curves and bands over months: survival, and fans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from markupsafe import Markup

YEAR = 12
WIDE, TALL = 420, 220
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 10, 40
SIZE = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One line over months.

    Args:
        values: Its height by month, month 0 first.
        mark: `dot`, `diamond` or `ring`, set at each year.
        tone: Name of its colour, a class of the style sheet.
        dashed: Whether the line is dashed.
    """

    values: Sequence[float]
    mark: str = "dot"
    tone: str = "a"
    dashed: bool = False


Band = tuple[Sequence[float], Sequence[float]]


def curves(
    lines: Sequence[Curve],
    *,
    title: str,
    ref: str,
    ticks: Sequence[tuple[float, str]],
    bands: Sequence[Band] = (),
) -> Markup:
    """Draw lines, and bands under them, over months.

    Args:
        lines: The lines, the main one first.
        title: What is shown, for those who do not see it.
        ref: Id of the number that it shows.
        ticks: Heights that are named on the left, with their names; they span the
            chart.
        bands: Lower and upper ends, the wide one first.

    Returns:
        An `<svg>` that grows with the page.

    Examples:
        >>> line = Curve(values=[1.0, 0.5])
        >>> drawn = curves([line], title="A pact", ref="x", ticks=[(0, "0"), (1, "1")])
        >>> drawn.count("<polyline")
        1
    """
    months = max(len(lines[0].values) - 1, 1)
    low, high = ticks[0][0], ticks[-1][0]
    span = (high - low) or 1

    def place(month: int, value: float) -> str:
        held = min(max((value - low) / span, 0.0), 1.0)
        x = LEFT + (WIDE - LEFT - RIGHT) * month / months
        return f"{x:.1f},{TOP + (TALL - TOP - BOTTOM) * (1 - held):.1f}"

    def path(values: Sequence[float]) -> list[str]:
        return [place(k, v) for k, v in enumerate(values) if isfinite(v)]

    parts = [
        Markup(
            '<svg class="curves" role="img" data-ref="{}" viewBox="0 0 {} {}">'
            "<title>{}</title>"
        ).format(ref, WIDE, TALL, title),
        *(_level(place(0, value), text) for value, text in ticks),
        *(_year(place(month, low), month) for month in range(0, months + 1, YEAR)),
        Markup('<text x="{}" y="{}" text-anchor="middle">years from now</text>').format(
            (LEFT + WIDE - RIGHT) // 2, TALL - 4
        ),
        *(
            Markup('<polygon class="band" points="{}"/>').format(
                " ".join([*path(lower), *reversed(path(upper))])
            )
            for lower, upper in bands
        ),
    ]
    for line in reversed(lines):
        parts.append(_line(line, path(line.values)))
        parts += [
            _mark(line, place(month, line.values[month]))
            for month in range(0, len(line.values), YEAR)
            if isfinite(line.values[month])
        ]
    return Markup("").join([*parts, Markup("</svg>")])


def _level(place: str, text: str) -> Markup:
    _, y = place.split(",")
    return Markup(
        '<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
    ).format(LEFT, WIDE - RIGHT, LEFT - 7, float(y) + 4, text, y=y)


def _year(place: str, month: int) -> Markup:
    x, y = place.split(",")
    return Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        x, float(y) + 17, month // YEAR
    )


def _line(line: Curve, points: Sequence[str]) -> Markup:
    look = f"line {line.tone}{' dashed' if line.dashed else ''}"
    return Markup('<polyline class="{}" points="{}"/>').format(look, " ".join(points))


def _mark(line: Curve, place: str) -> Markup:
    x, y = map(float, place.split(","))
    if line.mark == "diamond":
        return Markup(
            '<path class="mark {}" d="M{} {}l5.5 5.5-5.5 5.5-5.5-5.5z"/>'
        ).format(line.tone, x, y - SIZE - 1)
    look = "mark ring" if line.mark == "ring" else "mark"
    return Markup('<circle class="{} {}" cx="{}" cy="{}" r="{}"/>').format(
        look, line.tone, x, y, SIZE
    )
