"""A connection to DuckDB that stays within its memory and away from the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import SourceError, SuzerainError, UnreadableSource

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"  # of DuckDB's buffers; what is more goes to the temporary folder


def open_sql(
    *,
    temporary: str | Path | None = None,
    memory: str = MEMORY,
    threads: int | None = None,
) -> duckdb.DuckDBPyConnection:
    """Open a database in memory; files are read through it, nothing is loaded whole.

    No extension is loaded or fetched, so no address is ever opened.

    Args:
        temporary: Folder for what does not fit into memory; none is used when None.
        memory: Most memory of the buffers, such as `1GB`.
        threads: Most threads; all cores when None.

    Raises:
        SuzerainError: If the memory or the number of threads cannot be had.

    Examples:
        >>> with open_sql() as sql:
        ...     sql.sql("SELECT 40 + 2").fetchall()
        [(42,)]
    """
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(temporary) if temporary is not None else "",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if threads is not None:
        settings["threads"] = str(threads)
    try:
        sql = duckdb.connect(":memory:", config=settings)
        sql.execute("SET enable_progress_bar = false")
    except duckdb.Error as error:
        raise SuzerainError(
            f"memory {memory!r} and threads {threads!r} are refused: {_line(error)}",
            "memory such as '1GB', threads of 1 or more",
            "leave them out",
        ) from error
    return sql


def refusal(error: Exception, where: str) -> SourceError:
    """Turn an error of DuckDB into words for whoever gave the files.

    Args:
        error: What DuckDB raised.
        where: Dataset or file that was worked on.
    """
    import duckdb

    said = _line(error)
    lower = str(error).lower()
    if "no space left" in lower or "disk quota" in lower or "max_temp" in lower:
        return SourceError(
            f"{where} cannot be written: the disk is full",
            "room for the tables and for temporary files",
            "free some space or set SUZERAIN_DATA to another disk; nothing was kept",
        )
    if "permission denied" in lower or "read-only file system" in lower:
        return SourceError(
            f"{where} cannot be written: {said}",
            "a folder that you may write to",
            "set SUZERAIN_DATA to one",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return SourceError(
            f"{where} does not fit into the memory allowed: {said}",
            "more memory",
            "free some memory and try again",
        )
    return UnreadableSource(
        f"{where} cannot be read: {said}",
        "the publisher's files, whole and as published",
        "check that the download is whole and of the release that "
        "`suzerain data show` names",
    )


def _line(error: Exception) -> str:
    """Return what an error says first, without the query or DuckDB's settings."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines[:3] if not line.startswith(("LINE ", "^"))]
    return " ".join(told) if told else type(error).__name__
