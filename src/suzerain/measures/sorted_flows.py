"""One year's flows in the order in which losses are reckoned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows

Array = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SortedFlows:
    """Hold one year's flows between different states, sorted for reckoning.

    Args:
        actors: Codes of states.
        goods: Codes of goods.
        good: Place of each flow in `goods`. Shape `(row,)`.
        amount: How much, above 0. Same shape.
        starts: Row where each pair begins, and the number of rows at the end.
            Shape `(pair + 1,)`.
        recipient: Place in `actors`. Shape `(pair,)`.
        provider: Place in `actors`. Shape `(pair,)`.
        firsts: Pair where each recipient begins, and the number of pairs at the end.
            Shape `(actor + 1,)`.
    """

    actors: tuple[str, ...]
    goods: tuple[str, ...]
    good: Places
    amount: Array
    starts: Places
    recipient: Places
    provider: Places
    firsts: Places


def sort_flows(flows: Flows, *, year: int | None = None) -> SortedFlows:
    """Sort the flows of one year by recipient, provider and good.

    Flows of a state to itself are left out: they are home supply. So are flows of 0: a
    pair without a flow loses nothing.

    Args:
        flows: Columns of flows.
        year: Which year; may be left out when the flows have only one.

    Returns:
        The flows of that year.

    Raises:
        SuzerainError: If no flow, or flows of several years, are left, or a pair has a
            good twice.

    Examples:
        >>> small = Flows(
        ...     actors=("CHN", "PRK"),
        ...     goods=("oil",),
        ...     year=np.array([2014], dtype=np.int32),
        ...     recipient=np.array([1], dtype=np.int32),
        ...     provider=np.array([0], dtype=np.int32),
        ...     good=np.array([0], dtype=np.int32),
        ...     amount=np.array([578.0]),
        ...     unit="thousand tonnes",
        ...     origin="an example",
        ... )
        >>> sort_flows(small).starts
        array([0, 1])
    """
    kept = (flows.recipient != flows.provider) & (flows.amount > 0)
    if year is not None:
        kept &= flows.year == year
    years = np.unique(flows.year[kept])
    if len(years) != 1:
        raise SuzerainError(
            f"flows of {len(years)} years",
            "flows between different states in one year",
            "name a year that the flows have",
        )
    size, width = len(flows.actors), len(flows.goods)
    pair = flows.recipient[kept].astype(np.int64) * size + flows.provider[kept]
    key = pair * width + flows.good[kept]
    order = np.argsort(key, kind="stable")
    key, pair = key[order], pair[order]
    if (key[1:] == key[:-1]).any():
        one = int(key[1:][key[1:] == key[:-1]][0])
        who, good = divmod(one, width)
        raise SuzerainError(
            f"{flows.goods[good]} from {flows.actors[who % size]} to "
            f"{flows.actors[who // size]} stands twice",
            "one flow for each pair, good and year",
            "add the rows up before",
        )
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    recipient, provider = np.divmod(pair[first], size)
    return SortedFlows(
        actors=flows.actors,
        goods=flows.goods,
        good=flows.good[kept][order].astype(np.intp),
        amount=flows.amount[kept][order],
        starts=np.append(first, len(pair)).astype(np.intp),
        recipient=recipient.astype(np.intp),
        provider=provider.astype(np.intp),
        firsts=np.searchsorted(recipient, np.arange(size + 1)).astype(np.intp),
    )
