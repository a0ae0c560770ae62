"""Work done in processes of its own, a few at once, the others in a queue."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from suzerain.app.workplace.history import FOLDER
from suzerain.app.workplace.job import (
    PRINTED,
    WORDS,
    Job,
    end,
    finish,
    hear,
    lines,
    now,
)
from suzerain.app.workplace.kinds import CASE, Order
from suzerain.core.errors import CaseError, UnknownReference

WORK = "work"
AT_ONCE = 2
MOST_WAITING = 32
MOST_KEPT = 48
PATIENCE = 3.0  # seconds for a process to end before it is killed


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
        end(job, "cancelled", WORDS["cancelled"])
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
                job.state, job.started = "running", now()
                job.message = WORDS["running"]
                await asyncio.to_thread(_lay_out, job, files)
                if not job.ended.is_set():
                    await self._work(job)
        except asyncio.CancelledError:
            await _stop(job.process)
            raise
        except OSError as error:
            end(job, "failed", f"it could not be started: {error.strerror or error}")
        finally:
            if not job.ended.is_set():
                end(job, "failed", "it ended without a word")

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
            async for line in lines(stream):
                hear(job, line)
        code = await job.process.wait()
        if not job.ended.is_set():
            finish(job, code)


class Busy(CaseError):
    """More is asked for than can wait."""


def _lay_out(job: Job, files: Mapping[str, bytes]) -> None:
    """Write the case as it was at its version, for the process to read."""
    target = job.place / CASE
    target.mkdir(parents=True)
    for path, data in files.items():
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_bytes(data)


async def _stop(process: asyncio.subprocess.Process | None) -> None:
    if process is None or process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
