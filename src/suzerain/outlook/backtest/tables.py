"""What a study reads of the shelf, as columns, and the past of it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from suzerain.core.errors import DataMissing
from suzerain.outlook.backtest.study import Columns, Query, Tables
from suzerain.sources.answers import plain
from suzerain.sources.recognise import found_at
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.states import register_states
from suzerain.sources.tabular import select


def read_tables(queries: Sequence[Query], shelf: Shelf | None = None) -> Tables:
    """Read what queries ask for, as columns by name.

    Args:
        queries: What is asked.
        shelf: Where datasets lie; the user's own when None.

    Raises:
        DataMissing: If datasets are not there; all that lack are named.
        SourceError: If they cannot be read.
    """
    shelf = shelf or Shelf()
    refuse_lacking({query.dataset for query in queries}, shelf)
    with (
        tempfile.TemporaryDirectory(prefix="suzerain-") as spill,
        open_sql(temporary=spill) as sql,
    ):
        register_states(sql)
        read: dict[str, Columns] = {}
        for query in queries:
            rows = select(shelf.table(sql, query.dataset, query.table), query.sql)
            found = rows.fetchnumpy()
            read[query.name] = {name: plain(one, name) for name, one in found.items()}
    return read


def refuse_lacking(needed: set[str], shelf: Shelf) -> None:
    """Refuse to begin when datasets are not on the shelf.

    Raises:
        DataMissing: With the names of all that lack.
    """
    lacking = sorted(name for name in needed if not shelf.has(name))
    if lacking:
        raise DataMissing(
            f"not on this machine: {', '.join(lacking)}",
            f"the datasets {', '.join(sorted(needed))}",
            "run `suzerain data add PATH` with their files, or give their folder "
            "with --data; `suzerain data show NAME` tells where they are had",
        )


@contextlib.contextmanager
def shelf_of(folder: str | Path, needed: set[str]) -> Iterator[Shelf]:
    """Read datasets of a folder as if they were added, and forget them at the end.

    Args:
        folder: A folder that holds the publishers' files.
        needed: Names of the datasets to read; others are passed over.

    Raises:
        DataMissing: If one is not found there.
        SourceError: If one cannot be read.
    """
    places = found_at(folder)
    lacking = sorted(needed - set(places))
    if lacking:
        raise DataMissing(
            f"{str(folder)!r} does not hold {', '.join(lacking)}",
            f"a folder with the files of {', '.join(sorted(needed))}",
            "download them, or leave --data out to use what was added before",
        )
    with tempfile.TemporaryDirectory(prefix="suzerain-") as root:
        shelf = Shelf(root)
        for name in sorted(needed):
            shelf.add_one(places[name], name)
        yield shelf


def until(tables: Tables, year: int) -> Tables:
    """Return what was observed by the end of a year; rows without a year stay.

    Examples:
        >>> import numpy as np
        >>> tables = {"votes": {"year": np.array([1990, 1991]), "x": np.ones(2)}}
        >>> len(until(tables, 1990)["votes"]["x"])
        1
    """
    return {
        name: {
            key: values[columns["year"] <= year] if "year" in columns else values
            for key, values in columns.items()
        }
        for name, columns in tables.items()
    }
