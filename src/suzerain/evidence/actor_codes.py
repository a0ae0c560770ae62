"""The states and bodies that a code names."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def states(code: str) -> frozenset[str]:
    """The actors of a code, without persons.

    Examples:
        >>> sorted(states("PRK/Kim+RUS"))
        ['PRK', 'RUS']
    """
    return frozenset(part.split("/")[0] for part in code.split("+") if part)
