"""A solved pact as a game of permission."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import make_case

from suzerain.case.case import Case
from suzerain.core.assumption import load_register
from suzerain.core.errors import NoPact, StrategyError, UnknownActor
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.game.permission import permission_game
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.subgame_perfect import subgame_perfect
from suzerain.strategy.permission import (
    _erring,
    _foreseen,
    _kind,
    one_world,
    permission,
)

DRAWS = 500


def made(kinds: int, seed: int = 5):
    rng = np.random.default_rng(seed)
    names = ("full", "lean")
    gain = {name: rng.uniform(0.1, 1, (DRAWS, 2)) for name in names}
    loss = {name: rng.uniform(0, 1, (DRAWS, 2)) for name in names}
    harm = {name: rng.normal(0, 1, (DRAWS, kinds)) for name in names}
    return gain, loss, harm


def tree(gain, loss, harm, kinds=None, scale=1.0):
    number = next(iter(harm.values())).shape[1]
    return permission_game(
        ("A", "B"),
        "P",
        gain={n: v * scale for n, v in gain.items()},
        loss={n: v * scale for n, v in loss.items()},
        harm={n: (v if kinds else v[:, 0]) * scale for n, v in harm.items()},
        own_loss=np.full((DRAWS, 2), 0.01 * scale),
        kinds={_kind(k): 1 / number for k in range(number)} if kinds else None,
    )


def test_without_errors_and_secrets_it_is_backward_induction():
    gain, loss, harm = made(1)
    play = _foreseen(gain, loss, harm)
    value = subgame_perfect(tree(gain, loss, harm)).value
    first = sum(play.offer[n] * gain[n][:, 0] for n in gain)
    np.testing.assert_allclose(value[:, 0], first * play.pact, atol=1e-12)
    np.testing.assert_array_equal(play.blocked, 0)


def test_sharp_quantal_response_tends_to_the_offers_under_a_secret():
    gain, loss, harm = made(3)
    play = _foreseen(gain, loss, harm)
    found = quantal(tree(gain, loss, harm, kinds=True, scale=400), 1.0)
    offered = found.of("A", "offer")
    kept = found.settled
    assert kept.mean() > 0.9
    agreed = [
        np.abs(offered[kept, at] - play.offer[name][kept])
        for at, name in enumerate(("full", "lean", "nothing"))
    ]
    assert np.mean(agreed) < 0.03  # not 0: some worlds are near ties


def erring(gain, loss, harm, precision=1.0, scale=1.0):
    game = tree(gain, loss, harm, kinds=True, scale=scale)
    found = quantal(game, precision)
    return _erring(found, game, ("A", "B"), "P", kinds=harm["full"].shape[1])


def test_in_play_without_sense_a_pact_stands_unless_it_is_blocked_and_one_gives_way():
    play = erring(*made(2), precision=1.0, scale=1e-9)
    let, block, both_defy, offered = 1 / 2, 1 / 2, 1 / 4, 2 / 3
    np.testing.assert_allclose(play.pact, offered * (let + block * both_defy), 1e-6)
    np.testing.assert_allclose(play.pact + play.blocked, offered, 1e-6)


def test_a_pact_that_pleases_the_power_stands_and_one_that_it_hates_falls():
    gain, loss, _ = made(1)
    dear = {name: value + 2 for name, value in loss.items()}
    for sign, standing in ((-1, True), (1, False)):
        harm = {name: np.full((DRAWS, 1), 5.0 * sign) for name in gain}
        play = erring(gain, dear, harm, scale=100)
        there = play.settled
        assert there.mean() > 0.9
        np.testing.assert_allclose(
            play.pact[there] if standing else play.blocked[there],
            (play.pact + play.blocked)[there],
            atol=1e-6,
        )


def test_a_secret_lets_some_offers_fall_and_none_fall_without_one():
    found = permission(make_case(), Worlds(count=600))
    assert found.perfect.blocked.max() == 0
    assert found.private.blocked.mean() > 0
    assert found.private.pact.mean() <= found.perfect.pact.mean()


def test_one_kind_is_a_power_whose_middle_limit_all_know():
    found = permission(make_case(), Worlds(count=200), kinds=1)
    assert found.limits.shape == (1,)
    np.testing.assert_array_equal(found.private.blocked, 0)


def test_chances_add_up_to_one_in_every_world():
    found = permission(make_case(), Worlds(count=200))
    for play in found.ways.values():
        here = play.settled
        total = sum(play.offer.values())
        np.testing.assert_allclose(total[here], 1, atol=1e-9)
        whole = play.pact + play.blocked + play.offer["nothing"]
        np.testing.assert_allclose(whole[here], 1, atol=1e-9)


def test_a_power_that_is_feared_more_is_offered_against_its_will_less_often():
    calm, feared = (permission(trusted(one), Worlds(count=400)) for one in (0.01, 1))
    unwatched = "unwatched"
    assert (
        feared.perfect.offer[unwatched].mean() <= calm.perfect.offer[unwatched].mean()
    )


def trusted(trust: float) -> Case:
    row = replace(load_register()["power.credibility"], spread=Spread.point(trust))
    return make_case(register=load_register().overrule([row]))


def test_the_game_of_one_world_is_read_back_from_its_own_file():
    from suzerain.strategy.game.efg import parse_efg
    from suzerain.strategy.game.efg_text import format_efg

    found = permission(make_case(), Worlds(count=50))
    game = one_world(found, 7)
    again = parse_efg(format_efg(game))
    assert again.players == ("AAA", "BBB", "CCC")
    np.testing.assert_allclose(again.payoffs, game.payoffs)


def test_a_power_that_is_none_is_refused():
    with pytest.raises(UnknownActor):
        permission(make_case(), Worlds(count=20), power="EEE")


def test_a_case_without_a_pact_is_told_so():
    with pytest.raises(NoPact):
        permission(Case(name="empty"))


def test_no_kind_at_all_is_refused():
    with pytest.raises(StrategyError, match="0 kinds"):
        permission(make_case(), Worlds(count=20), kinds=0)
