"""Codes become ISO3 by the year of their row, and none is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.errors import UnreadableSource
from suzerain.sources import states
from suzerain.sources.sql import open_sql
from suzerain.sources.states import register_states
from suzerain.sources.translate import in_their_years, translated, unknown


@pytest.fixture(scope="module")
def sql():
    with open_sql(threads=1) as connection:
        register_states(connection)
        yield connection


def coded(sql, *rows: tuple[object, int]):
    cells = ", ".join(
        f"({code if code is not None else 'NULL'}, {year})" for code, year in rows
    )
    return sql.sql(f"SELECT * FROM (VALUES {cells}) AS t(code, year)")  # noqa: S608


def iso3(sql, *rows: tuple[object, int], **how: str) -> list[tuple[object, ...]]:
    found = translated(sql, coded(sql, *rows), {"code": "state"}, **how)
    return sorted(found.project("year, state").fetchall())


def test_one_number_means_another_state_in_another_year(sql) -> None:
    assert iso3(sql, (365, 1980), (365, 2014)) == [(1980, "SUN"), (2014, "RUS")]


def test_codes_of_text_are_translated(sql) -> None:
    assert iso3(sql, ("'KP'", 2014), system="iso2") == [(2014, "PRK")]


def test_an_empty_code_stays_empty(sql) -> None:
    assert iso3(sql, (None, 2014), (731, 2013)) == [(2013, "PRK"), (2014, None)]


def test_unknown_codes_are_counted_and_named_the_most_frequent_first(sql) -> None:
    rows = coded(sql, (999, 2013), (998, 2014), (999, 2014))
    assert unknown(rows, ("code",)) == [
        ("code", 999, 2013, 2014, 2),
        ("code", 998, 2014, 2014, 1),
    ]
    with pytest.raises(UnreadableSource, match=r"2 cow code\(s\).*code 999"):
        translated(sql, rows, {"code": "state"})


def test_a_territory_before_it_is_a_state_is_parted(sql) -> None:
    rows = coded(sql, (835, 1960), (835, 2014), (731, 2014), (999, 2014))
    kept, left = in_their_years(rows, "code")
    assert left.fetchall() == [(835, 1960)]
    assert len(kept.fetchall()) == 3


def test_a_state_that_was_occupied_stays_a_state(sql) -> None:
    kept, left = in_their_years(coded(sql, (220, 1943)), "code")
    assert len(kept.fetchall()) == 1
    assert left.fetchall() == []


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([2, 255, 260, 315, 345, 365, 731]), st.integers(1955, 1989)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_sql_translates_as_the_function_does(rows) -> None:
    with open_sql(threads=1) as sql:
        register_states(sql)
        expected = []
        for code, year in rows:
            expected.append((year, states.translate(code, "cow", year)))
        assert iso3(sql, *rows) == sorted(expected)
