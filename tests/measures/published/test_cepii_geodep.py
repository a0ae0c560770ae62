"""Which imports a country depends on, as GeoDep lists them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.core.errors import SuzerainError
from suzerain.measures.published.cepii_geodep import cepii_geodep, lasting


def made(seed, shape=(2, 3, 5, 5)):
    rng = np.random.default_rng(seed)
    flow = rng.pareto(0.6, shape) * rng.integers(0, 2, shape)
    flow[rng.uniform(size=shape) < 0.1] = np.nan
    return flow


def plain(flow, year, good, i):
    """The three tests for one country, with loops; None where one is undefined."""
    states = range(flow.shape[-1])

    def total(cells):
        seen = [cell for cell in cells if not math.isnan(cell)]
        return sum(seen) if seen else math.nan

    def index(cells):
        seen = [cell for cell in cells if not math.isnan(cell)]
        whole = sum(seen)
        return sum((cell / whole) ** 2 for cell in seen) if whole else math.nan

    cell = flow[year, good]
    bought = [cell[i, j] for j in states if j != i]
    sold = [total(cell[k, j] for k in states if k != j) for j in states]
    imports, exports = total(bought), sold[i]
    if math.isnan(imports) or math.isnan(exports) or imports == exports == 0:
        times = math.nan
    else:
        times = imports / exports if exports else math.inf
    numbers = [(index(bought), 0.4), (index(sold), 0.4), (times, 1)]
    held = [None if math.isnan(value) else value > bar for value, bar in numbers]
    if False in held:
        return 0.0
    return math.nan if None in held else 1.0


@given(st.integers(0, 2**32 - 1))
def test_it_equals_the_tests_one_country_at_a_time(seed):
    flow = made(seed)
    found = cepii_geodep(flow).critical
    for spot in np.ndindex(found.shape):
        assert found[spot] == pytest.approx(plain(flow, *spot), nan_ok=True)


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1000))
def test_another_unit_of_a_good_changes_nothing(seed, factor):
    flow = made(seed)
    found = cepii_geodep(flow)
    assert np.array_equal(
        cepii_geodep(flow * 2.0 ** round(math.log2(factor))).critical,
        found.critical,
        equal_nan=True,
    )


@given(st.integers(0, 2**32 - 1), st.permutations(range(5)))
def test_reordering_countries_changes_nothing(seed, order):
    flow = made(seed)
    moved = cepii_geodep(flow[..., order, :][..., order]).critical
    found = cepii_geodep(flow).critical[..., order]
    assert np.array_equal(moved, found, equal_nan=True)


def test_what_a_country_sells_to_itself_is_no_import():
    flow = np.array([[[500.0, 9.0, 1.0], [0.0, 0.0, 0.0], [0.0, 5.0, 0.0]]])
    assert cepii_geodep(flow).critical.tolist() == [[1, 0, 1]]


def test_a_number_of_the_analyst_replaces_the_published_one():
    flow = np.array([[[0.0, 6.0, 4.0], [0.0, 0.0, 0.0], [0.0, 5.0, 0.0]]])
    register = load_register()
    row = register["published.geodep.concentration"]
    stricter = type(row)(
        id=row.id,
        spread=type(row.spread).point(0.6),
        unit=row.unit,
        reason="stricter",
        citation="judgement",
    )
    assert cepii_geodep(flow).critical[0, 0] == 1
    strict = cepii_geodep(flow, register=register.overrule([stricter]))
    assert strict.critical[0, 0] == 0
    assert strict.thresholds.tolist() == [0.6, 0.4, 1.0]


def test_two_years_of_three_make_it_last():
    years = np.array([[1, 0], [1, 1], [0, 0], [0, 1], [np.nan, np.nan], [1, 0]])
    found = lasting(years)
    assert found[:, 0].tolist()[1:4] == [1, 1, 0]
    assert np.isnan(found[0, 0])
    assert found[4, 0] == 0
    assert found[:, 1].tolist()[2:4] == [0, 1]
    assert np.isnan(found[4, 1])


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        (np.ones((2, 2)), "flows of shape"),
        (np.ones((1, 2, 3)), "flows of shape"),
        (-np.ones((1, 2, 2)), "negative"),
    ],
)
def test_flows_that_do_not_fit_are_refused(flow, message):
    with pytest.raises(SuzerainError, match=message):
        cepii_geodep(flow)
