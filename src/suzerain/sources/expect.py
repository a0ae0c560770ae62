"""Tables checked against what their dataset declares, all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suzerain.sources.dataset import Column, Dataset, DataTable
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

TYPES = {
    "int": ("INTEGER", "BIGINT"),
    "float": ("DOUBLE",),
    "text": ("VARCHAR",),
    "date": ("DATE",),
    "bool": ("BOOLEAN",),
}
SAYS_NOTHING = ("", "na", "n/a", "nan", "null", "none", "#n/a")  # text for "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """One way in which data differ from what their dataset declares.

    Args:
        where: Table, or table and column.
        what: What is wrong, with a value and a row that shows it.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def shape_problems(
    dataset: Dataset, tables: Mapping[str, duckdb.DuckDBPyRelation]
) -> list[Mismatch]:
    """Compare tables, columns and types with those declared, without reading a row.

    Args:
        dataset: What is declared.
        tables: What a reader returned.
    """
    found = [
        Mismatch(where=name, what="the reader gives a table that is not declared")
        for name in tables
        if name not in {table.name for table in dataset.tables}
    ]
    for table in dataset.tables:
        if table.name not in tables:
            what = "the reader does not give this table"
            found.append(Mismatch(where=table.name, what=what))
            continue
        given = tables[table.name]
        wanted = [column.name for column in table.columns]
        if given.columns != wanted:
            what = f"columns {', '.join(given.columns)}; declared {', '.join(wanted)}"
            found.append(Mismatch(where=table.name, what=what))
            continue
        for column, type_ in zip(table.columns, map(str, given.types), strict=True):
            if type_ not in TYPES[column.type]:
                where = f"{table.name}.{column.name}"
                what = (
                    f"type {type_}; {column.type} is {' or '.join(TYPES[column.type])}"
                )
                found.append(Mismatch(where=where, what=what))
    return found


def row_problems(
    table: DataTable, rows: duckdb.DuckDBPyRelation, *, part: bool = False
) -> list[Mismatch]:
    """Read a table through and list what its rows break.

    Checked are the number of rows, empty cells, NaN and infinity, text that says
    "nothing", bounds, and rows that share a key.

    Args:
        table: What is declared.
        rows: The table; its columns and types must be right.
        part: Whether the table may be a part of a release, with fewer rows.

    Examples:
        >>> from suzerain.sources.sql import open_sql
        >>> shares = DataTable(
        ...     name="shares",
        ...     meaning="a share",
        ...     key=("year",),
        ...     rows=(1, 9),
        ...     columns=(
        ...         Column(name="year", type="int", meaning="year"),
        ...         Column(name="share", type="float", meaning="share", high=1),
        ...     ),
        ... )
        >>> rows = open_sql().sql("SELECT 2014 AS year, 1.2::DOUBLE AS share")
        >>> [str(problem) for problem in row_problems(shares, rows)]
        ['shares.share: 1 above 1, such as 1.2 (year 2014)']
    """
    columns = table.columns
    asked = [one for column in columns for one in _counts(column)]
    counted = select(
        rows, f"SELECT count(*){''.join(f', {one.sql}' for one in asked)} FROM r"
    ).fetchall()[0]
    found = list(_size_problems(table, counted[0], part=part))
    for one, count in zip(asked, counted[1:], strict=True):
        if count:
            example = _example(table, rows, one)
            what = f"{count} {one.says}{example}"
            found.append(Mismatch(where=f"{table.name}.{one.column.name}", what=what))
    return found + list(_key_problems(table, rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Rows that break one rule: the condition and the words for it."""

    column: Column
    breaks: str
    says: str

    @property
    def sql(self) -> str:
        return f"count(*) FILTER (WHERE {self.breaks})"


def _counts(column: Column) -> Iterator[_Count]:
    """List the rules that a column must keep."""
    name = f'"{column.name}"'
    if not column.empty:
        yield _Count(column=column, breaks=f"{name} IS NULL", says="empty")
    if column.type == "float":
        breaks = f"isnan({name}) OR isinf({name})"
        yield _Count(column=column, breaks=breaks, says="NaN or infinite")
    if column.type == "text":
        nothing = ", ".join(f"'{text}'" for text in SAYS_NOTHING)
        # "NA" is the ISO2 code of Namibia, so codes of two letters pass.
        breaks = f"lower(trim({name})) IN ({nothing}) AND {name} <> 'NA'"
        yield _Count(column=column, breaks=breaks, says="text for nothing")
    if column.low is not None:
        breaks = f"{name} < {column.low}"
        yield _Count(column=column, breaks=breaks, says=f"below {column.low:g}")
    if column.high is not None:
        breaks = f"{name} > {column.high} AND {_finite(column)}"
        yield _Count(column=column, breaks=breaks, says=f"above {column.high:g}")


def _finite(column: Column) -> str:
    """Say in SQL that NaN, which sorts above all numbers, is not meant."""
    return f'NOT isnan("{column.name}")' if column.type == "float" else "true"


def _size_problems(table: DataTable, rows: int, *, part: bool) -> Iterator[Mismatch]:
    fewest, most = table.rows
    if (rows < fewest and not part) or rows > most or rows == 0:
        what = f"{rows:,} rows; a whole release has {fewest:,} to {most:,}"
        yield Mismatch(where=table.name, what=what)


def _key_problems(
    table: DataTable, rows: duckdb.DuckDBPyRelation
) -> Iterator[Mismatch]:
    """Find rows that share the key, and show one."""
    if not table.key:
        return
    key = ", ".join(f'"{name}"' for name in table.key)
    repeated = select(
        rows, f"SELECT {key}, count(*) FROM r GROUP BY {key} HAVING count(*) > 1"
    )
    count = repeated.count("*").fetchall()[0][0]
    if count:
        row = repeated.limit(1).fetchall()[0]
        where = _said(dict(zip(table.key, row, strict=False)))
        what = f"{count} key(s) on more than one row, such as {where}, {row[-1]} times"
        yield Mismatch(where=table.name, what=what)


def _example(table: DataTable, rows: duckdb.DuckDBPyRelation, broken: _Count) -> str:
    """Show one row that breaks a rule."""
    names = [column.name for column in table.columns]
    row = rows.filter(broken.breaks).limit(1).fetchall()[0]
    cells = dict(zip(names, row, strict=True))
    value = cells.pop(broken.column.name)
    keyed = {k: v for k, v in cells.items() if k in table.key} or dict(
        list(cells.items())[:3]
    )
    such = "" if value is None else f", such as {value!r}"
    return f"{such} ({_said(keyed)})" if keyed else such


def _said(cells: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in cells.items())
