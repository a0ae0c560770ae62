"""A folder on the shelf that is replaced as a whole, by one process at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from suzerain.core.errors import SourceError, SuzerainError
from suzerain.sources.lock import PATIENCE, only_one


class Folder:
    """A folder that is there whole, with its mark, or as it was before.

    New content is written to a stage beside it and takes its place by a rename. A
    process killed between the two renames leaves the old content aside; the next one
    to look puts it back.

    Args:
        root: Folder that holds it.
        name: Its name.
        mark: File without which it is not whole.
        patience: Seconds to wait for another process.
        waiting: Told when another process is waited for.
    """

    def __init__(
        self,
        root: Path,
        name: str,
        mark: str,
        *,
        patience: float = PATIENCE,
        waiting: Callable[[str], None] | None = None,
    ) -> None:
        self.path = root / name
        self._root = root
        self._name = name
        self._mark = mark
        self._patience = patience
        self._waiting = waiting
        self._old = root / f".{name}.old"

    def whole(self) -> Path | None:
        """Return the folder if it is there whole."""
        if not (self.path / self._mark).is_file() and self._old.is_dir():
            with contextlib.suppress(SuzerainError), self.held():
                pass  # whoever was replacing it is done, or died and is settled
        return self.path if (self.path / self._mark).is_file() else None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Be the only process that writes it, and clear what a dead one left.

        Raises:
            SourceError: If it cannot be written, or another process works on it for
                too long.
        """
        try:
            self._root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self._root, error) from error
        lock = self._root / f".{self._name}.lock"
        with only_one(lock, patience=self._patience, waiting=self._waiting):
            self._settle()
            for left in self._root.glob(f".{self._name}.writing-*"):
                shutil.rmtree(left, ignore_errors=True)
            yield

    @contextlib.contextmanager
    def stage(self) -> Iterator[Path]:
        """Make a folder to write in, which goes whatever happens.

        Raises:
            SourceError: If it cannot be made, or written while it is open.
        """
        prefix = f".{self._name}.writing-"
        try:
            stage = Path(tempfile.mkdtemp(prefix=prefix, dir=self._root))
        except OSError as error:
            raise unwritable(self._root, error) from error
        try:
            yield stage
        except OSError as error:
            raise unwritable(stage, error) from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def put(self, new: Path) -> None:
        """Put a folder from the stage in its place.

        Raises:
            SourceError: If it cannot be moved; the old one is put back then.
        """
        if self.path.exists():
            _move(self.path, self._old)
        try:
            _move(new, self.path)
        finally:
            self._settle()

    def _settle(self) -> None:
        """Finish or undo what was left between two renames; the lock is held."""
        if self._old.is_dir() and not (self.path / self._mark).is_file():
            shutil.rmtree(self.path, ignore_errors=True)
            _move(self._old, self.path)
        shutil.rmtree(self._old, ignore_errors=True)

    def take_away(self) -> None:
        """Remove it.

        Raises:
            SourceError: If it cannot be removed.
        """
        with self.held(), self.stage() as stage:
            _move(self.path, stage / "removed")


def unwritable(path: Path, error: OSError) -> SourceError:
    """Say why a place cannot be written, and what to do.

    Args:
        path: The place.
        error: What the system said.
    """
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return SourceError(
            f"{str(path)!r} cannot be written: the disk is full",
            "room for the tables",
            "free some space or set SUZERAIN_DATA to another disk; nothing was kept",
        )
    return SourceError(
        f"{str(path)!r} cannot be written: {error.strerror or error}",
        "a folder that you may write to",
        "set SUZERAIN_DATA to one, or change its rights",
    )


def _move(old: Path, new: Path) -> None:
    try:
        os.replace(old, new)  # noqa: PTH105 - one step
    except OSError as error:
        raise unwritable(new, error) from error
