"""How much two states matter to each other's trade, and how evenly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.measures.published.barbieri import (
    interdependence,
    salience,
    symmetry,
    trade,
    trade_share,
)

SHARE = st.floats(0, 1)


def test_a_client_and_its_patron_look_independent():
    """Shares .95 and .0005, as the theory note has them (C_measures)."""
    assert float(salience(0.95, 0.0005)) == pytest.approx(0.02179, abs=5e-6)
    assert float(symmetry(0.95, 0.0005)) == pytest.approx(0.0505, abs=5e-5)
    assert float(interdependence(0.95, 0.0005)) == pytest.approx(0.00110, abs=5e-6)


@given(SHARE, SHARE)
def test_neither_side_can_be_told_from_the_other(one, two):
    for measure in (salience, symmetry, interdependence):
        assert measure(one, two) == measure(two, one)
        assert 0 <= float(measure(one, two)) <= 1


@given(SHARE)
def test_equal_shares_are_symmetric_and_as_salient_as_they_are(share):
    assert float(symmetry(share, share)) == 1
    assert float(interdependence(share, share)) == pytest.approx(share)


def test_whole_matrices_equal_one_pair_at_a_time():
    rng = np.random.default_rng(4)
    flow = rng.uniform(0, 9, (3, 5, 5))
    flow[0, 1, 2] = np.nan
    part = trade_share(trade(flow))
    found = interdependence(part, part.swapaxes(-1, -2))
    for year in range(3):
        for i in range(5):
            for j in range(5):
                between = flow[year, i, j] + flow[year, j, i]
                mine, theirs = (
                    between / np.nansum(flow[year, k] + flow[year, :, k])
                    for k in (i, j)
                )
                plain = np.sqrt(mine * theirs) * (1 - abs(mine - theirs))
                assert found[year, i, j] == pytest.approx(plain, nan_ok=True)


def test_a_published_total_may_stand_in_for_the_sum():
    part = trade_share([[np.nan, 4.0], [4.0, np.nan]], [16.0, 0.0])
    assert part[0, 1] == 0.25
    assert np.isnan(part[1]).all()


def test_one_unobserved_direction_leaves_the_trade_unknown():
    assert np.isnan(trade([[0.0, np.nan], [3.0, 0.0]])[0, 1])
