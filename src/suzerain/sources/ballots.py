"""How pairs of states voted together, counted from their ballots.

It is a table of nine cells: `yes_abstain` counts the roll calls on which state 1 said
yes and state 2 abstained. All measures of likeness in votes follow from these cells;
agreement with abstention as half is

    (agree + half / 2) / joint
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

BALLOTS = ("yes", "abstain", "no")
CELLS = tuple(f"{one}_{other}" for one in BALLOTS for other in BALLOTS)
MOST_CALLS = 512  # roll calls of one year that fit the bits of a state-year


def joint_votes(
    votes: duckdb.DuckDBPyRelation,
    years: tuple[int, int] | None = None,
) -> duckdb.DuckDBPyRelation:
    """Count how pairs of states voted together in each year.

    The ballots of a state in a year are three strings of bits, one bit a roll call;
    a cell is the number of bits that two strings share.

    Args:
        votes: Columns `rcid`, `year`, `state` and `vote`: 1 yes, 2 abstain, 3 no.
        years: First and last year; all when None.

    Returns:
        As yet unread: `year`, `state1`, `state2`, each pair in both directions;
        `joint`, roll calls on which both voted; `agree`, alike; `half`, one of them
        abstaining; and the nine cells `yes_yes`, `yes_abstain`, ..., `no_no`, the
        ballot of state 1 first.

    Raises:
        UnreadableSource: If a year has more than 512 roll calls.

    Examples:
        >>> import duckdb
        >>> sql = duckdb.connect()
        >>> votes = sql.sql('''SELECT * FROM (VALUES
        ...     (1, 2019, 'CHN', 1), (1, 2019, 'PRK', 1),
        ...     (2, 2019, 'CHN', 2), (2, 2019, 'PRK', 3))
        ...     AS v(rcid, year, state, vote)''')
        >>> joint_votes(votes).project("state1, joint, agree, half, abstain_no").order(
        ...     "state1"
        ... ).fetchall()
        [('CHN', 2, 1, 1, 1), ('PRK', 2, 1, 1, 0)]

    References:
        Signorino & Ritter 1999; Häge 2011; Bailey, Strezhnev & Voeten 2017.
    """
    if years is not None:
        votes = votes.filter(f"year BETWEEN {int(years[0])} AND {int(years[1])}")
    placed = select(
        votes,
        "SELECT *, (dense_rank() OVER (PARTITION BY year ORDER BY rcid) - 1)"
        "::INTEGER AS place FROM r",
    )
    _refuse_crowds(placed)
    bits = ", ".join(
        f"bitstring_agg(place, 0, {MOST_CALLS - 1}) FILTER (vote = {number}) AS {name}"
        for number, name in enumerate(BALLOTS, start=1)
    )
    ballots = select(
        placed,
        f"SELECT year, state, {bits} FROM r GROUP BY year, state",
    )
    cells = ", ".join(
        f"coalesce(bit_count(a.{one} & b.{other}), 0)::INTEGER AS {one}_{other}"
        for one in BALLOTS
        for other in BALLOTS
    )
    pairs = select(
        ballots,
        f"SELECT a.year, a.state AS state1, b.state AS state2, {cells} "
        "FROM r AS a JOIN r AS b ON a.year = b.year AND a.state <> b.state",
    )
    agree = " + ".join(f"{one}_{one}" for one in BALLOTS)
    half = "yes_abstain + abstain_yes + abstain_no + no_abstain"
    return pairs.project(
        f"year, state1, state2, {' + '.join(CELLS)} AS joint, {agree} AS agree, "
        f"{half} AS half, {', '.join(CELLS)}"
    ).filter("joint > 0")


def _refuse_crowds(placed: duckdb.DuckDBPyRelation) -> None:
    crowded = select(
        placed,
        f"SELECT year FROM r WHERE place >= {MOST_CALLS} LIMIT 1",
    ).fetchall()
    if crowded:
        raise UnreadableSource(
            f"the year {crowded[0][0]} has more than {MOST_CALLS} roll calls",
            f"up to {MOST_CALLS} roll calls a year",
            "check that `year` is the year of the session",
        )
