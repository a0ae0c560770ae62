"""Where measures of dependence part from each other, and how often each turns round.

Two measures that rank all pairs alike say the same, whatever their unit; so measures
are compared by rank (Spearman 1904), by whom they name as a state's first provider,
and by how often that name, or the sign of an asymmetry, changes from one year to the
next, as lists with a threshold do (Vicard & Wibaux 2023). `v[t, i, j]` is how much `i`
depends on `j` in year `t`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.core.grid import Grid

Array = NDArray[np.float64]
NOBODY = -1
"""The place of a first provider that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contrast:
    """Hold how measures of the same pairs differ.

    Args:
        measures: Their names.
        actors: Codes, for both axes of pairs.
        years: Years in rising order. Shape `(year,)`.
        values: The measures. Shape `(measure, year, recipient, provider)`.
        correlation: Rank correlation of each two measures in each year, over the
            pairs that both know and not both put at 0. Shape
            `(measure, measure, year)`.
        first: Place of each recipient's first provider, `NOBODY` where none is above
            0 or two are equal. Shape `(measure, year, recipient)`.
        same_first: Part of the recipients and years in which two measures name the
            same first provider, of those in which both name one. Shape
            `(measure, measure)`.
        first_turns: Part of the recipients whose first provider changes from one
            year to the next. Shape `(measure,)`.
        sign_turns: Part of the pairs whose asymmetry changes its sign from one year
            to the next, of those that have one in both; NaN for a measure that is
            the same for both sides. Shape `(measure,)`.
    """

    measures: tuple[str, ...]
    actors: tuple[str, ...]
    years: NDArray[np.int32]
    values: Array
    correlation: Array
    first: NDArray[np.intp]
    same_first: Array
    first_turns: Array
    sign_turns: Array

    def place(self, measure: str) -> int:
        """Say where a measure stands on the first axes.

        Raises:
            UnknownName: If it is none of them.
        """
        if measure not in self.measures:
            raise UnknownName(measure, self.measures, "the measures compared")
        return self.measures.index(measure)

    def __str__(self) -> str:
        return (
            f"{len(self.measures)} measures of {len(self.actors)} states, "
            f"{self.years.min()} to {self.years.max()}"
        )


def compare_measures(
    measures: Mapping[str, ArrayLike | Grid],
    *,
    actors: Sequence[str],
    years: Sequence[int],
) -> Contrast:
    """Compare measures of the same pairs of states.

    Args:
        measures: How much each recipient depends on each provider, by the measure's
            name; NaN where it is unknown. Shape `(year, recipient, provider)`, or
            for one year a grid with the axes `(recipient, provider)`, of which the
            median counts.
        actors: Codes of the states, in the order of both axes.
        years: Years, in rising order.

    Returns:
        The contrast. What a state would depend on itself is left out.

    Raises:
        SuzerainError: If a measure has another shape, years are not in rising order,
            or there are no two states.

    Examples:
        Both measures know two clients; only one of them sees who needs whom.

        >>> share = np.array([[[0, 0.9, 0.1], [0.1, 0, 0.9], [0.2, 0.8, 0]]])
        >>> even = np.sqrt(share * share.swapaxes(1, 2))
        >>> found = compare_measures(
        ...     {"share": share, "even": even},
        ...     actors=("AAA", "BBB", "CCC"),
        ...     years=[2014],
        ... )
        >>> found.first.tolist()
        [[[1, 2, 1]], [[1, 2, 1]]]
        >>> float(found.correlation[0, 1, 0].round(2))
        0.62

    References:
        Spearman 1904.
    """
    when = np.asarray(years, dtype=np.int32)
    codes = tuple(actors)
    if len(codes) < 2 or not when.size or (np.diff(when) <= 0).any():
        raise SuzerainError(
            f"{len(codes)} states in the years {list(years)}",
            "two states or more, and years in rising order",
            "sort the years and name each once",
        )
    names, shape = tuple(measures), (len(when), len(codes), len(codes))
    values = np.stack([_dense(name, measures[name], codes, shape) for name in names])
    first = first_provider(values)
    steps = np.nonzero(np.diff(when) == 1)[0]
    return Contrast(
        measures=names,
        actors=codes,
        years=when,
        values=values,
        correlation=_correlations(values),
        first=first,
        same_first=np.array([[_same(a, b) for b in first] for a in first]),
        first_turns=np.array([1 - _same(one[steps], one[steps + 1]) for one in first]),
        sign_turns=np.array([_sign_turns(one, steps) for one in values]),
    )


def first_provider(values: Array) -> NDArray[np.intp]:
    """Name the provider on whom each recipient depends most.

    Args:
        values: Dependence, NaN where it is unknown. Shape `(..., recipient,
            provider)`.

    Returns:
        Place of the provider; `NOBODY` where none is above 0 or two are equal. Shape
        `(..., recipient)`.

    Examples:
        >>> first_provider(np.array([[0.0, 0.9, 0.1], [0.5, np.nan, 0.5]])).tolist()
        [1, -1]
    """
    known = np.nan_to_num(values)
    best = known.max(axis=-1, keepdims=True)
    clear = (best > 0) & ((known == best).sum(axis=-1, keepdims=True) == 1)
    return np.where(clear[..., 0], known.argmax(axis=-1), NOBODY)


def rank_correlation(one: ArrayLike, two: ArrayLike) -> float:
    """Measure how alike two measures rank the same things.

    Args:
        one: Values, NaN where unknown. Any shape.
        two: Values of the other measure, same shape.

    Returns:
        Spearman's correlation of the ranks, equal values sharing the mean of theirs;
        -1 to 1. NaN when fewer than two things are known to both, or one ranks them
        all alike.

    Examples:
        >>> round(rank_correlation([1, 2, 3, 4], [1, 4, 9, 2]), 2)
        0.4
    """
    a, b = np.ravel(np.asarray(one, np.float64)), np.ravel(np.asarray(two, np.float64))
    both = ~(np.isnan(a) | np.isnan(b))
    left, right = (_centred(ranks(side[both])) for side in (a, b))
    size = float(np.sqrt((left @ left) * (right @ right)))
    return float(left @ right / size) if size > 0 else float("nan")


def ranks(values: Array) -> Array:
    """Rank values from 1 up, equal ones sharing the mean of their ranks.

    Args:
        values: Known numbers. Shape `(value,)`.

    Returns:
        Same shape.

    Examples:
        >>> ranks(np.array([3.0, 1.0, 3.0]))
        array([2.5, 1. , 2.5])
    """
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place.reshape(values.shape)])


def widest(
    contrast: Contrast, one: str, two: str, *, year: int, count: int
) -> list[tuple[str, str, float, float]]:
    """List the pairs that two measures rank most differently in one year.

    Args:
        contrast: What `compare_measures` returned.
        one: A measure of it.
        two: Another.
        year: The year.
        count: How many pairs.

    Returns:
        Recipient, provider, and for either measure the part of the pairs that it
        ranks below this one, 0 to 1; the widest gap first.

    Raises:
        UnknownName: If a measure is none of the contrast.
        SuzerainError: If the year is none of the contrast.

    Examples:
        >>> share = np.array([[[0, 0.9, 0.1], [0.1, 0, 0.9], [0.2, 0.8, 0]]])
        >>> found = compare_measures(
        ...     {"share": share, "even": np.sqrt(share * share.swapaxes(1, 2))},
        ...     actors=("AAA", "BBB", "CCC"),
        ...     years=[2014],
        ... )
        >>> [pair[:2] for pair in widest(found, "share", "even", year=2014, count=1)]
        [('AAA', 'BBB')]
    """
    if year not in contrast.years:
        raise SuzerainError(
            f"no year {year} in the comparison",
            f"{contrast.years.min()} to {contrast.years.max()}",
            "take one of its years",
        )
    t = int(np.searchsorted(contrast.years, year))
    a, b = (contrast.values[contrast.place(name), t] for name in (one, two))
    spots = np.nonzero(_shown(a, b))
    if not spots[0].size:
        return []
    low, high = (
        (ranks(side[spots]) - 1) / max(len(spots[0]) - 1, 1) for side in (a, b)
    )
    order = np.argsort(-np.abs(low - high), kind="stable")[:count]
    return [
        (
            contrast.actors[int(spots[0][k])],
            contrast.actors[int(spots[1][k])],
            float(low[k]),
            float(high[k]),
        )
        for k in order
    ]


def _dense(
    name: str, given: ArrayLike | Grid, actors: tuple[str, ...], shape: tuple[int, ...]
) -> Array:
    if isinstance(given, Grid):
        if given.labels != (actors, actors):
            raise SuzerainError(
                f"the grid {given.name!r} has axes {given.axes} of other labels",
                "recipients and providers, both in the order of `actors`",
                "pass the labels of the grid as actors",
            )
        given = np.median(given.values, axis=0)[None]
    values = np.asarray(given, np.float64)
    if values.shape != shape:
        raise SuzerainError(
            f"the measure {name!r} has shape {values.shape}",
            f"{shape}: years, recipients, providers",
            "put NaN where a pair is unknown",
        )
    return np.where(np.eye(len(actors), dtype=bool), np.nan, values)


def _shown(one: Array, two: Array) -> NDArray[np.bool_]:
    """Say which pairs both measures know and not both put at 0."""
    known = ~(np.isnan(one) | np.isnan(two))
    return np.asarray(known & ((one != 0) | (two != 0)))


def _correlations(values: Array) -> Array:
    size, years = values.shape[:2]
    found = np.full((size, size, years), np.nan)
    for a in range(size):
        for b in range(a, size):
            for t in range(years):
                one, two = values[a, t], values[b, t]
                seen = _shown(one, two)
                found[a, b, t] = found[b, a, t] = rank_correlation(one[seen], two[seen])
    return found


def _same(one: NDArray[np.intp], two: NDArray[np.intp]) -> float:
    both = (one != NOBODY) & (two != NOBODY)
    return float((one == two)[both].mean()) if both.any() else float("nan")


def _sign_turns(values: Array, steps: NDArray[np.intp]) -> float:
    size = values.shape[-1]
    upper = np.triu_indices(size, 1)
    sign = np.nan_to_num(np.sign(values - values.swapaxes(-1, -2)))[:, *upper]
    turn = sign[steps] * sign[steps + 1]
    lasting = turn != 0
    return float((turn < 0)[lasting].mean()) if lasting.any() else float("nan")


def _centred(values: Array) -> Array:
    return np.asarray(values - values.mean()) if values.size else values
