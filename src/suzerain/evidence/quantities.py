"""Numbers as a text states them: point, bounds, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from suzerain.evidence.number_pattern import (
    BEGIN,
    CURRENCY,
    DIGIT,
    EXACT,
    FIGURES,
    FIRST,
    LONGEST_LEAD,
    NUMBERS,
    PATTERN,
)
from suzerain.evidence.number_words import fraction_value, number_value, scale_value
from suzerain.evidence.units import unit_after
from suzerain.evidence.vague_numbers import WORD, vague_numbers

__all__ = ["Quantity", "find_quantities", "number_value"]

DATED = re.compile(
    r"(?:\b(?:in|since|until|till|by|after|before|from|of|year|early|late|mid|and|to)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\d,|"
    r"\d(?:st|nd|rd|th)?)[\s-]$",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\s(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)\b(?!\s\w+s\b)",
    re.IGNORECASE,
)
AFTER_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)\s$",
    re.IGNORECASE,
)
RISEN = re.compile(
    r"\b(?:rose|risen|rise|grew|grown|jumped|climbed|increased?|up|soared|raised)\b"
)
OF = re.compile(r"\s+of\b")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
AFTER_UNIT = re.compile(
    r"\s(?P<more>or more|or so|or less|or fewer|at least|at most)\b"
)
RATE = re.compile(
    r"\s(?:a|per|each|every)\s(?P<per>day|week|month|year|hour)\b|"
    r"\s(?P<yearly>annually|yearly|monthly|daily|weekly)\b",
    re.IGNORECASE,
)
RATES = {"annually": "year", "yearly": "year", "monthly": "month", "daily": "day",
         "weekly": "week"}  # fmt: skip
PARTS = {
    side: tuple(
        name + side
        for name in ("half", "fourth", "frac", "num", "more", "scale", "scaleb", "pct",
                     "cur")
    )
    for side in "AB"
}  # fmt: skip
DASH = re.compile(r"\s+[-\u2013\u2014]")
ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b|[-:]\w|\.\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as a source states it.

    Args:
        start: First code point in the text given.
        end: One past its last code point, unit word included.
        value: The point stated, or None.
        low: Lower bound as stated, or None when open.
        high: Upper bound as stated, or None when open.
        unit: Unit of `tables/units.csv`, `share`, a currency code, `year`, or empty.
        rounded: Whether it is put as "about".
        per: Span of time that it counts for ("a year"), or empty.
    """

    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    rounded: bool = False
    per: str = ""


def _side(match: re.Match[str], side: str) -> tuple[float | None, float, str]:
    """Number, scale and unit of one side of a range."""
    half, fourth, part, number, more, first, second, percent, currency = match.group(
        *PARTS[side]
    )
    if half or fourth:
        return 0.5 if half else 0.25, scale_value(half or fourth), ""
    if part:
        return fraction_value(part), 1.0, "share"
    if not number:
        return None, 1.0, ""
    value = number_value(number)
    if value is not None and more:
        value += 0.5
    scale = scale_value(first) * scale_value(second)
    unit = ""
    if percent:
        unit, scale = "share", scale * 0.01  # "one hundred per cent"
    elif currency:
        unit = CURRENCY[currency.lower().rstrip(".")]
    return value, scale, unit


def _bounded(  # noqa: PLR0911
    match: re.Match[str], start: int, end: int
) -> Quantity | None:
    first, scale, unit = _side(match, "A")
    if first is None:
        return None
    second, scale_b, unit_b = _side(match, "B") if match["join"] else (None, 1.0, "")
    if second is not None and match["join"] in {"and", "or"} and not match["between"]:
        close = match["join"] == "or" and second - first in {1.0, 10.0}
        if not close:
            second, end = None, match.start("join")
            end = start + len(match.string[start:end].rstrip())
    if second is not None:
        if scale == 1.0 and scale_b != 1.0 and not unit.startswith("share"):
            scale = scale_b
        low, high = first * scale, second * scale_b
        changed = low > high or RISEN.search(match.string, max(start - 20, 0), start)
        if "share" in (unit, unit_b) and match["between"] and changed:
            now = _neat(high)  # "fell from 55 to 26 percent"
            return Quantity(
                start=start, end=end, value=now, low=now, high=now, unit="share"
            )
        if low > high:
            return None
        return Quantity(
            start=start, end=end, low=_neat(low), high=_neat(high), unit=unit or unit_b
        )
    value = _neat(first * scale)
    plus = (match["plus"] or "").strip().lower()
    if match["least"] or plus in {"+", "or more", "-plus"}:
        return Quantity(start=start, end=end, low=value, unit=unit)
    if match["most"] or plus == "or less":
        return Quantity(start=start, end=end, high=value, unit=unit)
    about = (match["about"] or "").strip().lower()
    rounded = about not in EXACT or plus in {"or so", "-odd"}
    bound: float | None = None if rounded else value
    return Quantity(
        start=start,
        end=end,
        value=value,
        low=bound,
        high=bound,
        unit=unit,
        rounded=rounded,
    )


def _neat(number: float) -> float:
    return float(f"{number:.10g}")


def _with_unit(text: str, found: Quantity) -> Quantity | None:  # noqa: PLR0911
    """Add the unit word that follows; drop bare years, dates and ordinals."""
    if found.unit == "share":
        return found
    bare = text[found.start : found.end]
    before = text[max(found.start - 12, 0) : found.start]
    year = bool(YEAR.fullmatch(bare.strip()))
    if _day(text, found, bare, before) or (year and DATED.search(before)):
        return None
    after = unit_after(text, found.end)
    apart = DASH.match(text[found.end : found.end + 4])
    beside = after is not None and text[found.end : after[1]].count(" ") <= 1
    if after and not apart and (beside or not year):
        return _open(text, replace(found, end=after[1], unit=found.unit or after[0]))
    if not found.unit and YEAR.search(bare) and "," not in bare:
        return None
    if not found.unit and bare.lower().strip() in {"one", "zero", "a", "an", "some"}:
        return None
    if ORDINAL.match(text[found.end : found.end + 4]):
        return None
    return found


def _day(text: str, found: Quantity, bare: str, before: str) -> bool:
    """Whether a number is the day of a date: "28 April", "Oct. 8"."""
    if not bare.strip().isdigit() or len(bare.strip()) > 2:
        return False
    return bool(MONTH.match(text, found.end) or AFTER_MONTH.search(before))


def _open(text: str, found: Quantity) -> Quantity:
    """A bound that stands behind the unit: "50,000 soldiers or more"."""
    after = AFTER_UNIT.match(text, found.end)
    if after is None:
        return found
    word, end = after["more"], after.end()
    if word == "or so":
        return replace(found, end=end, low=None, high=None, rounded=True)
    if word in {"or more", "at least"}:
        low = found.low if found.value is None else found.value
        return replace(found, end=end, value=None, low=low, high=None)
    high = found.high if found.value is None else found.value
    return replace(found, end=end, value=None, low=None, high=high)


def _rated(text: str, found: Quantity) -> Quantity:
    """The time that an amount counts for: "$2 billion a year"."""
    after = RATE.match(text, found.end)
    if after is None or found.unit in {"", "year", "years", "times", "share"}:
        return found
    return replace(found, per=after["per"] or RATES[after["yearly"].lower()])


def _special(text: str, words: frozenset[str]) -> Iterator[Quantity]:
    """Numbers that no figure states."""
    for start, end, value, low, high, unit, rounded in vague_numbers(text, words):
        found = Quantity(
            start=start,
            end=end,
            value=value,
            low=low,
            high=high,
            unit=unit,
            rounded=rounded,
        )
        if unit:
            yield found
            continue
        after = OF.match(text, end)
        stretched = replace(found, end=after.end() if after else end)
        yield replace(_with_unit(text, stretched) or found, start=start)


def _figures(lowered: str, words: frozenset[str]) -> list[int]:
    """Where digits and words for numbers may stand, left to right."""
    found = [digit.start() for digit in DIGIT.finditer(lowered)]
    for word in words & FIGURES:
        at = lowered.find(word)
        while at >= 0:
            found.append(at)
            at = lowered.find(word, at + 1)
    return sorted(found)


def _numbers(text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Matches of the number pattern, tried only where a number may begin."""
    lowered = text.lower()
    figures = _figures(lowered, words)
    done = 0  # how far the text is read
    for figure in figures:
        for begin in BEGIN.finditer(text, max(done, figure - LONGEST_LEAD)):
            start = begin.start()
            if start > figure:
                break
            if start < done:
                continue
            done = start + 1
            word = begin[0]
            if word[0].isalpha():
                phrases = FIRST.get(word.lower())
                if phrases is None or not lowered.startswith(phrases, start):
                    continue
            match = PATTERN.match(text, start)
            if match is not None:
                yield match
                done = match.end()


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the numbers in a sentence, left to right, without overlap.

    Years and ordinals are dates, not quantities; "first ... since 2000" and
    "75th anniversary" are kept with the units `year` and `years`.

    Args:
        text: One sentence.

    Examples:
        >>> [(q.low, q.high, q.unit) for q in find_quantities("at least 80% of oil")]
        [(0.8, None, 'share')]
        >>> [(q.low, q.high, q.unit) for q in find_quantities("25-50 % of its grain")]
        [(0.25, 0.5, 'share')]
        >>> find_quantities("more than ten thousand soldiers")[0].low
        10000.0
    """
    words = frozenset(WORD.findall(text.lower()))
    found: list[Quantity] = list(_special(text, words))
    if not NUMBERS.isdisjoint(words) or DIGIT.search(text):
        for match in _numbers(text, words):
            start = match.start()
            made = _bounded(match, start, match.end())
            made = made and _with_unit(text, made)
            if made:
                found.append(made)
    if not found:
        return ()
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(_rated(text, one) for one in kept)
