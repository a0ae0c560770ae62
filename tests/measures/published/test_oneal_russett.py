"""How much of its economy a state trades with another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.oneal_russett import trade_dependence, weak_link


@given(st.integers(0, 2**32 - 1))
def test_the_weak_link_is_that_of_the_less_dependent_side(seed):
    rng = np.random.default_rng(seed)
    traded, gdp = rng.uniform(0, 9, (4, 4)), rng.uniform(1, 99, 4)
    traded = traded + traded.T
    depends = trade_dependence(traded, gdp)
    weak = weak_link(depends)
    for i in range(4):
        for j in range(4):
            assert depends[i, j] == pytest.approx(traded[i, j] / gdp[i])
            assert weak[i, j] == pytest.approx(traded[i, j] / max(gdp[i], gdp[j]))


@given(st.floats(0.01, 1e4))
def test_another_money_changes_nothing(rate):
    traded, gdp = np.array([[0.0, 4.0], [4.0, 0.0]]), np.array([20.0, 400.0])
    assert np.allclose(
        trade_dependence(traded, gdp), trade_dependence(traded * rate, gdp * rate)
    )


def test_an_unknown_product_leaves_dependence_and_weak_link_unknown():
    depends = trade_dependence([[0.0, 4.0], [4.0, 0.0]], [np.nan, 8.0])
    assert depends[1, 0] == 0.5
    assert np.isnan(depends[0]).all()
    assert np.isnan(weak_link(depends)[1, 0])


def test_years_stay_apart():
    traded = np.array([[[0.0, 4.0], [4.0, 0.0]]] * 2)
    depends = trade_dependence(traded, [[8.0, 4.0], [16.0, 4.0]])
    assert depends[:, 0, 1].tolist() == [0.5, 0.25]


@pytest.mark.parametrize("gdp", [0.0, -3.0])
def test_a_product_that_is_not_above_nought_is_refused(gdp):
    with pytest.raises(SuzerainError, match="gross domestic product"):
        trade_dependence([[0.0]], [gdp])
