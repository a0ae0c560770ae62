"""Answers of DuckDB to a question about states: as arrays, or as a whole file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SourceError
from suzerain.sources.sql import open_sql, refusal
from suzerain.sources.states import register_states

if TYPE_CHECKING:
    import duckdb


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection with the states on it, and room for what is too large.

    Examples:
        >>> with opened() as sql:
        ...     sql.sql("SELECT iso3 FROM states WHERE cow = 731").fetchall()
        [('PRK',)]
    """
    with tempfile.TemporaryDirectory(prefix="suzerain-") as spill:
        sql = open_sql(temporary=spill)
        try:
            register_states(sql)
            yield sql
        finally:
            sql.close()


def asked(
    sql: duckdb.DuckDBPyConnection, question: str, where: str
) -> duckdb.DuckDBPyConnection:
    """Ask a question, and put a refusal into words.

    Args:
        sql: Connection to ask on.
        question: The question, as SQL.
        where: Dataset or file that it is about.

    Raises:
        SourceError: If a file is not as declared or cannot be read or written.
    """
    import duckdb

    try:
        return sql.execute(question)
    except duckdb.Error as error:
        raise refusal(error, where) from error


def write_rows(
    blocks: Callable[[duckdb.DuckDBPyConnection], Sequence[str]],
    target: Path,
    form: str,
) -> Path:
    """Write rows to a file block by block; it is whole or not there.

    Args:
        blocks: Gives, on a connection, the questions whose answers follow each other.
        target: File to write; its folder must exist.
        form: Options of DuckDB's COPY, such as `FORMAT parquet`.

    Raises:
        SourceError: If the folder is missing, or the file cannot be written.
    """
    if not target.parent.is_dir():
        raise SourceError(
            f"the folder {str(target.parent)!r} is not there",
            "a file in a folder that exists",
            "make the folder first",
        )
    where = str(target)
    with opened() as sql, _beside(target) as part:
        first, *others = blocks(sql)
        if others:
            # Rows of all blocks wait on the disk, since Parquet cannot be added to.
            aside = sql.sql("SELECT current_setting('temp_directory')").fetchall()[0][0]
            store = quoted(Path(aside) / "aside.duckdb")
            asked(sql, f"ATTACH {store} AS aside", where)
            asked(sql, f"CREATE TABLE aside.whole AS {first}", where)
            for block in others:
                asked(sql, f"INSERT INTO aside.whole {block}", where)
            first = "FROM aside.whole"
        asked(sql, f"COPY ({first}) TO {quoted(part)} ({form})", where)
        os.replace(part, target)  # noqa: PTH105 - one step, as elsewhere
    return target


def quoted(path: Path) -> str:
    """Write a path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def plain(values: Any, name: str) -> NDArray[Any]:
    """Turn a column that DuckDB gives into a plain array.

    Args:
        values: The column, masked where it is empty. Shape `(row,)`.
        name: Its name.

    Returns:
        Years as int64, numbers and yes or no as float64 with NaN where empty, other
        values as objects with None. Shape `(row,)`.

    Examples:
        >>> plain(np.ma.array([1, 2], mask=[False, True]), "flow")
        array([ 1., nan])
        >>> plain(np.ma.array(["RUS", ""], mask=[False, True]), "state")
        array(['RUS', None], dtype=object)
    """
    if name == "year":
        return np.asarray(values, dtype=np.int64)
    masked: Any = np.ma.asarray(values)
    if masked.dtype.kind in "ifub":
        return np.asarray(masked.astype(np.float64).filled(np.nan))
    # `filled(None)` would take the default, a question mark, for an empty text.
    texts: NDArray[Any] = masked.data.astype(object)
    texts[np.ma.getmaskarray(masked)] = None
    return texts


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a temporary name beside a file, and leave nothing behind."""
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:80]}.", dir=target.parent
        )
    except OSError as error:
        raise SourceError(
            f"{str(target)!r} cannot be written: {error.strerror}",
            "a folder that you may write to",
            "name another file",
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
