"""Rows hold what was known when; an outcome cannot come before its cut-off."""

import numpy as np
import pytest

from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.rows import Rows


def rows(**changed):
    given = {
        "origin": np.array([1990, 1991, 1992]),
        "unit": np.array([0, 1, 0]),
        "units": (("RUS", "PRK"), ("RUS", "IRN")),
        "features": {"x": np.array([1.0, np.nan, 3.0])},
        "outcome": np.array([0.0, 1.0, np.nan]),
        "settled": np.array([1991, 1992, 1993]),
        "void": {"gone": 2},
    }
    return Rows(**{**given, **changed})


def test_an_outcome_before_its_cut_off_is_refused_and_named():
    with pytest.raises(OutlookError, match=r"RUS-IRN asked in 1991.*settled in 1990"):
        rows(settled=np.array([1991, 1990, 1993]))


def test_a_row_without_an_outcome_may_have_any_year():
    assert len(rows(settled=np.array([1991, 1992, 0]))) == 3


def test_an_outcome_is_yes_no_or_unknown():
    with pytest.raises(OutlookError, match=r"is 0\.5"):
        rows(outcome=np.array([0.0, 0.5, np.nan]))


def test_columns_are_of_one_length():
    with pytest.raises(OutlookError, match="columns of shapes"):
        rows(features={"x": np.array([1.0])})


def test_chosen_rows_keep_their_units_and_what_was_void():
    chosen = rows().select(np.array([False, True, True]))
    assert (len(chosen), chosen.events, chosen.void) == (2, 1, {"gone": 2})
    assert chosen.units[chosen.unit[0]] == ("RUS", "IRN")
