"""Dates that a sentence prints, and days that it tells from the day of print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
SMALL = dict(
    zip("a one two three four five six seven eight nine ten".split(),  # noqa: SIM905
        (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)
)  # fmt: skip
WEEK = 7
YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_NOT_COUNT = r"(?!\s?(?:km|kilomet|miles|soldiers|troops|men|tonnes|tons|people|%|-))"
PRINTED = re.compile(
    rf"\b(?P<iso>{YEAR}-\d\d(?:-\d\d)?)\b|"
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s)?{_MONTH}"
    rf"(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s(?:of\s)?(?P<year>{YEAR}))\b|"
    rf"\b(?P<bare>{YEAR})(?:['’]?s)?\b{_NOT_COUNT}",  # noqa: RUF001
    re.IGNORECASE,
)
TOLD = re.compile(
    rf"\b(?P<rel>today|yesterday|tomorrow|tonight)\b|"
    rf"\b(?P<which>last|next|this|past)\s(?P<unit>week|month|year|"
    rf"{'|'.join(WEEKDAYS)}|may|"
    rf"{'|'.join(name for name in MONTHS if len(name) > 3)})\b|"
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(SMALL)})\s(?P<span>days?|weeks?|months?|years?)"
    rf"\sago\b|"
    rf"\bon\s(?P<weekday>{'|'.join(WEEKDAYS)})\b|"
    rf"\bin\s{_MONTH}(?!,?\s\d)",
    re.IGNORECASE,
)
A_YEAR = re.compile(YEAR)
TOLD_BY = ("day", "tomorrow", "tonight", "week", "month", "year",
           *(name for name in MONTHS if len(name) == 3))  # fmt: skip
THINGS = (
    r"treat(?:y|ies)|pact|agreement|accord|war|wars|crisis|convention|charter|"
    r"resolution|revolution|coup|constitution|protocol|memorandum|pipe|pipeline|law|"
    r"act|contract|deal|summit|conference|grant|budget|class|uprising|election|"
    r"elections|talks|truce|armistice|declaration|genocide|massacre|ruling|decree|"
    r"judge?ment|annexation|invasion|occupation|compact|communiqu[eé]|ceasefire"
)
NAMING = re.compile(rf"\b(?:{THINGS})\s(?:of|from)\s(?:the\s)?$", re.IGNORECASE)
PLACING = re.compile(  # "after the war in 1950": when that was, not what is told
    r"\b(?:of|since|after|under|before|by|from|with|during|to)\s"
    rf"(?:the|its|their|his|her)\s(?:[\w-]+\s){{0,3}}?(?:{THINGS})\sin\s(?:the\s)?$",
    re.IGNORECASE,
)
BACK = 72  # code points before a year in which the thing of that year is named
RANGE = re.compile(r"\s(?:and|to|until|till)\s|\s?[-–—]\s?")  # noqa: RUF001
RANGED = re.compile(r"\b(?:between|from)\s(?:the\s)?$", re.IGNORECASE)
DATELINE = re.compile(
    rf"\A[A-Z][A-Z .,'/-]{{2,40}}[^;]{{0,30}}?{YEAR}\.?\s?(?:\([^)]*\)\s?)?[-–—:]\s"  # noqa: RUF001
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a sentence.

    Args:
        start: First code point in the sentence.
        end: One past the last.
        iso: `1994`, `1994-03` or `1994-03-12`.
        told: Whether it is counted from the day of print ("last May").
        loose: Whether it may lie ahead as well as behind ("in May").
        naming: Whether it is a part of the name of a thing ("the treaty of 1904").
    """

    start: int
    end: int
    iso: str
    told: bool = False
    loose: bool = False
    naming: bool = False


def find_dates(text: str, published: str = "") -> tuple[Dated, ...]:
    """Find the dates of a sentence, left to right.

    The year in the name of a thing ("the treaty of 1904") and the dateline of an
    agency are no dates of what the sentence tells.

    Args:
        text: One sentence.
        published: ISO date of print; without it "last May" has no date.

    Examples:
        >>> [one.iso for one in find_dates("Signed on 12 June 2018 and since 2020")]
        ['2018-06-12', '2020']
        >>> [one.iso for one in find_dates("It left last May.", "2024-03-02")]
        ['2023-05']
        >>> find_dates("under the treaty of 1904")
        ()
        >>> [one.iso for one in find_dates("Between 1914 and 1918, in the 1920s")]
        ['1914', '1920']
    """
    return tuple(one for one in all_dates(text, published) if not one.naming)


@lru_cache(maxsize=64)
def all_dates(text: str, published: str = "") -> tuple[Dated, ...]:
    """Find the dates of a sentence, with the years in the names of things.

    Args:
        text: One sentence.
        published: ISO date of print; without it "last May" has no date.
    """
    found: list[Dated] = []
    if A_YEAR.search(text):  # every printed date has one
        found.extend(_printed(text))
    if published and _may_tell(text.lower()):
        found.extend(_told(text, published))
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Dated] = []
    for one in found:
        if not kept or (
            one.start >= kept[-1].end and not _goes_on(text, kept[-1], one)
        ):
            kept.append(one)
    return tuple(kept)


def _goes_on(text: str, left: Dated, right: Dated) -> bool:
    """Whether a date ends a range: "between 2014 and 2016", "1914-18"."""
    between = RANGE.fullmatch(text, left.end, right.start)
    if between is None:
        return False
    spelt = between.group().strip().isalpha()
    return not spelt or bool(RANGED.search(text, max(left.start - 20, 0), left.start))


def _may_tell(lowered: str) -> bool:
    """A cheap test before a costly pattern."""
    for part in TOLD_BY:  # noqa: SIM110 - a loop costs half of a generator
        if part in lowered:
            return True
    return False


def _printed(text: str) -> Iterator[Dated]:
    line = DATELINE.match(text)
    begin = line.end() if line else 0
    for match in PRINTED.finditer(text, begin):
        if match["iso"]:
            yield Dated(*match.span(), match["iso"])
            continue
        before = max(match.start() - BACK, 0), match.start()
        naming = bool(NAMING.search(text, *before) or PLACING.search(text, *before))
        if match["bare"]:
            yield Dated(*match.span(), match["bare"], naming=naming)
            continue
        day = match["day"] or match["day2"]
        month = f"{match['year']}-{MONTHS[match['month'].lower()]:02}"
        try:
            iso = (
                date.fromisoformat(f"{month}-{int(day):02}").isoformat() if day else ""
            )
        except ValueError:
            iso = ""
        yield Dated(*match.span(), iso or month, naming=naming)


def _told(text: str, published: str) -> Iterator[Dated]:
    """Dates counted from the day of print."""
    try:
        today = date.fromisoformat(published[:10])
    except ValueError:
        return
    for match in TOLD.finditer(text):
        iso = _relative(match, today)
        if iso:
            loose = bool(match["month"] or match["weekday"])
            end = match.end() - match.group().endswith(".")  # "It left in May."
            yield Dated(match.start(), end, iso, told=True, loose=loose)


def _relative(match: re.Match[str], today: date) -> str:  # noqa: PLR0911
    if match["rel"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(match["rel"].lower(), 0)
        return (today + timedelta(days=shift)).isoformat()
    if match["weekday"]:
        return _weekday(match["weekday"].lower(), today, 0)
    if match["count"]:
        return _ago(match["count"].lower(), match["span"].lower().rstrip("s"), today)
    if match["month"]:
        number = MONTHS[match["month"].lower()]
        return f"{today.year - (number > today.month)}-{number:02}"
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if unit in WEEKDAYS:
        return _weekday(unit, today, step)
    if unit in MONTHS:
        number = MONTHS[unit]
        before = step < 0 and number >= today.month
        later = step > 0 and number <= today.month
        return f"{today.year - before + later}-{number:02}"
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        return _months(today, step)
    return ""


def _weekday(name: str, today: date, step: int) -> str:
    """The day of that name before print; after it for "next"."""
    back = (today.weekday() - WEEKDAYS.index(name)) % WEEK
    if step > 0:
        return (today + timedelta(days=WEEK - back)).isoformat()
    return (today - timedelta(days=back or (WEEK if step < 0 else 0))).isoformat()


def _ago(count: str, span: str, today: date) -> str:
    number = SMALL.get(count) or (int(count) if count.isdigit() else 0)
    if span == "year":
        return str(today.year - number)
    if span == "month":
        return _months(today, -number)
    days = number * (WEEK if span == "week" else 1)
    return (today - timedelta(days=days)).isoformat()


def _months(today: date, step: int) -> str:
    number = today.year * 12 + today.month - 1 + step
    return f"{number // 12}-{number % 12 + 1:02}"


def ahead(when: Dated, published: str) -> str:
    """The date of what is still to come: "in May" is then the next May.

    Args:
        when: A date of a sentence.
        published: ISO date of print.

    Examples:
        >>> (may,) = find_dates("It will open in May.", "2024-03-06")
        >>> may.iso, ahead(may, "2024-03-06")
        ('2023-05', '2024-05')
    """
    if not when.loose or when.iso >= published[: len(when.iso)]:
        return when.iso
    if len(when.iso) == len("YYYY-MM"):
        return f"{int(when.iso[:4]) + 1}{when.iso[4:]}"
    return (date.fromisoformat(when.iso) + timedelta(days=WEEK)).isoformat()
