# ruff: noqa: RUF001, SIM905 - words of other scripts, listed as words

"""When a text says that it was published."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from suzerain.sources.boilerplate import read_rows

LONGEST_DATELINE = 100  # code points; dates in longer lines are about the news
LINES_TO_LOOK_AT = 12  # at either end of a text
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?![0-9A-Za-z])"
)
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?([^\W\d_]{3,12})\.?,?\s(?:de\s)?((?:19|20)\d\d)\b"
)
_MONTH_FIRST = re.compile(
    r"\b([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)\b"
)
_HAN = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_WIRE = re.compile(
    r"(?:[^\W\d_a-z][\w.'’]{0,20}[\s,]\s?){1,4}[\w,. ]{0,24}?\d,?\s"
    r"(?:\([^)]{2,30}\)\s)?[-–—]{1,2}\s"
)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset(
    "published updated posted on at last modified date first created "
    "monday tuesday wednesday thursday friday saturday sunday "
    "mon tue wed thu fri sat sun "
    "am pm gmt utc bst est edt cet cest msk t z uhr am um le à publié mis jour el a "
    "las "
    "опубликовано обновлено в г года published_at".split()
)


def find_date(line: str) -> str:
    """Return the first date in a line as an ISO date, or nothing.

    Examples:
        >>> find_date("Published 19 June 2024, 10:00")
        '2024-06-19'
        >>> find_date("Version 2024-13-45")
        ''
    """
    for pattern, order in ((_ISO, (0, 1, 2)), (_HAN, (0, 1, 2))):
        for found in pattern.finditer(line):
            parts = found.groups()
            date = _valid(*(parts[place] for place in order))
            if date:
                return date
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1))):
        for found in pattern.finditer(line):
            year, month, day = (found.groups()[place] for place in order)
            date = _valid(year, str(_months().get(month.casefold(), 0)), day)
            if date:
                return date
    return ""


def published_in(text: str) -> str:
    r"""Return the date in a short line near either end of a text, or nothing.

    The opening of a wire report ("GENEVA, 4 May 1998 - ...") counts as such a line.

    Examples:
        >>> published_in("GENEVA, 4 May 1998 - Talks went on for a fifth day.")
        '1998-05-04'
        >>> published_in("A headline\n2024-06-19\n\nOn 1 May 2020 it began, they said.")
        '2024-06-19'
    """
    head = text[: LINES_TO_LOOK_AT * 400].splitlines()[:LINES_TO_LOOK_AT]
    tail = text[-LINES_TO_LOOK_AT * 400 :].splitlines()[-LINES_TO_LOOK_AT:]
    for line in filter(None, head):
        opening = _WIRE.match(line)
        if opening and (date := find_date(opening.group())):
            return date
    for line in (*head, *reversed(tail)):
        if len(line) <= LONGEST_DATELINE and not line.rstrip().endswith(
            (".", "?", "!")
        ):
            date = find_date(line)
            if date:
                return date
    return ""


def published_by_name(name: str) -> str:
    """Return the date in a file name, or nothing.

    Examples:
        >>> published_by_name("news_2024-06-19.txt"), published_by_name("004_f5ab.txt")
        ('2024-06-19', '')
    """
    for found in _COMPACT.finditer(name.replace("_", " ")):
        date = _valid(*found.groups())
        if date:
            return date
    return ""


def is_dateline(line: str) -> bool:
    """Whether a line says when it was published and nothing else.

    Examples:
        >>> is_dateline("Published: 19 June 2024, 10:00 GMT")
        True
        >>> is_dateline("The pact of 19 June 2024")
        False
    """
    if len(line) > LONGEST_DATELINE or not find_date(line):
        return False
    return all(
        word in _DATE_WORDS or word in _months() or word in "年月日년월일stndrdth"
        for word in _WORD.findall(line.casefold())
    )


def _valid(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> dict[str, int]:
    return {
        name: int(row["month"])
        for row in read_rows("months.csv")
        for name in row["names"].split()
    }
