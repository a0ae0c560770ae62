"""Where a mention stands in its clause: who leads it, who undergoes it.

A light reading of the words around names, before a sentence is parsed: enough to say
which mention is the subject of which clause.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from suzerain.evidence.light_reader import (
    ADJECTIVE,
    OBJECT,
    OBLIQUE,
    OWNER,
    SUBJECT,
    Clause,
    LightReader,
    Standing,
)
from suzerain.evidence.mention import Draft, Scene

__all__ = [
    "ADJECTIVE", "OBJECT", "OBLIQUE", "OWNER", "SUBJECT", "Clause", "Standing",
    "Stands",
]  # fmt: skip


@dataclass(slots=True)
class Stands:
    """The standings of a text's mentions, worked out a sentence at a time.

    Args:
        scene: The words.
        starts: Offsets at which sentences begin.
        drafts: All mentions, open ones included, sorted.
        known: Standings found so far, by offset of the mention.
        main: First clause of each sentence worked out.
        begins: Offsets of the words.
        places: Offsets of the drafts.
    """

    scene: Scene
    starts: list[int]
    drafts: Sequence[Draft]
    known: dict[int, Standing] = field(default_factory=dict)
    main: dict[int, Clause] = field(default_factory=dict)
    begins: list[int] = field(init=False)
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Keep where words and mentions begin."""
        self.begins = [word.start for word in self.scene.words]
        self.places = [draft.start for draft in self.drafts]

    def of(self, draft: Draft) -> Standing:
        """Where a mention stands."""
        if draft.start not in self.known:
            self.read(bisect_right(self.starts, draft.start))
        found = self.known.get(draft.start)
        return found if found is not None else Standing(OBLIQUE, Clause(things=True))

    def led(self, number: int) -> Clause:
        """The main clause of a sentence."""
        if number not in self.main:
            self.read(number)
        return self.main[number]

    def read(self, number: int) -> None:
        """Work out one sentence."""
        if number in self.main or number < 1:
            return
        low = self.starts[number - 1]
        high = (
            self.starts[number] if number < len(self.starts) else len(self.scene.text)
        )
        drafts = self.drafts[
            bisect_left(self.places, low) : bisect_left(self.places, high)
        ]
        first, last = bisect_left(self.begins, low), bisect_left(self.begins, high)
        reader = LightReader(
            self.scene, first, last, {one.start: one for one in drafts}
        )
        self.main[number] = reader.top
        self.known.update(reader.read())
