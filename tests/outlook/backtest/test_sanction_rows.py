"""Sanctions: who is asked, how it ended, and what was known before."""

import made_history as made
import numpy as np
import pytest
from real_tables import real_shelf

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.sanction_rows import (
    AIMS,
    ANY,
    CASES,
    PARTIES,
    TIES,
    gsdb_rows,
    ties_rows,
)
from suzerain.outlook.backtest.tables import read_tables, until

REGISTER = load_register()
COLUMNS = ("year", "sender", "target", "ended", "open", "won", "won_or_settled")


def ties(*cases):
    """Tables with these cases, the year being the one before sanctions."""
    columns = dict(zip(COLUMNS, zip(*cases, strict=True), strict=True))
    made_cases = {
        name: np.array(
            values, dtype=object if name in ("sender", "target") else np.float64
        )
        for name, values in columns.items()
    }
    made_cases["year"] = made_cases["year"].astype(np.int64)
    return {**made.tables(), "cases": made_cases}


def gsdb(*cases):
    """Tables of GSDB: (first year less one, last, senders, targets, outcomes)."""
    number = np.arange(1.0, 1 + len(cases))
    parties = [
        (k, role, state)
        for k, (_, _, senders, targets, _) in zip(number, cases, strict=True)
        for role, states in (("sender", senders), ("target", targets))
        for state in states
    ]
    aims = [(k, end) for k, case in zip(number, cases, strict=True) for end in case[4]]
    return {
        **made.tables(),
        "gsdb_cases": {
            "year": np.array([case[0] for case in cases]),
            "number": number,
            "ended": np.array([float(case[1]) for case in cases]),
            "trade": number % 2,
        },
        "gsdb_parties": {
            "number": np.array([one[0] for one in parties]),
            "role": np.array([one[1] for one in parties], dtype=object),
            "state": np.array([one[2] for one in parties], dtype=object),
        },
        "gsdb_aims": {
            "number": np.array([one[0] for one in aims]),
            "outcome": np.array([one[1] for one in aims], dtype=object),
        },
    }


def test_a_case_that_has_not_ended_is_no_failure():
    rows = ties_rows(
        ties(
            (1992, "AAA", "BBB", 1995, 0, 1, 1),
            (1993, "AAA", "CCC", np.nan, 1, 0, 0),
            (1993, "BBB", "CCC", 1994, 0, 0, 1),
        ),
        REGISTER,
    )
    assert rows.outcome.tolist()[::2] == [1, 0]
    assert np.isnan(rows.outcome[1])
    assert rows.settled.tolist() == [1995, 1993, 1994]


def test_a_settlement_counts_only_where_it_is_asked_for():
    tables = ties((1992, "AAA", "BBB", 1995, 0, 0, 1))
    assert ties_rows(tables, REGISTER).outcome.tolist() == [0]
    assert ties_rows(tables, REGISTER, settled=True).outcome.tolist() == [1]


def test_bodies_and_cases_without_a_year_of_trade_are_void_with_their_reason():
    rows = ties_rows(
        ties(
            (1992, "", "BBB", 1995, 0, 1, 1),
            (1980, "AAA", "BBB", 1985, 0, 1, 1),
            (1994, "AAA", "BBB", 1993, 0, 1, 1),
            (1992, "AAA", "BBB", 1993, 0, 1, 1),
        ),
        REGISTER,
    )
    assert len(rows) == 1
    assert sorted(rows.void.values()) == [1, 1, 1]
    assert any("body" in why for why in rows.void)


def test_a_senders_record_holds_only_what_had_ended():
    rows = ties_rows(
        ties(
            (1991, "AAA", "BBB", 1993, 0, 1, 1),
            (1991, "AAA", "CCC", 1996, 0, 0, 0),
            (1992, "AAA", "BBB", 1994, 0, 1, 1),
            (1993, "AAA", "BBB", 1995, 0, 1, 1),
        ),
        REGISTER,
    )
    record, earlier = rows.features["sender_record"], rows.features["earlier"]
    assert np.isnan(record[:3]).all()
    assert record[3] == pytest.approx((1 + 0.5) / 2)
    assert earlier.tolist() == [0, 0, 1, 2]


def test_measures_are_of_what_was_on_record_and_seen_from_the_target():
    tables = ties((1993, "AAA", "BBB", 1995, 0, 1, 1))
    rows = ties_rows(tables, REGISTER)
    flow = made.flows_of(1992)
    np.fill_diagonal(flow, 0)
    assert rows.features["import_share"][0] == pytest.approx(flow[1, 0] / flow[1].sum())
    assert rows.features["power_gap"][0] == pytest.approx(-0.01)


def test_nothing_of_a_later_year_is_known():
    whole = ties(
        (1992, "AAA", "BBB", 1993, 0, 1, 1),
        (1994, "AAA", "CCC", 1996, 0, 0, 1),
        (1997, "AAA", "CCC", 1998, 0, 1, 1),
    )
    cut = ties_rows(until(whole, 1994), REGISTER)
    assert len(cut) == 2
    made.assert_nothing_is_known_before_its_time(ties_rows(whole, REGISTER), cut, 1994)


def test_each_aim_of_a_pair_of_states_is_a_row_and_others_are_void():
    rows = gsdb_rows(
        gsdb(
            (1992, 1995, ["AAA"], ["BBB"], ["success_total", "failed", "ongoing"]),
            (1992, 1995, ["", "CCC"], ["BBB"], ["failed"]),
            (1992, 1995, ["AAA", "CCC"], ["BBB"], ["failed", "failed"]),
            (1992, 1995, ["AAA"], [""], ["failed"]),
            (1992, 1995, ["AAA"], ["BBB"], [""]),
        ),
        REGISTER,
    )
    assert rows.outcome[:2].tolist() == [1, 0]
    assert np.isnan(rows.outcome[2])
    assert sorted(rows.void.values()) == [1, 1, 1, 2]


def test_partial_success_counts_only_where_it_is_asked_for():
    tables = gsdb((1992, 1995, ["AAA"], ["BBB"], ["success_part"]))
    assert gsdb_rows(tables, REGISTER).outcome.tolist() == [0]
    assert gsdb_rows(tables, REGISTER, wins=ANY).outcome.tolist() == [1]


def test_cases_that_restrict_no_trade_are_void_where_trade_is_asked_about():
    first = (1992, 1995, ["AAA"], ["BBB"], ["success_total"])
    second = (1993, 1995, ["AAA"], ["CCC"], ["failed", "failed"])
    rows = gsdb_rows(gsdb(first, second), REGISTER, only_trade=True)
    assert rows.units == (("AAA", "BBB"),)
    assert rows.void == {"the case restricts no trade": 2}


def test_the_rows_of_the_real_extracts_are_those_of_the_notes():
    shelf = real_shelf(ties="ties_v4_derived", gsdb="gsdb_v2")
    found = read_tables((TIES, CASES, PARTIES, AIMS), shelf)
    tables = {**made.tables(), **found}
    rows = ties_rows(tables, REGISTER)
    assert len(rows) + sum(rows.void.values()) == 766
    assert rows.void["the sender or the target is a body, not a state"] == 35
    rows = gsdb_rows(tables, REGISTER)
    assert len(rows) + sum(rows.void.values()) == 1430
    assert rows.void["aims and outcomes of the case do not align"] == 2
