"""A case through the months: what must hold whatever the numbers."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moving_case import CODES, made, setting

from suzerain.case.case import Case
from suzerain.core.errors import OutlookError, UnknownReference
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import dependence
from suzerain.measures.exposure import expose
from suzerain.outlook.afterlife import chance_to_outlive
from suzerain.outlook.dynamics.motion import Motion
from suzerain.outlook.dynamics.plan import Plan, Turn, make_plan
from suzerain.outlook.dynamics.promises import choices_of
from suzerain.outlook.dynamics.run import Run
from suzerain.outlook.dynamics.simulate import simulate
from suzerain.outlook.dynamics.stage import set_stage
from suzerain.strategy.setting import set_up
from suzerain.strategy.solution import solve

FEW = 150


def run(
    case: Case, count: int = FEW, months: int = 12, plan: Plan | None = None, **more
):
    return simulate(case, Worlds(count=count), months=months, plan=plan, **more)


def values(one: Run) -> dict[str, np.ndarray]:
    found = {fan.id: fan.bands for fan in one.fans}
    found |= {f"chance {key}": row for key, row in one.chances.items()}
    found |= {f"survival {s.name}": s.share for s in one.survival}
    return found


def same(one: Run, other: Run) -> None:
    left, right = values(one), values(other)
    assert sorted(left) == sorted(right)
    for key, row in left.items():
        np.testing.assert_allclose(row, right[key], rtol=1e-5, atol=1e-7, err_msg=key)


@pytest.fixture(scope="module")
def base(case) -> Run:
    return run(case)


@settings(max_examples=5)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_actors_ties_and_needs_changes_nothing(base, random):
    case = made()

    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    other = replace(
        case,
        actors=shuffled(case.actors),
        needs=shuffled(case.needs),
        ties=shuffled(case.ties),
        powers=shuffled(case.powers),
    )
    same(base, run(other))


def test_the_number_of_threads_changes_nothing(case):
    same(run(case, 1500, 3, threads=1), run(case, 1500, 3, threads=3))


def test_the_first_worlds_of_many_are_those_of_few(case):
    few, more = (
        set_stage(case, Worlds(count=n), plan=Plan(), months=3, pact=None)
        for n in (40, 90)
    )
    np.testing.assert_array_equal(few.start.share, more.start.share[:, :40])
    for key, one in few.chances.items():
        np.testing.assert_array_equal(one, more.chances[key][..., :40], err_msg=key)


def test_luck_is_drawn_apart_from_the_rates(case):
    worlds = Worlds(count=400)
    stage = set_stage(case, worlds, plan=Plan(), months=3, pact=None)
    drawn = np.stack(list(worlds.drawn.values()))
    for key, chance in stage.chances.items():
        for row in np.atleast_2d(chance):
            apart = np.abs(np.corrcoef(row, drawn)[0, 1:])
            assert apart.max() < 0.3, key


def test_more_worlds_only_tighten(case):
    """Over seeds, the survival differs less in many worlds, and as is told."""

    def spread(count):
        curves = [
            simulate(case, Worlds(count=count, seed=k), months=12, loop=False).survival
            for k in range(6)
        ]
        shares = np.array([curve[0].share[12] for curve in curves])
        return shares.std(ddof=1), curves[0][0].standard_error[12]

    (few, few_told), (many, many_told) = spread(50), spread(800)
    assert many < few
    assert many_told < few_told / 3
    assert few_told / 3 < few < 3 * few_told
    assert many_told / 3 < many < 3 * many_told


def test_month_zero_is_the_solved_pact(case):
    count = 300
    stage = set_stage(case, Worlds(count=count), plan=Plan(), months=3, pact=None)
    motion = Motion(stage)
    solution = solve(case, Worlds(count=count))
    game = set_up(case, case.pacts[0], Worlds(count=count), steps=5)
    struck, _ = choices_of(game, solution)
    here = solution.exists
    (power,) = motion.powers
    veto = next(one for one in game.vetoes if one.actor == "CCC")
    np.testing.assert_array_equal(power.can[here], veto.can(struck)[here])
    np.testing.assert_array_equal(power.wants[here], veto.wants(struck)[here])
    gap = (motion.keeping.surplus - solution.surplus)[:, here]
    assert np.abs(gap).max() < 1e-6


def test_month_zero_is_the_measured_dependence(case, base):
    grid = dependence(case, Worlds(count=FEW))
    spots = [grid.labels[0].index(code) for code in ("AAA", "CCC")]
    values = grid.to_numpy()
    lost = np.nan_to_num(values[:, spots[0], spots[1]])
    back = np.nan_to_num(values[:, spots[1], spots[0]])
    median = base["leverage.CCC.AAA"].median[0]
    assert median == pytest.approx(np.median(lost - back), rel=1e-3)


def test_without_rates_nothing_ends(case):
    still = setting(
        case,
        forecast__war_end=0,
        forecast__pact_end=0,
        dynamics__block_speed=0,
        dynamics__quit_speed=0,
    )
    found = run(still, months=36)
    assert (found.survival[0].share == 1).all()
    assert (found.survival[1].share == 1).all()
    assert (found.chances["war"] == 1).all()


def test_the_rates_alone_give_the_closed_form(case):
    count, months = 1000, 180
    one = setting(
        case,
        forecast__war_end=0.4,
        forecast__pact_end=0.1,
        forecast__after_war=2,
        forecast__temporary=1.5,
    )
    found = run(one, count, months, loop=False)
    ended = next(row for row in found.outlived if row.name == "rates alone")
    exact = chance_to_outlive(*(np.array([x]) for x in (0.4, 0.1, 0.3, 1.0)))[0]
    assert ended.chance == pytest.approx(exact)
    assert ended.open < 0.01
    noise = np.sqrt(exact * (1 - exact) / found.struck)
    assert ended.yes == pytest.approx(exact, abs=4 * noise + 0.01)


@pytest.mark.parametrize(("short", "long"), [(1.0, 0.5), (0.3, 0.1), (2.0, 0.0)])
def test_a_longer_war_never_shortens_a_wartime_pact_by_rates_alone(case, short, long):
    brief, drawn_out = (
        run(setting(case, forecast__war_end=rate), months=60, loop=False)
        for rate in (short, long)
    )
    assert (drawn_out.survival[1].share >= brief.survival[1].share).all()


def test_a_war_that_ends_leaves_members_less_to_gain(case):
    peace = make_plan({"change": [{"month": 2, "war": "ends"}]})
    calm = run(case, months=6, plan=peace)
    war = run(setting(case, forecast__war_end=0), months=6)
    assert calm["need.troops.BBB"].median[-1] <= war["need.troops.BBB"].median[-1]
    assert calm["surplus.BBB"].median[-1] < war["surplus.BBB"].median[-1]
    assert calm.chances["war"][2] == 0


def test_a_cut_hurts_at_once_and_less_with_time(case):
    quiet = setting(
        case,
        dynamics__share_noise=0,
        dynamics__share_trend=0,
        dynamics__exit=0,
        dynamics__entry=0,
        dynamics__need_noise=0,
    )
    plan = Plan(turns=(Turn(month=3, kind="exit", about="tie.trade.CCC.AAA"),))
    lost = run(quiet, months=240, plan=plan, loop=False)["shortfall.trade.AAA"].median
    assert (lost[:3] == 0).all()
    assert (np.diff(lost[3:]) <= 1e-6).all()
    exposure = expose(quiet, Worlds(count=FEW))
    from suzerain.measures.substitution import need_loss

    g, i, j = (
        exposure.goods.index("trade"),
        exposure.actors.index("AAA"),
        exposure.actors.index("CCC"),
    )
    forms = exposure.home[:, g, i], exposure.sigma[:, g], exposure.varsigma[:, g]
    for month, haste in ((3, 1.0), (240, 0.0)):
        loss = need_loss(1 - exposure.share[:, g, i, j], *forms, haste)
        exact = np.median(-np.expm1(-loss))
        assert lost[month] == pytest.approx(exact, rel=2e-3)


def test_evasion_eats_a_sanction(case):
    quiet = setting(
        case,
        dynamics__share_noise=0,
        dynamics__share_trend=0,
        dynamics__exit=0,
        dynamics__entry=0,
        dynamics__sanction_answer=0,
    )
    plan = make_plan(
        {"change": [{"month": 1, "sanction": "tie.oil.BBB.AAA", "part": 1}]}
    )
    share = run(quiet, months=60, plan=plan, loop=False)["share.oil.BBB.AAA"].median
    assert share[1] < share[0]
    assert (np.diff(share[1:]) >= -1e-6).all()
    assert share[-1] > share[1]


def test_a_share_that_is_planned_comes_true(case):
    still = setting(
        case,
        dynamics__share_noise=0,
        dynamics__share_trend=0,
        dynamics__exit=0,
        dynamics__entry=0,
        dynamics__sanction_answer=0,
    )
    row = {"month": 4, "tie": "tie.oil.BBB.AAA", "share": 0.5}
    bands = run(still, months=6, plan=make_plan({"change": [row]}), loop=False)[
        "share.oil.BBB.AAA"
    ].bands
    np.testing.assert_allclose(bands[4:], 0.5, rtol=1e-4)


def test_a_new_supplier_never_raises_the_patrons_leverage(case):
    row = {"month": 3, "enter": "tie.trade.EEE.AAA", "share": 0.4}
    one, other = run(case), run(case, plan=make_plan({"change": [row]}))
    low, high = other["leverage.CCC.AAA"].median, one["leverage.CCC.AAA"].median
    np.testing.assert_allclose(low[:3], high[:3], rtol=1e-5)
    assert (low[3:] < high[3:]).all()
    assert other["share.trade.EEE.AAA"].median[2] == 0
    assert other["share.trade.EEE.AAA"].median[3] == pytest.approx(0.4, abs=0.05)


def test_tests_alarm_rivals_and_wear_patience(case):
    rows = [{"month": k, "tests": "AAA", "count": 6} for k in range(1, 13)]
    loud, base = run(case, months=24, plan=make_plan({"change": rows})), run(case, 24)
    base = run(case, months=24)
    assert loud["alarm.AAA"].median[12] > base["alarm.AAA"].median[12]
    assert loud["rival.DDD"].median[18] > base["rival.DDD"].median[18]
    assert loud["patience.CCC"].median[18] < base["patience.CCC"].median[18]
    assert loud.chances["tolerates.CCC"][18] < base.chances["tolerates.CCC"][18]


def test_without_rivals_nobody_answers(case):
    alone = replace(case, powers=tuple(p for p in case.powers if p.role == "third"))
    found = run(alone)
    assert (found["rivals.alignment"].bands == 0).all()
    assert any("no rivals" in note for note in found.notes)


def test_a_pact_that_is_struck_nowhere_has_no_curves(case):
    dear = setting(
        case, group__people__strategic_cost=9, group__energy__strategic_cost=9
    )
    found = run(dear)
    assert found.struck == 0
    assert (found.survival, found.outlived, found.loops) == ((), (), ())
    assert "no world" in " ".join(found.notes)
    json.dumps(found.to_dict(), allow_nan=False)
    assert "12 months" in str(found)


def test_a_case_without_a_pact_moves_ties_and_needs(case):
    found = run(replace(case, pacts=()))
    assert found.survival == ()
    assert found.loops == ()
    assert "share.oil.BBB.AAA" in {fan.id for fan in found.fans}
    assert "no pact" in " ".join(found.notes)


def test_bands_are_in_order_and_shares_are_shares(base):
    for fan in base.fans:
        assert (np.diff(fan.bands, axis=1) >= 0).all(), fan.id
        if fan.id.startswith("share."):
            assert fan.bands.min() >= 0
            assert fan.bands.max() <= 1 + 1e-6
    shares = list(base.causes.values())
    assert sum(shares) == pytest.approx(1)


def test_decreed_ends_are_told(case):
    plan = make_plan({"change": [{"month": 2, "pact": "ends"}]})
    found = run(case, plan=plan)
    assert found.survival[0].share[2] == 0
    assert found.causes["decreed"] > 0.8


def test_an_unstable_feedback_is_refused_and_says_where(case):
    row = {"month": 5, "rate": "power.reaction", "value": "*9"}
    with pytest.raises(OutlookError, match=r"unstable in .* answer each other.*\+"):
        run(case, plan=make_plan({"change": [row]}))


@pytest.mark.parametrize("months", [0, -3, 601])
def test_months_out_of_range_are_refused(case, months):
    with pytest.raises(OutlookError, match="1 to 600"):
        run(case, months=months)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"month": 13, "war": "ends"}, "1 to 12"),
        ({"month": 2, "tests": "ZZZ", "count": 1}, "ZZZ"),
        ({"month": 2, "tests": "CCC", "count": 1}, "no member"),
        ({"month": 2, "tie": "tie.oil.ZZZ.AAA", "share": 0.1}, "ZZZ"),
        ({"month": 2, "need": "need.gas.AAA", "value": "*2"}, "need.gas.AAA"),
        ({"month": 2, "rate": "dynamics.speed", "value": 1}, "dynamics.speed"),
        ({"month": 2, "enter": "tie.gas.EEE.AAA", "share": 0.1}, "need.gas.AAA"),
        ({"month": 2, "enter": "tie.oil.QQQ.AAA", "share": 0.1}, "QQQ"),
        ({"month": 2, "enter": "tie.oil.BBB.AAA", "share": 0.1}, "already"),
        ({"month": 2, "enter": "oil", "share": 0.1}, "tie.<good>"),
        ({"month": 6, "until": 4, "exit": "tie.oil.BBB.AAA"}, "until month 4"),
        ({"month": 2, "enter": "tie.oil.AAA.AAA", "share": 0.1}, "supplies itself"),
        ({"month": 2, "rate": "dynamics.discount", "value": "*2"}, "below 1"),
    ],
)
def test_a_change_that_fits_nothing_is_refused(case, row, words):
    with pytest.raises((OutlookError, UnknownReference, KeyError)) as error:
        run(case, plan=make_plan({"change": [row]}))
    assert words in str(error.value)


def test_a_need_may_be_set_to_a_weight_or_by_a_factor(case):
    still = setting(
        case,
        forecast__war_end=0,
        dynamics__need_noise=0,
        dynamics__need_trend=0,
    )
    before = run(still, months=3, loop=False)["need.oil.AAA"]
    for put, low, high in ((0.08, 0.08, 0.08), ("*2", *2 * before.bands[3, [0, -1]])):
        row = {"month": 2, "need": "need.oil.AAA", "value": put}
        after = run(still, months=3, loop=False, plan=make_plan({"change": [row]}))
        bands = after["need.oil.AAA"].bands
        np.testing.assert_allclose(bands[1], before.bands[1])
        np.testing.assert_allclose(bands[2:, 0], low, rtol=1e-5)
        np.testing.assert_allclose(bands[2:, -1], high, rtol=1e-5)


def test_a_scenario_without_a_change_says_so(case, base):
    assert "changes nothing" in str(run(case, 20, 2, plan=make_plan({}), loop=False))
    assert "changes nothing" not in str(base)


def test_the_chosen_pact_is_named_though_another_has_the_same_members(case):
    (one,) = case.pacts
    two = replace(case, pacts=(one, replace(one, id="second")))
    assert run(two, 20, 2, pact="second", loop=False).pact == "second"


def test_the_closed_form_is_told_where_no_scenario_moves_what_it_stands_on(case, base):
    by_name = {one.name: one for one in base.outlived}
    told = f"outlive it in {by_name['rates alone'].chance:.0%}"
    assert any(told in line for line in str(base).splitlines())
    row = {"month": 2, "rate": "forecast.war_end", "value": 0.1}
    moved = run(case, 40, 3, plan=make_plan({"change": [row]}), loop=False)
    assert [one.chance for one in moved.outlived] == [None, None]
    assert "suzerain forecast" not in str(moved)


def test_what_stays_zero_is_left_out_of_the_table_and_told(case):
    found = run(setting(case, dynamics__exit=0, dynamics__share_noise=0), 30, 2)
    text = str(found)
    assert "\nsurplus.AAA" in text
    assert "log welfare" in text
    still = [fan.id for fan in found.fans if not fan.bands.any()]
    assert still
    assert not any(f"\n{key} " in text for key in still)
    assert f"{len(still)} numbers that stay 0" in text


def test_codes_of_the_made_case_are_known(case):
    assert tuple(actor.code for actor in case.actors) == CODES
