"""What a reader knows while it reads one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from suzerain.evidence.goods_in_text import GoodWord
from suzerain.evidence.parsed import Group, Parsed


@dataclass(slots=True)
class Context:
    """What the document said before, and the sentence at hand.

    Args:
        parsed: The sentence.
        goods: Goods named in it.
        pact: Codes of the pact under discussion, joined, or empty.
        last: Subject and object of the latest claim of each relation.
        speeches: Who says what in the sentence.
        power: The power outside the pact that was last spoken of, or empty.
        subjects: Cache of the subject of each verb.
    """

    parsed: Parsed
    goods: tuple[GoodWord, ...] = ()
    pact: str = ""
    last: dict[str, tuple[str, str]] = field(default_factory=dict)
    speeches: tuple[Any, ...] = ()
    power: str = ""
    subjects: dict[int, Group | None] = field(default_factory=dict)
