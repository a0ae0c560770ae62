"""A scenario: named changes to a case, and one outcome before and after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.core.spread import Spread

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Named changes to a case.

    Args:
        name: Short name.
        changes: New values by id: a number, a `Spread`, or text such as `*0.5`.

    Examples:
        >>> Scenario(name="squeeze", changes={"tie.oil.AAA.BBB": "*0.5"}).name
        'squeeze'
    """

    name: str
    changes: Mapping[str, Spread | float | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanned:
    """One number and its 10-90 interval.

    Args:
        value: The share of worlds, or the median over worlds.
        low: Its 10th percentile.
        high: Its 90th percentile.
    """

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float | None]:
        """Return all fields; unknown ones as None."""
        return {
            name: None if np.isnan(number) else number
            for name, number in (
                ("value", self.value),
                ("low", self.low),
                ("high", self.high),
            )
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """One outcome before and after the changes, in the same worlds.

    Args:
        id: Id of the outcome.
        title: The outcome, in words.
        share: True when it is a share of worlds: intervals are then what drawing these
            worlds and not others leaves open; else they run over worlds.
        unit: Its unit.
        base: Before. Shape `(world,)`, NaN where it is not asked.
        changed: After. Same shape.
        resamples: How often worlds are drawn again for the interval of a share.
    """

    id: str
    title: str
    share: bool
    unit: str
    base: Array
    changed: Array
    resamples: int

    @property
    def by_world(self) -> Array:
        """What the changes do, in the worlds where both are asked."""
        difference = self.changed - self.base
        return np.asarray(difference[~np.isnan(difference)])

    @property
    def before(self) -> Spanned:
        """The outcome without the changes."""
        return self._read(self.base)

    @property
    def after(self) -> Spanned:
        """The outcome with the changes."""
        return self._read(self.changed)

    @property
    def difference(self) -> Spanned:
        """What the changes do: of a share in points of 1, else the median world."""
        return self._read(self.by_world)

    @property
    def mean(self) -> float:
        """Mean difference over worlds; 0 where both are asked in none."""
        return float(self.by_world.mean()) if self.by_world.size else 0.0

    @property
    def rises(self) -> float:
        """Share of worlds in which the outcome is larger after the changes."""
        return float((self.by_world > 0).mean()) if self.by_world.size else 0.0

    @property
    def falls(self) -> float:
        """Share of worlds in which it is smaller."""
        return float((self.by_world < 0).mean()) if self.by_world.size else 0.0

    @property
    def moves(self) -> bool:
        """Whether it differs in any world."""
        return not np.array_equal(self.base, self.changed, equal_nan=True)

    def to_dict(self) -> dict[str, Any]:
        """Return both readings, their difference and its sign over worlds."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": "share" if self.share else "amount",
            "unit": self.unit,
            "base": self.before.to_dict(),
            "changed": self.after.to_dict(),
            "difference": self.difference.to_dict(),
            "mean_difference": self.mean,
            "rises": self.rises,
            "falls": self.falls,
        }

    def _read(self, values: Array) -> Spanned:
        known = values[~np.isnan(values)]
        if not known.size:
            return Spanned(value=np.nan, low=np.nan, high=np.nan)
        if not self.share:
            over = Estimate(values=known, unit=self.unit)
            return Spanned(value=over.median, low=over.low, high=over.high)
        again = Estimate(values=resampled(known, self.resamples), unit=self.unit)
        return Spanned(value=float(known.mean()), low=again.low, high=again.high)


def resampled(values: Array, times: int) -> Array:
    """Return the means of so many samples drawn from values with replacement.

    Few distinct values (true and false, or their differences) make this one multinomial
    draw a sample. The draws are the same in every run.

    Args:
        values: Any numbers. Shape `(world,)`.
        times: How many samples.

    Returns:
        Means. Shape `(times,)`.

    References:
        Efron & Tibshirani 1993.

    Examples:
        >>> bool(resampled(np.ones(10), 5).min() == 1)
        True
    """
    levels, counts = np.unique(values, return_counts=True)
    chance = np.random.Generator(np.random.PCG64(len(values)))
    drawn = chance.multinomial(len(values), counts / len(values), size=times)
    return np.asarray(drawn @ levels / len(values))
