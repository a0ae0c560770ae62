"""The line that names the columns is found below lines of prose."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from suzerain.core.errors import UnreadableSource
from suzerain.sources.headings import heading, rows_below
from suzerain.sources.sql import open_sql


def test_a_mark_of_byte_order_and_quotes_do_not_hide_the_names(tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    path.write_bytes(b'\xef\xbb\xbf"Country Name","1960"\n')
    assert heading(path, ["country name"]) == (0, ("Country Name", "1960"))


def test_a_packed_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv.gz"
    path.write_bytes(gzip.compress(b"prose\n\nt,i,j\n1,2,3\n"))
    assert heading(path, ["t"]) == (2, ("t", "i", "j"))


def test_a_file_without_the_names_is_refused_with_its_first_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.csv"
    path.write_text("\n<html>\n")
    with pytest.raises(UnreadableSource, match="begins '<html>'"):
        heading(path, ["t"])


def test_a_cut_or_wrongly_encoded_file_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(b"t,i,j\n" * 9)[:12])
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes("Côte d'Ivoire\n".encode("latin-1"))
    for path in (cut, wrong):
        with pytest.raises(UnreadableSource, match="is no text"):
            heading(path, ["t"])


def test_rows_below_keep_empty_cells_empty_and_refuse_a_cut_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "gdp.csv.gz"
    whole = gzip.compress(b'prose\n\nname,2013,2014\n"a, b",,7\n\nc,8,\n')
    path.write_bytes(whole)
    with open_sql() as sql:
        rows = rows_below(sql, path, "held", skip=2, names=("x", "y", "z"))
        assert rows.fetchall() == [(0, "a, b", None, "7"), (1, "c", "8", None)]
        path.write_bytes(whole[:-6])
        with pytest.raises(UnreadableSource, match="is no text"):
            rows_below(sql, path, "held", skip=2, names=("x", "y", "z"))
