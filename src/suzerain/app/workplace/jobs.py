"""Work done in processes of its own, a few at once, the others in a queue."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from suzerain.app.workplace.history import FOLDER
from suzerain.app.workplace.kinds import CASE, ROWS_AS_RECORD, Order
from suzerain.core.errors import CaseError, UnknownReference

Status = Literal["waiting", "running", "done", "failed", "cancelled"]
WORK = "work"
PRINTED = "printed.json"
AT_ONCE = 2
MOST_WAITING = 32
MOST_KEPT = 48
PATIENCE = 3.0  # seconds for a process to end before it is killed
MOST_NOTES = 20
LONGEST_LINE = 2_000
LARGEST_RESULT = 200 * 1024 * 1024
DIM = "\x1b[2m"
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PART = re.compile(r"(\d{1,3})%")
WORDS = {
    "waiting": "waiting for other work to end",
    "running": "reading the case",
    "done": "done",
    "cancelled": "cancelled",
}


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """One piece of work.

    Args:
        id: Its id.
        order: What was asked for.
        version: Version of the case on which it works.
        place: Folder in which it works.
        state: How far it is.
        done: Parts done of `of`, where the engine tells them.
        of: Parts in all; 0 when it does not tell them.
        message: What it is doing, in words.
        notes: What was complained about.
        started: When it began to run.
        finished: When it ended.
        ended: Set when it has ended.
    """

    id: str
    order: Order
    version: int
    place: Path
    state: Status = "waiting"
    done: int = 0
    of: int = 0
    message: str = WORDS["waiting"]
    notes: list[str] = field(default_factory=list)
    started: str = ""
    finished: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None

    def told(self) -> dict[str, Any]:
        """Tell how far it is."""
        return {
            "id": self.id,
            "kind": self.order.kind,
            "state": self.state,
            "done": self.done,
            "of": self.of,
            "message": self.message,
            "notes": list(self.notes),
            "version": self.version,
            "worlds": self.order.worlds,
            "seed": self.order.seed,
            "options": dict(self.order.options),
            "started": self.started or None,
            "finished": self.finished or None,
            "error": self.message if self.state == "failed" else None,
        }

    @property
    def result(self) -> bytes | None:
        """What it gave, JSON or the file that it wrote; None before it is done."""
        if self.state != "done":
            return None
        name = self.order.file or PRINTED
        return (self.place / name).read_bytes()


class Jobs:
    """Run work for one case folder.

    Args:
        folder: The case folder; work is done in a hidden folder inside it.
        command: What starts a process that does one verb, without the verb.
        at_once: How many processes may run at once.
    """

    def __init__(
        self, folder: Path, command: Sequence[str], *, at_once: int = AT_ONCE
    ) -> None:
        self._command = tuple(command)
        self._place = folder / FOLDER / WORK
        self._free = asyncio.Semaphore(at_once)
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        if self._place.is_symlink():
            self._place.unlink()
        shutil.rmtree(self._place, ignore_errors=True)

    @property
    def listed(self) -> list[Job]:
        """All jobs that are kept, newest first."""
        return list(self._jobs.values())[::-1]

    def find(self, key: str) -> Job:
        """Return a job.

        Raises:
            UnknownReference: If there is none of this id.
        """
        if key not in self._jobs:
            raise UnknownReference(key, self._jobs, "the work of this server")
        return self._jobs[key]

    def start(self, order: Order, version: int, files: Mapping[str, bytes]) -> Job:
        """Ask for work; the same on the same version is not done twice.

        Args:
            order: The work.
            version: Version of the case.
            files: The files of the case at this version.

        Raises:
            Busy: If too much is waiting already.
        """
        for job in self.listed:
            same = job.order == order and job.version == version
            if same and job.state in ("waiting", "running", "done"):
                return job
        if sum(not job.ended.is_set() for job in self._jobs.values()) >= MOST_WAITING:
            raise Busy(
                f"{MOST_WAITING} pieces of work are waiting already",
                "work when others have ended",
                "cancel some, or wait",
            )
        key = f"job-{secrets.token_hex(6)}"
        job = Job(id=key, order=order, version=version, place=self._place / key)
        self._jobs[key] = job
        self._forget()
        task = asyncio.get_running_loop().create_task(self._run(job, files))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def _forget(self) -> None:
        """Let go of the oldest that have ended."""
        ended = [job for job in self._jobs.values() if job.ended.is_set()]
        for job in ended[: max(len(self._jobs) - MOST_KEPT, 0)]:
            del self._jobs[job.id]
            shutil.rmtree(job.place, ignore_errors=True)

    async def cancel(self, key: str) -> Job:
        """End a job; what it had reckoned is lost."""
        job = self.find(key)
        if job.ended.is_set():
            return job
        _end(job, "cancelled", WORDS["cancelled"])
        await _stop(job.process)
        return job

    async def close(self) -> None:
        """End all work, and clear its folder away."""
        for job in self.listed:
            if not job.ended.is_set():
                await self.cancel(job.id)
        for task in list(self._tasks):
            task.cancel()
        shutil.rmtree(self._place, ignore_errors=True)

    async def _run(self, job: Job, files: Mapping[str, bytes]) -> None:
        try:
            async with self._free:
                if job.ended.is_set():
                    return
                job.state, job.started = "running", _now()
                job.message = WORDS["running"]
                await asyncio.to_thread(_lay_out, job, files)
                if not job.ended.is_set():
                    await self._work(job)
        except asyncio.CancelledError:
            await _stop(job.process)
            raise
        except OSError as error:
            _end(job, "failed", f"it could not be started: {error.strerror or error}")
        finally:
            if not job.ended.is_set():
                _end(job, "failed", "it ended without a word")

    async def _work(self, job: Job) -> None:
        with (job.place / PRINTED).open("wb") as printed:
            job.process = await asyncio.create_subprocess_exec(
                *self._command,
                *job.order.arguments(),
                cwd=job.place,
                stdin=asyncio.subprocess.PIPE,
                stdout=printed,
                stderr=asyncio.subprocess.PIPE,
            )
        if job.ended.is_set():
            await _stop(job.process)
            return
        stream = job.process.stderr
        if stream is not None:
            async for line in _lines(stream):
                _hear(job, line)
        code = await job.process.wait()
        if not job.ended.is_set():
            _finish(job, code)


class Busy(CaseError):
    """More is asked for than can wait."""


def _lay_out(job: Job, files: Mapping[str, bytes]) -> None:
    """Write the case as it was at its version, for the process to read."""
    target = job.place / CASE
    target.mkdir(parents=True)
    for path, data in files.items():
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_bytes(data)


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    """Read what a process says, line by line; a bar that moves ends lines with CR."""
    rest = ""
    while data := await stream.read(4096):
        *whole, rest = re.split(r"[\r\n]+", rest + data.decode("utf-8", "replace"))
        rest = rest[-LONGEST_LINE:]
        for line in whole:
            yield line[:LONGEST_LINE]
    if rest:
        yield rest


def _hear(job: Job, line: str) -> None:
    """Take in one line: how far it is, what it is doing, or a complaint."""
    plain = STYLE.sub("", line).strip()
    if not plain:
        return
    part = PART.search(plain)
    if part and "[" in plain:
        job.done, job.of = int(part[1]), 100
    elif line.startswith(DIM):
        job.message, job.done, job.of = plain, 0, 0
    elif len(job.notes) < MOST_NOTES:
        job.notes.append(plain)


def _finish(job: Job, code: int) -> None:
    """Judge how a process has ended."""
    if code == 0:
        problem = _settle(job)
        if problem:
            _end(job, "failed", problem)
        else:
            _end(job, "done", WORDS["done"])
    elif code < 0:
        _end(job, "failed", f"the process was ended from outside (signal {-code})")
    else:
        told = " ".join(job.notes[-3:]) or f"it ended with code {code}"
        _end(job, "failed", told)
    shutil.rmtree(job.place / CASE, ignore_errors=True)


def _settle(job: Job) -> str:
    """Bring what was printed into one JSON value; say what is wrong, if anything."""
    if job.order.file:
        return "" if (job.place / job.order.file).is_file() else "it wrote no file"
    path = job.place / PRINTED
    if path.stat().st_size > LARGEST_RESULT:
        return "its result is too large to be kept"
    data = path.read_bytes()
    rows = job.order.of.shape == "rows"
    rows = rows and job.order.options.get("measure") not in ROWS_AS_RECORD
    if rows:
        data = b"[" + b",".join(line for line in data.splitlines() if line) + b"]"
        path.write_bytes(data)
    with contextlib.suppress(ValueError):
        json.loads(data)
        return ""
    return "it printed no JSON"


def _end(job: Job, state: Status, message: str) -> None:
    job.state, job.message, job.finished = state, message, _now()
    job.ended.set()


async def _stop(process: asyncio.subprocess.Process | None) -> None:
    if process is None or process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
