"""The verb `game`: a game in extensive form, read, solved, shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.options import record_options
from suzerain.cli.show import show_record, talk

if TYPE_CHECKING:
    from suzerain.strategy.game.quantal import Quantal
    from suzerain.strategy.game.subgame_perfect import SubgamePerfect
    from suzerain.strategy.game.tree import Game


@click.command(epilog="Example: suzerain game entry.efg --solve qre --lambda 2 --table")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--solve",
    "method",
    type=click.Choice(("spe", "qre")),
    help="`spe`: subgame perfection by backward induction; `qre`: agent quantal "
    "response.",
)
@click.option(
    "--lambda",
    "lam",
    type=float,
    help="Precision of quantal response, per unit of payoff; 1 when left out.",
)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw the tree as a picture of its own.",
)
@record_options
def game(
    path: str, method: str | None, lam: float | None, svg: Path | None, form: str | None
) -> None:
    """Read a game in Gambit's .efg format, solve it, and show it line by line."""
    from suzerain.strategy.game.efg import read_efg
    from suzerain.strategy.game.quantal import quantal
    from suzerain.strategy.game.subgame_perfect import subgame_perfect
    from suzerain.strategy.game.transcript import transcript

    if lam is not None and method != "qre":
        message = "--lambda belongs to --solve qre"
        raise click.UsageError(message)
    read = read_efg(path)
    solved: SubgamePerfect | Quantal | None = None
    if method == "spe":
        solved = subgame_perfect(read)
    elif method == "qre":
        solved = quantal(read, 1.0 if lam is None else lam)
    notes = _notes(read, solved)
    if svg is not None:
        from suzerain.brief.alone import alone
        from suzerain.brief.charts.game import game_picture

        alone(game_picture(read, solved)).save(svg)
        talk(f"drew the tree to {svg}")
    text = "\n".join((transcript(read, solved), *(f"({note})" for note in notes)))
    show_record(_record(read, solved, method, notes), form, text)


def _notes(game: Game, solved: SubgamePerfect | Quantal | None) -> list[str]:
    from suzerain.strategy.game.quantal import Quantal
    from suzerain.strategy.game.recall import recall_faults

    if isinstance(solved, Quantal):
        return list(solved.notes)
    faults = [f"imperfect recall: {fault}" for fault in recall_faults(game)]
    if solved is not None and solved.ties:
        faults.append(
            f"several plays are subgame-perfect; this one takes {solved.selection}"
        )
    return faults


def _record(
    game: Game,
    solved: SubgamePerfect | Quantal | None,
    method: str | None,
    notes: list[str],
) -> dict[str, Any]:
    from suzerain.strategy.game.quantal import Quantal

    weights = None if solved is None else solved.weights()
    moves = []
    for at, move in enumerate(game.moves):
        odds = move.probabilities if weights is None else weights[at].tolist()
        moves.append(
            {
                "player": None if move.player < 0 else game.players[move.player],
                "move": move.name,
                "nodes": len(move.nodes),
                "actions": list(move.actions),
                "probabilities": _known(odds),
            }
        )
    return {
        "title": game.title,
        "players": list(game.players),
        "method": method,
        "lambda": solved.lam if isinstance(solved, Quantal) else None,
        "settled": bool(solved.settled[0]) if isinstance(solved, Quantal) else None,
        "values": None if solved is None else _known(solved.value[0].tolist()),
        "moves": moves,
        "ends": len(game.ends),
        "notes": notes,
    }


def _known(values: Any) -> list[float] | None:
    """Return numbers, or None where there are none: JSON knows no NaN."""
    return None if not values or any(v != v for v in values) else list(values)  # noqa: PLR0124
