"""The box in which an outcome holds, on made regions that are known."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError
from suzerain.outlook.whatif.by_chance import binomial_tail, pruned, quasi_p
from suzerain.outlook.whatif.prim import box_of, chosen, paste, peel

PEEL = {"alpha": 0.05, "least": 0.05}


def made(seed=1, worlds=3000, inputs=6, noise=0.0):
    """Worlds of interest: the first input above 0.6 and the third below 0.5."""
    chance = np.random.default_rng(seed)
    values = chance.random((worlds, inputs))
    inside = (values[:, 0] > 0.6) & (values[:, 2] < 0.5)
    return values, inside ^ (chance.random(worlds) < noise)


def found(values, interest, density=0.9):
    box = chosen(peel(values, interest, **PEEL), density)
    box = paste(box, values, interest, alpha=0.05)
    return pruned(box, values, interest, level=0.01)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_made_region_is_found_again(seed):
    values, interest = made(seed)
    box, chances = found(values, interest, density=0.97)
    assert set(chances) == {0, 2}
    assert box.low[0] == pytest.approx(0.6, abs=0.03)
    assert box.high[2] == pytest.approx(0.5, abs=0.03)
    assert box.density > 0.9
    assert box.coverage > 0.9
    assert max(chances.values()) < 1e-50


def test_it_is_found_among_noise():
    values, interest = made(noise=0.1)
    box, chances = found(values, interest, density=0.8)
    assert set(chances) == {0, 2}
    assert box.low[0] == pytest.approx(0.6, abs=0.08)


def test_where_nothing_matters_nothing_is_found():
    chance = np.random.default_rng(5)
    _, chances = found(chance.random((2000, 8)), chance.random(2000) < 0.3)
    assert chances == {} or max(chances.values()) > 1e-6


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_each_step_lies_inside_the_one_before(seed, inputs):
    values, interest = made(seed, worlds=300, inputs=max(inputs, 3), noise=0.2)
    path = peel(values, interest, **PEEL)
    assert path[0].mass == path[0].coverage == 1
    for outer, inner in pairwise(path):
        assert (inner.low >= outer.low).all()
        assert (inner.high <= outer.high).all()
        assert inner.mass < outer.mass
        assert inner.coverage <= outer.coverage
    assert path[-1].mass >= PEEL["least"]


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_of_worlds_changes_nothing(seed, random):
    values, interest = made(seed, worlds=400, inputs=4, noise=0.1)
    rows = list(range(400))
    random.shuffle(rows)
    one = peel(values, interest, **PEEL)
    other = peel(values[rows], interest[rows], **PEEL)
    assert [b.density for b in one] == [b.density for b in other]
    np.testing.assert_array_equal(one[-1].low, other[-1].low)


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_another_scale_of_an_input_changes_nothing(seed):
    values, interest = made(seed, worlds=400, inputs=4, noise=0.1)
    other = peel(np.exp(5 * values), interest, **PEEL)
    for one, two in zip(peel(values, interest, **PEEL), other, strict=True):
        assert (one.density, one.coverage) == (two.density, two.coverage)


def test_the_first_slice_is_the_best_of_all_that_could_go():
    """A slow twin tries each end of each input."""
    values, interest = made(noise=0.2, worlds=500)
    cut = int(0.05 * 500)
    best = 0.0
    for column in values.T:
        ordered = np.sort(column)
        for kept in (column >= ordered[cut], column <= ordered[-1 - cut]):
            best = max(best, float(interest[kept].mean()))
    assert peel(values, interest, **PEEL)[1].density == best


def test_equal_values_go_or_stay_together():
    values = np.array([[0.0], [0.0], [1.0], [1.0], [2.0], [2.0]] * 10)
    interest = values[:, 0] == 2
    path = peel(values, interest, alpha=0.05, least=0.05)
    assert path[-1].density == 1
    assert path[-1].coverage == 1


def test_pasting_widens_what_was_peeled_too_far():
    values, interest = made()
    limits = np.full(6, -np.inf), np.full(6, np.inf)
    limits[0][0] = 0.75
    limits[1][2] = 0.6
    tight = box_of(*limits, values, interest)
    wider = paste(tight, values, interest, alpha=0.05)
    assert wider.density >= tight.density
    assert wider.mass >= tight.mass


@given(st.integers(1, 30), st.integers(0, 30), st.floats(0.01, 0.99))
def test_the_tail_is_the_sum_of_the_binomial(trials, least, chance):
    terms = (
        math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k)
        for k in range(least, trials + 1)
    )
    assert binomial_tail(least, trials, chance) == pytest.approx(
        min(1, sum(terms)), abs=1e-12
    )


def test_a_limit_that_does_nothing_has_a_large_quasi_p():
    values, interest = made()
    low, high = np.full(6, -np.inf), np.full(6, np.inf)
    low[0], high[5] = 0.6, 0.5
    chances = quasi_p(box_of(low, high, values, interest), values, interest)
    assert chances[0] < 1e-20
    assert chances[5] > 0.001


@pytest.mark.parametrize("truth", [True, False])
def test_an_outcome_that_never_varies_is_refused(truth):
    with pytest.raises(OutlookError, match="world"):
        peel(np.random.default_rng(1).random((50, 2)), np.full(50, truth), **PEEL)


def test_the_package_prim_finds_the_same_region():
    """Project Platypus' PRIM, peeling by density alone, as an oracle."""
    prim = pytest.importorskip("prim", reason="the package PRIM is an oracle only")
    pandas = pytest.importorskip("pandas", reason="the package PRIM needs it")
    values, interest = made()
    table = pandas.DataFrame(values, columns=[f"x{k}" for k in range(6)])
    theirs = prim.Prim(table, interest.astype(float), threshold=0.5, threshold_type=">")
    box = theirs.find_box()
    spot = int(np.argmax((box.peeling_trajectory["density"] >= 0.9).to_numpy()))
    mine, _ = found(values, interest)
    row = box.peeling_trajectory.iloc[spot]
    assert mine.density == pytest.approx(row["density"], abs=0.05)
    assert mine.coverage == pytest.approx(row["coverage"], abs=0.05)
