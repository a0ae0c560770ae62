"""Files, folders, addresses and standard input to Documents."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from suzerain.core.errors import EmptySource, SourceError, UnreadableSource
from suzerain.sources.address import is_address
from suzerain.sources.compose import make_document
from suzerain.sources.document import Document
from suzerain.sources.kinds import (
    ACCEPTED,
    FORMATS,
    LARGEST,
    is_feed,
    parse,
    refuse_large,
)
from suzerain.sources.web import (
    LeftOut,
    addresses_in,
    read_address,
    read_addresses,
    read_entries,
)

__all__ = ["iter_documents", "make_document", "read_documents"]

MOST_NAMED = 5  # file names that a note lists
STANDARD_INPUT = "-"
LISTS = frozenset({"", ".txt", ".text", ".urls"})


def read_documents(paths: Iterable[str | Path] | str | Path) -> tuple[Document, ...]:
    r"""Read articles from files, folders, web addresses and standard input.

    A folder is read in order of its file names, with its sub-folders; hidden files
    are skipped. What a folder, a feed or a list of addresses offers and cannot be
    read is named in the notes of the first document. The same text twice is one
    document.

    Args:
        paths: Files, folders, http or https addresses, or `-`.

    Returns:
        The documents, in the order given.

    Raises:
        DataMissing: If an address is given and there is no network.
        EmptySource: If a file holds no text, or a folder no readable file.
        SourceTooLarge: If a file has more than 20 MB.
        UnreadableSource: If a path is missing, forbidden, broken or not text.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "pact-2024-06-19.txt"
        ...     _ = path.write_text("A pact is signed\n\nThe two sides met.")
        ...     (document,) = read_documents([path])
        >>> document.title, document.published, len(document.blocks)
        ('A pact is signed', '2024-06-19', 2)
    """
    read: list[Document] = []
    for path in _given(paths):
        found: list[Document] = []
        left: list[LeftOut] = []
        for one in _read_path(path):
            if isinstance(one, LeftOut):
                left.append(one)
            else:
                found.append(one)
        if left and found:
            notes = (*found[0].notes, _left_out(left))
            found[0] = replace(found[0], notes=notes)
        read.extend(found)
    return _merged(read)


def iter_documents(
    paths: Iterable[str | Path] | str | Path,
    tell: Callable[[str], object] = str,
) -> Iterator[Document]:
    """Read articles one by one, so that ten thousand need no more memory than one.

    Args:
        paths: Files, folders, http or https addresses, or `-`.
        tell: Called with what concerns no single document: what was left out, and
            texts that were given before and so are not read again.

    Yields:
        The documents, in the order given; the same text once.

    Raises:
        SourceError: As `read_documents` does, when the bad path is reached; a path
            that does not exist is refused at the start.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = (Path(folder) / "a.txt").write_text("They met.")
        ...     _ = (Path(folder) / "b.txt").write_text("They met.")
        ...     said = []
        ...     names = [one.name for one in iter_documents(folder, said.append)]
        >>> names, said
        (['a.txt'], ['b.txt: the same text was read before'])
    """
    listed = _given(paths)
    for path in listed:
        if not _is_elsewhere(path):
            _mode(_path(path))
    seen: set[str] = set()
    for path in listed:
        left: list[LeftOut] = []
        for one in _read_path(path):
            if isinstance(one, LeftOut):
                left.append(one)
            elif one.id in seen:
                tell(f"{one.name}: the same text was read before")
            else:
                seen.add(one.id)
                yield one
        if left:
            tell(_left_out(left))


def _given(paths: Iterable[str | Path] | str | Path) -> list[str | Path]:
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not given:
        raise EmptySource("no file was named", ACCEPTED, "name at least one article")
    return list(dict.fromkeys(given))


def _is_elsewhere(given: str | Path) -> bool:
    return str(given) == STANDARD_INPUT or is_address(str(given))


def _left_out(left: list[LeftOut]) -> str:
    listed = ", ".join(f"{one.name} ({one.reason})" for one in left[:MOST_NAMED])
    if len(left) > MOST_NAMED:
        listed += f" and {len(left) - MOST_NAMED} more"
    return f"{len(left)} file(s) beside it were not read: {listed}"


def _read_path(given: str | Path) -> Iterator[Document | LeftOut]:
    if str(given) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
        yield from _parse(data, "standard input", "")
    elif is_address(str(given)):
        yield from read_address(str(given))
    else:
        path = _path(given)
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            yield from _read_folder(path)
        else:
            yield from _read_file(path, mode)


def _path(given: str | Path) -> Path:
    if not str(given).strip() or "\0" in str(given):
        raise UnreadableSource(f"{str(given)!r} is no path", ACCEPTED, "name a file")
    return Path(given)


def _read_folder(folder: Path) -> Iterator[Document | LeftOut]:
    read = 0
    left: list[LeftOut] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in FORMATS:
            out = LeftOut(name=name, reason="another kind of file")
            left = [*left, out][: MOST_NAMED + 1]
            yield out
            continue
        try:
            for one in _read_file(path, _mode(path)):
                read += isinstance(one, Document)
                yield one
        except SourceError as error:
            out = LeftOut(name=name, reason=error.what)
            left = [*left, out][: MOST_NAMED + 1]
            yield out
    if not read:
        held = ", ".join(f"{one.name} ({one.reason})" for one in left[:MOST_NAMED])
        raise EmptySource(
            f"the folder {folder} holds no readable article"
            + (f"; it holds {held}" if held else ""),
            "a folder with .txt, .md, .html, .pdf, .docx or .eml files",
            "put an article into it or name another folder",
        )


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename or folder), error)

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place) / name


def _read_file(path: Path, mode: int) -> Iterator[Document | LeftOut]:
    suffix = path.suffix.lower()
    piped = stat.S_ISFIFO(mode) and str(path).startswith(("/dev/", "/proc/"))
    if not stat.S_ISREG(mode) and not piped:
        raise UnreadableSource(
            f"{path} is not a regular file", ACCEPTED, "pipe it in and write - for it"
        )
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > LARGEST else file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    refuse_large(max(size, len(data)), path.name)
    yield from _parse(data, path.name, suffix)


def _parse(data: bytes, name: str, suffix: str) -> Iterator[Document | LeftOut]:
    refuse_large(len(data), name)
    if is_feed(data) and FORMATS.get(suffix, "") != "text/html":
        yield from read_entries(data, name)
        return
    addresses = addresses_in(data) if suffix in LISTS else ()
    if addresses:
        yield from read_addresses(addresses, name)
        return
    yield make_document(parse(data, name, suffix), name)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        raise UnreadableSource(
            f"there is no file {str(path)!r}", ACCEPTED, "check the path"
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> UnreadableSource:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableSource(
        f"{str(path)!r} cannot be opened: {reason}",
        ACCEPTED,
        "check the path and that you may read it",
    )


def _merged(read: list[Document]) -> tuple[Document, ...]:
    kept: dict[str, Document] = {}
    for document in read:
        if document.id not in kept:
            kept[document.id] = document
            continue
        first = kept[document.id]
        note = f"the same text was also given as {document.name}"
        if note not in first.notes:
            kept[document.id] = replace(first, notes=(*first.notes, note))
    return tuple(kept.values())
