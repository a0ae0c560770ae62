"""The unit that a number counts, from `units.csv`."""

from __future__ import annotations

import re
from functools import cache

from suzerain.evidence.vocabulary import plural, read_vocabulary


@cache
def unit_words() -> dict[str, str]:
    """Surface words to units, singular and plural."""
    table: dict[str, str] = {}
    for row in read_vocabulary("units.csv"):
        table[row["surface"]] = row["unit"]
        table.setdefault(plural(row["surface"]), row["unit"])
    return table


FOLLOWING = re.compile(r"(?:[\s-]+|(?=k[mg]s?\b))([^\W_][\w'\u2019]*(?:-hours?)?)")
LONGEST_UNIT = 4  # words
DESCRIBED = 3  # words between a number and its unit ("North Korean troops")
NOT_BETWEEN = frozenset(
    "of in on and to by from since for at with who that which or a an the per "  # noqa: SIM905
    "each every its their his her this these".split()
)


@cache
def money_units() -> frozenset[str]:
    """Codes of currencies."""
    rows = read_vocabulary("units.csv")
    return frozenset(row["unit"] for row in rows if row["dimension"] == "money")


def unit_after(text: str, end: int) -> tuple[str, int] | None:
    """Find the unit of a number that ends at an offset, and where its word ends.

    Args:
        text: The sentence.
        end: One past the number.

    Examples:
        >>> unit_after("10 North Korean troops", 2)
        ('soldiers', 22)
    """
    words: list[tuple[str, int, int]] = []
    at = end
    while len(words) < LONGEST_UNIT + DESCRIBED:
        found = FOLLOWING.match(text, at)
        if found is None:
            break
        words.append((found[1], found.start(1), found.end()))
        at = found.end()
    if words and words[0][0].lower() == "of":
        words = words[1:]
    table = unit_words()
    for first in range(min(DESCRIBED + 1, len(words))):
        opening = words[first][0].lower()
        for size in _sizes().get(opening, ()):
            phrase = " ".join(word for word, _s, _e in words[first : first + size])
            unit = table.get(phrase.lower())
            if unit is None:
                continue
            named = all(word[:1].isupper() for word, _s, _e in words[:first])
            if unit not in money_units() or named:
                return unit, words[first + phrase.count(" ")][2]
        if opening in NOT_BETWEEN:
            return None
    return None


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """How many words the units have that begin with a word, the most first."""
    found: dict[str, set[int]] = {}
    for surface in unit_words():
        words = surface.split(" ")
        if len(words) <= LONGEST_UNIT:
            found.setdefault(words[0].lower(), set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}
