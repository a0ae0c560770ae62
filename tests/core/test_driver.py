"""Which uncertain inputs drive a result."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.driver import ENOUGH, drivers
from suzerain.core.errors import SuzerainError


def plain_ranks(values):
    """Mean rank among equals, counted one by one."""
    return [
        sum(other < value for other in values)
        + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]


def plain_spearman(one, two):
    return float(np.corrcoef(plain_ranks(one), plain_ranks(two))[0, 1])


PAIRS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=25
).filter(lambda pairs: all(len(set(column)) > 1 for column in zip(*pairs, strict=True)))


@given(PAIRS)
def test_the_correlation_is_spearmans_with_shared_ranks(pairs):
    outcome, values = np.array(pairs, dtype=float).T
    (found,) = drivers(outcome, {"x": values})
    assert found.correlation == pytest.approx(plain_spearman(outcome, values), abs=1e-9)


def test_low_and_high_are_means_in_the_outer_fifths():
    values = np.arange(10.0)
    (found,) = drivers(values**2, {"x": values})
    assert (found.low, found.high) == (0.5, 72.5)
    assert found.swing == 72
    (half,) = drivers(values**2, {"x": values}, part=0.5)
    assert half.low == pytest.approx(6)


def test_the_strongest_come_first_whatever_their_sign():
    rng = np.random.default_rng(1)
    one, two, three = rng.random((3, 2000))
    found = drivers(two - 3 * one, {"c": three, "b": two, "a": one}, 2)
    assert [driver.id for driver in found] == ["a", "b"]
    assert found[0].correlation < 0 < found[1].correlation
    assert found[0].low > found[0].high


def test_a_monotone_change_of_scale_changes_no_correlation():
    rng = np.random.default_rng(2)
    values, noise = rng.random((2, 500))
    plain = drivers(values + noise, {"x": values})[0]
    bent = drivers(np.exp(5 * (values + noise)), {"x": values**3})[0]
    assert plain.correlation == pytest.approx(bent.correlation)


def test_truth_is_an_outcome_too():
    values = np.linspace(0, 1, 100)
    (found,) = drivers(values > 0.5, {"x": values})
    assert (found.low, found.high) == (0.0, 1.0)


def test_what_never_varies_drives_nothing():
    values = np.linspace(0, 1, 20)
    assert drivers(values, {"fixed": np.full(20, 0.3)}) == ()
    assert drivers(np.full(20, 0.3), {"x": values}) == ()


def test_worlds_without_an_outcome_are_left_out():
    values = np.arange(10.0)
    outcome = np.where(values < 5, np.nan, values)
    (found,) = drivers(outcome, {"x": values})
    assert found.correlation == pytest.approx(1)
    assert found.low == 5
    assert drivers(np.full(10, np.nan), {"x": values}) == ()
    assert drivers(np.array([]), {"x": np.array([])}) == ()


def test_inputs_of_other_worlds_are_refused():
    with pytest.raises(SuzerainError, match=r"input 'x' has shape"):
        drivers(np.arange(5.0), {"x": np.arange(6.0)})


@pytest.mark.parametrize("part", [0.0, 0.6])
def test_a_part_out_of_range_is_refused(part):
    with pytest.raises(SuzerainError, match=r"a part of"):
        drivers(np.arange(5.0), {}, part=part)


def test_worlds_beyond_those_that_are_enough_change_nothing():
    rng = np.random.default_rng(4)
    drawn = {name: rng.random(ENOUGH + 500) for name in "abc"}
    outcome = drawn["a"] + 2 * drawn["b"]
    few = {name: values[:ENOUGH] for name, values in drawn.items()}
    assert drivers(outcome, drawn) == drivers(outcome[:ENOUGH], few)


def test_inputs_of_other_worlds_are_refused_however_many_there_are():
    with pytest.raises(SuzerainError):
        drivers(np.zeros(ENOUGH + 2), {"a": np.zeros(ENOUGH + 1)})
