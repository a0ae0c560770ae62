"""Pairs of the states that a system lists in a year, as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

System = Literal["cow", "gw", "iso3"]
SYSTEMS = {"cow": ("cow",), "gw": ("gw",), "iso3": ("cow", "gw", "gw-micro")}


def pairs(
    years: Sequence[int], system: System, states: Sequence[str], *, directed: bool
) -> str:
    """Write the tables `members` (iso3, year) and `pairs` (year, state1, state2).

    A state that bears two codes in a year, as Germany in 1990, stands once.

    Args:
        years: Years wanted.
        system: Whose list of states.
        states: Codes of the states wanted; all when there is none.
        directed: Whether both orders of a pair have a row.

    Returns:
        Two parts of a WITH, on a connection that holds `state_systems`.

    Examples:
        >>> pairs([2014], "gw", ["PRK"], directed=False).count("iso3 IN ('PRK')")
        1
    """
    systems = ", ".join(f"'{name}'" for name in SYSTEMS[system])
    listed = ", ".join(f"'{state}'" for state in states)
    only = f" AND iso3 IN ({listed})" if listed else ""
    wanted = ", ".join(map(str, years))
    order = "<>" if directed else "<"
    return (
        "members AS (SELECT DISTINCT iso3, year::INTEGER AS year FROM state_systems, "
        f"(SELECT unnest([{wanted}]) AS year) WHERE system IN ({systems}) "
        f"AND year BETWEEN first AND last{only}),\n"
        "pairs AS (SELECT a.year, a.iso3 AS state1, b.iso3 AS state2 FROM members AS a "
        f"JOIN members AS b ON a.year = b.year AND a.iso3 {order} b.iso3)"
    )
