"""Names and likelihoods as they stand in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from suzerain.brief.words import word

# Words that make a name a description, which takes the article.
NOUNS = re.compile(
    r"\b(?:united|union|islands|states?|republic|kingdom|emirates|organi[sz]ations?"
    r"|council|league|fund|bank|court|community|agency|authority|movement|pact"
    r"|countries|group|forces?|front|army|south|cross|alliance|commonwealth|nations"
    r"|association|federation|eyes|tigers|ministry|department|house|office|parliament"
    r"|government|presidency|secretariat)\b",
    re.IGNORECASE,
)
ARTICLED = frozenset(
    (
        "Bahamas",
        "Comoros",
        "Gambia",
        "Houthis",
        "Kremlin",
        "Maldives",
        "Netherlands",
        "Pentagon",
        "Philippines",
        "Quad",
        "Seychelles",
        "Taliban",
    )
)


def with_article(name: str) -> str:
    """Name an actor as it stands within a sentence.

    Args:
        name: Its name as a table lists it.

    Examples:
        >>> with_article("United States"), with_article("China")
        ('the United States', 'China')
        >>> with_article("the West"), with_article("Maldives")
        ('the West', 'the Maldives')
    """
    if name.lower().startswith("the ") or name in ("South Africa", "South Korea"):
        return name
    described = NOUNS.search(name) and " " in name
    if (described and not _is_bearing(name)) or name in ARTICLED:
        return f"the {name}"
    return name


def _is_bearing(name: str) -> bool:
    """Tell names of states whose first word is a bearing, such as South Sudan."""
    first, *rest = name.split()
    return first in ("South", "North", "East", "West") and not any(
        NOUNS.search(part) for part in rest
    )


def articled(text: str, names: Iterable[str]) -> str:
    """Put the article before names that want one, in a sentence made elsewhere.

    Args:
        text: The sentence.
        names: Names of actors as tables list them.

    Examples:
        >>> articled("Did United States know?", ["United States", "China"])
        'Did the United States know?'
    """
    for name in sorted(set(names), key=len, reverse=True):
        if with_article(name) != name:
            text = re.sub(
                rf"(?<![\w-])(?<!\bthe )(?<!\bThe ){re.escape(name)}(?![\w-])",
                lambda found: f"the {found[0]}",
                text,
            )
    return text


def joined(words: Sequence[str]) -> str:
    """List words in a row.

    Examples:
        >>> joined(["Mali"]), joined(["Mali", "Niger"]), joined(["a", "b", "c"])
        ('Mali', 'Mali and Niger', 'a, b and c')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def likely_that(probability: float) -> tuple[str, str, str]:
    """Say a probability so that a clause with "that" can follow.

    Args:
        probability: 0 to 1.

    Returns:
        What stands before the word, the word with its range, and what follows.

    Examples:
        >>> "".join(likely_that(0.3))
        'it is unlikely (20-45 %) that '
        >>> "".join(likely_that(0.5))
        'there is a roughly even chance (45-55 %) that '
    """
    said = word(probability)
    if "chance" not in said:
        return "it is ", said, " that "
    return "there is " if said.startswith("almost") else "there is a ", said, " that "
