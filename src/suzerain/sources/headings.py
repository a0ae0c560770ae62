"""Where a published CSV names its columns: some open with lines of prose."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from suzerain.core.errors import UnreadableSource

if TYPE_CHECKING:
    import duckdb

ROWS = "rows_below"  # name under which cells are shown to the connection
DEEPEST = 60  # lines of prose that a publisher may put above the names


def heading(
    path: Path, first: Iterable[str], *, encoding: str = "utf-8"
) -> tuple[int, tuple[str, ...]]:
    r"""Find the line that names the columns by its first cell.

    Args:
        path: A CSV, compressed with gzip or not.
        first: What the first cell of that line may be, in any case.
        encoding: Of the file; a mark of byte order is passed over.

    Returns:
        Lines above it, and its cells as published.

    Raises:
        UnreadableSource: If no line among the first begins so.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "gdp.csv"
        ...     _ = path.write_text("Data Source,WDI\n\nCountry Name,1960\n")
        ...     heading(path, ["Country Name"])
        (2, ('Country Name', '1960'))
    """
    wanted = {cell.lower() for cell in first}
    seen: list[str] = []
    try:
        for skip, line in enumerate(_lines(path, encoding)):
            names = next(csv.reader([line]), [])
            if names and names[0].strip().lower() in wanted:
                return skip, tuple(names)
            seen.append(line.strip())
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise _no_text(path, encoding, error) from error
    start = next((line for line in seen if line), "")
    raise UnreadableSource(
        f"{path.name!r} names no columns; it begins {start[:60]!r}",
        "a CSV with a line that begins " + " or ".join(sorted(set(first))),
        "check that it is the file that `suzerain data show` describes",
    )


def rows_below(
    sql: duckdb.DuckDBPyConnection,
    path: Path,
    table: str,
    *,
    skip: int,
    names: Sequence[str],
) -> duckdb.DuckDBPyRelation:
    """Read the lines below the one that names the columns, as text.

    The file is small enough to be held; every line must have all cells.

    Args:
        sql: Connection; a temporary table is made on it, or replaced.
        path: A CSV in UTF-8, compressed with gzip or not.
        table: Name of the temporary table.
        skip: Lines above the one that names the columns.
        names: Names to give the columns.

    Returns:
        Column `line`, numbered from 0, and the columns named; an empty cell is empty.

    Raises:
        UnreadableSource: If a line has fewer or more cells, or the file is cut.
    """
    cells: list[list[str]] = [[] for _ in names]
    packed = path.name.lower().endswith(".gz")
    opened = gzip.open if packed else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(islice(file, skip + 1, None))
            for place, row in enumerate(filter(None, rows)):
                if len(row) != len(names):
                    raise UnreadableSource(
                        f"row {place + 1} of {path.name!r} has {len(row)} cells: "
                        f"{','.join(row)[:60]!r}",
                        f"{len(names)} cells in each row",
                        "download it again; do not save it from a spreadsheet",
                    )
                for column, cell in zip(cells, row, strict=True):
                    column.append(cell)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise _no_text(path, "utf-8", error) from error
    columns = {f"c{k}": np.array(one, dtype=object) for k, one in enumerate(cells)}
    sql.register(ROWS, columns | {"line": np.arange(len(cells[0]))})
    named = ", ".join(
        f"nullif(CAST(c{k} AS VARCHAR), '') AS \"{name}\""
        for k, name in enumerate(names)
    )
    sql.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT line, {named} FROM {ROWS}"
    )
    sql.unregister(ROWS)
    return sql.table(table)


def _no_text(path: Path, encoding: str, error: Exception) -> UnreadableSource:
    return UnreadableSource(
        f"{path.name!r} is no text in {encoding}: {error}",
        "the publisher's CSV, whole and as published",
        "download it again; do not save it from a spreadsheet",
    )


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Give the first lines of a file."""
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path) if packed else path.open("rb") as file:
        for line in islice(file, DEEPEST):
            yield line.decode(encoding).removeprefix("\ufeff")
