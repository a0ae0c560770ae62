"""Whom a document is about, for clauses that leave out to whom something is done."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from suzerain.evidence.fill import states
from suzerain.evidence.mention import Mention


class Focus:
    """The two states that a document names most, and where it names them.

    Args:
        mentions: Mentions of the document, in the order of its text.

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
        >>> focus.counterpart("THA", 40), focus.counterpart("IDN", 40)
        ('KHM', 'THA')
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        named = [
            (one.start, state)
            for one in mentions
            if one.actor and one.sort != "capital"
            for state in one.actor.split("+")
        ]
        counted = Counter(state for _, state in named)
        self.pair = tuple(state for state, _ in counted.most_common(2))
        places = [one for one in named if one[1] in self.pair]
        self._starts = [start for start, _ in places]
        self._states = [state for _, state in places]

    def counterpart(self, doer: str, before: int) -> str:
        """Say who is most likely meant where a clause names only its doer.

        The other of the two for one of them; for anyone else the one named last.

        Args:
            doer: Code of who acts.
            before: Code point at which the clause starts.
        """
        mine = states(doer)
        rest = [state for state in self.pair if state not in mine]
        if len(rest) < len(self.pair):
            return rest[0] if rest else ""
        at = bisect_left(self._starts, before)
        return self._states[at - 1] if at else (rest[0] if rest else "")
