"""Tables of one dataset, open for questions."""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING

from suzerain.sources.origin import Origin

if TYPE_CHECKING:
    import duckdb


class OpenTables(dict[str, "duckdb.DuckDBPyRelation"]):
    """Tables by name, open while this stands; `close` removes temporary files.

    Args:
        origin: Where they came from.
        sql: The connection that they belong to.
        tables: The tables, by name.
        closing: What is to be closed with them.
    """

    def __init__(
        self,
        origin: Origin,
        sql: duckdb.DuckDBPyConnection,
        tables: Mapping[str, duckdb.DuckDBPyRelation],
        closing: contextlib.ExitStack,
    ) -> None:
        super().__init__(tables)
        self.origin = origin
        self.sql = sql
        self._close = weakref.finalize(self, closing.close)

    def __enter__(self) -> OpenTables:  # noqa: PYI034 - no class derives from it
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and remove what was written for it."""
        self._close()
