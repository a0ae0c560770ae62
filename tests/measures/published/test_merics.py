"""On which partner a country depends for a good, in the manner of MERICS."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.measures.published.merics import merics


def made(seed):
    rng = np.random.default_rng(seed)
    return rng.pareto(0.5, (3, 4, 4)) * rng.integers(0, 2, (3, 4, 4))


@given(st.integers(0, 2**32 - 1))
def test_it_equals_the_conditions_one_pair_at_a_time(seed):
    flow = made(seed)
    found = merics(flow).critical
    for good, cell in enumerate(flow):
        np.fill_diagonal(cell, 0)
        sold, bought = cell.sum(axis=0), cell.sum(axis=1)
        world = ((sold / sold.sum()) ** 2).sum() if sold.sum() else math.nan
        for i in range(4):
            for j in range(4):
                if i == j:
                    assert found[good, i, j] != 1
                elif bought[i]:
                    held = (
                        bought[i] >= 2 * sold[i],
                        cell[i, j] / bought[i] >= 0.3,
                        world > 0.4,
                    )
                    assert found[good, i, j] == all(held)
                else:
                    assert found[good, i, j] != 1


def test_exactly_twice_and_exactly_30_per_cent_are_enough():
    flow = np.zeros((1, 4, 4))
    flow[0, 0] = [0, 3, 7, 0]
    flow[0, 2, 0] = 5
    register = load_register()
    row = register["published.merics.suppliers"]
    any_world = type(row)(
        id=row.id,
        spread=type(row.spread).point(0.1),
        unit=row.unit,
        reason="any",
        citation="judgement",
    )
    found = merics(flow, register=register.overrule([any_world]))
    assert found.critical[0, 0, 1:].tolist() == [1, 1, 0]


@given(st.integers(0, 2**32 - 1), st.permutations(range(4)))
def test_reordering_countries_changes_nothing(seed, order):
    flow, order = made(seed), list(order)
    moved = merics(flow[:, order][:, :, order]).critical
    found = merics(flow).critical[:, order][:, :, order]
    assert np.array_equal(moved, found, equal_nan=True)


def test_a_country_that_sells_as_much_as_it_buys_depends_on_nobody():
    flow = np.array([[[0.0, 9.0], [9.0, 0.0]]])
    assert merics(flow).critical[0, 0, 1] == 0


def test_the_condition_without_a_published_number_is_a_judgement():
    assert load_register()["published.merics.suppliers"].citation == "judgement"


def test_names_of_the_conditions_stand_with_their_values():
    found = merics(np.array([[[0.0, 9.0], [3.0, 0.0]]]))
    assert found.criteria == ("deficit", "share", "few_suppliers")
    assert found.values[:, 0, 0, 1] == pytest.approx([3, 1, 0.75**2 + 0.25**2])
