"""Which end of the game each row of data came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.design import Kept
from suzerain.strategy.classics.strategic_models.trees import StrategicGame

SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Played:
    """Hold the end that each row came to.

    Args:
        end: Position of the end, from left to right; -1 for a row that does not tell.
            Shape `(row,)`.
        labels: One an end, as coefficients are named after.
        notes: What a reader should know of the coding.
    """

    end: NDArray[np.intp]
    labels: tuple[str, ...]
    notes: tuple[str, ...]


def read_played(
    game: StrategicGame, names: Sequence[str], kept: Kept, order: Sequence[str] = ()
) -> Played:
    """Read what happened: one column of ends, or one column a move.

    Args:
        game: Whose ends they are.
        names: Columns left of `~`: one with a value an end, or one a move, each 0 or 1.
        kept: Columns by name.
        order: The values of a single column, from the leftmost end to the rightmost.

    Returns:
        The end of every row.

    Raises:
        StrategyError: If the coding is another, or an end never happens.

    Examples:
        >>> from suzerain.strategy.classics.strategic_models.trees import GAMES
        >>> moves = {"esc": np.array([0.0, 1, 1]), "war": np.array([0.0, 0, 1])}
        >>> found = read_played(GAMES["egame12"], ["esc", "war"], moves)
        >>> found.end.tolist(), found.labels
        ([0, 1, 2], ('~esc', 'esc,~war', 'esc,war'))
    """
    if len(names) == 1:
        played = _from_ends(game, names[0], kept, order)
    else:
        played = _from_moves(game, names, kept)
    counts = np.bincount(played.end[played.end >= 0], minlength=len(game.moves))
    if not counts.all():
        never = played.labels[int(np.argmin(counts))]
        raise StrategyError(
            f"outcome {never!r} of {game.name} never happens in the rows that are used",
            f"each of the {len(game.moves)} outcomes at least once",
            "look at the coding of the outcome, or use a smaller game",
        )
    return played


def _from_ends(
    game: StrategicGame, name: str, kept: Kept, order: Sequence[str]
) -> Played:
    values, ends = kept[name], len(game.moves)
    levels = [_shown(level) for level in np.unique(values)]
    if len(levels) != ends or (order and sorted(order) != sorted(levels)):
        some = ", ".join(levels[:SHOWN]) + (", ..." if len(levels) > SHOWN else "")
        raise StrategyError(
            f"outcome {name!r} of {game.name} has {len(levels)} values: {some}",
            f"{', '.join(order)} and no other"
            if order
            else f"{ends} values, one an end",
            "write the moves as columns of 0 and 1 joined by +, or mend the column",
        )
    order = order or _by_path(game, levels)
    if values.dtype.kind == "U" and not order:
        raise StrategyError(
            f"outcome {name!r} is text, so its order is not known: {', '.join(levels)}",
            "the values from the leftmost end of the game to the rightmost",
            f"give the order, for example --outcomes '{','.join(levels)}'",
        )
    labels = tuple(order) or tuple(levels)
    place = {label: k for k, label in enumerate(labels)}
    end = np.array([place[_shown(value)] for value in values], dtype=np.intp)
    listed = ", ".join(labels)
    return Played(end=end, labels=labels, notes=(f"outcomes, left to right: {listed}",))


def _by_path(game: StrategicGame, levels: Sequence[str]) -> tuple[str, ...]:
    """Order values such as L, RL, RR, which spell out the moves."""
    paths = tuple(
        "".join("LR"[code] for code in moved if code is not None)
        for moved in game.moves
    )
    return paths if sorted(paths) == sorted(levels) else ()


def _from_moves(game: StrategicGame, names: Sequence[str], kept: Kept) -> Played:
    most = len(game.moves[0])
    names, notes = list(names), list[str]()
    spelled = game.name == "egame122" and len(names) == most + 1
    if len(names) != most and not spelled:
        raise StrategyError(
            f"{game.name} has {most} moves, the formula names {len(names)}",
            f"one column of ends or {most} columns of moves left of ~",
            "mend the left side of the formula",
        )
    moves = [_coded(name, kept) for name in names]
    if spelled:
        first, left, right = moves
        moves = [first, np.where(first == 1, right, left)]
        labels: tuple[str, ...] = tuple(
            f"{sign}{name}" for name in names[1:] for sign in ("~", "")
        )
    else:
        labels = tuple(_label(names, moved) for moved in game.moves)
    end = np.full(len(moves[0]), -1)
    for k, moved in enumerate(game.moves):
        fits = [
            column == code
            for column, code in zip(moves, moved, strict=True)
            if code is not None
        ]
        end[np.all(fits, axis=0)] = k
    early = np.any(
        [
            (column == 1) & (end == k)
            for k, moved in enumerate(game.moves)
            for column, code in zip(moves, moved, strict=True)
            if code is None
        ]
        or [np.zeros(len(end), bool)],
        axis=0,
    )
    if early.any():
        notes.append(f"{early.sum()} rows code a later move as 1 after the game ended")
    return Played(end=end, labels=labels, notes=tuple(notes))


def _coded(name: str, kept: Kept) -> Array:
    values = kept[name]
    if values.dtype.kind == "U" or not np.isin(values, (0, 1, np.nan)).all():
        bad = [_shown(v) for v in np.unique(values) if v not in (0, 1)]
        wrong = [one for one in bad if one != "nan"][:SHOWN]
        if values.dtype.kind == "U" or wrong:
            raise StrategyError(
                f"move {name!r} holds {', '.join(wrong) or 'text'}",
                "0 for the left move and 1 for the right one",
                f"recode {name!r}",
            )
    return np.asarray(values, float)


def _label(names: Sequence[str], moved: Sequence[int | None]) -> str:
    return ",".join(
        name if code else f"~{name}"
        for name, code in zip(names, moved, strict=True)
        if code is not None
    )


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
