"""Values that are worked out once for each key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """Values by key, each worked out when it is first asked for.

    Kept by a dict, not by `lru_cache`: where a text asks a hundred thousand times, the
    order in which values were last used costs more than they do. A memo that has
    grown too large starts anew.

    Args:
        make: What works out a value.
        most: How many are kept at most.

    Examples:
        >>> sizes = Memo(len)
        >>> sizes["tank"], sizes
        (4, {'tank': 4})
    """

    def __init__(self, make: Callable[[K], V], most: int = 65536) -> None:
        super().__init__()
        self.make = make
        self.most = most

    def __missing__(self, key: K) -> V:
        """Work out a value and keep it."""
        if len(self) >= self.most:
            self.clear()
        value = self[key] = self.make(key)
        return value
