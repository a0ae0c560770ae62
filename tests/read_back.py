"""A dataset read from a folder, its tables as lists of plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from places import SHARED

from suzerain.sources.shelf import read_dataset

Rows = list[dict[str, Any]]


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
        left = {one.reason: one.rows for one in found.origin.dropped}
    return Sample(tables=tables, drops=left)


def read_back(folder: Path, name: str) -> dict[str, Rows]:
    """Read the tables of a small sample."""
    return read_once(folder, name).tables


def drops(folder: Path, name: str) -> dict[str, int]:
    """Count the rows that the reader left out, by reason."""
    return read_once(folder, name).drops


def real(folder: str) -> Path:
    """Find the real files, or skip."""
    path = SHARED / "data" / folder
    if not path.exists():
        pytest.skip(f"the real files (../shared/data/{folder}) are not on this machine")
    return path
