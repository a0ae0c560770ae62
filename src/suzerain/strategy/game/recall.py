"""Whether players remember what they knew and did."""

from __future__ import annotations

from suzerain.strategy.game.tree import Game


def is_absent_minded(game: Game) -> bool:
    """Say whether some player may pass one information set twice in one play."""
    return any(
        _own(game, node, same_move=True)
        for move in game.moves
        if move.player >= 0 and len(move.nodes) > 1
        for node in move.nodes
    )


def recall_faults(game: Game) -> tuple[str, ...]:
    """Name the moves at which a player has forgotten what it did or knew.

    With perfect recall all nodes of an information set follow the same moves and
    actions of that player (Kuhn 1953).

    Args:
        game: The game.

    Returns:
        One sentence for each such move; empty with perfect recall.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> def guess(hit, miss):
        ...     ends = {"left": end([hit]), "right": end([miss])}
        ...     return decide("driver", ends, move="later")
        >>> start = decide("driver", {"left": guess(1, 0), "right": guess(0, 1)})
        >>> recall_faults(make_game(start, players=("driver",)))
        ("driver forgets at 'later' what it did before",)
    """
    faults = []
    for move in game.moves:
        if move.player < 0 or len(move.nodes) == 1:
            continue
        if len({_own(game, node) for node in move.nodes}) > 1:
            who = game.players[move.player]
            faults.append(f"{who} forgets at {move.name!r} what it did before")
    return tuple(faults)


def _own(
    game: Game, node: int, *, same_move: bool = False
) -> tuple[tuple[int, int], ...]:
    """List the moves and actions of a node's player on the way to it."""
    here = int(game.move[node])
    player = game.moves[here].player
    found = []
    while game.parent[node] >= 0:
        by = int(game.action[node])
        node = int(game.parent[node])
        at = int(game.move[node])
        if at == here if same_move else game.moves[at].player == player:
            found.append((at, by))
    return tuple(found)
