"""A folder whose files change together or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from suzerain.core.errors import CaseError
from suzerain.sources.store import write_atomically

STAGE = ".writing"
COMPLETE = "complete.json"


def write_folder(
    folder: Path, files: Mapping[str, bytes], stale: Callable[[str], bool]
) -> None:
    """Write files into a folder so that no crash leaves old and new ones mixed.

    1. All files are written whole into a hidden folder inside.
    2. A list of them is written: from here on the new state holds.
    3. Each is moved into its place, and files that no longer belong are removed.

    A process killed before 2 leaves the old state; one killed after it leaves a list
    from which `settle` goes on. Files that are not named stay as they are.

    Args:
        folder: An existing folder.
        files: Contents by path inside the folder.
        stale: Says of a path inside the folder whether it is to go when unnamed.

    Raises:
        SuzerainError: If the disk is full or a file cannot be written; nothing of
            the old state has changed then.
    """
    settle(folder)
    stage = folder / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for path, data in files.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(stage / path, data)
        old = [path for path in _inside(folder) if path not in files and stale(path)]
        plan = json.dumps({"files": list(files), "remove": sorted(old)})
        write_atomically(stage / COMPLETE, plan)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise _refusal(folder, error) from error
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    settle(folder)


def settle(folder: Path) -> None:
    """Finish what a killed process left complete but not yet in its place.

    Args:
        folder: The folder; nothing happens when nothing was left.

    Raises:
        CaseError: If the folder cannot be written, or the list names files outside it.
    """
    stage = folder / STAGE
    if not (stage / COMPLETE).is_file():
        return
    plan = _plan(stage)
    try:
        for path in plan["files"]:
            if (stage / path).is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(stage / path, folder / path)  # noqa: PTH105
        for path in plan["remove"]:
            (folder / path).unlink(missing_ok=True)
        (stage / COMPLETE).unlink()
        shutil.rmtree(stage)
    except OSError as error:
        raise _refusal(folder, error) from error


def _plan(stage: Path) -> dict[str, list[str]]:
    """Read the list of moves; one that came with a foreign folder may name anything."""
    try:
        plan = json.loads((stage / COMPLETE).read_text(encoding="utf-8"))
        found = {part: list(map(str, plan[part])) for part in ("files", "remove")}
        names = [*found["files"], *found["remove"]]
        safe = not stage.is_symlink() and all(map(_is_inside, names))
    except (OSError, ValueError, TypeError, KeyError):
        safe = False
    if not safe:
        raise CaseError(
            f"{STAGE}/{COMPLETE} in the case folder names files outside it",
            "a case folder that Suzerain wrote",
            f"remove {STAGE} from the folder when you do not know where it comes from",
        )
    return found


def _is_inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return all(one not in ("", ".", "..") for one in parts) and ":" not in name


def read_folder(folder: Path, belongs: Callable[[str], bool]) -> dict[str, bytes]:
    """Read the files of a folder that belong, by path inside it.

    Raises:
        CaseError: If one cannot be read.
    """
    settle(folder)
    try:
        return {
            path: (folder / path).read_bytes()
            for path in _inside(folder)
            if belongs(path)
        }
    except OSError as error:
        raise _refusal(folder, error) from error


def _inside(folder: Path) -> list[str]:
    """List files in the folder and one level below, hidden ones left out."""
    files = [*folder.glob("*"), *folder.glob("*/*")]
    return sorted(
        path.relative_to(folder).as_posix()
        for path in files
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    )


def _refusal(folder: Path, error: OSError) -> CaseError:
    return CaseError(
        f"the case folder {str(folder)!r} cannot be read or written: {error.strerror}",
        "a folder that you may read and write, on a disk with room",
        "check its rights and the free space; no file of the old state is lost",
    )
