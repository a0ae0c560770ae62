"""Any game in extensive form as a picture, played or not."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.brief.charts.tree import Wording, refuse_large, tree
from suzerain.brief.finding import Name, say
from suzerain.brief.section import Picture, cell, table
from suzerain.strategy.game.averaged import play_of
from suzerain.strategy.game.quantal import Quantal
from suzerain.strategy.game.subgame_perfect import SubgamePerfect
from suzerain.strategy.game.tree import Game

LEGEND = (("path", "what is done most often; the thicker, the oftener it is reached"),)
BARE = "Who decides where; at the right what each end brings."
PLAYED = (
    "Who decides where, and how often each branch is taken; at the right what each end "
    "brings."
)


def game_picture(game: Game, solved: SubgamePerfect | Quantal | None = None) -> Picture:
    """Draw a game as a tree.

    Args:
        game: The game; of several draws the first is drawn.
        solved: How it is played, for probabilities; bare when left out.

    Returns:
        The picture; nodes that look alike to who decides there are tied by a dotted
        line.

    Raises:
        SuzerainError: If the tree is too large to be read.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> bear = decide("patron", {"bear": end([1.0]), "block": end([0.0])})
        >>> drawn = game_picture(make_game(bear, players=("patron",), title="Bear?"))
        >>> drawn.svg.count('class="branch')
        2
    """
    refuse_large(len(game.ends), max(_depths(game.parent.tolist()), default=0))
    title = game.title or "A game"
    return Picture(
        id="game",
        title=cell(Name(text=title)),
        reading=say("game.reading", BARE if solved is None else PLAYED),
        svg=tree(play_of(game, solved), game.players, Wording(), title),
        legend=LEGEND if solved is not None else (),
        table=table("game.table", "Ends", ("End",), ()),
    )


def _depths(parents: Sequence[int]) -> list[int]:
    """How many moves lead to each node; parents come before what follows them."""
    found: list[int] = []
    for up in parents:
        found.append(found[int(up)] + 1 if up >= 0 else 0)
    return found
