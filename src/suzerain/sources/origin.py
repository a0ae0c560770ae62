"""Where a dataset on the shelf came from, as it is written beside its tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from suzerain.core.errors import UnreadableSource

ORIGIN = "origin.json"
CHUNK = 1 << 20  # bytes read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file that was read.

    Args:
        name: Its name.
        bytes: Its size.
        sha256: Its checksum.
    """

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Rows left out of a table.

    Args:
        table: The table.
        reason: Why.
        rows: How many.
    """

    table: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One file that was downloaded.

    Args:
        name: Its name.
        url: Where it came from.
        sha256: Its checksum.
        trust: How the checksum was settled.
    """

    name: str
    url: str
    sha256: str
    trust: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Say what stands on the shelf and how it came there.

    Args:
        dataset: Name of the dataset.
        version: Release that the reader was written for.
        path: Where the files lay, on this machine or on the web.
        files: The files that were read.
        rows: Rows of each table.
        dropped: Rows left out, with reasons.
        added: When, in ISO 8601, UTC.
        licence: Terms.
        citation: Works to cite.
        reader: Checksum of the reader and of what it declares.
        part: Whether fewer rows than a whole release has were accepted.
        pulled: The files that were downloaded; none for files of the user's own.
    """

    dataset: str
    version: str
    path: str
    files: tuple[SourceFile, ...]
    rows: dict[str, int]
    dropped: tuple[Dropped, ...]
    added: str
    licence: str
    citation: str
    reader: str
    part: bool = False
    pulled: tuple[Pulled, ...] = ()

    def json(self) -> bytes:
        """Write it as JSON for a reader."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"

    @classmethod
    def read(cls, path: Path) -> Origin:
        """Read it.

        Raises:
            UnreadableSource: If the file is not what was written.
        """
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls)
        except (msgspec.MsgspecError, OSError) as error:
            raise spoilt(path, error) from error


def now() -> str:
    """Return the time, to the second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            summed.update(piece)
    return summed.hexdigest()


@cache
def reader_sum(name: str) -> str:
    """Return a checksum of a dataset's reader and its declaration.

    Args:
        name: Name of the dataset.
    """
    folder = files("suzerain.sources") / "readers"
    stem = name.replace("-", "_")
    content = [(folder / f"{stem}.{end}").read_bytes() for end in ("toml", "py")]
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def spoilt(path: Path, error: Exception) -> UnreadableSource:
    """Say that a file of the shelf is not what was written.

    Args:
        path: The file, in the folder of its dataset.
        error: What was raised.

    Examples:
        >>> print(spoilt(Path("atop/dyads.parquet"), ValueError("cut")).hint)
        run `suzerain data remove atop` and add it again
    """
    return UnreadableSource(
        f"{str(path)!r} cannot be read: {error}",
        "the file as `suzerain data add` wrote it",
        f"run `suzerain data remove {path.parent.name}` and add it again",
    )
