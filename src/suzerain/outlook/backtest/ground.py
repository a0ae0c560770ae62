"""States and years as the axes of arrays, on which features are reckoned at once.

A state keeps one place through its changes of name: codes that bore one number of the
Correlates of War or of Gleditsch and Ward are one state, under its latest code. So what
Russia delivers in 1992 is no first delivery when the Soviet Union delivered before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.codes import read_table
from suzerain.sources.states import translate

SYSTEMS = ("cow", "gw")

Small = NDArray[np.float32]
Yes = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Hold the axes: years, and states by their latest codes.

    Args:
        first: First year.
        last: Last year.
        states: Latest codes, in order.

    Examples:
        >>> ground = Ground(first=1990, last=1992, states=("PRK", "RUS"))
        >>> years, sold = np.array([1990, 1992]), np.array([3.0, 1.0])
        >>> cube = ground.pairs(years, ["SUN", "RUS"], ["PRK", "PRK"], sold)
        >>> cube[:, 1, 0]
        array([ 3., nan,  1.], dtype=float32)
    """

    first: int
    last: int
    states: tuple[str, ...]

    @property
    def years(self) -> NDArray[np.int64]:
        """The years. Shape `(year,)`."""
        return np.arange(self.first, self.last + 1)

    def places(self, codes: Sequence[Any] | NDArray[Any]) -> NDArray[np.int64]:
        """Return the place of each code; -1 for what is no state of these."""
        place = {code: k for k, code in enumerate(self.states)}
        known = {code: place.get(latest(str(code)), -1) for code in set(codes)}
        return np.array([known[code] for code in codes], dtype=np.int64)

    def pairs(
        self,
        year: NDArray[Any],
        one: Sequence[Any] | NDArray[Any],
        other: Sequence[Any] | NDArray[Any],
        value: NDArray[Any],
    ) -> Small:
        """Lay out what is known of pairs; what stands twice is added up.

        Args:
            year: Shape `(row,)`.
            one: Codes of the first states. Same shape.
            other: Codes of the second states. Same shape.
            value: Same shape.

        Returns:
            NaN where there is no row. Shape `(year, state, state)`.
        """
        size = len(self.states)
        a, b = self.places(one), self.places(other)
        fits = (a >= 0) & (b >= 0) & (a != b) & ~np.isnan(value)
        fits &= (year >= self.first) & (year <= self.last)
        shape = (self.last - self.first + 1, size, size)
        flat = ((year[fits] - self.first) * size + a[fits]) * size + b[fits]
        return _added(flat, value[fits], shape)

    def alone(
        self, year: NDArray[Any], one: Sequence[Any] | NDArray[Any], value: NDArray[Any]
    ) -> Small:
        """Lay out what is known of states; the last of several rows stands.

        Args:
            year: Shape `(row,)`.
            one: Codes. Same shape.
            value: Same shape.

        Returns:
            NaN where there is no row. Shape `(year, state)`.
        """
        a = self.places(one)
        fits = (a >= 0) & ~np.isnan(value)
        fits &= (year >= self.first) & (year <= self.last)
        out = np.full((len(self.years), len(self.states)), np.nan, dtype=np.float32)
        out[year[fits] - self.first, a[fits]] = value[fits]
        return out

    def members(self) -> Yes:
        """Say which states stood in each year. Shape `(year, state)`."""
        out = np.zeros((len(self.years), len(self.states)), dtype=bool)
        place = {code: k for k, code in enumerate(self.states)}
        for year, code in _members(self.first, self.last):
            if code in place:
                out[year - self.first, place[code]] = True
        return out


def make_ground(first: int, last: int) -> Ground:
    """List all states that stood in some of the years.

    Examples:
        >>> "SUN" in make_ground(1950, 2020).states
        False
    """
    codes = {code for _, code in _members(first, last)}
    return Ground(first=first, last=last, states=tuple(sorted(codes)))


def latest(code: str) -> str:
    """Return the code that a state bears now, or bore last.

    Examples:
        >>> latest("SUN"), latest("YAR"), latest("CSK"), latest("PRK")
        ('RUS', 'YEM', 'CSK', 'PRK')
    """
    return _latest().get(code, code)


def earlier(values: NDArray[Any], years: int) -> NDArray[Any]:
    """Return what was so many years ago; NaN before the first year.

    Args:
        values: Years along the first axis.
        years: How many.
    """
    if not years:
        return values
    out = np.full_like(values, np.nan)
    out[years:] = values[:-years]
    return out


def carried(values: NDArray[Any], most: int) -> NDArray[Any]:
    """Fill a gap with the latest value before it, at most so many years old.

    Args:
        values: Years along the first axis; NaN is a gap.
        most: Years.

    Examples:
        >>> carried(np.array([[1.0], [np.nan], [np.nan]]), 1).ravel()
        array([ 1.,  1., nan])
    """
    out = values.copy()
    age = np.zeros(values.shape[1:], dtype=np.int64)
    for year in range(1, len(out)):
        gap = np.isnan(values[year])
        age = np.where(gap, age + 1, 0)
        fill = gap & (age <= most)
        out[year][fill] = out[year - 1][fill]
    return out


def within(values: NDArray[Any], years: int) -> NDArray[np.float32]:
    """Add up the last so many years, each year's own among them; gaps count nothing.

    Args:
        values: Years along the first axis.
        years: How many, 1 or more.

    Examples:
        >>> within(np.array([[1.0], [np.nan], [2.0]]), 2).ravel()
        array([1., 1., 2.], dtype=float32)
    """
    sums = np.cumsum(np.nan_to_num(values), axis=0, dtype=np.float64)
    out = sums.copy()
    out[years:] -= sums[:-years]
    return out.astype(np.float32)


@cache
def _members(first: int, last: int) -> frozenset[tuple[int, str]]:
    """List the years and latest codes of the members of either system."""
    found = set()
    for row in read_table("state_systems.csv"):
        if row["system"] in SYSTEMS:
            for year in range(
                max(int(row["first"]), first), min(int(row["last"] or last), last) + 1
            ):
                found.add((year, latest(translate(row["code"], row["system"], year))))
    return frozenset(found)


@cache
def _latest() -> dict[str, str]:
    """Find for each code the last one among those that share a number."""
    rows = sorted(read_table("states.csv"), key=lambda row: int(row["first"]))
    group: dict[str, set[str]] = {}
    for row in rows:
        own = {row["iso3"]}
        for key in ("cow", "gw"):
            if row[key]:
                for other in rows:
                    if other[key] == row[key]:
                        own |= group.get(other["iso3"], {other["iso3"]})
        for code in own:
            group[code] = own
    return {
        code: [row["iso3"] for row in rows if row["iso3"] in codes][-1]
        for code, codes in group.items()
    }


def _added(flat: NDArray[Any], value: NDArray[Any], shape: tuple[int, ...]) -> Small:
    size = int(np.prod(shape))
    out = np.bincount(flat, value, size).astype(np.float32)
    seen = np.zeros(size, dtype=bool)
    seen[flat] = True
    out[~seen] = np.nan
    return out.reshape(shape)
