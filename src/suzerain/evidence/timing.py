"""Which date of a sentence is that of a claim."""

from __future__ import annotations

from suzerain.evidence.asides import aside_at
from suzerain.evidence.dates import Dated, find_dates
from suzerain.evidence.parsed import Parsed


def date_of(
    parsed: Parsed, index: int, span: tuple[int, int], published: str
) -> Dated | None:
    """The date nearest to the words of a claim, printed ones first.

    A date inside "..., which sold it in 1985, ..." belongs to that clause alone.

    Args:
        parsed: The sentence.
        index: Token of the trigger.
        span: Where the claim's passage stands, in offsets of the document.
        published: ISO date of print, or empty.
    """
    dates = find_dates(parsed.text, published)
    if not dates:
        return None
    low, high = span[0] - parsed.base, span[1] - parsed.base
    aside = aside_at(parsed, index)
    at = parsed.starts[index]
    fit = [
        one
        for one in dates
        if low <= one.start and one.end <= high
        and aside_at(parsed, parsed.token_at(one.start)) == aside
    ]  # fmt: skip
    return min(fit, key=lambda one: (one.told, abs(one.start - at)), default=None)
