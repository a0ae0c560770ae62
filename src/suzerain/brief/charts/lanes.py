"""Where marks stand on a time line with a lane for each actor.

Dated marks stand at their date, as wide as it is uncertain; those that would cover one
another stand in further rows of the lane. Undated ones follow apart from any scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

MARK, ROW, PAD = 16.0, 17.0, 5.0
YEAR, NAME = 12, 66.0
STEPS = (1, 3, 6, *(YEAR * n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One mark with its place.

    Args:
        spot: Its number among the marks as they were given.
        lane: Number of its lane.
        x: Its middle.
        y: Its middle.
        left: Where the span of its date begins; its middle where it is exact.
        right: Where it ends.
    """

    spot: int
    lane: int
    x: float
    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePlan:
    """Lanes, marks and a scale with their places.

    Args:
        tops: Upper end of each lane, and the lower end of the last.
        marks: The marks.
        ticks: Places and names of dates on the scale.
        undated: Where the undated marks begin; None without any.
    """

    tops: tuple[float, ...]
    marks: tuple[Placed, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: float | None


def lay(
    marks: Sequence[tuple[int, tuple[float, float] | None]],
    lanes: int,
    *,
    left: float,
    right: float,
    top: float,
) -> LanePlan:
    """Lay marks out in lanes.

    Args:
        marks: Lane of each, and the span of its date in years; None where undated.
        lanes: How many lanes there are.
        left: Where marks may begin.
        right: Where they must end.
        top: Upper end of the first lane.

    Returns:
        The layout; no two marks cover one another.

    Examples:
        >>> plan = lay([(0, (2023.0, 2024.0)), (0, None)], 1, left=0, right=200, top=0)
        >>> [round(mark.x) for mark in plan.marks]
        [50, 124]
    """
    dates = [span for _, span in marks if span]
    loose = len(dates) < len(marks)
    end = _end_of_dates(len(dates), len(marks) - len(dates), left, right)
    scale = _Scale(dates, left + MARK, end - MARK) if dates else None
    start = (end + MARK if dates else left) if loose else None
    tops, placed = [top], list[Placed]()
    for lane in range(lanes):
        own = [(k, span) for k, (at, span) in enumerate(marks) if at == lane]
        rows = _dated(own, scale)
        deepest = max((row for _, row, _, _ in rows), default=-1) + 1
        across = max(int((right - (start or left)) / MARK), 1)
        undated = [k for k, span in own if span is None]
        deepest = max(deepest, ceil(len(undated) / across), 1)
        for k, row, first, last in rows:
            y = tops[-1] + PAD + ROW * (row + 1 / 2)
            middle = (first + last) / 2
            placed.append(
                Placed(spot=k, lane=lane, x=middle, y=y, left=first, right=last)
            )
        for n, k in enumerate(undated):
            x = (start or left) + MARK * (n % across + 1 / 2)
            y = tops[-1] + PAD + ROW * (n // across + 1 / 2)
            placed.append(Placed(spot=k, lane=lane, x=x, y=y, left=x, right=x))
        tops.append(tops[-1] + ROW * deepest + 2 * PAD)
    return LanePlan(
        tops=tuple(tops),
        marks=tuple(sorted(placed, key=lambda mark: mark.spot)),
        ticks=scale.ticks() if scale else (),
        undated=start,
    )


def _end_of_dates(dated: int, undated: int, left: float, right: float) -> float:
    """Share the width: dates get at least two fifths of it, at most all."""
    if not undated:
        return right
    part = min(max(dated / (dated + undated), 0.4), 0.7)
    return left + (right - left) * part


class _Scale:
    """Years to places.

    Args:
        spans: Beginnings and ends of dates, in years.
        left: Place of the first.
        right: Place of the last.
    """

    def __init__(
        self, spans: Sequence[tuple[float, float]], left: float, right: float
    ) -> None:
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        spare = 0.0 if last > first else 1 / 2
        self.first, self.last = first - spare, last + spare
        self.left, self.right = left, right

    def __call__(self, year: float) -> float:
        part = (year - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * part

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Name some dates on the scale, far enough apart to be read."""
        month = (self.right - self.left) / ((self.last - self.first) * YEAR)
        step = next((n for n in STEPS if n * month >= NAME), STEPS[-1])
        first = ceil(round(self.first * YEAR / step, 6)) * step
        months = range(first, floor(round(self.last * YEAR, 6)) + 1, step)
        exact = step < YEAR
        return tuple(
            (
                self(m / YEAR),
                f"{m // YEAR}-{m % YEAR + 1:02d}" if exact else f"{m // YEAR}",
            )
            for m in months
        )


def _dated(
    own: Sequence[tuple[int, tuple[float, float] | None]], scale: _Scale | None
) -> list[tuple[int, int, float, float]]:
    """Give each dated mark the first row of its lane in which it covers no other."""
    ends: list[float] = []
    found = []
    spans = [(k, span) for k, span in own if span is not None]
    for k, span in sorted(spans, key=lambda one: (one[1], one[0])):
        if scale is None:  # pragma: no cover - a date brings a scale
            break
        first, last = scale(span[0]), scale(span[1])
        from_ = min(first, (first + last) / 2 - MARK / 2)
        to = max(last, (first + last) / 2 + MARK / 2)
        row = next((r for r, end in enumerate(ends) if end <= from_), len(ends))
        ends[row : row + 1] = [to]
        found.append((k, row, first, last))
    return found
