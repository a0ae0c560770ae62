"""The real files, read or put on a shelf once for all tests that ask for them."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from read_back import real

from suzerain.sources.found import Found
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.states import register_states

if TYPE_CHECKING:
    import duckdb

OPEN = ExitStack()
atexit.register(OPEN.close)


def real_tables(folder: str, name: str) -> dict[str, duckdb.DuckDBPyRelation]:
    """Let a reader read the real files, or skip; nothing is checked or written."""
    real(folder)
    return _tables(folder, name)


def real_shelf(**folders: str) -> Shelf:
    """Give a shelf that holds real datasets and no others, or skip; only to be read.

    Each dataset is added once, whatever the number of shelves that show it. Names are
    written with `_` for `-`.
    """
    for folder in folders.values():
        real(folder)
    root = Path(OPEN.enter_context(TemporaryDirectory()))
    for name, folder in folders.items():
        known = name.replace("_", "-")
        (root / known).symlink_to(_kept(known, folder), target_is_directory=True)
    return Shelf(root)


@cache
def _kept(name: str, folder: str) -> Path:
    shelf = Shelf(Path(OPEN.enter_context(TemporaryDirectory())))
    shelf.add(real(folder), name)
    return shelf.root / name


@cache
def _tables(folder: str, name: str) -> dict[str, duckdb.DuckDBPyRelation]:
    sql = open_sql()
    OPEN.callback(sql.close)
    register_states(sql)
    found = OPEN.enter_context(Found(real(folder)))
    reader = import_module(f"suzerain.sources.readers.{name.replace('-', '_')}")
    return dict(reader.read(found, sql))
