"""All equilibria in pure strategies of a game in tables (Nash 1951)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import StrategyError


def pure_equilibria(*tables: ArrayLike) -> NDArray[np.bool_]:
    """Mark every combination of actions that nobody would leave alone.

    A game may have none, one or several: all are marked, ties among them, and none is
    selected.

    Args:
        tables: For each player what it gets, one axis a player in their order; before
            these axes there may be one of draws, in every table alike.

    Returns:
        Whether it is an equilibrium; of the tables' shape.

    Raises:
        StrategyError: If shapes do not fit, or a payoff is not finite.

    Examples:
        Two who want to meet, at one place or the other; and two of whom one wants to.

        >>> pure_equilibria([[2, 0], [0, 1]], [[1, 0], [0, 2]]).tolist()
        [[True, False], [False, True]]
        >>> pure_equilibria([[9, 0], [0, 1]], [[0, 1], [1, 0]]).any()
        np.False_
    """
    given = [np.asarray(table, dtype=np.float64) for table in tables]
    shapes = {table.shape for table in given}
    count = len(given)
    if len(shapes) != 1 or given[0].ndim not in {count, count + 1} or not given[0].size:
        raise StrategyError(
            f"{count} tables of shapes {', '.join(map(str, sorted(shapes)))}",
            "one table a player, all of one shape, with one axis a player",
            "give each player's payoffs over everybody's actions",
        )
    if not all(np.isfinite(table).all() for table in given):
        raise StrategyError(
            "a payoff is not finite", "finite numbers", "bound the payoff"
        )
    first = given[0].ndim - count
    best = [
        table >= table.max(axis=first + player, keepdims=True)
        for player, table in enumerate(given)
    ]
    return np.asarray(np.logical_and.reduce(best))
