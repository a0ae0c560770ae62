"""The shelf on disk: a file is there whole, or as it was before."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from suzerain.core.errors import SuzerainError


def write_atomically(path: str | Path, data: bytes | str) -> None:
    """Write a file so that no reader and no crash ever finds half of it.

    The data go to a temporary file in the same folder, are flushed to the disk, and
    take the place of the old file in one step. After a failure the old file stands
    and the temporary one is gone.

    Args:
        path: The file to write; its folder must exist.
        data: Bytes, or text that is written as UTF-8 without translating line ends.

    Raises:
        SuzerainError: If the folder is missing or not writable, the path is a folder,
            or the disk is full.

    Examples:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_atomically(Path(folder) / "brief.md", "# Brief")
        ...     (Path(folder) / "brief.md").read_text()
        '# Brief'
    """
    target = Path(path)
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if target.is_dir():
        raise SuzerainError(
            f"{str(target)!r} is a folder", "a file to write", "add a file name to it"
        )
    with contextlib.suppress(OSError):
        target = target.resolve() if target.is_symlink() else target
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(
            prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))  # noqa: PTH101 - the name is a string here
        os.replace(temporary, target)  # noqa: PTH105 - one name to stand in for
        temporary = ""
    except (OSError, ValueError) as error:
        raise _refusal(target, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
    _flush_folder(target.parent)


def _mode(target: Path) -> int:
    """Keep the rights of the file replaced; else what the user's mask allows."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the new name durable, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refusal(target: Path, error: Exception) -> SuzerainError:
    number = getattr(error, "errno", None)
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return SuzerainError(
            f"{str(target)!r} cannot be written: the disk is full",
            "room for the file",
            "free some space or write to another disk; the old file is untouched",
        )
    if number in {errno.ENOENT, errno.ENOTDIR} and not target.parent.is_dir():
        return SuzerainError(
            f"the folder {str(target.parent)!r} does not exist",
            "a folder that exists",
            "create it first",
        )
    reason = getattr(error, "strerror", None) or str(error)
    return SuzerainError(
        f"{str(target)!r} cannot be written: {reason}",
        "a folder that you may write to",
        "choose another place or change its rights",
    )
