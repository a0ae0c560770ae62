"""The game of permission as a tree: an offer, a third power's answer, defiance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.branch import Array, Node, chance, decide, end
from suzerain.strategy.game.tree import Game, make_game


def permission_game(
    members: Sequence[str],
    power: str,
    *,
    gain: Mapping[str, Array],
    harm: Mapping[str, Array],
    loss: Array | Mapping[str, Array],
    own_loss: Array,
    kinds: Mapping[str, float] | None = None,
) -> Game:
    """Write the choice of a pact under the eyes of a third power as a game.

    1. The first member offers one of the bundles, or nothing.
    2. The power bears the offer, or blocks it: it threatens to cut off whoever goes on.
    3. Against a block the members, one after another, yield or defy; the pact stands
       if all defy, and then all are cut off.

    A demand for other terms is a block of one bundle where another would be borne:
    the member that offers foresees it. Where the power may be of several kinds, it
    alone knows which: chance moves first, and no member sees it.

    Args:
        members: Their names, in the order in which they decide.
        power: Name of the third power.
        gain: Surplus of each member by bundle, in log welfare. Shape `(draw, member)`.
        harm: What each bundle costs the power, less what it keeps by bearing it. Shape
            `(draw,)`; with several kinds `(draw, kind)`.
        loss: What each member loses if it is cut off, perhaps by bundle. Shape
            `(draw, member)`.
        own_loss: What cutting each member off costs the power. Same shape.
        kinds: Probability of each kind of power; one that all know when left out.

    Returns:
        The game; the power's payoffs stand last.

    Raises:
        StrategyError: If names or numbers of draws do not fit.

    Examples:
        The full bundle harms the power, and PRK could not bear a cut-off, so
        it would be blocked; the lean one passes.

        >>> from suzerain.strategy.game.subgame_perfect import subgame_perfect
        >>> game = permission_game(
        ...     ("PRK", "RUS"),
        ...     "CHN",
        ...     gain={"full": np.array([[0.3, 0.2]]), "lean": np.array([[0.2, 0.1]])},
        ...     harm={"full": np.array([0.1]), "lean": np.array([-0.05])},
        ...     loss=np.array([[0.8, 0.1]]),
        ...     own_loss=np.array([[0.01, 0.02]]),
        ... )
        >>> subgame_perfect(game).value.round(2).tolist()
        [[0.2, 0.1, 0.05]]
    """
    losses = loss if isinstance(loss, Mapping) else dict.fromkeys(gain, loss)
    chances = {"": 1.0} if kinds is None else dict(kinds)
    harms = {name: _by_kind(name, harm[name], len(chances)) for name in gain}

    def offered(kind: str, at: int) -> Node:
        offers: dict[str, Node] = {}
        for name, gains in gain.items():
            borne = np.column_stack((gains, -harms[name][:, at]))
            answered = {
                "bear": end(borne, label=name),
                "block": _blocked(members, name, borne, losses[name], own_loss),
            }
            move = f"{kind} {power} on {name}".strip()
            offers[name] = decide(power, answered, move=move)
        offers["nothing"] = end(np.zeros_like(borne), label="no pact")
        return decide(members[0], offers, move="offer")

    trees = {kind: offered(kind, at) for at, kind in enumerate(chances)}
    if kinds is None:
        root = trees[""]
    else:
        root = chance({k: (p, trees[k]) for k, p in chances.items()}, move="kind")
    return make_game(root, players=(*members, power), title="permission")


def _blocked(
    members: Sequence[str], name: str, borne: Array, loss: Array, own_loss: Array
) -> Node:
    cut = np.column_stack((loss, own_loss.sum(axis=1)))
    against = end(borne - cut, label=f"{name}, cut off")
    for member in reversed(members):
        fallen = end(np.zeros_like(borne), label="no pact")
        against = decide(
            member, {"yield": fallen, "defy": against}, move=f"{member} on {name}"
        )
    return against


def _by_kind(name: str, harm: Array, kinds: int) -> Array:
    table = harm[:, None] if harm.ndim == 1 else harm
    if table.shape[1] != kinds:
        raise StrategyError(
            f"harm of {name!r} for {table.shape[1]} kinds of power, of {kinds}",
            f"shape (draw, {kinds})" if kinds > 1 else "shape (draw,)",
            "give one column for each kind",
        )
    return table
