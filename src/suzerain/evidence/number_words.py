"""Numbers in digits and in words."""

from __future__ import annotations

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "  # noqa: SIM905
    "fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "dozen": 12.0,
    "score": 20.0,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fourth": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 0.125,
    "ninth": 1 / 9,
    "tenth": 0.1,
    "hundredth": 0.01,
}


def number_value(word: str) -> float | None:
    """Read a number in digits or words.

    Args:
        word: The number alone.

    Returns:
        Its value, or None when it is none.

    Examples:
        >>> number_value("1,400"), number_value("twenty-five"), number_value("a")
        (1400.0, 25.0, 1.0)
        >>> number_value("two dozen")
        24.0
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


def scale_value(word: str | None) -> float:
    """Read "million", "millions" or "bn"; 1 when there is none.

    Args:
        word: The scale, or None.

    Examples:
        >>> scale_value("millions"), scale_value(None)
        (1000000.0, 1.0)
    """
    if word is None:
        return 1.0
    key = word.strip().lower()
    return SCALES.get(key) or SCALES.get(key.removesuffix("s"), 1.0)


def fraction_value(words: str) -> float:
    """Read a fraction in words.

    Args:
        words: Such as "two-thirds".

    Examples:
        >>> fraction_value("two-thirds"), fraction_value("half")
        (0.666667, 0.5)
    """
    parts = re.split(r"[ -]", words.lower())
    count = 1.0
    if len(parts) == 2 and parts[0] in ONES:
        count = float(ONES.index(parts[0]))
    last = parts[-1]
    share = FRACTIONS.get(last) or FRACTIONS.get(last.removesuffix("s"))
    if share is None and last == "halves":
        share = 0.5
    return round(count * (share or 1.0), 6)
