"""Pairs of states by year, and the datasets joined to them.

`dyad_years(range(1946, 2015)).add("cow-trade").add("atop")` is a question, not a table:
nothing is read until it is asked for rows, and what is written goes through DuckDB in
pieces. A cell is empty where nothing was observed; it is 0 or false only where the
dataset's own meaning says that no row is none, within the years that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SourceError, UnknownName
from suzerain.sources.answers import asked, opened, plain, write_rows
from suzerain.sources.dataset import DataTable, dataset
from suzerain.sources.joins import Joined, joins, rule_of, selected, with_rows
from suzerain.sources.pairs import SYSTEMS, System, pairs
from suzerain.sources.shelf import Shelf
from suzerain.sources.states import translate

if TYPE_CHECKING:
    import duckdb

BASE = ("year", "state1", "state2")
FIRST = 1816  # the lists of states begin here
PIECE = 10_000  # rows taken at a time
BLOCK = 200_000  # rows worked on at a time
PARQUET = "FORMAT parquet, COMPRESSION zstd"
CSV = "FORMAT csv, HEADER true"


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadYears:
    """Pairs of states, a row for each year, and what is joined to them.

    Args:
        years: Years, in order.
        system: Whose list of states.
        directed: Whether both orders of a pair have a row.
        states: States wanted; all when empty.
        joined: Tables joined so far.
        shelf: Where datasets lie.
    """

    years: tuple[int, ...]
    system: System = "cow"
    directed: bool = True
    states: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)

    def add(self, name: str, *tables: str, prefix: str | None = None) -> DyadYears:
        """Join tables of a dataset on the shelf.

        Args:
            name: Name of the dataset, such as `cow-trade`.
            tables: Names of its tables; the first that can be joined when none.
            prefix: What names of its columns begin with; `cow_trade_` for `cow-trade`
                when None.

        Returns:
            The same pairs with more columns: `..._flow1` of state 1 (from state 2,
            where it takes two), `..._flow2` of state 2.

        Raises:
            UnknownName: If there is no such dataset or table.
            DataMissing: If the dataset is not on the shelf.
            SourceError: If a table does not join pairs of states and years, or its
                columns are there already.
        """
        known = dataset(name)
        wanted = [known.table(table) for table in tables] or [
            _first(known.tables, name)
        ]
        start = prefix if prefix is not None else name.replace("-", "_") + "_"
        whole = self
        for table in wanted:
            path = self.shelf.file(name, table.name)
            whole = whole._with(table, path, start, name)
        return whole

    def add_file(
        self, path: str | Path, table: DataTable, *, prefix: str = ""
    ) -> DyadYears:
        """Join a Parquet file of your own.

        Args:
            path: The file.
            table: What its columns are, and how it joins when their names do not tell.
            prefix: What names of its columns begin with.

        Raises:
            SourceError: If it does not join, or its columns are there already.
        """
        return self._with(table, Path(path), prefix, "")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return (*BASE, *(name for one in self.joined for name in one.names()))

    @property
    def sql(self) -> str:
        """The question as SQL, on a connection prepared by `register_states`."""
        parts = [self._pairs]
        parts += [row for k, one in enumerate(self.joined) for row in with_rows(one, k)]
        added = [selected(one, k) for k, one in enumerate(self.joined)]
        cells = ["d.year", "d.state1", "d.state2", *filter(None, added)]
        return "\n".join(
            [
                "WITH " + ",\n".join(parts),
                f"SELECT {', '.join(cells)}",
                "FROM pairs AS d",
                *(joins(one, k) for k, one in enumerate(self.joined)),
                "ORDER BY d.year, d.state1, d.state2",
            ]
        )

    def count(self) -> int:
        """Count the rows; what is joined never adds or drops one."""
        with opened() as sql:
            rows = sql.sql(f"WITH {self._pairs} SELECT count(*) FROM pairs")
            return int(rows.fetchall()[0][0])

    def rows(self) -> Iterator[dict[str, object]]:
        """Give the rows one after another; an unobserved cell is None.

        Raises:
            SourceError: If a file is not as declared.
        """
        with opened() as sql:
            for question in self._blocks(sql):
                cursor = asked(sql, question, self._named)
                while piece := cursor.fetchmany(PIECE):
                    for row in piece:
                        yield dict(zip(self.columns, row, strict=True))

    def to_numpy(self) -> dict[str, NDArray[np.generic]]:
        """Return the columns as arrays, all in memory.

        Returns:
            Array of each column, shape `(row,)`: years int64, numbers and yes or no
            float64 with NaN where unobserved, other columns objects with None.

        Raises:
            SourceError: If a file is not as declared.
        """
        with opened() as sql:
            found = [
                asked(sql, question, self._named).fetchnumpy()
                for question in self._blocks(sql)
            ]
        return {
            name: np.concatenate([plain(part[name], name) for part in found])
            for name in self.columns
        }

    def to_parquet(self, path: str | Path) -> Path:
        """Write the rows as Parquet, in pieces; the file is whole or not there.

        Args:
            path: File to write; its folder must exist.

        Raises:
            SourceError: If it cannot be written.
        """
        return write_rows(self._blocks, Path(path), PARQUET)

    def to_csv(self, path: str | Path) -> Path:
        """Write the rows as CSV, in pieces; an unobserved cell is empty.

        Args:
            path: File to write; its folder must exist.

        Raises:
            SourceError: If it cannot be written.
        """
        return write_rows(self._blocks, Path(path), CSV)

    def citations(self) -> tuple[str, ...]:
        """Works to cite for what is joined, as keys of the bibliography."""
        cited = (dataset(one.dataset).citation for one in self.joined if one.dataset)
        keys = (key.strip() for text in cited for key in text.split(";"))
        return tuple(dict.fromkeys(keys))

    def licences(self) -> dict[str, str]:
        """Terms of each dataset that is joined, by its name."""
        names = (one.dataset for one in self.joined if one.dataset)
        return {name: dataset(name).licence for name in names}

    def _blocks(self, sql: duckdb.DuckDBPyConnection) -> list[str]:
        """Ask for the rows in blocks of years that fit into memory, in order."""
        counted = sql.execute(
            f"WITH {self._pairs} SELECT year, count(*) FROM pairs GROUP BY 1"
        )
        sizes: dict[int, int] = dict(counted.fetchall())
        blocks: list[list[int]] = [[]]
        held = 0
        for year in self.years:
            held += sizes.get(year, 0)
            if held > BLOCK and blocks[-1]:
                blocks.append([])
                held = sizes.get(year, 0)
            blocks[-1].append(year)
        return [replace(self, years=tuple(block)).sql for block in blocks]

    @property
    def _pairs(self) -> str:
        return pairs(self.years, self.system, self.states, directed=self.directed)

    @property
    def _named(self) -> str:
        """What is joined, for a message."""
        return ", ".join(one.dataset or str(one.path) for one in self.joined) or "pairs"

    def _with(self, table: DataTable, path: Path, prefix: str, name: str) -> DyadYears:
        rule = rule_of(table, name or str(path))
        one = Joined(dataset=name, table=table, rule=rule, path=path, prefix=prefix)
        doubled = sorted(set(one.names()) & set(self.columns))
        if doubled:
            raise SourceError(
                f"the column(s) {', '.join(doubled[:4])} are there already",
                "columns of other names",
                "join a table once, or give it another prefix",
            )
        return replace(self, joined=(*self.joined, one))


def dyad_years(
    years: int | Iterable[int],
    *,
    system: System = "cow",
    directed: bool = True,
    states: Iterable[str] | None = None,
    shelf: Shelf | None = None,
) -> DyadYears:
    """List the pairs of states of each year, ready for datasets to be joined.

    Args:
        years: A year, or years from 1816 on.
        system: Whose members: `cow` (Correlates of War, list of 2016), `gw` (Gleditsch
            and Ward), `iso3` (either of them, and the smallest states too). A state
            that still stood at the end of its list is taken to stand since.
        directed: Whether both orders of a pair have a row; else states are in the
            order of their codes.
        states: Codes of the states wanted, on both sides; all when None.
        shelf: Where datasets lie; the user's own when None.

    Raises:
        SourceError: If there is no year, or one before 1816.
        UnknownName: If a system or a state is not known; the nearest is proposed.

    Examples:
        The Correlates of War list 23 states in 1816.

        >>> dyad_years(1816).count() == 23 * 22
        True
    """
    whole = tuple(sorted({years} if isinstance(years, int) else set(years)))
    if not whole or whole[0] < FIRST:
        raise SourceError(
            f"the years {whole[:1] or ()} are not covered by lists of states",
            f"one year or more, from {FIRST} on",
            "give years such as range(1946, 2015)",
        )
    if system not in SYSTEMS:
        raise UnknownName(system, SYSTEMS, "the systems of states")
    wanted = tuple(sorted(set(states or ())))
    for state in wanted:
        translate(state, "iso3", whole[-1])
    return DyadYears(
        years=whole,
        system=system,
        directed=directed,
        states=wanted,
        shelf=shelf or Shelf(),
    )


def _first(tables: tuple[DataTable, ...], name: str) -> DataTable:
    """Return the first table that joins; if none does, say why the first does not."""
    for table in tables:
        try:
            rule_of(table, name)
        except SourceError:
            continue
        return table
    rule_of(tables[0], name)
    return tables[0]
