"""Months of the dynamics beside a plain twin, one number at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from moving_case import made, setting

from suzerain.case.event import Event
from suzerain.core.worlds import Worlds
from suzerain.evidence.claim import Claim
from suzerain.outlook.dynamics.clock import Clock, month_of_end
from suzerain.outlook.dynamics.motion import CAUSES, Motion
from suzerain.outlook.dynamics.noise import normals
from suzerain.outlook.dynamics.plan import Plan
from suzerain.outlook.dynamics.rivals import arrivals
from suzerain.outlook.dynamics.stage import fighters, set_stage
from suzerain.outlook.dynamics.suppliers import Suppliers

COUNT, MONTHS, NEVER = 40, 30, 1e9


def staged(**values):
    case = setting(made(), **values)
    return set_stage(case, Worlds(count=COUNT), plan=Plan(), months=MONTHS, pact=None)


def nothing(stage):
    ties, cells = stage.start.share.shape, stage.start.weight.shape
    shocks = tuple(np.zeros(one, dtype=np.float32) for one in (ties, cells))
    return shocks, np.zeros(stage.tests.shape, dtype=np.float32)


def barred_in(month):
    return 0.7 if 3 <= month < 9 or month >= 15 else 0.0


def plain_shares(stage, tie, world, shocks):
    """Shares of all ties of a cell in one world, by month."""
    start, rates = stage.start, {k: v[world] for k, v in stage.rates.drawn.items()}
    spot = start.tie_cell[tie]
    mine = np.flatnonzero(start.tie_cell == spot)
    drift, hazard = dict.fromkeys(mine, 0.0), dict.fromkeys(mine, 0.0)
    came, lasted, found = 0.0, 0, []
    for month in range(1, MONTHS + 1):
        given = {}
        for k in mine:
            back = rates["dynamics.share_return"] * drift[k]
            drift[k] += (start.trend[k, world] - back) / 12
            drift[k] += start.noise[k, world] * shocks[month][k, world] / 12**0.5
            hazard[k] += start.exit[k, world] / 12
            left = hazard[k] < -np.log(stage.chances["exit"][k, world])
            given[k] = start.share[k, world] * np.exp(drift[k]) * left
        if barred_in(month):
            learned = 1 - np.exp(-rates["dynamics.evasion_speed"] * lasted / 12)
            more = 1 + (rates["dynamics.evasion_ceiling"] - 1) * learned
            evasion = min(start.evasion[spot, world] * more, 1)
            given[tie] *= 1 - barred_in(month) * (1 - evasion)
            lasted += 1
        else:
            lasted = 0
        came += start.entry[spot, world] / 12
        here = came >= -np.log(stage.chances["entry"][spot, world])
        total = start.rest[spot, world] + start.entrant[spot, world] * here
        total += sum(given.values())
        found.append([given[k] / total for k in mine])
    return mine, np.array(found)


def test_suppliers_move_as_a_plain_loop_moves_them():
    stage = staged(dynamics__exit=0.2, dynamics__entry=0.4)
    random = np.random.default_rng(4)
    start, tie = stage.start, 1
    shape, needs = start.share.shape, start.weight.shape
    shocks = [random.standard_normal(shape).astype("f4") for _ in range(MONTHS + 1)]
    others = [random.standard_normal(needs).astype("f4") for _ in range(MONTHS + 1)]
    suppliers = Suppliers(start, stage.chances["exit"], stage.chances["entry"])
    one, shares, drift = np.ones((1, 1), "f4"), [], np.zeros(needs)
    for month in range(1, MONTHS + 1):
        barred = np.zeros((shape[0], 1), "f4")
        barred[tie] = barred_in(month)
        suppliers.step(
            stage.rates,
            (shocks[month], others[month]),
            growth=one,
            barred=barred,
            need=one,
            is_peace=np.zeros(COUNT, "f4"),
        )
        shares.append(suppliers.share.copy())
        back = stage.rates.of("need_return") * drift
        drift = drift + (start.need_trend - back) / 12
        drift = drift + start.need_noise * others[month] / 12**0.5
    np.testing.assert_allclose(suppliers.weight, start.weight * np.exp(drift), 1e-4)
    for world in range(0, COUNT, 5):
        mine, exact = plain_shares(stage, tie, world, shocks)
        got = np.array([rows[mine, world] for rows in shares])
        np.testing.assert_allclose(got, exact, rtol=1e-3, atol=1e-6)


def test_peace_shrinks_the_needs_of_those_who_fought():
    stage = staged(dynamics__need_noise=0, dynamics__need_trend=0)
    motion = Motion(stage)
    motion.at_war[:] = False
    motion.step(1, *nothing(stage))
    exact = stage.start.weight * stage.start.peace
    np.testing.assert_allclose(motion.suppliers.weight, exact, rtol=1e-5)
    spots = {good: k for k, (good, _) in enumerate(stage.start.cells)}
    assert (stage.start.peace[spots["troops"]] < 0.6).all()


def test_a_steady_clock_strikes_in_the_month_of_its_end():
    chance = np.linspace(0.02, 0.98, 49).astype("f4")
    rate = np.full(49, 0.36, dtype="f4")
    clock, month = Clock(chance), month_of_end(chance, rate)
    struck = np.stack([clock.strikes(rate) for _ in range(200)])
    by_hand = np.ceil(-np.log(chance.astype(float)) / 0.03)
    np.testing.assert_array_equal(month, by_hand)
    np.testing.assert_array_equal(struck.argmax(axis=0) + 1, by_hand)


def test_unforeseen_changes_are_normal_and_apart():
    drawn = np.concatenate([normals(1, "oil", year, 40_000) for year in (0, 1)])
    levels = [0.001, 0.1587, 0.5, 0.8413, 0.999]
    exact = [-3.09, -1.0, 0.0, 1.0, 3.09]
    np.testing.assert_allclose(np.quantile(drawn, levels), exact, atol=0.03)
    apart = np.corrcoef(drawn) - np.eye(len(drawn))
    assert np.abs(apart).max() < 0.03
    squares = np.corrcoef(drawn**2) - np.eye(len(drawn))
    assert np.abs(squares).max() < 0.03


def test_members_test_more_as_they_arm_and_receive():
    stage = staged(dynamics__test_boost=0.5, dynamics__test_answer=0.8)
    rivals = Motion(stage).rivals
    rivals.answer = rivals.answer + np.float32(0.6)
    before, usual = rivals.alarm.copy(), stage.tests / 12
    chance = np.random.default_rng(2).random(stage.tests.shape).astype("f4")
    came = [np.full(COUNT, 2, "f4"), np.zeros(COUNT, "f4")]
    rivals.step(
        stage.rates,
        provoking=rivals.provocation,
        received=came,
        chance=chance,
        added=np.zeros((2, 1), "f4"),
    )
    rate = usual * (1 + 0.8 * 0.6) * np.array([[1 + 0.5 * 2], [1.0]], "f4")
    fade = np.exp(-stage.rates.of("alarm_fade") / 12)
    weight = stage.rates.of("test_weight")
    exact = before * fade + weight * arrivals(rate.astype("f4"), chance)
    np.testing.assert_allclose(rivals.alarm, exact, rtol=1e-5)


@pytest.mark.parametrize("factor", [0.3, 1.0, 3.0])
def test_a_pull_moves_with_what_its_cut_off_would_cost(factor):
    stage = staged()
    motion = Motion(stage)
    power, keeping = motion.powers[0], motion.keeping
    power.look(
        stage.rates,
        rivals=motion.rivals,
        fuller=motion.rivals.provocation,
        surplus=keeping.surplus,
        pair_loss=motion.suppliers.pair_loss * np.float32(factor),
        ambition=np.zeros(COUNT, "f4"),
    )
    kept = keeping.surplus + power.watcher.faded[0]
    able = (kept < power.watcher.pull * np.float32(factor)).any(axis=0)
    np.testing.assert_array_equal(power.can, able)
    assert able.any() or factor < 1


def test_members_believe_less_where_a_power_objects():
    stage = staged()
    motion = Motion(stage)
    power, keeping = motion.powers[0], motion.keeping
    given = {
        "rivals": motion.rivals,
        "fuller": motion.rivals.provocation,
        "surplus": keeping.surplus - 1,  # so that it could stop it
        "pair_loss": motion.suppliers.pair_loss,
        "ambition": np.zeros(COUNT, "f4"),
    }
    power.patience[: COUNT // 2] = 0
    before = power.bears.copy()
    power.look(stage.rates, **given)
    objects = power.can & power.wants
    assert 0 < objects.sum() < COUNT
    assert (power.bears[objects] <= before[objects]).all()
    bears = power.can & ~power.wants
    assert (power.bears[bears] >= before[bears]).all()
    assert (power.bears != before).any()


HALF, ODD = np.arange(COUNT) < COUNT // 2, np.arange(COUNT) % 2 == 1
STILL = {"forecast__pact_end": 0, "dynamics__quit_speed": 0, "dynamics__block_speed": 0}


def ended(stage, *, can=None, wants=None, kept=None, useless=None):
    """Play one month from a state that is set by hand, and tell where it ended why."""
    motion = Motion(stage)
    (power,), keeping = motion.powers, motion.keeping
    no = np.zeros(COUNT, dtype=bool)
    power.can, power.wants = (no if one is None else one for one in (can, wants))
    keeping.giving[0] = 1 if kept is None else kept
    if useless is not None:
        motion.at_war[:] = False
        keeping.peace_surplus[:] = np.where(useless, -1, 1)
    motion.step(1, *nothing(stage))
    return motion, np.array(CAUSES)[motion.cause]


def test_a_power_stops_a_pact_only_where_it_can_and_wants():
    stage = staged(**{**STILL, "dynamics__block_speed": NEVER})
    _, cause = ended(stage, can=HALF, wants=ODD)
    assert (cause == np.where(HALF & ODD, "blocked", "in force")).all()


def test_members_leave_where_the_pact_is_no_longer_kept():
    stage = staged(**{**STILL, "dynamics__quit_speed": NEVER})
    _, cause = ended(stage, kept=ODD)
    assert (cause == np.where(ODD, "in force", "quit")).all()


def test_after_a_war_a_pact_ends_faster_only_where_peace_does_not_pay():
    changes = {"forecast__pact_end": 1e-9, "forecast__after_war": 1e18}
    motion, cause = ended(staged(**{**STILL, **changes}), useless=ODD)
    assert (cause == np.where(ODD, "rates", "in force")).all()
    assert (motion.hazard_end == 1).all()


def test_members_take_terms_back_at_one_rate_and_grow_bolder_at_another():
    stage = staged(**STILL, dynamics__yielding=5, dynamics__boldness=0.4)
    motion = Motion(stage)
    (power,) = motion.powers
    power.can, power.wants = HALF, HALF
    power.bears = np.maximum(power.bears, 0.9)
    sure = power.bolder
    assert (sure > 0).any()
    motion.step(1, *nothing(stage))
    exact = np.where(HALF, -(1 - np.exp(-5 / 12)), sure * (1 - np.exp(-0.4 / 12)))
    np.testing.assert_allclose(motion.keeping.ambition, exact, rtol=1e-4)


def test_a_rival_that_arms_sells_less_to_a_member():
    stage = staged(dynamics__sanction_answer=0.3, dynamics__exit=0)
    shares = []
    for more in (0.0, 1.0):
        motion = Motion(stage)
        motion.rivals.level[:, -1] += np.float32(more)
        motion.step(1, *nothing(stage))
        shares.append(motion.suppliers.share.copy())
    spot = stage.start.ties.index(("oil", "DDD", "AAA"))
    assert (shares[1][spot] < shares[0][spot]).all()
    other = stage.start.ties.index(("trade", "CCC", "AAA"))
    np.testing.assert_array_equal(shares[1][other], shares[0][other])


def test_those_who_attack_or_are_attacked_fight():
    case = made()
    (pact,) = case.pacts

    def attack(actor, target):
        return Event(
            time="2024", actor=actor, relation="ASSAULT", target=target, claim="c1"
        )

    assert fighters(case, pact) == ("AAA", "BBB")
    one = replace(case, events=(attack("BBB", "EEE"),))
    assert fighters(one, pact) == ("BBB",)
    assert fighters(replace(case, events=(attack("EEE", "AAA+DDD"),)), pact) == ("AAA",)
    assert fighters(case, replace(pact, during_war=False)) == ()
    assert fighters(case, None) == ()


def test_a_member_that_a_source_shows_provoking_tests_more():
    case = setting(made(), dynamics__tests=5, dynamics__tests_others=0.5)
    threat = Claim(
        id="c1",
        doc="d1",
        start=0,
        end=1,
        quote="q",
        kind="event",
        subject="AAA",
        relation="THREATEN",
        object="DDD",
    )
    stage = set_stage(
        replace(case, claims=(threat,)),
        Worlds(count=4),
        plan=Plan(),
        months=3,
        pact=None,
    )
    assert stage.tests.tolist() == [[5.0] * 4, [0.5] * 4]
