"""A dataset read from a folder, its tables as lists of plain rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import SHARED

from suzerain.sources.shelf import read_dataset

Rows = list[dict[str, Any]]


def read_back(folder: Path, name: str) -> dict[str, Rows]:
    """Read a small sample; rows come in the order of their keys."""
    tables: dict[str, Rows] = {}
    with read_dataset(folder, name, part=True) as found:
        for table, rows in found.items():
            cells = rows.fetchall()
            tables[table] = [dict(zip(rows.columns, row, strict=True)) for row in cells]
    return tables


def drops(folder: Path, name: str) -> dict[str, int]:
    """Count the rows that the reader left out, by reason."""
    with read_dataset(folder, name, part=True) as found:
        return {one.reason: one.rows for one in found.origin.dropped}


def real(folder: str) -> Path:
    """Find the real files, or skip."""
    path = SHARED / "data" / folder
    if not path.exists():
        pytest.skip(f"the real files (../shared/data/{folder}) are not on this machine")
    return path
