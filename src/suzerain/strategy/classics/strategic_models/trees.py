"""Games of two moves a node, and how likely each end is when payoffs hold errors.

    p(right) = F( (V(right) - V(left)) / (scale sqrt(v)) )

`V` is the mover's expected utility given what follows. With agent error each move has
an error of its own and `v = 2`; with private information each end has one, known to
the mover alone, and `v` is the sum of the squared chances of the ends that the move
decides between (Signorino 2003).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suzerain.strategy.classics.strategic_models.jet import Jet
from suzerain.strategy.classics.strategic_models.links import Chance

THIRD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Hold an end of a game: which utilities are paid there.

    Args:
        number: Position among the ends, from left to right.
        paid: Name of a utility by player, as in `{1: "u13"}`; others get 0.
    """

    number: int
    paid: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Hold a choice between two branches.

    Args:
        player: Who moves.
        left: What follows the move coded 0.
        right: What follows the move coded 1.
    """

    player: int
    left: Fork | Leaf
    right: Fork | Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategicGame:
    """Hold a game whose utilities are to be estimated.

    Args:
        name: As the package `games` calls it (Kenkel & Signorino 2014).
        tree: Its first move.
        utilities: Names in the order of the formula.
        moves: For outcomes coded as moves: the end by what was moved; None stands for
            a move that was not reached.
    """

    name: str
    tree: Fork
    utilities: tuple[str, ...]
    moves: tuple[tuple[int | None, ...], ...]

    @property
    def players(self) -> int:
        """Number of players."""
        return max(int(name[1]) for name in self.utilities)


def _ends(*paid: str) -> list[Leaf]:
    return [
        Leaf(number=k, paid={int(name[1]): name for name in names.split()})
        for k, names in enumerate(paid)
    ]


def _egame12() -> StrategicGame:
    stay, yields, fights = _ends("u11", "u13", "u14 u24")
    second = Fork(player=2, left=yields, right=fights)
    return StrategicGame(
        name="egame12",
        tree=Fork(player=1, left=stay, right=second),
        utilities=("u11", "u13", "u14", "u24"),
        moves=((0, None), (1, 0), (1, 1)),
    )


def _egame122() -> StrategicGame:
    ends = _ends("u11", "u12 u22", "u13", "u14 u24")
    left, right = (
        Fork(player=2, left=one, right=other) for one, other in (ends[:2], ends[2:])
    )
    return StrategicGame(
        name="egame122",
        tree=Fork(player=1, left=left, right=right),
        utilities=("u11", "u12", "u13", "u14", "u22", "u24"),
        moves=((0, 0), (0, 1), (1, 0), (1, 1)),
    )


def _egame123() -> StrategicGame:
    stay, refused, borne, blocked = _ends("u11", "u13 u23", "u15 u25", "u16 u26 u36")
    third = Fork(player=THIRD, left=borne, right=blocked)
    second = Fork(player=2, left=refused, right=third)
    return StrategicGame(
        name="egame123",
        tree=Fork(player=1, left=stay, right=second),
        utilities=("u11", "u13", "u15", "u16", "u23", "u25", "u26", "u36"),
        moves=((0, None, None), (1, 0, None), (1, 1, 0), (1, 1, 1)),
    )


GAMES = {game.name: game for game in (_egame12(), _egame122(), _egame123())}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ahead:
    """What a mover looks forward to at a node."""

    worth: dict[int, Jet]
    spread: Jet | float
    ends: dict[int, Jet]


def end_chances(
    tree: Fork,
    utilities: Mapping[str, Jet],
    log_scales: Sequence[Jet],
    *,
    link: Chance,
    private: bool,
) -> dict[int, Jet]:
    """Reckon the logarithm of the chance of every end, with its derivatives.

    Args:
        tree: The first move.
        utilities: One jet a utility that the tree names.
        log_scales: Logarithm of each player's scale of error; empty for scales of 1.
        link: Probit or logit.
        private: Whether the errors are private information.

    Returns:
        One jet an end.
    """
    zero = 0 * next(iter(utilities.values()))

    def look(node: Fork | Leaf) -> _Ahead:
        if isinstance(node, Leaf):
            worth = {who: utilities[name] for who, name in node.paid.items()}
            return _Ahead(worth=worth, spread=1, ends={node.number: zero})
        return choose(node, look(node.left), look(node.right))

    def choose(node: Fork, left: _Ahead, right: _Ahead) -> _Ahead:
        gain = right.worth.get(node.player, zero) - left.worth.get(node.player, zero)
        spread = zero + left.spread + right.spread
        shrink = -1 * spread.log() / 2
        if log_scales:
            shrink = shrink - log_scales[node.player - 1]
        argument = gain * shrink.exp()
        (go, log_go), (stay, log_stay) = link(argument), link(-1 * argument)
        return _Ahead(
            worth={
                who: go * right.worth.get(who, zero) + stay * left.worth.get(who, zero)
                for who in left.worth | right.worth
            },
            spread=go * go * right.spread + stay * stay * left.spread if private else 1,
            ends={k: one + log_stay for k, one in left.ends.items()}
            | {k: one + log_go for k, one in right.ends.items()},
        )

    return look(tree).ends
