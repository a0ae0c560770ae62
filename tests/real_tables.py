"""Tables of the real files, read lazily and once for all tests that ask for them."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from read_back import real

from suzerain.sources.found import Found
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


@cache
def _tables(folder: str, name: str) -> dict[str, duckdb.DuckDBPyRelation]:
    sql = open_sql()
    OPEN.callback(sql.close)
    register_states(sql)
    found = OPEN.enter_context(Found(real(folder)))
    reader = import_module(f"suzerain.sources.readers.{name.replace('-', '_')}")
    return dict(reader.read(found, sql))
