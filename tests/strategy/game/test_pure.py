"""Equilibria in pure strategies of games in tables."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.pure import pure_equilibria


def is_one(tables, cell):
    """The plain twin: no player alone gets more by any other action."""
    for player, table in enumerate(tables):
        for other in range(table.shape[player]):
            moved = (*cell[:player], other, *cell[player + 1 :])
            if table[moved] > table[cell]:
                return False
    return True


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 3), min_size=2, max_size=3))
def test_all_of_them_are_those_that_a_plain_loop_finds(seed, sizes):
    rng = np.random.default_rng(seed)
    tables = rng.integers(0, 3, (len(sizes), *sizes))  # few numbers: ties are many
    found = pure_equilibria(*tables)
    for cell in product(*map(range, sizes)):
        assert found[cell] == is_one(tables, cell)


def test_every_draw_is_a_game_of_its_own():
    rng = np.random.default_rng(1)
    tables = rng.random((2, 5, 3, 4))
    found = pure_equilibria(*tables)
    for draw in range(5):
        np.testing.assert_array_equal(found[draw], pure_equilibria(*tables[:, draw]))


def test_where_nobody_minds_everything_is_one():
    assert pure_equilibria(np.zeros((2, 3)), np.zeros((2, 3))).all()


@pytest.mark.parametrize(
    "tables",
    [
        ([[1, 2]], [[1], [2]]),
        ([1, 2, 3],) * 3,
        ([[1, np.inf]], [[0, 0]]),
        ([[1, np.nan]], [[0, 0]]),
        (np.zeros((0, 2)), np.zeros((0, 2))),
    ],
)
def test_what_is_no_game_is_refused(tables):
    with pytest.raises(StrategyError):
        pure_equilibria(*tables)
