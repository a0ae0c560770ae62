"""Tables of comma-separated cells, some of them long, read in one place."""

from __future__ import annotations

import csv
import io

LARGEST_CELL = 16_000_000
"""Signs that one cell may hold: a need named by a million claims, and no more.

The reader of the standard library stops at 131,072, which the claims of one busy need
outgrow; without any bound, a hostile file could fill the memory as a single cell.
"""


def read_cells(text: str) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    r"""Read a table with a heading; a quote that is never closed is refused.

    Args:
        text: The table, as CSV.

    Returns:
        The names of its columns, and its rows. A row with more cells than columns has
        them under None, one with fewer has None for those that are missing.

    Raises:
        csv.Error: If it is no table, or a cell has more than `LARGEST_CELL` signs.

    Examples:
        >>> read_cells("id,claims\nneed.oil,c-1; c-2\n")
        (('id', 'claims'), [{'id': 'need.oil', 'claims': 'c-1; c-2'}])
    """
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return tuple(reader.fieldnames or ()), list(reader)
    finally:
        csv.field_size_limit(before)
