"""Draw the fast measure against the judge, over all cut-offs of an economy, as SVG.

    python tools/plot_judge.py DATASET -o docs/pictures/judge.svg

Each dot is one cut-off of one region by another. The dashed line is where both agree.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from suzerain.core.economy import Array
from suzerain.measures.judge.equilibrium import prepare
from suzerain.measures.trials import Trials, slopes, try_every_cut
from suzerain.sources.economies import read_economy

LOW, HIGH = 1e-3, 20.0  # per cent of real income
SIDE, LEFT, TOP, GAP = 340, 62, 64, 66
WIDE, TALL = LEFT + 2 * SIDE + GAP + 20, TOP + SIDE + 62
TICKS = (0.001, 0.01, 0.1, 1, 10)
COLOURS = {
    "fast": "#d98a3d",
    "fast_with_links": "#1f5f99",
    "fast_both_sides": "#2c8a5b",
}
NAMES = {
    "fast": "fast measure without links",
    "fast_with_links": "with input-output links",
    "fast_both_sides": "with links and lost sales",
}
INK, FAINT = "#222222", "#dddddd"


def main() -> None:
    """Read an economy, try every cut-off, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("-o", "--output", type=Path, required=True)
    asked = parser.parse_args()
    economy = read_economy(asked.data)
    trials = try_every_cut(prepare(economy, deficits="closed"))
    asked.output.write_text(picture(trials, economy.origin), encoding="utf-8")


def picture(trials: Trials, origin: str) -> str:
    """Draw two panels: one-way and two-way cut-offs."""
    found = {(one.measure, one.judged): one for one in slopes(trials)}

    def steep(measure: str, way: str) -> str:
        return f"{found[measure, f'target, {way}'].slope:.2f}"

    shown = (
        ("one-way", "Supply stops", trials.one_way, tuple(NAMES)[:2]),
        ("two-way", "Supply and sales stop", trials.two_way, tuple(NAMES)),
    )
    panels = []
    for k, (way, title, losses, measures) in enumerate(shown):
        told = ", ".join(steep(measure, way) for measure in measures)
        fast = {measure: getattr(trials, measure) for measure in measures}
        left = LEFT + k * (SIDE + GAP)
        panels.append("".join(panel(fast, losses, left, f"{title}: slopes {told}")))
    about = (
        f"Loss of real income from {len(trials.target)} cut-offs, per cent: "
        "the fast measure (across) against general equilibrium (up)"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" '
        f'role="img" font-family="sans-serif" font-size="12" fill="{INK}">'
        f"<title>{escape(about)}</title>"
        f'<rect width="{WIDE}" height="{TALL}" fill="#ffffff"/>'
        f"{words(LEFT, 18, about, size=13)}"
        f"{key(36)}{''.join(panels)}"
        f"{words(LEFT, TALL - 8, f'Data: {origin}, deficits closed.', size=10)}"
        "</svg>\n"
    )


def panel(
    fast: dict[str, Array], losses: Array, left: float, title: str
) -> Iterator[str]:
    """Draw one panel: axes, the line of agreement, the dots."""
    low, high = place(LOW), place(HIGH)
    yield words(left, TOP - 8, title)
    for tick in TICKS:
        x, y = left + place(tick), TOP + SIDE - place(tick)
        yield line(x, TOP, x, TOP + SIDE, FAINT)
        yield line(left, y, left + SIDE, y, FAINT)
        yield words(x, TOP + SIDE + 16, f"{tick:g}", anchor="middle")
        yield words(left - 6, y + 4, f"{tick:g}", anchor="end")
    yield line(left + low, TOP + SIDE - low, left + high, TOP + SIDE - high, INK, "5 4")
    for measure, values in fast.items():
        yield dots(values, losses, left, COLOURS[measure])
    yield words(left + SIDE / 2, TOP + SIDE + 34, "fast measure, %", anchor="middle")


def dots(fast: Array, exact: Array, left: float, colour: str) -> str:
    """Draw all dots as one path of round points."""
    spots = "".join(
        f"M{left + place(100 * float(x)):.1f} {height(float(y)):.1f}h0"
        for x, y in zip(fast, exact, strict=True)
        if 100 * x > LOW and 100 * y > LOW
    )
    return (
        f'<path d="{spots}" stroke="{colour}" stroke-width="3.2" '
        'stroke-linecap="round" stroke-opacity="0.55" fill="none"/>'
    )


def key(y: float) -> str:
    """Tell what the colours mean."""
    parts: list[str] = []
    x = float(LEFT)
    for measure, text in NAMES.items():
        colour = COLOURS[measure]
        parts.append(f'<circle cx="{x + 4}" cy="{y - 4}" r="4" fill="{colour}"/>')
        parts.append(words(x + 14, y, text))
        x += 250
    return "".join(parts)


def place(percent: float) -> float:
    """Turn per cent into a length along an axis, in logs."""
    return SIDE * math.log(percent / LOW) / math.log(HIGH / LOW)


def height(loss: float) -> float:
    """Turn a loss into a height on the page."""
    return TOP + SIDE - place(100 * loss)


def line(*ends: float | str) -> str:
    """Draw a line from x, y to x, y in a colour, dashed or not."""
    x, y, to_x, to_y, colour, *dash = ends
    dashes = f' stroke-dasharray="{dash[0]}"' if dash else ""
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{colour}"{dashes}/>'
    )


def words(
    x: float, y: float, text: str, *, anchor: str = "start", size: int = 12
) -> str:
    """Write words at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">'
        f"{escape(text)}</text>"
    )


if __name__ == "__main__":
    main()
