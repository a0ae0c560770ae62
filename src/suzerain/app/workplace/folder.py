"""What lies in a case folder, read so that nothing outside it is ever touched."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from suzerain.case.codecs import inquiries, overruled
from suzerain.case.codecs.papers import FOLDER as SOURCES
from suzerain.case.files import REQUIRED, holds_case
from suzerain.case.folder import COMPLETE, STAGE, settle
from suzerain.case.review import FILE as REVIEW
from suzerain.core.errors import CaseError
from suzerain.outlook.whatif.kept import FOLDER as SCENARIOS
from suzerain.sources.store import write_atomically

Stamp = tuple[int, int, int]
OWN = frozenset({*REQUIRED, overruled.FILE, inquiries.FILE, REVIEW})
ENDS = {SOURCES: (".txt", ".csv"), SCENARIOS: (".toml",)}
PATIENCE = 2.0  # seconds for which another program may be in the midst of writing


def stamps_of(folder: Path) -> dict[str, Stamp]:
    """Tell the files of a case apart from what they were, without reading them.

    Args:
        folder: The case folder.

    Returns:
        Time, size and number of each file, by path inside the folder.

    Raises:
        CaseError: If a file is a link that leads out of the folder.
    """
    found: dict[str, Stamp] = {}
    for inside in ("", *ENDS):
        try:
            listed = sorted(os.scandir(folder / inside), key=lambda one: one.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for one in listed:
            path = f"{inside}/{one.name}" if inside else one.name
            if not _belongs(inside, one.name, path):
                continue
            _refuse_link(folder, one)
            if one.is_file():
                told = one.stat()
                found[path] = (told.st_mtime_ns, told.st_size, told.st_ino)
    return found


def _belongs(inside: str, name: str, path: str) -> bool:
    if inside:
        return name.endswith(ENDS[inside]) and not name.startswith(".")
    return path in OWN or name in ENDS


def _refuse_link(folder: Path, entry: os.DirEntry[str]) -> None:
    if not entry.is_symlink():
        return
    if not Path(entry.path).resolve().is_relative_to(folder.resolve()):
        raise CaseError(
            f"{entry.name!r} in the case folder leads out of it",
            "files of the folder itself",
            "put the file in the place of the link",
        )


def read_changed(
    folder: Path, stamps: Mapping[str, Stamp], known: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Read the files of a case, only those again that are not known.

    Args:
        folder: The case folder.
        stamps: Which files there are.
        known: Contents of those that have not changed, by path.

    Raises:
        CaseError: If one cannot be read.
    """
    found: dict[str, bytes] = {}
    for path in stamps:
        if path in known:
            found[path] = known[path]
            continue
        try:
            found[path] = (folder / path).read_bytes()
        except OSError as error:
            raise CaseError(
                f"{path!r} of the case cannot be read: {error.strerror}",
                "a case folder that you may read",
                "check its rights",
            ) from error
    return found


def is_being_written(folder: Path) -> bool:
    """Say whether another program is just moving a whole case into the folder.

    What was left there by one that was killed is put into its place.

    Args:
        folder: The case folder.
    """
    plan = folder / STAGE / COMPLETE
    try:
        age = time.time() - plan.stat().st_mtime
    except OSError:
        return False
    if age < PATIENCE:
        return True
    settle(folder)
    return False


def open_folder(folder: str | Path) -> Path:
    """Return a case folder that may be served.

    Args:
        folder: Its path.

    Raises:
        CaseError: If there is no case, or it holds links that lead out of it.
    """
    target = Path(folder)
    if not holds_case(target):
        raise CaseError(
            f"there is no case in {str(target)!r}",
            "a folder that `suzerain init` made",
            "run `suzerain serve` alone to make one from articles",
        )
    settle(target)
    stamps_of(target)
    return target.resolve()


def checksum(data: bytes) -> str:
    """Name contents by what they are."""
    return hashlib.sha256(data).hexdigest()


def put_files(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Put files in their places, each in one step; what is None is taken away.

    Args:
        folder: The case folder.
        files: Contents by path inside it.

    Raises:
        CaseError: If one of them is a link.
        SuzerainError: If one cannot be written.
    """
    for path, data in files.items():
        target = folder / path
        if target.is_symlink() or target.parent.is_symlink():
            raise CaseError(
                f"{path!r} is a link", "a file", "put the file in its place"
            )
        if data is None:
            target.unlink(missing_ok=True)
            continue
        target.parent.mkdir(exist_ok=True)
        write_atomically(target, data)
