"""How a number was made, from quoted passages up."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TraceKind = Literal["result", "cell", "claim", "assumption", "data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One step of a derivation and the steps below it.

    Args:
        id: The id under which `suzerain why` finds it.
        kind: `result`, `cell` (a tie, need or term), `claim`, `assumption`, or `data`
            (a number of a dataset).
        label: What it is, in words.
        value: Its value, as text, with unit.
        quote: Exact words of the source, for a claim.
        source: Name of the document, for a claim; dataset and release, for data.
        start: Offset of the quote in its document; -1 when it is no claim.
        end: End of the quote.
        reason: Why the range is so, for an assumption.
        citation: Who says so, for an assumption; whom to cite, for data.
        parents: What it was made from.
    """

    id: str
    kind: TraceKind
    label: str
    value: str = ""
    quote: str = ""
    source: str = ""
    start: int = -1
    end: int = -1
    reason: str = ""
    citation: str = ""
    parents: tuple[Trace, ...] = ()

    def walk(self) -> Iterator[Trace]:
        """Go through this step and all below it, depth first."""
        yield self
        for parent in self.parents:
            yield from parent.walk()

    @property
    def is_grounded(self) -> bool:
        """True when every path ends in a claim, an assumption or a dataset."""
        if self.kind in ("claim", "assumption", "data"):
            return True
        return bool(self.parents) and all(step.is_grounded for step in self.parents)

    def __str__(self) -> str:
        return "\n".join(_lines(self, 0))

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def _lines(trace: Trace, depth: int) -> Iterator[str]:
    value = f": {trace.value}" if trace.value else ""
    yield f"{'  ' * depth}{trace.label}{value}  [{trace.id}]"
    pad = "  " * (depth + 1)
    if trace.quote:
        yield f"{pad}“{trace.quote}” ({trace.source})"
    elif trace.source:
        yield f"{pad}{trace.source}"
    if trace.reason:
        yield f"{pad}{trace.reason} ({trace.citation})"
    for parent in trace.parents:
        yield from _lines(parent, depth + 1)
