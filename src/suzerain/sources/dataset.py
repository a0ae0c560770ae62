"""A public dataset: who publishes it, what its tables hold, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from suzerain.core.errors import UnknownName

Kind = Literal["int", "float", "text", "date", "bool"]
Reduction = Literal["sum", "min", "max", "any", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Args:
        name: Its name in our table.
        type: `int`, `float`, `text`, `date` or `bool`.
        meaning: What it says, in a line.
        unit: Such as `million current USD`, `share`, `year`; empty for codes.
        low: Smallest value that may occur; None when there is no bound.
        high: Largest value that may occur.
        empty: Whether a cell may be empty, that is, unobserved.
    """

    name: str
    type: Kind
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """How the rows of a table meet pairs of states and years.

    Args:
        states: One column of states, or two. Of two, `state1` and `state2` hold for
            the pair; columns of other names are roles, such as importer and exporter.
        year: Column of the year, or of the first of several; empty for what holds in
            every year.
        last: Column of the last year, when a row holds for several; an empty cell is
            one that goes on.
        once: Whether a pair is written in one order only and holds for both.
        swap: Columns that change places when the order of the pair is turned.
        columns: Columns that are joined; all outside the key when empty.
        only: Columns and the text that they must hold for a row to count.
        reduce: Column, and what is made of it where rows share states and year: `sum`,
            `min`, `max`, `any` or `count`.
        zero: Whether no row, within the years observed, means nothing was there.
        observed: First and last year observed; those of the rows when empty.
    """

    states: tuple[str, ...]
    year: str = "year"
    last: str = ""
    once: bool = False
    swap: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    only: tuple[tuple[str, str], ...] = ()
    reduce: tuple[tuple[str, Reduction], ...] = ()
    zero: bool = False
    observed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """One table of a dataset, as it stands in the store.

    Args:
        name: Such as `dyads`.
        meaning: What one row is.
        key: Columns that name a row; no two rows share them. Empty when rows repeat.
        rows: Fewest and most rows that a whole release may have.
        columns: Its columns, in order.
        join: How its rows meet pairs of states and years; told by the names of its
            columns when None.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    rows: tuple[int, int]
    columns: tuple[Column, ...]
    join: Join | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file that the publisher offers.

    Args:
        url: Where.
        name: Name of the file.
        sha256: Its checksum, or empty when none is published or recorded.
        bytes: Its size, 0 when unknown.
    """

    url: str
    name: str
    sha256: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A known fault of the data, and what the reader does about it."""

    what: str
    handled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Say where a dataset comes from and what it must look like.

    Args:
        name: Such as `cow-trade`; its reader is `readers/cow_trade.py`.
        title: Full title.
        version: Release that the reader was written for.
        publisher: Who publishes it.
        citation: Works to cite, as keys of the bibliography, split by `; `.
        licence: Terms, in a line.
        page: The publisher's page.
        recognise: Patterns of file names, each of which tells the dataset when found.
        tables: Its tables.
        pull: `direct` when a script may download it, `by hand` when not.
        downloads: What to download.
        steps: What a person does when the publisher refuses scripts.
        faults: What is known to be wrong.
        tested: `real` when the reader was tested on real files, else `sample`.
    """

    name: str
    title: str
    version: str
    publisher: str
    citation: str
    licence: str
    page: str
    recognise: tuple[str, ...]
    tables: tuple[DataTable, ...]
    pull: Literal["direct", "by hand"]
    tested: Literal["real", "sample"]
    downloads: tuple[Download, ...] = ()
    steps: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    def table(self, name: str) -> DataTable:
        """Find a table.

        Raises:
            UnknownName: If there is none of that name.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise UnknownName(name, (t.name for t in self.tables), f"dataset {self.name}")


@cache
def datasets() -> dict[str, Dataset]:
    """Read all datasets that have a reader, by name.

    Examples:
        >>> all(name == known.name for name, known in datasets().items())
        True
    """
    folder = files("suzerain.sources") / "readers"
    found = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml")),
        key=lambda path: path.name,
    )
    read = [msgspec.toml.decode(path.read_bytes(), type=Dataset) for path in found]
    return {known.name: known for known in sorted(read, key=lambda known: known.name)}


def dataset(name: str) -> Dataset:
    """Find a dataset by name.

    Raises:
        UnknownName: If no reader is of that name; the nearest is proposed.
    """
    if name not in datasets():
        raise UnknownName(name, datasets(), "the datasets")
    return datasets()[name]
