"""Numbers as a text states them: point, bounds, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from suzerain.evidence.vocabulary import plural, read_vocabulary

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fourth": 0.25,
    "fourths": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "sixth": 1 / 6,
    "tenth": 0.1,
    "tenths": 0.1,
}
VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 100.0,
    "thousands": 1000.0,
    "millions": 1e6,
    "billions": 1e9,
    "tens of thousands": 10000.0,
    "hundreds of thousands": 100000.0,
    "tens of millions": 1e7,
    "hundreds of millions": 1e8,
    "tens of billions": 1e10,
}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
CURRENCY = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub"}
AT_LEAST = (
    "at least|no less than|not less than|no fewer than|not fewer than|more than|over|"
    "above|upwards of|upward of|exceeding|in excess of|greater than|a minimum of|"
    "well over|well above|beyond"
)
AT_MOST = (
    "up to|at most|no more than|not more than|less than|fewer than|under|below|"
    "a maximum of|as much as|as many as|just under|well under"
)
ABOUT = (
    "about|around|some|roughly|approximately|nearly|almost|close to|an estimated|"
    "estimated|circa|or so|more or less|only|just|fully"
)
_WORDS = "|".join([*TENS, *sorted(ONES, key=len, reverse=True), "dozen"])
_WORD_NUMBER = rf"(?:(?:{_WORDS})(?:[- ](?:{'|'.join(ONES[1:10])}))?\b)"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FRACTION = (
    r"(?:(?:an?|one|two|three|four|half|nine)[ -])?"
    rf"(?:{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn)\b"
_NUMBER = (
    rf"(?:(?P<frac@>{_FRACTION})|"
    rf"(?P<cur@>(?:US)?[$€£¥₽])?\s?(?P<num@>{_DIGITS}|{_WORD_NUMBER}|an?(?=\s{_SCALE}))"
    rf"(?:[ -]?(?P<scale@>{_SCALE}|(?<=\d)(?:k|m|b)\b))?(?P<scaleb@>\s{_SCALE})?"
    r"(?P<pct@>\s?%|[ -]per ?cent\b|\spercentage points\b)?)"
)
_A, _B = _NUMBER.replace("@", "A"), _NUMBER.replace("@", "B")
PATTERN = re.compile(
    rf"(?<![\w.,])(?<!\w-)(?:(?P<least>(?:{AT_LEAST})\s)|(?P<most>(?:{AT_MOST})\s)|"
    rf"(?P<about>(?:{ABOUT})\s))?(?:the\s|a\s(?=total|further))?"
    rf"(?:(?P<between>between|from)\s)?{_A}"
    rf"(?:\s?(?P<join>-|–|—|to|and|or)\s?{_B})?(?P<plus>\+|\sor more\b|\sor less\b)?",  # noqa: RUF001
    re.IGNORECASE,
)
QUICK = re.compile(
    rf"\d|\b(?:{_WORDS}|half|third|quarter|fifth|sixth|tenth|thirds|quarters|fourth|"
    r"fifths|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_SMALL = rf"{'|'.join([*ONES[1:], *TENS])}"
_OUT_OF = re.compile(
    rf"\b(?:(?P<least>(?:{AT_LEAST})\s)|(?P<most>(?:{AT_MOST})\s)|(?P<about>(?:{ABOUT})\s))?"
    rf"(?:(?P<part>{_SMALL}|\d{{1,3}})\s(?:out of(?:\severy)?|(?:of|in) every))\s"
    rf"(?P<whole>{_SMALL}|hundred|\d{{1,3}})\b(?!\s?%)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"\b(?P<much>many |{AT_LEAST} )?"
    rf"(?P<word>{'|'.join(sorted(VAGUE, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?P<word>once|twice|thrice)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?P<n>\d{1,4})(?:st|nd|rd|th)\s+anniversary\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bfirst\b[^.;]{0,60}?\bsince\s+(?:the year\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_UNIT_GAP = re.compile(r"[\s-]+(?:of\s+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
_DATED = re.compile(r"\b(?:in|since|until|till|by|after|before|from)\s$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


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
    """

    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    rounded: bool = False


@cache
def unit_words() -> dict[str, str]:
    """Surface words to units, singular and plural."""
    table: dict[str, str] = {}
    for row in read_vocabulary("units.csv"):
        table[row["surface"]] = row["unit"]
        table.setdefault(plural(row["surface"]), row["unit"])
    return table


@cache
def vague_shares() -> dict[str, tuple[float, bool]]:
    """Words for a share without a number: the bound, and whether it is open to doubt.

    Examples:
        >>> vague_shares()["most"], vague_shares()["almost all"]
        ((0.5, False), (0.9, True))
    """
    return {
        row["phrase"]: (float(row["low"]), row["approximate"] == "yes")
        for row in read_vocabulary("vague_shares.csv")
    }


@cache
def _vague_pattern() -> re.Pattern[str]:
    """A vague share, with what shows that it is a share of something."""
    words = "|".join(sorted(vague_shares(), key=len, reverse=True))
    words = words.replace("'", "['\u2019]")
    owned = r"(?<=\ball) (?:its|their|his|her|the|(?-i:[A-Z])\w*)\b"
    return re.compile(rf"\b(?:{words})(?= of\b|{owned})", re.IGNORECASE)


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit word, perhaps after one to three other words ("North Korean troops")."""
    words = sorted(unit_words(), key=len, reverse=True)
    return re.compile(
        rf"(?P<gap>[\s-]+(?:[\w'’-]+\s+){{0,3}}?)(?P<unit>{'|'.join(words)})\b",  # noqa: RUF001
        re.IGNORECASE,
    )


def number_value(word: str) -> float | None:
    """Read a number in digits or words.

    Examples:
        >>> number_value("1,400"), number_value("twenty-five"), number_value("a")
        (1400.0, 25.0, 1.0)
    """
    word = word.lower().strip()
    if word in {"a", "an"}:
        return 1.0
    if word[:1].isdigit():
        try:
            return float(re.sub(r"[,\u00a0\u202f]", "", word))
        except ValueError:
            return None
    total = 0.0
    for part in re.split(r"[- ]", word):
        if part in ONES:
            total += ONES.index(part)
        elif part in TENS:
            total += 10 * (TENS.index(part) + 2)
        elif part == "dozen":
            total = max(total, 1.0) * 12
        else:
            return None
    return total


def _fraction(words: str) -> float:
    parts = re.split(r"[ -]", words.lower())
    count = 1.0
    if len(parts) == 2 and parts[0] in ONES:
        count = float(ONES.index(parts[0]))
    return round(count * FRACTIONS[parts[-1]], 6)


def _side(match: re.Match[str], side: str) -> tuple[float | None, float, str]:
    """Number, scale and unit of one side of a range."""
    if match[f"frac{side}"]:
        return _fraction(match[f"frac{side}"]), 1.0, "share"
    if not match[f"num{side}"]:
        return None, 1.0, ""
    value: float | None = number_value(match[f"num{side}"])
    scale = 1.0
    for name in (f"scale{side}", f"scaleb{side}"):
        scale *= SCALES.get((match[name] or "").strip().lower(), 1.0)
    unit = ""
    if match[f"pct{side}"]:
        unit, scale = "share", 0.01
    elif match[f"cur{side}"]:
        unit = CURRENCY[match[f"cur{side}"][-1]]
    return value, scale, unit


def _bounded(match: re.Match[str], start: int, end: int) -> Quantity | None:
    first, scale, unit = _side(match, "A")
    second, scale_b, unit_b = _side(match, "B")
    if first is None:
        return None
    if second is not None and match["join"] in {"and", "or"} and not match["between"]:
        close = match["join"] == "or" and second - first in {1.0, 10.0}
        if not close:
            second, end = None, match.start("join")
            end = start + len(match.string[start:end].rstrip())
    if second is not None:
        if scale == 1.0 and scale_b != 1.0 and not unit.startswith("share"):
            scale = scale_b
        low, high = first * scale, second * scale_b
        if low > high:
            return None
        return Quantity(
            start=start, end=end, low=_neat(low), high=_neat(high), unit=unit or unit_b
        )
    value = _neat(first * scale)
    plus = (match["plus"] or "").strip().lower()
    if match["least"] or plus in {"+", "or more"}:
        return Quantity(start=start, end=end, low=value, unit=unit)
    if match["most"] or plus == "or less":
        return Quantity(start=start, end=end, high=value, unit=unit)
    about = (match["about"] or "").strip().lower()
    rounded = about not in {"", "only", "just", "fully"}
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


def _with_unit(text: str, found: Quantity) -> Quantity | None:
    """Add the unit word that follows; drop bare years and ordinals."""
    after = unit_pattern().match(text, found.end)
    if found.unit == "share":
        return found
    dated = _DATED.search(text[max(found.start - 8, 0) : found.start]) and (
        _YEAR.fullmatch(text[found.start : found.end])
    )
    between = re.search(
        r"\b(?:of|in|on|and|to|by|from|since)\b", (after or {"gap": ""})["gap"]
    )
    if after and not between and not dated:
        unit = unit_words()[after["unit"].lower()]
        return replace(found, end=after.end(), unit=found.unit or unit)
    bare = text[found.start : found.end]
    if not found.unit and _YEAR.search(bare) and "," not in bare:
        return None
    if not found.unit and bare.lower().strip() in {"one", "zero", "a", "an", "some"}:
        return None
    if re.match(r"(?:st|nd|rd|th|s)\b|[-:]\w|\.\d", text[found.end : found.end + 4]):
        return None
    return found


def _counted_shares(text: str) -> Iterator[Quantity]:
    """Shares put as counts: "nine out of ten", "two of every three", "one in five"."""
    for match in _OUT_OF.finditer(text):
        part, whole = number_value(match["part"]), number_value(match["whole"])
        if part is None or whole is None or not 0 < part < whole:
            continue
        share = round(part / whole, 6)
        least, most = bool(match["least"]), bool(match["most"])
        rounded = bool(match["about"])
        yield Quantity(
            start=match.start(),
            end=match.end(),
            value=None if least or most else share,
            low=None if most or rounded else share,
            high=None if least or rounded else share,
            unit="share",
            rounded=rounded,
        )


def _special(text: str) -> Iterator[Quantity]:
    lowered = text.lower()
    if "since" in lowered:
        for match in _SINCE.finditer(text):
            year = float(match["year"])
            yield Quantity(
                start=match.start(), end=match.end(), value=year, low=year, high=year,
                unit="year",
            )  # fmt: skip
    if "annivers" in lowered:
        for match in _ORDINAL.finditer(text):
            n = float(match["n"])
            yield Quantity(
                start=match.start(), end=match.end(), value=n, low=n, high=n,
                unit="years",
            )  # fmt: skip
    yield from _counted_shares(text)
    for match in _vague_pattern().finditer(text):
        low, rounded = vague_shares()[match.group().lower().replace("\u2019", "'")]
        yield Quantity(
            start=match.start(), end=match.end(), low=low, unit="share", rounded=rounded
        )
    for match in _VAGUE.finditer(text):
        found = Quantity(
            start=match.start(), end=match.end(), low=VAGUE[match["word"].lower()]
        )
        after = re.match(r"\s+of\b", text[match.end() :])
        stretched = replace(found, end=found.end + (after.end() if after else 0))
        yield replace(_with_unit(text, stretched) or found, start=found.start)
    for match in _TIMES.finditer(text):
        n = TIMES[match["word"].lower()]
        yield Quantity(
            start=match.start(), end=match.end(), value=n, low=n, high=n, unit="times"
        )


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
    found: list[Quantity] = list(_special(text))
    if QUICK.search(text):
        for match in PATTERN.finditer(text):
            start = match.start()
            made = _bounded(match, start, match.end())
            made = made and _with_unit(text, made)
            if made:
                found.append(made)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
