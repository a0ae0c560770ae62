"""Columns that were reckoned, as a Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from suzerain.sources.answers import write_rows

if TYPE_CHECKING:
    import duckdb


def write_columns(columns: Mapping[str, NDArray[Any]], path: str | Path) -> Path:
    """Write columns to a Parquet file, which is whole or not there.

    Args:
        columns: Values by name, all of one length; text as arrays of objects.
        path: File to write; its folder must exist.

    Returns:
        The path.

    Raises:
        SourceError: If the folder is missing, or the file cannot be written.
    """

    def blocks(sql: duckdb.DuckDBPyConnection) -> list[str]:
        sql.register("columns", dict(columns))
        return ["SELECT * FROM columns"]

    return write_rows(blocks, Path(path), "FORMAT parquet, COMPRESSION zstd")
