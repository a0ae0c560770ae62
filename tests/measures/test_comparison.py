"""Where measures part from each other, and how often each turns round."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.core.grid import Grid
from suzerain.measures.comparison import (
    NOBODY,
    compare_measures,
    first_provider,
    rank_correlation,
    ranks,
    widest,
)

ACTORS = ("AAA", "BBB", "CCC", "DDD")
YEARS = [2001, 2002, 2003, 2005]


def made(seed):
    """A measure with ties, noughts and gaps."""
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 6, (len(YEARS), 4, 4)) / 5.0
    return np.where(rng.uniform(size=values.shape) < 0.15, np.nan, values)


def compared(seed, **more):
    both = {"one": made(seed), "two": made(seed + 1), **more}
    return compare_measures(both, actors=ACTORS, years=YEARS)


SEEDS = st.integers(0, 10**6)


def plain_ranks(values):
    """1 + how many are smaller + half of the others that are equal."""
    return [
        1 + sum(y < x for y in values) + (sum(y == x for y in values) - 1) / 2
        for x in values
    ]


def plain_correlation(pairs):
    left, right = (
        [*map(float, plain_ranks(side))] for side in zip(*pairs, strict=True)
    )
    mean = [sum(side) / len(side) for side in (left, right)]
    products = [
        ((a - mean[0]) * (b - mean[1]), (a - mean[0]) ** 2, (b - mean[1]) ** 2)
        for a, b in zip(left, right, strict=True)
    ]
    joint, one, two = (sum(column) for column in zip(*products, strict=True))
    return joint / math.sqrt(one * two) if one * two > 0 else math.nan


@given(st.lists(st.integers(0, 5), max_size=12))
def test_equal_values_share_the_mean_of_their_ranks(values):
    assert ranks(np.array(values, dtype=float)).tolist() == plain_ranks(values)


@given(SEEDS)
def test_correlations_equal_the_textbook_pair_by_pair(seed):
    found = compared(seed)
    one, two = found.values
    for t in range(len(YEARS)):
        pairs = [
            (one[t, i, j], two[t, i, j])
            for i in range(4)
            for j in range(4)
            if i != j
            and not math.isnan(one[t, i, j] + two[t, i, j])
            and (one[t, i, j] or two[t, i, j])
        ]
        expected = plain_correlation(pairs) if len(pairs) > 1 else math.nan
        assert found.correlation[0, 1, t] == pytest.approx(
            expected, abs=1e-12, nan_ok=True
        )
        assert found.correlation[1, 0, t] == pytest.approx(
            expected, abs=1e-12, nan_ok=True
        )


def test_scipy_ranks_alike():
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(3)
    a, b = rng.integers(0, 30, (2, 500)).astype(float)
    expected = stats.spearmanr(a, b).statistic
    assert rank_correlation(a, b) == pytest.approx(expected)


@given(SEEDS)
def test_a_rising_curve_of_a_measure_says_the_same(seed):
    values = np.nan_to_num(made(seed)) + 0.1
    found = compare_measures(
        {"one": values, "curved": np.exp(values) ** 3}, actors=ACTORS, years=YEARS
    )
    known = ~np.isnan(found.correlation[0, 1])
    assert np.allclose(found.correlation[0, 1][known], 1)
    assert found.same_first[0, 1] in (1.0, pytest.approx(math.nan, nan_ok=True))
    assert np.allclose(found.first_turns[0], found.first_turns[1], equal_nan=True)
    assert np.allclose(found.sign_turns[0], found.sign_turns[1], equal_nan=True)


def plain_turns(values):
    """First providers and signs of two consecutive years, with loops."""
    turned, kept, flipped, lasted = 0, 0, 0, 0
    for t in range(len(YEARS) - 1):
        if YEARS[t + 1] - YEARS[t] != 1:
            continue
        for i in range(4):
            names = []
            for u in (t, t + 1):
                row = [
                    (values[u, i, j], j)
                    for j in range(4)
                    if j != i and values[u, i, j] > 0
                ]
                best = [j for value, j in row if value == max(row)[0]]
                names.append(best[0] if len(best) == 1 else None)
            if None not in names:
                turned, kept = turned + (names[0] != names[1]), kept + 1
            for j in range(i + 1, 4):
                gaps = [values[u, i, j] - values[u, j, i] for u in (t, t + 1)]
                if all(gap and not math.isnan(gap) for gap in gaps):
                    flipped += gaps[0] * gaps[1] < 0
                    lasted += 1
    return (
        turned / kept if kept else math.nan,
        flipped / lasted if lasted else math.nan,
    )


@given(SEEDS)
def test_turns_equal_counting_by_hand(seed):
    found = compared(seed)
    for k, values in enumerate(found.values):
        first, sign = plain_turns(values)
        assert found.first_turns[k] == pytest.approx(first, nan_ok=True)
        assert found.sign_turns[k] == pytest.approx(sign, nan_ok=True)


def test_a_gap_in_the_years_is_no_step():
    values = np.zeros((2, 4, 4))
    values[0, 0, 1], values[1, 0, 2] = 1, 1
    apart = compare_measures({"one": values}, actors=ACTORS, years=[2001, 2003])
    near = compare_measures({"one": values}, actors=ACTORS, years=[2001, 2002])
    assert math.isnan(apart.first_turns[0])
    assert near.first_turns.tolist() == [1]


def test_a_measure_that_is_the_same_for_both_sides_has_no_sign():
    values = made(5)
    found = compared(5, even=np.sqrt(values * values.swapaxes(1, 2)))
    assert math.isnan(found.sign_turns[2])


@given(SEEDS, st.permutations(range(4)))
def test_reordering_actors_changes_nothing(seed, order):
    order = list(order)
    found = compared(seed)
    moved = compare_measures(
        {
            name: made(seed + k)[:, order][:, :, order]
            for k, name in enumerate(("one", "two"))
        },
        actors=[ACTORS[k] for k in order],
        years=YEARS,
    )
    for name in ("correlation", "same_first", "first_turns", "sign_turns"):
        assert np.allclose(getattr(found, name), getattr(moved, name), equal_nan=True)
    for k in range(2):
        for t in range(len(YEARS)):
            for i in range(4):
                named = found.first[k, t, i]
                other = moved.first[k, t, order.index(i)]
                assert (named == NOBODY) == (other == NOBODY)
                if named != NOBODY:
                    assert ACTORS[named] == moved.actors[other]


def test_nobody_is_first_where_two_are_equal_or_none_is_above_nought():
    values = np.array([[0, 2, 2], [0, 0, 0], [np.nan, np.nan, np.nan], [3, 1, np.nan]])
    assert first_provider(values).tolist() == [NOBODY, NOBODY, NOBODY, 0]
    assert first_provider(np.array([[-1, -2, np.nan]])).tolist() == [NOBODY]


def test_a_state_does_not_depend_on_itself():
    values = np.tile(np.eye(4) * 9, (1, 1, 1))
    values[0, 0, 1] = 1
    found = compare_measures({"one": values}, actors=ACTORS, years=[2001])
    assert found.first[0, 0].tolist() == [1, NOBODY, NOBODY, NOBODY]


def test_the_widest_gaps_stand_first():
    found = compared(11)
    rows = widest(found, "one", "two", year=2002, count=99)
    gaps = [abs(low - high) for _, _, low, high in rows]
    assert gaps == sorted(gaps, reverse=True)
    assert {type(number) for row in rows for number in row[2:]} == {float}
    assert widest(found, "one", "two", year=2002, count=1) == rows[:1]


def test_a_pair_with_a_wide_gap_is_found():
    one = np.arange(16.0).reshape(1, 4, 4) + 1
    two = one.copy()
    two[0, 3, 0] = 0.5
    found = compare_measures({"one": one, "two": two}, actors=ACTORS, years=[2014])
    assert widest(found, "one", "two", year=2014, count=1)[0][:2] == ("DDD", "AAA")


def test_pairs_that_nobody_knows_have_no_gap():
    empty = np.full((1, 4, 4), np.nan)
    found = compare_measures({"one": empty, "two": empty}, actors=ACTORS, years=[2014])
    assert widest(found, "one", "two", year=2014, count=3) == []
    assert np.isnan(found.correlation).all()


def test_a_grid_counts_with_its_median():
    grid = Grid(
        name="dependence",
        axes=("recipient", "provider"),
        labels=(ACTORS, ACTORS),
        values=np.stack([made(2)[0], made(2)[0] * 3, made(2)[0] * 2]),
        unit="part of welfare",
    )
    found = compare_measures({"ours": grid}, actors=ACTORS, years=[2014])
    off = ~np.eye(4, dtype=bool)
    assert np.array_equal(
        found.values[0, 0][off], (made(2)[0] * 2)[off], equal_nan=True
    )
    with pytest.raises(SuzerainError, match="other labels"):
        compare_measures({"ours": grid}, actors=ACTORS[::-1], years=[2014])


@pytest.mark.parametrize(
    ("values", "actors", "years", "message"),
    [
        (np.zeros((1, 4, 4)), ACTORS, [2001, 2002], "has shape"),
        (np.zeros((2, 4, 4)), ACTORS, [2002, 2001], "rising order"),
        (np.zeros((2, 4, 4)), ACTORS, [2002, 2002], "rising order"),
        (np.zeros((1, 1, 1)), ("AAA",), [2002], "two states"),
        (np.zeros((0, 4, 4)), ACTORS, [], "rising order"),
    ],
)
def test_measures_that_do_not_fit_are_refused(values, actors, years, message):
    with pytest.raises(SuzerainError, match=message):
        compare_measures({"one": values}, actors=actors, years=years)


def test_unknown_measures_and_years_are_named():
    found = compared(1)
    with pytest.raises(UnknownName, match="'ones'"):
        widest(found, "ones", "two", year=2001, count=1)
    with pytest.raises(SuzerainError, match="2004"):
        widest(found, "one", "two", year=2004, count=1)
    assert str(found) == "2 measures of 4 states, 2001 to 2005"
