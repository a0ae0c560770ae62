"""What a format reader hands over before a Document is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from suzerain.sources.document import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text of a file and what its format says about it.

    Args:
        text: The text; offsets count its code points.
        media_type: Such as `text/plain`.
        title: Title named by the format, or empty.
        published: ISO date named by the format, or empty.
        publisher: Publisher named by the format, or empty.
        notes: What the reader had to decide.
        hints: Block kinds that the markup states, by the offset of the paragraph.
    """

    text: str
    media_type: str = "text/plain"
    title: str = ""
    published: str = ""
    publisher: str = ""
    notes: tuple[str, ...] = ()
    hints: Mapping[int, BlockKind] = field(default_factory=dict)
