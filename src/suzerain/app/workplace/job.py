"""One piece of work: how far it is, what it says, and how it ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from suzerain.app.workplace.kinds import CASE, ROWS_AS_RECORD, Order

Status = Literal["waiting", "running", "done", "failed", "cancelled"]
PRINTED = "printed.json"
MOST_NOTES = 20
LONGEST_LINE = 2_000
LARGEST_RESULT = 200 * 1024 * 1024
DIM = "\x1b[2m"
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PART = re.compile(r"(\d{1,3})%")
WORDS = {
    "waiting": "waiting for other work to end",
    "running": "starting",
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


async def lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    """Read what a process says, line by line; a bar that moves ends lines with CR."""
    rest = ""
    while data := await stream.read(4096):
        *whole, rest = re.split(r"[\r\n]+", rest + data.decode("utf-8", "replace"))
        rest = rest[-LONGEST_LINE:]
        for line in whole:
            yield line[:LONGEST_LINE]
    if rest:
        yield rest


def hear(job: Job, line: str) -> None:
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


def finish(job: Job, code: int) -> None:
    """Judge how a process has ended."""
    if code == 0:
        problem = _settle(job)
        if problem:
            end(job, "failed", problem)
        else:
            end(job, "done", WORDS["done"])
    elif code < 0:
        end(job, "failed", f"the process was ended from outside (signal {-code})")
    else:
        told = " ".join(job.notes[-3:]) or f"it ended with code {code}"
        end(job, "failed", told)
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


def end(job: Job, state: Status, message: str) -> None:
    """Let a job end.

    Args:
        job: The job.
        state: How it ended.
        message: In words.
    """
    job.state, job.message, job.finished = state, message, now()
    job.ended.set()


def now() -> str:
    """The time, for whoever asks when it began and ended."""
    return datetime.now(UTC).isoformat(timespec="seconds")
