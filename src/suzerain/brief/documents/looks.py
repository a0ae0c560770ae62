"""How parts of a picture look on paper: the style sheets of the page, in daylight."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suzerain.brief.render import STYLES

FONT = "Libertinus Serif, Georgia, Cambria, serif"
# What a rule may say of a part of a picture; the rest is about the page.
KNOWN = frozenset(
    (
        "fill",
        "fill-opacity",
        "font-size",
        "font-weight",
        "opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
    )
)
WORDS = {"font-family": FONT, "font-size": "13"}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"@[a-z-]+[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_PLAIN = re.compile(r"[a-z]*(?:\.[\w-]+)*")
_SIZE = re.compile(r"([\d.]+)px")

Look = dict[str, str]
# Element and classes of a part.
Compound = tuple[str, frozenset[str]]
Rule = tuple[tuple[int, int, int], tuple[Compound, ...], Look]


def look(tag: str, classes: frozenset[str], around: frozenset[str]) -> Look:
    """Say how one element of a picture is drawn.

    Args:
        tag: Its element: `rect`, `text`, `circle` and so on.
        classes: Its own classes.
        around: Classes of all that it stands in.

    Returns:
        Presentation attributes of SVG.

    Examples:
        >>> look("circle", frozenset({"mark", "a"}), frozenset())["fill"]
        '#0072b2'
        >>> look("circle", frozenset({"mark", "ring", "b"}), frozenset())["stroke"]
        '#d55e00'
    """
    found: Look = dict(WORDS) if tag == "text" else {}
    for _, (*before, (element, own)), style in rules():
        if element not in ("", tag) or not own <= classes:
            continue
        if all(outer <= around for _, outer in before):
            found |= style
    if tag == "text":
        found.setdefault("fill", colour("--soft"))
    return found


def colour(name: str) -> str:
    """A colour of the page in daylight, by its name in the style sheet.

    Examples:
        >>> colour("--a")
        '#0072b2'
    """
    return _colours()[name]


@cache
def rules() -> tuple[Rule, ...]:
    """Rules of the style sheets that draw, the stronger later."""
    found: list[Rule] = []
    for selectors, body in _RULE.findall(_BLOCK.sub("", _sheets())):
        style = _style(body)
        for selector in selectors.split(",") if style else ():
            parts = selector.replace(">", " ").split()
            if all(_PLAIN.fullmatch(part) for part in parts):
                compounds = tuple(_compound(part) for part in parts)
                classes = sum(len(own) for _, own in compounds)
                tags = sum(bool(tag) for tag, _ in compounds)
                found.append(((classes, tags, len(found)), compounds, style))
    return tuple(sorted(found, key=lambda rule: rule[0]))


def _compound(part: str) -> Compound:
    tag, *classes = part.split(".")
    return tag, frozenset(classes)


def _style(body: str) -> Look:
    found: Look = {}
    for line in body.split(";"):
        name, _, value = (part.strip() for part in line.partition(":"))
        if name == "font" and (size := _SIZE.search(value)):
            found["font-size"] = size[1]
        elif name in KNOWN:
            found[name] = re.sub(r"var\((--\w+)\)", lambda v: colour(v[1]), value)
    return found


@cache
def _colours() -> Look:
    """Colours of the first `:root`, which is that of daylight."""
    first = next(body for name, body in _RULE.findall(_sheets()) if ":root" in name)
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]+)", first))


@cache
def _sheets() -> str:
    page = files("suzerain.brief") / "page"
    texts = ((page / name).read_text(encoding="utf-8") for name in STYLES)
    return _NOTE.sub("", "\n".join(texts))
