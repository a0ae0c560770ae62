"""From a dataset's name to its tables on the shelf, by way of its publisher."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from suzerain.core.errors import DataMissing, SourceError
from suzerain.sources.dataset import Dataset
from suzerain.sources.download import BrokenOff, Progress, download
from suzerain.sources.lock import PATIENCE, only_one
from suzerain.sources.origin import Origin
from suzerain.sources.replacing import unwritable
from suzerain.sources.shelf import Shelf


def pull(
    known: Dataset,
    shelf: Shelf,
    *,
    progress: Progress | None = None,
    waiting: Callable[[str], None] | None = None,
    patience: float = PATIENCE,
) -> Origin:
    """Download a dataset from its publisher and put it on the shelf.

    Two processes may pull at once: the second waits, and takes what the first brought.

    Args:
        known: The dataset.
        shelf: Where it goes.
        progress: Told name, bytes here, and bytes in all (0 if unknown).
        waiting: Told when another process is waited for.
        patience: Seconds to wait for another process.

    Raises:
        DataMissing: If the publisher lets no script download it, there is no network,
            or a file broke off; the message lists what a person does.
        WrongChecksum: If a file is not the one published.
        SourceError: If the data are not as declared, or the shelf cannot be written.
    """
    if known.pull == "by hand":
        raise by_hand(known, f"{known.name} may not be downloaded by a script")
    folder = shelf.root / ".downloads" / known.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    before = shelf.origin(known.name) if shelf.has(known.name) else None
    with only_one(
        shelf.root / f".{known.name}-pull.lock", patience=patience, waiting=waiting
    ):
        now = shelf.origin(known.name) if shelf.has(known.name) else None
        if now is not None and now != before:
            return now  # the process that was waited for has brought it
        origin = _brought(known, shelf, folder, before, progress)
    shutil.rmtree(folder, ignore_errors=True)
    return origin


def _brought(
    known: Dataset,
    shelf: Shelf,
    folder: Path,
    before: Origin | None,
    progress: Progress | None,
) -> Origin:
    """Download all files and add them."""
    first = {one.name: one.sha256 for one in before.pulled} if before else {}
    try:
        pulled = tuple(
            download(
                file, folder, first_sum=first.get(file.name, ""), progress=progress
            )
            for file in known.downloads
        )
    except BrokenOff:
        raise
    except DataMissing as error:
        raise by_hand(known, error.what) from error
    try:
        return shelf.add_one(folder, known.name, pulled=pulled)
    except SourceError as error:
        kept = f"what was downloaded is kept in {str(folder)!r}; {error.hint}"
        error.hint = kept
        raise


def by_hand(known: Dataset, what: str) -> DataMissing:
    """Say what a person does to get a dataset.

    Args:
        known: The dataset.
        what: Why no script does it.
    """
    return DataMissing(
        what,
        "the publisher's files, saved by you",
        "get them by hand:\n"
        + "\n".join(f"  {k}. {step}" for k, step in enumerate(steps(known), 1)),
    )


def steps(known: Dataset) -> tuple[str, ...]:
    """List what a person does to get a dataset, to the command that adds it.

    Args:
        known: The dataset.
    """
    if known.steps:
        own = known.steps
    else:
        names = ", ".join(file.name for file in known.downloads) or "the data"
        own = (f"Open {known.page} in a browser.", f"Save {names}.")
    last = f"suzerain data add PATH --name {known.name}"
    if any("suzerain data add" in step for step in own):
        return own
    return (*own, f"Run `{last}` with the file or folder you saved.")
