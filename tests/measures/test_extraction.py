"""Output that is lost when one region's purchases from another stop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_economy import make_economy

from suzerain.measures.extraction import circulate, extraction_losses

economies = st.builds(
    make_economy, st.integers(0, 2**32), home=st.sampled_from([0.5, 5, 100])
)


def outputs(economy, spent, without=None):
    """Solve the whole system anew, seller and buyer cut or not."""
    regions, sectors = economy.final.shape
    sent = economy.trade / (1 + economy.tariff)
    if without:
        seller, buyer = without
        sent[buyer, seller] = 0
    size = regions * sectors
    system, ordered = np.eye(size), np.zeros(size)
    for n in range(regions):
        for i in range(regions):
            for k in range(sectors):
                ordered[i * sectors + k] += sent[n, i, k] * spent[n, k]
                for j in range(sectors):
                    system[i * sectors + k, n * sectors + j] -= (
                        sent[n, i, k] * economy.inputs[n, k, j]
                    )
    return np.linalg.solve(system, ordered).reshape(regions, sectors)


@given(economies)
def test_every_cut_equals_a_full_solve(economy):
    system = circulate(economy)
    seller, buyer = extraction_losses(system)
    before = outputs(economy, system.final)
    assert np.allclose(before, system.output, rtol=1e-11)
    whole = (economy.value_added * before).sum(axis=1)
    for i, n in ((0, 1), (1, 0), (3, 2)):
        after = outputs(economy, system.final, (i, n))
        lost = (economy.value_added * (before - after)).sum(axis=1) / whole
        assert seller[i, n] == pytest.approx(lost[i], abs=1e-12)
        assert buyer[i, n] == pytest.approx(lost[n], abs=1e-12)


@given(economies)
def test_final_spending_is_income_deficit_and_tariff_revenue(economy):
    system = circulate(economy)
    used = np.einsum("nkj,nj->nk", system.inputs, system.output)
    bought = system.final + used
    levied = (economy.trade - system.sent).sum(axis=1)
    revenue = (levied * bought).sum(axis=1)
    spent = system.final.sum(axis=1)
    assert np.allclose(spent, economy.income + economy.deficit + revenue)


@given(economies)
def test_losses_are_parts(economy):
    for loss in extraction_losses(circulate(economy)):
        known = loss[~np.eye(4, dtype=bool)]
        assert ((known > 0) & (known < 1)).all()
        assert np.isnan(np.diag(loss)).all()


@given(economies, st.floats(1e-3, 1e3))
def test_rescaling_the_unit_changes_nothing(economy, factor):
    other = replace(
        economy, income=economy.income * factor, deficit=economy.deficit * factor
    )
    for one, two in zip(
        extraction_losses(circulate(economy)),
        extraction_losses(circulate(other)),
        strict=True,
    ):
        assert np.allclose(one, two, equal_nan=True)


@given(economies, st.permutations(range(4)))
def test_reordering_regions_reorders_losses(economy, order):
    r = np.array(order)
    moved = replace(
        economy,
        trade=economy.trade[np.ix_(r, r)],
        tariff=economy.tariff[np.ix_(r, r)],
        value_added=economy.value_added[r],
        inputs=economy.inputs[r],
        final=economy.final[r],
        income=economy.income[r],
        deficit=economy.deficit[r],
    )
    for one, two in zip(
        extraction_losses(circulate(economy)),
        extraction_losses(circulate(moved)),
        strict=True,
    ):
        assert np.allclose(one[np.ix_(r, r)], two, equal_nan=True)
