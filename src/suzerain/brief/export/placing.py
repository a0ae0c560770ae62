"""Where an export goes: a file or folder that is there whole, or as it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from suzerain.brief.export import crate, package
from suzerain.core.errors import SuzerainError

FORMS = {
    "graphml": "network.graphml",
    "gexf": "network.gexf",
    "node-link": "network.json",
    "parquet": "tables",
    "ftm": "statements.jsonl",
    "ro-crate": "crate",
    "citation": "CITATION.cff",
    "ach": "ach.csv",
}
"""Every form, with a name that fits it."""

FOLDERS = {"parquet": package.DESCRIPTOR, "ro-crate": crate.DESCRIPTOR}
"""Forms that are folders, with the file by which one is known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Export:
    """What is to be written.

    Args:
        files: Contents by path; one file has the empty path.
        mark: File by which a folder is known; empty for one file.
        notes: What had to be replaced or left out, in words.
    """

    files: Mapping[str, bytes]
    mark: str = ""
    notes: tuple[str, ...] = ()


def refuse_form(form: str) -> None:
    """Refuse a form that there is not.

    Args:
        form: One of `FORMS`.

    Raises:
        SuzerainError: If it is none of them.
    """
    if form not in FORMS:
        raise SuzerainError(
            f"a case cannot be exported as {form!r}", ", ".join(FORMS), "try graphml"
        )


def refuse_target(path: str | Path, form: str, *, force: bool = False) -> None:
    """Refuse a place that cannot be written before the work is done, not after.

    Args:
        path: File or folder to write.
        form: One of `FORMS`.
        force: Whether what is there may be replaced: a file, or an export of the same
            form. A folder that holds something else is never replaced.

    Raises:
        SuzerainError: If it cannot be written.
    """
    refuse_form(form)
    if not str(path) or "\0" in str(path):
        raise SuzerainError(
            f"{str(path)!r} is no name", "a place to write", f"name it {FORMS[form]}"
        )
    target = Path(path)
    if not target.absolute().parent.is_dir():
        raise SuzerainError(
            f"the folder {str(target.parent)!r} does not exist",
            "a place in a folder that exists",
            "create the folder first",
        )
    mark = FOLDERS.get(form)
    if target.is_dir() and not mark:
        raise SuzerainError(
            f"{str(target)!r} is a folder", "a file to write", "add a file name to it"
        )
    if mark and target.exists() and not target.is_dir():
        raise SuzerainError(
            f"{str(target)!r} is a file", f"a folder for {form}", "name another one"
        )
    filled = mark and target.is_dir() and any(target.iterdir())
    if filled and not (target / str(mark)).is_file():
        raise SuzerainError(
            f"the folder {str(target)!r} holds files but no {mark}",
            f"a new or empty folder, or one with an export as {form}",
            "name a new folder",
        )
    if (filled or (not mark and target.exists())) and not force:
        raise SuzerainError(
            f"{str(target)!r} is there already",
            "a new name",
            "choose another name, or add --force to replace it",
        )


def save_export(made: Export, path: str | Path) -> None:
    """Write an export so that no crash leaves half of it.

    Args:
        made: What to write.
        path: File, or folder when it has a mark.

    Raises:
        SuzerainError: If the disk is full or the place not writable.
    """
    from suzerain.case.folder import write_folder
    from suzerain.sources.store import write_atomically

    if not made.mark:
        write_atomically(path, made.files[""])
        return
    target = Path(path)
    fresh = not target.exists()
    try:
        target.mkdir(exist_ok=True)
        write_folder(target, made.files, stale=lambda _: False)
    except OSError as error:
        raise SuzerainError(
            f"{str(target)!r} cannot be written: {error.strerror}",
            "a folder that you may write to",
            "choose another place or change its rights",
        ) from error
    finally:
        if fresh and target.is_dir() and not any(target.iterdir()):
            target.rmdir()
