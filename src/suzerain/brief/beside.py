"""A case measured twice: from its articles alone, and with datasets put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from suzerain.case.beside import DataPoint, SideBySide, side, side_by_side
from suzerain.case.case import Case
from suzerain.case.tabulated import with_observations
from suzerain.case.trace import tracing
from suzerain.core.codes import actor_name
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.evidence.tabulate import tabulate
from suzerain.measures.dependence import dependence
from suzerain.measures.exposure import Horizon
from suzerain.sources.shelf import Shelf

Sources = Callable[[Iterable[str]], tuple[tuple[str, ...], tuple[str, ...]]]
SHOWN = 5  # points of one dataset in a table
GOODS_ONLY = (
    "A share of the economy or of trade is held against trade in goods: services, and "
    "what is made at home, are in none of these datasets."
)


def compare_with_data(
    case: Case,
    names: Sequence[str],
    worlds: Worlds | None = None,
    *,
    years: range | None = None,
    horizon: Horizon = "long",
    shelf: Shelf | None = None,
) -> tuple[SideBySide, ...]:
    """Set what articles say beside what datasets measure, and reckon with both.

    Args:
        case: The case, made from articles.
        names: Names of datasets on the shelf, such as `cow-trade`.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        years: Years wanted of the datasets; all when None.
        horizon: `long`, `middle` or `short`.
        shelf: Where the datasets lie; the user's own shelf when None.

    Returns:
        Ties and borders as stated and as measured; then the dependence of each pair,
        from articles alone and with the datasets' shares put in as ties, largest
        first, both in the same worlds.

    Raises:
        UnknownName: If a name is no dataset.
        DataMissing: If a dataset is not on the shelf.
        SourceError: If a dataset says nothing of pairs of states.
    """
    filled = with_data(case, names, years=years, shelf=shelf)
    seen = filled.observations
    alone = dependence(case, worlds, horizon=horizon)
    both = dependence(filled, worlds, horizon=horizon)
    label = ", ".join(dict.fromkeys(one.dataset for one in seen)) or ", ".join(names)
    sources = (_sources(case), _sources(filled))
    rows = [
        _dependence(pair, (alone, both), sources, label) for pair in _pairs(alone, both)
    ]
    rows.sort(key=lambda row: -max(row.median or 0.0, row.points[0].value))
    return (*side_by_side(case, seen), *rows)


def with_data(
    case: Case,
    names: Sequence[str],
    *,
    years: range | None = None,
    shelf: Shelf | None = None,
) -> Case:
    """Put what datasets measure into a case, as ties in place of stated ones.

    Args:
        case: The case, made from articles.
        names: Names of datasets on the shelf.
        years: Years wanted of the datasets; all when None.
        shelf: Where the datasets lie; the user's own shelf when None.

    Raises:
        SourceError: As for `compare_with_data`.
    """
    codes = [actor.code for actor in case.actors]
    seen = tabulate(codes, names, case.register, years=years, shelf=shelf)
    return with_observations(case, seen)


def _pairs(alone: Grid, both: Grid) -> Iterator[tuple[str, str]]:
    """Name pairs of whom either way of reckoning knows some dependence."""
    for recipient in alone.labels[0]:
        for provider in alone.labels[1]:
            either = (grid[recipient, provider].high for grid in (alone, both))
            if recipient != provider and any(value > 0 for value in either):
                yield recipient, provider


def _dependence(
    pair: tuple[str, str],
    grids: tuple[Grid, Grid],
    sources: tuple[Sources, Sources],
    label: str,
) -> SideBySide:
    """Set two reckonings of one pair beside each other: alone, and with data."""
    recipient, provider = pair
    told, measured = (grid[pair] for grid in grids)
    spoken = told.high > 0
    low, median, high = (
        (told.low, told.median, told.high) if spoken else (None, None, None)
    )
    claims, cells = sources[1](measured.basis)
    seen = side(low, high, measured.median, measured.median)
    point = DataPoint(
        dataset=label,
        value=measured.median,
        low=measured.low,
        high=measured.high,
        side=seen if spoken else "unstated",
        cells=(*cells, *claims),
    )
    return SideBySide(
        quantity="dependence",
        words=f"what {actor_name(recipient)} would lose if {actor_name(provider)} "
        "cut it off",
        good="",
        provider=provider,
        recipient=recipient,
        unit="part of welfare",
        low=low,
        median=median,
        high=high,
        claims=sources[0](told.basis)[0] if spoken else (),
        points=(point,),
    )


def _sources(case: Case) -> Sources:
    """Return what names the claims and the numbers of datasets below some ids."""
    trace = tracing(case)

    @cache
    def below(key: str) -> tuple[tuple[str, str], ...]:
        return tuple((step.kind, step.id) for step in trace(key).walk())

    def sources(basis: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        steps = dict.fromkeys(step for key in basis for step in below(key))
        return (
            tuple(key for kind, key in steps if kind == "claim"),
            tuple(key for kind, key in steps if kind == "data"),
        )

    return sources


def beside_rows(rows: Iterable[SideBySide]) -> Iterator[dict[str, Any]]:
    """Give one flat row for each point, for a table of other programs."""
    for row in rows:
        head = {
            "quantity": row.quantity,
            "good": row.good,
            "provider": row.provider,
            "recipient": row.recipient,
            "unit": row.unit,
            "articles_low": row.low,
            "articles_median": row.median,
            "articles_high": row.high,
            "suggested": row.suggested,
            "claims": "; ".join(row.claims),
        }
        for one in row.points or (None,):
            yield {
                **head,
                "dataset": one.dataset if one else None,
                "version": one.version if one else None,
                "year": one.year if one else None,
                "value": one.value if one else None,
                "low": one.low if one else None,
                "high": one.high if one else None,
                "agree": one.side if one else "unobserved",
                "cells": "; ".join(one.cells) if one else "",
            }


def beside_text(rows: Sequence[SideBySide]) -> str:
    """Write the rows for a reader."""
    stated = [row for row in rows if row.quantity != "dependence"]
    reckoned = [row for row in rows if row.quantity == "dependence"]
    lines = [line for row in stated for line in _lines(row)]
    if any(row.quantity == "trade" for row in stated):
        lines += [GOODS_ONLY, ""]
    if reckoned:
        lines.append("dependence, part of welfare: articles alone | with datasets")
        width = max(len(_who(row)) for row in reckoned)
        lines += [
            f"  {_who(row):{width}}  {_interval(row.median, row.low, row.high)} | "
            f"{_interval(row.points[0].value, row.points[0].low, row.points[0].high)}"
            f"  {row.agree}"
            for row in reckoned
        ]
    return "\n".join(lines)


def _lines(row: SideBySide) -> Iterator[str]:
    yield f"{row.words} ({row.unit})"
    manner = "suggest" if row.suggested else "say"
    yield f"  articles {manner} {_stated(row)} [{', '.join(row.claims) or 'no claim'}]"
    for name in dict.fromkeys(point.dataset for point in row.points):
        points = [point for point in row.points if point.dataset == name]
        last = points[-1]
        told = ", ".join(_point(point, row) for point in _some(points))
        yield (
            f"  {name} {last.version}: {told} "
            f"[{_number(last.low, row)} to {_number(last.high, row)}], {last.side}"
        )
    if not row.points:
        yield "  no dataset named holds it"
    yield ""


def _some(points: Sequence[DataPoint]) -> Sequence[DataPoint]:
    """Choose some points over all years, the first and the last among them."""
    if len(points) <= SHOWN:
        return points
    step = (len(points) - 1) / (SHOWN - 1)
    return [points[round(k * step)] for k in range(SHOWN)]


def _point(point: DataPoint, row: SideBySide) -> str:
    year = "" if point.year is None else f"{point.year} "
    return f"{year}{_number(point.value, row)}"


def _number(value: float, row: SideBySide) -> str:
    return f"{value:.3g}" if row.unit == "share" else f"{value:g}"


def _stated(row: SideBySide) -> str:
    if row.low is not None and row.high is not None:
        same = row.low == row.high
        return f"{row.low:g}" if same else f"{row.low:g} to {row.high:g}"
    if row.low is not None:
        return f"at least {row.low:g}"
    return "no number" if row.high is None else f"at most {row.high:g}"


def _who(row: SideBySide) -> str:
    return f"{row.recipient} on {row.provider}"


def _interval(median: float | None, low: float | None, high: float | None) -> str:
    if median is None or low is None or high is None:
        return f"{'no word of it':20}"
    return f"{median:.3f} [{low:.3f}, {high:.3f}]"
