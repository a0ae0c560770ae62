"""How an answer moves when something is taken away or added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

KNEW = ("told", "agreed", "directed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How the answer moves when something is taken away or added.

    Args:
        kind: `item`, `cluster`, `pact` or `absence` (taken away), or `new` (added).
        name: Its sort, origin or what it is.
        claims: Ids of the claims concerned.
        median: Median posterior of what is asked then ("knew", or the first row).
        change: Change of that median: negative when the answer falls.
        leader: The row whose median is highest then.
    """

    kind: str
    name: str
    claims: tuple[str, ...] = ()
    median: float
    change: float
    leader: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "kind": self.kind,
            "name": self.name,
            "claims": list(self.claims),
            "median": self.median,
            "change": self.change,
            "leader": self.leader,
        }
