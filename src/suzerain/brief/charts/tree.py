"""A game as a tree: who decides, what is done how often, and what each end brings.

The layout of a tidy tree, ends evenly spaced and each node beside the middle of what
follows it (Wetherell & Shannon 1979); branches are as thick as they are often taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from suzerain.brief.charts.lettering import LETTER, fitted, folded, width
from suzerain.brief.figures import percent
from suzerain.brief.markup import anchor
from suzerain.core.errors import SuzerainError
from suzerain.strategy.game.averaged import Ply

STEP, ROW, COLUMN, TOP, LEFT = 112.0, 32.0, 66.0, 44.0, 84.0
WIDEST = 232.0
THIN, THICK, GAP, LINE = 1.2, 6.0, 16.0, 14.0
MOST_ENDS, DEEPEST = 60, 8
LINK = '<a class="n"'
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPly:
    """A node with its place.

    Args:
        ply: The node.
        x: Its place.
        y: Its place.
        depth: How many moves lead to it.
        forks: What follows.
    """

    ply: Ply
    x: float
    y: float
    depth: int
    forks: tuple[PlacedPly, ...]

    def walk(self) -> Iterator[PlacedPly]:
        """Go through the node and all that follows, from above."""
        yield self
        for fork in self.forks:
            yield from fork.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a tree names things.

    Args:
        player: Names a player.
        action: Names an action.
        gain: Writes what somebody gets.
        ref: Id of the number behind its figures; empty where none is traced.
    """

    player: Words = str
    action: Words = str
    gain: Callable[[float], str] = "{:.4g}".format
    ref: str = ""


def refuse_large(ends: int, depth: int) -> None:
    """Raise SuzerainError unless a tree can be drawn so that it is read."""
    if ends > MOST_ENDS or depth > DEEPEST:
        raise SuzerainError(
            f"a tree of {ends} ends, {depth} moves deep",
            f"{MOST_ENDS} ends and {DEEPEST} moves at most",
            "leave --svg out: the text shows trees of any size",
        )


def lay_out(root: Ply, steps: Sequence[float] = ()) -> PlacedPly:
    """Place the nodes of a tree.

    Args:
        root: Its root.
        steps: How far each move leads to the right; all alike when left out.

    Returns:
        The root with its place; ends stand in rows of equal height.

    Examples:
        >>> tree = Ply(plies=(Ply(action="a"), Ply(action="b")))
        >>> [fork.y for fork in lay_out(tree).walk()]
        [76.0, 60.0, 92.0]
    """
    found = list(steps)
    places = [LEFT]
    for depth in range(_depth(root)):
        places.append(places[-1] + (found[depth] if depth < len(found) else STEP))
    return _placed(root, 0, [0], places)


def steps_of(root: Ply, wording: Wording) -> tuple[float, ...]:
    """Find how far each move leads to the right, so that its words fit."""
    rows, found = [root], []
    while any(ply.plies for ply in rows):
        rows = [one for ply in rows for one in ply.plies]
        needs = [
            max(width(_action(ply, wording)), width(wording.player(ply.who)))
            for ply in rows
        ]
        found.append(min(max(max(needs) + GAP + 12, STEP), WIDEST))
    return tuple(found)


def _depth(ply: Ply) -> int:
    return 1 + max(map(_depth, ply.plies)) if ply.plies else 0


def _action(ply: Ply, wording: Wording) -> str:
    return f"{wording.action(ply.action)}{_odds(ply)}"


def _odds(ply: Ply) -> str:
    return "" if ply.chance is None else f" {percent(ply.chance)}"


def _placed(
    ply: Ply, depth: int, rows: list[int], places: Sequence[float]
) -> PlacedPly:
    forks = tuple(_placed(one, depth + 1, rows, places) for one in ply.plies)
    if forks:
        y = (forks[0].y + forks[-1].y) / 2
    else:
        y = TOP + ROW * (rows[0] + 1 / 2)
        rows[0] += 1
    return PlacedPly(ply=ply, x=places[depth], y=y, depth=depth, forks=forks)


def tree(root: Ply, players: Sequence[str], wording: Wording, title: str) -> Markup:
    """Draw a tree.

    Args:
        root: Its root.
        players: Who gets what, in the order of the payoffs.
        wording: How things are named.
        title: What is shown, for those who do not see it.

    Returns:
        An `<svg>` in a box that can be moved on narrow screens.
    """
    placed = lay_out(root, steps_of(root, wording))
    forks = list(placed.walk())
    ends = [fork for fork in forks if not fork.forks]
    edge = max(fork.x for fork in forks)
    wide = edge + 8 + COLUMN * len(players)
    parts = [
        *_alike(forks),
        *(_branch(fork, after) for fork in forks for after in fork.forks),
        *(_says(fork, after, wording) for fork in forks for after in fork.forks),
        _decider(placed, wording),
        *_heads(players, wording, edge),
        *(_payoffs(fork, wording, edge) for fork in ends),
    ]
    return Markup(
        '<div class="wide-picture wider" tabindex="0" role="region" aria-label="{}">'
        '<svg class="tree" role="group" viewBox="0 0 {:g} {:g}" aria-label="{}, told '
        'again in the table below">{}</svg></div>'
    ).format(
        title,
        round(wide),
        round(TOP + ROW * len(ends) + 4),
        title,
        _one_stop(Markup("").join(parts)),
    )


def _one_stop(drawn: Markup) -> Markup:
    """Stop the tab key once: all figures of a tree lead to the same trace."""
    head, link, rest = str(drawn).partition(LINK)
    held = rest.replace(LINK, f'{LINK} tabindex="-1"')
    return Markup(f"{head}{link}{held}")  # noqa: S704 - what was safe stays so


def _branch(fork: PlacedPly, after: PlacedPly) -> Markup:
    """A branch, thick where it is often taken; bold where it is the likeliest."""
    often = max((one.ply.chance or 0.0 for one in fork.forks), default=0.0)
    is_played = after.ply.chance is not None and after.ply.chance == often > 0
    reached = after.ply.reached or 0.0
    return Markup(
        '<path class="branch{}" stroke-width="{:.1f}" d="M{:g} {:g}L{:g} {:g}H{:g}"/>'
    ).format(
        " played" if is_played else "",
        THIN + (THICK - THIN) * min(reached, 1.0),
        fork.x,
        fork.y,
        fork.x + GAP,
        after.y,
        after.x,
    )


def _says(fork: PlacedPly, after: PlacedPly, wording: Wording) -> Markup:
    """What is done on a branch and how often; under it who decides next."""
    odds = _odds(after.ply)
    room = after.x - fork.x - GAP - 8
    words = fitted(wording.action(after.ply.action), room - LETTER * len(odds))
    x = fork.x + GAP + 4
    said = Markup('<tspan class="given">{}</tspan>{}').format(words, odds)
    text = Markup('<text x="{:g}" y="{:.1f}">{}</text>').format(x, after.y - 5, said)
    return _linked(text, wording.ref) + (
        _decider(after, wording) if after.forks else ""
    )


def _decider(fork: PlacedPly, wording: Wording) -> Markup:
    """A node, and who decides there."""
    if not fork.forks:
        return Markup("")
    lines = folded(wording.player(fork.ply.who), LEFT - 10, 2)
    if fork.depth:
        lines = (fitted(wording.player(fork.ply.who), WIDEST - GAP),)
    first = fork.y + 13 if fork.depth else fork.y + 4.5 - LINE * (len(lines) - 1) / 2
    words = Markup("").join(
        Markup(
            '<text class="who given" x="{:g}" y="{:.1f}" text-anchor="end">{}</text>'
        ).format(fork.x - 7, first + LINE * k, line)
        for k, line in enumerate(lines)
    )
    return words + _node("chance" if fork.ply.who == "chance" else "circle", fork)


def _node(mark: str, fork: PlacedPly) -> Markup:
    if mark == "chance":
        return Markup(
            '<path class="node-mark" d="M{:g} {:g}m-5 -5h10v10h-10z"/>'
        ).format(fork.x, fork.y)
    return Markup('<circle class="node-mark" cx="{:g}" cy="{:g}" r="4"/>').format(
        fork.x, fork.y
    )


def _heads(players: Sequence[str], wording: Wording, edge: float) -> list[Markup]:
    text = Markup(
        '<text class="soft given" x="{:g}" y="{:g}" text-anchor="end">{}</text>'
    )
    found = []
    for k, name in enumerate(players):
        lines = folded(wording.player(name), COLUMN - 4)
        x, first = edge + 8 + COLUMN * (k + 1), TOP - 12 - LINE * (len(lines) - 1)
        found += [
            text.format(x, first + LINE * n, line) for n, line in enumerate(lines)
        ]
    return found


def _payoffs(fork: PlacedPly, wording: Wording, edge: float) -> Markup:
    """What an end brings each player, in columns at the right."""
    line = Markup("")
    if fork.x < edge:
        line = Markup('<path class="base" d="M{:g} {:g}H{:g}"/>').format(
            fork.x + 4, fork.y, edge
        )
    texts = Markup("").join(
        Markup('<text x="{:g}" y="{:.1f}" text-anchor="end">{}</text>').format(
            edge + 8 + COLUMN * (k + 1), fork.y + 4.5, wording.gain(gain)
        )
        for k, gain in enumerate(fork.ply.gains)
    )
    return line + _linked(texts, wording.ref)


def _linked(inner: Markup, ref: str) -> Markup:
    if not ref:
        return inner
    return Markup('<a class="n" data-ref="{}" href="#why-{}">{}</a>').format(
        ref, anchor(ref), inner
    )


def _alike(forks: Sequence[PlacedPly]) -> list[Markup]:
    """Tie nodes together that look the same to who decides there."""
    sets: dict[int, list[PlacedPly]] = {}
    for fork in forks:
        if fork.forks and fork.ply.move >= 0:
            sets.setdefault(fork.ply.move, []).append(fork)
    return [
        Markup('<path class="alike" d="M{}"/>').format(
            "L".join(f"{fork.x:g} {fork.y:g}" for fork in own)
        )
        for own in sets.values()
    ]
