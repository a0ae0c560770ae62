"""One table under several releases, each with its own file and names of columns."""

from __future__ import annotations

import gzip
import zlib
from codecs import getincrementaldecoder
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.tabular import read_columns

if TYPE_CHECKING:
    import duckdb

MISSING = ("NA", "NaN", "nan", ".")
PIECE = 1 << 20  # bytes decoded at a time


def read_layout(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    layouts: Mapping[str, Mapping[str, str]],
    types: Mapping[str, str],
    *,
    empty: Sequence[str] = MISSING,
) -> duckdb.DuckDBPyRelation:
    r"""Read the first release that is there, under our names.

    Args:
        found: The files.
        sql: Connection to read on.
        layouts: Pattern of a file to its columns, theirs by ours; the best first. The
            last pattern names the file in a message when none is there.
        types: SQL type of each column of ours. A column that a layout lacks is empty.
        empty: Texts that stand for "not observed", besides nothing.

    Returns:
        The columns of `types`, in that order, as yet unread.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If a column of the layout lacks.

    Examples:
        >>> import duckdb, tempfile
        >>> layouts = {"allies_v2.csv": {"year": "YEAR", "ally": "Ally"}}
        >>> types = {"year": "INTEGER", "ally": "INTEGER", "note": "VARCHAR"}
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "allies_v2.csv")
        ...     _ = file.write_text("Ally,YEAR\n1,1950\n")
        ...     read_layout(Found(folder), duckdb.connect(), layouts, types).fetchall()
        [(1950, 1, None)]
    """
    path = found.file(*layouts)
    theirs = next(
        columns
        for pattern, columns in layouts.items()
        if fnmatch(path.name.lower(), pattern.lower())
    )
    wanted = {theirs[name]: type_ for name, type_ in types.items() if name in theirs}
    rows = read_columns(sql, path, wanted, empty=empty, encoding=encoding_of(path))
    return rows.project(
        ", ".join(
            f'"{theirs[name]}" AS "{name}"'
            if name in theirs
            else f'CAST(NULL AS {type_}) AS "{name}"'
            for name, type_ in types.items()
        )
    )


def encoding_of(path: Path) -> str:
    """Tell the encoding of a text: `utf-8` where all of it is, else `latin-1`.

    Args:
        path: A file, compressed with gzip or not; Parquet counts as `utf-8`.

    Raises:
        UnreadableSource: If it is a broken gzip.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "names.csv"
        ...     _ = path.write_bytes("name,Côte".encode("latin-1"))
        ...     encoding_of(path)
        'latin-1'
    """
    name = path.name.lower()
    if name.endswith(".parquet"):
        return "utf-8"
    decoder = getincrementaldecoder("utf-8")()
    try:
        with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSource(
            f"{path.name!r} cannot be read: {error}",
            "the publisher's file, whole and as published",
            "download it again",
        ) from error
    return "utf-8"


def both_ways(
    rows: duckdb.DuckDBPyRelation, swapped: Mapping[str, str]
) -> duckdb.DuckDBPyRelation:
    """Give each undirected row of a pair in both directions.

    Args:
        rows: One row a pair.
        swapped: Columns that change places, such as `{"state1": "state2"}`.

    Examples:
        >>> import duckdb
        >>> pair = duckdb.connect().sql(
        ...     "SELECT 'CHN' AS state1, 'PRK' AS state2, 1352 AS km"
        ... )
        >>> sorted(both_ways(pair, {"state1": "state2"}).fetchall())
        [('CHN', 'PRK', 1352), ('PRK', 'CHN', 1352)]
    """
    other = dict(swapped) | {second: first for first, second in swapped.items()}
    turned = ", ".join(
        f'"{other.get(name, name)}" AS "{name}"' for name in rows.columns
    )
    return rows.union(rows.project(turned))
