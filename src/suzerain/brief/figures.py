"""Figures as text, with the bounds they have."""

from __future__ import annotations

from collections.abc import Mapping

from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim

SHARES = ("share", "%", "probability")
# A small difference of logs is about the part lost.
WELFARE = "log welfare"
BARE = ("ratio", "count", "correlation", "index")


def percent(value: float) -> str:
    """Write a share as a percentage, the finer the smaller it is.

    Examples:
        >>> percent(0.725), percent(0.0312), percent(0.00002)
        ('72 %', '3.1 %', 'below 0.01 %')
    """
    if 0 < abs(value) < 0.00005:
        return "below 0.01 %"
    return f"{_digits(value, _places(value))} %"


def percent_range(low: float, high: float) -> str:
    """Write two shares as one range.

    Examples:
        >>> percent_range(0.25, 0.5), percent_range(0.004, 0.05)
        ('25-50 %', '0.4-5.0 %')
    """
    places = _places(max(abs(low), abs(high)))
    first, second = _digits(low, places), _digits(high, places)
    if first == second:
        return f"{first} %"
    joint = " to " if second.startswith("-") or first.startswith("-") else "-"
    return f"{first}{joint}{second} %"


def bracketed(cell: Mapping[str, float]) -> str:
    """Write a median with its range in brackets, from low, median and high.

    Examples:
        >>> bracketed({"low": 0.05, "median": 0.12, "high": 0.23})
        '12 % (5-23 %)'
    """
    middle, around = percent(cell["median"]), percent_range(cell["low"], cell["high"])
    return middle if middle == around else f"{middle} ({around})"


def points(change: float) -> str:
    """Write a change of a probability in percentage points, with its sign.

    Examples:
        >>> points(-0.08), points(0.004), points(0.0)
        ('-8', '+0.4', '0')
    """
    text = _digits(change, 1 if 0 < abs(change) < 0.00995 else 0)
    return text if text.startswith("-") or float(text) == 0 else f"+{text}"


def plain(value: float) -> str:
    """Write a number with thousands apart and no needless digits.

    Examples:
        >>> plain(10000), plain(0.35), plain(1400.0)
        ('10,000', '0.35', '1,400')
    """
    if float(value).is_integer():
        return f"{int(value):,}"
    places = 2 if abs(value) < 10 else 3
    return f"{value:,.{places}g}" if abs(value) < 1000 else f"{value:,.0f}"


def plain_range(low: float, high: float) -> str:
    """Write two numbers as one range.

    Examples:
        >>> plain_range(0.85, 1.0), plain_range(2, 2)
        ('0.85-1', '2')
    """
    if plain(low) == plain(high):
        return plain(low)
    joint = " to " if low < 0 or high < 0 else "-"
    return f"{plain(low)}{joint}{plain(high)}"


def spread_text(spread: Spread, unit: str = "share") -> str:
    """Write a declared range; shares, probabilities and losses as percentages.

    Examples:
        >>> spread_text(Spread(low=0.001, high=0.03), "log welfare")
        '0.1-3.0 % of welfare'
        >>> spread_text(Spread(low=0.2, high=5), "ratio")
        '0.2-5'
    """
    if unit in SHARES:
        return percent_range(spread.low, spread.high)
    if unit == WELFARE:
        return f"{percent_range(spread.low, spread.high)} of welfare"
    if unit in BARE:
        return plain_range(spread.low, spread.high)
    return f"{plain_range(spread.low, spread.high)} {unit}".strip()


def stated(claim: Claim) -> str:
    """Write a quantity with the bounds its source gave, never as a point.

    Examples:
        >>> claim = Claim(
        ...     id="c",
        ...     doc="d",
        ...     start=0,
        ...     end=1,
        ...     quote="q",
        ...     kind="tie",
        ...     subject="A",
        ...     relation="OIL_SHARE",
        ...     low=0.8,
        ...     unit="share",
        ... )
        >>> stated(claim)
        'at least 80 %'
    """
    is_share = claim.unit in SHARES
    one = percent if is_share else plain
    unit = "" if is_share or not claim.unit else f" {claim.unit}"
    low, high = claim.low, claim.high
    if low is not None and high is not None:
        both = percent_range(low, high) if is_share else plain_range(low, high)
        return both + unit
    if low is not None:
        return f"at least {one(low)}{unit}"
    if high is not None:
        return f"at most {one(high)}{unit}"
    return "" if claim.value is None else one(claim.value) + unit


def _places(value: float) -> int:
    size = abs(value)
    if 0 < size < 0.00495:
        return 2
    return 1 if 0 < size < 0.0995 else 0


def _digits(share: float, places: int) -> str:
    text = f"{share * 100:.{places}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
