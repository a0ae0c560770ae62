"""What a claim measures, in words."""

from __future__ import annotations

from suzerain.evidence.claim import Claim


def amount_words(claim: Claim) -> str:
    """Write bounds and unit as a reader would; an open bound stays open.

    Args:
        claim: The claim.

    Returns:
        Such as `at least 80 %` or `25 to 50 %`; empty when nothing is measured.

    Examples:
        >>> from dataclasses import replace
        >>> claim = Claim(
        ...     id="c-1",
        ...     doc="doc-1",
        ...     start=0,
        ...     end=1,
        ...     quote="x",
        ...     kind="quantity",
        ...     subject="CHN",
        ...     relation="OIL_SHARE",
        ...     low=0.8,
        ...     unit="share",
        ... )
        >>> amount_words(claim)
        'at least 80 %'
        >>> amount_words(replace(claim, low=25000.0, high=30000.0, unit="soldiers"))
        '25,000 to 30,000 soldiers'
    """
    numbers = [claim.low, claim.high]
    if claim.low is None and claim.high is None:
        numbers = [claim.value, claim.value]
    low, high = (None if one is None else _number(one, claim.unit) for one in numbers)
    unit = "%" if claim.unit == "share" else claim.unit
    if low is None and high is None:
        return ""
    if low is None:
        words = f"at most {high}"
    elif high is None:
        words = f"at least {low}"
    else:
        words = low if low == high else f"{low} to {high}"
    return f"{words} {unit}".strip()


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value * 100:g}"
    whole = value == int(value)
    return f"{int(value):,}" if whole and unit != "year" else f"{value:g}"
