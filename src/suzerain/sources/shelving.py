"""From a publisher's files to checked Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import UnexpectedData
from suzerain.sources.dataset import Dataset, DataTable
from suzerain.sources.expect import row_problems, shape_problems
from suzerain.sources.found import Found
from suzerain.sources.origin import (
    Dropped,
    Origin,
    SourceFile,
    checksum,
    now,
    reader_sum,
)
from suzerain.sources.sql import refusal

if TYPE_CHECKING:
    import duckdb


def read_tables(
    known: Dataset, found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Let a dataset's reader read its files.

    Args:
        known: The dataset.
        found: Its files.
        sql: Connection to read on; tables of states are registered on it.

    Returns:
        Tables as the reader gives them, as yet unread and unchecked.

    Raises:
        SourceError: If the files cannot be read.
    """
    from suzerain.sources.states import register_states

    register_states(sql)
    reader = import_module(f"suzerain.sources.readers.{known.name.replace('-', '_')}")
    tables: dict[str, duckdb.DuckDBPyRelation] = reader.read(found, sql)
    return tables


def write_tables(
    known: Dataset,
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    part: bool = False,
) -> Origin:
    """Write a dataset's tables as Parquet, in the order of their keys, and check them.

    Args:
        known: The dataset.
        found: Its files.
        sql: Connection to read on.
        folder: A new folder, which is made. After an error it holds what was written
            so far, to be thrown away.
        part: Accept fewer rows than a whole release has.

    Raises:
        UnexpectedData: If tables are not as declared; all problems are listed.
        SourceError: If files cannot be read, or the disk is full.
    """
    import duckdb

    try:
        tables = read_tables(known, found, sql)
        if problems := shape_problems(known, tables):
            raise UnexpectedData(known.name, problems)
        folder.mkdir(parents=True)
        written = {
            table.name: _written(table, tables[table.name], folder, sql)
            for table in known.tables
        }
        wrong = [
            problem
            for table in known.tables
            for problem in row_problems(table, written[table.name], part=part)
        ]
        if wrong:
            raise UnexpectedData(known.name, wrong)
        return _origin(known, found, written, part=part)
    except duckdb.Error as error:
        raise refusal(error, f"{known.name} from {str(found.path)!r}") from error


def _written(
    table: DataTable,
    rows: duckdb.DuckDBPyRelation,
    folder: Path,
    sql: duckdb.DuckDBPyConnection,
) -> duckdb.DuckDBPyRelation:
    """Write a table, sorted so that the same files give the same bytes."""
    file = str(folder / f"{table.name}.parquet")
    order = ", ".join(f'"{name}"' for name in table.key) or "ALL"
    rows.order(order).to_parquet(file, compression="zstd")
    return sql.from_parquet(file)


def _origin(
    known: Dataset,
    found: Found,
    written: Mapping[str, duckdb.DuckDBPyRelation],
    *,
    part: bool,
) -> Origin:
    """Record what was read and what became of it."""
    dropped = [
        Dropped(
            table=drop.table,
            reason=drop.reason,
            rows=drop.rows if isinstance(drop.rows, int) else _count(drop.rows),
        )
        for drop in found.drops
    ]
    return Origin(
        dataset=known.name,
        version=known.version,
        path=str(found.path.resolve()),
        files=tuple(
            SourceFile(name=one.name, bytes=one.stat().st_size, sha256=checksum(one))
            for one in found.used
        ),
        rows={name: _count(rows) for name, rows in written.items()},
        dropped=tuple(drop for drop in dropped if drop.rows),
        added=now(),
        licence=known.licence,
        citation=known.citation,
        reader=reader_sum(known.name),
        part=part,
    )


def _count(rows: duckdb.DuckDBPyRelation) -> int:
    return int(rows.count("*").fetchall()[0][0])
