"""Games in tables: each player chooses once, knowing nobody's choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Node, decide, end
from suzerain.strategy.game.tree import Game, make_game


def normal_form(
    *tables: ArrayLike,
    players: Sequence[str] = (),
    actions: Sequence[Sequence[str]] = (),
    title: str = "",
) -> Game:
    """Write a game in tables as a tree, in which nobody sees what others chose.

    Args:
        tables: For each player what it gets, one axis a player in their order; before
            these axes there may be one of draws, in every table alike.
        players: Their names; `1`, `2` and so on when left out.
        actions: Names of each player's actions; numbers when left out.
        title: What it is called.

    Returns:
        The game. Its agent quantal response is that of the tables (McKelvey &
        Palfrey 1995).

    Raises:
        StrategyError: If shapes or names do not fit, or a payoff is not finite.

    Examples:
        >>> from suzerain.strategy.game.quantal import quantal
        >>> pennies = normal_form([[9, 0], [0, 1]], [[0, 1], [1, 0]])
        >>> solved = quantal(pennies, 1.0)
        >>> solved.of("1", "choice").round(6), solved.of("2", "choice").round(6)
        (array([[0.893576, 0.106424]]), array([[0.31278, 0.68722]]))
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
    whole = np.stack([t if t.ndim > count else t[None] for t in given], axis=-1)
    sizes = whole.shape[1:-1]
    names = tuple(players) or tuple(str(k + 1) for k in range(count))
    acts = [tuple(one) for one in actions] or [
        tuple(str(a + 1) for a in range(size)) for size in sizes
    ]
    if len(names) != count or tuple(map(len, acts)) != sizes:
        raise StrategyError(
            f"{len(names)} names of players and {', '.join(map(str, map(len, acts)))} "
            f"of actions for tables of shape {sizes}",
            "one name a player, and one an action",
            "leave the names out, or give all",
        )
    root = _chosen(whole, (), names, acts)
    return make_game(root, players=names, title=title)


def _chosen(
    whole: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    taken: tuple[int, ...],
    names: tuple[str, ...],
    acts: Sequence[tuple[str, ...]],
) -> Node:
    at = len(taken)
    if at == len(names):
        return end(whole[:, *taken])  # type: ignore[arg-type]
    after = {
        name: _chosen(whole, (*taken, k), names, acts)
        for k, name in enumerate(acts[at])
    }
    return decide(names[at], after, move="choice")
