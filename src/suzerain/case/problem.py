"""One thing that is wrong with a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """Say where something is wrong, what, and one thing to do.

    Args:
        where: File and line (`ties.csv:3`), or the id of the cell.
        what: What is wrong, with the value.
        hint: One thing to do.
        severity: `error` when the case cannot be used so; `warning` when it can.

    Examples:
        >>> print(Problem("ties.csv:3", "share 1.2 is above 1", "write 0.2"))
        ties.csv:3: share 1.2 is above 1 (hint: write 0.2)
    """

    where: str
    what: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{self.where}: {self.what}{hint}"
