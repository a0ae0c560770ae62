"""A picture of the brief as one SVG drawing that needs no style sheet."""

from __future__ import annotations

import copy
import textwrap
from dataclasses import dataclass
from typing import Any

from suzerain.brief.charts.legend import sample
from suzerain.brief.documents.looks import FONT, colour, look
from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.section import Picture

WIDE = 640.0
WHAT, DRAW, FIGURES = 215.0, 225.0, 460.0
LETTER, LINE_HEIGHT, LEGEND_STEP = 6.3, 16.0, 22.0
ACROSS = frozenset({"x", "x1", "x2", "cx", "width"})
SHAPE = frozenset({"y", "y1", "y2", "cy", "r", "rx", "d", "points", "height"})
KEEP = ACROSS | SHAPE | {"text-anchor", "transform", "stroke-width"}
# What shows only where one can point at it.
ON_SCREEN = frozenset({"words", "hint"})
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture that stands alone.

    Args:
        svg: The drawing, with its legend.
        wide: Its width in CSS pixels.
        tall: Its height in CSS pixels.
        alt: What it shows, for those who do not see it.
    """

    svg: str
    wide: float
    tall: float
    alt: str


def draw(picture: Picture) -> Drawing:
    """Turn a picture of the page into a drawing that needs no style sheet.

    The page lays rows out with HTML and colours them by classes; paper has neither.

    Args:
        picture: A picture with its legend and its reading.

    Returns:
        The drawing; its alternative text is the title and the reading.
    """
    from lxml import etree

    cleaner = Cleaner()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(f"<div>{cleaner.text(picture.svg)}</div>", parser)
    canvas = etree.Element("g")
    first = root.find(".//svg[@viewBox]")
    wide = WIDE if first is None else float(first.get("viewBox").split()[2])
    tall = _legend(canvas, picture.legend, wide)
    if first is None:
        for row in root.iter("div"):
            if row.get("class") == "row":
                tall += _row(canvas, row, tall)
    else:
        for drawn in root.iter("svg"):
            box = drawn.get("viewBox")
            if box is None:
                continue
            place = etree.SubElement(canvas, "g", transform=f"translate(0 {tall:g})")
            _copy(drawn, place, wide, _around(drawn))
            tall += float(box.split()[3]) + 8
    body = etree.tostring(canvas, encoding="unicode")
    title = "".join(map(str, picture.title))
    return Drawing(
        svg=f'<svg xmlns="{SVG}" width="{wide:g}" height="{tall:g}" '
        f'viewBox="0 0 {wide:g} {tall:g}">{body}</svg>',
        wide=wide,
        tall=tall,
        alt=cleaner.text(f"{title}. {picture.reading} The table gives the figures."),
    )


def _around(drawn: Any) -> frozenset[str]:
    """Classes of a drawing and of all that it stands in."""
    held = (drawn, *drawn.iterancestors())
    return frozenset(c for one in held for c in one.get("class", "").split())


def _legend(canvas: Any, legend: tuple[tuple[str, str], ...], wide: float) -> float:
    """Write the legend above; give the height that it takes."""
    from lxml import etree

    x, y = 0.0, 12.0
    for marks, words in legend:
        need = 30 + LETTER * len(words) + 20
        if x and x + need > wide:
            x, y = 0.0, y + LEGEND_STEP
        place = etree.SubElement(canvas, "g", transform=f"translate({x + 12:g} {y:g})")
        _copy(etree.fromstring(str(sample(marks))), place, wide, frozenset())
        _words(canvas, [words], x + 28, y + 4, fill=colour("--soft"))
        x += need
    return y + LEGEND_STEP if legend else 0.0


def _row(canvas: Any, row: Any, top: float) -> float:
    """Lay out a label, its strip and its figures; give the height they take."""
    from lxml import etree

    parts = {part.get("class"): part for part in row}
    strip = parts["draw"].find(".//svg")
    across = FIGURES - DRAW - 20
    words = _wrapped(parts["what"], WHAT)
    figures = _wrapped(parts["figures"], WIDE - FIGURES)
    high = float(strip.get("height")) if strip is not None else 0.0
    tall = max(high, LINE_HEIGHT * max(len(words), len(figures), 1)) + 10
    for lines, x, fill in (
        (words, 0.0, colour("--ink")),
        (figures, FIGURES, colour("--soft")),
    ):
        start = top + (tall - LINE_HEIGHT * len(lines)) / 2 + 12
        _words(canvas, lines, x, start, fill=fill)
    if strip is not None:
        down = top + (tall - high) / 2
        place = etree.SubElement(canvas, "g", transform=f"translate({DRAW:g} {down:g})")
        _copy(strip, place, across, frozenset({"strip"}))
    return tall


def _wrapped(part: Any, wide: float) -> list[str]:
    text = " ".join("".join(part.itertext()).split())
    return textwrap.wrap(text, max(int(wide / LETTER), 8))


def _words(canvas: Any, lines: list[str], x: float, y: float, *, fill: str) -> None:
    from lxml import etree

    for k, line in enumerate(lines):
        made = etree.SubElement(
            canvas, "text", x=f"{x:g}", y=f"{y + LINE_HEIGHT * k:g}"
        )
        made.attrib.update({"font-family": FONT, "font-size": "13", "fill": fill})
        made.text = line


def _copy(source: Any, target: Any, wide: float, around: frozenset[str]) -> None:
    """Copy what is drawn, with looks for classes and lengths for percentages."""
    from lxml import etree

    for part in source:
        if not isinstance(part.tag, str) or part.tag == "title":
            continue
        classes = frozenset(part.get("class", "").split())
        if classes & ON_SCREEN:
            continue
        kept = {
            key: _length(key, value, wide)
            for key, value in part.attrib.items()
            if key in KEEP
        }
        if part.tag in ("a", "g"):
            _copy(part, etree.SubElement(target, "g", kept), wide, around | classes)
        elif part.tag == "svg":
            moved = f"translate({kept.get('x', '0')} {kept.get('y', '0')})"
            place = etree.SubElement(target, "g", transform=moved)
            _copy(part, place, wide, around | classes)
        else:
            made = etree.SubElement(target, part.tag, look(part.tag, classes, around))
            made.attrib.update(kept)
            made.text, made.tail = copy.copy(part.text), copy.copy(part.tail)
            _copy(part, made, wide, around | classes)


def _length(key: str, value: str, wide: float) -> str:
    if key in ACROSS and value.endswith("%"):
        return f"{float(value[:-1]) * wide / 100:.2f}"
    return value
