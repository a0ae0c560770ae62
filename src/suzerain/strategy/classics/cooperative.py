"""What coalitions can earn, and how it may be shared.

A game gives every set of players a worth, `v(S)`. It is a table with one column a set;
the set with players 0 and 2 stands in column `2**0 + 2**2`, the empty set, worth
nothing, in column 0. Rows are draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.measures.fair_share import fair_shares

MOST_PLAYERS = 12
DUST = 1e-9

Link = tuple[int, int]


def worth_table(size: int, worth: Callable[[frozenset[int]], ArrayLike]) -> Array:
    """Lay out a game as a table.

    Args:
        size: Number of players, 1 to 12.
        worth: What a set of players makes: a number, or one for each draw.

    Returns:
        The table. Shape `(draw, set)`.

    Examples:
        A veto player and two others, one of whom it needs.

        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> game
        array([[0., 0., 0., 1., 0., 1., 0., 1.]])
    """
    if not 1 <= size <= MOST_PLAYERS:
        raise StrategyError(f"{size} players", f"1 to {MOST_PLAYERS} players")
    sets = [
        frozenset(k for k in range(size) if code >> k & 1) for code in range(1 << size)
    ]
    columns = [np.atleast_1d(np.asarray(worth(one), dtype=float)) for one in sets]
    return _checked(np.stack(np.broadcast_arrays(*columns), axis=1))


def shapley(game: ArrayLike, *, register: Register | None = None) -> Array:
    """Share by what each adds, on average over all orders of arrival.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        register: Where the limit on exact counting stands; the shipped one by default.

    Returns:
        Shares that add up to what all make. Shape `(draw, player)`.

    Raises:
        StrategyError: If the table has no column for some set, or a worth is unknown.

    Examples:
        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> shapley(game).round(4)
        array([[0.6667, 0.1667, 0.1667]])

    References:
        Shapley 1953.
    """
    table = _checked(game)
    size = _size(table)
    bits = 2 ** np.arange(size)

    def worth(players: NDArray[np.bool_]) -> Array:
        return np.asarray(table[:, int(bits @ players)])

    known = register or load_register()
    shares, _ = fair_shares(worth, size, Worlds(count=len(table)), known)
    return shares


def banzhaf(game: ArrayLike, *, normalised: bool = False) -> Array:
    """Average what each adds over all sets of the others.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        normalised: Whether the values are scaled to add up to one.

    Returns:
        In a voting game, the chance that each is decisive. Shape `(draw, player)`.

    Raises:
        StrategyError: If the table has no column for some set, or a worth is unknown.

    Examples:
        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> banzhaf(game)
        array([[0.75, 0.25, 0.25]])
        >>> banzhaf(game, normalised=True)
        array([[0.6, 0.2, 0.2]])

    References:
        Banzhaf 1965.
    """
    table = _checked(game)
    codes = np.arange(table.shape[1])
    values = []
    for player in range(_size(table)):
        without = codes[(codes >> player) % 2 == 0]
        added = table[:, without | 1 << player] - table[:, without]
        values.append(added.mean(axis=1))
    found = np.stack(values, axis=1)
    if not normalised:
        return found
    whole = found.sum(axis=1, keepdims=True)
    if (np.abs(whole) <= DUST).any():
        raise StrategyError(
            "nobody adds anything in some draw, so that no parts can be named",
            "a game in which somebody adds something",
            "ask for values that are not normalised",
        )
    return np.asarray(found / whole)


def restrict(game: ArrayLike, links: Iterable[Link]) -> Array:
    """Let only players who are linked, directly or by others of the set, work together.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        links: Pairs of players, by number.

    Returns:
        The game in which a set makes what its connected parts make.

    Raises:
        StrategyError: If a link names no player.

    References:
        Myerson 1977.
    """
    table = _checked(game)
    size = _size(table)
    friends = [0] * size
    for one, other in links:
        if not (0 <= one < size and 0 <= other < size) or one == other:
            raise StrategyError(
                f"the link {one}-{other}",
                f"pairs of two of the players 0 to {size - 1}",
            )
        friends[one] |= 1 << other
        friends[other] |= 1 << one
    parts = [_parts(code, friends) for code in range(table.shape[1])]
    return np.stack([table[:, part].sum(axis=1) for part in parts], axis=1)


def myerson(
    game: ArrayLike, links: Iterable[Link], *, register: Register | None = None
) -> Array:
    """Share by what each adds when only the linked can work together.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        links: Pairs of players, by number.
        register: Where the limit on exact counting stands; the shipped one by default.

    Returns:
        Shares; each connected part shares what it makes. Shape `(draw, player)`.

    Examples:
        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> myerson(game, [(0, 1)])
        array([[0.5, 0.5, 0. ]])

    References:
        Myerson 1977.
    """
    return shapley(restrict(game, links), register=register)


def largest_complaint(game: ArrayLike, shares: ArrayLike) -> Array:
    """Find the most that any set of players could make on its own beyond its shares.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        shares: What each gets. Shape `(draw, player)` or `(player,)`.

    Returns:
        The largest complaint of a set other than none and all. Shape `(draw,)`.

    Raises:
        StrategyError: If shares and game do not fit.

    Examples:
        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> largest_complaint(game, [2 / 3, 1 / 6, 1 / 6]).round(4)
        array([0.1667])

    References:
        Gillies 1959; Maschler, Peleg & Shapley 1979.
    """
    table, given = _fitting(game, shares)
    held = given @ _members(given.shape[1]).T
    return np.asarray((table - held)[:, 1:-1].max(axis=1, initial=-np.inf))


def in_core(game: ArrayLike, shares: ArrayLike) -> NDArray[np.bool_]:
    """Say whether shares use up what all make, and no set could do better alone.

    Args:
        game: Worth of every set of players. Shape `(draw, set)` or `(set,)`.
        shares: What each gets. Shape `(draw, player)` or `(player,)`.

    Returns:
        One answer a draw.

    Examples:
        Where one player has a veto, the core leaves it everything.

        >>> game = worth_table(3, lambda who: 0 in who and len(who) > 1)
        >>> bool(in_core(game, [1, 0, 0])[0]), bool(in_core(game, [0.9, 0.1, 0])[0])
        (True, False)

    References:
        Gillies 1959.
    """
    table, given = _fitting(game, shares)
    scale = np.maximum(np.abs(table).max(axis=1), 1)
    whole = np.abs(given.sum(axis=1) - table[:, -1]) <= DUST * scale
    return np.asarray(whole & (largest_complaint(table, given) <= DUST * scale))


def _parts(code: int, friends: list[int]) -> list[int]:
    """Split a set into the parts that its links hold together."""
    parts, rest = [], code
    while rest:
        part, edge = 0, rest & -rest
        while edge:
            part |= edge
            near = 0
            for player, circle in enumerate(friends):
                if edge >> player & 1:
                    near |= circle
            edge = near & code & ~part
        parts.append(part)
        rest &= ~part
    return parts


def _members(size: int) -> Array:
    codes = np.arange(1 << size)[:, None]
    return np.asarray((codes >> np.arange(size)) % 2, dtype=float)


def _size(table: Array) -> int:
    return int(table.shape[1]).bit_length() - 1


def _fitting(game: ArrayLike, shares: ArrayLike) -> tuple[Array, Array]:
    table = _checked(game)
    given = np.atleast_2d(np.asarray(shares, dtype=float))
    draws = max(len(table), len(given))
    fits = {len(table), len(given)} <= {1, draws}
    if not fits or given.shape[1] != _size(table) or not np.isfinite(given).all():
        raise StrategyError(
            f"shares of shape {given.shape} for a game of {_size(table)} players in "
            f"{len(table)} draws",
            "one finite share for each player, in one draw or in all",
        )
    return (
        np.broadcast_to(table, (draws, table.shape[1])),
        np.broadcast_to(given, (draws, given.shape[1])),
    )


def _checked(game: ArrayLike) -> Array:
    table = np.atleast_2d(np.asarray(game, dtype=float))
    columns = table.shape[-1]
    if table.ndim != 2 or columns < 2 or columns & (columns - 1) or not len(table):
        raise StrategyError(
            f"a game of shape {table.shape}",
            "a column for every set of players: 2, 4, 8, ... columns",
            "build it with worth_table",
        )
    if columns > 1 << MOST_PLAYERS:
        raise StrategyError(
            f"{_size(table)} players", f"at most {MOST_PLAYERS} players"
        )
    if not np.isfinite(table).all() or table[:, 0].any():
        raise StrategyError(
            "a worth is not a finite number, or the empty set has one",
            "finite numbers, and 0 for the empty set",
        )
    return table
