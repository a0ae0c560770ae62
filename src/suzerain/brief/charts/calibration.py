"""Forecasts against what followed them: one dot a bin, the diagonal is perfect."""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup

from suzerain.outlook.scorecard import CalibrationBin

SIDE, LEFT, TOP = 300, 60, 40
TICKS = (0, 25, 50, 75, 100)
STYLE = Markup(
    "text{font:12px sans-serif;fill:#333}"
    ".grid{stroke:#ddd}.edge{stroke:#888;stroke-dasharray:4 3}"
    ".dot{fill:#1f5a85;fill-opacity:.75}"
)


def calibration_plot(bins: Iterable[CalibrationBin]) -> str:
    """Draw a calibration plot as an SVG file of its own.

    A dot stands at the mean forecast of its bin and the share that came about; its area
    grows with the number of forecasts, which is written beside it.

    Args:
        bins: The bins; empty ones are left out.

    Returns:
        SVG.

    Examples:
        >>> one = CalibrationBin(low=0, high=1, count=3, forecast=0.4, happened=1 / 3)
        >>> calibration_plot([one]).count("<circle")
        1
    """
    filled = [one for one in bins if one.forecast is not None]
    total = sum(one.count for one in filled)
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img">'
            "<title>Calibration of {} forecasts</title><style>{}</style>"
        ).format(SIDE + LEFT + 40, SIDE + TOP + 60, total, STYLE),
        *(_tick(tick) for tick in TICKS),
        Markup('<line class="edge" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            *_place(0, 0), *_place(1, 1)
        ),
        *(_dot(one, total) for one in filled),
        _label(LEFT + SIDE / 2, SIDE + TOP + 42, "forecast, per cent"),
        Markup('<text transform="translate(16 {}) rotate(-90)">{}</text>').format(
            TOP + SIDE / 2 + 50, "came about, per cent"
        ),
        _label(
            LEFT + SIDE / 2, 20, f"{total} forecasts; on the dashed line is perfect"
        ),
    ]
    return str(Markup("\n").join([*parts, Markup("</svg>\n")]))


def _place(forecast: float, happened: float) -> tuple[float, float]:
    return round(LEFT + SIDE * forecast, 1), round(TOP + SIDE * (1 - happened), 1)


def _tick(per_cent: int) -> Markup:
    x, y = _place(per_cent / 100, per_cent / 100)
    return Markup(
        '<line class="grid" x1="{x}" y1="{t}" x2="{x}" y2="{b}"/>'
        '<line class="grid" x1="{l}" y1="{y}" x2="{r}" y2="{y}"/>'
        '<text x="{x}" y="{u}" text-anchor="middle">{p}</text>'
        '<text x="{w}" y="{v}" text-anchor="end">{p}</text>'
    ).format(
        x=x,
        y=y,
        t=TOP,
        b=TOP + SIDE,
        l=LEFT,
        r=LEFT + SIDE,
        u=TOP + SIDE + 18,
        w=LEFT - 8,
        v=y + 4,
        p=per_cent,
    )


def _dot(one: CalibrationBin, total: int) -> Markup:
    x, y = _place(one.forecast or 0, one.happened or 0)
    size = round(4 + 14 * math.sqrt(one.count / total), 1)
    return Markup(
        '<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}</title></circle>'
        '<text x="{}" y="{}">{}</text>'
    ).format(
        x,
        y,
        size,
        f"{one.count} forecasts of {one.forecast:.0%}: {one.happened:.0%} came about",
        x + size + 2,
        y - 4,
        one.count,
    )


def _label(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        x, y, text
    )
