"""Fan charts in numbers, and survival curves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Quantiles of a fan: the 10-90 % band, the 50 % band and the median."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fan:
    """Hold the bands of one number by month.

    Args:
        id: What it is, such as `share.oil.RUS.PRK`.
        unit: Its unit.
        bands: Quantiles `LEVELS` by month, month 0 first. Shape `(month, 5)`.
    """

    id: str
    unit: str
    bands: NDArray[np.float64]

    @property
    def median(self) -> NDArray[np.float64]:
        """The median by month."""
        return np.asarray(self.bands[:, len(LEVELS) // 2])

    def to_dict(self) -> dict[str, Any]:
        """Return the id, the unit and each band by month."""
        low, lower, median, upper, high = self.bands.T.tolist()
        return {
            "id": self.id,
            "unit": self.unit,
            "median": median,
            "p10": low,
            "p25": lower,
            "p75": upper,
            "p90": high,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survival:
    """Hold how many are left after each month.

    Args:
        name: What survives.
        share: Share that is left, month 0 first. Shape `(month,)`.
        count: Worlds that were there at the start.
    """

    name: str
    share: NDArray[np.float64]
    count: int

    @property
    def standard_error(self) -> NDArray[np.float64]:
        """Error of the share that is due to the number of worlds. Shape `(month,)`."""
        spread = self.share * (1 - self.share)
        return np.asarray(np.sqrt(spread / max(self.count, 1)))

    def to_dict(self) -> dict[str, Any]:
        """Return the name, the shares and their errors by month."""
        return {
            "name": self.name,
            "share": self.share.tolist(),
            "standard_error": self.standard_error.tolist(),
            "count": self.count,
        }


def survival_of(name: str, end: NDArray[np.integer], months: int) -> Survival:
    """Count what is left after each month.

    Args:
        name: What survives.
        end: Month of its end, 0 where it has not ended. Shape `(world,)`.
        months: Months that were simulated.

    Examples:
        >>> survival_of("a pact", np.array([1, 0, 2, 0]), 2).share
        array([1.  , 0.75, 0.5 ])
    """
    ended = np.bincount(end, minlength=months + 1)[: months + 1].astype(np.float64)
    ended[0] = 0
    left = 1 - np.cumsum(ended) / max(len(end), 1)
    return Survival(name=name, share=left, count=len(end))


def life_after(
    name: str,
    begin: NDArray[np.integer],
    end: NDArray[np.integer],
    months: int,
) -> Survival:
    """Estimate survival since a beginning that differs from world to world.

    Worlds that are cut off by the end of the simulation are censored (Kaplan & Meier
    1958): they count as long as they are seen. What ends in the month in which the
    following begins has not lived to see it.

    Args:
        name: What survives.
        begin: Month from which it is followed, 0 where it never begins.
        end: Month of its end, 0 where it has not ended.
        months: Months that were simulated.

    Returns:
        The curve by months since the beginning, as far as some world is followed.

    Examples:
        >>> begin, end = np.array([1, 1, 3, 0]), np.array([2, 0, 0, 0])
        >>> life_after("a pact", begin, end, 4).share.round(3)
        array([1.   , 0.667, 0.667, 0.667])
    """
    seen = (begin > 0) & ((end == 0) | (end > begin))
    first, last = begin[seen], end[seen]
    spell = np.where(last > 0, last, months) - first
    longest = int(spell.max(initial=0))
    died = np.bincount(spell[last > 0], minlength=longest + 1)[: longest + 1]
    at_risk = (spell[:, None] >= np.arange(longest + 1)).sum(axis=0)
    curve = np.cumprod(1 - died / np.maximum(at_risk, 1))
    return Survival(name=name, share=curve, count=int(seen.sum()))


def bands_of(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """Read the quantiles `LEVELS` of each row; what is unknown (NaN) is left out.

    Args:
        rows: Numbers, sorted in place. Shape `(series, world)`.

    Returns:
        Quantiles, NaN where a row holds no number. Shape `(series, 5)`.

    Examples:
        >>> bands_of(np.arange(11, dtype=np.float32)[None])[0]
        array([1. , 2.5, 5. , 7.5, 9. ])
    """
    rows.sort(axis=1)
    found = np.full((len(rows), len(LEVELS)), np.nan)
    many = rows.shape[1]
    whole = many and not np.isnan(rows[:, -1]).any()
    counts = np.full(len(rows), many) if whole else (~np.isnan(rows)).sum(axis=1)
    place = np.asarray(LEVELS) * (np.maximum(counts, 1) - 1)[:, None]
    low = place.astype(np.intp)
    high = np.minimum(low + 1, np.maximum(counts, 1)[:, None] - 1)
    if many:
        first = np.take_along_axis(rows, low, axis=1).astype(np.float64)
        second = np.take_along_axis(rows, high, axis=1)
        found = first + (place - low) * (second - first)
    return found
