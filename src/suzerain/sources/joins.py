"""How a table of a dataset meets pairs of states and years, as SQL.

A rule is data: the field `join` of a table, or what the names of its columns tell. Four
kinds of rows follow from it, all of one shape, `(first state, second state, year)`:

- a state's row is joined twice, for state 1 and for state 2;
- a row of two roles (importer, exporter) is joined twice, once each way round;
- a row of a pair (`state1`, `state2`) is joined once, turned when written once only;
- a row that holds for several years is spread over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from suzerain.core.errors import SourceError
from suzerain.sources.answers import quoted
from suzerain.sources.dataset import Column, DataTable, Join

ROLES = (
    ("state1", "state2"),
    ("importer", "exporter"),
    ("recipient", "supplier"),
    ("sender", "target"),
)
PAIR = ROLES[0]
EMPTY = {"bool": "FALSE", "float": "0.0", "int": "0"}
MAKE = {
    "sum": 'sum("{0}")',
    "min": 'min("{0}")',
    "max": 'max("{0}")',
    "any": 'bool_or("{0}")',
    "count": 'count("{0}")',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A table that is joined to pairs of states and years.

    Args:
        dataset: Name of the dataset; empty for a file of the user's own.
        table: What the table must look like.
        rule: How it joins.
        path: Its Parquet file.
        prefix: What the names of its columns begin with.
    """

    dataset: str
    table: DataTable
    rule: Join
    path: Path
    prefix: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the table that are joined, before sides are told apart."""
        wanted = self.rule.columns or tuple(name for name, _ in self.rule.reduce)
        apart = {*self.rule.states, self.rule.year, self.rule.last, *self.table.key}
        return tuple(
            one
            for one in self.table.columns
            if (one.name in wanted if wanted else one.name not in apart)
        )

    @property
    def sides(self) -> tuple[str, ...]:
        """What tells the sides apart: `1` and `2`, or nothing for a pair."""
        return ("",) if self.rule.states == PAIR else ("1", "2")

    def names(self) -> tuple[str, ...]:
        """Names of the columns as they are joined."""
        return tuple(
            f"{self.prefix}{one.name}{side}"
            for side in self.sides
            for one in self.columns
        )


def rule_of(table: DataTable, dataset: str) -> Join:
    """Return the rule of a table, declared or told by the names of its columns.

    Args:
        table: The table.
        dataset: Name of its dataset, for the message.

    Raises:
        SourceError: If no rule is declared and the names do not tell one.

    Examples:
        >>> year = Column(name="year", type="int", meaning="year")
        >>> state = Column(name="state", type="text", meaning="state")
        >>> key = ("year", "state")
        >>> table = DataTable(
        ...     name="n", meaning="n", key=key, rows=(1, 9), columns=(year, state)
        ... )
        >>> rule_of(table, "nmc").states
        ('state',)
    """
    if table.join is not None:
        return table.join
    names = {one.name for one in table.columns}
    year = "year" if "year" in names and "year" in table.key else ""
    for states in (*ROLES, ("state",)):
        if set(table.key) == {*states, *([year] if year else [])}:
            return Join(states=states, year=year)
    raise SourceError(
        f"the table {table.name} of {dataset} has no rule by which it joins pairs of "
        f"states: its rows are told apart by {', '.join(table.key) or 'nothing'}",
        "a table of states or pairs of states, by year or for all years",
        f"join another table of {dataset}, or summarise this one and join the file",
    )


def selected(one: Joined, number: int) -> str:
    """Write the columns that a table adds, an absence that means nothing as 0."""
    return ", ".join(
        f'{_cell(one, column, number, side)} AS "{one.prefix}{column.name}{side}"'
        for side in one.sides
        for column in one.columns
    )


def joins(one: Joined, number: int) -> str:
    """Write the LEFT JOINs of a table, called `t<number>`, to the pairs `d`."""
    rows = f"t{number}rows"
    return "\n".join(
        f"LEFT JOIN {rows} AS t{number}{side} ON {_meets(one, number, side)}"
        for side in one.sides
    )


def with_rows(one: Joined, number: int) -> Iterator[str]:
    """Write the rows of a table as `first_state`, `second_state`, `year`, columns.

    Only rows of the years of `members` are read; the years that the table covers are
    those of all its rows.
    """
    yield f"t{number}rows AS ({_reduced(one, _spread(one))})"
    rule = one.rule
    if rule.zero and not rule.observed:
        ends = f'min("{rule.year}") AS first, max("{rule.last or rule.year}") AS last'
        yield f"t{number}span AS (SELECT {ends} FROM {_file(one)})"


def _meets(one: Joined, number: int, side: str) -> str:
    table, rule = f"t{number}{side}", one.rule
    year = f" AND {table}.year = d.year" if rule.year else ""
    if len(rule.states) == 1:
        return f"{table}.first_state = d.state{side}{year}"
    first, second = ("2", "1") if side == "2" else ("1", "2")
    return (
        f"{table}.first_state = d.state{first} "
        f"AND {table}.second_state = d.state{second}{year}"
    )


def _cell(one: Joined, column: Column, number: int, side: str) -> str:
    """Write one cell; where no row means none, an absent one is 0 or false."""
    cell = f't{number}{side}."{column.name}"'
    counted = dict(one.rule.reduce).get(column.name) == "count"
    empty = EMPTY["int"] if counted else EMPTY.get(column.type)
    if not one.rule.zero or empty is None:
        return cell
    first, last = (str(year) for year in one.rule.observed or ("first", "last"))
    if not one.rule.observed:
        first, last = (f"(SELECT {end} FROM t{number}span)" for end in (first, last))
    return (
        f"CASE WHEN t{number}{side}.first_state IS NULL "
        f"AND d.year BETWEEN {first} AND {last} THEN {empty} ELSE {cell} END"
    )


def _file(one: Joined) -> str:
    """Write the table as it stands, or those of its rows that count."""
    held = " AND ".join(
        f""""{name}" = '{text.replace("'", "''")}'""" for name, text in one.rule.only
    )
    whole = f"read_parquet({quoted(one.path)})"
    return f"(SELECT * FROM {whole} WHERE {held})" if held else whole


def _spread(one: Joined) -> str:
    """Write the rows as they stand in the file, spread over years and turned."""
    rule = one.rule
    states = [f'"{name}"' for name in rule.states]
    first, second = states[0], states[1] if len(states) > 1 else "NULL"
    cells = {column.name: f'"{column.name}"' for column in one.columns}
    rows = _rows(one, first, second, cells)
    if not rule.once:
        return rows
    turned = {**cells}
    for left, right in rule.swap:
        turned[left], turned[right] = cells[right], cells[left]
    return f"{rows} UNION ALL {_rows(one, second, first, turned)}"


def _rows(one: Joined, first: str, second: str, cells: dict[str, str]) -> str:
    rule, year, source = one.rule, "NULL", _file(one)
    if rule.year:
        source += ", (SELECT min(year) AS lo, max(year) AS hi FROM members) AS d"
    if rule.last:
        ends = (
            f'greatest("{rule.year}", d.lo)::BIGINT',
            f'least(coalesce("{rule.last}", d.hi), d.hi)::BIGINT + 1',
        )
        year = f"unnest(range({', '.join(ends)}))"
    elif rule.year:
        year = f'"{rule.year}"'
        source += f" WHERE {year} BETWEEN d.lo AND d.hi"
    added = "".join(f', {cell} AS "{name}"' for name, cell in cells.items())
    return (
        f"SELECT {first} AS first_state, {second} AS second_state, {year} AS year"
        f"{added} FROM {source}"
    )


def _reduced(one: Joined, rows: str) -> str:
    if not one.rule.reduce:
        return rows
    made = ", ".join(
        f'{MAKE[how].format(name)} AS "{name}"' for name, how in one.rule.reduce
    )
    return f"SELECT first_state, second_state, year, {made} FROM ({rows}) GROUP BY ALL"
