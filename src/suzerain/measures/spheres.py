"""Which patron each state depends on most over several years, and who holds most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.flows import Flows
from suzerain.measures.atlas import Atlas

Span = tuple[int, int]
Array = NDArray[np.float64]
Range = tuple[float, float, float]

DECADE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sphere:
    """Say under whose leverage one state stood in one span of years.

    Args:
        client: Code of the state.
        span: First and last year, both inside.
        years: Years of the span in which it was observed.
        leader: Who had the largest leverage over it in most worlds and years; empty
            when nobody had any.
        share: Part of worlds and observed years in which the leader led.
        patron: The leader, if that part is at least `measure.patron_share`, the
            median leverage at least `atlas.patron_least`, and the state observed in
            `atlas.least_years` of the span; else empty: nobody stands out.
        leverage: Low, median and high of the leader's leverage, means over years.
        loss: The same of the client's dependence on the leader.
        second: Who led next most often, or empty.
        second_share: Part of worlds and years in which the second led.
    """

    client: str
    span: Span
    years: int
    leader: str
    share: float
    patron: str
    leverage: Range
    loss: Range
    second: str
    second_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Say how much leverage one state had over all others in one span of years.

    Args:
        actor: Its code.
        hold: Low, median and high of the sum of its leverage over all others.
        clients: Codes of the states whose patron it was.
        years: Years of the span in which it was observed.
    """

    actor: str
    hold: Range
    clients: tuple[str, ...]
    years: int


def decades(first: int, last: int) -> tuple[Span, ...]:
    """Split years into decades; the ends may be shorter.

    Examples:
        >>> decades(1998, 2014)
        ((1998, 1999), (2000, 2009), (2010, 2014))
    """
    starts = range(first - first % DECADE, last + 1, DECADE)
    return tuple((max(at, first), min(at + DECADE - 1, last)) for at in starts)


def mean_loss(atlas: Atlas, span: Span, *, leverage: bool = False) -> Array:
    """Average dependence, or leverage, over the years of a span.

    Args:
        atlas: The atlas.
        span: First and last year.
        leverage: Average the provider's leverage over the recipient instead.

    Returns:
        Low, median and high, NaN where no year was observed.
        Shape `(3, recipient, provider)`.
    """
    rows = _rows(atlas, span)
    values = atlas.leverage if leverage else atlas.loss
    return _mean(atlas, rows, values[:, rows].astype(np.float64))


def spheres(
    atlas: Atlas, spans: Sequence[Span], register: Register | None = None
) -> tuple[Sphere, ...]:
    """Find every state's patron in every span.

    Args:
        atlas: The atlas.
        spans: First and last years.
        register: The assumptions; those shipped when left out.

    Returns:
        One record for each state and span in which it was observed as a buyer.
    """
    register = load_register() if register is None else register
    threshold = register["measure.patron_share"].spread.centre
    least = register["atlas.patron_least"].spread.centre
    part = register["atlas.least_years"].spread.centre
    found = []
    for span in spans:
        led, years = _led(atlas, span)
        held = mean_loss(atlas, span, leverage=True)
        lost = mean_loss(atlas, span)
        for place in np.nonzero(years)[0]:
            sphere = _sphere(atlas, int(place), span, led, int(years[place]))
            if sphere.leader:
                by = atlas.actors.index(sphere.leader)
                over = _range(held[:, place, by])
                often = sphere.years >= part * (span[1] - span[0] + 1)
                named = often and sphere.share >= threshold and over[1] >= least
                sphere = replace(
                    sphere,
                    leader=sphere.leader if over[1] > 0 else "",
                    patron=sphere.leader if named else "",
                    leverage=over,
                    loss=_range(lost[:, place, by]),
                )
            found.append(sphere)
    return tuple(found)


def holders(
    atlas: Atlas, span: Span, found: Sequence[Sphere] | None = None
) -> tuple[Holder, ...]:
    """Rank states by their leverage over all others together, largest first.

    Args:
        atlas: The atlas.
        span: First and last year.
        found: Spheres that hold those of this span; reckoned when left out.
    """
    found = spheres(atlas, [span]) if found is None else found
    clients: dict[str, list[str]] = {}
    for one in found:
        if one.span == span and one.patron:
            clients.setdefault(one.patron, []).append(one.client)
    rows = (atlas.hold_year >= span[0]) & (atlas.hold_year <= span[1])
    places, years = np.unique(atlas.holder[rows], return_counts=True)
    held = np.zeros((len(atlas.hold), len(atlas.actors)))
    for level, values in zip(held, atlas.hold[:, rows], strict=True):
        np.add.at(level, atlas.holder[rows], values)
    ranked = [
        Holder(
            actor=atlas.actors[place],
            hold=_range(held[:, place] / count),
            clients=tuple(sorted(clients.get(atlas.actors[place], ()))),
            years=int(count),
        )
        for place, count in zip(places.tolist(), years.tolist(), strict=True)
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.hold[1], one.actor)))


def pool(flows: Flows, spans: Sequence[Span]) -> Flows:
    """Add up the flows of each span and date them by its first year.

    For deliveries that come in lumps, such as arms.

    Examples:
        >>> whole = np.array([0, 0], dtype=np.int32)
        >>> flows = Flows(
        ...     actors=("AAA", "BBB"),
        ...     goods=("arms",),
        ...     year=np.array([1991, 1994], dtype=np.int32),
        ...     recipient=whole,
        ...     provider=whole + 1,
        ...     good=whole,
        ...     amount=np.array([2.0, 3.0]),
        ...     unit="million TIV",
        ...     origin="an example",
        ... )
        >>> pool(flows, [(1990, 1999)]).amount
        array([5.])
    """
    starts = np.array([span[0] for span in spans])
    ends = np.array([span[1] for span in spans])
    at = np.searchsorted(starts, flows.year, side="right") - 1
    inside = (at >= 0) & (flows.year <= ends[at])
    year = starts[at][inside].astype(np.int32)
    keys = np.stack(
        [year, flows.recipient[inside], flows.provider[inside], flows.good[inside]]
    )
    unique, place = np.unique(keys, axis=1, return_inverse=True)
    year, recipient, provider, good = unique.astype(np.int32)
    return replace(
        flows,
        year=year,
        recipient=recipient,
        provider=provider,
        good=good,
        amount=np.bincount(place.ravel(), flows.amount[inside], len(year)).astype(
            float
        ),
    )


def _rows(atlas: Atlas, span: Span) -> NDArray[np.intp]:
    first, last = np.searchsorted(atlas.year, [span[0], span[1] + 1])
    return np.arange(first, last)


def _mean(atlas: Atlas, rows: NDArray[np.intp], values: Array) -> Array:
    size = len(atlas.actors)
    flat = atlas.recipient[rows].astype(np.intp) * size + atlas.provider[rows]
    times = np.bincount(flat, minlength=size * size)
    sums = np.stack([np.bincount(flat, level, size * size) for level in values])
    with np.errstate(invalid="ignore"):
        return np.asarray((sums / times).reshape(len(values), size, size))


def _led(atlas: Atlas, span: Span) -> tuple[Array, NDArray[np.intp]]:
    """Years led by each provider over each recipient, and years each was observed."""
    rows, size = _rows(atlas, span), len(atlas.actors)
    flat = atlas.recipient[rows].astype(np.intp) * size + atlas.provider[rows]
    led = np.bincount(flat, atlas.first[rows], size * size).astype(float)
    bought = atlas.loss[-1, rows] > 0
    when = atlas.year[rows][bought] - span[0]
    length = span[1] - span[0] + 1
    seen = np.unique(atlas.recipient[rows][bought].astype(np.intp) * length + when)
    years = np.bincount(seen // length, minlength=size)
    return led.reshape(size, size), years


def _sphere(atlas: Atlas, place: int, span: Span, led: Array, years: int) -> Sphere:
    share = led[place] / years
    order = sorted(range(len(share)), key=lambda k: (-share[k], atlas.actors[k]))
    first, second = (k if share[k] > 0 else None for k in [*order, order[0]][:2])
    return Sphere(
        client=atlas.actors[place],
        span=span,
        years=years,
        leader="" if first is None else atlas.actors[first],
        share=0.0 if first is None else float(share[first]),
        patron="",
        leverage=(0.0, 0.0, 0.0),
        loss=(0.0, 0.0, 0.0),
        second="" if second is None else atlas.actors[second],
        second_share=0.0 if second is None else float(share[second]),
    )


def _range(values: Array) -> Range:
    low, median, high = (float(value) for value in values)
    return low, median, high
