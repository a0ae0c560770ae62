"""Shifts towards a patron: who the patron is, what counts as a move, what is void."""

import made_history as made
import numpy as np
import pytest

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.studies.unga_shift import (
    GONE,
    NOBODY,
    UNSEEN,
    ideal_rows,
    votes_rows,
)
from suzerain.outlook.backtest.tables import until

REGISTER = load_register()
START = dict(zip(made.CODES, (0.0, 1.0, -1.0, 2.0, 0.5, -0.5), strict=True))


def with_points(moves=None, *, without=()):
    """Tables in which states stay where they are, save for moves by year."""
    rows = [
        (year, code, START[code] + (moves or {}).get((code, year), 0.0))
        for year in made.YEARS
        for code in made.CODES
        if (code, year) not in without
    ]
    year, state, point = zip(*rows, strict=True)
    ideal = {
        "year": np.array(year),
        "state": np.array(state, dtype=object),
        "ideal_point": np.array(point),
    }
    tables = made.tables(flows={year: one_sided() for year in made.YEARS})
    worth = dict.fromkeys(made.CODES, 1e6) | {"AAA": 1000.0, "CCC": 800.0}
    tables["products"]["product"] = np.array(
        [worth[code] for code in tables["products"]["state"]]
    )
    return {**tables, "ideal": ideal}


def one_sided():
    """A trades most with C, which needs A as much; B is large, and needs nobody."""
    flow = np.full((6, 6), 1000.0)
    flow[0] = [0, 40, 50, 1, 1, 1]
    flow[:, 0] = [0, 40, 50, 1, 1, 1]
    flow[2] = [50, 5, 0, 5, 5, 5]
    flow[:, 2] = [50, 5, 0, 5, 5, 5]
    return flow


def row_of(rows, year, state):
    units = [k for k, unit in enumerate(rows.units) if unit[0] == state]
    found = np.flatnonzero((rows.origin == year) & np.isin(rows.unit, units))
    return int(found[0]) if len(found) else None


def test_the_patron_is_who_has_most_leverage_or_the_largest_partner_as_asked():
    tables = with_points()
    by_leverage, by_trade = (
        ideal_rows(tables, REGISTER, patron_by=by) for by in ("leverage", "trade")
    )
    patrons = [
        rows.units[rows.unit[row_of(rows, 1991, "AAA")]][1]
        for rows in (by_leverage, by_trade)
    ]
    assert patrons == ["BBB", "CCC"]


@pytest.mark.parametrize(("move", "moved"), [(0.2, 1), (0.19, 0), (-0.5, 0), (3.0, 1)])
def test_a_move_counts_in_the_direction_of_where_the_patron_stood(move, moved):
    rows = ideal_rows(with_points({("AAA", 1996): move}), REGISTER)
    row = row_of(rows, 1991, "AAA")
    assert rows.outcome[row] == moved
    assert rows.settled[row] == 1996


def test_a_patron_that_comes_nearer_is_no_move_of_the_state():
    rows = ideal_rows(with_points({("BBB", 1996): -0.9}), REGISTER)
    assert rows.outcome[row_of(rows, 1991, "AAA")] == 0


def test_states_without_a_patron_or_a_vote_are_void_and_not_failures():
    tables = with_points(without={("AAA", 1991), ("EEE", 1996)})
    rows = ideal_rows(tables, REGISTER)
    assert row_of(rows, 1991, "AAA") is None
    assert row_of(rows, 1991, "EEE") is None
    assert rows.void[UNSEEN] >= 1
    assert rows.void[GONE] >= 1
    assert len(rows) + sum(rows.void.values()) == 6 * len(made.YEARS[1:])


def test_a_state_over_whom_nobody_has_leverage_has_no_patron():
    flow = one_sided()
    flow[3, :], flow[:, 3] = 0.001, 500.0
    np.fill_diagonal(flow, 0)
    tables = with_points()
    tables["flows"] = made.tables(flows=dict.fromkeys(made.YEARS, flow))["flows"]
    rows = ideal_rows(tables, REGISTER)
    assert row_of(rows, 1991, "DDD") is None
    assert rows.void[NOBODY] >= len(made.YEARS[1:])


def test_beyond_the_last_votes_the_outcome_is_not_known():
    rows = ideal_rows(with_points(), REGISTER)
    late = rows.origin > made.YEARS[-1] - 5
    assert late.any()
    assert np.isnan(rows.outcome[late]).all()


def test_agreement_counts_beyond_that_of_all_others():
    tables = with_points()
    votes = tables["votes"]
    votes["agreement"] = np.full(len(votes["agreement"]), 0.5)
    pair = (votes["one"] == made.packed("AAA")) & (votes["other"] == made.packed("BBB"))
    with_b = (votes["one"] == made.packed("BBB")) | (
        votes["other"] == made.packed("BBB")
    )
    late = votes["year"] == 1996
    for rows, expected in ((pair & late, 1), (with_b & late, 0)):
        agreement = votes["agreement"].copy()
        agreement[rows] += 0.2
        changed = {**tables, "votes": {**votes, "agreement": agreement}}
        found = votes_rows(changed, REGISTER)
        assert found.outcome[row_of(found, 1991, "AAA")] == expected


def test_nothing_of_a_later_year_is_known():
    whole = with_points()
    for build in (ideal_rows, votes_rows):
        cut = build(until(whole, 1995), REGISTER)
        made.assert_nothing_is_known_before_its_time(build(whole, REGISTER), cut, 1995)


def test_changes_are_of_the_same_patron_and_the_years_before():
    rows = ideal_rows(with_points(), REGISTER)
    row = row_of(rows, 1995, "AAA")
    assert rows.features["dependence_change"][row] == pytest.approx(0)
    assert np.isnan(rows.features["dependence_change"][row_of(rows, 1991, "AAA")])
