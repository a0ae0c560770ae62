"""Relative clauses that only add something about a name."""

from __future__ import annotations

from suzerain.evidence.parsed import PREPOSITIONS, Parsed

ADDING = frozenset(["which", "who", "whose", "whom", "where"])


def aside_at(parsed: Parsed, index: int) -> int:
    """Where the relative clause opens that only adds something about a name.

    What is said around "..., which sells X oil, ..." does not bear on it.

    Args:
        parsed: The sentence.
        index: A token.

    Returns:
        Token of its "which", or -1 outside of such a clause.
    """
    words = parsed.words
    for at in range(index - 1, 0, -1):
        if words[at] == "," or words[at] in {";", ":"}:
            return -1
        if words[at] in ADDING:
            before = words[at - 1] in PREPOSITIONS
            return at if words[at - 1 - before] == "," else -1
    return -1


def aside_end(parsed: Parsed, opened: int) -> int:
    """One past the last token of a relative clause that only adds something.

    Args:
        parsed: The sentence.
        opened: Token of its "which".
    """
    words = parsed.words
    for at in range(opened + 1, len(words)):
        if words[at] in {",", ";", ":"}:
            return at
    return len(words)
