"""A made sample read once for a module of tests: its rows, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from read_back import Rows

from suzerain.sources.shelf import read_dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Tables by name, and rows left out by reason."""

    tables: dict[str, Rows]
    drops: dict[str, int]


def read_once(folder: Path, name: str) -> Sample:
    """Read a small sample; rows come in the order of their keys."""
    tables: dict[str, Rows] = {}
    with read_dataset(folder, name, part=True) as found:
        for table, rows in found.items():
            cells = rows.fetchall()
            tables[table] = [dict(zip(rows.columns, row, strict=True)) for row in cells]
        return Sample(
            tables=tables,
            drops={one.reason: one.rows for one in found.origin.dropped},
        )
