"""Whom a document is about, for clauses that leave out to whom something is done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from suzerain.evidence.actor_codes import states
from suzerain.evidence.mention import Mention

LATEST = 4
"""How many of the last claims are looked back at."""


class Focus:
    """How often, where and together with whom a document names each actor.

    Args:
        mentions: Mentions of the document, in the order of its text.
        sentences: Offsets at which its sentences start, ascending.
        opening: One past the last code point of its headline.

    Examples:
        >>> def at(start, code):
        ...     return Mention(
        ...         start=start,
        ...         end=start + 1,
        ...         text="x",
        ...         code=code,
        ...         sort="name",
        ...         confidence=1.0,
        ...     )
        >>> focus = Focus([at(0, "THA"), at(9, "KHM"), at(20, "THA"), at(30, "IDN")])
        >>> focus.counterpart("THA"), focus.counterpart("IDN")
        ('KHM', 'THA')
        >>> focus.distance("IDN", 40), focus.distance("IDN", 20)
        (0, -1)
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        sentences: Sequence[int] = (),
        opening: int = 0,
    ) -> None:
        placed = [(one.start, actor) for one in mentions if (actor := one.actor)]
        self.named = Counter(state for _, actor in placed for state in actor.split("+"))
        ranked = self.named.most_common()
        self.pair = tuple(state for state, _ in ranked[:2])
        self.rank = {state: at for at, (state, _) in enumerate(ranked)}
        self.sentences = sentences
        self.headline: set[str] = set()
        self.together: Counter[tuple[str, str]] = Counter()
        self.spread: Counter[str] = Counter()
        self.where: dict[str, list[int]] = {}
        self.lines: dict[str, list[int]] = {}  # sentences of the offsets in `where`
        self.claims: list[tuple[frozenset[str], frozenset[str]]] = []
        inside: dict[int, set[str]] = {}
        for start, actor in placed:
            number = bisect_right(sentences, start)
            parts = actor.split("+")
            inside.setdefault(number, set()).update(parts)
            for state in parts:
                self.where.setdefault(state, []).append(start)
                self.lines.setdefault(state, []).append(number)
            if start < opening:
                self.headline.update(parts)
        self.opening = next(
            (found for number, found in sorted(inside.items()) if number > 1), set()
        )
        for found in inside.values():
            self.spread.update(found)
            self.together.update((a, b) for a in found for b in found if a != b)

    def counterpart(self, doer: str) -> str:
        """Say who is most likely meant where a clause names only its doer.

        The other of the two for one of them; for anyone else the one named most.

        Args:
            doer: Code of who acts.
        """
        mine = states(doer)
        return next((state for state in self.pair if state not in mine), "")

    def heard(self, subject: str, object_: str) -> None:
        """Remember a claim, for the clauses after it."""
        self.claims.append((states(subject), states(object_)))

    def distance(self, state: str, offset: int) -> int:
        """Sentences back to the last mention of a state; -1 where there is none."""
        places = self.where.get(state)
        at = bisect_left(places, offset) if places else 0
        if not at:
            return -1
        return bisect_right(self.sentences, offset) - self.lines[state][at - 1]
