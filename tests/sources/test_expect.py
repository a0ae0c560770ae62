"""A table is checked against its declaration, and every fault is shown at once."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.sources.dataset import Column, Dataset, DataTable, datasets
from suzerain.sources.expect import row_problems, shape_problems
from suzerain.sources.sql import open_sql

FLOWS = DataTable(
    name="flows",
    meaning="a flow",
    key=("year", "importer"),
    rows=(2, 5),
    columns=(
        Column(name="year", type="int", meaning="year", low=1870, high=2014),
        Column(name="importer", type="text", meaning="state"),
        Column(name="share", type="float", meaning="share", low=0, high=1, empty=True),
    ),
)
GOOD = ((2013, "PRK", 0.5), (2014, "PRK", None))


@pytest.fixture(scope="module")
def sql():
    with open_sql() as connection:
        yield connection


def table(sql: Any, rows: tuple[tuple[Any, ...], ...]) -> Any:
    sql.execute(
        "CREATE OR REPLACE TEMP TABLE t (year INTEGER, importer VARCHAR, share DOUBLE)"
    )
    sql.executemany("INSERT INTO t VALUES (?, ?, ?)", list(rows))
    return sql.table("t")


def problems(sql: Any, *rows: tuple[Any, ...], **how: Any) -> list[str]:
    return [str(one) for one in row_problems(FLOWS, table(sql, rows), **how)]


def declared(*tables: DataTable) -> Dataset:
    known = datasets()["cow-trade"]
    return Dataset(
        **{name: getattr(known, name) for name in Dataset.__slots__}
        | {"tables": tables}
    )


def test_rows_as_declared_have_no_problem(sql) -> None:
    assert problems(sql, *GOOD) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2014, "CHN", 1.2), "flows.share: 1 above 1, such as 1.2 (year 2014"),
        ((2014, "CHN", -0.1), "flows.share: 1 below 0, such as -0.1"),
        ((2014, "CHN", float("nan")), "flows.share: 1 NaN or infinite"),
        ((2014, "CHN", float("inf")), "flows.share: 1 NaN or infinite"),
        ((2014, None, 0.5), "flows.importer: 1 empty"),
        ((2014, "NaN", 0.5), "flows.importer: 1 text for nothing"),
        ((2014, " ", 0.5), "flows.importer: 1 text for nothing"),
        ((2050, "CHN", 0.5), "flows.year: 1 above 2014, such as 2050"),
        ((2014, "PRK", 0.7), "year 2014, importer PRK, 2 times"),
    ],
)
def test_each_fault_is_told_with_an_example(sql, row, said) -> None:
    found = problems(sql, *GOOD, row)
    assert any(said in one for one in found), found


def test_namibias_code_of_two_letters_is_not_text_for_nothing(sql) -> None:
    assert problems(sql, *GOOD, (2014, "NA", 0.5)) == []


def test_all_problems_come_at_once(sql) -> None:
    found = problems(sql, (2050, None, 1.2), (2050, None, -1.0))
    assert [one.split(":")[0] for one in found] == [
        "flows.year",
        "flows.importer",
        "flows.share",
        "flows.share",
        "flows",
    ]


def test_too_few_rows_are_a_truncated_file_unless_a_part_is_allowed(sql) -> None:
    assert "1 rows; a whole release has 2 to 5" in problems(sql, GOOD[0])[0]
    assert problems(sql, GOOD[0], part=True) == []


def test_no_row_at_all_is_no_part(sql) -> None:
    problems(sql, GOOD[0], part=True)
    sql.execute("DELETE FROM t")
    assert row_problems(FLOWS, sql.table("t"), part=True) != []


def test_too_many_rows_are_told(sql) -> None:
    rows = [(1900 + k, "PRK", 0.5) for k in range(6)]
    assert "6 rows; a whole release has 2 to 5" in problems(sql, *rows)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT 2014 AS year, 'PRK' AS importer", "columns year, importer; declared"),
        (
            "SELECT 2014 AS year, 'PRK' AS importer, '1' AS share",
            "flows.share: type VARCHAR; float is DOUBLE",
        ),
        (
            "SELECT 'PRK' AS importer, 2014 AS year, 1.0::DOUBLE AS share",
            "columns importer, year, share; declared year, importer, share",
        ),
    ],
)
def test_a_wrong_shape_is_told_without_reading_a_row(sql, text, said) -> None:
    found = shape_problems(declared(FLOWS), {"flows": sql.sql(text)})
    assert said in str(found[0])


def test_a_table_that_lacks_and_one_too_many_are_told(sql) -> None:
    found = shape_problems(declared(FLOWS), {"other": table(sql, GOOD)})
    assert [one.where for one in found] == ["other", "flows"]


def test_a_table_without_a_key_may_repeat_its_rows(sql) -> None:
    keyless = dataclasses.replace(FLOWS, key=())
    found = row_problems(keyless, table(sql, (GOOD[0], GOOD[0], (2050, "PRK", 0.5))))
    assert len(found) == 1
    assert "such as 2050 (importer PRK, share 0.5)" in str(found[0])


VALUES = st.one_of(
    st.none(), st.floats(-1, 2), st.sampled_from([float("nan"), float("inf")])
)
ROWS = st.lists(
    st.tuples(st.integers(1860, 2020), st.sampled_from(["PRK", "CHN", None]), VALUES),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_the_checks_agree_with_a_plain_loop(rows) -> None:
    with open_sql(threads=1) as sql:
        found = problems(sql, *rows, part=True)
    keys = [row[:2] for row in rows]
    bad = (
        any(not 1870 <= year <= 2014 for year, _, _ in rows)
        or any(state is None for _, state, _ in rows)
        or any(not 0 <= share <= 1 for _, _, share in rows if share is not None)
        or len(set(keys)) < len(keys)
        or len(rows) > 5
    )
    assert bool(found) == bad
