"""The files of a dataset as they were found: one file, a zip, or a folder of both."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Self

from suzerain.core.errors import DataMissing, SourceTooLarge, UnreadableSource

if TYPE_CHECKING:
    import duckdb

DEEPEST = 3  # folders below the one that was given
LARGEST_MEMBER = 60_000_000_000  # bytes of one file inside a zip
SHOWN = 6  # names shown in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Rows that a reader leaves out, and why.

    Args:
        table: Table that they would have joined.
        reason: Why, in a line.
        rows: How many; a relation is counted when the table is stored.
    """

    table: str
    reason: str
    rows: int | duckdb.DuckDBPyRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One file: on the disk, or a member of a zip on the disk."""

    name: str
    disk: Path
    member: str = ""


class Found:
    """Find the files of a dataset by name, wherever they lie below a path.

    Names are matched without regard to case, as patterns of `fnmatch`, against the
    name of the file alone. A file inside a zip is unpacked to a temporary folder when
    it is asked for; `close`, or the end of a `with`, removes it.

    Args:
        path: A file, a zip, or a folder.
        inside: Where temporary files go; the system's place when None.

    Raises:
        DataMissing: If there is nothing at the path.
        UnreadableSource: If a zip is broken.

    Examples:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "trade_2014.csv").write_text("year,flow")
        ...     Found(folder).file("trade_*.csv").name
        'trade_2014.csv'
    """

    def __init__(self, path: str | Path, *, inside: Path | None = None) -> None:
        self.path = Path(path)
        self.drops: list[Drop] = []
        self.used: list[Path] = []
        if not self.path.exists():
            raise DataMissing(
                f"nothing is at {str(path)!r}",
                "a file, a zip or a folder that exists",
                "check the path",
            )
        self._temporary = Path(tempfile.mkdtemp(prefix="suzerain-", dir=inside))
        self._finish = weakref.finalize(
            self, shutil.rmtree, self._temporary, ignore_errors=True
        )
        try:
            self._entries = list(_entries(self.path))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove what was unpacked."""
        self._finish()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all files, those inside zips among them."""
        return tuple(entry.name for entry in self._entries)

    def file(self, *patterns: str) -> Path:
        """Return the first file that is there.

        Args:
            patterns: Names or patterns, the best first.

        Raises:
            DataMissing: If none is there; all are named.
            UnreadableSource: If it lies in a zip that is broken.
        """
        found = self.maybe(*patterns)
        if found is None:
            raise self._missing(patterns)
        return found

    def maybe(self, *patterns: str) -> Path | None:
        """Return the first file that is there, or None."""
        for pattern in patterns:
            for entry in self._matching(pattern):
                return self._place(entry)
        return None

    def files(self, *patterns: str) -> list[Path]:
        """Return all files of the first pattern that any file has, by name.

        Raises:
            DataMissing: If there is none.
        """
        for pattern in patterns:
            if matching := self._matching(pattern):
                return [self._place(entry) for entry in matching]
        raise self._missing(patterns)

    def holds(self, *patterns: str) -> bool:
        """Whether some file has one of these names."""
        return any(self._matching(pattern) for pattern in patterns)

    def drop(
        self, table: str, reason: str, rows: int | duckdb.DuckDBPyRelation
    ) -> None:
        """Note rows that a table leaves out, to be counted and reported.

        Args:
            table: Name of the table.
            reason: Why they are left out.
            rows: How many, or the rows.
        """
        self.drops.append(Drop(table=table, reason=reason, rows=rows))

    def _matching(self, pattern: str) -> list[_Entry]:
        wanted = pattern.lower()
        return [one for one in self._entries if fnmatch(one.name.lower(), wanted)]

    def _place(self, entry: _Entry) -> Path:
        """Say where a file lies on the disk, unpacking it when it is in a zip."""
        if entry.disk not in self.used:
            self.used.append(entry.disk)
        if not entry.member:
            return entry.disk
        target = self._temporary / f"{self._entries.index(entry)}" / entry.name
        if not target.exists():
            _unpack(entry, target)
        return target

    def _missing(self, patterns: tuple[str, ...]) -> DataMissing:
        there = sorted(set(self.names))
        shown = ", ".join(there[:SHOWN]) + (", ..." if len(there) > SHOWN else "")
        return DataMissing(
            f"{str(self.path)!r} does not hold {' or '.join(patterns)}; "
            f"there is {shown or 'no file'}",
            f"a file, zip or folder that holds {patterns[0]}",
            "give the whole folder or zip as the publisher offers it",
        )


def _entries(path: Path) -> Iterator[_Entry]:
    """List the files below a path, zips opened, in the order of their names."""
    if path.is_file():
        yield from _opened(path)
        return
    for folder, below, names in os.walk(path):
        deep = len(Path(folder).relative_to(path).parts)
        below[:] = sorted(n for n in below if n[0] != ".") if deep < DEEPEST else []
        for name in sorted(names):
            if name[0] != ".":
                yield from _opened(Path(folder) / name)


def _opened(path: Path) -> Iterator[_Entry]:
    """List a file, or the members of a zip."""
    yield _Entry(name=path.name, disk=path)
    if path.suffix.lower() != ".zip":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(one for one in archive.namelist() if one[-1:] != "/")
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken(path, error) from error
    for member in members:
        name = PurePosixPath(member).name
        if name and name[0] != "." and "__MACOSX" not in member:
            yield _Entry(name=name, disk=path, member=member)


def _unpack(entry: _Entry, target: Path) -> None:
    """Write one member of a zip to a file, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(entry.disk) as archive:
            size = archive.getinfo(entry.member).file_size
            room = shutil.disk_usage(target.parent).free
            if size > min(room, LARGEST_MEMBER):
                raise SourceTooLarge(
                    f"{entry.member!r} in {str(entry.disk)!r} unpacks to "
                    f"{size / 1e6:.0f} MB; {room / 1e6:.0f} MB are free",
                    f"files that fit, up to {LARGEST_MEMBER / 1e9:.0f} GB",
                    "free some space, or unpack it yourself and give the folder",
                )
            with archive.open(entry.member) as source, part.open("wb") as file:
                shutil.copyfileobj(source, file, 1 << 20)
        part.replace(target)
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
    ) as error:
        part.unlink(missing_ok=True)
        raise _broken(entry.disk, error) from error


def _broken(path: Path, error: Exception) -> UnreadableSource:
    return UnreadableSource(
        f"{str(path)!r} cannot be read as a zip: {error}",
        "a whole zip without a password",
        "download it again, or unpack it yourself and give the folder",
    )
