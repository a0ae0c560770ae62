"""Which uncertain inputs drive a result."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core import driver as driver_module
from suzerain.core.driver import drivers
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


def test_many_worlds_give_the_drivers_that_a_look_at_all_inputs_gives(monkeypatch):
    rng = np.random.default_rng(4)
    drawn = {f"x{i}": rng.random(9000) for i in range(40)}
    outcome = sum((i + 1) * drawn[f"x{i}"] for i in range(8)) + rng.random(9000)
    screened = drivers(outcome, drawn, 5)
    monkeypatch.setattr(driver_module, "SCREEN", 10_000)
    assert screened == drivers(outcome, drawn, 5)


def test_an_outcome_that_varies_only_beyond_the_first_worlds_still_has_drivers():
    rng = np.random.default_rng(4)
    drawn = {"a": rng.random(6000), "b": rng.random(6000)}
    outcome = np.zeros(6000)
    outcome[5000:] = drawn["a"][5000:]
    assert {one.id for one in drivers(outcome, drawn)} == {"a", "b"}
