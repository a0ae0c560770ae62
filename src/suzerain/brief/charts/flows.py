"""Where the streams of an exchange run: givers left, terms between, takers right.

The layout of a Sankey diagram with one term a stream (Sankey 1898): all widths are on
one scale, streams leave and enter a bar stacked without gap, and an order is sought in
which few cross: takers stand by the mean place of what they get (Sugiyama, Tagawa &
Toda 1981).

It is laid out here and not by a library, so that the page, a document and a notebook
draw the same numbers without a further dependency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST, SLOT, APART = 28.0, 46.0, 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One term on its way from giver to taker.

    Args:
        giver: Who gives.
        taker: Who takes.
        wide: How much, in any unit; the same for all streams.
        spot: Its place among the streams as they were given.
        left: Where it leaves the giver's bar, from above.
        middle: Middle of its place between the bars.
        right: Where it enters the taker's bar, from above.
        drawn: Its width in units of the picture.
    """

    giver: str
    taker: str
    wide: float
    spot: int = 0
    left: float = 0.0
    middle: float = 0.0
    right: float = 0.0
    drawn: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamEnd:
    """All that one member gives, or gets.

    Args:
        name: The member.
        top: Upper end.
        tall: Height: the sum of its streams' widths.
    """

    name: str
    top: float
    tall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPlan:
    """Bars and streams with their places.

    Args:
        givers: Bars on the left, from above.
        takers: Bars on the right, from above.
        streams: The streams, from above.
        tall: Height of all of it.
    """

    givers: tuple[StreamEnd, ...]
    takers: tuple[StreamEnd, ...]
    streams: tuple[Stream, ...]
    tall: float


def plan(flows: Sequence[tuple[str, str, float]], *, top: float = 0.0) -> StreamPlan:
    """Lay streams out.

    Args:
        flows: Giver, taker and width of each, the widths not all nought.
        top: Room above.

    Returns:
        The layout. What leaves the bars on the left enters those on the right.

    Examples:
        >>> made = plan([("A", "B", 2.0), ("A", "B", 1.0), ("B", "A", 1.0)])
        >>> [(bar.name, bar.tall) for bar in made.givers]
        [('A', 42.0), ('B', 14.0)]
    """
    scale = WIDEST / max(wide for _, _, wide in flows)
    ordered = _ordered(flows)
    middles = {k: top + SLOT * (place + 1 / 2) for place, k in enumerate(ordered)}
    left = _bars([(flows[k][0], k) for k in ordered], flows, middles, scale, top)
    right = _bars([(flows[k][1], k) for k in ordered], flows, middles, scale, top)
    leaves, enters = (
        _stacked(left, 0, ordered, flows, scale),
        _stacked(right, 1, ordered, flows, scale),
    )
    ends = [bar.top + bar.tall for bar in (*left, *right)]
    return StreamPlan(
        givers=left,
        takers=right,
        streams=tuple(
            Stream(
                giver=flows[k][0],
                taker=flows[k][1],
                wide=flows[k][2],
                spot=k,
                left=leaves[k],
                middle=middles[k],
                right=enters[k],
                drawn=flows[k][2] * scale,
            )
            for k in ordered
        ),
        tall=max(top + SLOT * len(flows), *ends),
    )


def _ordered(flows: Sequence[tuple[str, str, float]]) -> list[int]:
    """Order the streams: by giver, the largest first, then by taker, then by width."""
    given: dict[str, float] = {}
    for giver, _, wide in flows:
        given[giver] = given.get(giver, 0.0) + wide
    first = {name: k for k, name in enumerate(sorted(given, key=lambda n: -given[n]))}
    wide_first = sorted(
        range(len(flows)), key=lambda k: (first[flows[k][0]], -flows[k][2])
    )
    places: dict[str, list[int]] = {}
    for place, k in enumerate(wide_first):
        places.setdefault(flows[k][1], []).append(place)
    mean = {name: sum(found) / len(found) for name, found in places.items()}
    return sorted(wide_first, key=lambda k: (first[flows[k][0]], mean[flows[k][1]]))


def _bars(
    ends: Sequence[tuple[str, int]],
    flows: Sequence[tuple[str, str, float]],
    middles: dict[int, float],
    scale: float,
    top: float,
) -> tuple[StreamEnd, ...]:
    """Put each bar beside the middle of its streams, none upon another."""
    own: dict[str, list[int]] = {}
    for name, k in ends:
        own.setdefault(name, []).append(k)
    centre = {n: sum(middles[k] for k in ks) / len(ks) for n, ks in own.items()}
    bars: list[StreamEnd] = []
    for name in sorted(own, key=lambda n: centre[n]):
        tall = sum(flows[k][2] for k in own[name]) * scale
        lowest = (
            bars[-1].top + max(bars[-1].tall, SLOT - APART) + APART if bars else top
        )
        bars.append(
            StreamEnd(name=name, top=max(centre[name] - tall / 2, lowest), tall=tall)
        )
    return tuple(bars)


def _stacked(
    bars: Sequence[StreamEnd],
    side: int,
    ordered: Sequence[int],
    flows: Sequence[tuple[str, str, float]],
    scale: float,
) -> dict[int, float]:
    """Stack streams on their bars in the order in which they stand between."""
    reached = {bar.name: bar.top for bar in bars}
    found: dict[int, float] = {}
    for k in ordered:
        name = str(flows[k][side])
        found[k] = reached[name]
        reached[name] += flows[k][2] * scale
    return found
