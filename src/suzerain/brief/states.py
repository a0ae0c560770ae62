"""Names and regions of states, for readers."""

from __future__ import annotations

from functools import cache

from suzerain.core.codes import read_table

# The Correlates of War project numbers states by region, in hundreds.
REGIONS = (
    (1, "Americas"),
    (200, "Europe"),
    (400, "Sub-Saharan Africa"),
    (600, "Middle East and North Africa"),
    (700, "Asia"),
    (900, "Oceania"),
)
ELSEWHERE = "Elsewhere"
STANDING = 9999


@cache
def state_names() -> dict[str, str]:
    """Return the name of every state by its code; the latest of several.

    Examples:
        >>> state_names()["SUN"]
        'Soviet Union'
    """
    rows = sorted(read_table("states.csv"), key=_end)
    return {row["iso3"]: row["name"] for row in rows}


def _end(row: dict[str, str]) -> int:
    return int(row["last"] or STANDING)


@cache
def last_years() -> dict[str, int]:
    """Return the last year of every state by its code; 9999 while it stands.

    Examples:
        >>> last_years()["SUN"]
        1991
    """
    rows = sorted(read_table("states.csv"), key=_end)
    return {row["iso3"]: _end(row) for row in rows}


def state_name(code: str) -> str:
    """Return the name of a state, or its code when it has none."""
    return state_names().get(code, code)


@cache
def _numbers() -> dict[str, int]:
    return {
        row["iso3"]: int(row["cow"]) for row in read_table("states.csv") if row["cow"]
    }


def region(code: str) -> str:
    """Return the region of a state.

    Examples:
        >>> region("PRK"), region("not a code")
        ('Asia', 'Elsewhere')
    """
    number = _numbers().get(code, 0)
    found = [name for start, name in REGIONS if number >= start]
    return found[-1] if found else ELSEWHERE
