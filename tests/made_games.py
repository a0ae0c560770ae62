"""Random games for the tests of games, and slow plain twins of the engines."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from suzerain.strategy.game.branch import Node, chance, decide, end
from suzerain.strategy.game.tree import CHANCE, Game, make_game


def grow(rng, players: int, *, perfect: bool, depth: int = 0, past=None) -> Node:
    """A branch whose mover depends on the depth; players know what they did."""
    past = ((),) * players if past is None else past
    if depth > players or (depth > 1 and rng.random() < 0.3):
        return end(rng.integers(-9, 10, players) / 4)
    who = depth % players
    if depth and rng.random() < 0.2:
        odd = {"luck": 0.25, "none": 0.75}
        return chance(
            {
                name: (
                    p,
                    grow(rng, players, perfect=perfect, depth=depth + 1, past=past),
                )
                for name, p in odd.items()
            }
        )
    after = {}
    for action in range(2 + len(past[who]) % 2):
        told = [*past]
        told[who] = (*past[who], action)
        after[f"act {action}"] = grow(
            rng, players, perfect=perfect, depth=depth + 1, past=tuple(told)
        )
    move = "" if perfect else f"after {past[who]}"
    return decide(f"p{who}", after, move=move)


def random_game(seed: int, *, perfect: bool, draws: int = 3) -> Game:
    rng = np.random.default_rng(seed)
    players = int(rng.integers(1, 4))
    root = grow(rng, players, perfect=perfect)
    game = make_game(root, players=[f"p{k}" for k in range(players)])
    shape = (draws, len(game.ends), players)
    return game.with_payoffs(rng.integers(-9, 10, shape) / 4 + rng.random(shape) / 8)


def games(*, perfect: bool) -> st.SearchStrategy[Game]:
    return st.integers(0, 10**6).map(lambda seed: random_game(seed, perfect=perfect))


def plain_value(game: Game, draw: int, node: int = 0) -> list[float]:
    """Backward induction as in the textbook, one node at a time."""
    if not game.children[node]:
        end_of = game.ends.tolist().index(node)
        return game.payoffs[draw, end_of].tolist()
    after = [plain_value(game, draw, child) for child in game.children[node]]
    move = game.moves[game.move[node]]
    if move.player == CHANCE:
        return [
            sum(p * v[k] for p, v in zip(move.probabilities, after, strict=True))
            for k in range(len(game.players))
        ]
    return max(after, key=lambda value: value[move.player])


def plain_reach(game: Game, weights, node: int) -> float:
    reach = 1.0
    while game.parent[node] >= 0:
        by, node = game.action[node], int(game.parent[node])
        reach *= weights[game.move[node]][by]
    return reach


def plain_worth(game: Game, weights, draw: int, node: int, player: int) -> float:
    if not game.children[node]:
        return float(game.payoffs[draw, game.ends.tolist().index(node), player])
    return sum(
        weights[game.move[node]][k] * plain_worth(game, weights, draw, child, player)
        for k, child in enumerate(game.children[node])
    )


def plain_residual(game: Game, solved, draw: int) -> float:
    """How far play is from its own logit answer, by the definition."""
    weights, worst = solved.weights(draw), 0.0
    for at, move in enumerate(game.moves):
        if move.player == CHANCE:
            continue
        reach = [plain_reach(game, weights, node) for node in move.nodes]
        gains = [
            sum(
                r
                * plain_worth(game, weights, draw, game.children[node][a], move.player)
                for r, node in zip(reach, move.nodes, strict=True)
            )
            / sum(reach)
            for a in range(len(move.actions))
        ]
        best = max(gains)
        odds = [math.exp(solved.lam * (gain - best)) for gain in gains]
        for a, odd in enumerate(odds):
            worst = max(worst, abs(weights[at][a] - odd / sum(odds)))
    return worst
