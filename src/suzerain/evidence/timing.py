"""Which date of a sentence is that of a claim."""

from __future__ import annotations

import re

from suzerain.evidence.asides import aside_at
from suzerain.evidence.dates import Dated, all_dates
from suzerain.evidence.parsed import Parsed

OPENING = re.compile(
    r"\W*(?:in|on|by|from|between|until|during|late in|early in|"
    r"(?:in|by|at) the (?:spring|summer|autumn|fall|winter|end|start|beginning) of)"
    r"\s(?:the\s)?(?:early\s|late\s|mid-)?",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"\s(?:(?:ever\s)?since\s[^,;:.]{0,60}|(?:until|till|up to)\s(?:the\s)?)"
    r"|\s(?:ever\s)?since\s",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\b(?:first|highest|lowest|largest|biggest|worst|best|most|fewest|longest|least)\b"
    r"[^,;:.]{0,60}\ssince\s(?:the\s|late\s|early\s)?$",
    re.IGNORECASE,
)
RECORD_BACK = 90  # code points before a year in which a record may be named
NAMED_BY = frozenset(
    {"PACT", "PACT_TERMS", "FRIENDSHIP", "AT_WAR_WITH", "DIPLOMATIC_RELATIONS"}
)
"""Relations that a thing with a year in its name states: "the treaty of 1904"."""


def date_of(
    parsed: Parsed,
    index: int,
    span: tuple[int, int],
    published: str,
    *,
    relation: str = "",
) -> Dated | None:
    """The date nearest to the words of a claim, printed ones first.

    A date inside "..., which sold it in 1985, ..." belongs to that clause alone. Where
    the clause prints none, "since 2015" behind it and "In 1985" at the head of its
    sentence are its date, and of a treaty the year by which it is known.

    Args:
        parsed: The sentence.
        index: Token of the trigger.
        span: Where the claim's passage stands, in offsets of the document.
        published: ISO date of print, or empty.
        relation: What the claim states.
    """
    dates = all_dates(parsed.text, published)
    if not dates:
        return None
    low, high = span[0] - parsed.base, span[1] - parsed.base
    aside = aside_at(parsed, index)
    at = parsed.starts[index]
    inside = [
        one
        for one in dates
        if low <= one.start and one.end <= high
        and aside_at(parsed, parsed.token_at(one.start)) == aside
    ]  # fmt: skip
    told = [one for one in inside if not one.naming]
    if relation != "FIRST_SINCE":
        told = [one for one in told if not _of_a_record(parsed.text, one)]
    if told:
        return min(told, key=lambda one: abs(one.start - at) + 25 * one.told)
    found = _behind(parsed.text, dates, high) or _before(parsed.text, dates, low, aside)
    if found is None and relation in NAMED_BY:
        return min(inside, key=lambda one: abs(one.start - at), default=None)
    return found


def _of_a_record(text: str, one: Dated) -> bool:
    """Whether a date only says how long nothing was like it: "highest since 2018"."""
    back = max(one.start - RECORD_BACK, 0)
    before = text[back : one.start]
    return "since" in before.lower() and RECORD.search(before) is not None


def _behind(text: str, dates: tuple[Dated, ...], high: int) -> Dated | None:
    """The date of "since 2015" where it stands right behind the claim's words."""
    for one in dates:
        if one.start > high:
            return one if TRAILING.fullmatch(text, high, one.start) else None
    return None


def _before(text: str, dates: tuple[Dated, ...], low: int, aside: int) -> Dated | None:
    """The date that opens the sentence, where no other stands before the claim."""
    first = dates[0]
    other = [one for one in dates[1:] if one.start < low]
    opens = OPENING.fullmatch(text, 0, first.start) is not None
    if not opens or other or aside >= 0 or ";" in text[:low] or first.naming:
        return None
    return first if first.end <= low else None
