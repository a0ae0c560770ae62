"""The history of a case folder: one line for each edit, never changed afterwards.

A batch of edits is written in this order, so that a server killed at any moment loses
no edit that it has answered for:

1. The lines of the edits, and one that closes them with the checksums of the files
   before and after, in one flushed write.
2. The files of the case, each in one step.
3. A line that says that they are in their places.

A batch without 2 is made good from its lines; one without its closing line was never
answered for and is cut off.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from suzerain.app.workplace.folder import checksum
from suzerain.core.errors import CaseError, SuzerainError
from suzerain.sources.store import write_atomically

FOLDER = ".history"
LOG = "edits.jsonl"
COPIES = "copies"
LOCK = "lock"
Entry = dict[str, Any]
Sums = dict[str, tuple[str, str]]
"""Checksums of files before and after, empty for a file that is not there."""


@dataclass(slots=True, kw_only=True)
class Past:
    """What a history tells when it is opened.

    Args:
        entries: All edits that were answered for, oldest first.
        sums: Checksum of each file as the last edit of it left it.
        open: The last batch, when nothing says that its files are in their places:
            numbers of its edits.
        open_sums: Checksums of that batch.
    """

    entries: list[Entry] = field(default_factory=list)
    sums: dict[str, str] = field(default_factory=dict)
    open: tuple[int, int] | None = None
    open_sums: Sums = field(default_factory=dict)


class History:
    """Keep the history of one case folder; one program at a time.

    Args:
        folder: The case folder.

    Raises:
        CaseError: If another server keeps it, or it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.place = folder / FOLDER
        inside = (self.place / name for name in (LOG, COPIES, LOCK))
        if self.place.is_symlink() or any(one.is_symlink() for one in inside):
            raise CaseError(
                f"{FOLDER} in the case folder is a link, or holds one",
                "a folder of its own",
                f"remove {FOLDER} when you do not know where it comes from",
            )
        try:
            (self.place / COPIES).mkdir(parents=True, exist_ok=True)
            self._lock = (self.place / LOCK).open("ab")
        except OSError as error:
            raise _refusal(self.place, error) from error
        try:
            _lock(self._lock.fileno(), folder)
            self.past = self._read()
        except BaseException:
            self._lock.close()
            raise
        self._log = (self.place / LOG).open("ab", buffering=0)

    def close(self) -> None:
        """Let go of the folder."""
        self._log.close()
        self._lock.close()

    def _read(self) -> Past:
        """Read the log, and cut off a batch that was never answered for."""
        path, past = self.place / LOG, Past()
        data = path.read_bytes() if path.is_file() else b""
        waiting: list[Entry] = []
        sound, at = 0, 0
        for number, line in enumerate(data.splitlines(keepends=True), start=1):
            at += len(line)
            record = _record(line)
            if record is None and at < len(data):
                raise CaseError(
                    f"line {number} of {FOLDER}/{LOG} cannot be read",
                    "the history as this program wrote it",
                    f"put it back, or move {FOLDER} out of the case folder",
                )
            if record is None:
                break
            if "version" in record:
                waiting.append(record)
                continue
            if "settled" in record:
                past.open, past.open_sums = None, {}
            elif "commit" in record:
                _take(past, waiting, record)
                waiting = []
            sound = at
        if sound < len(data):
            with path.open("r+b") as log:
                log.truncate(sound)
        return past

    def commit(self, entries: Iterable[Entry], sums: Sums) -> None:
        """Write a batch of edits; it counts from here on.

        Args:
            entries: The edits, each with its `version`.
            sums: Checksums of the files that they change.

        Raises:
            SuzerainError: If it cannot be written; then none of it counts.
        """
        listed = list(entries)
        last = {
            "commit": [listed[0]["version"], listed[-1]["version"]],
            "files": {path: list(pair) for path, pair in sums.items()},
        }
        data = b"".join(map(_line, (*listed, last)))
        start = os.fstat(self._log.fileno()).st_size
        try:
            view = memoryview(data)
            while view:
                view = view[self._log.write(view) :]
            os.fsync(self._log.fileno())
        except OSError as error:
            self.take_back(start)
            raise _refusal(self.place, error) from error

    @property
    def size(self) -> int:
        """How long the log is, in bytes."""
        return os.fstat(self._log.fileno()).st_size

    def take_back(self, size: int) -> None:
        """Cut off what was written since the log had this size and never answered for.

        Args:
            size: Bytes.
        """
        os.ftruncate(self._log.fileno(), size)

    def settled(self, version: int) -> None:
        """Say that the files of all batches so far are in their places."""
        self._log.write(_line({"settled": version}))

    def keep_copy(self, data: bytes) -> str:
        """Keep contents that another program wrote, by their checksum.

        Args:
            data: The contents.

        Returns:
            Their checksum.
        """
        name = checksum(data)
        path = self.place / COPIES / f"{name}.z"
        if not path.exists():
            write_atomically(path, zlib.compress(data))
        return name

    def copy(self, name: str) -> bytes:
        """Return contents that were kept.

        Args:
            name: Their checksum.

        Raises:
            CaseError: If there is no such copy.
        """
        try:
            return zlib.decompress((self.place / COPIES / f"{name}.z").read_bytes())
        except (OSError, zlib.error) as error:
            raise CaseError(
                f"there is no copy {name[:12]!r} in the history",
                "a checksum that the history names",
                f"look into {LOG}",
            ) from error


def _take(past: Past, waiting: list[Entry], commit: Mapping[str, Any]) -> None:
    past.entries += waiting
    sums = {path: (pair[0], pair[1]) for path, pair in commit["files"].items()}
    past.sums.update({path: after for path, (_, after) in sums.items()})
    past.open = (commit["commit"][0], commit["commit"][1])
    past.open_sums = sums


def _record(line: bytes) -> dict[str, Any] | None:
    """Read one line; None for one cut short, after which nothing was answered for."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, default=str).encode("ascii") + b"\n"


def _lock(number: int, folder: Path) -> None:
    """Let one server at a time write here, until its process ends."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - only where there are no such locks
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CaseError(
            f"the case {folder.name!r} is being served already",
            "one server for a case; it takes any number of tabs",
            "open the address that the other one printed, or stop it",
        ) from error


def _refusal(place: Path, error: OSError) -> SuzerainError:
    return CaseError(
        f"the history {str(place)!r} cannot be written: {error.strerror}",
        "a case folder that you may write to, on a disk with room",
        "check its rights and the free space; nothing was changed",
    )
