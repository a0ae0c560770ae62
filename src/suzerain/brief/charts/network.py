"""Who depends on whom, as a network with tapered edges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import number, say
from suzerain.brief.markup import anchor
from suzerain.brief.results import Results
from suzerain.brief.section import Picture, cell, table
from suzerain.core.estimate import Estimate
from suzerain.core.grid import Grid

WIDE, TALL = 390, 300
TOP, BOTTOM = 30, 268
BOX_HALF, WIDEST, APART, GAP = 15, 15, 12, 3
OUTER, INNER = 24, 8
POWERS_SHOWN = 3
LETTER = 7.4
LEGEND = (("wedge", "wide at the provider, narrow at the one who depends"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """An actor's box."""

    words: str
    x: float
    y: float
    half: float
    patron: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """Dependence of a recipient on a provider, ready to draw."""

    recipient: str
    provider: str
    median: float
    ref: str


def network(results: Results) -> Picture | None:
    """Draw members below, the weightiest outside powers above.

    Args:
        results: With dependence.

    Returns:
        The picture, or None without a pact or a measure.
    """
    grid = results.dependence
    if grid is None or len(results.members) < 2:
        return None
    cells = list(_cells(grid, nodes_of(results)))
    if not cells:
        return None
    edges = [
        _Edge(
            recipient=labels[0],
            provider=labels[1],
            median=e.median,
            ref=f"dependence.{labels[0]}.{labels[1]}",
        )
        for labels, e in cells
        if e.median > 0
    ]
    ranked = sorted(cells, key=lambda c: (-c[1].median, c[0]))
    return Picture(
        id="network",
        title=cell("What a cut-off would cost"),
        reading=say(
            "network.reading",
            "Part of its welfare that the one at the narrow end would lose if the one "
            "at the wide end cut it off.",
        ),
        svg=_drawn(results, edges),
        legend=LEGEND,
        table=table(
            "network.table",
            "Loss of welfare after a full cut, in the long run",
            ("Depends", "On", "Would lose (range)"),
            [
                (
                    cell(results.name(labels[0])),
                    cell(results.name(labels[1])),
                    cell(
                        number(
                            f"dependence.{labels[0]}.{labels[1]}",
                            bracketed(e.to_dict()),
                        )
                    ),
                )
                for labels, e in ranked
            ],
        ),
    )


def nodes_of(results: Results) -> tuple[str, ...]:
    """Codes of those whom a network shows: outside powers, then members."""
    return (*_powers(results), *results.members)


def _cells(
    grid: Grid, shown: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], Estimate]]:
    """Dependence of those shown on one another, where it is known."""
    for recipient in (code for code in grid.labels[0] if code in shown):
        for provider in (code for code in grid.labels[1] if code in shown):
            estimate = grid[recipient, provider]
            if recipient != provider and not math.isnan(estimate.median):
                yield (recipient, provider), estimate


def _powers(results: Results) -> tuple[str, ...]:
    """The outside powers that the members depend on most, the patron first."""
    grid = results.dependence
    if grid is None:
        return ()
    outside = [
        power.actor
        for power in results.case.powers
        if power.role == "third" and power.actor in grid.labels[1]
    ]
    members = [m for m in results.members if m in grid.labels[0]]
    weight = {actor: sum(grid[m, actor].median for m in members) for actor in outside}
    ranked = sorted(
        dict.fromkeys(outside), key=lambda a: (a != results.patron, -weight[a], a)
    )
    chosen = [a for a in ranked if weight[a] > 0 or a == results.patron][:POWERS_SHOWN]
    return (*chosen[1:2], *chosen[:1], *chosen[2:])


def _nodes(results: Results, powers: tuple[str, ...]) -> dict[str, _Node]:
    nodes = {}
    for row, y in ((powers, TOP), (results.members, BOTTOM)):
        for k, actor in enumerate(row):
            name = results.word_for(actor)
            most = int(WIDE / len(row) / LETTER) - 4
            words = name if len(name) <= most else f"{name[: most - 1]}…"
            nodes[actor] = _Node(
                words=words,
                x=WIDE * (k + 0.5) / len(row),
                y=float(y),
                half=max(len(words) * LETTER + 18, 60) / 2,
                patron=actor == results.patron,
            )
    return nodes


def _drawn(results: Results, edges: list[_Edge]) -> Markup:
    nodes = _nodes(results, _powers(results))
    largest = max((edge.median for edge in edges), default=1.0)
    wedges, labels = [], []
    taken: list[tuple[float, float, float, float]] = [
        (n.x - n.half, n.y - BOX_HALF, n.x + n.half, n.y + BOX_HALF)
        for n in nodes.values()
    ]
    for edge in sorted(edges, key=lambda e: -e.median):
        start, end = _shifted(nodes[edge.provider], nodes[edge.recipient])
        wedges.append(_wedge(start, end, WIDEST * edge.median / largest))
        labels.append(_label(edge, start, end, taken))
    return Markup(
        '<svg class="network" role="group" viewBox="0 0 {} {}" '
        'aria-label="Network of dependence, told again in the table below">'
        "{}{}{}</svg>"
    ).format(
        WIDE,
        TALL,
        Markup("").join(wedges),
        Markup("").join(_node(node) for node in nodes.values()),
        Markup("").join(labels),
    )


def _shifted(a: _Node, b: _Node) -> tuple[tuple[float, float], tuple[float, float]]:
    """Move an edge to the right of its own direction, clear of its reverse."""
    dx, dy = b.x - a.x, b.y - a.y
    length = math.hypot(dx, dy) or 1.0
    aside = _aside(a, b)
    sx, sy = -dy / length * aside, dx / length * aside
    out, back = _reach(a, dx, dy), _reach(b, dx, dy)
    return (
        (a.x + sx + dx * out, a.y + sy + dy * out),
        (b.x + sx - dx * back, b.y + sy - dy * back),
    )


def _aside(a: _Node, b: _Node) -> float:
    """How far to the right of its direction an edge runs.

    Downward edges run on the outside of the picture and upward ones inside, so that
    those which meet at one box do not cross.
    """
    middle = (a.x + b.x - WIDE) / 2
    if abs(a.y - b.y) < BOX_HALF or abs(middle) < BOX_HALF:
        return APART
    outer = OUTER if b.y > a.y else INNER
    side = -1 if middle > 0 else 1
    return outer * side


def _reach(node: _Node, dx: float, dy: float) -> float:
    """Part of the way from a box's middle to its border, in this direction."""
    across = (node.half + GAP) / abs(dx) if dx else math.inf
    down = (BOX_HALF + GAP) / abs(dy) if dy else math.inf
    return min(across, down, 0.4)


def _wedge(a: tuple[float, float], b: tuple[float, float], wide: float) -> Markup:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    half = max(wide, 1.6) / 2
    ox, oy = -dy / length * half, dx / length * half
    tx, ty = -dy / length * 0.4, dx / length * 0.4
    points = (
        (a[0] + ox, a[1] + oy),
        (b[0] + tx, b[1] + ty),
        (b[0] - tx, b[1] - ty),
        (a[0] - ox, a[1] - oy),
    )
    return Markup('<polygon class="wedge" points="{}"/>').format(
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    )


def _label(
    edge: _Edge,
    a: tuple[float, float],
    b: tuple[float, float],
    taken: list[tuple[float, float, float, float]],
) -> Markup:
    text = percent(edge.median)
    best = None
    for step in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x, y = a[0] + (b[0] - a[0]) * step, a[1] + (b[1] - a[1]) * step
        box = _box(x, y, text)
        if best is None or not any(_overlap(box, other) for other in taken):
            best = (x, y, box)
            if not any(_overlap(box, other) for other in taken):
                break
    if best is None:  # pragma: no cover - the loop always runs
        return Markup("")
    x, y, box = best
    taken.append(box)
    wide = len(text) * LETTER + 10
    return Markup(
        '<a class="n edge" data-ref="{}" href="#why-{}">'
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="20" rx="10"/>'
        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text></a>'
    ).format(edge.ref, anchor(edge.ref), x - wide / 2, y - 10, wide, x, y + 4.6, text)


def _box(x: float, y: float, text: str) -> tuple[float, float, float, float]:
    half = len(text) * LETTER / 2 + 8
    return (x - half, y - BOX_HALF, x + half, y + BOX_HALF)


def _overlap(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _node(node: _Node) -> Markup:
    return Markup(
        '<g class="{}"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="30" rx="{}"/>'
        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle" class="given">{}</text></g>'
    ).format(
        "node patron" if node.patron else "node",
        node.x - node.half,
        node.y - BOX_HALF,
        2 * node.half,
        15 if node.patron else 5,
        node.x,
        node.y + 4.6,
        node.words,
    )
