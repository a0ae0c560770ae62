"""Probabilities to words and back.

Likelihood ("very likely") and confidence ("moderate confidence") answer different
questions and never share a sentence (ICD 203).
"""

from __future__ import annotations

import re
from typing import Literal

from suzerain.core.errors import SuzerainError
from suzerain.outlook.band import band_of, bands, per_cent

Confidence = Literal["low", "moderate", "high"]

CONFIDENCE: dict[Confidence, str] = {
    "low": "Confidence is low: sources are few, doubtful or at odds.",
    "moderate": "Confidence is moderate: sources are plausible but leave other "
    "readings open.",
    "high": "Confidence is high: independent sources of quality agree.",
}


def word(probability: float) -> str:
    """Say a probability in the words of ICD 203, its range in brackets.

    Args:
        probability: 0 to 1.

    Returns:
        Word and range.

    Raises:
        OutlookError: If it is no probability.

    Examples:
        >>> word(0.87)
        'very likely (80-95 %)'

    References:
        ICD 203 2015; Wintle et al. 2019 for the bracket beside the word.
    """
    return str(band_of(probability))


def words(low: float, high: float) -> str:
    """Say a range of probabilities: one word, or two joined by "to".

    Args:
        low: Smallest probability, 0 to 1.
        high: Largest probability, 0 to 1.

    Examples:
        >>> words(0.58, 0.9)
        'likely to very likely (55-95 %)'
        >>> words(0.82, 0.9)
        'very likely (80-95 %)'
    """
    if low > high:
        raise SuzerainError(
            f"the range {low} to {high} is out of order", "low <= high", "swap them"
        )
    first, last = band_of(low), band_of(high)
    if first.word == last.word:
        whole = f"({per_cent(first.low)}-{per_cent(last.high)} %)"
        return f"{first.word} {whole}"
    bracket = f"({per_cent(first.low)}-{per_cent(last.high)} %)"
    return f"{first.word} to {last.word} {bracket}"


def bounds(text: str) -> tuple[float, float]:
    """Turn a likelihood word back into its range.

    Args:
        text: A word of ICD 203, with or without its bracket.

    Returns:
        Lowest and highest probability.

    Raises:
        SuzerainError: If it is none of the seven words.

    Examples:
        >>> bounds("very likely (80-95 %)")
        (0.8, 0.95)
    """
    wanted = re.sub(r"\s*\(.*\)\s*$", "", text).strip().lower()
    for band in bands():
        if band.word == wanted:
            return band.low, band.high
    raise SuzerainError(
        f"{text!r} is no likelihood word",
        ", ".join(band.word for band in bands()),
        "take one of these words, exactly",
    )


def confidence(level: Confidence) -> str:
    """Return the sentence for a level of confidence in the sources.

    Args:
        level: `low`, `moderate` or `high`.

    Examples:
        >>> confidence("low")
        'Confidence is low: sources are few, doubtful or at odds.'
    """
    return CONFIDENCE[level]


def mixes(text: str) -> bool:
    """Tell whether one sentence speaks of both likelihood and confidence.

    Args:
        text: One or more sentences.

    Examples:
        >>> mixes("It is very likely, with high confidence.")
        True
        >>> mixes("It is very likely. Confidence is high.")
        False
    """
    likely = re.compile(
        "|".join(rf"\b{band.word}\b" for band in bands()), re.IGNORECASE
    )
    sure = re.compile(r"\b(confidence|confident|confidently)\b", re.IGNORECASE)
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return any(likely.search(line) and sure.search(line) for line in sentences)
