"""Measure games beside Gambit and OpenSpiel; write games.json.

One game of 4 players, 40 decisions and 54 ends, in 100,000 draws of its payoffs: with
perfect information, and with 10 information sets. Peers solve some of the same draws
one by one in the same run and must agree to eight digits. Run it with a Python that
holds pygambit and open_spiel beside numpy; a peer that is missing is left out and
named. `--short` is a tenth of the draws, and writes nothing.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from suzerain.strategy.game.branch import Node, decide, end
from suzerain.strategy.game.efg_text import format_efg
from suzerain.strategy.game.quantal import Quantal, quantal
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.tree import Game, make_game

PLAYERS, DECISIONS, ENDS, SETS = 4, 40, 54, 10
DRAWS = 100_000
SAMPLE = {"pygambit": 5, "walk": 20}
DIGITS = 5e-9
Past = tuple[tuple[int, ...], ...]


def grow(rng: np.random.Generator) -> tuple[dict[int, list[int]], list[Past]] | None:
    """Grow a tree: who moves depends on the depth, and remembers what it did alone."""
    after: dict[int, list[int]] = {}
    past: list[Past] = [((),) * PLAYERS]
    depth, leaves = [0], [0]
    sizes: dict[tuple[int, tuple[int, ...]], int] = {}
    for _ in range(DECISIONS):
        node = leaves.pop(int(rng.integers(len(leaves))))
        who = depth[node] % PLAYERS
        size = sizes.setdefault((who, past[node][who]), int(rng.integers(2, 4)))
        after[node] = []
        for action in range(size):
            told = [*past[node]]
            told[who] = (*told[who], action)
            after[node].append(len(past))
            leaves.append(len(past))
            past.append(tuple(told))
            depth.append(depth[node] + 1)
    return (after, past) if (len(leaves), len(sizes)) == (ENDS, SETS) else None


def make(draws: int, *, perfect: bool) -> Game:
    """Make the game, with payoffs drawn from the normal distribution."""
    seed = 0
    while (found := grow(np.random.default_rng([1, seed]))) is None:
        seed += 1
    after, past = found

    def branch(node: int, depth: int = 0) -> Node:
        if node not in after:
            return end(np.zeros(PLAYERS))
        who = depth % PLAYERS
        name = (
            ""
            if perfect
            else "after " + ("-".join(map(str, past[node][who])) or "nothing")
        )
        kids = {f"a{k}": branch(kid, depth + 1) for k, kid in enumerate(after[node])}
        return decide(f"p{who}", kids, move=name)

    game = make_game(branch(0), players=[f"p{k}" for k in range(PLAYERS)])
    gains = np.random.default_rng(7).standard_normal((ENDS, PLAYERS, draws))
    return game.with_payoffs(gains.transpose(2, 0, 1))


def timed(work: Callable[[], Any], repeats: int = 3) -> tuple[float, float, Any]:
    """Run some work: least CPU and wall seconds, and its answer."""
    cpus, walls, answer = [], [], None
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = work()
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    return min(cpus), min(walls), answer


def peer(name: str) -> Any:
    """Import a peer, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def gambit_walk(node: Any, players: list[Any]) -> list[float]:
    """Backward induction through Gambit's tree: it has no call for it."""
    if node.is_terminal:
        return [float(node.outcome[player]) for player in players]
    values = [gambit_walk(child, players) for child in node.children]
    who = players.index(node.player)
    return max(values, key=lambda value: value[who])


def gambit_perfect(gambit: Any, game: Game, count: int) -> tuple[float, np.ndarray]:
    """CPU seconds a draw to set payoffs and walk, and the values."""
    theirs = gambit.read_efg(io.StringIO(format_efg(game)))
    players = list(theirs.players)
    outcomes = [node.outcome for node in theirs.nodes if node.is_terminal]
    found, start = [], time.process_time()
    for draw in range(count):
        for k, outcome in enumerate(outcomes):
            for p, player in enumerate(players):
                outcome[player] = float(game.payoffs[draw, k, p])
        found.append(gambit_walk(theirs.root, players))
    return (time.process_time() - start) / count, np.array(found)


def spiel_walk(state: Any) -> list[float]:
    """Backward induction through OpenSpiel's states: its own takes two players."""
    if state.is_terminal():
        return list(state.returns())
    who = state.current_player()
    values = [spiel_walk(state.child(action)) for action in state.legal_actions()]
    return max(values, key=lambda value: value[who])


def spiel_perfect(spiel: Any, game: Game, count: int) -> tuple[float, np.ndarray]:
    """CPU seconds a draw to load and walk, and the values."""
    texts = [format_efg(game, draw) for draw in range(count)]
    found, start = [], time.process_time()
    for text in texts:
        theirs = spiel.load_efg_game(text)
        found.append(spiel_walk(theirs.new_initial_state()))
    return (time.process_time() - start) / count, np.array(found)


def gambit_quantal(gambit: Any, solved: Quantal, count: int) -> tuple[float, float]:
    """CPU seconds a draw, and the largest difference over draws that settled."""
    worst = spent = 0.0
    for draw in np.flatnonzero(solved.settled)[:count].tolist():
        theirs = gambit.read_efg(io.StringIO(format_efg(solved.game, draw)))
        start = time.process_time()
        (found,) = gambit.qre.logit_solve_lambda(theirs, [solved.lam])
        spent += time.process_time() - start
        flat = iter([found[k] for k in range(len(found))])
        for player in theirs.players:
            for one in player.infosets:
                odds = np.array([next(flat) for _ in one.actions])
                apart = np.abs(solved.of(player.label, one.label)[draw] - odds)
                worst = max(worst, float(apart.max()))
    return spent / count, worst


def induction(draws: int, gambit: Any, spiel: Any) -> dict[str, Any]:
    """Time backward induction."""
    game = make(draws, perfect=True)
    cpu, wall, solved = timed(lambda: subgame_perfect(game))
    row: dict[str, Any] = {"cpu_us": 1e6 * cpu / draws, "wall_us": 1e6 * wall / draws}
    for name, module, ask in (
        ("pygambit", gambit, gambit_perfect),
        ("open_spiel", spiel, spiel_perfect),
    ):
        if module is None:
            continue
        spent, values = ask(module, game, SAMPLE["walk"])
        apart = float(np.abs(values - solved.value[: len(values)]).max())
        if apart > DIGITS:
            sys.exit(f"{name} differs by {apart}")
        row[name] = {
            "cpu_us": 1e6 * spent,
            "ratio": spent * draws / cpu,
            "apart": apart,
        }
    return row


def response(draws: int, lam: float, gambit: Any, *, perfect: bool) -> dict[str, Any]:
    """Time quantal response."""
    game = make(draws, perfect=perfect)
    cpu, wall, solved = timed(lambda: quantal(game, lam), 3 if lam == 1 else 1)
    row: dict[str, Any] = {
        "cpu_us": 1e6 * cpu / draws,
        "wall_us": 1e6 * wall / draws,
        "settled": float(solved.settled.mean()),
        "notes": solved.notes,
    }
    if gambit is not None:
        spent, apart = gambit_quantal(gambit, solved, SAMPLE["pygambit"])
        if apart > DIGITS:
            print(f"lambda {lam}: pygambit differs by {apart}")
        row["pygambit"] = {
            "cpu_us": 1e6 * spent,
            "ratio": spent * draws / cpu,
            "apart": apart,
        }
    return row


def main() -> None:
    """Run all, print, and write games.json."""
    short = "--short" in sys.argv
    draws = DRAWS // 10 if short else DRAWS
    gambit, spiel = peer("pygambit"), peer("pyspiel")
    found = {
        "what": f"{PLAYERS} players, {DECISIONS} decisions, {ENDS} ends, {draws} draws",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pygambit": getattr(gambit, "__version__", None),
        "open_spiel": getattr(spiel, "__version__", None) or (spiel and "installed"),
        "load": os.getloadavg()[0],
        "subgame perfect": induction(draws, gambit, spiel),
        "lambda 1, perfect": response(draws, 1.0, gambit, perfect=True),
        "lambda 1, 10 sets": response(draws, 1.0, gambit, perfect=False),
        "lambda 10, 10 sets": response(draws, 10.0, gambit, perfect=False),
    }
    text = json.dumps(found, indent=1) + "\n"
    print(text)
    if not short:
        Path(__file__).with_suffix(".json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
