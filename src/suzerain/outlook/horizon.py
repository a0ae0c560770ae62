"""Time from the last source to the day a question resolves."""

from __future__ import annotations

from datetime import date

from suzerain.core.errors import UnresolvedQuestion


def years_between(start: str, end: str) -> float:
    """Count years between two ISO dates; a bare month or year counts to its end.

    Args:
        start: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
        end: Likewise.

    Returns:
        Years, 0 when the end does not lie after the start.

    Raises:
        UnresolvedQuestion: If either is no date.

    Examples:
        >>> years_between("2024-12-31", "2026-12-31")
        2.0
    """
    return max(0.0, _decimal(end) - _decimal(start))


def _decimal(text: str) -> float:
    """Turn a date into a year with its fraction."""
    day = last_day(text)
    last = date.max.replace(year=day.year)  # 31 December
    return day.year + day.timetuple().tm_yday / last.timetuple().tm_yday


def last_day(text: str) -> date:
    """Return the last day of a year, a month or a day.

    Args:
        text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        UnresolvedQuestion: If it is no date.

    Examples:
        >>> last_day("2024-02").isoformat()
        '2024-02-29'
    """
    parts = text.split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date.max.replace(year=year)
        if len(parts) == 2:
            return _month_end(year, int(parts[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise UnresolvedQuestion(
            f"{text!r} is no date",
            "an ISO date such as 2026-12-31, a month or a year",
            "correct `by` or `as_of` in case.toml",
        ) from None


def _month_end(year: int, month: int) -> date:
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1])
