"""Games as text in Gambit's format, `.efg`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.tree import CHANCE, Game

PLAIN = 1000


def format_efg(game: Game, draw: int = 0) -> str:
    r"""Write a game with the payoffs of one draw.

    Args:
        game: The game.
        draw: Number of the draw.

    Returns:
        Text that `parse_efg` and Gambit read. Payoffs come back exactly;
        probabilities are fractions that add up to 1 exactly.

    Raises:
        StrategyError: If there is no such draw, or a name ends in a backslash, which
            the format cannot hold.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> bear = decide("patron", {"bear": end([1]), "block": end([0.5])})
        >>> print(format_efg(make_game(bear, players=("patron",), title="Bear?")))
        EFG 2 R "Bear?" { "patron" }
        ""
        <BLANKLINE>
        p "" 1 1 "patron 1" { "bear" "block" } 0
        t "" 1 "" { 1 }
        t "" 2 "" { 0.5 }
        <BLANKLINE>
    """
    game.check_draw(draw)
    numbers: dict[int, int] = {}
    count: dict[int, int] = {}
    for at, move in enumerate(game.moves):
        count[move.player] = count.get(move.player, 0) + 1
        numbers[at] = count[move.player]
    players = " ".join(map(_quoted, game.players))
    lines = [
        f"EFG 2 R {_quoted(game.title)} {{ {players} }}",
        _quoted(game.comment),
        "",
    ]
    ends = 0
    for node, at in enumerate(game.move.tolist()):
        label = _quoted(game.labels[node] if game.labels else "")
        if at < 0:
            gains = game.payoffs[draw, ends].tolist()
            ends += 1
            shown = ", ".join(map(_number, gains))
            lines.append(f't {label} {ends} "" {{ {shown} }}')
            continue
        move = game.moves[at]
        name = _quoted(move.name)
        if move.player == CHANCE:
            odds = zip(move.actions, exact(move.probabilities), strict=True)
            shown = " ".join(f"{_quoted(a)} {p}" for a, p in odds)
            lines.append(f"c {label} {numbers[at]} {name} {{ {shown} }} 0")
        else:
            shown = " ".join(map(_quoted, move.actions))
            who = move.player + 1
            lines.append(f"p {label} {who} {numbers[at]} {name} {{ {shown} }} 0")
    return "\n".join([*lines, ""])


def exact(probabilities: Sequence[float]) -> list[Fraction]:
    """Write probabilities as fractions that add up to 1 exactly.

    Args:
        probabilities: They add up to 1 but for rounding.

    Returns:
        The simplest fractions; what rounding leaves goes to the largest.

    Examples:
        >>> exact([1 / 3, 2 / 3])
        [Fraction(1, 3), Fraction(2, 3)]
    """
    found = []
    for one in probabilities:
        simple = Fraction(one).limit_denominator(PLAIN)
        found.append(simple if float(simple) == one else Fraction(repr(float(one))))
    largest = found.index(max(found))
    found[largest] += 1 - sum(found)
    return found


def _number(value: float) -> str:
    return (
        repr(int(value)) if value.is_integer() and abs(value) < PLAIN else repr(value)
    )


def _quoted(text: str) -> str:
    if text.endswith("\\"):
        raise StrategyError(
            f"the name {text!r} ends in a backslash",
            "names that end in another character",
            "take the backslash away",
        )
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
