"""The grammar of a stated number: bounds, range, scale, currency, per cent."""

from __future__ import annotations

import re

from suzerain.evidence.number_words import FRACTIONS, ONES, SCALES, TENS

CURRENCY = {
    "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "₹": "inr",
    "₩": "krw", "₪": "ils", "₺": "try", "₴": "uah", "₸": "kzt", "₫": "vnd",
    "usd": "usd", "eur": "eur", "gbp": "gbp", "rmb": "cny", "cny": "cny",
    "rub": "rub", "jpy": "jpy", "chf": "chf", "us$": "usd", "a$": "aud",
    "c$": "cad", "nz$": "nzd", "hk$": "hkd", "r$": "brl", "rs": "inr",
}  # fmt: skip
UPWARD = (  # noqa: SIM905
    "more greater larger higher bigger longer taller wider broader deeper heavier "
    "older later richer stronger faster farther further costlier dearer thicker"
).split()
DOWNWARD = (  # noqa: SIM905
    "less fewer lower smaller shorter narrower shallower lighter younger earlier "
    "poorer weaker slower nearer closer cheaper thinner"
).split()


def _than(beyond: list[str], short: list[str]) -> str:
    """Ways to say that a number is passed: "longer than", "no shorter than"."""
    turned = [f"{no} {word} than" for no in ("no", "not") for word in short]
    return "|".join([*(f"{word} than" for word in beyond), *turned])


AT_LEAST = (
    f"at least|at the least|{_than(UPWARD, DOWNWARD)}|over|above|upwards of|upward of|"
    "exceeding|exceeds|exceeded|in excess of|a minimum of|"
    "a little over|slightly over|slightly more than|just over|just above|"
    "just more than|well over|well above|beyond|as little as|as few as|"
    "topping|surpassing|north of"
)
AT_MOST = (
    f"up to|at most|at the most|{_than(DOWNWARD, UPWARD)}|under|below|a maximum of|"
    "at a maximum|not exceeding|as much as|as many as|just under|just below|"
    "slightly under|slightly less than|well under|well below|a little under|south of"
)
ABOUT = (
    "about|around|some|roughly|approximately|nearly|almost|close to|near|near to|"
    "an estimated|estimated|circa|more or less|only|just|fully|perhaps|virtually|"
    "practically|an average of|on average|in the region of|in the order of|"
    "on the order of|of the order of|somewhere around"
)
EXACT = frozenset(["", "only", "just", "fully"])
_WORDS = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
WORD_NUMBER = rf"(?:(?:{_WORDS})(?:[- ](?:{'|'.join(ONES[1:10])}))?\b)"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PARTS = "|".join(sorted(set(FRACTIONS) - {"half"}, key=len, reverse=True))
_GOES_ON = r"(?=\s+(?:of|or|and|to|in|from|less|more|goes?|comes?|came|is|are|was|were|went|by|as|its|their|the|that|higher|lower)\b|\s*[^\w\s]|\s*\Z)"  # noqa: E501
_FRACTION = (
    rf"(?:(?:(?:two|three|four|five|seven|nine)[ -](?:{_PARTS})s|three[ -]halves)\b|"
    rf"(?:(?:an?|one|the)[ -])?(?:{_PARTS})\b{_GOES_ON}|(?:one[ -]|a[ -])?half\b)"
)
SCALE = r"(?:(?:hundred|thousand|million|billion|trillion|crore|lakh|dozen)s?|bn|mn|tn|bln|mln)\b"  # noqa: E501
_NUMBER = (
    rf"(?:half[ -]an?[ -](?P<half@>{SCALE})|"
    rf"a quarter of an? (?P<fourth@>{SCALE})|(?P<frac@>{_FRACTION})|"
    r"(?P<cur@>(?:\b(?:US|A|C|NZ|HK|R)\$|[$€£¥₽₹₩₪₺₴₸₫]|"
    r"\b(?:USD|EUR|GBP|RMB|CNY|RUB|JPY|CHF|Rs)\.?(?=\s?\d)))?"
    rf"\s?(?P<num@>{_DIGITS}|{WORD_NUMBER}|an?(?=\s{SCALE}))(?P<more@> and a half)?"
    rf"(?:[ -]?(?P<scale@>{SCALE}|(?<=\d)(?:k|m|b)\b))?(?P<scaleb@>\s{SCALE})?"
    r"(?P<pct@>\s?%|[ -]per ?cent\b|\spercentage points\b)?)"
)
_A, _B = _NUMBER.replace("@", "A"), _NUMBER.replace("@", "B")
PATTERN = re.compile(
    rf"(?<![\w.,])(?<!\w-)(?:(?P<least>(?:{AT_LEAST})\s)|(?P<most>(?:{AT_MOST})\s)|"
    rf"(?P<about>(?:{ABOUT})\s))?(?:the\s|a\s(?=total|further)|another\s|a record\s|"
    r"an additional\s|an extra\s)?"
    rf"(?:(?P<between>between|from)\s)?{_A}"
    rf"(?:\s?(?P<join>-|–|—|to|and|or)\s?{_B})?(?P<plus>\+|\sor more\b|\sor less\b|"  # noqa: RUF001
    r"\sor so\b|-odd\b|-plus\b)?",
    re.IGNORECASE,
)
# Where a number may begin, and the words that it may begin with: a cheap first look.
BEGIN = re.compile(r"(?<![\w.,])(?<!\w-)(?:[^\W_]+|[\s$€£¥₽₹₩₪₺₴₸₫])")
FIRST: dict[str, tuple[str, ...]] = {
    word: (word,)
    for word in (
        *ONES, *TENS, *FRACTIONS, "halves", "the", "a", "an", "another", "between",
        "from", "us", "c", "nz", "hk", "r", "usd", "eur", "gbp", "rmb", "cny", "rub",
        "jpy", "chf", "rs",
    )
}  # fmt: skip
for _phrase in f"{AT_LEAST}|{AT_MOST}|{ABOUT}".split("|"):
    _word = _phrase.split()[0]
    FIRST[_word] = (*FIRST.get(_word, ()), _phrase)
DIGIT = re.compile(r"\d")
NUMBERS = frozenset(
    [*ONES, *TENS, "half", "halves", "third", "quarter", "fifth", "sixth", "seventh",
     "eighth", "ninth", "tenth", "thirds", "quarters", "fourth", "fourths", "fifths",
     "sixths", "tenths", "hundredth", "hundred", "thousand", "million", "billion",
     "dozen"]
)  # fmt: skip
FIGURES = NUMBERS | {"dozens"} | {f"{one}{s}" for one in SCALES for s in ("", "s")}
LONGEST_LEAD = 64  # signs from where a number begins to its first figure, with slack
SMALL = rf"{'|'.join([*ONES[1:], *TENS])}"
