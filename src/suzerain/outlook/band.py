"""The seven likelihood words and the ranges they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from suzerain.core.assumption import load_register
from suzerain.core.errors import OutlookError

PREFIX = "forecast.word."


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One likelihood word of ICD 203 and its range.

    Args:
        word: Such as `very likely`.
        low: Smallest probability it stands for, 0 to 1.
        high: Largest probability it stands for, 0 to 1.
    """

    word: str
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.word} ({per_cent(self.low)}-{per_cent(self.high)} %)"


def per_cent(probability: float) -> str:
    """Print a probability in per cent, without its sign.

    Examples:
        >>> per_cent(0.8)
        '80'
    """
    return f"{probability:.0%}".removesuffix("%")


@cache
def bands() -> tuple[Band, ...]:
    """Return the seven bands of ICD 203, from the least likely to the most.

    They stand in the assumptions register as `forecast.word.<word>`.

    Examples:
        >>> [band.word for band in bands()][0]
        'almost no chance'
    """
    register = load_register()
    found = [
        Band(
            word=key.removeprefix(PREFIX).replace("_", " "),
            low=register[key].spread.low,
            high=register[key].spread.high,
        )
        for key in register
        if key.startswith(PREFIX)
    ]
    return tuple(sorted(found, key=lambda band: band.low))


def band_of(probability: float) -> Band:
    """Find the band of a probability; a bound belongs to the band above it.

    Beyond the scale's ends (below 1 %, above 99 %) the outermost word stays and its
    range becomes the part beyond the end, so that the range is never untrue.

    Args:
        probability: 0 to 1.

    Raises:
        OutlookError: If it is no probability.

    Examples:
        >>> print(band_of(0.87))
        very likely (80-95 %)
        >>> print(band_of(0.999))
        almost certain (99-100 %)
    """
    if not 0 <= probability <= 1:
        raise OutlookError(
            f"{probability} is no probability", "0 to 1", "divide per cents by 100"
        )
    lowest, highest = bands()[0], bands()[-1]
    if probability < lowest.low:
        return Band(word=lowest.word, low=0, high=lowest.low)
    if probability > highest.high:
        return Band(word=highest.word, low=highest.high, high=1)
    return [band for band in bands() if band.low <= probability][-1]
