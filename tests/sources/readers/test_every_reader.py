"""What holds of every dataset; having a reader is enough to be tested here."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from places import ROOT, SHARED

from suzerain.sources.address import is_address
from suzerain.sources.dataset import Dataset, datasets
from suzerain.sources.pulling import steps
from suzerain.sources.recognise import recognise
from suzerain.sources.shelf import read_dataset

FOLDER = ROOT / "src" / "suzerain" / "sources" / "readers"
DATA = SHARED / "data"
ALL = list(datasets().values())
BIBLIOGRAPHY = ROOT / "docs" / "reference" / "bibliography.md"
every = pytest.mark.parametrize("known", ALL, ids=lambda known: known.name)


@cache
def recognised() -> dict[str, Path]:
    return dict(recognise(DATA).datasets) if DATA.is_dir() else {}


def real(known: Dataset) -> Path:
    if not DATA.is_dir():
        pytest.skip("the real files (../shared/data) are not on this machine")
    if known.name not in recognised():
        pytest.skip(f"no file in ../shared/data is recognised as {known.name}")
    return recognised()[known.name]


def test_readers_and_declarations_stand_in_pairs() -> None:
    stems = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert stems == {path.stem for path in FOLDER.glob("*.toml")}
    assert stems == {known.name.replace("-", "_") for known in ALL}


@every
def test_a_reader_has_the_function_read(known) -> None:
    path = FOLDER / f"{known.name.replace('-', '_')}.py"
    body = ast.parse(path.read_text(encoding="utf-8")).body
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    assert "read" in functions


@every
def test_its_citations_stand_in_the_bibliography(known) -> None:
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    entries = re.findall(r"^- \*\*(.+?)\.\*\*", text, re.MULTILINE)
    for work in known.citation.split("; "):
        authors, year = work.rsplit(" ", 1)
        if "et al." in authors:
            first = authors.split()[0]
            fits = [one for one in entries if re.match(rf"{first}\W.* {year}$", one)]
            assert len(fits) == 1, work
        else:
            assert work in entries


@every
def test_it_says_who_made_it_and_under_what_terms(known) -> None:
    for words in (known.title, known.version, known.publisher, known.licence):
        assert words.strip()
    assert known.page.startswith(("https://", "http://"))
    assert known.recognise


@every
def test_a_way_to_get_it_is_told(known) -> None:
    if known.pull == "by hand":
        assert known.steps
    else:
        assert known.downloads
        assert all(is_address(file.url) for file in known.downloads)
    assert any("suzerain data add" in step for step in steps(known))


@every
def test_every_fault_says_how_it_is_handled(known) -> None:
    for fault in known.faults:
        assert fault.what.strip()
        assert fault.handled.strip()


@every
def test_its_tables_are_declared_soundly(known) -> None:
    names = [table.name for table in known.tables]
    assert names
    assert len(set(names)) == len(names)
    for table in known.tables:
        columns = [column.name for column in table.columns]
        assert len(set(columns)) == len(columns)
        assert set(table.key) <= set(columns)
        keys = [one for one in table.columns if one.name in table.key]
        assert 0 < table.rows[0] <= table.rows[1]
        assert all(column.meaning for column in table.columns)
        assert all(one.type in {"int", "text", "date", "bool"} for one in keys)


@every
def test_real_files_are_read_as_declared(known) -> None:
    """`read_dataset` checks tables, columns, types, rows, keys and bounds."""
    with read_dataset(real(known), known.name) as tables:
        assert list(tables) == [table.name for table in known.tables]
        assert all(tables.origin.rows[table.name] for table in known.tables)


@every
def test_it_says_that_it_was_tested_on_real_files_when_it_was(known) -> None:
    if not DATA.is_dir():
        pytest.skip("the real files (../shared/data) are not on this machine")
    assert (known.tested == "real") == (known.name in recognised())
