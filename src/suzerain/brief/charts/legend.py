"""Small examples of marks, as a legend shows them."""

from __future__ import annotations

from markupsafe import Markup

RANGE = '<line class="range {0}" x1="-10" x2="10" y1="0" y2="0"/>'
SAMPLES = {
    "dot": f'{RANGE}<circle class="mark {{0}}" r="5"/>',
    "ring": f'{RANGE}<circle class="mark ring {{0}}" r="5"/>',
    "diamond": f'{RANGE}<path class="mark {{0}}" d="M0 -6 6 0 0 6 -6 0z"/>',
    "bar": '<rect class="bar {0}" x="-10" y="-4" width="20" height="8" rx="2"/>',
    "band": '<rect class="band" x="-10" y="-8" width="20" height="16"/>'
    '<rect class="band" x="-10" y="-4" width="20" height="8"/>',
    "wedge": '<polygon class="wedge" points="-10,-6 10,-.4 10,.4 -10,6"/>',
    "flow": '<rect class="flow {0}" x="-10" y="-5" width="20" height="10"/>',
    "taken": '<rect class="taken" x="-10" y="-5" width="20" height="10"/>',
    "shade": '<rect class="heat {0}" x="-8" y="-7" width="16" height="14"/>',
    "line": '<line class="line {0}" x1="-10" x2="10" y1="0" y2="0"/>',
    "path": '<line class="branch played" x1="-10" x2="10" y1="0" y2="0"/>',
}
SHAPES = {
    "circle": '<circle class="mark {0}" cx="{x}" cy="{y}" r="5.5"/>',
    "square": '<path class="mark {0}" d="M{x} {y}m-5 -5h10v10h-10z"/>',
    "rhomb": '<path class="mark {0}" d="M{x} {y}m0 -7 7 7 -7 7 -7 -7z"/>',
    "triangle": '<path class="mark {0}" d="M{x} {y}m0 -6.5 6.5 11.5 -13 0z"/>',
    "open": '<path class="mark ring {0}" d="M{x} {y}m-5 -5h10v10h-10z"/>',
    "hollow": '<circle class="mark ring {0}" cx="{x}" cy="{y}" r="5"/>',
    "cross": '<path class="stroke {0}" d="M{x} {y}m-4.5 -4.5 9 9m0 -9 -9 9"/>',
}
OTHER = '<line class="base" x1="0" x2="0" y1="-8" y2="8"/>'


def sample(look: str) -> Markup:
    """Draw an example of a mark.

    Args:
        look: Kind of the mark and its tone, such as `dot a`.

    Returns:
        An `<svg>` of the size of a letter.

    Examples:
        >>> print(sample("line b"))  # doctest: +ELLIPSIS
        <svg viewBox="-10 -8 20 16" aria-hidden="true"><line class="line b" ...</svg>
    """
    kind, _, tone = look.partition(" ")
    inner = shape(kind, tone, 0, 0) if kind in SHAPES else _mark(kind, tone)
    return Markup('<svg viewBox="-10 -8 20 16" aria-hidden="true">{}</svg>').format(
        inner
    )


def shape(kind: str, tone: str, x: float, y: float) -> Markup:
    """Draw a mark that is told from others by its shape as well as its colour.

    Args:
        kind: One of `SHAPES`.
        tone: Name of its colour, a class of the style sheet.
        x: Its middle.
        y: Its middle.
    """
    return Markup(SHAPES[kind]).format(tone, x=f"{x:g}", y=f"{y:g}")  # noqa: S704


def _mark(kind: str, tone: str) -> Markup:
    return Markup(SAMPLES.get(kind, OTHER)).format(tone)  # noqa: S704 - our own marks
