"""A publisher's files come to this machine whole, or go on where they broke off."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suzerain.core.errors import (
    DataMissing,
    SourceTooLarge,
    UnreadableSource,
    WrongChecksum,
)
from suzerain.sources.address import plain
from suzerain.sources.dataset import Download
from suzerain.sources.fetch import Refusal, answer_of
from suzerain.sources.origin import Pulled, checksum
from suzerain.sources.replacing import unwritable
from suzerain.sources.store import write_atomically

LARGEST = 30_000_000_000  # bytes of one file
CHUNK = 1 << 18  # bytes read at once
PARTIAL = 206  # HTTP: the part that was asked for
BEYOND = 416  # HTTP: the part asked for lies behind the end

_OPEN_LINE = ", though it came over a connection that others may change"

Progress = Callable[[str, int, int], None]


class BrokenOff(DataMissing):
    """A file came in part; the part is kept and the next try goes on from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is known of a file that was begun: its address and how to tell it."""

    url: str
    etag: str
    modified: str

    @property
    def tells(self) -> str:
        """A sign by which the server knows the same file again."""
        return self.etag or self.modified


def download(
    file: Download,
    folder: Path,
    *,
    first_sum: str = "",
    progress: Progress | None = None,
    largest: int = LARGEST,
) -> Pulled:
    """Bring one file into a folder; go on where an earlier try broke off.

    A part is continued only when the server says, by its ETag or date, that it is the
    same file, or when a checksum is published. What was brought stays in the folder
    when the connection breaks; after a wrong checksum nothing stays.

    Args:
        file: Address, name and, where published, checksum and size.
        folder: An existing folder.
        first_sum: Checksum that the file had when it was first trusted; empty when
            it never came here.
        progress: Told name, bytes that are here, and bytes in all (0 if unknown).
        largest: Most bytes accepted.

    Returns:
        The file's checksum and how it was settled.

    Raises:
        DataMissing: If there is no network, the publisher refuses, or the file broke
            off.
        WrongChecksum: If it is not the file that was published or trusted before.
        SourceTooLarge: If it is larger than accepted, or than the free space.
        UnreadableSource: If the address leads away from the web.
    """
    target, note = folder / file.name, folder / f".{file.name}.note"
    begun = _begun(file, target, note)
    try:
        with answer_of(file.url, begun) as answer:
            _keep(answer, file, target, note, begun, progress, largest)
    except Refusal as refusal:
        if not begun or refusal.status != BEYOND:
            raise
        if refusal.size != target.stat().st_size:
            target.unlink()
            return download(
                file,
                folder,
                first_sum=first_sum,
                progress=progress,
                largest=largest,
            )
    return _settled(file, target, note, first_sum)


def _begun(file: Download, target: Path, note: Path) -> dict[str, str]:
    """Return the headers that ask for the rest of a file, or none."""
    try:
        known = _Note(**json.loads(note.read_text(encoding="utf-8")))
        size = target.stat().st_size
    except (OSError, ValueError, TypeError):
        return {}
    if not size or known.url != file.url or not (known.tells or file.sha256):
        return {}
    rest = {"Range": f"bytes={size}-"}
    return rest | ({"If-Range": known.tells} if known.tells else {})


def _keep(
    answer: Any,
    file: Download,
    target: Path,
    note: Path,
    begun: Mapping[str, str],
    progress: Progress | None,
    largest: int,
) -> None:
    """Write an answer behind what is there, or over it."""
    _refuse_page(answer, file)
    start = _start(answer, begun, target)
    said = answer.headers.get("Content-Length", "")
    total = start + int(said) if said.isdecimal() else 0
    _refuse_large(file, max(total, file.bytes), start, target, largest)
    etag = answer.headers.get("ETag", "")
    known = {
        "url": file.url,
        "etag": "" if etag.startswith("W/") else etag,  # a weak one tells no bytes
        "modified": answer.headers.get("Last-Modified", ""),
    }
    done = start
    try:
        if not start:
            target.unlink(missing_ok=True)
            write_atomically(note, json.dumps(known))
        with target.open("ab" if start else "wb") as out:
            for piece in _pieces(answer):
                write_piece(out, piece, target)
                done += len(piece)
                if done > largest:
                    raise _too_large(file, done, largest)
                if progress is not None:
                    progress(file.name, done, total)
    except SourceTooLarge:
        target.unlink(missing_ok=True)
        raise
    wanted = total or file.bytes
    if wanted and done != wanted:
        raise BrokenOff(
            f"{plain(file.url)} broke off at {done:,} of {wanted:,} bytes",
            "the whole file",
            "run the same again; it goes on from there",
        )


def _pieces(answer: Any) -> Iterator[bytes]:
    """Read an answer piece by piece."""
    read = getattr(answer, "read1", answer.read)
    while piece := read(CHUNK):
        yield piece


def write_piece(out: Any, piece: bytes, target: Path) -> None:
    """Write a piece of a file through to the disk.

    Args:
        out: The open file.
        piece: What to write.
        target: Its path, for the message.

    Raises:
        SourceError: If the disk is full or refuses.
    """
    try:
        out.write(piece)
        out.flush()
    except OSError as error:
        raise unwritable(target, error) from error


def _start(answer: Any, begun: Mapping[str, str], target: Path) -> int:
    """Say at which byte an answer begins; a server may send all once more."""
    if answer.status != PARTIAL:
        return 0
    found = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    start = int(found[1]) if found else -1
    if not begun or start != target.stat().st_size:
        target.unlink(missing_ok=True)
        raise DataMissing(
            f"{answer.geturl()} answers with another part than was asked for",
            "the rest of the file, or all of it",
            "run the same again; it begins anew",
        )
    return start


def _refuse_page(answer: Any, file: Download) -> None:
    """Refuse a web page, and packed bytes, that come in the place of the file."""
    squeezed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    page = answer.headers.get_content_type() == "text/html"
    if page and not file.name.lower().endswith((".html", ".htm")):
        raise DataMissing(
            f"{plain(file.url)} answers with a web page, not with {file.name}",
            "the file itself",
            "open the page in a browser and save the file",
        )
    if squeezed not in {"", "identity"}:
        raise UnreadableSource(
            f"{plain(file.url)} answers in the compression {squeezed!r}",
            "the bytes of the file",
            "save the file in a browser",
        )


def _refuse_large(
    file: Download, total: int, start: int, target: Path, largest: int
) -> None:
    if total > largest:
        raise _too_large(file, total, largest)
    free = shutil.disk_usage(target.parent).free
    if total - start > free:
        raise SourceTooLarge(
            f"{file.name} has {total / 1e6:,.0f} MB; {free / 1e6:,.0f} MB are free",
            "a file that fits on the disk",
            "free some space or set SUZERAIN_DATA to another disk",
        )


def _too_large(file: Download, size: int, largest: int) -> SourceTooLarge:
    return SourceTooLarge(
        f"{plain(file.url)} has {size:,} bytes or more",
        f"up to {largest:,} bytes",
        "check the address",
    )


def _settled(file: Download, target: Path, note: Path, first_sum: str) -> Pulled:
    """Compare the checksum with the one published, or with the one first trusted."""
    found = checksum(target)
    wanted = (file.sha256 or first_sum).lower()
    if wanted and found != wanted:
        target.unlink()
        note.unlink(missing_ok=True)
        whose = "published" if file.sha256 else "it had when it first came here"
        raise WrongChecksum(
            f"{file.name} has the checksum {found}; the one {whose} is {wanted}; "
            "nothing was kept",
            "the file as it was published",
            "pull it again; if the publisher tells of a new edition, run "
            "`suzerain data remove NAME` first"
            if not file.sha256
            else "pull it again; if that does not help, save it in a browser",
        )
    if file.sha256:
        trust = "its checksum is the one published"
    elif first_sum:
        trust = "its checksum is the one it first had here"
    else:
        open_line = "" if file.url.lower().startswith("https:") else _OPEN_LINE
        trust = f"no checksum is published: trusted at first use{open_line}"
    return Pulled(name=file.name, url=plain(file.url), sha256=found, trust=trust)
