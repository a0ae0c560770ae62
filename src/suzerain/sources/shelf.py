"""The shelf of datasets on this machine: Parquet that was checked, and its origin.

A dataset is there whole or as it was before: its tables are written to a folder beside
the old one and checked as they stand there before they take its place.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.core.errors import DataMissing, UnknownName
from suzerain.sources.dataset import Dataset, dataset, datasets
from suzerain.sources.found import Found
from suzerain.sources.lock import PATIENCE
from suzerain.sources.opened import OpenTables
from suzerain.sources.origin import ORIGIN, Origin, Pulled, spoilt
from suzerain.sources.recognise import found_at
from suzerain.sources.replacing import Folder
from suzerain.sources.shelving import write_tables
from suzerain.sources.sql import MEMORY, open_sql

if TYPE_CHECKING:
    import duckdb

PLACE = "SUZERAIN_DATA"


class Shelf:
    """Keep datasets as Parquet, one folder each.

    Args:
        root: Where; `$SUZERAIN_DATA`, else `suzerain/data` in the user's cache, when
            None. It is made when something is added.
        memory: Most memory of DuckDB's buffers.
        threads: Most threads; all cores when None.
        patience: Seconds to wait for another process that adds the same dataset.

    Examples:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Shelf(Path(folder)).has("cow-trade")
        False
    """

    def __init__(
        self,
        root: str | Path | None = None,
        *,
        memory: str = MEMORY,
        threads: int | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.root = Path(root) if root is not None else default_root()
        self._memory = memory
        self._threads = threads
        self._patience = patience

    def add(
        self,
        path: str | Path,
        name: str | None = None,
        *,
        part: bool = False,
        waiting: Callable[[str], None] | None = None,
    ) -> tuple[Origin, ...]:
        """Read datasets from files and keep them.

        Args:
            path: A file, a zip, a folder, or a folder of folders.
            name: Which dataset it is; recognised by the names of the files when None.
            part: Accept fewer rows than a whole release has.
            waiting: Told when another process is waited for.

        Returns:
            Where each came from, how many rows it has and which were dropped.

        Raises:
            DataMissing: If the path is empty or holds no dataset that is known.
            UnexpectedData: If the data are not as declared; nothing is kept.
            SourceError: If they cannot be read, or the shelf cannot be written.
        """
        places = {name: Path(path)} if name is not None else found_at(path)
        return tuple(
            self.add_one(place, one, part=part, waiting=waiting)
            for one, place in places.items()
        )

    def add_one(
        self,
        path: Path,
        name: str,
        *,
        part: bool = False,
        pulled: Sequence[Pulled] = (),
        waiting: Callable[[str], None] | None = None,
    ) -> Origin:
        """Read one dataset and keep it in place of what was kept before.

        Args:
            path: Its file, zip or folder.
            name: Its name.
            part: Accept fewer rows than a whole release has.
            pulled: Which of its files were downloaded, and from where.
            waiting: Told when another process is waited for.

        Raises:
            SourceError: As `add`.
        """
        known = dataset(name)
        folder = self.folder(name, waiting)
        with folder.held(), folder.stage() as stage:
            with Found(path, inside=stage) as found, self._sql(stage) as sql:
                tables = stage / "tables"
                origin = write_tables(known, found, sql, tables, part=part)
            if pulled:
                addresses = " ".join(one.url for one in pulled)
                origin = dataclasses.replace(
                    origin, path=addresses, pulled=tuple(pulled)
                )
            (tables / ORIGIN).write_bytes(origin.json())
            folder.put(tables)
        return origin

    def has(self, name: str) -> bool:
        """Whether a dataset is here.

        Raises:
            UnknownName: If no dataset has this name.
        """
        dataset(name)
        return self.folder(name).whole() is not None

    def names(self) -> tuple[str, ...]:
        """Names of the datasets that are here."""
        return tuple(name for name in datasets() if self.has(name))

    def file(self, name: str, table: str) -> Path:
        """Return the Parquet file of a table.

        Raises:
            UnknownName: If there is no such dataset or table.
            DataMissing: If the dataset is not here.
        """
        known = dataset(name).table(table)
        file = self._there(name) / f"{known.name}.parquet"
        if not file.is_file():
            raise _absent(dataset(name), f"{name} is here without its table {table}")
        return file

    def table(
        self, sql: duckdb.DuckDBPyConnection, name: str, table: str
    ) -> duckdb.DuckDBPyRelation:
        """Return a table as rows that are as yet unread.

        Raises:
            UnknownName: If there is no such dataset or table.
            DataMissing: If the dataset is not here.
            UnreadableSource: If the file was cut since it was written.
        """
        import duckdb

        path = self.file(name, table)
        try:
            return sql.from_parquet(str(path))
        except duckdb.Error as error:
            raise spoilt(path, error) from error

    def origin(self, name: str) -> Origin:
        """Say where a dataset that is here came from.

        Raises:
            DataMissing: If it is not here.
        """
        return Origin.read(self._there(name) / ORIGIN)

    def remove(self, name: str) -> bool:
        """Take a dataset off the shelf; say whether it was there.

        Raises:
            SourceError: If it cannot be removed.
        """
        dataset(name)
        folder = self.folder(name)
        if folder.whole() is None:
            return False
        folder.take_away()
        return True

    def folder(self, name: str, waiting: Callable[[str], None] | None = None) -> Folder:
        """Return the folder of a dataset, there or not.

        Args:
            name: Name of the dataset.
            waiting: Told when another process is waited for.
        """
        return Folder(self.root, name, ORIGIN, patience=self._patience, waiting=waiting)

    def _there(self, name: str) -> Path:
        folder = self.folder(name).whole()
        if folder is None:
            raise _absent(dataset(name), f"the dataset {name} is not on this machine")
        return folder

    @contextlib.contextmanager
    def _sql(self, stage: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        sql = open_sql(
            temporary=stage / "spill", memory=self._memory, threads=self._threads
        )
        try:
            yield sql
        finally:
            sql.close()


def default_root() -> Path:
    """Say where datasets are kept when nothing else is said.

    It is `$SUZERAIN_DATA`, else `suzerain/data` in `$XDG_CACHE_HOME` or `~/.cache`.
    """
    if given := os.environ.get(PLACE, "").strip():
        return Path(given).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME", "").strip()
    # An XDG path that is not absolute is to be ignored, says its specification.
    base = Path(cache) if Path(cache).is_absolute() else Path("~/.cache").expanduser()
    return base / "suzerain" / "data"


def read_dataset(
    path: str | Path,
    name: str | None = None,
    *,
    part: bool = False,
    memory: str = MEMORY,
    threads: int | None = None,
) -> OpenTables:
    """Read a dataset without keeping it, checked as if it were kept.

    Args:
        path: Its file, zip or folder.
        name: Which it is; recognised by the names of the files when None.
        part: Accept fewer rows than a whole release has.
        memory: Most memory of DuckDB's buffers.
        threads: Most threads; all cores when None.

    Returns:
        Its tables by name, to be used in a `with`, or until they are closed.

    Raises:
        DataMissing: If nothing is recognised, or a file is missing.
        UnknownName: If several datasets are there and none was named.
        SourceError: If the files cannot be read or are not as declared.
    """
    if name is None:
        places = found_at(path)
        if len(places) > 1:
            raise UnknownName("", places, f"{str(path)!r}, which holds several")
        name, path = next(iter(places.items()))
    known = dataset(name)
    with contextlib.ExitStack() as closing:
        stage = Path(tempfile.mkdtemp(prefix="suzerain-"))
        closing.callback(shutil.rmtree, stage, ignore_errors=True)
        sql = open_sql(temporary=stage / "spill", memory=memory, threads=threads)
        closing.callback(sql.close)
        written = stage / "tables"
        with Found(path, inside=stage) as found:
            origin = write_tables(known, found, sql, written, part=part)
        tables = {
            table.name: sql.from_parquet(str(written / f"{table.name}.parquet"))
            for table in known.tables
        }
        return OpenTables(origin, sql, tables, closing.pop_all())


def load(
    path_or_name: str | Path, *, shelf: Shelf | None = None, part: bool = False
) -> OpenTables:
    """Open a dataset by the name it has on the shelf, or by the path of its files.

    Args:
        path_or_name: A name such as `cow-trade`, or a path.
        shelf: The shelf to look on.
        part: For a path, accept fewer rows than a whole release has.

    Raises:
        DataMissing: If it is neither on the shelf nor at that path.
        SourceError: If the files cannot be read.
    """
    given = str(path_or_name)
    if given not in datasets():
        return read_dataset(path_or_name, part=part)
    shelf = shelf if shelf is not None else Shelf()
    with contextlib.ExitStack() as closing:
        origin = shelf.origin(given)
        sql = open_sql()
        closing.callback(sql.close)
        names = [table.name for table in dataset(given).tables]
        tables = {name: shelf.table(sql, given, name) for name in names}
        return OpenTables(origin, sql, tables, closing.pop_all())


def _absent(known: Dataset, what: str) -> DataMissing:
    direct = known.pull == "direct"
    return DataMissing(
        what,
        f"{known.title} {known.version}, added before",
        f"run `suzerain data pull {known.name}`"
        + (", or" if direct else ", which tells how to get it, then")
        + " `suzerain data add PATH` with its files",
    )
