"""How strong a supplier is in the words of a source that gives no number."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

STRENGTHS = ("sole", "main", "major", "some", "minor")


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    path = files("suzerain.case") / "tables" / "wording.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(
        (re.compile(rf"\b{re.escape(row['word'])}\b", re.IGNORECASE), row["strength"])
        for row in rows
    )


def strength_of(quote: str) -> str:
    """Read the strength of a supplier from a quote: the strongest word in it.

    Args:
        quote: Words of the source.

    Returns:
        `sole`, `main`, `major`, `minor`, or `some` when no word tells.

    Examples:
        >>> strength_of("Oslo is by far the largest buyer of its gas")
        'main'
        >>> strength_of("it sells gas to Oslo")
        'some'
    """
    found = {strength for pattern, strength in _words() if pattern.search(quote)}
    return strongest(found) if found else "some"


def strongest(strengths: Iterable[str]) -> str:
    """Return the strongest of several."""
    return min(strengths, key=STRENGTHS.index)
