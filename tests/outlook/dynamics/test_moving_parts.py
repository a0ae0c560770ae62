"""The parts of the dynamics, each beside a plain twin."""

from __future__ import annotations

import json
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moving_case import made

from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.measures.substitution import need_loss
from suzerain.outlook.dynamics.belief import Belief
from suzerain.outlook.dynamics.clock import Clock
from suzerain.outlook.dynamics.fan import LEVELS, bands_of, life_after, survival_of
from suzerain.outlook.dynamics.feedback import find_unstable, stability
from suzerain.outlook.dynamics.plan import make_plan, read_plan
from suzerain.outlook.dynamics.rates import draw_rates, refuse_rate
from suzerain.outlook.dynamics.rivals import Rivals, answers, arrivals, spiral_of
from suzerain.outlook.dynamics.start import Sums
from suzerain.outlook.dynamics.suppliers import lost_welfare
from suzerain.outlook.dynamics.tie_process import tie_process
from suzerain.strategy.reaction import exchange
from suzerain.strategy.rivals import reflexes_of

part = st.floats(0, 1, width=32)


@given(
    lost=st.floats(0, 0.99),
    home=st.floats(0.01, 0.99),
    sigma=st.floats(1.5, 10),
    varsigma=st.floats(1.05, 3),
    haste=part,
)
def test_losses_in_single_precision_are_those_of_the_measure(
    lost, home, sigma, varsigma, haste
):
    row = [np.array([x], dtype=np.float32) for x in (lost, home, sigma, varsigma)]
    found = lost_welfare(*row, np.array([haste], dtype=np.float32))
    wide = [one.astype(np.float64) for one in row]
    exact = need_loss(1 - wide[0], *wide[1:], np.array([haste]))
    np.testing.assert_allclose(found, exact, rtol=3e-3, atol=1e-5)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_sums_by_group_are_sums_one_by_one(groups):
    rows = np.arange(2 * len(groups), dtype=np.float64).reshape(-1, 2)
    total = np.zeros((5, 2))
    for group, row in zip(groups, rows, strict=True):
        total[group] += row
    np.testing.assert_array_equal(Sums(np.array(groups), 5)(rows), total)


@given(mean=st.floats(0, 2), more=st.floats(0, 1), chance=st.floats(0, 0.999))
def test_more_tests_are_expected_where_the_rate_is_higher(mean, more, chance):
    low, high = (np.array([m], dtype=np.float32) for m in (mean, mean + more))
    at = np.array([chance], dtype=np.float32)
    assert arrivals(high, at) >= arrivals(low, at)


def test_arrivals_follow_poisson():
    chance = np.linspace(0, 1, 100_001)[:-1].astype(np.float32)
    count = arrivals(np.full(len(chance), 0.7, dtype=np.float32), chance)
    exact = [np.exp(-0.7) * 0.7**k / f for k, f in enumerate((1, 1, 2, 6))]
    for k, share in enumerate(exact):
        assert (count == k).mean() == pytest.approx(share, abs=1e-4)


@given(
    chance=st.floats(0.001, 0.999),
    rate=st.floats(0, 3),
    more=st.floats(0, 3),
)
def test_a_higher_rate_never_lets_a_thing_last_longer(chance, rate, more):
    ends = []
    for speed in (rate, rate + more):
        clock = Clock(np.array([chance]))
        struck = [bool(clock.strikes(np.array([speed]))[0]) for _ in range(60)]
        assert sum(struck) <= 1
        ends.append(struck.index(True) if any(struck) else 60)
    assert ends[1] <= ends[0]


def test_a_rate_of_zero_never_ends():
    clock = Clock(np.array([0.0, 0.5, 0.9999999]))
    assert not any(clock.strikes(0.0).any() for _ in range(600))


@given(st.lists(st.floats(-5, 5, width=32), min_size=2, max_size=40))
def test_bands_are_quantiles(values):
    row = np.array([values], dtype=np.float32)
    exact = np.quantile(row[0].astype(np.float64), LEVELS)
    np.testing.assert_allclose(bands_of(row.copy())[0], exact, atol=1e-5)


def test_unknown_worlds_are_left_out_of_bands():
    row = np.array([[np.nan, 3, 1, np.nan, 2]], dtype=np.float32)
    assert bands_of(row)[0].tolist() == pytest.approx([1.2, 1.5, 2, 2.5, 2.8])
    assert np.isnan(bands_of(np.full((1, 3), np.nan, dtype=np.float32))).all()


def test_survival_counts_one_by_one():
    end = np.array([0, 3, 1, 3, 0])
    plain = [np.mean([e == 0 or e > m for e in end]) for m in range(5)]
    np.testing.assert_allclose(survival_of("x", end, 4).share, plain)


def test_life_after_without_censoring_is_a_plain_share():
    begin, end = np.array([2, 2, 4]), np.array([3, 6, 5])
    np.testing.assert_allclose(
        life_after("x", begin, end, 50).share, [1, 1 / 3, 1 / 3, 1 / 3, 0], atol=1e-12
    )


def test_what_ends_in_the_month_of_the_beginning_is_not_followed():
    found = life_after("x", np.array([2, 2]), np.array([2, 4]), 9)
    assert found.count == 1
    assert found.share.tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("dynamics.detection", 0, "above 0"),
        ("dynamics.belief_noise", 0, "above 0"),
        ("dynamics.discount", 1, "below 1"),
        ("dynamics.upkeep", 1.1, "at most 1"),
        ("forecast.war_end", np.inf, "0 or more"),
    ],
)
def test_a_rate_out_of_its_bounds_is_refused(key, value, told):
    with pytest.raises(OutlookError, match=told):
        refuse_rate(key, np.array([0.5, value], dtype=np.float32))
    refuse_rate(key, np.array([0.5], dtype=np.float32))


def test_answers_are_those_of_the_solved_exchange():
    case, worlds = made(), Worlds(count=50)
    rates, spiral = draw_rates(case, worlds), spiral_of(case, worlds)
    exact, _ = exchange(reflexes_of(case, worlds))
    np.testing.assert_allclose(answers(spiral, rates, rates), exact, rtol=1e-5)


def test_rivals_stand_still_at_their_fixed_point():
    case, worlds = made(), Worlds(count=50)
    rates, spiral = draw_rates(case, worlds), spiral_of(case, worlds)
    provoking = np.full(50, 0.8, dtype=np.float32)
    nothing = np.zeros((2, 50), dtype=np.float32)
    rivals = Rivals(spiral, rates, tests=nothing + 2, provoking=provoking, hold=True)
    before = rivals.level.copy()
    for _ in range(50):
        rivals.step(
            rates,
            provoking=provoking,
            received=list(nothing),
            chance=nothing,
            added=nothing[:, :1],
        )
    np.testing.assert_allclose(rivals.level, before, rtol=1e-3)
    np.testing.assert_allclose(rivals.cost, spiral.cost * 0.8, rtol=1e-3)


def test_an_eigenvalue_tells_whether_answers_settle():
    answer = np.array([[[0.0, 0.9], [1.0, 0.0]], [[0.0, 1.2], [1.0, 0.0]]])
    found = stability(answer, np.ones((2, 2)))
    state = np.ones((2, 2))
    for _ in range(4000):
        state = state + 0.01 * (np.einsum("wij,wj->wi", answer, state) - state)
    assert (found.eigenvalue < 0).tolist() == (state.sum(axis=1) < 2).tolist()
    with pytest.raises(OutlookError, match=r"north and south .* \+0.0954"):
        find_unstable(found, ("north", "south"), bearable=0.1)
    assert "50%" in find_unstable(found, ("north", "south"), bearable=0.5)


def test_the_hottest_pair_is_named():
    answer = np.zeros((1, 3, 3))
    answer[0, 0, 1] = answer[0, 1, 0] = 0.3
    answer[0, 1, 2] = answer[0, 2, 1] = 0.9
    found = stability(answer, np.ones((1, 3)))
    assert (found.first[0], found.second[0]) == (1, 2)
    assert found.loop[0] == pytest.approx(0.81)


def test_belief_is_bayes_by_hand():
    thresholds, noise = np.array([0.5, 1.0, 2.0]), 0.4
    belief = Belief(thresholds.astype(np.float32), 1)
    one = np.ones(1, dtype=np.float32)
    belief.learn(
        1.5 * one, objects=one > 0, seen=one > 0, noise=noise * one, review=2 * one
    )
    belief.learn(
        0.8 * one, objects=one < 0, seen=one > 0, noise=noise * one, review=one
    )
    belief.learn(
        9.0 * one, objects=one < 0, seen=one < 0, noise=noise * one, review=one
    )

    def objects(harm):
        return 1 / (1 + (thresholds / harm) ** (1 / noise))

    weight = objects(1.5) ** 0.5 * (1 - objects(0.8))
    exact = (weight * (1 - objects(1.2))).sum() / weight.sum()
    assert float(belief.bears(1.2 * one, noise * one)[0]) == pytest.approx(
        exact, rel=1e-4
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"month": 0, "war": "ends"}, "month 0"),
        ({"month": 1.5, "war": "ends"}, "month 1.5"),
        ({"war": "ends"}, "no month"),
        ({"month": 1, "war": "pauses"}, "pauses"),
        ({"month": 1}, "nothing that changes"),
        ({"month": 1, "war": "ends", "exit": "tie.a.b.c"}, "exit and war"),
        ({"month": 1, "tie": "tie.a.b.c", "share": 1.2}, "1.2"),
        ({"month": 1, "tie": "tie.a.b.c", "share": "*-2"}, "-2"),
        ({"month": 1, "rate": "forecast.war_end", "value": -1}, "-1"),
        ({"month": 1, "rate": "forecast.war_end", "value": "fast"}, "fast"),
        ({"month": 1, "tie": "tie.a.b.c", "share": True}, "True"),
        ({"month": 1, "exit": "tie.a.b.c", "size": 2}, "unknown size"),
        ({"month": 1, "tie": "tie.a.b.c", "share": float("nan")}, "nan"),
        ({"month": 1, "until": 4, "war": "ends"}, "until month 4"),
        ({"month": 1, "until": 4, "tests": "A", "count": 1}, "until month 4"),
        ({"month": 1, "tests": "A", "count": "*3"}, "factor of 3"),
        ({"month": 1, "sanction": "tie.a.b.c", "part": "*0.5"}, "factor of 0.5"),
        ({"month": 1, "need": "need.a.b", "value": 1.5}, "1.5"),
    ],
)
def test_a_change_that_is_none_is_refused(row, words):
    with pytest.raises(OutlookError) as error:
        make_plan({"change": [row]})
    assert words in str(error.value)


def test_a_scenario_with_other_keys_is_refused():
    with pytest.raises(OutlookError, match="changes"):
        make_plan({"changes": []})


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    path = tmp_path / "plan.toml"
    with pytest.raises(OutlookError, match=r"plan\.toml"):
        read_plan(path)
    path.write_text("month = = 3", encoding="utf-8")
    with pytest.raises(OutlookError, match="TOML"):
        read_plan(path)


def test_a_plan_is_read_and_told(tmp_path):
    path = tmp_path / "squeeze.toml"
    path.write_text(
        '[[change]]\nmonth = 3\nuntil = 9\ntie = "tie.oil.A.B"\nshare = "*0.5"\n',
        encoding="utf-8",
    )
    plan = read_plan(path)
    assert plan.name == "squeeze"
    assert json.loads(json.dumps(plan.to_dict()))["changes"][0]["text"] == (
        "from month 3 until month 9: the share of tie.oil.A.B becomes times 0.5"
    )


def plain_process(start, months, rate, noise, seed):
    """The rule of the plain process, tie by tie."""
    random = np.random.Generator(np.random.SFC64(seed))
    ties, (many, states, _) = start.astype(np.float32).copy(), start.shape
    size = (months, many, states)
    bits = random.integers(np.iinfo(np.uint32).max, size=size, dtype=np.uint32)
    for t in range(months):
        before = ties.copy()
        for k in range(many):
            for i in range(states):
                draw = int(bits[t, k, i])
                j = ((draw >> 16) * (states - 1)) >> 16
                j += j >= i
                unforeseen = noise * ((draw & 65535) / 65536 - 0.5)
                now = before[k, i, j]
                new = now + rate * (before[k, j, i] - now) + unforeseen
                ties[k, i, j] = min(max(new, 0), 1)
    return ties


ENGINES = ["numpy", *(["numba"] if find_spec("numba") else [])]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_plain_process_is_its_rule(engine):
    start = np.random.default_rng(3).random((4, 5, 5))
    found = tie_process(start, 20, rate=0.3, noise=0.2, seed=9, engine=engine)
    np.testing.assert_allclose(found, plain_process(start, 20, 0.3, 0.2, 9), atol=2e-6)


def test_ties_without_noise_draw_together():
    start = np.random.default_rng(3).random((50, 6, 6))
    found = tie_process(start, 400, rate=0.3, noise=0, engine="numpy")
    apart = np.abs(found - found.swapaxes(1, 2))
    assert apart.max() < 0.01
    np.testing.assert_array_equal(
        np.diagonal(found, axis1=1, axis2=2),
        np.diagonal(start.astype(np.float32), axis1=1, axis2=2),
    )


@pytest.mark.parametrize(
    ("shape", "months", "rate", "noise", "engine"),
    [
        ((2, 3, 4), 1, 0.1, 0.1, None),
        ((2, 1, 1), 1, 0.1, 0.1, None),
        ((2, 3, 3), -1, 0.1, 0.1, None),
        ((2, 3, 3), 1, -0.1, 0.1, None),
        ((2, 3, 3), 1, 0.1, -0.1, None),
        ((2, 3, 3), 1, 0.1, 0.1, "cuda"),
    ],
)
def test_a_process_that_is_none_is_refused(shape, months, rate, noise, engine):
    with pytest.raises(OutlookError):
        tie_process(np.zeros(shape), months, rate=rate, noise=noise, engine=engine)


def test_a_missing_numba_names_the_extra(monkeypatch):
    monkeypatch.setattr(
        "suzerain.outlook.dynamics.tie_process.find_spec", lambda _: None
    )
    with pytest.raises(OutlookError, match=r"\[fast\]"):
        tie_process(np.zeros((1, 2, 2)), 1, rate=0, noise=0, engine="numba")
