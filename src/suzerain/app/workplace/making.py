"""New cases: from the example, or from documents that were uploaded."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import secrets
import shutil
import time
import tomllib
from collections.abc import AsyncIterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from suzerain.case.files import holds_case
from suzerain.core.errors import CaseError, SourceError, UnknownReference
from suzerain.sources.kinds import LARGEST

FOLDER = ".suzerain-uploads"
EXAMPLE = "example"
NAME = re.compile(r"[^\W_][\w .-]{0,59}")
SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"),
    *(".pdf", ".docx", ".eml"),
)
MOST_FILES = 500
MOST_BYTES = 1_000_000_000
LONGEST_NAME = 100
READ_SECONDS = 60.0
MAKE_SECONDS = 600.0
MOST_RECENT = 50
LOOK_SECONDS = 2.0
OLD_SECONDS = 2 * 24 * 3600


class Uploads:
    """Keep what was uploaded until a case is made of it.

    Each file lies in a folder with a name of ours; of its own name only letters,
    digits and a few signs are kept, and only for readers.

    Args:
        workspace: The folder in which new cases are made.
        command: What starts a process that does one verb, without the verb.
    """

    def __init__(self, workspace: Path, command: Sequence[str]) -> None:
        self.workspace = workspace
        self.command = tuple(command)
        self.place = workspace / FOLDER / secrets.token_hex(6)
        _clear_old(workspace / FOLDER)
        self.held: dict[str, dict[str, Any]] = {}
        self._recent: tuple[float, list[dict[str, str]]] = (float("-inf"), [])

    def close(self) -> None:
        """Throw away what no case was made of."""
        shutil.rmtree(self.place, ignore_errors=True)
        with contextlib.suppress(OSError):
            (self.workspace / FOLDER).rmdir()

    async def take(self, name: str, body: AsyncIterator[bytes]) -> dict[str, Any]:
        """Write one document to the disk as it comes, and read it once.

        Args:
            name: Its name, as its owner calls it.
            body: Its bytes, in pieces.

        Returns:
            What it is: `id`, `name`, `kind`, `characters`, `title`, `notes`.

        Raises:
            SourceError: If it is too large, of a kind that is not read, or unreadable.
        """
        plain = safe_name(name)
        if Path(plain).suffix.lower() not in SUFFIXES:
            raise SourceError(
                f"{plain!r} is of a kind that is not read here",
                ", ".join(SUFFIXES),
                "save it as text, HTML, PDF or Word",
            )
        used = sum(one["bytes"] for one in self.held.values())
        if len(self.held) >= MOST_FILES or used >= MOST_BYTES:
            raise SourceError(
                f"{len(self.held)} documents were uploaded already",
                f"up to {MOST_FILES} documents",
                "make a case of them first",
            )
        key = f"u-{secrets.token_hex(6)}"
        target = self.place / key / plain
        target.parent.mkdir(parents=True)
        try:
            size = await _written(target, body)
            told = await self._read(target)
        except BaseException:
            shutil.rmtree(target.parent, ignore_errors=True)
            raise
        self.held[key] = {"id": key, "name": plain, "bytes": size, **told}
        return self.held[key]

    async def _read(self, path: Path) -> dict[str, Any]:
        """Let another process read it: what is hostile must not stop the server."""
        code, out, said = await run([*self.command, "look", str(path)], READ_SECONDS)
        if code != 0:
            raise SourceError(said or "it cannot be read", "a readable document", "")
        found: dict[str, Any] = json.loads(out)
        return found

    def drop(self, key: str) -> None:
        """Throw one document away.

        Args:
            key: Its id, or its name.

        Raises:
            UnknownReference: If there is none of this id.
        """
        named = [k for k, one in self.held.items() if key in (k, one["name"])]
        if not named:
            raise UnknownReference(key, self.held, "the uploaded documents")
        key = named[-1]
        del self.held[key]
        shutil.rmtree(self.place / key, ignore_errors=True)

    def target(self, name: str) -> Path:
        """Return the folder of a new case; nothing that is there is overwritten.

        Args:
            name: Name of the case.

        Raises:
            CaseError: If it is no name, or taken.
        """
        plain = name.strip()
        if not NAME.fullmatch(plain) or plain.endswith("."):
            raise CaseError(
                f"a case cannot be called {plain[:60]!r}",
                "letters, digits, spaces, - and _, up to 60 of them",
                "try pact",
            )
        target = self.workspace / plain
        if target.exists() or target.is_symlink():
            raise Taken(
                f"{plain!r} is there already",
                "a new name: nothing is overwritten",
                f"open it, or try {plain}-2",
            )
        return target

    def free_name(self, name: str) -> str:
        """Propose a name that no case has yet."""
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-")
        plain = plain or "pact"
        names = [plain, *(f"{plain}-{n}" for n in range(2, MOST_FILES))]
        return next(one for one in names if not (self.workspace / one).exists())

    async def make(self, name: str, source: str) -> Path:
        """Make a case.

        Args:
            name: Its name; empty for one that is free.
            source: `example` or `uploads`.

        Returns:
            Its folder.

        Raises:
            CaseError: If the name is taken, or there is nothing to make it of.
        """
        first = next(iter(self.held.values()), {"title": ""})
        usual = EXAMPLE if source == EXAMPLE else str(first["title"])
        target = self.target(name or self.free_name(usual))
        if source == EXAMPLE:
            with as_file(files("suzerain.app") / EXAMPLE) as folder:
                await self._init(target, sorted(map(str, folder.glob("*.txt"))))
            return target
        if not self.held:
            raise CaseError("no document was uploaded", "one or more", "upload one")
        await self._init(target, self.paths)
        for key in list(self.held):
            self.drop(key)
        return target

    @property
    def paths(self) -> list[str]:
        """Where the documents lie that no case holds yet."""
        return [str(self.place / k / one["name"]) for k, one in self.held.items()]

    async def _init(self, target: Path, paths: Sequence[str]) -> None:
        words = ["init", str(target), *(f"--from={path}" for path in paths)]
        code, _, said = await run([*self.command, *words], MAKE_SECONDS)
        self._recent = (float("-inf"), [])
        if code != 0:
            raise CaseError(said or "no case could be made", "", "try other documents")

    def recent(self) -> list[dict[str, str]]:
        """List the cases of the workspace, by name, as they were a moment ago."""
        looked, found = self._recent
        if time.monotonic() - looked < LOOK_SECONDS:
            return found
        found = []
        for path in sorted(self.workspace.glob("*/case.toml"))[:MOST_RECENT]:
            folder = path.parent
            if not folder.is_symlink() and holds_case(folder):
                name = folder.name
                found.append({"name": name, "title": _title(path), "folder": name})
        self._recent = (time.monotonic(), found)
        return found

    def known(self, name: str) -> Path:
        """Return a case of the workspace.

        Args:
            name: Its name, as `recent` lists it.

        Raises:
            UnknownReference: If there is none of this name.
        """
        names = [one["name"] for one in self.recent()]
        if name not in names:
            raise UnknownReference(name, names, "the cases of this folder")
        return self.workspace / name


def _clear_old(place: Path) -> None:
    """Throw away what a server that was killed has left, days ago."""
    with contextlib.suppress(OSError):
        for folder in place.iterdir():
            if time.time() - folder.lstat().st_mtime > OLD_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _title(outline: Path) -> str:
    """Read the title of a case, and nothing else of it."""
    try:
        found = tomllib.loads(outline.read_text(encoding="utf-8")).get("title")
    except (OSError, ValueError):
        found = None
    return str(found or outline.parent.name)


class Taken(CaseError):
    """A case of this name is there already."""


def safe_name(name: str) -> str:
    r"""Keep what a file name says to a reader, and nothing that a system could act on.

    Args:
        name: Any text.

    Examples:
        >>> safe_name("../../etc/passwd.txt"), safe_name("a<b>\n.pdf"), safe_name("")
        ('passwd.txt', 'a_b__.pdf', 'document.txt')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = re.sub(r"[^\w .,()'-]", "_", last).strip(" .-")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        return f"{kept[:LONGEST_NAME]}.txt" if kept else "document.txt"
    return f"{stem[:LONGEST_NAME] or 'document'}.{suffix[:10]}"


async def _written(target: Path, body: AsyncIterator[bytes]) -> int:
    size = 0
    with target.open("xb") as file:
        async for piece in body:
            size += len(piece)
            if size > LARGEST:
                raise TooLarge(
                    f"it has more than {LARGEST // 1_000_000} MB",
                    f"documents up to {LARGEST // 1_000_000} MB",
                    "give the article alone, or split it",
                )
            await asyncio.to_thread(file.write, piece)
    return size


class TooLarge(SourceError):
    """More was sent than is taken."""


async def run(words: Sequence[str], seconds: float) -> tuple[int, bytes, str]:
    """Run a process to its end, or end it when it takes too long.

    Args:
        words: What to run.
        seconds: How long it may take.

    Returns:
        Its code, what it printed, and what it complained about, without styles.
    """
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    reading = asyncio.gather(_all(process.stdout), _all(process.stderr))
    try:
        out, said = await asyncio.wait_for(reading, seconds)
        code = await process.wait()
    except TimeoutError:
        process.kill()
        return 1, b"", f"it took longer than {seconds:.0f} seconds"
    except asyncio.CancelledError:
        process.kill()
        raise
    lines = said.decode("utf-8", "replace").splitlines()
    plain = [line for line in lines if line and not line.startswith("\x1b[2m")]
    return code, out, "\n".join(plain)


async def _all(stream: asyncio.StreamReader | None) -> bytes:
    """Read to the end; standard input stays open, for the process ends with it."""
    return b"" if stream is None else await stream.read()
