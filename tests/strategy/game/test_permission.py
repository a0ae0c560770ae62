"""The game of permission, against what the veto's closed form says."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import StrategyError
from suzerain.strategy.game.permission import permission_game
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.game.transcript import transcript

RNG = np.random.default_rng(3)
DRAWS = 400
GAIN = RNG.uniform(0.01, 1, (DRAWS, 2))
HARM = RNG.normal(0, 1, DRAWS)
LOSS = RNG.uniform(0, 1, (DRAWS, 2))
OWN = RNG.uniform(0.001, 0.1, (DRAWS, 2))


def made(**changes):
    parts = {
        "gain": {"all": GAIN},
        "harm": {"all": HARM},
        "loss": LOSS,
        "own_loss": OWN,
    }
    return permission_game(("PRK", "RUS"), "CHN", **{**parts, **changes})


def test_a_pact_falls_where_the_power_wants_to_and_can_stop_it():
    value = subgame_perfect(made()).value
    can = (LOSS > GAIN).any(axis=1)
    wants = HARM > 0
    np.testing.assert_array_equal((value[:, 0] == 0), can & wants)


def test_nobody_is_cut_off_where_all_foresee_all():
    game = made()
    value = subgame_perfect(game).value
    stands = value[:, 0] != 0
    np.testing.assert_array_equal(value[stands, :2], GAIN[stands])


def test_a_lean_bundle_is_offered_where_the_full_one_would_be_blocked():
    game = made(
        gain={"all": GAIN, "lean": GAIN / 2},
        harm={"all": HARM, "lean": np.full(DRAWS, -1.0)},
    )
    value = subgame_perfect(game).value
    blocked = (LOSS > GAIN).any(axis=1) & (HARM > 0)
    np.testing.assert_array_equal(value[blocked, 0], GAIN[blocked, 0] / 2)
    np.testing.assert_array_equal(value[~blocked, 0], GAIN[~blocked, 0])


def test_it_reads_as_a_transcript():
    game = made()
    text = transcript(game, subgame_perfect(game), draw=1)
    assert "CHN decides (CHN on all)" in text


def test_a_payoff_that_is_not_finite_is_refused():
    with pytest.raises(StrategyError, match="PRK gets nan"):
        made(loss=np.full((DRAWS, 2), np.nan))
