"""A number as a cell of a file writes it."""

from __future__ import annotations

import re

PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")


def plain_number(cell: str) -> float | None:
    """Read a cell as a finite number, with a point before decimals.

    Args:
        cell: What the cell holds, without spaces around it.

    Returns:
        The number; None if the cell holds anything else, `nan` and `1_000` included.

    Examples:
        >>> plain_number("24.0"), plain_number("24,0"), plain_number("nan")
        (24.0, None, None)
    """
    return float(cell) if PLAIN.fullmatch(cell) else None
