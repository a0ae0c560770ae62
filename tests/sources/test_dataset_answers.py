"""Columns that DuckDB gives become plain arrays, empty cells and all."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.sources.answers import opened, plain

ROWS = """
SELECT * FROM (VALUES (1, 'RUS', 2.5, true), (2, '', NULL, NULL), (3, NULL, 0, false))
AS r(year, state, flow, settled) ORDER BY year
"""


@pytest.fixture(scope="module")
def columns():
    with opened() as sql:
        found = sql.sql(ROWS).fetchnumpy()
        return {name: plain(one, name) for name, one in found.items()}


def test_an_empty_text_is_nothing_and_a_text_of_no_length_is_a_text(columns):
    assert columns["state"].tolist() == ["RUS", "", None]


def test_an_empty_number_is_nan_and_so_is_an_empty_yes_or_no(columns):
    assert np.array_equal(columns["flow"], [2.5, np.nan, 0], equal_nan=True)
    assert np.array_equal(columns["settled"], [1, np.nan, 0], equal_nan=True)


def test_years_are_whole_numbers(columns):
    assert columns["year"].dtype == np.int64
