"""How parts of a picture look on paper, where no style sheet reaches."""

from __future__ import annotations

FONT = "Libertinus Serif, Georgia, Cambria, serif"
BLUE, RED, GREY = "#0072b2", "#d55e00", "#6a6f78"
INK, SOFT, LINE, SUNK = "#1c1f24", "#555b65", "#c9c5ba", "#f4f2ec"
TONES = {"a": BLUE, "b": RED, "c": GREY}

Look = dict[str, str]

_LOOKS: tuple[tuple[frozenset[str], Look], ...] = tuple(
    (frozenset(classes.split()), dict(zip(pairs[::2], pairs[1::2], strict=True)))
    for classes, *pairs in (
        ("track", "stroke", LINE, "stroke-width", "1"),
        ("grid", "stroke", LINE, "stroke-width", "1"),
        ("axis", "stroke", SOFT, "stroke-width", "1"),
        ("base", "stroke", SOFT, "stroke-width", "1", "stroke-dasharray", "2 3"),
        ("range", "stroke-width", "2.5", "stroke-linecap", "round", "opacity", ".55"),
        ("tick", "stroke", INK, "stroke-width", "2"),
        ("line", "fill", "none", "stroke-width", "2", "stroke-linejoin", "round"),
        ("dashed", "stroke-dasharray", "5 4"),
        ("band", "fill", BLUE, "opacity", ".16"),
        ("wedge", "fill", "#56b4e9", "opacity", ".75"),
        ("mark", "stroke", "#ffffff", "stroke-width", "1.5"),
        ("mark ring", "fill", "#ffffff", "stroke-width", "2"),
    )
)


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
    found: Look = {}
    for named, style in _LOOKS:
        if named <= classes:
            found |= style
    for tone in sorted(classes & TONES.keys()):
        found |= _toned(classes, TONES[tone])
    if "dots" in around and "mark" in classes and "ring" not in classes:
        found |= {"stroke": "none"}
    if tag == "rect":
        found |= _boxed(around)
    if tag == "text":
        found |= {"font-family": FONT, "font-size": "13", "fill": _inked(around)}
    return found


def _toned(classes: frozenset[str], colour: str) -> Look:
    if {"range", "line", "tick"} & classes or "ring" in classes:
        return {"stroke": colour}
    if {"mark", "bar"} & classes:
        return {"fill": colour}
    return {}


def _boxed(around: frozenset[str]) -> Look:
    if "edge" in around:
        return {"fill": "#ffffff", "stroke": LINE}
    if "patron" in around:
        return {"fill": INK, "stroke": INK}
    if "node" in around:
        return {"fill": SUNK, "stroke": SOFT, "stroke-width": "1.2"}
    return {}


def _inked(around: frozenset[str]) -> str:
    if "edge" in around:
        return "#0a5a91"
    if "patron" in around:
        return "#ffffff"
    return INK if "node" in around else SOFT
