"""Members who keep their word or not, and names that do not matter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moving_case import CODES, made

from suzerain.case.case import Case
from suzerain.core.assumption import Register, load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.keeping import Keeping
from suzerain.outlook.dynamics.promises import Promises
from suzerain.outlook.dynamics.rates import Rates
from suzerain.outlook.dynamics.simulate import simulate
from suzerain.strategy.classics.folk import least_patience

RATES = {
    "dynamics.discount": 0.9,
    "dynamics.detection": 6.0,
    "dynamics.upkeep": 0.25,
    "forecast.hazard.once": 1.2,
}


def rates(**changes: float) -> Rates:
    found = RATES | {key.replace("__", "."): one for key, one in changes.items()}
    return Rates(drawn={k: np.array([v], dtype=np.float32) for k, v in found.items()})


def deal(worth=(2.0, 2.0), cost=(1.0, 1.0), *, once=False, stock=9e9, made_anew=1.0):
    """Two members; each gives the other one term."""

    def both(values):
        one = np.array(values, dtype=np.float32)[:, None]
        return np.stack([one, one])

    return Promises(
        members=("AAA", "BBB"),
        terms=("term.x.AAA.BBB", "term.y.BBB.AAA"),
        giver=np.array([0, 1]),
        taker=np.array([1, 0]),
        cell=np.array([0, 1]),
        once=np.array([once, False]),
        level=both((1.0, 1.0)),
        worth=both(worth),
        cost=both(cost),
        provocation=both((0.5, 0.0)),
        stock=np.array([[stock], [9e9]], dtype=np.float32),
        production=np.array([[made_anew], [1.0]], dtype=np.float32),
        exists=np.array([True]),
        present=0.25,
    )


def keep(promises, months=1, *, war=0.0, ends=0.0, ratio=1.0, calm=1.0, **changes):
    keeping = Keeping(promises, np.ones((2, 1), dtype=np.float32))
    shape = np.ones((2, 1), dtype=np.float32)
    for _ in range(months):
        keeping.step(
            rates(**changes),
            ratio=shape * ratio,
            calm=shape * calm,
            war_rate=np.array([war], dtype=np.float32),
            end_rate=np.array([ends], dtype=np.float32),
        )
    return keeping


def test_a_pact_that_pays_is_kept_whole():
    keeping = keep(deal(), months=40)
    assert (keeping.giving == 1).all()
    assert keeping.is_kept.all()
    np.testing.assert_allclose(keeping.surplus, 1)


def test_a_pact_that_pays_nobody_runs_dry():
    keeping = keep(deal(worth=(1, 1), cost=(2, 2)), months=60)
    assert not keeping.is_kept.any()


def test_a_member_that_loses_gives_less_and_the_pact_goes_on():
    keeping = keep(deal(worth=(3.0, 1.0), cost=(1.5, 0.5)), months=60)
    assert keeping.giving[0, 0] < 1
    assert keeping.giving[1, 0] == 1
    assert keeping.is_kept.all()


@pytest.mark.parametrize("part", [0.8, 0.99])
def test_the_threshold_is_that_of_a_promise_under_a_hazard(part):
    """A single period between breach and answer, so d (1 - e) >= C / B."""
    patience, hazard = 0.9 ** (1 / 12), -np.expm1(-1.2 / 12)
    bar = patience * (1 - hazard)
    cost = part * bar * 2
    needed = least_patience(temptation=2, reward=2 - cost, punishment=0, hazard=hazard)
    assert patience >= float(needed)
    within = keep(deal(cost=(cost, 1.0)), ends=1.2, dynamics__detection=1.0)
    beyond = keep(
        deal(cost=(cost * 1.02 / part, 1.0)), ends=1.2, dynamics__detection=1.0
    )
    assert within.giving[0, 0] == 1
    assert beyond.giving[0, 0] < 1


@given(
    cost=st.floats(0.1, 3),
    short=st.floats(0.5, 0.9),
    more=st.floats(0, 0.09),
)
def test_more_patience_never_makes_a_member_give_less(cost, short, more):
    promises = deal(cost=(cost, 0.5))
    low = keep(promises, 5, dynamics__discount=short).giving[0, 0]
    high = keep(promises, 5, dynamics__discount=short + more).giving[0, 0]
    assert high >= low - 1e-6


@given(cost=st.floats(0.1, 3), slow=st.floats(0, 2), more=st.floats(0, 2))
def test_a_pact_likelier_to_end_anyway_is_never_kept_better(cost, slow, more):
    promises = deal(cost=(cost, 0.5))
    low = keep(promises, 5, ends=slow).giving[0, 0]
    high = keep(promises, 5, ends=slow + more).giving[0, 0]
    assert high <= low + 1e-6


def test_a_war_that_may_end_weighs_where_peace_does_not_pay():
    promises = deal(cost=(1.7, 0.5))
    steady = keep(promises, war=0.0, calm=0.1)
    fleeting = keep(promises, war=6.0, calm=0.1)
    assert steady.giving[0, 0] == 1
    assert fleeting.giving[0, 0] < 1
    assert keep(promises, war=6.0, calm=1.0).giving[0, 0] == 1


def test_a_stock_runs_out_in_its_time():
    promises = deal(stock=6.0, made_anew=0.5)
    assert keep(promises, 11).flow[0, 0] == 1
    assert keep(promises, 14).flow[0, 0] == pytest.approx(0.5)


def test_a_one_off_good_binds_by_its_upkeep_once_it_has_come():
    keeping = keep(deal(once=True), months=240)
    assert keeping.arrived[0, 0] == pytest.approx(1, abs=1e-4)
    assert keeping.flow[0, 0] == pytest.approx(0.25, abs=1e-3)
    assert keeping.provoking[0] == pytest.approx(0.5)
    assert keeping.received(1)[0] == pytest.approx(1, abs=1e-4)


def settled(case: Case) -> Case:
    """Every assumption at its median, and no accident that hangs on a name."""
    still = {
        "dynamics.share_noise",
        "dynamics.need_noise",
        "dynamics.tests",
        "dynamics.tests_others",
        "dynamics.exit",
        "dynamics.entry",
    }
    register = load_register()
    rows = [
        replace(
            register[key],
            spread=Spread.point(0.0 if key in still else register[key].spread.centre),
        )
        for key in register
    ]

    def middle(one: Spread) -> Spread:
        return Spread.point(one.centre)

    return replace(
        case,
        register=Register(rows),
        needs=tuple(
            replace(n, weight=middle(n.weight), home=middle(n.home)) for n in case.needs
        ),
        ties=tuple(replace(tie, share=middle(tie.share)) for tie in case.ties),
    )


def renamed(case: Case, names: dict[str, str]) -> Case:
    (pact,) = case.pacts
    return replace(
        case,
        actors=tuple(replace(a, code=names[a.code]) for a in case.actors),
        needs=tuple(replace(n, actor=names[n.actor]) for n in case.needs),
        ties=tuple(
            replace(t, provider=names[t.provider], recipient=names[t.recipient])
            for t in case.ties
        ),
        pacts=(
            replace(
                pact,
                members=tuple(names[m] for m in pact.members),
                terms=tuple(
                    replace(t, giver=names[t.giver], taker=names[t.taker])
                    for t in pact.terms
                ),
            ),
        ),
        powers=tuple(replace(p, actor=names[p.actor]) for p in case.powers),
    )


def test_renaming_actors_changes_nothing():
    names = dict(zip(CODES, ("QQQ", "RRR", "SSS", "TTT", "UUU"), strict=True))
    case = settled(made())
    one, other = (
        simulate(each, Worlds(count=60), months=30, loop=False)
        for each in (case, renamed(case, names))
    )
    assert one.struck == other.struck
    for left, right in zip(one.survival, other.survival, strict=True):
        np.testing.assert_array_equal(left.share, right.share)
    found = {fan.id: fan for fan in other.fans}
    for fan in one.fans:
        key = ".".join(names.get(word, word) for word in fan.id.split("."))
        np.testing.assert_allclose(
            fan.bands, found[key].bands, rtol=1e-4, atol=1e-6, err_msg=fan.id
        )
