"""Named columns of a CSV or Parquet file, read lazily and by declared type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.sql import refusal

if TYPE_CHECKING:
    import duckdb

SHOWN = 12  # columns shown in a message
_NUMBERS = count()
_MARK_READ_AS_LATIN = "\ufeff".encode().decode("latin-1")


def read_columns(
    sql: duckdb.DuckDBPyConnection,
    path: Path | Sequence[Path],
    columns: Mapping[str, str],
    *,
    empty: Sequence[str] = ("NA",),
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> duckdb.DuckDBPyRelation:
    r"""Read some columns of a table by name, whatever else the file holds.

    Args:
        sql: Connection to read on.
        path: A `.csv`, `.tsv` or `.txt` file, `.gz` or not, or a `.parquet` file; or
            several of one layout.
        columns: Columns to read, with the SQL type of each.
        empty: Texts that stand for "not observed", besides nothing.
        encoding: Of the CSV: `utf-8` or `latin-1`.
        delimiter: Between the cells of the CSV.

    Returns:
        The columns asked for, in that order, as yet unread.

    Raises:
        UnreadableSource: If columns lack, or the file is no table.

    Examples:
        >>> import duckdb, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "trade.csv")
        ...     _ = file.write_text("year,flow,note\n2014,NA,x\n2015,7.5,y\n")
        ...     types = {"flow": "DOUBLE", "year": "INTEGER"}
        ...     read_columns(duckdb.connect(), file, types).fetchall()
        [(None, 2014), (7.5, 2015)]
    """
    import duckdb

    paths = [path] if isinstance(path, Path) else list(path)
    names = [str(one) for one in paths]
    try:
        if names[0].lower().endswith(".parquet"):
            rows = sql.from_parquet(names, union_by_name=False)
        else:
            # The method `read_csv` takes no encoding but UTF-8; the function does.
            rows = sql.sql(
                f"SELECT * FROM read_csv({_quoted(names)}, header = true, "
                f"all_varchar = true, delim = {_quoted(delimiter)}, "
                f"encoding = {_quoted(encoding)}, quote = '\"', escape = '\"', "
                f"nullstr = {_quoted(['', *empty])})"
            )
    except duckdb.Error as error:
        raise refusal(error, repr(paths[0].name)) from error
    there = {_bare(name): name for name in rows.columns}
    lacking = [name for name in columns if _bare(name) not in there]
    if lacking:
        shown = ", ".join(rows.columns[:SHOWN])
        more = ", ..." if len(rows.columns) > SHOWN else ""
        raise UnreadableSource(
            f"{paths[0].name!r} lacks the column(s) {', '.join(lacking)}; "
            f"it has {shown}{more}",
            f"a file with the columns {', '.join(columns)}",
            "check that it is the release that `suzerain data show` names",
        )
    return rows.project(
        ", ".join(
            f'CAST("{there[_bare(name)]}" AS {type_}) AS "{name}"'
            for name, type_ in columns.items()
        )
    )


def select(rows: duckdb.DuckDBPyRelation, text: str) -> duckdb.DuckDBPyRelation:
    """Ask rows, which go by the name `r`, for other rows.

    Args:
        rows: Rows, as yet unread.
        text: A SELECT.

    Examples:
        >>> import duckdb
        >>> years = duckdb.connect().sql("SELECT unnest([2013, 2014]) AS year")
        >>> select(years, "SELECT max(year) FROM r").fetchall()
        [(2014,)]
    """
    # A name of its own for each: older releases read a view of one name as itself.
    own = f"r{next(_NUMBERS)}"
    with_r = f"WITH r AS NOT MATERIALIZED (SELECT * FROM {own})"
    words = text.lstrip()
    more = words[:4].upper() == "WITH"
    asked = rows.query(own, f"{with_r}, {words[4:]}" if more else f"{with_r} {words}")
    assert asked is not None, "a SELECT gives rows"  # noqa: S101 - our own mistake
    return asked


def _bare(name: str) -> str:
    """Free a column's name of spaces and of the mark that opens some files."""
    return name.removeprefix("\ufeff").removeprefix(_MARK_READ_AS_LATIN).strip().lower()


def _quoted(given: str | Sequence[str]) -> str:
    """Write text, or a list of texts, as SQL does."""
    if isinstance(given, str):
        return "'" + given.replace("'", "''") + "'"
    return "[" + ", ".join(map(_quoted, given)) + "]"


def numbers(columns: Sequence[str], *, missing: float) -> str:
    """Write SQL that empties cells in which a number stands for "not observed".

    Examples:
        >>> numbers(("flow",), missing=-9)
        'nullif("flow", -9) AS "flow"'
    """
    return ", ".join(f'nullif("{name}", {missing}) AS "{name}"' for name in columns)
