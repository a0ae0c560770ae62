"""Published numbers of dynamics: balance, triads, arms races, promises under a hazard.

The figures are those of the theory note F (dynamics), which names the works: Marvel,
Kleinberg, Kleinberg & Strogatz 2011 (the closed form, and the fractions of a random
start found by simulation there); Antal, Krapivsky & Redner 2005 (the density formula);
Richardson 1960 (the budgets of 1909 to 1913, published as .73 and 194); the hazard
thresholds and the value by hand.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import OutlookError
from suzerain.outlook.dynamics.arms_race import Race, regress_race
from suzerain.outlook.dynamics.factions import (
    breaking_time,
    factions,
    feelings_at,
    largest_faction,
)
from suzerain.outlook.dynamics.triads import friendly_share, play_triads
from suzerain.strategy.classics.folk import durability_value, least_patience


def random_feelings(count: int, actors: int, mean: float, seed: int) -> np.ndarray:
    """Symmetric normal feelings of unit spread."""
    drawn = np.random.default_rng(seed).normal(mean, 1, (count, actors, actors))
    upper = np.triu(drawn)
    return upper + np.triu(drawn, 1).swapaxes(1, 2)


def integrate(start: np.ndarray, time: float) -> np.ndarray:
    """Follow dX/dt = X^2 by Runge and Kutta, in steps that shrink near the end."""
    last = float(breaking_time(start))
    edges = last - (last - 0.0) * ((last - time) / last) ** np.linspace(0, 1, 6001)
    x = start.copy()
    for step in np.diff(edges):
        a = x @ x
        b = (y := x + step / 2 * a) @ y
        c = (y := x + step / 2 * b) @ y
        d = (y := x + step * c) @ y
        x = x + step / 6 * (a + 2 * b + 2 * c + d)
    return x


def test_the_closed_form_is_the_integral_to_a_hundred_millionth():
    (start,) = random_feelings(1, 6, 0.0, seed=4)
    time = 0.999 * float(breaking_time(start))
    exact, found = feelings_at(start, time), integrate(start, time)
    assert np.abs(found - exact).max() / np.abs(exact).max() < 1e-8


def test_feelings_grow_without_bound_at_one_over_the_largest_eigenvalue():
    (start,) = random_feelings(1, 8, 0.0, seed=2)
    last = float(breaking_time(start))
    assert last == pytest.approx(1 / np.linalg.eigvalsh(start)[-1])
    assert np.abs(feelings_at(start, last * (1 - 1e-9))).max() > 1e6
    with pytest.raises(OutlookError, match="without bound"):
        feelings_at(start, last)


def test_signs_end_as_the_leading_eigenvector_says():
    (start,) = random_feelings(1, 12, 0.0, seed=3)
    late = feelings_at(start, float(breaking_time(start)) * (1 - 1e-9))
    side = np.where(factions(start), 1, -1)
    np.testing.assert_array_equal(np.sign(late), np.outer(side, side))


def test_feelings_that_fade_form_no_side():
    with pytest.raises(OutlookError, match="fade"):
        factions(-np.eye(3))
    assert breaking_time(-np.eye(3)) == np.inf
    with pytest.raises(OutlookError, match="symmetric"):
        factions(np.array([[0.0, 1.0], [2.0, 0.0]]))


@pytest.mark.parametrize(
    ("mean", "low", "high"),
    [
        (0.0, 0.524, 0.542),
        (0.02, 0.524, 0.542),
        (0.05, 0.566, 0.566),
        (0.1, 0.649, 0.649),
        (0.2, 0.942, 0.942),
        (0.5, 1.0, 1.0),
    ],
)
def test_the_larger_faction_of_ninety_random_actors(mean, low, high):
    found = largest_faction(random_feelings(60, 90, mean, seed=7)).mean()
    assert low - 0.03 <= found <= high + 0.03


@pytest.mark.parametrize(
    ("chance", "formula", "simulated"),
    [(0, 0.3660, 0.3654), (0.2, 0.4271, 0.4277), (1 / 3, 0.5, 0.4979)],
)
def test_friendly_shares_of_triads(chance, formula, simulated):
    assert friendly_share(chance) == pytest.approx(formula, abs=5e-5)
    shares = play_triads(64, chance, rounds=2500, replicates=4, seed=11)
    assert shares[1000:].mean() == pytest.approx(simulated, abs=0.01)


def test_near_a_half_the_friendly_share_settles_slowly():
    assert friendly_share(0.45) == pytest.approx(0.6461, abs=5e-5)
    shares = play_triads(64, 0.45, rounds=3000, replicates=4, seed=12)
    assert shares[1500:].mean() == pytest.approx(0.6477, abs=0.03)
    assert friendly_share(0.5) == 1.0 == friendly_share(0.9)


def test_beyond_a_half_all_become_friends():
    shares = play_triads(15, 0.9, rounds=3000, seed=5)
    assert shares[-1, 0] == 1.0


def test_the_budgets_of_1909_to_1913():
    slope, zero = regress_race([199.2, 204.8, 214.9, 238.7, 289.0])
    assert slope == pytest.approx(0.7310, abs=5e-5)
    assert zero == pytest.approx(194.91, abs=5e-3)
    assert (round(slope, 2), abs(zero - 194) < 1) == (0.73, True)


@pytest.mark.parametrize("seed", range(5))
def test_an_arms_race_rests_where_the_formula_says(seed):
    k, m, g, h = np.random.default_rng(seed).uniform(0, 1, 4)
    a, b = np.random.default_rng(seed + 90).uniform(1.1, 2, 2)
    race = Race(answers=(k, m), tires=(a, b), grievances=(g, h))
    exact = np.array([k * h + b * g, m * g + a * h]) / (a * b - k * m)
    np.testing.assert_allclose(race.equilibrium, exact)
    np.testing.assert_allclose(race.path([3, 0], [200.0])[0], exact)
    assert race.stability.eigenvalue[0] < 0


def test_an_arms_race_runs_away_iff_answers_beat_tiring():
    race = Race(answers=(2, 2), tires=(1, 1), grievances=(0.1, 0.1))
    assert not race.settles
    assert race.stability.eigenvalue[0] == pytest.approx(1)
    assert race.path([1, 1], [10.0])[0].min() > 1e4
    with pytest.raises(OutlookError, match=r"eigenvalue \+1"):
        _ = race.equilibrium
    with pytest.raises(OutlookError, match="negative"):
        Race(answers=(-1, 1), tires=(1, 1), grievances=(0, 0))


def test_a_path_is_its_own_equation():
    race = Race(answers=(0.5, 0.8), tires=(1, 0.9), grievances=(0.3, -0.2))
    times = np.array([1.0, 1.0 + 1e-6])
    (x, y), after = race.path([2, 1], times)
    slope = (after - np.array([x, y])) / 1e-6
    exact = [0.5 * y - 1 * x + 0.3, 0.8 * x - 0.9 * y - 0.2]
    np.testing.assert_allclose(slope, exact, rtol=1e-4)


def test_patience_that_keeps_a_promise_under_a_hazard():
    found = least_patience(
        temptation=2, reward=1, punishment=0, hazard=[0, 0.02, 0.05, 0.1]
    )
    np.testing.assert_allclose(found, [0.5, 0.5102, 0.5263, 0.5556], atol=5e-5)


def test_the_value_of_a_wartime_pact_is_its_sum():
    now, after, patience, hazard = 1.0, 0.4, 0.95, 0.1
    total, war, peace = 0.0, 1.0, 0.0
    for period in range(2000):
        total += patience**period * (war * now + peace * after)
        war, peace = war * (1 - hazard), peace + war * hazard
    value = durability_value(now=now, after=after, patience=patience, hazard=hazard)
    assert float(value) == pytest.approx(total)
