"""How much influence breadth of ties and hold on them give."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.bandwidth_dependence import (
    bandwidth_dependence,
    indicator_mean,
    largest_product_bound,
)

PARTS = st.lists(st.tuples(st.floats(0, 5), st.floats(0, 5)), min_size=1, max_size=9)


@given(PARTS)
def test_the_largest_pair_of_the_sample_is_1(parts):
    breadth, hold = np.array(parts).T
    found = bandwidth_dependence(breadth, hold)
    product = [b * d for b, d in parts]
    if max(product) > 0:
        assert np.allclose(found, np.array(product) / max(product))
        assert found.max() == 1
    else:
        assert np.isnan(found).all()


@given(PARTS, st.floats(0.1, 10))
def test_rescaling_either_part_changes_nothing(parts, factor):
    breadth, hold = np.array(parts).T
    if (breadth * hold).max() > 1e-9:
        found = bandwidth_dependence(breadth, hold)
        assert np.allclose(bandwidth_dependence(breadth * factor, hold), found)


def test_a_given_largest_product_makes_two_samples_comparable():
    one = bandwidth_dependence([0.5], [0.4], largest=0.8)
    assert one.tolist() == [0.25]


def test_what_was_not_observed_stays_unknown():
    assert np.isnan(bandwidth_dependence([0.5, 0.5], [np.nan, 1.0])[0])
    assert np.isnan(indicator_mean([[1.0, np.nan], [2.0, 1.0]])[1])


def test_indicators_are_averaged_by_their_weights():
    found = indicator_mean([[50.0, 100.0], [4.0, 0.0], [0.0, 0.0]], [1, 2, 1])
    assert found.tolist() == [0.625, 0.25]


def test_indicators_keep_the_shape_of_the_pairs():
    assert indicator_mean(np.ones((3, 2, 4, 4))).shape == (2, 4, 4)


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)), min_size=1))
def test_the_bound_holds_for_whatever_made_the_index(parts):
    breadth, hold = np.array(parts).T
    index = bandwidth_dependence(breadth, hold)
    bound = largest_product_bound(index, breadth)
    assert bound >= (breadth * hold).max() - 1e-12


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bandwidth_dependence([-1.0], [1.0]), "negative"),
        (lambda: bandwidth_dependence([1.0], [1.0], largest=0.0), "largest product"),
        (lambda: indicator_mean([[1.0], [1.0]], [1.0]), "weights of shape"),
        (lambda: indicator_mean([[1.0]], [0.0]), "weights of shape"),
    ],
)
def test_numbers_that_cannot_be_are_refused(call, message):
    with pytest.raises(SuzerainError, match=message):
        call()


@pytest.fixture(scope="module")
def released():
    """(state, year) -> (index, bandwidth) of China on twelve targets."""
    path = SHARED / "theory" / "reference" / "fbic_china_on_targets.csv"
    if not path.exists():
        pytest.skip("FBIC's released figures (../shared/theory) are not here")
    with path.open(newline="", encoding="utf-8") as file:
        return {
            (row["iso3c"], int(row["year"])): (
                float(row["fbic"]),
                float(row["bandwidth"]),
            )
            for row in csv.DictReader(file)
            if "NA" not in (row["fbic"], row["bandwidth"])
        }


def test_the_released_figures_bound_the_largest_product(released):
    """All targets give .804 (theory note, max ratio 1.2443); these twelve .866."""
    index, breadth = np.array(list(released.values())).T
    bound = largest_product_bound(index, breadth)
    assert 0.8037 <= bound < 0.87
    assert pytest.approx(0.804, abs=5e-4) == 1 / 1.2443


def test_the_released_figures_are_the_reference_cases(released):
    path = SHARED / "theory" / "reference" / "reference_cases.json"
    fbic = json.loads(path.read_text(encoding="utf-8"))["fbic"]
    for target in ("PRK", "RUS"):
        for year, index in fbic[f"CHN_{target}"].items():
            assert released[target, int(year)][0] == pytest.approx(index, rel=1e-6)


def test_china_on_north_korea_fell_by_59_per_cent(released):
    first, last = released["PRK", 1994][0], released["PRK", 2023][0]
    assert 1 - last / first == pytest.approx(0.59, abs=0.005)
