"""A forecast as fifty dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from suzerain.brief.figures import bracketed, capital, percent
from suzerain.brief.finding import number, say
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, cell, table
from suzerain.brief.words import word

ACROSS = 25
STEP = 14
WIDE = 350


def dots(results: Results, forecast: Record) -> Picture:
    """Draw a forecast so that chances can be counted.

    Dots that are all nought or one are shown as an array, filled where the thing
    happens; otherwise each dot is a fiftieth of the worlds, stacked where it falls.

    Args:
        results: The case and its results.
        forecast: One forecast.
    """
    ref = f"forecast.{forecast['question']}"
    values = list(forecast["dots"])
    counted = set(values) <= {0, 1}
    drawn = _array(values) if counted else _stacked(values)
    reading = "Filled dots are worlds in which it happens." if counted else ""
    probability = forecast["probability"]
    return Picture(
        id=f"dots.{forecast['question']}",
        title=cell(number(ref, results.spoken(forecast["text"]), quiet=True)),
        reading=say(
            f"dots.{forecast['question']}.reading",
            number(ref, capital(word(probability["median"]))),
            ": ",
            number(ref, bracketed(probability)),
            ". " if reading else ".",
            reading,
        ),
        svg=Markup(
            '<svg class="dots" role="img" data-ref="{}" viewBox="0 0 {} {}">'
            "<title>Forecast in fifty dots</title>{}</svg>"
        ).format(ref, WIDE, drawn[1], drawn[0]),
        table=table(
            f"dots.{forecast['question']}.table",
            "The forecast in figures",
            ("In words", "Chance (range)", "Lowest dot", "Highest dot"),
            [
                (
                    cell(number(ref, word(probability["median"]))),
                    cell(number(ref, bracketed(probability))),
                    cell(number(ref, percent(min(values, default=0.0)))),
                    cell(number(ref, percent(max(values, default=0.0)))),
                )
            ],
        ),
    )


def _array(values: Sequence[float]) -> tuple[Markup, int]:
    filled = sorted(values, reverse=True)
    circles = [
        _dot(
            STEP / 2 + STEP * (k % ACROSS),
            STEP / 2 + 2 + STEP * (k // ACROSS),
            full=bool(value),
        )
        for k, value in enumerate(filled)
    ]
    tall = STEP * (-(-len(filled) // ACROSS)) + 4
    return Markup("").join(circles), tall


def _stacked(values: Sequence[float]) -> tuple[Markup, int]:
    columns = [min(int(value * ACROSS), ACROSS - 1) for value in values]
    highest = max(Counter(columns).values(), default=1)
    step = min(STEP, 160 / highest)
    tall = int(step * highest) + 22
    floor = tall - 18
    seen: Counter[int] = Counter()
    circles = []
    for column in sorted(columns):
        y = floor - step / 2 - step * seen[column]
        seen[column] += 1
        circles.append(
            _dot(STEP / 2 + STEP * column, y, full=True, radius=step / 2 - 1)
        )
    axis = Markup(
        '<line class="axis" x1="0" x2="{w}" y1="{f}" y2="{f}"/>'
        '<text x="0" y="{t}">never</text>'
        '<text x="{m}" y="{t}" text-anchor="middle">as likely as not</text>'
        '<text x="{w}" y="{t}" text-anchor="end">always</text>'
    ).format(w=WIDE, m=WIDE // 2, f=floor, t=tall - 4)
    return Markup("").join([*circles, axis]), tall


def _dot(x: float, y: float, *, full: bool, radius: float = 5.5) -> Markup:
    look = "mark a" if full else "mark ring a"
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(
        look, x, y, radius
    )
