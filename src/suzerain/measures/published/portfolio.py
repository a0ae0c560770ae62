"""How two states' positions on the same items meet, for all pairs at once.

A portfolio is one state's positions: its alliance tie with each third state, or its
vote in each roll call. With indicators `Z[c, i, k] = 1` where state `i` stands at
level `c` on item `k`, and weights `w_k` on the items, the joint table of two states is

    O[c, d, i, j] = sum_k w_k Z[c, i, k] Z[d, j, k],

one matrix product for all levels and all pairs. Items on which either state is absent
count for neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import SuzerainError

Array = NDArray[np.float64]
Distance = Literal["absolute", "squared", "nominal"]


def joint_table(
    positions: ArrayLike,
    *,
    levels: Sequence[float] | None = None,
    weights: ArrayLike | None = None,
) -> tuple[Array, Array]:
    """Count how often each pair of states stands at each pair of levels.

    Args:
        positions: Level of each state on each item, NaN where it is absent or its
            position is unknown. Shape `(state, item)`.
        levels: All levels that could be taken, whether or not somebody takes them;
            those seen when left out.
        weights: Weight of each item, 0 or more; NaN leaves the item out. Shape
            `(item,)`. All items weigh the same when left out.

    Returns:
        The levels in rising order, shape `(level,)`, and the shares of the common
        items, shape `(level, level, state, state)`: over both levels they sum to 1.
        NaN for a pair without a common item.

    Raises:
        SuzerainError: If the shapes do not fit, a position is none of the levels, or
            a weight is negative.

    Examples:
        Two states meet on four items, on three of them at the same level.

        >>> levels, table = joint_table([[0, 0, 1, 1], [0, 0, 1, 0]])
        >>> table[:, :, 0, 1]
        array([[0.5 , 0.  ],
               [0.25, 0.25]])
    """
    known = _positions(positions)
    scale = _levels(known, levels)
    part = _weights(known, weights)
    states, items = known.shape
    hits = (known[None] == scale[:, None, None]).astype(np.float64)
    flat = hits.reshape(len(scale) * states, items)
    counts = (flat * part) @ flat.T
    shape = (len(scale), states, len(scale), states)
    table = counts.reshape(shape).swapaxes(1, 2)
    common = table.sum(axis=(0, 1))
    with np.errstate(invalid="ignore"):
        return scale, table / np.where(common > 0, common, np.nan)


def lay_out(
    states: Sequence[str],
    items: Sequence[str],
    rows: Iterable[tuple[str, str, float]],
    *,
    absent: float = float("nan"),
    own: float | None = None,
) -> Array:
    """Lay rows of positions out as the matrix that measures of similarity take.

    Args:
        states: Codes, in the order of the rows wanted.
        items: Codes of third states or roll calls, in the order of the columns.
        rows: State, item and level. Rows of other states or items are left out.
        absent: Level where no row stands: NaN for votes, where no row is an absence,
            or 0 for lists of alliances in which no row is no tie.
        own: Level of a state towards itself, such as the strongest tie; as in the
            rows when left out.

    Returns:
        Shape `(state, item)`.

    Raises:
        SuzerainError: If a state stands at two levels on one item.

    Examples:
        Two states with an alliance, of a third they know nothing.

        >>> states = ("AAA", "BBB", "CCC")
        >>> lay_out(states, states, [("AAA", "BBB", 3), ("BBB", "AAA", 3)], absent=0)
        array([[0., 3., 0.],
               [3., 0., 0.],
               [0., 0., 0.]])
    """
    row = {code: k for k, code in enumerate(states)}
    column = {code: k for k, code in enumerate(items)}
    said: dict[tuple[int, int], float] = {}
    for state, item, level in rows:
        if state in row and item in column:
            before = said.setdefault((row[state], column[item]), level)
            if before != level:
                raise SuzerainError(
                    f"{state} stands at {before:g} and at {level:g} on {item}",
                    "one level for each state and item",
                    "keep the strongest tie, or one year",
                )
    found = np.full((len(states), len(items)), absent, dtype=np.float64)
    if said:
        found[tuple(np.array(list(said)).T)] = list(said.values())
    if own is not None:
        both = [code for code in states if code in column]
        found[[row[code] for code in both], [column[code] for code in both]] = own
    return found


def apartness(levels: Array, distance: Distance) -> Array:
    """Say how far apart two levels are, from 0 to 1.

    Args:
        levels: The levels, rising. Shape `(level,)`.
        distance: `absolute` (difference as a part of the range), `squared` (its
            square), or `nominal` (0 for the same level, 1 for any other).

    Returns:
        Shape `(level, level)`.

    Raises:
        SuzerainError: If the distance is none of these.

    Examples:
        >>> apartness(np.array([0.0, 1.0, 2.0]), "squared")
        array([[0.  , 0.25, 1.  ],
               [0.25, 0.  , 0.25],
               [1.  , 0.25, 0.  ]])
    """
    if distance not in get_args(Distance):
        raise SuzerainError(
            f"no distance {distance!r}",
            ", ".join(get_args(Distance)),
            "use absolute, as Signorino and Ritter do",
        )
    gap: Array = np.abs(levels[:, None] - levels)
    if distance == "nominal":
        return (gap > 0).astype(np.float64)
    part: Array = gap / (np.ptp(levels) or 1)
    return part if distance == "absolute" else part**2


def observed_distance(table: Array, apart: Array) -> Array:
    """Average the distance of two states over their common items.

    Args:
        table: Shares, as `joint_table` returns them.
        apart: Distance of two levels, as `apartness` returns it.

    Returns:
        0 to 1; NaN for a pair without a common item. Shape `(state, state)`.

    Examples:
        >>> levels, table = joint_table([[0, 0, 1, 1], [0, 0, 1, 0]])
        >>> float(observed_distance(table, apartness(levels, "absolute"))[0, 1])
        0.25
    """
    return np.asarray(np.einsum("cd,cdij->ij", apart, table))


def chance_distance(table: Array, apart: Array, *, pooled: bool = False) -> Array:
    """Average the distance that two states would have if neither knew the other.

    Each keeps how often it takes each level; which items it takes them on is chance.

    Args:
        table: Shares, as `joint_table` returns them.
        apart: Distance of two levels, as `apartness` returns it.
        pooled: Whether both are given the mean of their two habits.

    Returns:
        0 to 1; NaN for a pair without a common item. Shape `(state, state)`.

    Examples:
        >>> levels, table = joint_table([[0, 0, 1, 1], [0, 0, 1, 0]])
        >>> float(chance_distance(table, apartness(levels, "absolute"))[0, 1])
        0.5
    """
    first, second = table.sum(axis=1), table.sum(axis=0)
    if pooled:
        first = second = (first + second) / 2
    return np.asarray(np.einsum("cd,cij,dij->ij", apart, first, second))


def pair(first: ArrayLike, second: ArrayLike) -> Array:
    """Lay two portfolios over each other.

    Returns:
        Shape `(2, item)`.

    Raises:
        SuzerainError: If they are not two lists of the same length.

    Examples:
        >>> pair([1, 0], [0, 0]).shape
        (2, 2)
    """
    one, two = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if one.ndim != 1 or one.shape != two.shape:
        raise SuzerainError(
            f"portfolios of shapes {one.shape} and {two.shape}",
            "two lists of the same length, one entry an item",
            "put NaN where a state is absent",
        )
    return np.stack([one, two])


def _positions(positions: ArrayLike) -> Array:
    known = np.asarray(positions, np.float64)
    if known.ndim != 2:
        raise SuzerainError(
            f"positions of shape {known.shape}",
            "shape (state, item)",
            "give one row a state",
        )
    if np.isinf(known).any():
        raise SuzerainError(
            "a position that is infinite",
            "finite levels, and NaN for an absence",
            "put NaN where a state is absent",
        )
    return known


def _levels(known: Array, levels: Sequence[float] | None) -> Array:
    seen = np.unique(known[np.isfinite(known)])
    if levels is None:
        return seen
    scale = np.unique(np.asarray(levels, np.float64))
    strange = np.setdiff1d(seen, scale)
    if strange.size:
        raise SuzerainError(
            f"a position of {strange[0]:g}",
            f"one of the levels {', '.join(f'{level:g}' for level in scale)}",
            "name all levels that occur, and put NaN for an absence",
        )
    return scale


def _weights(known: Array, weights: ArrayLike | None) -> Array:
    if weights is None:
        return np.ones(known.shape[1])
    part = np.asarray(weights, np.float64)
    if part.shape != known.shape[1:]:
        raise SuzerainError(
            f"weights of shape {part.shape} for {known.shape[1]} items",
            "one weight an item",
            "give NaN where a weight is unknown",
        )
    if (part < 0).any() or np.isinf(part).any():
        raise SuzerainError(
            "a weight that is negative or infinite",
            "weights of 0 or more",
            "leave an item out with NaN",
        )
    return np.nan_to_num(part)
