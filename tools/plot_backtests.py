"""Draw a back-test as SVG: who tells events apart, and whether chances hold.

`tools/fill_backtests.py` draws every back-test that the pages show.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from suzerain.outlook.backtest.report import BackTest, Skill

ROW, LEFT, TOP, WIDE, GAP, SIDE = 24, 150, 54, 300, 74, 240
INK, FAINT = "#222222", "#dddddd"
COLOURS = {
    "base": "#777777",
    "published": "#d98a3d",
    "ours": "#1f5f99",
    "both": "#2c8a5b",
}
MEANING = {
    "base": "baseline",
    "published": "published measures",
    "ours": "this project's",
    "both": "both together",
}


def picture(found: BackTest) -> str:
    """Draw areas under the curve with intervals, and reliability diagrams."""
    tall = TOP + max(ROW * len(found.models), SIDE) + 56
    wide = LEFT + WIDE + GAP + SIDE + 24
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" '
            f'font-family="sans-serif" font-size="12" fill="{INK}">'
        ),
        f"<title>{escape(found.study)}: {escape(found.question)}</title>",
        f'<rect width="{wide}" height="{tall}" fill="#ffffff"/>',
        *_areas(found),
        *_reliability(found),
        *_legend(tall),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _areas(found: BackTest) -> list[str]:
    spans = [span for one in found.models if (span := one.interval["auc"])]
    low = min([0.4, *(span[0] for span in spans)])
    high = max([0.7, *(span[1] for span in spans)])

    def x(area: float) -> float:
        return LEFT + (area - low) / (high - low) * WIDE

    bottom = TOP + ROW * len(found.models)
    parts = [_text(LEFT, 20, "Area under the curve, with intervals", weight="bold")]
    for tenth in range(int(low * 10), int(high * 10) + 1):
        if low <= tenth / 10 <= high:
            at = x(tenth / 10)
            dash = "4 3" if tenth == 5 else "none"
            parts.append(
                _line((at, TOP - 8), (at, bottom), INK if tenth == 5 else FAINT, dash)
            )
            parts.append(_text(at, TOP - 14, f"{tenth / 10:g}", anchor="middle"))
    for k, one in enumerate(found.models):
        parts += _row(one, TOP + ROW * (k + 0.5), x)
    return parts


def _row(one: Skill, y: float, x: Callable[[float], float]) -> list[str]:
    parts = [_text(LEFT - 10, y + 4, one.name, anchor="end")]
    span, colour = one.interval["auc"], COLOURS[one.kind]
    if span is None or one.auc is None:
        return parts
    ends = (x(span[0]), y), (x(span[1]), y)
    said = escape(f"{one.name}: {one.auc:.3f} ({span[0]:.3f} to {span[1]:.3f})")
    return [
        *parts,
        _line(*ends, colour, "none", width=3),
        (
            f'<circle cx="{x(one.auc):.1f}" cy="{y:.1f}" r="5" fill="{colour}">'
            f"<title>{said}</title></circle>"
        ),
    ]


def _reliability(found: BackTest) -> list[str]:
    shown = [
        one for one in found.models if one.name == found.against or one.kind == "both"
    ]
    left = LEFT + WIDE + GAP
    most = max([dot.forecast for one in shown for dot in one.bins] + [0.01])
    most = max([most, *(dot.observed for one in shown for dot in one.bins)])

    def at(forecast: float, observed: float) -> tuple[float, float]:
        return left + forecast / most * SIDE, TOP + SIDE - observed / most * SIDE

    parts = [
        _text(left, 20, "What was forecast, and what came true", weight="bold"),
        _line(at(0, 0), at(most, most), INK, "4 3"),
        _line(at(0, 0), at(most, 0), FAINT, "none"),
        _line(at(0, 0), at(0, most), FAINT, "none"),
        _text(at(most, 0)[0], TOP + SIDE + 16, f"{most:.0%}", anchor="end"),
        _text(left - 6, TOP + 4, f"{most:.0%}", anchor="end"),
        _text(left - 6, TOP + SIDE + 4, "0", anchor="end"),
        _text(left + SIDE / 2, TOP + SIDE + 16, "chance given", anchor="middle"),
    ]
    for one in shown:
        spots = [at(dot.forecast, dot.observed) for dot in one.bins]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        colour = COLOURS[one.kind]
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="1.5"><title>{escape(one.name)}</title></polyline>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
            for x, y in spots
        ]
    return parts


def _legend(tall: float) -> list[str]:
    parts = []
    for k, (kind, said) in enumerate(MEANING.items()):
        x = 24 + 170 * k
        parts.append(
            f'<circle cx="{x}" cy="{tall - 18}" r="5" fill="{COLOURS[kind]}"/>'
        )
        parts.append(_text(x + 10, tall - 14, said))
    return parts


def _text(
    x: float, y: float, said: str, *, anchor: str = "start", weight: str = "normal"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(said)}</text>'
    )


def _line(
    a: tuple[float, float],
    b: tuple[float, float],
    colour: str,
    dash: str,
    *,
    width: float = 1,
) -> str:
    return (
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}"/>'
    )
