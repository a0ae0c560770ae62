"""Whom a document is about, for clauses that leave out to whom something is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from suzerain.evidence.fill import states
from suzerain.evidence.mention import Mention


class Focus:
    """The two states that a document names most.

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
        >>> focus.counterpart("THA"), focus.counterpart("IDN")
        ('KHM', 'THA')
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        counted = Counter(
            state for one in mentions if one.actor for state in one.actor.split("+")
        )
        self.pair = tuple(state for state, _ in counted.most_common(2))

    def counterpart(self, doer: str) -> str:
        """Say who is most likely meant where a clause names only its doer.

        The other of the two for one of them; for anyone else the one named most.

        Args:
            doer: Code of who acts.
        """
        mine = states(doer)
        return next((state for state in self.pair if state not in mine), "")
