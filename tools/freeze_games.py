"""Freeze Gambit's answers for random small games: tests/strategy/game/gambit.json.

Run it with a Python that holds pygambit, numpy and this project; the tests compare
with what it wrote wherever they run, and with pygambit itself where it is installed.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pygambit

from suzerain.strategy.game.branch import Node, chance, decide, end
from suzerain.strategy.game.efg_text import format_efg
from suzerain.strategy.game.tree import make_game

PLACE = Path(__file__).resolve().parents[1] / "tests/strategy/game/gambit.json"
LAMBDAS = (0.3, 1.0, 3.0)
ODDS = (0.25, 0.5, 0.75)


def random_game(seed: int, *, perfect: bool) -> str:
    """Write a random game of two or three players; who moves depends on the depth.

    With imperfect information a player knows what it did itself, and nothing else.
    """
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 4))
    names = [f"player {k}" for k in range(count)]
    sizes: dict[tuple[int, tuple[int, ...]], int] = {}

    def grow(depth: int, histories: tuple[tuple[int, ...], ...]) -> Node:
        if depth == count + 1 or (depth > 1 and rng.random() < 0.3):
            return end(rng.integers(-20, 21, count) / 10)
        who = depth % count
        if depth and rng.random() < 0.2:
            p = float(rng.choice(ODDS))
            return chance(
                {
                    "luck": (p, grow(depth + 1, histories)),
                    "none": (1 - p, grow(depth + 1, histories)),
                }
            )
        key = (who, histories[who])
        size = sizes.setdefault(key, int(rng.integers(2, 4)))
        after = {}
        for action in range(size):
            told = list(histories)
            told[who] = (*told[who], action)
            after[f"act {action}"] = grow(depth + 1, tuple(told))
        past = "-".join(map(str, histories[who])) or "nothing"
        name = "" if perfect else f"after {past}"
        return decide(names[who], after, move=name)

    root = grow(0, ((),) * count)
    return format_efg(make_game(root, players=names, title=f"random {seed}"))


def subgame_perfect(node: Any, players: list[Any]) -> tuple[list[float], bool]:
    """Walk a game of Gambit's from a node; say what players get, and whether tied."""
    if node.is_terminal:
        return [float(node.outcome[player]) for player in players], False
    found = [subgame_perfect(child, players) for child in node.children]
    tied = any(tie for _, tie in found)
    if node.player.is_chance:
        odds = [float(action.prob) for action in node.infoset.actions]
        values = np.array(odds) @ np.array([value for value, _ in found])
        return values.tolist(), tied
    own = [value[players.index(node.player)] for value, _ in found]
    return found[own.index(max(own))][0], tied or own.count(max(own)) > 1


def answers(text: str, *, perfect: bool) -> dict[str, Any]:
    """Ask Gambit."""
    game = pygambit.read_efg(io.StringIO(text))
    record: dict[str, Any] = {"efg": text, "perfect": perfect, "qre": {}}
    if perfect:
        value, tied = subgame_perfect(game.root, list(game.players))
        record |= {"value": value, "tied": tied}
    for lam in LAMBDAS:
        (found,) = pygambit.qre.logit_solve_lambda(game, [lam])
        flat = iter([found[k] for k in range(len(found))])
        record["qre"][str(lam)] = [
            [player.label, one.label, [next(flat) for _ in one.actions]]
            for player in game.players
            for one in player.infosets
        ]
    return record


def main() -> None:
    """Write the file."""
    games = [
        answers(random_game(seed, perfect=perfect), perfect=perfect)
        for perfect in (True, False)
        for seed in range(16)
    ]
    made = {"pygambit": pygambit.__version__, "games": games}
    PLACE.write_text(json.dumps(made) + "\n", encoding="utf-8")
    print(f"{len(games)} games, {PLACE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
