"""Named columns are read from CSV and Parquet as they are declared."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from suzerain.core.errors import UnreadableSource
from suzerain.sources.sql import open_sql
from suzerain.sources.tabular import read_columns, select

TYPES = {"year": "INTEGER", "flow": "DOUBLE"}
TEXT = "flow,note,year\n1.5,x,2013\nNA,y,2014\n"


@pytest.fixture(scope="module")
def sql():
    with open_sql(threads=1) as connection:
        yield connection


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_columns_come_in_the_order_asked_whatever_the_file_has(sql, tmp_path) -> None:
    rows = read_columns(sql, written(tmp_path / "a.csv", TEXT), TYPES)
    assert rows.columns == ["year", "flow"]
    assert rows.fetchall() == [(2013, 1.5), (2014, None)]


def test_names_of_columns_match_without_regard_to_case_and_spaces(
    sql, tmp_path
) -> None:
    path = written(tmp_path / "a.csv", " Flow ,NOTE,Year\n1.5,x,2013\n")
    assert read_columns(sql, path, TYPES).fetchall() == [(2013, 1.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_the_mark_that_opens_some_files_is_no_part_of_a_name(
    sql, tmp_path, encoding
) -> None:
    path = written(tmp_path / "a.csv", "\ufeff" + TEXT)
    rows = read_columns(sql, path, TYPES, encoding=encoding)
    assert rows.fetchall()[0] == (2013, 1.5)


def test_a_packed_file_is_read(sql, tmp_path) -> None:
    path = written(tmp_path / "a.csv.gz", gzip.compress(TEXT.encode()))
    assert len(read_columns(sql, path, TYPES).fetchall()) == 2


def test_a_truncated_packed_file_is_told(sql, tmp_path) -> None:
    packed = gzip.compress((TEXT + "2,z,2015\n" * 9999).encode())
    path = written(tmp_path / "a.csv.gz", packed[: len(packed) // 2])
    with pytest.raises(Exception, match=r"a\.csv\.gz|[Gg][Zz][Ii][Pp]|compress"):
        read_columns(sql, path, TYPES).fetchall()


def test_a_parquet_file_is_read_as_the_same_table(sql, tmp_path) -> None:
    text = written(tmp_path / "a.csv", TEXT)
    read_columns(sql, text, TYPES).to_parquet(str(tmp_path / "a.parquet"))
    rows = read_columns(sql, tmp_path / "a.parquet", TYPES)
    assert rows.fetchall() == [(2013, 1.5), (2014, None)]


def test_several_files_of_one_layout_are_one_table(sql, tmp_path) -> None:
    paths = [written(tmp_path / f"{name}.csv", TEXT) for name in "ab"]
    assert len(read_columns(sql, paths, TYPES).fetchall()) == 4


def test_another_delimiter_and_another_word_for_empty(sql, tmp_path) -> None:
    path = written(tmp_path / "a.txt", "year;flow\n2014;-99\n")
    rows = read_columns(sql, path, TYPES, delimiter=";", empty=("-99",))
    assert rows.fetchall() == [(2014, None)]


def test_an_odd_path_is_read(sql, tmp_path) -> None:
    folder = tmp_path / "it's [v1] * here"
    folder.mkdir()
    assert len(read_columns(sql, written(folder / "a.csv", TEXT), TYPES)) == 2


def test_columns_that_lack_are_named_beside_those_that_are_there(sql, tmp_path) -> None:
    path = written(tmp_path / "a.csv", TEXT)
    with pytest.raises(UnreadableSource) as raised:
        read_columns(sql, path, TYPES | {"importer": "INTEGER"})
    assert "lacks the column(s) importer; it has flow, note, year" in str(raised.value)


def test_bytes_of_another_encoding_are_told(sql, tmp_path) -> None:
    path = written(tmp_path / "a.csv", "year,flow\n2014,C\xf4te\n".encode("latin-1"))
    with pytest.raises(UnreadableSource, match="not utf-8"):
        read_columns(sql, path, TYPES)


def test_what_is_no_table_is_told(sql, tmp_path) -> None:
    path = written(tmp_path / "a.parquet", b"PK\x03\x04 not a table")
    with pytest.raises(UnreadableSource, match=r"'a\.parquet' cannot be read"):
        read_columns(sql, path, TYPES)


def test_a_question_may_be_asked_of_an_answer(sql) -> None:
    years = sql.sql("SELECT unnest([2012, 2013, 2014]) AS year")
    late = select(years, "SELECT * FROM r WHERE year > 2012")
    asked = "WITH last AS (SELECT max(year) AS year FROM r) SELECT * FROM last"
    assert select(late, asked).fetchall() == [(2014,)]
    assert len(late.fetchall()) == 2
