"""Figures of earlier trials: found again, and corrected where a definition misled."""

import made_history as made
import numpy as np
import pytest
from real_tables import real_shelf

from suzerain.outlook.backtest import retrials
from suzerain.outlook.backtest.annals import Annals
from suzerain.outlook.backtest.retrials import EXTRACT, retry_changes, retry_sanctions
from suzerain.outlook.backtest.tables import read_tables


def test_the_trials_counted_cases_that_had_not_ended_as_failures():
    tables = read_tables((EXTRACT,), real_shelf(ties="ties_v4_derived"))
    found = {(one.name, one.n): one for one in retry_sanctions(tables)}
    # the note of the data: dependence 0.534 (n = 653), power gap 0.647
    for name, n in (("dependence", 653), ("power_difference", 715)):
        one = found["sanctions." + name, n]
        assert one.found == pytest.approx(one.said, abs=5e-4)
    # without them dependence tells nothing, and the power gap less
    assert found["sanctions.dependence", 375].found == pytest.approx(0.501, abs=5e-4)
    assert found["sanctions.power_difference", 416].found == pytest.approx(
        0.611, abs=5e-4
    )


def changes(monkeypatch, *, shift):
    """Six states; what E sells to the others rises, and so does likeness or not."""
    row = {
        "name": "votes.change",
        "said": "0.09",
        "power": "EEE",
        "first": "1990",
        "last": "1995",
        "what": "a made figure",
    }
    monkeypatch.setattr(retrials, "read_table", lambda _: [row])
    early, late = made.flows_of(1990), made.flows_of(1990)
    more = np.array([5, 4, 3, 2, 0, 1])
    late[:, 4] *= 1 + more
    tables = made.tables(flows={1990: early, 1995: late})
    votes = tables["votes"]
    votes["agreement"] = np.full(len(votes["agreement"]), 0.5)
    for code, step in zip(made.CODES, more, strict=True):
        pair = {made.packed(code), made.packed("EEE")}
        ends = zip(votes["one"], votes["other"], strict=True)
        rows = np.array([set(end) == pair for end in ends])
        votes["agreement"][rows & (votes["year"] == 1995)] += shift * step
    found = retry_changes(Annals(tables))
    return next(one for one in found if one.how.startswith("import share"))


@pytest.mark.parametrize(("shift", "sign"), [(0.05, 1), (-0.05, -1)])
def test_a_correlation_of_changes_has_the_sign_of_what_happened(
    monkeypatch, shift, sign
):
    one = changes(monkeypatch, shift=shift)
    assert one.n == 5
    assert sign * one.found > 0.5


def test_states_whose_votes_never_change_have_no_correlation(monkeypatch):
    assert np.isnan(changes(monkeypatch, shift=0).found)


def test_a_figure_of_years_without_flows_is_left_out(monkeypatch):
    row = {"name": "x", "said": "0", "power": "EEE", "first": "1890", "last": "1995"}
    monkeypatch.setattr(retrials, "read_table", lambda _: [row])
    assert retry_changes(Annals(made.tables())) == ()
