"""Romer & Rosenthal 1978: what an agenda setter gets past a veto."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.bargain import Effort, bargain
from suzerain.strategy.tolerance import Veto, tolerated_proposal

ROWS = [
    (1, 0, 0.4, 0, 0.4),
    (1, 0, 0.4, 0.2, 0.6),
    (0.3, 0, 0.4, 0, 0.3),
    (1, 0.5, 0.2, 0, 0.8),
]


@pytest.mark.parametrize(("proposal", "ideal", "status_quo", "cost", "expected"), ROWS)
def test_the_closed_form(proposal, ideal, status_quo, cost, expected):
    found = tolerated_proposal(proposal, ideal=ideal, status_quo=status_quo, cost=cost)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(("proposal", "ideal", "status_quo", "cost", "expected"), ROWS)
def test_the_engine_in_one_dimension(proposal, ideal, status_quo, cost, expected):
    grid = np.linspace(0, 1, 201)
    liking = 2 - np.abs(grid - proposal)
    gain = np.stack([liking, liking])[:, None, None, :]
    veto = Veto(
        actor="P",
        provocation=np.abs(grid - ideal)[None, None, :],
        sting=np.ones(1),
        limit=np.array([abs(status_quo - ideal) + cost + 1e-9]),
        gain=gain,
        pull=np.full((2, 1), 10.0),
    )
    deal = bargain(
        gain,
        weight=np.full((2, 1), 0.5),
        effort=Effort(limit=500, cells=1000, rounds=2),
        vetoes=[veto],
    )
    assert grid[deal.choice[0, 0]] == pytest.approx(expected)


def test_the_engine_is_the_closed_form_in_many_worlds_at_once():
    """One term, linear harm, enforcement cost: the engine against the oracle."""
    chance = np.random.default_rng(3)
    worlds, steps = 200, 101
    grid = np.linspace(0, 1, steps)
    proposal, ideal, status_quo = chance.integers(0, steps, (3, worlds)) / (steps - 1)
    cost = chance.integers(0, 30, worlds) / (steps - 1)
    liking = 2 - np.abs(grid - proposal[:, None])
    gain = np.stack([liking, liking])[:, :, None, :]
    veto = Veto(
        actor="P",
        provocation=np.abs(grid - ideal[:, None])[:, None, :],
        sting=np.ones(worlds),
        limit=np.abs(status_quo - ideal) + cost + 1e-9,
        gain=gain,
        pull=np.full((2, worlds), 10.0),
    )
    deal = bargain(
        gain,
        weight=np.full((2, worlds), 0.5),
        effort=Effort(limit=500, cells=1000, rounds=2),
        vetoes=[veto],
    )
    expected = tolerated_proposal(
        proposal, ideal=ideal, status_quo=status_quo, cost=cost
    )
    assert deal.exists.all()
    np.testing.assert_allclose(grid[deal.choice[:, 0]], expected, atol=1e-9)


def test_a_reversion_nearer_to_the_veto_players_ideal_leaves_the_setter_less():
    got = [
        tolerated_proposal(1, ideal=0.3, status_quo=quo) for quo in (0.9, 0.6, 0.4, 0.3)
    ]
    assert got == sorted(got, reverse=True)
