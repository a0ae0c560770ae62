"""Whether a clause tells of a time gone by."""

from __future__ import annotations

import re
from functools import lru_cache

from suzerain.evidence.parsed import Parsed
from suzerain.sources.document import Document

YEAR = re.compile(
    r"\b(1[5-9]\d\d|20\d\d)\b(?!\s?(?:km|kilomet|miles|soldiers|troops|men|tonnes))"
)
LONG_AGO = re.compile(
    r"\b(?:for many years|for decades|formerly|in the past|historically|once upon|"
    r"decades ago|years ago|century ago|centuries ago|generations? ago|decade ago|"
    r"at that time|during the (?:cold war|time when)|"
    r"previously|used to|back then|in the \d{3}0s|during that time)\b",
    re.IGNORECASE,
)
# Of each wording above, a part that no text without it can have: a cheap first look.
LONG_AGO_PARTS = (
    "many years", "decades", "former", "past", "histor", "once", "ago", "time",
    "during", "previous", "used", "back", "0s",
)  # fmt: skip
UNTIL = re.compile(
    r"\b(?:until|till|up to)\s(?:[A-Z][a-z]+\s)?(?:1[5-9]|20)\d\d\b", re.IGNORECASE
)


def _present_year(document: Document) -> int:
    """Year of publication, or the latest year that the text names."""
    published = document.published[:4]
    return int(published) if published.isdigit() else _latest_year(document.text)


@lru_cache(maxsize=16)
def _latest_year(text: str) -> int:
    return max((int(found) for found in YEAR.findall(text)), default=0)


@lru_cache(maxsize=16)
def _long_ago(text: str) -> bool:
    lowered = text.lower()
    for part in LONG_AGO_PARTS:
        if part in lowered:
            return LONG_AGO.search(text) is not None
    return False


@lru_cache(maxsize=16)
def _until(text: str) -> bool:
    return UNTIL.search(text) is not None


def is_past(document: Document, parsed: Parsed, time: str, index: int) -> bool:
    """Whether a clause tells of a time before the one that its document is of.

    Args:
        document: Where it stands.
        parsed: Its sentence.
        time: The year that it prints, or empty.
        index: Its verb or noun.
    """
    if _long_ago(parsed.text):
        return True
    verb = parsed.verb_at[index]
    if verb is not None and verb.form in {"past", "part"}:
        if "once" in parsed.words[max(verb.first - 1, 0) : verb.head]:
            return True
        if _until(parsed.text):
            return True
    if not time:
        return False
    if verb is not None and verb.form in {"base", "s", "ing"}:
        return False
    return int(time) < _present_year(document)
