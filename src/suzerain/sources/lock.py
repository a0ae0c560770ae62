"""One process at a time may write a place; the lock of a dead one is free."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from suzerain.core.errors import SourceError

PAUSE = 0.1  # seconds between two tries
PATIENCE = 900.0  # seconds to wait for another process


@contextlib.contextmanager
def only_one(
    path: Path,
    *,
    patience: float = PATIENCE,
    waiting: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Hold a place, or wait until the process that holds it is done.

    The system frees the lock when its process ends, however it ends, so that no lock
    outlives a process that was killed.

    Args:
        path: File of the lock; its folder must exist. It stays behind, empty of harm.
        patience: Seconds to wait.
        waiting: Told once, when it has to wait.

    Raises:
        SourceError: If another process holds it for longer, or the file cannot be
            written.
    """
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise SourceError(
            f"{str(path.parent)!r} cannot be written: {error.strerror}",
            "a folder that you may write to",
            "set SUZERAIN_DATA to one, or change its rights",
        ) from error
    with file:
        until = time.monotonic() + patience
        told = False
        while not _taken(file.fileno()):
            holder = _holder(path)
            if waiting is not None and not told:
                waiting(f"{holder} works on {path.stem.lstrip('.')}; waiting")
                told = True
            if time.monotonic() > until:
                raise SourceError(
                    f"{holder} has worked on {path.stem.lstrip('.')} for more than "
                    f"{patience:.0f} seconds",
                    "one process at a time",
                    "wait until it is done, or end it",
                )
            time.sleep(PAUSE)
        try:
            with contextlib.suppress(OSError):  # a full disk is told by who writes
                file.truncate(0)
                file.write(f"{os.getpid()}\n")
                file.flush()
            yield
        finally:
            _freed(file.fileno())


def _holder(path: Path) -> str:
    """Name the process that holds the lock, as it wrote itself down."""
    with contextlib.suppress(OSError, ValueError):
        return f"process {int(path.read_text(encoding='utf-8'))}"
    return "another process"


if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 30  # a byte far behind the text, so that the text can be read

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _freed(descriptor: int) -> None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _freed(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
