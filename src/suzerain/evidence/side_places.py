"""Where a sentence names each of its actors, seen from a word."""

from __future__ import annotations

from suzerain.evidence.actor_codes import states
from suzerain.evidence.parsed import Group, Parsed

CLOSE, FAR, ABSENT = "c", "f", "x"
"""Named in the clause, elsewhere in the sentence, or not in it."""
PLACED = frozenset(
    ("in", "of", "with", "from", "to", "against", "on", "at", "for", "by", "over",
     "between", "into", "than", "as", "about", "among", "without", "through",
     "toward", "towards", "under", "behind", "like")
)  # fmt: skip
Parts = frozenset[str]


def find_places(parsed: Parsed, head: int) -> tuple[dict[Parts, list[str]], int]:
    """Where the sentence names each group of states, and how many behind a word.

    Args:
        parsed: The sentence.
        head: The word.

    Returns:
        For each group of states `c` or `f` and the names of its places; and how many
        groups stand behind the word in its clause.
    """
    left, right = parsed.clause(head)
    where: dict[Parts, list[str]] = {}
    apart: dict[Parts, list[str]] = {}
    lines: dict[str, list[Parts]] = {"before": [], "after": []}
    for group in parsed.groups:
        parts = states(group.code)
        side = "after" if group.first > head else "before"
        if not left <= group.first < right:
            form = f"far {side} {_form(parsed, group)}"
            apart.setdefault(parts, [FAR, f"far {side}", form])
            continue
        names = where.setdefault(parts, [CLOSE])
        name = f"{side} {_form(parsed, group)}"
        if name not in names:
            names.append(name)
        if parts not in lines[side]:
            lines[side].append(parts)
    for at, parts in enumerate(reversed(lines["before"])):
        where[parts].append(f"b{min(at, 2)}")
    for at, parts in enumerate(lines["after"]):
        where[parts].append(f"a{min(at, 2)}")
    return apart | where, len(lines["after"])


def _form(parsed: Parsed, group: Group) -> str:
    if group.adjective:
        return "adjective"
    if group.possessive:
        return "owner"
    if group.governor >= 0:
        word = parsed.words[group.governor]
        return word if word in PLACED else "preposition"
    return group.sort if group.sort in {"pronoun", "nominal"} else "bare"
