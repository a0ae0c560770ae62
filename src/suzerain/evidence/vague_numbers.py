"""Numbers without a figure: dozens, most, twice, one in five, first since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from suzerain.evidence.number_pattern import ABOUT, AT_LEAST, AT_MOST, SMALL
from suzerain.evidence.number_words import number_value
from suzerain.evidence.vocabulary import read_vocabulary

# start, end, value, low, high, unit, rounded
Vague = tuple[int, int, float | None, float | None, float | None, str, bool]

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
    "hundreds of billions": 1e11,
}
TIMES = {
    "once": 1.0, "twice": 2.0, "thrice": 3.0, "twofold": 2.0, "threefold": 3.0,
    "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0, "doubled": 2.0, "doubling": 2.0,
    "doubles": 2.0, "tripled": 3.0, "trebled": 3.0, "triples": 3.0, "trebles": 3.0,
    "tripling": 3.0, "trebling": 3.0, "quadrupled": 4.0, "quadrupling": 4.0,
    "quintupled": 5.0, "halved": 0.5, "halving": 0.5, "halves": 0.5,
}  # fmt: skip
OUT_OF = re.compile(
    rf"\b(?:(?P<least>(?:{AT_LEAST})\s)|(?P<most>(?:{AT_MOST})\s)|(?P<about>(?:{ABOUT})\s))?"
    rf"(?:(?P<part>{SMALL}|\d{{1,3}})\s(?:out of(?:\severy)?|(?:of|in) every|"
    rf"in(?=\s(?:two|three|four|five|six|seven|eight|nine|ten|twenty)\b(?!\s(?:days|weeks|months|years|hours)\b)))\s)"
    rf"(?P<whole>{SMALL}|hundred|\d{{1,3}})\b(?!\s?%)",
    re.IGNORECASE,
)
VAGUE_WORD = re.compile(
    rf"(?<!\d )(?<!\w-)\b(?P<much>many |{AT_LEAST} )?"
    rf"(?P<word>{'|'.join(sorted(VAGUE, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
TIMES_WORD = re.compile(
    rf"\b(?P<least>(?:more than|at least|over)\s)?(?P<about>(?:nearly|almost|about|"
    rf"roughly)\s)?(?P<word>{'|'.join(TIMES)})\b",
    re.IGNORECASE,
)
ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,4})(?:st|nd|rd|th)\s+anniversary\b", re.IGNORECASE
)
SINCE = re.compile(
    r"\bfirst\b[^.;]{0,60}?\bsince\s+(?:the year\s+)?(?:[A-Z][a-z]+\s+)?"
    r"(?P<year>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
# Of each pattern, words of which one must stand in the sentence: a cheap first look.
WHOLES = frozenset("two three four five six seven eight nine ten twenty".split())  # noqa: SIM905
ONE_IN = re.compile(rf" in (?:{'|'.join(WHOLES)})\b", re.IGNORECASE)
MANY = frozenset(phrase.split()[-1] for phrase in VAGUE)


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
def vague_share_pattern() -> re.Pattern[str]:
    """A vague share, with what shows that it is a share of something."""
    words = "|".join(sorted(vague_shares(), key=len, reverse=True))
    words = words.replace("'", "['\u2019]")
    owned = r"(?<=\ball) (?:its|their|his|her|the|(?-i:[A-Z])\w*)\b"
    return re.compile(rf"\b(?:{words})(?= of\b|{owned})", re.IGNORECASE)


@cache
def _shared() -> frozenset[str]:
    """Words of which each vague share has one: the last of its own."""
    return frozenset(WORD.findall(phrase)[-1] for phrase in vague_shares())


@cache
def _telling() -> frozenset[str]:
    """Words of which a sentence with any of these numbers has one."""
    return _shared() | MANY | TIMES.keys() | {"since", "anniversary", "out", "every"}


def vague_numbers(text: str, words: frozenset[str]) -> Iterator[Vague]:  # noqa: C901
    """Find numbers that no figure states.

    Args:
        text: One sentence.
        words: Its words in lower case, as `WORD` parts them.

    Yields:
        Start, end, value, lower and upper bound, unit (empty: the word that follows
        tells) and whether it is put as "about".

    Examples:
        >>> list(vague_numbers("they met twice", frozenset(["they", "met", "twice"])))
        [(9, 14, 2.0, 2.0, 2.0, 'times', False)]
    """
    one_in = "in" in words and not WHOLES.isdisjoint(words)
    if not one_in and words.isdisjoint(_telling()):
        return
    if "first" in words and "since" in words:
        for match in SINCE.finditer(text):
            n = float(match["year"])
            yield *match.span(), n, n, n, "year", False
    if "anniversary" in words:
        for match in ANNIVERSARY.finditer(text):
            n = float(match["n"])
            yield *match.span(), n, n, n, "years", False
    if "every" in words or ("out" in words and "of" in words) or (
        one_in and ONE_IN.search(text)
    ):  # fmt: skip
        yield from _counted_shares(text)
    if not words.isdisjoint(_shared()):
        for match in vague_share_pattern().finditer(text):
            low, rounded = vague_shares()[match.group().lower().replace("\u2019", "'")]
            yield *match.span(), None, low, None, "share", rounded
    if not words.isdisjoint(MANY):
        for match in VAGUE_WORD.finditer(text):
            yield *match.span(), None, VAGUE[match["word"].lower()], None, "", False
    if not words.isdisjoint(TIMES):
        for match in TIMES_WORD.finditer(text):
            n = TIMES[match["word"].lower()]
            least, about = bool(match["least"]), bool(match["about"])
            value = None if least else n
            high = None if least or about else n
            yield *match.span(), value, None if about else n, high, "times", about


def _counted_shares(text: str) -> Iterator[Vague]:
    """Shares put as counts: "nine out of ten", "two of every three", "one in five"."""
    for match in OUT_OF.finditer(text):
        part, whole = number_value(match["part"]), number_value(match["whole"])
        if part is None or whole is None or not 0 < part < whole:
            continue
        share = round(part / whole, 6)
        least, most = bool(match["least"]), bool(match["most"])
        rounded = bool(match["about"])
        value = None if least or most else share
        low = None if most or rounded else share
        high = None if least or rounded else share
        yield *match.span(), value, low, high, "share", rounded
